import { contentOf, endsSentence, isProse } from './content.js'
import { isCredit, isDateline, kindOfPart, noticeOf } from './kinds.js'
import type { PartReader } from './parts.js'
import type { BlockKind, Part } from './schema.js'
import type { Segment } from './segments.js'
import { around, type Element } from './tree.js'

/** Tells the segments of a page apart: the article's own, what stands among them, and what is kept from around it. */

const notTitles = new Set<Part>(['comment', 'related', 'consent'])

/**
 * The segment that is the article's title: the heading that says what the page states, or the first of the first level,
 * or, where there is no such heading, any line that says what the page states.
 */
export function headingOf(segments: readonly Segment[], title: string | undefined): Segment | undefined {
  const stated = title === undefined ? '' : wordsOf(title)
  const isStated = ({ text }: Segment): boolean => stated !== '' && wordsOf(text) === stated
  const beginsStated = ({ text }: Segment): boolean => wordsOf(text).length > 15 && stated.startsWith(wordsOf(text))
  const lines = segments.filter(
    ({ part, image }) => image === undefined && (part === undefined || !notTitles.has(part)),
  )
  const headings = lines.filter(({ markup }) => markup === 'heading')
  return (
    headings.find(isStated) ??
    headings.find(beginsStated) ??
    headings.find(({ level, part }) => level === 1 && part === undefined) ??
    lines.find((line) => line.linked === 0 && isStated(line)) ??
    lines.find((line) => line.linked === 0 && line.text.length <= 200 && beginsStated(line))
  )
}

export const wordsOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

/** Whether a kind is of the article's own text. */
export const isBody = (kind: BlockKind | undefined): boolean =>
  kind === undefined || /^(?:paragraph|list|quote|table|lead)$/u.test(kind)

/** A segment with what it is; no kind where only its text and its place can tell. */
export interface Labelled {
  readonly segment: Segment
  readonly kind?: BlockKind
  readonly part?: Part
}

const leastBeforeComments = 200
/** Of comments and links around the article, this many lines are kept. */
const mostOutside = 1_000
/** A description of a picture that is shown as text too is its caption; shorter ones may be said for other reasons. */
const leastDescription = 25

const descriptions = (segments: readonly Segment[]): ReadonlySet<string> =>
  new Set(
    segments.flatMap(({ image }) =>
      image?.alt !== undefined && image.alt.length >= leastDescription ? [image.alt] : [],
    ),
  )

/** Outside the article's own element these are kept, so that nothing said there is lost; the rest is the site's frame. */
const keptOutside = new Set<Part>(['byline', 'tags', 'related', 'promo', 'rights', 'comment', 'consent'])

const navigation = new Set<Part>(['aside', 'navigation', 'related', 'promo', 'comment', 'consent', 'tool'])

/** Where a segment outside the article's element stands: between title and text, just after the text, or elsewhere. */
type Place = 'between' | 'after' | 'elsewhere'
/** How many lines after the text may still tell of its author and its day. */
const afterLines = 6

/** What is said outside the article in so many words, though no name of a class says so. */
function outsideNotice(segment: Segment, place: Place): Part | undefined {
  const { image, text, linked } = segment
  if (image !== undefined) return undefined
  if (place === 'elsewhere') return /cookie|куки/iu.test(text) ? noticeOf(text) : undefined
  if (isDateline(text)) return 'byline'
  if (isCredit(text)) return 'credit'
  // Running text between title and text is what introduces it.
  return noticeOf(text) ?? (place === 'between' && linked === 0 && isProse(segment) ? 'lead' : undefined)
}

/** Tells the article's own segments from what stands around and among them. */
export function labelAll(
  segments: readonly Segment[],
  heading: Segment | undefined,
  address: string | undefined,
  partOf: PartReader,
): readonly Labelled[] {
  const root = contentOf(segments, partOf)
  const isWithin = withinReader(root)
  const shares = linkShares(segments)
  const host = hostOf(address)
  const titleAt = heading === undefined ? -1 : segments.indexOf(heading)
  const first = segments.findIndex((segment) => isWithin(segment.element) && isProse(segment))
  const last = segments.findLastIndex((segment) => isWithin(segment.element) && segment.image === undefined)
  const shown = descriptions(segments)
  let prose = 0
  let kept = 0
  let hasComments = false
  const labelled: Labelled[] = []
  for (const [i, segment] of segments.entries()) {
    if (segment === heading) labelled.push({ segment, kind: 'heading' })
    else if (isWithin(segment.element)) {
      const isTitleAgain =
        heading !== undefined && segment.markup === 'heading' && wordsOf(segment.text) === wordsOf(heading.text)
      // Within the text, what is called a lead or a summary is a piece of it like others.
      const own = segment.part === 'lead' && i >= first ? { ...segment, part: 'body' as const } : segment
      if (isTitleAgain) continue
      // What follows a heading of comments is comments, though no element holds them.
      hasComments ||=
        prose > leastBeforeComments && segment.markup === 'heading' && noticeOf(segment.text) === 'comment'
      if (hasComments) labelled.push({ segment, kind: 'other', part: 'comment' })
      else if (own.part === undefined && shown.has(segment.text)) labelled.push({ segment, kind: 'caption' })
      else labelled.push({ segment, ...labelOf(own, shares, host) })
      if (isProse(segment)) prose += segment.text.length
    } else {
      const isBetween = heading !== undefined && i < first && i > titleAt
      const place = isBetween ? 'between' : i > last && i <= last + afterLines ? 'after' : 'elsewhere'
      const part = segment.part ?? outsideNotice(segment, place)
      // Pictures and what is said of them belong to the article only between its title and its text.
      const isKept =
        segment.image !== undefined || part === 'caption' || part === 'credit' || part === 'lead'
          ? isBetween && (part === undefined || !navigation.has(part))
          : part !== undefined && keptOutside.has(part) && ++kept <= mostOutside
      if (isKept) labelled.push({ segment, ...(part === undefined ? {} : labelOf({ ...segment, part }, shares, host)) })
    }
  }
  return withHeadings(withEdges(labelled, heading), heading)
}

/** Lines at the edges of the text that are no sentences: buttons and labels that no name of a class told apart. */
function withEdges(labelled: readonly Labelled[], title: Segment | undefined): readonly Labelled[] {
  const isText = ({ segment, kind }: Labelled): boolean => segment.image === undefined && isBody(kind)
  const from = labelled.findIndex((one) => isText(one) && isProse(one.segment))
  const to = labelled.findLastIndex((one) => isText(one) && isProse(one.segment))
  if (from === -1) return labelled
  return labelled.map((one, i) => {
    const { segment, kind } = one
    const isOutside = (i < from || (i > to && segment.markup === undefined)) && segment !== title
    const isLabel = segment.text.length < 40 && !endsSentence.test(segment.text)
    return isOutside && isLabel && isText(one) && kind !== 'table' && kind !== 'lead' ? { segment, kind: 'other' } : one
  })
}

function labelOf(
  segment: Segment,
  shares: ReadonlyMap<Element, number>,
  host: string | undefined,
): Omit<Labelled, 'segment'> {
  const { part, text, linked, markup, group } = segment
  switch (part) {
    case undefined:
    case 'body':
      break
    case 'lead':
      return { kind: markup === 'heading' || isProse(segment) ? 'lead' : (markup ?? 'lead'), part }
    case 'caption':
    case 'gallery':
      return { kind: 'caption' }
    case 'credit':
      return { kind: 'photo-credit' }
    case 'pull-quote':
      return { kind: 'pull-quote' }
    case 'byline':
      // Where capitals come first, it is a person and a day.
      return isDateline(text) && !/^\p{Lu}/u.test(text) ? { kind: 'dateline' } : { kind: 'other', part }
    default:
      return { kind: kindOfPart(part), part }
  }
  const share = group === undefined ? 0 : (shares.get(group) ?? 0)
  if (markup === 'list' && share > 0.5 && leadsWithin(segment, host)) return { kind: 'promo', part: 'related' }
  if (markup !== 'heading' && (linked > text.length * 0.8 || isIntroduced(segment)) && isTeaser(segment, host))
    return { kind: 'promo', part: 'related' }
  if (markup === undefined && !isProse(segment) && text.length < 40 && !endsSentence.test(text))
    return { kind: 'other' }
  return markup === undefined ? {} : { kind: markup }
}

/** "Осы тақырыпта: …" (on this topic): a few words and a colon before a link that is all the rest. */
const isIntroduced = ({ text, linked }: Segment): boolean => {
  const colon = text.slice(0, 40).indexOf(':')
  return colon > 0 && linked > 20 && linked >= text.length - colon - 4
}

/** A link that reads like a title and leads to the same site leads to another article. */
const isTeaser = (segment: Segment, host: string | undefined): boolean =>
  segment.text.length > 15 && /\s/u.test(segment.text) && leadsWithin(segment, host)

const leadsWithin = ({ href }: Segment, host: string | undefined): boolean => {
  const to = hostOf(href)
  return to === undefined || to === host || host === undefined
}

const hostOf = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./u, '') : undefined

/** A heading is the article's where the article's text follows it; a heading of related links goes with them. */
function withHeadings(labelled: readonly Labelled[], title: Segment | undefined): readonly Labelled[] {
  const result: Labelled[] = []
  let following: 'body' | 'promo' | 'end' = 'end'
  let run = 0
  let part: Part | undefined
  for (const one of labelled.toReversed()) {
    const { segment, kind } = one
    if (segment.image !== undefined || kind === 'caption' || kind === 'photo-credit') result.push(one)
    else if (kind === 'heading' && segment !== title) {
      const isOwn = following === 'body' || (following === 'promo' && run < 2)
      result.push(
        isOwn
          ? one
          : { segment, kind: part === undefined ? 'other' : kindOfPart(part), ...(part === undefined ? {} : { part }) },
      )
    } else {
      result.push(one)
      if (isBody(kind) && (segment.text.length > 200 || noticeOf(segment.text) === undefined)) following = 'body'
      else if (isBody(kind) || kind === 'promo' || one.part === 'comment') {
        run = following === 'body' ? 1 : run + 1
        if (following === 'body') following = 'promo'
        else if (following === 'end') run += 2
        part = one.part ?? noticeOf(segment.text)
      }
    }
  }
  return result.toReversed()
}

/** Whether an element is the root or stands in it; the answers are remembered. */
function withinReader(root: Element | undefined): (element: Element) => boolean {
  const known = new Map<Element, boolean>(root === undefined ? [] : [[root, true]])
  return (element) => {
    const path: Element[] = []
    let answer = false
    for (const one of [element, ...around(element)]) {
      const before = known.get(one)
      if (before !== undefined) {
        answer = before
        break
      }
      path.push(one)
    }
    for (const one of path) known.set(one, answer)
    return answer
  }
}

/** The share of linked characters in each list, table and quotation. */
function linkShares(segments: readonly Segment[]): ReadonlyMap<Element, number> {
  const sums = new Map<Element, { linked: number; all: number }>()
  for (const { group, linked, text } of segments) {
    if (group === undefined) continue
    const sum = sums.get(group) ?? { linked: 0, all: 0 }
    sum.linked += linked
    sum.all += text.length
    sums.set(group, sum)
  }
  return new Map([...sums].map(([group, { linked, all }]) => [group, all === 0 ? 0 : linked / all]))
}
