import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { restore } from '../src/article/restore.js'
import type { Article, Block } from '../src/article/schema.js'
import { packageFolder } from '../src/data/table.js'
import { decode } from '../src/source/decode.js'
import type { Eval } from './main.js'

/**
 * Synthetic pages of the builds that Kazakh outlets have: whether every block is told apart as what it is. A block is
 * right where its first words, kind, part, picture and what it repeats are as in the gold; a block that the gold does
 * not know is extra. SHOW=1 lists what is wrong, but never for the pages that are kept for measuring.
 */

const imageSchema = z.object({ url: z.string(), width: z.int().optional(), alt: z.string().optional() })
const goldSchema = z.object({
  modelledOn: z.string(),
  url: z.string(),
  meta: z.object({
    title: z.string().optional(),
    publishedAt: z.string().optional(),
    url: z.string().optional(),
    source: z.string().optional(),
    language: z.string().optional(),
    authors: z.array(z.string()).optional(),
    tags: z.array(z.string()).optional(),
    alternates: z.array(z.string()).optional(),
  }),
  blocks: z.array(
    z.object({
      starts: z.string(),
      kind: z.string(),
      part: z.string().optional(),
      image: imageSchema.optional(),
      repeats: z.string().optional(),
      /** Whether it may be left out: lists of other articles at the foot of a page. */
      optional: z.boolean().default(false),
    }),
  ),
})
type Gold = z.infer<typeof goldSchema>

export interface PageScore {
  readonly name: string
  readonly wanted: number
  readonly right: number
  readonly extra: number
  readonly meta: number
  readonly metaRight: number
  readonly wrong: readonly string[]
}

const plain = (text: string): string => text.replace(/\s+/gu, ' ')

/** Scores one page of a folder against the gold beside it. */
export function scorePage(folder: string, file: string): PageScore {
  const gold = goldSchema.parse(JSON.parse(readFileSync(join(folder, file.replace('.html', '.gold.json')), 'utf8')))
  const content = decode(readFileSync(join(folder, file)))
  return compare(file, gold, restore({ content, format: 'html', url: gold.url }))
}

function compare(name: string, gold: Gold, article: Article): PageScore {
  const free = new Set(article.blocks)
  const wrong: string[] = []
  let wanted = 0
  let right = 0
  for (const want of gold.blocks) {
    const isIt = ({ text }: Block): boolean => plain(text).startsWith(want.starts)
    const found = [...free].find((block) => isIt(block) && block.kind === want.kind) ?? [...free].find(isIt)
    if (found !== undefined) free.delete(found)
    else if (want.optional) continue
    wanted++
    const faults = found === undefined ? ['not found'] : faultsOf(want, found, article)
    if (faults.length === 0) right++
    else wrong.push(`"${want.starts}": ${faults.join(', ')}`)
  }
  for (const block of free) wrong.push(`extra ${block.kind}: "${block.text.slice(0, 60)}"`)
  const stated = metaOf(article)
  const meta = Object.entries(gold.meta)
  const metaWrong = meta.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(stated[key]))
  for (const [key, value] of metaWrong) {
    wrong.push(`${key}: ${JSON.stringify(value)}, but it has ${JSON.stringify(stated[key])}`)
  }
  return { name, wanted, right, extra: free.size, meta: meta.length, metaRight: meta.length - metaWrong.length, wrong }
}

function faultsOf(want: Gold['blocks'][number], found: Block, article: Article): readonly string[] {
  const repeated = article.blocks.find(({ id }) => id === found.repeats)?.text
  return [
    ...(found.kind === want.kind ? [] : [`${want.kind}, not ${found.kind}`]),
    ...(want.part === undefined || found.part === want.part ? [] : [`part ${want.part}, not ${found.part}`]),
    ...(sameImage(want.image, found.image)
      ? []
      : [`picture ${JSON.stringify(want.image)}, not ${JSON.stringify(found.image)}`]),
    ...(want.repeats === undefined || repeated?.startsWith(want.repeats) === true
      ? []
      : [`repeats ${want.repeats}, not ${repeated}`]),
  ]
}

const sameImage = (want: z.infer<typeof imageSchema> | undefined, found: Block['image']): boolean =>
  want === undefined || found === undefined
    ? want === found
    : want.url === found.url && want.width === found.width && want.alt === found.alt

const metaOf = (article: Article): Readonly<Record<string, unknown>> => ({
  title: article.title,
  publishedAt: article.publishedAt,
  url: article.url,
  source: article.source.name,
  language: article.statedLanguage,
  authors: article.authors,
  tags: article.tags,
  alternates: (article.alternates ?? []).map(({ language, url }) => `${language} ${url}`),
})

const folders: readonly (readonly [title: string, folder: string, open: boolean])[] = [
  ['synthetic, development', 'synthetic-development', true],
  ['synthetic, measuring only', 'synthetic-measuring', false],
]

function run(): void {
  console.log(
    `${''.padEnd(34)}${['blocks', 'right', 'extra', 'meta', 'right'].map((head) => head.padStart(8)).join('')}`,
  )
  for (const [title, name, open] of folders) {
    const folder = join(packageFolder(), 'eval/pages', name)
    if (!existsSync(folder)) continue
    const files = readdirSync(folder).filter((file) => file.endsWith('.html'))
    const scores = files.map((file) => scorePage(folder, file))
    console.log(`\n${title}`)
    for (const score of scores) {
      console.log(row(`  ${score.name}`, score))
      if (open && process.env.SHOW !== undefined) for (const one of score.wrong) console.log(`      ${one}`)
    }
    const total = (key: 'wanted' | 'right' | 'extra' | 'meta' | 'metaRight'): number =>
      scores.reduce((sum, score) => sum + score[key], 0)
    const all = { wanted: total('wanted'), right: total('right'), extra: total('extra'), meta: total('meta') }
    console.log(row('  all', { ...all, metaRight: total('metaRight') }))
  }
}

const row = (name: string, score: Omit<PageScore, 'name' | 'wrong'>): string =>
  name.padEnd(34) +
  [score.wanted, score.right, score.extra, score.meta, score.metaRight].map((n) => String(n).padStart(8)).join('')

export const pages: Eval = { name: 'pages', about: 'blocks and metadata of synthetic Kazakh pages, page by page', run }
