import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What is published, as one who installs it meets it. Needs the build, as `npm test` makes it. */

const root = fileURLToPath(new URL('..', import.meta.url))
const workspace = join(root, '../..')
const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const built = existsSync(join(root, 'dist/index.js'))
const mostBytes = 5 * 1024 * 1024

const project = mkdtempSync(join(tmpdir(), 'kazakh-pack-'))
const options: ExecFileSyncOptionsWithStringEncoding = { cwd: project, encoding: 'utf8', stdio: 'pipe' }
let packed = ''

beforeAll(() => {
  if (!built) return
  const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', project], {
    ...options,
    cwd: root,
  }).trim()
  packed = join(project, name)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }))
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', packed], options)
}, 120_000)

afterAll(() => rmSync(project, { recursive: true, force: true }))

interface Example {
  readonly code: string
  /** What the comments say that it prints. */
  readonly prints: string
}

/** The TypeScript blocks of the README: a comment after console.log, or on lines of its own after it, is what is printed. */
function examples(): readonly Example[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  return [...readme.matchAll(/```ts\n(.*?)```/gsu)].map(([, code = '']) => ({
    code,
    prints: code
      .split('\n')
      .flatMap((line) => /console\.log\(.*\) \/\/ (.*)$/u.exec(line)?.[1] ?? /^\/\/ (.*)$/u.exec(line)?.[1] ?? [])
      .join('\n'),
  }))
}

describe.skipIf(!built)('the packed package', () => {
  it('is at most 5 MB, and has neither tests nor dependencies', () => {
    expect(statSync(packed).size).toBeLessThanOrEqual(mostBytes)
    const files = execFileSync('tar', ['-tzf', packed], options)
    expect(files).toContain('package/dist/index.d.ts')
    expect(files).not.toMatch(/\.test\./u)
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies')
  })

  it('runs the examples of its README in an empty project, and they print what it says', () => {
    for (const [index, { code, prints }] of examples().entries()) {
      // Types are taken off as a reader's compiler would: only parameters have any.
      writeFileSync(join(project, `${index}.js`), code.replaceAll('(text: string)', '(text)'))
      expect(execFileSync('node', [`${index}.js`], options).trim()).toBe(prints)
    }
  })

  it('has the types that the examples need', () => {
    const files = examples().map(({ code }, index) => {
      writeFileSync(join(project, `${index}.ts`), code)
      return `${index}.ts`
    })
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023']
    const tsc = join(workspace, 'node_modules/.bin/tsc')
    expect(execFileSync(tsc, [...flags, ...files], options)).toBe('')
  })

  it('has the command', () => {
    const command = join(project, 'node_modules/.bin/kazakh')
    const input = 'елу бірінші үй\n' // the fifty-first house
    expect(execFileSync(command, ['number'], { ...options, input })).toBe('51-ші үй\n')
  })

  it.skipIf(browser === undefined)(
    `runs in a page${browser === undefined ? ' (no Chromium here, skipped)' : ''}`,
    async () => {
      const server = await serve(join(project, 'node_modules/kazakh'))
      const chrome = await chromium.launch({ executablePath: browser ?? '', args: ['--no-sandbox'] })
      try {
        const page = await chrome.newPage()
        const address: AddressInfo | string | null = server.address()
        if (address === null || typeof address === 'string') throw new Error('the server has no port')
        await page.goto(`http://127.0.0.1:${address.port}/`)
        await page.waitForFunction('document.title !== ""')
        expect(await page.title()).toBe('қазақстан 2500 Орынбаев')
      } finally {
        await chrome.close()
        server.close()
      }
    },
  )
})

const page = `<!doctype html><meta charset="utf-8"><script type="module">
import { readNumber, terms, undecline } from '/dist/index.js'
document.title = [terms('Qazaqstannyń')[0].term, readNumber('екі жарым мың').value, undecline('Орынбаевқа')[0].name].join(' ')
</script>`

/** Serves a folder, and at its root the page. */
function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = join(folder, path)
    if (path === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
    else if (extname(file) === '.js' && existsSync(file)) {
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(readFileSync(file))
    } else response.writeHead(404).end()
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
