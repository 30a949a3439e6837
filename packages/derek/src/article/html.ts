import { authorOf, isDateline } from './kinds.js'
import { headingOf, isBody, type Labelled, labelAll, wordsOf } from './label.js'
import { metadataOf } from './metadata.js'
import { partReader, type Trust } from './parts.js'
import { tiePictures } from './pictures.js'
import { shownDate } from './published.js'
import { collapse, type RawArticle, type RawBlock } from './raw.js'
import { proseOf, type Segment, segmentsOf } from './segments.js'
import { attribute, type Element, find, parseTree } from './tree.js'

/** An HTML page: what it states about itself, and its blocks in reading order. */
export function fromHtml(content: string, page?: string): RawArticle {
  const tree = parseTree(content)
  const address = baseOf(tree, page)
  const byNames = partReader('names')
  const { articleBody, ...stated } = metadataOf(tree, address, byNames)
  const read = (trust: Trust): Reading => {
    const segments = matchStated(segmentsOf(tree, trust === 'names' ? byNames : partReader(trust)), articleBody)
    // A link that is never closed makes all of a page a link.
    const known = trust === 'nothing' ? segments.map((segment) => ({ ...segment, linked: 0 })) : segments
    const heading = headingOf(known, stated.title)
    const labelled = labelAll(known, heading, page ?? stated.url, byNames)
    const length = labelled.reduce((sum, { kind, segment }) => sum + (isBody(kind) ? segment.text.length : 0), 0)
    return { labelled, heading, length, gap: gapOf(known, labelled, heading) }
  }
  let reading = read('names')
  // Where most of the page's text is called something else than an article, its markup misleads.
  if (reading.length === 0 || reading.length < proseOf(tree) * leastShare) {
    const second = read('elements')
    if (second.length > reading.length * 2 && second.gap <= reading.gap) reading = second
    if (reading.length === 0) reading = read('nothing')
  }
  const { labelled, heading, length } = reading
  // Where the page shows less than it states, the statement is the article: its page is built by a script.
  const isHidden = articleBody !== undefined && articleBody.length > 100 && length < articleBody.length * 0.3
  const shown = tiePictures(isHidden ? labelled.filter(({ kind }) => !isBody(kind)) : labelled, address ?? stated.url)
  const found = withBios(isHidden ? [...shown, ...fromBody(articleBody)] : shown, stated.authors)
  // A page of a few short lines, or a piece of one, is all there is to read.
  const blocks =
    found.length > 0 ? found : segmentsOf(tree, partReader('nothing')).map(({ text }): RawBlock => ({ text }))
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
  /** How many segments stand between the title and the text: what is far from it is hardly the article. */
  readonly gap: number
}

function gapOf(segments: readonly Segment[], labelled: readonly Labelled[], heading: Segment | undefined): number {
  const first = labelled.find(
    ({ segment, kind, part }) => segment.image === undefined && isBody(kind) && part !== 'lead',
  )
  if (first === undefined) return Number.POSITIVE_INFINITY
  const title = heading === undefined ? -1 : segments.findIndex(({ text }) => text === heading.text)
  const text = segments.findIndex(
    (segment) => segment.element === first.segment.element && segment.text === first.segment.text,
  )
  return title === -1 || text === -1 ? 0 : Math.abs(text - title)
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

const lastLines = 3
const longestBio = 400

/** A line at the end that begins with the author's name says who wrote the article: it is a byline. */
function withBios(blocks: readonly RawBlock[], authors: readonly string[]): readonly RawBlock[] {
  const names = authors.filter((name) => /\s/u.test(name))
  const last = blocks.flatMap(({ kind }, i) => (isBody(kind) ? [i] : [])).slice(-lastLines)
  return blocks.map((block, i) =>
    last.includes(i) &&
    last[0] !== 0 &&
    block.text.length < longestBio &&
    names.some((name) => block.text.startsWith(name))
      ? { ...block, kind: 'other', part: 'byline' }
      : block,
  )
}

/** Authors as the text itself names them: "Дайындаған: Асан Үсен" (prepared by Asan Üsen), on a line of its own. */
const shownAuthors = (blocks: readonly RawBlock[]): readonly string[] =>
  blocks
    .filter(({ kind }) => kind !== 'heading')
    .flatMap(({ text }) => authorOf(text) ?? [])
    .slice(-1)

/** The first line about the title that is a date. */
const dateShown = (texts: readonly string[]): string | undefined =>
  texts.flatMap((text) => (isDateline(text) ? [shownDate(text)] : [])).find((date) => date !== undefined)

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

/** The title as a reader sees it, where what the page states only adds the outlet's name to it. */
const titleOf = (stated: string | undefined, shown: string | undefined): string | undefined =>
  stated !== undefined && shown !== undefined && wordsOf(stated).startsWith(wordsOf(shown)) && wordsOf(shown) !== ''
    ? shown
    : (stated ?? shown)
