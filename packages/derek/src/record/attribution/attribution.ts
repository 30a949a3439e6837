import type { Analysis, AnalyzedBlock } from '../../language/schema.js'
import { isClosingQuote, isDash, isOpeningQuote, isPunctuation } from '../../language/words.js'
import type { Source } from '../../source/schema.js'
import type { Mentions } from '../mentions.js'
import type { AttributionLink } from '../schema.js'
import { datelined, isPlaceFirst } from './dateline.js'
import { toLink } from './link.js'
import { isListedOutlet, withoutKind } from './outlet.js'
import { isOwnName } from './own.js'
import { asAgency, asSource, isForeign, published } from './publisher.js'
import { apart, whoReports, withRoles } from './reporters.js'
import { reportCues } from './reports.js'
import { labelled, signed, signedByHand, signedByName, signedInFull, takenFrom } from './signature.js'
import { type Reading, reference, type Text } from './text.js'
import { selfIn, tellerOf, toldTo } from './told.js'
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
  const lead = leadOf(analysis)
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    const { kind } = block.block
    const ownName = ownLine(block, analysis.article.source)
    if (ownName !== undefined && kind !== 'heading' && !isKnown(chain, ownName, analysis.article.source))
      chain.push(ownName)
    // A line such as "Дереккөз: Арай" belongs to no part of the page, a reader's comment does.
    if (/^(promo|photo-credit|heading)$/u.test(kind) || block.block.part !== undefined) continue
    const opening = { words: block.sentences.slice(0, 3).flatMap(({ words }) => words) }
    const mayBeDated = /^(dateline|lead)$/u.test(kind) || (blockIndex <= datedBlocks && isPlaceFirst(opening.words))
    const dated = mayBeDated ? datelined(opening.words, isUncased) : undefined
    if (dated !== undefined) {
      const link = asAgency(toLink(dated, { block, sentence: opening }, []), analysis.article.source)
      if (!isKnown(chain, link, analysis.article.source)) chain.push(link)
    }
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const own = mentions.in(blockIndex, sentenceIndex)
      // After a lead that names its outlet alone, "Y-ның мәліметінше" (by Y's figures) may open the next block and say whose
      // the news is; elsewhere it says whose one figure is.
      const isAfterLead = blockIndex === lead + 1 && sentenceIndex === 0 && isOutletAlone(chain)
      const isOpening = (blockIndex <= lead && sentenceIndex < openingSentences) || isAfterLead
      const isEnd = blockIndex >= analysis.blocks.length - endBlocks && block.sentences.length === 1
      const text: Text = {
        words: sentence.words,
        mentions: own,
        isUncased,
        isFirst: sentenceIndex === 0,
        isLead: blockIndex <= lead,
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
        if (made.name !== '' && !isKnown(chain, made, analysis.article.source)) chain.push(made)
      }
    }
  }
  if (!chain.some(({ role }) => role === 'publisher')) {
    const self = ownTelling(analysis)
    if (self !== undefined && !isKnown(chain, self, analysis.article.source)) chain.unshift(self)
  }
  if (!chain.some(({ role }) => role === 'publisher')) {
    chain.unshift(...interviewers(analysis, mentions).filter((link) => !isKnown(chain, link, analysis.article.source)))
  }
  const headline = chain.some(({ role }) => role === 'origin') ? undefined : headlined(analysis, mentions)
  if (headline !== undefined && !isOwnName(headline.name, analysis.article.source)) chain.push(headline)
  return { chain: published(chain, analysis.article.source), cues }
}

const isOutletAlone = (chain: readonly AttributionLink[]): boolean =>
  chain.length > 0 && chain.every(({ role }) => role === 'publisher')

/** A dateline follows the headline, and maybe a picture's credit and a subtitle. */
const datedBlocks = 4

/** Whether a chain has a link already, by this name or by another of the article's own outlet. */
const isKnown = (chain: readonly AttributionLink[], { name }: AttributionLink, source: Source): boolean =>
  chain.some(
    (other) =>
      other.name.toLowerCase() === name.toLowerCase() || (isOwnName(other.name, source) && isOwnName(name, source)),
  )

/** No name of an outlet, with its kind, has more letters. */
const longestOwnLine = 120

/** The outlet's own name as a line, wherever it stands: under the headline or at the end. */
function ownLine(block: AnalyzedBlock, source: Source): AttributionLink | undefined {
  if (block.block.text.length > longestOwnLine) return undefined
  const words = block.sentences.flatMap((sentence) => sentence.words)
  const from = words.findIndex((word) => !isPunctuation(word) || isOpeningQuote(word))
  const to = words.findLastIndex((word) => !isPunctuation(word) || isClosingQuote(word)) + 1
  // «Ертіс таңы» – | Ақтаудан: where its reporter is stands on the next line.
  if (from === -1 || to - from > 7 || isDash(words.at(-1))) return undefined
  // «Арай» ұлттық порталы, "Арай" газеті
  // "Ертіс-ақпарат" is called so.
  const end = isDash(words[to - 2]) ? to : withoutKind(words, from, to)
  const isQuoted = isOpeningQuote(words[from]) && isClosingQuote(words[end - 1])
  const name = isQuoted ? { from: from + 1, to: end - 1 } : { from, to: end }
  const link = toLink({ ...name, role: 'publisher' }, { block, sentence: { words } }, [])
  return isOwnName(link.name, source) ? link : undefined
}

/**
 * Where the article's outlet speaks of itself: «Жағалау» соттың қалай өткенін баяндайды (tells how the trial went),
 * "Оқиға орнынан Ertis тілшілері ақпарат таратады" (its reporters give out information from the scene).
 */
function ownTelling({ blocks, article: { source } }: Analysis): AttributionLink | undefined {
  for (const block of blocks.slice(0, tellingSelf)) {
    if (/^(promo|photo-credit|heading|caption)$/u.test(block.block.kind) || block.block.part !== undefined) continue
    for (const sentence of block.sentences) {
      const name = selfIn(sentence.words)
      const link = name && toLink({ ...name, role: 'publisher' }, { block, sentence }, [])
      if (link !== undefined && isOwnName(link.name, source)) return link
    }
  }
  return undefined
}

/** Beyond so many blocks an outlet that tells something tells a part. */
const tellingSelf = 4

/**
 * The outlet or body to which a headline gives its news: "Көпір құлады – Reuters" (the bridge has fallen). Who says it is
 * a person more often than not, and none of these.
 */
function headlined(analysis: Analysis, mentions: Mentions): AttributionLink | undefined {
  const at = analysis.blocks.findIndex(({ block }) => block.kind === 'heading')
  const block = analysis.blocks[at]
  const sentence = block?.sentences.at(-1)
  if (block === undefined || sentence === undefined) return undefined
  const { words } = sentence
  const from = words.findLastIndex(isDash) + 1
  const isTold = from > 1 && words[from - 2]?.analyses[0]?.feats.VerbForm === 'Fin'
  if (!isTold || from === words.length || words.length - from > 4) return undefined
  const own = mentions.in(at, block.sentences.length - 1)
  const name = { from, to: words.length }
  const isNamed =
    isListedOutlet(words, name) || own.some((m) => m.type === 'organization' && m.from === from && m.to === name.to)
  return isNamed ? toLink({ ...name, role: 'origin' }, { block, sentence }, own) : undefined
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

/** The block of the lead; of one without a full stop, which is a subtitle, the block after it. */
function leadOf({ blocks }: Analysis): number {
  const lead = Math.max(
    0,
    blocks.findIndex(({ block }) => block.kind === 'lead'),
  )
  return /[.!?…:;»"]$/u.test(blocks[lead]?.block.text ?? '') ? lead : lead + 1
}

/** The lead says whose its news is in its first sentences. */
const openingSentences = 2

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
  const links = withRoles(words, reporters, origin).flatMap((link) => apart(words, link))
  const reading: Reading = { links, cues: reported }
  if (!isOpening || [...before, ...links].some(({ role }) => role === 'origin')) return reading
  const isPublished = hasPublisher || links.some(({ role }) => role === 'publisher')
  const view = viewOf(text, isPublished)
  if (view === undefined) return reading
  return { links: [...links, ...view.links], cues: [...reported, ...view.cues] }
}
