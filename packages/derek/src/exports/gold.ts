import { z } from 'zod'
import { collapse } from '../article/raw.js'
import { type ArticleRecord, entityTypes, type Span } from '../record/schema.js'
import type { Revision } from '../store/revisions.js'

/**
 * Gold: what a careful reader says of an article, in the format of packages/derek/eval, where `npm run eval` scores what
 * the reader makes of the same text. A block is named by its first words, a thing by its name.
 */

const mentioned = z.tuple([z.string(), z.string()])

export const goldSchema = z.object({
  article: z.string(),
  meta: z.object({ source: z.string().optional(), publishedAt: z.string().optional() }).loose(),
  blocks: z
    .array(z.object({ starts: z.string(), kinds: z.array(z.string()), repeats: z.string().optional() }))
    .optional(),
  attribution: z.array(z.object({ name: z.string(), role: z.string() })).optional(),
  photoCredit: z.string().optional(),
  entityTypes: z.array(z.string()).optional(),
  entities: z.array(z.object({ type: z.string(), name: z.string(), mentions: z.array(mentioned) })),
  times: z.array(z.object({ block: z.string(), text: z.string(), value: z.string() })).optional(),
  events: z
    .array(
      z.object({
        type: z.string(),
        actors: z.array(z.string()).default([]),
        date: z.string().optional(),
        place: z.string().optional(),
      }),
    )
    .optional(),
  statements: z
    .array(
      z.object({
        block: z.string(),
        speaker: z.string().optional(),
        act: z.string(),
        kind: z.string(),
        cue: z.string(),
        content: z.string().optional(),
        addressee: z.string().optional(),
      }),
    )
    .optional(),
})
export type Gold = z.infer<typeof goldSchema>

/** Texts of gold and of a record are the same where these are. */
export const comparable = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[«»"“”„]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()

/**
 * The article as plain text that is read back to the same blocks: each is a line, with an empty one after it, so that
 * none are joined. The cells of a row are a space apart, since plain text has no tables.
 */
export const goldText = ({ blocks }: Pick<ArticleRecord, 'blocks'>): string =>
  blocks.map(({ text }) => `${collapse(text)}\n`).join('\n')

/**
 * A record as gold of the article in the file `article`. Of events the actors and recipients are kept as one list, of
 * photo credits the first; what gold has no field for is not kept: topics, confidences, pictures, parts of the page,
 * polarity, time and topics of statements, documents of events.
 *
 * @example goldOf(record, 'a1.txt', { number: 2, madeBy: 'Aigul' }).meta // { source: 'egemen.kz', …, madeBy: 'person' }
 */
export function goldOf(record: ArticleRecord, article: string, revision: Pick<Revision, 'number' | 'madeBy'>): Gold {
  const starts = startsOf(record)
  const startOf = (block: string): string => starts.get(block)?.words ?? ''
  const names = new Map(record.entities.map(({ id, name }) => [id, name]))
  const nameOf = (id: string | undefined): string | undefined => (id === undefined ? undefined : names.get(id))
  const namesOf = (ids: readonly string[]): string[] => [...new Set(ids)].flatMap((id) => names.get(id) ?? [])
  const textOf = (span: Span | undefined): string | undefined => (span === undefined ? undefined : collapse(span.text))
  return {
    article,
    meta: {
      source: record.source.name,
      publishedAt: record.publishedAt,
      language: record.language,
      script: record.script,
      url: record.url,
      title: record.title,
      id: record.id,
      revision: revision.number,
      madeBy: revision.madeBy === undefined ? 'reader' : 'person',
    },
    blocks: record.blocks.flatMap(({ id, kind, repeats }) => {
      const start = starts.get(id)
      if (start?.isUnique !== true) return []
      return [{ starts: start.words, kinds: [kind], ...(repeats === undefined ? {} : { repeats: startOf(repeats) }) }]
    }),
    attribution: record.attribution.chain.map(({ name, role }) => ({ name, role })),
    photoCredit: record.photoCredits[0]?.name,
    entityTypes: [...entityTypes],
    entities: record.entities.map(({ type, name, mentions }) => ({
      type,
      name,
      mentions: mentions.map(({ block, text }) => [startOf(block), collapse(text)]),
    })),
    times: record.times.map(({ block, text, value }) => ({ block: startOf(block), text: collapse(text), value })),
    events: record.events.map(({ type, actors, recipients, time, place }) => ({
      type,
      actors: namesOf([...actors, ...recipients]),
      date: time,
      place: nameOf(place),
    })),
    statements: record.statements.map(({ cue, speaker, act, kind, content, addressee }) => ({
      block: startOf(cue.block),
      speaker: nameOf(speaker),
      act,
      kind,
      cue: collapse(cue.text),
      content: textOf(content),
      addressee: nameOf(addressee),
    })),
  }
}

interface Start {
  readonly words: string
  /** Whether they name this block and no other; else `words` is its whole text. */
  readonly isUnique: boolean
}

/** Fewer words than this say little to a person who reads the gold. */
const leastWords = 2

/** The first words of each block, by its id: as many as tell it from the others. */
function startsOf({ blocks }: ArticleRecord): ReadonlyMap<string, Start> {
  const needed = neededOf(blocks.map(({ text }) => comparable(text)))
  const seen = new Set<string>()
  return new Map(
    blocks.map(({ id, text }): [string, Start] => {
      const whole = comparable(text)
      const need = needed.get(whole) ?? 0
      const isUnique = need <= whole.length && !seen.has(whole)
      seen.add(whole)
      return [id, { words: firstWords(collapse(text).split(' '), need), isUnique }]
    }),
  )
}

/** How many characters tell each text from those that differ: one more than it shares with its neighbours in order. */
function neededOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const sorted = [...new Set(texts)].sort()
  const shared = sorted.map((text, i) => commonLength(text, sorted[i + 1] ?? ''))
  return new Map(sorted.map((text, i) => [text, Math.max(shared[i - 1] ?? 0, shared[i] ?? 0) + 1]))
}

function commonLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length
}

/** The first words that have so many characters to compare; all where they have fewer. */
function firstWords(words: readonly string[], need: number): string {
  let length = -1
  const last = words.findIndex((word, i) => {
    const own = comparable(word).length
    if (own > 0) length += own + 1
    return i + 1 >= leastWords && length >= need
  })
  return (last === -1 ? words : words.slice(0, last + 1)).join(' ')
}
