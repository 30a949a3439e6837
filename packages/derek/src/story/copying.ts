import { outletOf } from '../article/outlet.js'
import { outlets } from '../data/lists.js'
import { align } from './align.js'
import { attributionCues } from './lists.js'
import type { ArticleSpan, Edge, Flow } from './schema.js'
import { nameKeys } from './skeleton.js'
import { likeness, sketchOf } from './sketch.js'
import { type StorySentence, type StoryText, spanOfSentence, spanWithin } from './text.js'
import { countShared, pick } from './words.js'

/** A sentence is taken over where it is this much alike, by its words or, from another language, by what holds in both. */
const taken = { one: 0.5, two: 0.42 } as const
/** What shares of a later text an earlier one must have, to be where it is from, without and with a word of credit. */
const least = { one: 0.3, two: 0.68, credited: 0.12 } as const
/** A further source adds so much that the first does not have. */
const further = { share: 0.14, sentences: 2 } as const
/** The most earlier articles that a later one is compared with, the most alike first. */
const mostCompared = 24

/**
 * Who has it from whom, in one story: from credits, times and shared text. An edge leads from the earlier article to the later
 * one, and shows what speaks for it. Whoever has more of the wording of a later text is its source; of two that have the same,
 * the one it credits, and then the earlier one.
 *
 * @example
 * const { articles, edges } = flowOf(records.map(storyText))
 */
export function flowOf(texts: readonly StoryText[]): Flow {
  const names = outletNames(texts)
  const credits = new Map(texts.map((text) => [text.article, creditsOf(text, texts, names)] as const))
  const inOrder = texts.toSorted((a, b) => compareTimes(a, b, credits))
  const sketches = new Map(texts.map((text) => [text.article, sketchOf(text)]))
  const edges = inOrder.flatMap((text, i) => {
    const own = credits.get(text.article) ?? none
    const earlier = inOrder.slice(0, i)
    // Who is credited was there before, whatever the clocks of the two sites say.
    const late = inOrder.slice(i + 1).filter(({ article }) => own.has(article) && !creditsBack(article, text, credits))
    const all = [...earlier, ...late]
    const like = (other: StoryText): number =>
      (own.has(other.article) ? 2 : 0) +
      (other.language === text.language
        ? likeness(sketches.get(text.article) ?? [], sketches.get(other.article) ?? [])
        : 0.3)
    const compared = all.length <= mostCompared ? all : all.toSorted((a, b) => like(b) - like(a)).slice(0, mostCompared)
    return edgesTo(text, compared, own)
  })
  const from = new Set(edges.map((edge) => edge.from))
  const to = new Set(edges.map((edge) => edge.to))
  const articles = inOrder.map((text) => ({
    article: text.article,
    role: to.has(text.article)
      ? ('relay' as const)
      : from.has(text.article)
        ? ('origin' as const)
        : ('independent' as const),
    outside: outsideOf(text, texts, names),
  }))
  return { articles, edges }
}

type Credits = ReadonlyMap<string, readonly ArticleSpan[]>
const none: Credits = new Map()

const creditsBack = (article: string, { article: own }: StoryText, credits: ReadonlyMap<string, Credits>): boolean =>
  credits.get(article)?.has(own) === true

/** By time; where it is not known or the same, whoever credits the other is later, and then the shorter. */
function compareTimes(a: StoryText, b: StoryText, credits: ReadonlyMap<string, Credits>): number {
  const one = timeOf(a)
  const other = timeOf(b)
  if (one !== other) return one - other
  if (credits.get(b.article)?.has(a.article) === true) return -1
  if (credits.get(a.article)?.has(b.article) === true) return 1
  return b.sentences.length - a.sentences.length || (a.article < b.article ? -1 : 1)
}

const timeOf = ({ record: { publishedAt } }: StoryText): number =>
  publishedAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(publishedAt)

/** What one earlier article has of a later one. */
interface Source {
  readonly text: StoryText
  /** By the number of the later sentence: how much of its words the earlier text has. */
  readonly shares: ReadonlyMap<number, number>
  readonly pairs: Edge['evidence']['sentences']
  readonly kept: number
  readonly credits: readonly ArticleSpan[]
}

function edgesTo(text: StoryText, earlier: readonly StoryText[], credits: Credits): readonly Edge[] {
  const sources = earlier.map((other) => sourceOf(other, text, credits.get(other.article) ?? []))
  const weights = text.sentences.map(({ words }) => words.length)
  const total = Math.max(
    1,
    weights.reduce((sum, weight) => sum + weight, 0),
  )
  const covered = new Map<number, number>()
  const gainOf = ({ shares, text: from }: Source): { readonly share: number; readonly sentences: number } => {
    let share = 0
    let sentences = 0
    for (const [number, own] of shares) {
      const had = covered.get(number) ?? 0
      // How alike two languages are is no share of words: it adds nothing to what is explained by words.
      const gain = from.language !== text.language && had > 0.3 ? 0 : own - had
      if (gain <= 0) continue
      share += (gain * (weights[number] ?? 0)) / total
      if (gain > 0.4) sentences += 1
    }
    return { share, sentences }
  }
  const edges: Edge[] = []
  const left = new Set(sources)
  while (left.size > 0) {
    const [best] = [...left]
      .map((source) => ({ source, ...gainOf(source) }))
      .map((one) => ({ ...one, rank: one.share + preference(one.source, text) }))
      .sort((a, b) => b.rank - a.rank || timeOf(a.source.text) - timeOf(b.source.text))
      .filter(({ source, share, sentences }) => isSource(source, text, share, sentences, edges.length > 0))
    if (best === undefined) break
    left.delete(best.source)
    edges.push(edgeOf(best.source, text))
    for (const [number, own] of best.source.shares) covered.set(number, Math.max(own, covered.get(number) ?? 0))
  }
  return edges
}

/** Little things that decide between sources that have the same text: a word of credit, and a version of one's own. */
const preference = ({ credits, text: from }: Source, to: StoryText): number =>
  (credits.length > 0 ? 0.25 : 0) +
  (from.record.source.id === to.record.source.id ? 0.1 : 0) +
  (from.language === to.language ? 0.05 : 0)

function isSource(
  { credits, text: from }: Source,
  to: StoryText,
  share: number,
  sentences: number,
  isFurther: boolean,
): boolean {
  if (isFurther) {
    return share >= further.share && (sentences >= further.sentences || (credits.length > 0 && sentences > 0))
  }
  if (credits.length > 0) return share >= least.credited
  return from.language === to.language ? share >= least.one : share >= least.two
}

function sourceOf(from: StoryText, to: StoryText, credits: readonly ArticleSpan[]): Source {
  const isOne = from.language === to.language
  const groups = align(from, to).filter(({ before, after }) => before.length > 0 && after.length > 0)
  const shares = new Map<number, number>()
  const pairs: Edge['evidence']['sentences'][number][] = []
  let kept = 0
  const lengthOf = (text: StoryText, numbers: readonly number[]): number =>
    pick(text, numbers).reduce((sum, { sentence }) => sum + sentence.words.length, 0)
  for (const { before, after, similarity } of groups) {
    const isTaken = similarity >= (isOne ? taken.one : taken.two)
    if (!isTaken) continue
    const source = pick(from, before).flatMap(({ sentence }) => sentence.words.map(({ term }) => term))
    for (const number of after) {
      const own = to.sentences[number]?.words.map(({ term }) => term) ?? []
      shares.set(number, isOne ? countShared(source, own) / Math.max(1, own.length) : Math.min(1, similarity * 1.2))
    }
    kept += lengthOf(from, before) * (isOne ? similarity : Math.min(1, similarity * 1.2))
    const [one] = pick(from, before)
    const [other] = pick(to, after)
    if (one !== undefined && other !== undefined) {
      pairs.push({
        from: spanOfSentence(one.article, one.sentence),
        to: spanOfSentence(other.article, other.sentence),
        similarity,
      })
    }
  }
  const all = from.sentences.reduce((sum, { words }) => sum + words.length, 0)
  return { text: from, shares, pairs, kept: Math.min(1, kept / Math.max(1, all)), credits }
}

function edgeOf({ text: from, shares, pairs, kept, credits }: Source, to: StoryText): Edge {
  const weights = to.sentences.map(({ words }) => words.length)
  const total = Math.max(
    1,
    weights.reduce((sum, weight) => sum + weight, 0),
  )
  const share = [...shares].reduce((sum, [number, own]) => sum + (own * (weights[number] ?? 0)) / total, 0)
  const isOne = from.language === to.language
  const by: Edge['by'][number][] = []
  if (credits.length > 0) by.push('attribution')
  if (pairs.length > 0) by.push(isOne ? 'text' : 'translation')
  const published = {
    ...(from.record.publishedAt === undefined ? {} : { from: from.record.publishedAt }),
    ...(to.record.publishedAt === undefined ? {} : { to: to.record.publishedAt }),
  }
  return {
    from: from.article,
    to: to.article,
    by,
    confidence: Math.min(0.99, (credits.length > 0 ? 0.5 : 0) + share * (isOne ? 0.9 : 0.6)),
    evidence: { attribution: credits, sentences: pairs, published, taken: Math.min(1, share), kept },
  }
}

/* Credits */

/** The keys of the words of an outlet's names; several names, as the list of outlets has them. */
type OutletNames = ReadonlyMap<string, readonly (readonly string[])[]>

function outletNames(texts: readonly StoryText[]): OutletNames {
  return new Map(
    texts.map(({ record: { source } }) => {
      const listed = outlets().find(({ id }) => id === source.id)
      const names = [source.name, ...(listed === undefined ? [] : [listed.name, ...listed.aliases])]
      const language = /^[\p{Script=Latin}\P{L}]*$/u.test(source.name) ? 'en' : 'kk'
      const made = names.map((name) => nameKeys(name, language)).filter((keys) => keys.length > 0)
      return [source.id, made] as const
    }),
  )
}

/** Which other articles of the story an article credits, and where: by its chain of attribution, or by a cue beside a name. */
function creditsOf(text: StoryText, texts: readonly StoryText[], names: OutletNames): Credits {
  const own = text.record.source.id
  const found = new Map<string, ArticleSpan[]>()
  const add = (outlet: string, span: ArticleSpan): void => {
    const credited = latestOf(outlet, text, texts)
    if (credited === undefined) return
    const known = found.get(credited) ?? []
    if (!known.some((one) => one.block === span.block && one.start === span.start)) known.push(span)
    found.set(credited, known)
  }
  const others = [...names].filter(([outlet]) => outlet !== own)
  for (const link of text.record.attribution.chain) {
    const keys = new Set(nameKeys(link.name, 'kk'))
    const listed = outletOf(link.name, undefined).id
    for (const [outlet, all] of others) {
      if (listed === outlet || isNamed(all, keys) || sameOffice(link.name, outlet, texts)) {
        add(outlet, { article: text.article, ...link.span })
      }
    }
  }
  for (const sentence of text.sentences) {
    if (!hasCue(sentence, text.language)) continue
    const keys = new Set(sentence.names.map(({ value }) => value))
    for (const [outlet, all] of others) {
      const named = all.find((name) => name.every((key) => keys.has(key)))
      const at = sentence.names.find(({ value }) => value === named?.[0])
      if (at !== undefined) add(outlet, spanWithin(text.article, sentence, at))
    }
  }
  return found
}

const isNamed = (names: readonly (readonly string[])[], keys: ReadonlySet<string>): boolean =>
  names.some((name) => name.every((key) => keys.has(key)))

/** «облыс әкімінің баспасөз қызметі» in a story that the press service of such a governor is in: the name's end is the same. */
function sameOffice(name: string, outlet: string, texts: readonly StoryText[]): boolean {
  const source = texts.find(({ record }) => record.source.id === outlet)?.record.source.name.toLowerCase() ?? ''
  const words = name.toLowerCase().split(/\s+/u)
  const wanted = source.split(/\s+/u)
  const shared = words.filter((word) => wanted.some((other) => stemsAlike(word, other))).length
  return words.length >= 2 && shared >= 2 && shared / words.length >= 0.75
}

const stemsAlike = (a: string, b: string): boolean => {
  const length = Math.min(a.length, b.length, 5)
  return length >= 3 && a.slice(0, length) === b.slice(0, length)
}

/** An outlet's latest article before this one; its first, where all came after. */
function latestOf(outlet: string, text: StoryText, texts: readonly StoryText[]): string | undefined {
  const own = texts.filter(({ record }) => record.source.id === outlet).toSorted((a, b) => timeOf(a) - timeOf(b))
  return (own.filter((one) => timeOf(one) <= timeOf(text)).at(-1) ?? own[0])?.article
}

function hasCue({ words, text, start }: StorySentence, language: string): boolean {
  const cues = attributionCues().get(language)
  if (cues === undefined) return false
  return words.some((word) => {
    const form = language === 'kk' ? word.term : text.slice(word.start - start, word.end - start).toLowerCase()
    return cues.of(form).length > 0
  })
}

/** Whom it names as its source, where that one has no article in this story. */
function outsideOf(
  { article, record }: StoryText,
  texts: readonly StoryText[],
  names: OutletNames,
): Flow['articles'][number]['outside'] {
  return record.attribution.chain
    .filter(({ role }) => role !== 'publisher')
    .filter(({ name }) => {
      const keys = new Set(nameKeys(name, 'kk'))
      return ![...names].some(
        ([outlet, all]) =>
          outletOf(name, undefined).id === outlet || isNamed(all, keys) || sameOffice(name, outlet, texts),
      )
    })
    .map(({ name, span }) => ({ name, span: { article, ...span } }))
}
