import type { Corrections, PairScore, Placement, Signature, StoryIndex, Window } from './schema.js'
import { type Rarity, rarityOf, scorePair, windowDays } from './score.js'
import { keysOf } from './signature.js'

/** A key that so many articles of the window have says too little to find by. */
export const tooCommon = 150
/** The most rows of keys that are read to find candidates, and the most candidates that are compared. */
const mostRows = 1_500
const mostCandidates = 40
/** The most articles of a story that a new one is compared with to see whether it fits the story. */
const mostMembers = 6

/** An article joins a story where its nearest article there has this score, and the others on average the second. */
const joins = { nearest: 0.5, others: 0.2 }
/** Two stories are shown to be one only by an article that is surely of both. */
const merging = { nearest: 0.9, others: 0.7 }

type Match = Placement['matches'][number]

interface Fit {
  readonly story: string
  readonly nearest: number
  readonly others: number
}

/**
 * Where a new article belongs: it joins the story whose articles it is nearest to, or opens one. It reads a bounded number of
 * rows, however many articles there are. What people corrected comes before any score. An article that was placed before is
 * placed anew.
 *
 * @example
 * const placement = await place(signatureOf(storyText(record)), index)
 */
export async function place(signature: Signature, index: StoryIndex, corrections?: Corrections): Promise<Placement> {
  const window = windowOf(signature)
  const keys = [...new Set(keysOf(signature))]
  const [size, counts] = await Promise.all([index.size(window), index.counts(keys, window, tooCommon)])
  const lookup = lookupOf(keys, counts, size)
  const nearest = nearestOf(signature.article, await index.having(lookup.asked, window), lookup.rarity)
  return placeAmong(signature, { nearest, rarity: lookup.rarity }, index, corrections)
}

/** The days in which an article can have others of its event. */
export const windowOf = ({ day }: Signature): Window => ({ from: day - windowDays, to: day + windowDays })

/** By which of its keys others are looked for, and how much each of them says. */
export interface Lookup {
  readonly asked: readonly string[]
  readonly rarity: Rarity
}

/** Of an article's keys, by how many of the `size` articles of its window have them, counted to `tooCommon`. */
export const lookupOf = (keys: readonly string[], counts: ReadonlyMap<string, number>, size: number): Lookup => ({
  asked: rareKeys(keys, counts),
  rarity: rarityOf(counts, size),
})

/** The articles that share most with one, the nearest first, by the articles that have each of its keys. */
export function nearestOf(
  article: string,
  having: ReadonlyMap<string, readonly string[]>,
  rarity: Rarity,
): readonly string[] {
  const shared = new Map<string, number>()
  for (const [key, articles] of having) {
    for (const other of articles) shared.set(other, (shared.get(other) ?? 0) + rarity(key))
  }
  shared.delete(article)
  return [...shared]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, mostCandidates)
    .map(([other]) => other)
}

/** Those that an article is compared with, the nearest first. */
export interface Candidates {
  readonly nearest: readonly string[]
  readonly rarity: Rarity
}

/** Where an article belongs among its candidates: what `place` answers, for whoever has found them already. */
export async function placeAmong(
  signature: Signature,
  candidates: Candidates,
  index: Pick<StoryIndex, 'signatures' | 'storiesOf' | 'members'>,
  corrections?: Corrections,
): Promise<Placement> {
  const { article } = signature
  const matches = await matchesOf(signature, candidates, index)
  const stories = [...new Set(matches.map(({ story }) => story))]
  const members = await index.members(stories)
  const isApart = apartFrom(article, corrections, members)
  const pin = corrections?.pinned.get(article)
  const fits = (await fitsOf(signature, matches, members, index))
    .filter(({ story }) => !isApart(story))
    .sort((a, b) => b.nearest - a.nearest || b.others - a.others || (a.story < b.story ? -1 : 1))
  const best = fits.find((fit) => reaches(fit, joins))
  const story = pin ?? best?.story ?? article
  const merges = pin === undefined ? mergesOf(story, fits, members, corrections) : []
  return { article, story, opened: pin === undefined && best === undefined, merges, matches }
}

const reaches = ({ nearest, others }: Fit, least: typeof joins): boolean =>
  nearest >= least.nearest && others >= least.others

/** The candidates that are in a story, the likeliest first, with their scores. */
async function matchesOf(
  signature: Signature,
  { nearest, rarity }: Candidates,
  index: Pick<StoryIndex, 'signatures' | 'storiesOf'>,
): Promise<readonly Match[]> {
  const [signatures, stories] = await Promise.all([index.signatures(nearest), index.storiesOf(nearest)])
  return signatures
    .flatMap((other): readonly Match[] => {
      const story = stories.get(other.article)
      return story === undefined ? [] : [{ article: other.article, story, ...scorePair(signature, other, rarity) }]
    })
    .sort((a, b) => b.score - a.score || (a.article < b.article ? -1 : 1))
}

/** The rarest first, as many as the rows allow. */
function rareKeys(keys: readonly string[], counts: ReadonlyMap<string, number>): readonly string[] {
  const known = keys
    .map((key) => ({ key, count: counts.get(key) ?? 0 }))
    .filter(({ count, key }) => count > 0 && count < tooCommon && !key.startsWith('t:'))
    .sort((a, b) => a.count - b.count)
  let rows = 0
  return known.flatMap(({ key, count }) => {
    rows += count
    return rows <= mostRows ? [key] : []
  })
}

/** How well the article fits each story: its nearest article there, and the mean of some. */
async function fitsOf(
  signature: Signature,
  matches: readonly Match[],
  members: ReadonlyMap<string, readonly string[]>,
  index: Pick<StoryIndex, 'signatures'>,
): Promise<readonly Fit[]> {
  const byArticle = new Map<string, PairScore>(matches.map((match) => [match.article, match]))
  const fits: Fit[] = []
  for (const [story, all] of members) {
    const known = matches.filter((match) => match.story === story)
    const nearest = known[0]?.score ?? 0
    if (nearest < joins.nearest) continue
    const others = all.filter((member) => member !== signature.article).slice(0, mostMembers)
    const unknown = await index.signatures(others.filter((member) => !byArticle.has(member)))
    // Those that share no rare key were not compared: they count by what they are.
    const far = unknown.map((other) => scorePair(signature, other, () => 1).score)
    const near = others.flatMap((member) => byArticle.get(member)?.score ?? [])
    const scores = [...near, ...far]
    fits.push({ story, nearest, others: scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length) })
  }
  return fits
}

/** Stories in which somebody said that this article is not. */
function apartFrom(
  article: string,
  corrections: Corrections | undefined,
  members: ReadonlyMap<string, readonly string[]>,
): (story: string) => boolean {
  const apart = new Set(
    (corrections?.apart ?? []).flatMap(([a, b]) => (a === article ? [b] : b === article ? [a] : [])),
  )
  return (story) => apart.has(story) || (members.get(story) ?? []).some((member) => apart.has(member))
}

/** Nobody's correction is undone by a merge: a story that has a pinned article stays, and so do pairs that are apart. */
function mergesOf(
  into: string,
  fits: readonly Fit[],
  members: ReadonlyMap<string, readonly string[]>,
  corrections: Corrections | undefined,
): readonly string[] {
  if (!fits.some((fit) => fit.story === into && reaches(fit, merging))) return []
  const target = new Set(members.get(into) ?? [])
  return fits
    .filter((fit) => fit.story !== into && reaches(fit, merging))
    .map(({ story }) => story)
    .filter((story) => {
      const own = members.get(story) ?? []
      const isPinned = own.some((member) => corrections?.pinned.has(member) === true)
      const isApart = (corrections?.apart ?? []).some(
        ([a, b]) => (own.includes(a) && target.has(b)) || (own.includes(b) && target.has(a)),
      )
      return !isPinned && !isApart
    })
}
