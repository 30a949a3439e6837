import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Layer } from '../src/data/measures.js'
import { comparable, type Gold, goldSchema } from '../src/exports/gold.js'
import { read } from '../src/read.js'
import type { ArticleRecord, Entity, Span } from '../src/record/schema.js'

/**
 * Scores records against gold annotations, layer by layer, as shared/gold/score.mjs does: a block of the gold is named
 * by its first words, a mention by its block and text. Kept in step with that script; a test compares the two.
 */

export type { Gold }

export interface Tally {
  readonly gold: number
  readonly found: number
  readonly hit: number
  readonly missed: readonly string[]
  readonly extra: readonly string[]
}

export type Scores = ReadonlyMap<Layer, Tally>

const norm = (text: string | undefined): string => comparable(text ?? '')

function tally<G, F>(gold: readonly G[], found: readonly F[], matches: (gold: G, found: F) => boolean): Tally {
  const free = new Set(found)
  const missed: string[] = []
  let hit = 0
  for (const wanted of gold) {
    const match = [...free].find((candidate) => matches(wanted, candidate))
    if (match === undefined) missed.push(JSON.stringify(wanted))
    else {
      hit++
      free.delete(match)
    }
  }
  return { gold: gold.length, found: found.length, hit, missed, extra: [...free].map((one) => JSON.stringify(one)) }
}

export function readGold(file: string): Gold {
  return goldSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Reads a gold's article, which lies beside it, and scores the record. */
export function scoreFile(goldFile: string): {
  readonly name: string
  readonly scores: Scores
  readonly record: ArticleRecord
} {
  const gold = readGold(goldFile)
  const folder = goldFile.slice(0, -basename(goldFile).length)
  const record = read({
    content: readFileSync(join(folder, gold.article), 'utf8'),
    format: 'text',
    ...(gold.meta.publishedAt === undefined ? {} : { publishedAt: gold.meta.publishedAt }),
    ...(gold.meta.source === undefined ? {} : { source: gold.meta.source }),
  })
  return { name: basename(gold.article), scores: score(gold, record), record }
}

export function score(gold: Gold, record: ArticleRecord): Scores {
  const blocks = new Map(record.blocks.map((block) => [block.id, block]))
  const entities = new Map(record.entities.map((entity) => [entity.id, entity]))
  const starts = (id: string | undefined, text: string): boolean =>
    norm(blocks.get(id ?? '')?.text).startsWith(norm(text))
  const answers = (entity: Entity | undefined, name: string): boolean =>
    entity !== undefined && [entity.name, ...entity.aliases].some((own) => norm(own) === norm(name))
  const isNamed = (id: string | undefined, name: string): boolean => answers(entities.get(id ?? ''), name)
  const scores = new Map<Layer, Tally>()

  const spans: readonly Span[] = [
    ...record.entities.flatMap((entity) => entity.mentions),
    ...record.times,
    ...record.statements.flatMap(({ cue, content }) => (content === undefined ? [cue] : [cue, content])),
  ]
  const exact = spans.filter((span) => blocks.get(span.block)?.text.slice(span.start, span.end) === span.text)
  scores.set(
    'spans exact',
    tally(spans, exact, (a, b) => a === b),
  )

  if (gold.blocks !== undefined) {
    const wanted = gold.blocks
    const found = wanted.flatMap((g) => record.blocks.filter((block) => starts(block.id, g.starts)).slice(0, 1))
    scores.set(
      'blocks',
      tally(wanted, found, (g, block) => {
        const repeats = g.repeats === undefined || block.kind === 'paragraph' || starts(block.repeats, g.repeats)
        return starts(block.id, g.starts) && g.kinds.includes(block.kind) && repeats
      }),
    )
  }
  if (gold.attribution !== undefined) {
    scores.set(
      'attribution',
      tally(gold.attribution, record.attribution.chain, (g, a) => g.role === a.role && norm(a.name) === norm(g.name)),
    )
  }
  const types = gold.entityTypes ?? ['person', 'place', 'organization', 'initiative', 'document']
  const judgedEntities = record.entities.filter((entity) => types.includes(entity.type))
  scores.set(
    'entities',
    tally(gold.entities, judgedEntities, (g, e) => e.type === g.type && answers(e, g.name)),
  )
  const alike = (a: string, b: string): boolean => norm(a).endsWith(norm(b)) || norm(b).endsWith(norm(a))
  const wantedMentions = gold.entities.flatMap(({ name, mentions }) =>
    mentions.map(([block, text]) => ({ entity: name, block, text })),
  )
  const judged = judgedEntities
    .flatMap((entity) => entity.mentions.map(({ block, text }) => ({ entity: entity.id, block, text })))
    .filter((mention) => wantedMentions.some((g) => starts(mention.block, g.block) && alike(mention.text, g.text)))
  scores.set(
    'mentions',
    tally(
      wantedMentions,
      judged,
      (g, m) => starts(m.block, g.block) && alike(m.text, g.text) && isNamed(m.entity, g.entity),
    ),
  )
  if (gold.times !== undefined) {
    scores.set(
      'times',
      tally(gold.times, record.times, (g, t) => {
        const inBlock = norm(blocks.get(t.block)?.text).includes(norm(g.block))
        return t.value.startsWith(g.value) && inBlock && norm(t.text) === norm(g.text)
      }),
    )
  }
  if (gold.events !== undefined) {
    scores.set(
      'events',
      tally(gold.events, record.events, (g, event) => {
        const who = [...event.actors, ...event.recipients]
        return (
          event.type === g.type &&
          g.actors.every((actor) => who.some((id) => isNamed(id, actor))) &&
          (g.date === undefined || (event.time ?? '').startsWith(g.date)) &&
          (g.place === undefined || isNamed(event.place, g.place))
        )
      }),
    )
  }
  if (gold.statements !== undefined) {
    type Wanted = (typeof gold.statements)[number]
    const said = (g: Wanted, s: ArticleRecord['statements'][number]): boolean =>
      starts(s.cue.block, g.block) && norm(s.cue.text).includes(norm(g.cue).split(' ').at(-1) ?? '')
    scores.set('statements found', tally(gold.statements, record.statements, said))
    scores.set(
      'statements right',
      tally(
        gold.statements,
        record.statements,
        (g, s) =>
          said(g, s) &&
          (g.speaker === undefined || isNamed(s.speaker, g.speaker)) &&
          s.act === g.act &&
          s.kind === g.kind &&
          (g.content === undefined || norm(s.content?.text) === norm(g.content)) &&
          (g.addressee === undefined || isNamed(s.addressee, g.addressee)),
      ),
    )
  }
  return scores
}

export function sum(all: readonly Scores[]): Scores {
  const total = new Map<Layer, Tally>()
  for (const scores of all) {
    for (const [layer, one] of scores) {
      const before = total.get(layer) ?? { gold: 0, found: 0, hit: 0, missed: [], extra: [] }
      total.set(layer, {
        gold: before.gold + one.gold,
        found: before.found + one.found,
        hit: before.hit + one.hit,
        missed: [...before.missed, ...one.missed],
        extra: [...before.extra, ...one.extra],
      })
    }
  }
  return total
}

/** Precision, recall and F1; nothing wanted and nothing found is right. */
export function measures({ gold, found, hit }: Tally): { readonly p: number; readonly r: number; readonly f1: number } {
  const p = found > 0 ? hit / found : gold > 0 ? 0 : 1
  const r = gold > 0 ? hit / gold : 1
  return { p, r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 }
}
