import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { z } from 'zod'
import { bodyText } from '../src/article/body.js'
import { restore } from '../src/article/restore.js'
import { packageFolder } from '../src/data/table.js'
import type { Bench } from './main.js'
import { type Match, matchOf, meanOf } from './shingles.js'

/**
 * Article bodies against scrapinghub's article-extraction-benchmark, or any folder of its layout, beside Readability on
 * the same pages. SHOW=1 lists the pages of the even half by F1; the odd half is never looked at.
 */

const truthSchema = z.record(z.string(), z.object({ articleBody: z.string(), url: z.string() }))

interface Page {
  readonly id: string
  readonly html: string
  readonly url: string
  readonly truth: string
}

type Extract = (page: Page) => string

const derek: Extract = ({ html, url }) => {
  const { blocks, title } = restore({ content: html, format: 'html', url })
  return bodyText(blocks, title)
}

const readability: Extract = ({ html }) => {
  const { document } = parseHTML(html)
  return new Readability(document).parse()?.textContent ?? ''
}

/** A page that cannot be read has no body. */
function attempt(extract: Extract, page: Page): string {
  try {
    return extract(page)
  } catch {
    return ''
  }
}

interface Result {
  readonly matches: readonly Match[]
  /** Pages a second by the clock. */
  readonly speed: number
  /** Milliseconds a page that this process had the processor for: the figure to compare on a machine that others use. */
  readonly processor: number
}

function measure(extract: Extract, pages: readonly Page[]): Result {
  const start = performance.now()
  const before = process.cpuUsage()
  const bodies = pages.map((page) => attempt(extract, page))
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - start) / 1000
  return {
    matches: pages.map(({ truth }, i) => matchOf(truth, bodies[i] ?? '')),
    speed: pages.length / seconds,
    processor: (user + system) / 1000 / pages.length,
  }
}

const row = (name: string, matches: readonly Match[], speeds: readonly number[] = []): string => {
  const { f1, precision, recall } = meanOf(matches)
  const cells = [f1, precision, recall].map((value) => value.toFixed(4).padStart(11))
  return `${name.padEnd(30)}${cells.join('')}${speeds.map((speed) => speed.toFixed(1).padStart(11)).join('')}`
}

function run([folder]: readonly string[]): void {
  const place = folder ?? join(packageFolder(), '../../../shared/data/extraction')
  const truthFile = join(place, 'ground-truth.json')
  if (!existsSync(truthFile)) {
    console.log(`There is no ${truthFile}: name a folder with html/ID.html.gz and ground-truth.json. Skipped.`)
    return
  }
  const truth = truthSchema.parse(JSON.parse(readFileSync(truthFile, 'utf8')))
  const pages = Object.keys(truth)
    .sort()
    .flatMap((id): readonly Page[] => {
      const file = join(place, 'html', `${id}.html.gz`)
      const known = truth[id]
      if (known === undefined || !existsSync(file)) return []
      return [{ id, html: gunzipSync(readFileSync(file)).toString(), url: known.url, truth: known.articleBody }]
    })
  console.log(`${pages.length} pages of ${place}\n`)
  console.log(
    `${''.padEnd(30)}${['F1', 'precision', 'recall', 'pages/s', 'CPU ms/page'].map((head) => head.padStart(head.length > 10 ? 13 : 11)).join('')}`,
  )
  const isEven = (_: unknown, i: number): boolean => i % 2 === 0
  const isOdd = (_: unknown, i: number): boolean => i % 2 === 1
  for (const [name, extract] of [
    ['derek', derek],
    ['Readability with linkedom', readability],
  ] as const) {
    if (name !== 'derek' && process.env.ALONE !== undefined) continue
    // Once to warm up.
    measure(extract, pages)
    const { matches, speed, processor } = measure(extract, pages)
    console.log(row(name, matches, [speed, processor]))
    console.log(row('  even ids (developed on)', matches.filter(isEven)))
    console.log(row('  odd ids (kept unseen)', matches.filter(isOdd)))
    if (name === 'derek' && process.env.SHOW !== undefined) show(pages.filter(isEven), matches.filter(isEven))
  }
}

function show(pages: readonly Page[], matches: readonly Match[]): void {
  const rows = pages.map(({ id, url }, i) => ({ id, url, mean: meanOf(matches.slice(i, i + 1)) }))
  for (const { id, url, mean } of rows.toSorted((a, b) => a.mean.f1 - b.mean.f1)) {
    if (mean.f1 > 0.995) continue
    const cells = [mean.f1, mean.precision, mean.recall].map((value) => value.toFixed(3)).join(' ')
    console.log(`    ${cells}  ${id.slice(0, 8)}  ${url.slice(0, 90)}`)
  }
}

export const extraction: Bench = {
  name: 'extraction',
  about: 'article bodies from HTML, beside Readability with linkedom: F1, precision, recall, pages a second',
  run,
}
