import { flowOf } from '../src/story/copying.js'
import { differences } from '../src/story/differences.js'
import { place } from '../src/story/grouping.js'
import { MemoryIndex } from '../src/story/memory-index.js'
import type { Differences, FindingKind } from '../src/story/schema.js'
import { signatureOf } from '../src/story/signature.js'
import { type StoryText, storyText } from '../src/story/text.js'
import { bCubed, scoreOf } from './coreference.js'
import type { Eval } from './main.js'
import { measures, type Tally } from './score.js'
import { type GoldArticle, type StorySet, storySets } from './story-set.js'

/**
 * `npm run eval -- stories`: are articles of one event together, who has it from whom, and what changed on the way? SHOW=1 lists
 * what went wrong, but never in the stories that are kept for measuring.
 */

const kinds: Readonly<Record<string, string>> = {
  k: 'kept', r: 'reworded', s: 'transliterated', x: 'translated', m: 'merged', p: 'split',
} // biome-ignore format: a table

const labels: Readonly<Record<string, FindingKind>> = {
  act: 'act-changed', speaker: 'speaker-changed', polarity: 'polarity-changed', number: 'number-changed',
  date: 'date-changed', quote: 'quote-altered', indirect: 'quote-made-indirect', title: 'title-changed',
} // biome-ignore format: a table

/** An article of the set as it is read. */
interface Read {
  readonly gold: GoldArticle
  readonly text: StoryText
  /** The line of the file that each sentence is. */
  readonly lines: readonly number[]
}

function readOf(gold: GoldArticle): Read {
  const text = storyText(gold.record)
  const blocks = new Map(gold.record.blocks.map((block) => [block.id, block.text]))
  const used = new Set<number>()
  const lineOf = new Map<string, number>()
  for (const [id, own] of blocks) {
    const line = gold.lines.findIndex((one, i) => !used.has(i) && one.text.replace(/\s+/gu, ' ').trim() === own)
    if (line >= 0) {
      used.add(line)
      lineOf.set(id, line)
    }
  }
  return { gold, text, lines: text.sentences.map(({ block }) => lineOf.get(block) ?? -1) }
}

/** What is compared of a pair of articles, as strings that are the same where both sides say the same. */
interface Claims {
  readonly links: ReadonlySet<string>
  readonly kinds: ReadonlySet<string>
  readonly moves: ReadonlySet<string>
  readonly findings: ReadonlySet<string>
}

function goldClaims(before: Read, after: Read): Claims {
  const [links, found, moves, findings] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  const used = new Set<number>()
  for (const [j, line] of after.gold.lines.entries()) {
    const isOurs = line.article === before.gold.id
    if (line.kind === undefined) continue
    if (!isOurs || line.lines.length === 0) found.add(`added ${j}`)
    else {
      for (const i of line.lines) {
        links.add(`${i}=${j}`)
        used.add(i)
      }
      for (const i of line.lines) found.add(`${kinds[line.kind] ?? ''} ${i}=${j}`)
      if (line.moved) moves.add(`${j}`)
      for (const label of line.also) {
        const kind = labels[label]
        if (kind !== undefined) findings.add(`${kind} ${j}`)
      }
    }
  }
  for (const i of before.gold.lines.keys()) if (!used.has(i)) found.add(`dropped ${i}`)
  const credits = [before, after].map(({ gold }) => gold.record.photoCredits[0]?.name)
  if (credits[0] !== undefined && credits[1] !== undefined && credits[0] !== credits[1])
    findings.add('photo-credit-changed')
  return { links, kinds: found, moves, findings }
}

function foundClaims(before: Read, after: Read, { changes, findings }: Differences): Claims {
  const [links, found, moves, claims] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  const lineIn = ({ text, lines }: Read, span: { readonly block: string; readonly start: number }): number =>
    lines[
      text.sentences.findIndex(
        ({ block, start, end }) => block === span.block && start <= span.start && span.start < end,
      )
    ] ?? -1
  for (const change of changes) {
    const from = change.before.map((span) => lineIn(before, span))
    const to = change.after.map((span) => lineIn(after, span))
    if (to.length === 0) for (const i of from) found.add(`dropped ${i}`)
    if (from.length === 0) for (const j of to) found.add(`added ${j}`)
    for (const i of from) {
      for (const j of to) {
        links.add(`${i}=${j}`)
        found.add(`${change.kind} ${i}=${j}`)
      }
    }
    if (change.moved) for (const j of to) moves.add(`${j}`)
  }
  const measured = new Set<string>([...Object.values(labels), 'photo-credit-changed'])
  for (const { kind, after: span } of findings) {
    if (!measured.has(kind)) continue
    claims.add(span === undefined || kind === 'photo-credit-changed' ? kind : `${kind} ${lineIn(after, span)}`)
  }
  return { links, kinds: found, moves, findings: claims }
}

const none: Tally = { gold: 0, found: 0, hit: 0, missed: [], extra: [] }

const tally = (gold: ReadonlySet<string>, found: ReadonlySet<string>): Tally => ({
  gold: gold.size,
  found: found.size,
  hit: [...found].filter((claim) => gold.has(claim)).length,
  missed: [],
  extra: [],
})

const plus = (a: Tally, b: Tally): Tally => ({
  ...none,
  gold: a.gold + b.gold,
  found: a.found + b.found,
  hit: a.hit + b.hit,
})

async function groupingOf(articles: readonly Read[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const index = new MemoryIndex()
  const inOrder = articles.toSorted((a, b) => timeOf(a) - timeOf(b))
  for (const { text } of inOrder) {
    const signature = signatureOf(text)
    index.add(signature, await place(signature, index))
  }
  return index.stories()
}

const timeOf = ({ gold: { record } }: Read): number => Date.parse(record.publishedAt ?? '')

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return groups
}

const row = (
  name: string,
  counts: string,
  { p, r, f1 }: { readonly p: number; readonly r: number; readonly f1: number },
): string =>
  `${name.padEnd(34)}${counts.padStart(14)}${[p, r, f1].map((value) => value.toFixed(3).padStart(9)).join('')}`

const tallied = (name: string, one: Tally): void => console.log(row(name, `${one.hit} of ${one.gold}`, measures(one)))

async function measure({ title, open, scenes }: StorySet): Promise<void> {
  const isShown = open && process.env.SHOW !== undefined
  const show = (line: string): void => {
    if (isShown) console.log(`    ${line}`)
  }
  const articles = scenes.flatMap((scene) => scene.articles).map(readOf)
  const byId = new Map(articles.map((one) => [one.gold.id, one]))
  const stories = groupBy(articles, ({ gold }) => gold.story)
  console.log(`\n${title}: ${articles.length} articles of ${stories.size} stories (synthetic)`)
  console.log(`${''.padEnd(34)}${'found of gold'.padStart(14)}${'P'.padStart(9)}${'R'.padStart(9)}${'F1'.padStart(9)}`)

  const found = await groupingOf(articles)
  const gold = [...stories.values()].map((all) => new Set(all.map((one) => one.gold.id)))
  console.log(
    row(
      'grouping, B³',
      `${found.size} of ${stories.size}`,
      scoreOf(
        bCubed(
          gold,
          [...found.values()].map((all) => new Set(all)),
        ),
      ),
    ),
  )
  for (const all of found.values()) {
    const names = new Set(all.map((id) => byId.get(id)?.gold.story))
    if (names.size > 1) show(`together: ${all.join(' ')}`)
  }

  let edges = none
  let right = 0
  let touching = 0
  for (const all of stories.values()) {
    const wanted = new Set(all.flatMap(({ gold: one }) => one.from.map((from) => `${from}>${one.id}`)))
    const flow = flowOf(all.map(({ text }) => text))
    const had = new Set(flow.edges.map(({ from, to }) => `${from}>${to}`))
    edges = plus(edges, tally(wanted, had))
    for (const { from, to } of flow.edges) {
      const isRight = wanted.has(`${from}>${to}`)
      if (isRight || wanted.has(`${to}>${from}`)) touching += 1
      if (isRight) right += 1
      else show(`edge that is not in the gold: ${from} > ${to}`)
    }
    for (const edge of wanted) if (!had.has(edge)) show(`edge missed: ${edge}`)
  }
  tallied('copying, edges', edges)
  console.log(`${'copying, direction'.padEnd(34)}${`${right} of ${touching}`.padStart(14)}`)

  const sums = { links: none, kinds: none, moves: none, findings: none }
  const byKind = new Map<string, Tally>()
  let pairs = 0
  for (const after of articles) {
    for (const id of after.gold.from) {
      const before = byId.get(id)
      if (before === undefined) continue
      pairs += 1
      const wanted = goldClaims(before, after)
      const had = foundClaims(before, after, differences(before.text, after.text))
      for (const layer of ['links', 'kinds', 'moves', 'findings'] as const) {
        sums[layer] = plus(sums[layer], tally(wanted[layer], had[layer]))
        for (const claim of had[layer])
          if (!wanted[layer].has(claim)) show(`${id} > ${after.gold.id}: extra ${layer} ${claim}`)
        for (const claim of wanted[layer])
          if (!had[layer].has(claim)) show(`${id} > ${after.gold.id}: missed ${layer} ${claim}`)
      }
      for (const layer of ['kinds', 'findings'] as const) {
        const kindsOf = (claims: ReadonlySet<string>, kind: string): ReadonlySet<string> =>
          new Set([...claims].filter((claim) => claim.split(' ')[0] === kind))
        for (const kind of new Set([...wanted[layer], ...had[layer]].map((claim) => claim.split(' ')[0] ?? ''))) {
          byKind.set(
            kind,
            plus(byKind.get(kind) ?? none, tally(kindsOf(wanted[layer], kind), kindsOf(had[layer], kind))),
          )
        }
      }
    }
  }
  tallied(`alignment, sentences (${pairs} pairs)`, sums.links)
  tallied('changes of sentences, kinds', sums.kinds)
  tallied('moved', sums.moves)
  tallied('changes of the record', sums.findings)
  for (const [kind, one] of [...byKind].sort(([a], [b]) => (a < b ? -1 : 1))) tallied(`  ${kind}`, one)
}

async function run(): Promise<void> {
  const sets = storySets()
  if (sets.length === 0) console.log('eval/stories is not here, skipped')
  for (const set of sets) await measure(set)
}

/** `npm run eval -- stories`. */
export const stories: Eval = { name: 'stories', about: 'grouping, copying and differences on synthetic stories', run }
