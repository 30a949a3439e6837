import type { BlockKind } from '../../article/schema.js'
import type { Analysis, AnalyzedBlock, AnalyzedSentence, Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isKnown, isOpeningQuote, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { headType, nameOf } from '../entities/organizations.js'
import type { AttributionLink, PhotoCredit } from '../schema.js'
import { spanOf } from '../span.js'

/**
 * Who says that who said so. Read from the clauses that report the article itself:
 * "… деп хабарлайды X порталы Y-ның баспасөз қызметіне сілтеме жасап" (reports portal X with reference to Y's press service),
 * "Y-ның хабарлауынша" (as Y reports), "Дереккөз: Y" (source: Y).
 */

type Role = AttributionLink['role']

interface Link {
  readonly sentence: AnalyzedSentence
  readonly block: AnalyzedBlock
  readonly at: { readonly block: number; readonly sentence: number }
  readonly from: number
  readonly to: number
  readonly name: string
  readonly role: Role
}

/** Sentences in which an attribution was read, by block and number: their cue reports the article and states nothing. */
export interface Attribution {
  readonly chain: readonly AttributionLink[]
  readonly cues: ReadonlySet<string>
}

export const cueKey = (block: number, sentence: number, word: number): string => `${block}.${sentence}.${word}`

const reports =
  /^(хабарлайды|хабарлады|хабарлап|хабарлаған|жазады|жазды|мәлімдейді|жариялады|таратты|жеткізді|дейді|мәлімдеді|баяндайды)$/u
const reference = /^(сілтеме|сүйене|сүйеніп|сүйенсек|сілтей)$/u

export function findAttribution(analysis: Analysis, mentions: readonly Linked[]): Attribution {
  const links: Link[] = []
  const cues = new Set<string>()
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    if (block.block.kind === 'promo' || block.block.kind === 'photo-credit') continue
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const at = { block: blockIndex, sentence: sentenceIndex }
      const found = inSentence(
        sentence,
        mentions.filter((m) => m.at.block === blockIndex && m.at.sentence === sentenceIndex),
        block.block.kind,
        links.length === 0,
      )
      if (found === undefined) continue
      for (const cue of found.cues) cues.add(cueKey(blockIndex, sentenceIndex, cue))
      for (const link of found.links) {
        const known = links.some(
          (other) => other.role === link.role && other.name.toLowerCase() === link.name.toLowerCase(),
        )
        if (!known) links.push({ ...link, block, sentence, at })
      }
    }
  }
  return { chain: links.map((link) => toLink(link, mentions)), cues }
}

function toLink(link: Link, mentions: readonly Linked[]): AttributionLink {
  const words = link.sentence.words
  const range = { start: words[link.from]?.start ?? 0, end: words[link.to - 1]?.end ?? 0 }
  const entity = mentions.find(
    (mention) =>
      mention.at.block === link.at.block &&
      mention.at.sentence === link.at.sentence &&
      mention.from >= link.from &&
      mention.to <= link.to,
  )
  const made = { name: link.name, role: link.role, span: spanOf(link.block, range) }
  return entity === undefined ? made : { ...made, entity: entity.entity }
}

interface Reading {
  readonly links: readonly Omit<Link, 'block' | 'sentence' | 'at'>[]
  readonly cues: readonly number[]
}

function inSentence(
  sentence: AnalyzedSentence,
  mentions: readonly Linked[],
  kind: BlockKind,
  first: boolean,
): Reading | undefined {
  const { words } = sentence
  const lead = labelled(words)
  if (lead !== undefined) return lead
  const dated = kind === 'dateline' || kind === 'lead' ? datelined(words) : undefined
  if (dated !== undefined) return { links: [dated], cues: [] }
  const cue = words.findLastIndex((word, i) => reports.test(word.lower) && reportsArticle(words, i))
  const refer = words.findIndex((word) => reference.test(word.lower))
  const links: Omit<Link, 'block' | 'sentence' | 'at'>[] = []
  const cues: number[] = []
  if (refer !== -1) {
    const origin = phraseBefore(words, refer, cue !== -1 && cue < refer ? reporterEnd(words, cue + 1, refer) : 0)
    if (origin !== undefined) links.push({ ...origin, role: 'origin' })
  }
  if (cue !== -1) {
    const reporter = phraseAfter(words, cue, refer) ?? subjectBefore(words, cue, refer)
    if (reporter !== undefined) {
      // Who reports with reference to another, named in quotation marks, is an outlet whatever its name.
      const outlet = isOutlet(words, reporter) || (refer !== -1 && isOpeningQuote(words[reporter.from - 1]))
      const person = mentions.some((m) => m.type === 'person' && m.from >= reporter.from && m.to <= reporter.to)
      const pronoun = mentions.some((m) => m.kind === 'pronoun' && m.from >= reporter.from && m.to <= reporter.to)
      if (!pronoun && (outlet || (!person && isOrganization(words, reporter, mentions)))) {
        links.unshift({ ...reporter, role: outlet || refer !== -1 ? 'publisher' : 'origin' })
        cues.push(cue)
      }
    }
  }
  const viewpoint = words.findIndex((word) =>
    /^(хабарлауынша|мәліметінше|дерегінше|деректерінше|ақпаратынша|мәлімдеуінше)$/u.test(word.lower),
  )
  // Where the article has said whose it is, such a phrase says whose one figure is.
  if (viewpoint > 0 && (kind === 'lead' || first) && links.every((link) => link.role !== 'origin')) {
    const origin = phraseBefore(words, viewpoint)
    const organization = origin !== undefined && isOrganization(words, origin, mentions)
    if (organization) {
      links.push({ ...origin, role: isOutlet(words, origin) ? 'publisher' : 'origin' })
      if (kind === 'lead') cues.push(viewpoint)
    }
  }
  return links.length === 0 ? undefined : { links, cues }
}

/** "АСТАНА. 12 мамыр – Арай.": what stands after the day and the dash is the outlet. */
function datelined(words: readonly Word[]): Omit<Link, 'block' | 'sentence' | 'at'> | undefined {
  const dash = words.findIndex(
    (word, i) => i >= 2 && i <= 8 && isDash(word) && words.slice(0, i).some((w) => w.kind === 'number'),
  )
  const isPlace = words[0] !== undefined && words[0].form === words[0].form.toUpperCase()
  if (dash === -1 || !isPlace) return undefined
  const rest = words.slice(dash + 1)
  const stop = rest.findIndex((word) => word.form === '.')
  const to = dash + 1 + (stop === -1 ? rest.length : stop)
  if (to === dash + 1 || to - dash > 5) return undefined
  const name = rest
    .slice(0, to - dash - 1)
    .map((word) => word.form)
    .join(' ')
  return { from: dash + 1, to, name, role: 'publisher' }
}

/** "Дереккөз: X". */
function labelled(words: readonly Word[]): Reading | undefined {
  if (!/^(дереккөз|дереккөзі)$/u.test(words[0]?.lower ?? '') || words[1]?.form !== ':') return undefined
  const to = words.at(-1)?.form === '.' ? words.length - 1 : words.length
  return to <= 2 ? undefined : { links: [{ from: 2, to, name: nameOf(words, 2, to), role: 'origin' }], cues: [] }
}

/** A verb of reporting reports the article where "деп", "бұл туралы" or a closing quotation leads to it, or it ends one. */
function reportsArticle(words: readonly Word[], cue: number): boolean {
  const before = words[cue - 1]?.lower ?? ''
  const about = words
    .slice(Math.max(0, cue - 12), cue)
    .some((word, i, list) => word.lower === 'туралы' && /^(бұл|осы|ол)$/u.test(list[i - 1]?.lower ?? ''))
  return (
    before === 'деп' ||
    about ||
    words.slice(0, cue).some((word) => reference.test(word.lower)) ||
    endsInReport(words, cue)
  )
}

const endsInReport = (words: readonly Word[], cue: number): boolean =>
  /^(хабарлайды|жазады|баяндайды)$/u.test(words[cue]?.lower ?? '') &&
  words.slice(cue + 1).every((word) => isPunctuation(word))

interface Phrase {
  readonly from: number
  readonly to: number
  readonly name: string
}

/** The outlet named after the verb: "хабарлайды KAZ.NUR.KZ порталы". */
function phraseAfter(words: readonly Word[], cue: number, refer: number): Phrase | undefined {
  let from = cue + 1
  if (isPunctuation(words[from]) && !isOpeningQuote(words[from])) return undefined
  if (words[from] === undefined) return undefined
  let to = from
  for (; to < words.length; to++) {
    const word = words[to]
    if (
      word === undefined ||
      (isPunctuation(word) && !isOpeningQuote(word) && !isClosingQuote(word) && word.form !== '-')
    )
      break
    if (refer > cue && to > from && isOutletNoun(words[to - 1])) break
    if (refer > cue && to === reporterEnd(words, from, refer) && to > from) break
    // "X Y-ға сілтеме жасап": the reporter ends where the genitive or dative of the origin begins.
    if (refer > cue && to > from && startsOrigin(words, to, refer)) break
    if (to === refer) break
  }
  if (to === from) return undefined
  while (isOpeningQuote(words[from])) from++
  return outletPhrase(words, from, to)
}

const startsOrigin = (words: readonly Word[], i: number, refer: number): boolean =>
  i < refer && words[i]?.analyses.some((a) => a.feats.Case === 'Gen') === true && words[i]?.capital === true

const outletNouns = /^(портал|сайт|агенттік|тілші|газет|телеарна|басылым|арна|басылым|ақпарат|редакция|ХАА|журнал)$/iu
const isOutletNoun = (word: Word | undefined): boolean =>
  word?.analyses.some((analysis) => outletNouns.test(analysis.lemma)) ?? false

/** The outlet's own name, without "порталы" or "ақпарат агенттігі" after it. */
function outletPhrase(words: readonly Word[], from: number, to: number): Phrase | undefined {
  let end = to
  const close = words.findIndex((word, i) => i > from && i < to && isClosingQuote(word))
  if (close !== -1 && isOpeningQuote(words[from - 1])) end = close
  while (close === -1 && end - 1 > from && (isOutletNoun(words[end - 1]) || isClosingQuote(words[end - 1]))) end--
  if (end <= from) return undefined
  const last = words[end - 1]
  const name =
    last?.kind === 'url'
      ? words
          .slice(from, end)
          .map((word) => word.form)
          .join(' ')
      : nameOf(words, from, end)
  return { from, to: end, name }
}

/**
 * Where the reporter ends between "хабарлайды" and "сілтеме": after its quotation mark, its address or its kind
 * («Арай» агенттігі, arai.kz порталы), before the origin.
 */
function reporterEnd(words: readonly Word[], from: number, refer: number): number {
  let end = from
  if (isOpeningQuote(words[from])) {
    const close = words.findIndex((word, i) => i > from && i < refer && isClosingQuote(word))
    if (close !== -1) end = close + 1
  } else if (words[from]?.kind === 'url') end = from + 1
  else {
    const noun = words.findIndex((word, i) => i >= from && i < refer && isOutletNoun(word))
    return noun === -1 ? from : noun + 1
  }
  while (end < refer && isOutletNoun(words[end])) end++
  return end
}

/** The noun phrase that ends before a word: "Ақорданың баспасөз қызметіне | сілтеме"; it begins at `first` or later. */
function phraseBefore(words: readonly Word[], before: number, first = 0): Phrase | undefined {
  const end = isOutletNoun(words[before - 1]) ? before - 1 : before
  let from = end
  for (let i = end - 1; i >= first && end - i <= 12; i--) {
    const word = words[i]
    if (word === undefined || (isPunctuation(word) && !isClosingQuote(word) && !isOpeningQuote(word))) break
    if (reports.test(word.lower) || word.lower === 'деп' || isOutletNoun(word)) break
    if (word.analyses[0]?.upos === 'ADV' || /^(бұл|туралы|осы|өз|кезегінде)$/u.test(word.lower)) break
    from = i
  }
  // Without a capital it is a body all the same where its head says so: "облыс әкімдігінің баспасөз қызметіне".
  const start = firstCapital(words, from, end) ?? (headType(words[end - 1]) === 'organization' ? from : undefined)
  if (start === undefined) return undefined
  // A bare outlet name before the origin, "KAZ.NUR.KZ порталы Ақорданың …", ends with its noun and is cut there above.
  const only = words[start]
  const name = end === start + 1 && only?.kind === 'url' ? only.form : nameOf(words, start, end)
  return { from: start, to: end, name }
}

const firstCapital = (words: readonly Word[], from: number, end: number): number | undefined => {
  for (let i = from; i < end; i++)
    if (/^[\p{Lu}«"“]/u.test(words[i]?.form ?? '')) return isOpeningQuote(words[i]) ? i + 1 : i
  return undefined
}

/** "Бұл туралы X хабарлады", "X Y-ға сілтеме жасап хабарлайды": the reporter before the verb. */
function subjectBefore(words: readonly Word[], cue: number, refer: number): Phrase | undefined {
  let end = cue
  if (refer !== -1 && refer < cue) {
    // What precedes the origin: "…, – деп хабарлайды" needs none; "X порталы Y-ға сілтеме жасап хабарлайды".
    const origin = phraseBefore(words, refer)
    if (origin === undefined) return undefined
    end = origin.from
    while (end > 0 && (isPunctuation(words[end - 1]) || isOpeningQuote(words[end - 1]))) end--
  }
  if (words[end - 1]?.lower === 'деп') {
    return undefined
  }
  let from = end
  for (let i = end - 1; i >= 0 && end - i <= 10; i--) {
    const word = words[i]
    if (word === undefined || (isPunctuation(word) && !isClosingQuote(word) && !isOpeningQuote(word))) break
    if (/^(туралы|деп|бұл)$/u.test(word.lower) || isKnown(word, 'ADV')) break
    from = i
  }
  const start = firstCapital(words, from, end)
  return start === undefined ? undefined : outletPhrase(words, start, end)
}

/** A press outlet: an address, or a name before "порталы", "агенттігі". */
const isOutlet = (words: readonly Word[], phrase: Phrase): boolean =>
  words[phrase.to - 1]?.kind === 'url' ||
  isOutletNoun(words[phrase.to]) ||
  (isClosingQuote(words[phrase.to]) && isOutletNoun(words[phrase.to + 1])) ||
  isOutletNoun(words[phrase.to - 1]) ||
  words.slice(phrase.from, phrase.to).every((word) => /^\p{Lu}[\p{Script=Latin}.]+$/u.test(word.form))

const isOrganization = (words: readonly Word[], phrase: Phrase, mentions: readonly Linked[]): boolean =>
  headType(words[phrase.to - 1]) === 'organization' ||
  mentions.some((m) => m.type === 'organization' && m.from >= phrase.from && m.to <= phrase.to)

/** Names in photo credits: "Фото: Ақорда", "Сурет: А / Б" and "© А". */
export function findPhotoCredits(analysis: Analysis): readonly PhotoCredit[] {
  return analysis.blocks.flatMap((block) => {
    if (block.block.kind !== 'photo-credit') return []
    const { text } = block.aligned
    const label = /^\s*(?:©|[\p{L}\s]{3,24}[:：]|[\p{L}]{4,7}\s[–—-]\s)\s*/u.exec(text)?.[0] ?? ''
    const credits: PhotoCredit[] = []
    for (const part of text.slice(label.length).matchAll(/[^/|,;]+/gu)) {
      const trimmed = part[0].trim().replace(/\.$/u, '')
      if (trimmed === '') continue
      const start = label.length + part.index + part[0].indexOf(trimmed)
      credits.push({ name: trimmed, span: spanOf(block, { start, end: start + trimmed.length }) })
    }
    return credits
  })
}
