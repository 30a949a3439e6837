import { contentOf, endsSentence, isProse } from './content.js'
import { isDateLine, kindOfPart, noticeOf } from './kinds.js'
import { authorLabel, metadataOf } from './metadata.js'
import type { Trust } from './parts.js'
import { tiePictures } from './pictures.js'
import { shownDate } from './published.js'
import { collapse, type RawArticle, type RawBlock } from './raw.js'
import type { BlockKind, Part } from './schema.js'
import { proseOf, type Segment, segmentsOf } from './segments.js'
import { around, attribute, type Element, find, parseTree } from './tree.js'

/** An HTML page: what it states about itself, and its blocks in reading order. */
export function fromHtml(content: string, page?: string): RawArticle {
  const tree = parseTree(content)
  const address = baseOf(tree, page)
  const { articleBody, ...stated } = metadataOf(tree, address)
  const read = (trust: Trust): Reading => {
    const segments = matchStated(segmentsOf(tree, trust), articleBody)
    const heading = headingOf(segments, stated.title)
    // A link that is never closed makes all of a page a link.
    const known = trust === 'nothing' ? segments.map((segment) => ({ ...segment, linked: 0 })) : segments
    const labelled = labelAll(known, heading, address ?? stated.url)
    const length = labelled.reduce((sum, { kind, segment }) => sum + (isBody(kind) ? segment.text.length : 0), 0)
    return { labelled, heading, length }
  }
  let reading = read('names')
  // Where most of the page's text is called something else than an article, its markup misleads.
  if (reading.length === 0 || reading.length < proseOf(tree) * leastShare) {
    const second = read('elements')
    if (second.length > reading.length * 2) reading = second
    if (reading.length === 0) reading = read('nothing')
  }
  const { labelled, heading, length } = reading
  // Where the page shows less than it states, the statement is the article: its page is built by a script.
  const isHidden = articleBody !== undefined && articleBody.length > 100 && length < articleBody.length * 0.3
  const shown = tiePictures(isHidden ? labelled.filter(({ kind }) => !isBody(kind)) : labelled, address ?? stated.url)
  const blocks = isHidden ? [...shown, ...fromBody(articleBody)] : shown
  const title = titleOf(stated.title, heading?.text)
  const hasHeading = blocks.some(({ kind }) => kind === 'heading')
  const authors = stated.authors.length > 0 ? stated.authors : shownAuthors(blocks)
  const date = stated.publishedAt ?? dateShown(segmentsBefore(labelled))
  return {
    ...stated,
    authors,
    ...(date === undefined ? {} : { publishedAt: date }),
    ...(title === undefined ? {} : { title }),
    blocks: hasHeading || title === undefined ? blocks : [{ text: title, kind: 'heading' }, ...blocks],
  }
}

interface Reading {
  readonly labelled: readonly Labelled[]
  readonly heading: Segment | undefined
  readonly length: number
}

const leastShare = 0.35
/** Statements longer than this, and short segments, are not compared: it would take long and tell little. */
const longestStatement = 200_000
const shortestMatch = 40

/** Marks the segments that the stated text of the article has; whatever they are called, they are the article's. */
function matchStated(segments: readonly Segment[], articleBody: string | undefined): readonly Segment[] {
  if (articleBody === undefined || articleBody.length > longestStatement) return segments
  const stated = wordsOf(articleBody)
  let left = 2_000
  return segments.map((segment) => {
    if (segment.text.length < shortestMatch || segment.markup === 'heading' || left-- <= 0) return segment
    if (!stated.includes(wordsOf(segment.text))) return segment
    const { part: _, ...rest } = segment
    return { ...rest, stated: true }
  })
}

/** The address that those within a page are relative to. */
function baseOf(tree: Element, page: string | undefined): string | undefined {
  const base = find(tree, ({ name }) => name === 'base')
  const href = base === undefined ? '' : attribute(base, 'href')
  return href !== '' && URL.canParse(href, page) ? new URL(href, page).href : page
}

const isBody = (kind: BlockKind | undefined): boolean =>
  kind === undefined || /^(?:paragraph|list|quote|table|lead)$/u.test(kind)

/** Authors as the text itself names them: "Дайындаған: Асан Үсен" (prepared by Asan Üsen), on a line of its own. */
const shownAuthors = (blocks: readonly RawBlock[]): readonly string[] =>
  blocks
    .filter(({ text, kind }) => text.length < 80 && kind !== 'heading' && noticeOf(text) === 'byline')
    .filter(({ text }) => authorLabel.test(text))
    .slice(-1)
    .map(({ text }) => text.replace(authorLabel, ''))

/** The first line about the title that is a date. */
const dateShown = (texts: readonly string[]): string | undefined =>
  texts.flatMap((text) => (isDateLine(text) ? [shownDate(text)] : [])).find((date) => date !== undefined)

/** The lines before the article's second paragraph, and the last ones: where a date stands that no markup names. */
function segmentsBefore(labelled: readonly Labelled[]): readonly string[] {
  const texts = labelled.filter(({ segment }) => segment.image === undefined).map(({ segment }) => segment.text)
  return [...texts.slice(0, 12), ...texts.slice(-6)]
}

/** The body as JSON-LD states it: text, or HTML within it. */
const fromBody = (body: string): readonly RawBlock[] =>
  (/<\/?(?:p|br|div)\b/iu.test(body) ? segmentsOf(parseTree(body)).map(({ text }) => text) : body.split(/\n+/u))
    .map(collapse)
    .filter((text) => text !== '')
    .map((text): RawBlock => ({ text }))

const wordsOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

/** The title as a reader sees it, where what the page states only adds the outlet's name to it. */
const titleOf = (stated: string | undefined, shown: string | undefined): string | undefined =>
  stated !== undefined && shown !== undefined && wordsOf(stated).startsWith(wordsOf(shown)) && wordsOf(shown) !== ''
    ? shown
    : (stated ?? shown)

/** The heading that is the article's title: the one that says what the page states, or the first of the first level. */
function headingOf(segments: readonly Segment[], title: string | undefined): Segment | undefined {
  const headings = segments.filter(({ markup, part }) => markup === 'heading' && part !== 'comment')
  const stated = title === undefined ? undefined : wordsOf(title)
  const same = headings.find(({ text }) => stated !== undefined && stated !== '' && wordsOf(text) === stated)
  const begins = headings.find(
    ({ text }) => stated !== undefined && wordsOf(text).length > 15 && stated.startsWith(wordsOf(text)),
  )
  return same ?? begins ?? headings.find(({ level, part }) => level === 1 && part === undefined)
}

/** A segment with what it is; no kind where only its text and its place can tell. */
export interface Labelled {
  readonly segment: Segment
  readonly kind?: BlockKind
  readonly part?: Part
}

/** Outside the article's own element these are kept, so that nothing said there is lost; the rest is the site's frame. */
const keptOutside = new Set<Part>(['byline', 'tags', 'related', 'promo', 'rights', 'comment', 'consent'])

const navigation = new Set<Part>(['aside', 'navigation', 'related', 'promo', 'comment', 'consent', 'tool'])

/** What is said outside the article in so many words, though no name of a class says so. */
const outsideNotice = ({ image, text }: Segment): Part | undefined =>
  image === undefined && /cookie|куки/iu.test(text) ? noticeOf(text) : undefined

/** Tells the article's own segments from what stands around and among them. */
function labelAll(
  segments: readonly Segment[],
  heading: Segment | undefined,
  address: string | undefined,
): readonly Labelled[] {
  const root = contentOf(segments)
  const isWithin = withinReader(root)
  const shares = linkShares(segments)
  const host = hostOf(address)
  const titleAt = heading === undefined ? -1 : segments.indexOf(heading)
  const first = segments.findIndex((segment) => isWithin(segment.element) && isProse(segment))
  const labelled: Labelled[] = []
  for (const [i, segment] of segments.entries()) {
    if (segment === heading) labelled.push({ segment, kind: 'heading' })
    else if (isWithin(segment.element)) {
      const isTitleAgain =
        heading !== undefined && segment.markup === 'heading' && wordsOf(segment.text) === wordsOf(heading.text)
      // Within the text, what is called a lead or a summary is a piece of it like others.
      const own = segment.part === 'lead' && i >= first ? { ...segment, part: 'body' as const } : segment
      if (!isTitleAgain || segment.image !== undefined) labelled.push({ segment, ...labelOf(own, shares, host) })
    } else {
      const isBetween = heading !== undefined && i < first && i > titleAt
      const part = segment.part ?? outsideNotice(segment)
      // Pictures and what is said of them belong to the article only between its title and its text.
      const isKept =
        segment.image !== undefined || part === 'caption' || part === 'credit' || part === 'lead'
          ? isBetween && (part === undefined || !navigation.has(part))
          : part !== undefined && keptOutside.has(part)
      if (isKept) labelled.push({ segment, ...(part === undefined ? {} : labelOf({ ...segment, part }, shares, host)) })
    }
  }
  return withHeadings(labelled, heading)
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
    default:
      return { kind: kindOfPart(part), part }
  }
  const share = group === undefined ? 0 : (shares.get(group) ?? 0)
  if (markup === 'list' && share > 0.5 && leadsWithin(segment, host)) return { kind: 'promo', part: 'related' }
  if (linked > text.length * 0.8 && markup !== 'heading' && isTeaser(segment, host))
    return { kind: 'promo', part: 'related' }
  if (markup === undefined && !isProse(segment) && text.length < 40 && !endsSentence.test(text))
    return { kind: 'other' }
  return markup === undefined ? {} : { kind: markup }
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
      if (isBody(kind)) following = 'body'
      else if (kind === 'promo' || one.part === 'comment') {
        run = following === 'body' ? 1 : run + 1
        if (following === 'body') following = 'promo'
        else if (following === 'end') run += 2
        part = one.part
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
