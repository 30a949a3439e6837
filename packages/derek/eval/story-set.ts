import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { arabicFromCyrillic, latinFromCyrillic } from 'kazakh'
import { packageFolder } from '../src/data/table.js'
import { read } from '../src/read.js'
import type { ArticleRecord } from '../src/record/schema.js'
import { openText } from '../src/source/open.js'

/** A line of an article with what its author says of it: see eval/stories/README.md. */
export interface GoldLine {
  readonly text: string
  /** Article and lines that it is made from; empty for what was added or has no gold. */
  readonly article?: string
  readonly lines: readonly number[]
  readonly kind?: 'k' | 'r' | 's' | 'x' | 'm' | 'p' | '+'
  readonly moved: boolean
  readonly also: readonly string[]
}

export interface GoldArticle {
  readonly id: string
  readonly story: string
  readonly from: readonly string[]
  readonly script?: string
  readonly lines: readonly GoldLine[]
  readonly record: ArticleRecord
}

export interface StorySet {
  readonly title: string
  /** Whether errors may be listed. */
  readonly open: boolean
  readonly scenes: readonly { readonly name: string; readonly articles: readonly GoldArticle[] }[]
}

const folder = join(packageFolder(), 'eval/stories')

export function storySets(): readonly StorySet[] {
  return [
    ['development', true],
    ['measuring', false],
  ].flatMap(([name, open]): readonly StorySet[] => {
    const path = join(folder, String(name))
    if (!existsSync(path)) return []
    const scenes = readdirSync(path)
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .map((file) => ({
        name: file.slice(0, -4),
        articles: readScene(readFileSync(join(path, file), 'utf8'), file.slice(0, -4)),
      }))
    return [{ title: open === true ? 'development' : 'measuring only', open: open === true, scenes }]
  })
}

/** The articles of a scene; `name` stands before their ids. */
export function readScene(text: string, name: string): readonly GoldArticle[] {
  const groups: { readonly head: string; readonly lines: string[] }[] = []
  for (const line of text.split(/\r?\n/u)) {
    if (line.startsWith('@ ')) groups.push({ head: line.slice(2), lines: [] })
    else if (line.trim() !== '') groups.at(-1)?.lines.push(line)
  }
  return groups.map(({ head, lines }) => articleOf(head, lines, name))
}

function articleOf(head: string, raw: readonly string[], name: string): GoldArticle {
  const [id = '', ...cells] = head.split('|').map((cell) => cell.trim())
  const fields = new Map(
    cells.map((cell) => {
      const colon = cell.indexOf(':')
      return [cell.slice(0, colon), cell.slice(colon + 1).trim()] as const
    }),
  )
  const full = (one: string): string => `${name}/${one}`
  const from = (fields.get('from') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map(full)
  const script = fields.get('script')
  const lines = raw.map((line) => goldLine(line, from, full, script))
  const photo = fields.get('photo')
  const label = fields.get('label')
  const [title = '', ...rest] = lines.map(({ text }) => text)
  const page = openText([title, ...(photo === undefined ? [] : [`Сурет: ${photo}`]), ...rest].join('\n'), 'text')
  const publishedAt = fields.get('at')
  const record = read({
    ...page,
    ...(publishedAt === undefined ? {} : { publishedAt }),
    source: fields.get('outlet') ?? 'unknown',
  })
  return {
    id: full(id),
    story: full(fields.get('story') ?? id),
    from,
    ...(script === undefined ? {} : { script }),
    lines,
    record: { ...record, id: full(id), tags: label === undefined ? record.tags : [...record.tags, label] },
  }
}

const label = /^\[(>)?(?:(\w+):)?([\d+]*)([krsxmp]?)((?: [a-z]+)*)\]/u

function goldLine(
  line: string,
  from: readonly string[],
  full: (id: string) => string,
  script: string | undefined,
): GoldLine {
  const match = label.exec(line)
  const text = written(match === null ? line : line.slice(match[0].length), script)
  const article = match?.[2] === undefined ? from[0] : full(match[2])
  const cell = match?.[3] ?? ''
  const numbers = cell
    .split('+')
    .filter((one) => one !== '')
    .map(Number)
  const kind = match === null ? undefined : numbers.length === 0 ? '+' : kindOf(match[4] ?? '')
  return {
    text,
    ...(article === undefined || kind === undefined ? {} : { article }),
    lines: numbers,
    ...(kind === undefined ? {} : { kind }),
    moved: match?.[1] !== undefined,
    also: (match?.[5] ?? '').split(' ').filter((one) => one !== ''),
  }
}

const kindOf = (letter: string): GoldLine['kind'] =>
  letter === 'k' || letter === 'r' || letter === 's' || letter === 'x' || letter === 'm' || letter === 'p'
    ? letter
    : undefined

function written(text: string, script: string | undefined): string {
  if (script === 'arabic') return arabicFromCyrillic(text).text
  if (script === '2018' || script === '2019' || script === '2021') return latinFromCyrillic(text, script).text
  return text
}
