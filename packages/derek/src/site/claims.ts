import type { ArticleRecord, Span } from '../record/schema.js'

/**
 * What lights up with what. Every claim (statement, event, entity, time, attribution, photo credit) rests on sentences,
 * and a page may show one claim with its sentences, or one sentence with its claims.
 */
export interface NumberedSentence extends Span {
  /** The block's id and the number in it: b3.2. */
  readonly id: string
  /** Number in the article, from 1. */
  readonly number: number
}

export interface Claim {
  readonly id: string
  readonly spans: readonly Span[]
  /** Ids of the sentences that its spans lie in. */
  readonly sentences: readonly string[]
}

export interface Claims {
  readonly sentences: readonly NumberedSentence[]
  readonly byId: ReadonlyMap<string, Claim>
  /** Ids of the sentences that some claim rests on. */
  readonly resting: ReadonlySet<string>
}

export const timeId = (index: number): string => `t${index + 1}`
export const linkId = (index: number): string => `a${index + 1}`
export const creditId = (index: number): string => `p${index + 1}`

export function claimsOf(record: ArticleRecord): Claims {
  const sentences = number(record)
  const inBlock = new Map<string, NumberedSentence[]>()
  for (const sentence of sentences) inBlock.set(sentence.block, [...(inBlock.get(sentence.block) ?? []), sentence])
  const rest = (id: string, spans: readonly Span[]): Claim => ({
    id,
    spans,
    sentences: [
      ...new Set(
        spans.flatMap((span) =>
          (inBlock.get(span.block) ?? [])
            .filter((sentence) => sentence.start < span.end && span.start < sentence.end)
            .map((sentence) => sentence.id),
        ),
      ),
    ],
  })
  const claims = [
    ...record.statements.map(({ id, cue, content }) => rest(id, content === undefined ? [cue] : [content, cue])),
    ...record.events.map(({ id, evidence }) => rest(id, evidence)),
    ...record.entities.map(({ id, mentions }) => rest(id, mentions)),
    ...record.times.map((time, index) => rest(timeId(index), [time])),
    ...record.attribution.chain.map(({ span }, index) => rest(linkId(index), [span])),
    ...record.photoCredits.map(({ span }, index) => rest(creditId(index), [span])),
  ]
  return {
    sentences,
    byId: new Map(claims.map((claim) => [claim.id, claim])),
    resting: new Set(claims.flatMap((claim) => claim.sentences)),
  }
}

/** The record's sentences; a record kept without them has each block as one. */
function number(record: ArticleRecord): readonly NumberedSentence[] {
  const spans: readonly Span[] =
    record.sentences ?? record.blocks.map(({ id, text }) => ({ block: id, start: 0, end: text.length, text }))
  const counts = new Map<string, number>()
  return spans.map(({ block, start, end, text }, index) => {
    const count = (counts.get(block) ?? 0) + 1
    counts.set(block, count)
    return { id: `${block}.${count}`, number: index + 1, block, start, end, text }
  })
}

/** What a page shows lit: claims, sentences and spans. */
export interface Lit {
  /** The claim or sentence that was asked for, if it is one of this article. */
  readonly show?: string
  readonly claims: ReadonlySet<string>
  readonly sentences: ReadonlySet<string>
  readonly spans: readonly Span[]
}

const nothing: Lit = { claims: new Set(), sentences: new Set(), spans: [] }

/** `show` is the id of a claim or of a sentence; anything else lights nothing. */
export function litBy(show: string | undefined, { sentences, byId }: Claims): Lit {
  if (show === undefined) return nothing
  const claim = byId.get(show)
  if (claim !== undefined)
    return { show, claims: new Set([show]), sentences: new Set(claim.sentences), spans: claim.spans }
  if (!sentences.some((sentence) => sentence.id === show)) return nothing
  const resting = [...byId.values()].filter((candidate) => candidate.sentences.includes(show))
  return { show, claims: new Set(resting.map(({ id }) => id)), sentences: new Set([show]), spans: [] }
}

/** A piece of a block's text, and the ranges that it is inside of. */
export interface Piece<R> {
  readonly text: string
  readonly start: number
  readonly within: readonly R[]
}

/** Cuts text[start, end) at the bounds of the ranges that touch it: the pieces joined are the text again. */
export function cut<R extends { readonly start: number; readonly end: number }>(
  text: string,
  start: number,
  end: number,
  ranges: readonly R[],
): readonly Piece<R>[] {
  const touching = ranges.filter((range) => range.start < end && start < range.end)
  const bounds = new Set([start, end])
  for (const range of touching) {
    if (range.start > start) bounds.add(range.start)
    if (range.end < end) bounds.add(range.end)
  }
  const sorted = [...bounds].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, i) => {
    const to = sorted[i + 1] ?? end
    return {
      text: text.slice(from, to),
      start: from,
      within: touching.filter((range) => range.start <= from && to <= range.end),
    }
  })
}
