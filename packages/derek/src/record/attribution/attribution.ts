import type { Analysis } from '../../language/schema.js'
import { isDash, isOpeningQuote } from '../../language/words.js'
import type { Mentions } from '../mentions.js'
import type { AttributionLink } from '../schema.js'
import { datelined } from './dateline.js'
import { toLink } from './link.js'
import { asSource, isForeign, published } from './publisher.js'
import { whoReports, withRoles } from './reporters.js'
import { reportCues } from './reports.js'
import { labelled, signed, signedByHand, signedByName, signedInFull, takenFrom } from './signature.js'
import { type Reading, reference, type Text } from './text.js'
import { tellerOf, toldTo } from './told.js'
import { viewOf } from './viewpoint.js'

/**
 * Who says that who said so. Read from the clauses that report the article itself:
 * "… деп хабарлайды X порталы Y-ның баспасөз қызметіне сілтеме жасап" (reports portal X with reference to Y's press
 * service), "Бұл туралы Y хабарлады" (Y reported this), "Y-ның хабарлауынша" (as Y reports), "Дереккөз: Y" (source: Y).
 */

export interface Attribution {
  readonly chain: readonly AttributionLink[]
  /** Cues that report the article and state nothing, as made by `cueKey`. */
  readonly cues: ReadonlySet<string>
}

export const cueKey = (block: number, sentence: number, word: number): string => `${block}.${sentence}.${word}`

export function findAttribution(analysis: Analysis, mentions: Mentions): Attribution {
  const chain: AttributionLink[] = []
  const cues = new Set<string>()
  const isUncased = analysis.script === 'Arab'
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    const { kind } = block.block
    // A line such as "Дереккөз: Арай" belongs to no part of the page, a reader's comment does.
    if (/^(promo|photo-credit|heading)$/u.test(kind) || block.block.part !== undefined) continue
    const opening = { words: block.sentences.slice(0, 3).flatMap(({ words }) => words) }
    const dated = kind === 'dateline' || kind === 'lead' ? datelined(opening.words, isUncased) : undefined
    if (dated !== undefined) {
      chain.push(toLink(dated, { block, sentence: opening }, []))
    }
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const own = mentions.in(blockIndex, sentenceIndex)
      const isOpening = kind === 'lead' || blockIndex <= openingBlocks
      const isEnd = blockIndex >= analysis.blocks.length - endBlocks && block.sentences.length === 1
      const text: Text = {
        words: sentence.words,
        mentions: own,
        isUncased,
        isFirst: sentenceIndex === 0,
        isByline: blockIndex > 0 && blockIndex <= 2 && block.sentences.length === 1,
        isSpoken: isDash(block.sentences[0]?.words[0]) || isOpeningQuote(block.sentences[0]?.words[0]),
      }
      const reading = inSentence(text, isOpening, isEnd, chain)
      for (const cue of reading.cues) cues.add(cueKey(blockIndex, sentenceIndex, cue))
      for (const link of reading.links) {
        const made = asSource(
          toLink(link, { block, sentence }, own),
          { ...link, isForeign: isForeign(own, link) },
          reading.links,
          analysis.article.source,
        )
        const isKnownLink = chain.some((other) => other.name.toLowerCase() === made.name.toLowerCase())
        if (made.name !== '' && !isKnownLink) chain.push(made)
      }
    }
  }
  if (!chain.some(({ role }) => role === 'publisher')) {
    const isKnown = ({ name }: AttributionLink): boolean => chain.some((other) => other.name === name)
    chain.unshift(...interviewers(analysis, mentions).filter((link) => !isKnown(link)))
  }
  return { chain: published(chain, analysis.article.source), cues }
}

/** The outlet that the article's people talk to, where no other publishes it: "Ertis.kz тілшісіне айтты". */
function interviewers(analysis: Analysis, mentions: Mentions): readonly AttributionLink[] {
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    if (/^(promo|photo-credit)$/u.test(block.block.kind) || block.block.part !== undefined) continue
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const own = mentions.in(blockIndex, sentenceIndex)
      const told = toldTo(sentence.words)
      if (told === undefined || isForeign(own, told)) continue
      const link = toLink(told, { block, sentence }, own)
      const made = asSource(link, { ...told, inPassing: true, isForeign: false }, [], analysis.article.source)
      if (link.name === '' || made.role !== 'publisher') continue
      const teller = blockIndex <= tellingBlocks ? tellerOf(sentence.words, told) : undefined
      return teller === undefined ? [made] : [made, toLink(teller, { block, sentence }, own)]
    }
  }
  return []
}

/** Beyond these blocks a body that tells an outlet something tells one thing of many. */
const tellingBlocks = 2

/** A line that signs the article is one of its last. */
const endBlocks = 4

/** Beyond these blocks "Y-ның мәліметінше" says whose one figure is, and not whose the article is. */
const openingBlocks = 1

function inSentence(text: Text, isOpening: boolean, isEnd: boolean, before: readonly AttributionLink[]): Reading {
  const { words } = text
  const hasPublisher = before.some(({ role }) => role === 'publisher')
  const isLine = isEnd || text.isByline
  const label =
    labelled(words) ??
    takenFrom(text) ??
    signed(words) ??
    signedInFull(text) ??
    (isLine && !hasPublisher ? (signedByName(text) ?? signedByHand(text)) : undefined)
  if (label !== undefined) return { links: [label], cues: [] }
  const refer = words.findIndex((word) => reference.test(word.lower))
  const { origin, reporters, reported } = whoReports(text, reportCues(text), refer)
  const links = withRoles(words, reporters, origin)
  const reading: Reading = { links, cues: reported }
  if (!isOpening || [...before, ...links].some(({ role }) => role === 'origin')) return reading
  const isPublished = hasPublisher || links.some(({ role }) => role === 'publisher')
  const view = viewOf(text, isPublished)
  if (view === undefined) return reading
  return { links: [...links, ...view.links], cues: [...reported, ...view.cues] }
}
