import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createAdaptorServer } from '@hono/node-server'
import axe, { type AxeResults } from 'axe-core'
import { type Browser, type ConsoleMessage, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** Where Debian, Ubuntu and CHROMIUM keep the browser. */
export const browserPath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserPath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })

/** An application at a port that the system chooses. */
export interface Listening {
  /** Its address, without a slash at the end. */
  readonly base: string
  close(): Promise<void>
}

export async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<Listening> {
  const server = createAdaptorServer({ fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    base: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

/** All that axe knows of WCAG 2.2 AA, and what it thinks good beyond. */
const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong with a page by rules or groups of rules. */
export async function faultsOf(page: Page, rules: readonly string[] = everyRule): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ${JSON.stringify(rules)} })`)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** The page fits and has no fault, on a telephone and on a desk, by day and by night; `seen` is called at each width. */
export async function expectAccessible(page: Page, seen: (width: number) => Promise<void> = async () => {}) {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await faultsOf(page), `light, ${width} pixels`).toEqual([])
    // All else is the same in the dark.
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await faultsOf(page, ['color-contrast']), `dark, ${width} pixels`).toEqual([])
    await seen(width)
  }
}

/** What the browser objects to in a page, until `stop`. */
export function hearObjections(page: Page): { readonly objections: readonly string[]; stop(): void } {
  const objections: string[] = []
  const hear = (message: ConsoleMessage): void => {
    if (message.type() === 'error') objections.push(message.text())
  }
  page.on('console', hear)
  return { objections, stop: () => void page.off('console', hear) }
}
