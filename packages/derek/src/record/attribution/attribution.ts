import { type Cue, cues as listed, type Outlet, outlets, sourceLabels } from '../../data/lists.js'
import type { Analysis, AnalyzedBlock, AnalyzedSentence, Word } from '../../language/schema.js'
import { baseOf, isClosingQuote, isDash, isKnown, isOpeningQuote, isPunctuation } from '../../language/words.js'
import type { Source } from '../../source/schema.js'
import type { Linked } from '../entities/mention.js'
import { headType } from '../entities/organizations.js'
import type { Mentions } from '../mentions.js'
import { indexPhrases, type PhraseIndex, phraseAt } from '../phrases.js'
import type { AttributionLink } from '../schema.js'
import { spanOf } from '../span.js'
import { withAuxiliaries } from '../statements/predicate.js'
import { nameIn, type Phrase } from './name.js'

/**
 * Who says that who said so. Read from the clauses that report the article itself:
 * "… деп хабарлайды X порталы Y-ның баспасөз қызметіне сілтеме жасап" (reports portal X with reference to Y's press
 * service), "Бұл туралы Y хабарлады" (Y reported this), "Y-ның хабарлауынша" (as Y reports), "Дереккөз: Y" (source: Y).
 */

type Role = AttributionLink['role']

/** A link of the chain in a sentence: words from and after the last. */
interface Link extends Phrase {
  readonly role: Role
  /** Whether it is named in passing ("Бұл туралы X хабарлады", "X-тің жазуынша"), as outlets name others sooner than themselves. */
  readonly inPassing?: boolean
}

interface Place {
  readonly block: AnalyzedBlock
  readonly sentence: Pick<AnalyzedSentence, 'words'>
}

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

/** The body that tells an outlet: "сотының баспасөз қызметінен | Ertis.kz-ке хабарлағандай", "Ertis.kz тілшісіне | соттан мәлім етті". */
function tellerOf(words: readonly Word[], told: Link): Link | undefined {
  const verb = words.findIndex(({ lower }, i) => i > told.to && /^(хабарла|мәлім)/u.test(lower))
  if (verb === -1) return undefined
  const text: Text = { words, mentions: [], isUncased: false, isFirst: true, isByline: false, isSpoken: false }
  const before = isOpeningQuote(words[told.from - 1]) ? told.from - 1 : told.from
  const after = words.findIndex((word, i) => i >= told.to && word.analyses[0]?.feats.Case === 'Dat') + 1
  const named = [phraseBefore(text, before, 0), phraseBefore(text, verb, Math.max(told.to, after))]
  const teller = named.find((phrase) => phrase !== undefined && headType(words[phrase.to - 1]) === 'organization')
  return teller === undefined ? undefined : { ...teller, role: 'origin' }
}

/** "«Арай» газетіне берген сұхбатында" (in an interview given to), "Ertis.kz-ке айтты" (told), "… тілшісіне сұхбат берді". */
function toldTo(words: readonly Word[]): Link | undefined {
  for (const [at, word] of words.entries()) {
    const isCased = word.form === '-' && /^(ке|ге|қа|ға)$/u.test(words[at + 1]?.lower ?? '')
    const isDative = isOutletNoun(word) && word.analyses[0]?.feats.Case === 'Dat'
    if (!isCased && !isDative) continue
    const end = withoutKind(words, 0, isCased ? at : at + 1)
    const close = isClosingQuote(words[end - 1]) ? end - 1 : undefined
    const from = close === undefined ? end - 1 : words.findLastIndex((one, i) => i < close && isOpeningQuote(one)) + 1
    const name = { from, to: close ?? end }
    const isNamed = close === undefined ? words[from]?.kind === 'url' || isListedOutlet(words, name) : from > 0
    const rest = words.slice(isCased ? at + 2 : at + 1)
    const isTelling =
      words.slice(0, from).some(({ lower }) => /^(деді|дейді|айтты|түсіндірді|мәлімдеді)$/u.test(lower)) ||
      rest.some(({ lower }) => telling.test(lower))
    if (isNamed && name.to > from && isTelling) return { ...name, role: 'publisher' }
  }
  return undefined
}

const telling =
  /^(сұхбат\p{L}*|пікір|айтты|айтып|айтқан|түсіндірді|баяндады|мәлімдеді|жеткізді|бөлісті|берді|деді|дейді|хабарлады|хабарлаған|хабарлағандай|мәлім)$/u

/** Whether a phrase is a listed outlet of another land. */
const isForeign = (mentions: readonly Linked[], { from, to }: Phrase): boolean =>
  mentions.some(
    (mention) =>
      mention.from >= from &&
      mention.from < to &&
      mention.listedKind === 'media' &&
      mention.country !== undefined &&
      mention.country !== 'KZ',
  )

/** An outlet of another land, or one named in passing, is whom the article was taken from, unless it is the article's own. */
function asSource(
  made: AttributionLink,
  { inPassing, isForeign: isAbroad }: Link & { readonly isForeign: boolean },
  links: readonly Link[],
  source: Source,
): AttributionLink {
  const isUnknown = source.id === 'unknown' && !isAbroad
  if ((inPassing !== true && !isAbroad) || made.role !== 'publisher' || isUnknown) return made
  const listed = outlets().find(({ name, aliases }) =>
    [name, ...aliases].some((one) => one.toLowerCase() === made.name.toLowerCase()),
  )
  const own = isAddress(source.name) ? siteOf(source.name) : source.id
  const isOwn = (listed?.id ?? siteOf(made.name)) === own || made.name.toLowerCase() === source.name.toLowerCase()
  return isOwn ? made : { ...made, role: links.some(({ role }) => role === 'origin') ? 'relay' : 'origin' }
}

/** A line that signs the article is one of its last. */
const endBlocks = 4

/** Beyond these blocks "Y-ның мәліметінше" says whose one figure is, and not whose the article is. */
const openingBlocks = 1

/**
 * An article has one publisher. Of two, the one that it was taken from is: another site that "reports" in it is whom it
 * was taken over from. Alone, a name is the publisher that the text gives, even on a page of another site.
 */
function published(chain: readonly AttributionLink[], source: Source): readonly AttributionLink[] {
  const own = isAddress(source.name) ? siteOf(source.name) : source.id
  const publishers = chain.filter(({ role }) => role === 'publisher')
  if (publishers.length < 2) return chain
  const isOwn = ({ name }: AttributionLink): boolean =>
    siteOf(name) === own || name.toLowerCase() === source.name.toLowerCase()
  const kept = publishers.find(isOwn) ?? publishers[0]
  const hasOrigin = chain.some(({ role }) => role === 'origin')
  return chain.map((link) =>
    link.role === 'publisher' && link !== kept ? { ...link, role: hasOrigin ? 'relay' : 'origin' } : link,
  )
}

const isAddress = (name: string): boolean => /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/iu.test(name)

/** The listed outlet of an address or of the site above it (kaz.orda.kz is of orda.kz); else the site itself. */
function siteOf(address: string): string {
  const host = address.toLowerCase()
  const site = host.split('.').slice(-2).join('.')
  return outlets().find(({ hosts }) => hosts.includes(host) || hosts.includes(site))?.id ?? site
}

function toLink(link: Link, { block, sentence }: Place, mentions: readonly Linked[]): AttributionLink {
  const range = {
    start: sentence.words[link.from]?.start ?? 0,
    end: sentence.words[link.to - 1]?.end ?? 0,
  }
  const entity = mentions.find((mention) => mention.from >= link.from && mention.to <= link.to)
  const made = { name: nameIn(block, sentence.words, link), role: link.role, span: spanOf(block, range) }
  return entity === undefined ? made : { ...made, entity: entity.entity }
}

interface Reading {
  readonly links: readonly Link[]
  readonly cues: readonly number[]
}

/** A sentence to be read for who reports it. */
interface Text {
  readonly words: readonly Word[]
  readonly mentions: readonly Linked[]
  /** Whether its script has no capitals. */
  readonly isUncased: boolean
  /** Whether it opens its paragraph. */
  readonly isFirst: boolean
  /** Whether it stands alone where a byline may: under the headline. */
  readonly isByline: boolean
  /** Whether its paragraph opens with a dash or a quotation mark, as speech does. */
  readonly isSpoken: boolean
}

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
  const { origin, reporters, reported } = read(text, reportCues(text), refer)
  const links = withRoles(words, reporters, origin)
  const reading: Reading = { links, cues: reported }
  if (!isOpening || [...before, ...links].some(({ role }) => role === 'origin')) return reading
  const isPublished = hasPublisher || links.some(({ role }) => role === 'publisher')
  const view = viewOf(text, isPublished)
  if (view === undefined) return reading
  return { links: [...links, ...view.links], cues: [...reported, ...view.cues] }
}

/** "Y-ның мәліметінше": at the article's start it says whose the article is; later on, whose one figure is. */
function viewOf(text: Text, isPublished: boolean): Reading | undefined {
  const { words } = text
  const view = words.findIndex((word, i) => viewpoint.test(word.lower) || isGiven(words, i) || isAsReported(words, i))
  const told = view <= 0 ? undefined : toldTo(words.slice(0, view + 2))
  if (told !== undefined) {
    const teller = tellerOf(words, told)
    return { links: teller === undefined ? [told] : [told, teller], cues: [] }
  }
  const source = view <= 0 ? undefined : phraseBefore(text, view, 0)
  if (source === undefined || (!isOrganization(text, source) && !isOutlet(words, source))) return undefined
  // "X-ке сүйенсек" (if we go by X): nobody goes by himself.
  const isOwn = isOutlet(words, source) && !isPublished && words[view]?.lower !== 'сүйенсек'
  const role = isOwn ? 'publisher' : 'origin'
  // "X-тің хабарлауынша" (as X reports) reports the article, "X-тің мәліметінше" (by X's data) states as well.
  const isReport = /^(хабарлауынша|жазуынша|хабарлағандай|жазғандай)$/u.test(words[view]?.lower ?? '')
  return { links: [{ ...source, role, inPassing: true }], cues: isReport && text.isFirst ? [view] : [] }
}

const reference = /^(сілтеме|сүйене|сүйеніп|сүйенген|сілтей|сілтеп)$/u
const viewpoint =
  /^(хабарлауынша|жазуынша|мәліметінше|мәліметтерінше|дерегінше|деректерінше|ақпаратынша|мәлімдеуінше|хабарлағандай|жазғандай|мәлімдегендей|сүйенсек)$/u

/** "ведомстводан | мәлім еткендей" (as they let know): a phrase of two words; of one, the list above has it. */
function isAsReported(words: readonly Word[], at: number): boolean {
  // "елшіліктен | белгілі болғандай" (as became known from the embassy)
  const isFromThem = words[at - 1]?.analyses[0]?.feats.Case === 'Abl'
  if (isFromThem && /^(мәлім|белгілі)$/u.test(words[at]?.lower ?? '') && words[at + 1]?.lower === 'болғандай')
    return true
  if (!/[ғгқк][ае]нд[ае]й$/u.test(words[at + 1]?.lower ?? '')) return false
  const hit = phraseAt(reportIndex(), words, at + 1)
  return hit !== undefined && hit.from === at && !hit.passive
}

/** "… таратқан мәліметке сәйкес" (according to what … gave out), "…-дан алынған ақпарат бойынша", "… хабарламада айтылғандай". */
const isGiven = (words: readonly Word[], at: number): boolean =>
  isGiving(words, at) &&
  /^(сәйкес|бойынша|сүйенсек|қарағанда|айтылғандай|көрсетілгендей|делінгендей)$/u.test(words[at + 2]?.lower ?? '')

/** "Министрліктің баспасөз қызметі | таратқан хабарламада": who gave it out stands before. */
const isGiving = (words: readonly Word[], at: number): boolean =>
  /^(таратқан|жариялаған|берген|ұсынған|жолдаған|алынған|келген|түскен)$/u.test(words[at]?.lower ?? '') &&
  /^(мәлімет|ақпарат|дерек|хабарлама|мәлімдеме|релиз|пресс-релиз|баспасөз-релиз)/u.test(words[at + 1]?.lower ?? '')

let reports: PhraseIndex<Cue> | undefined

const reportIndex = (): PhraseIndex<Cue> =>
  (reports ??= indexPhrases(listed().filter(({ frame, verb }) => frame.includes('report') || verb === 'айт')))

/** A verb that reports, where its phrase begins, and whether somebody does: "хабарланды" (it was reported). */
interface ReportCue {
  readonly from: number
  readonly at: number
  /** The index after its auxiliaries: хабарлап | отыр ("is reporting"). */
  readonly to: number
  readonly passive: boolean
}

/** Verbs that report the article: after "деп", after "бұл туралы", with a reference, or at the end of the sentence. */
function reportCues({ words, isSpoken }: Text): readonly ReportCue[] {
  const index = reportIndex()
  return words.flatMap((_, i) => {
    const found = phraseAt(index, words, i)
    const hit = found && withAuxiliaries(index, words, found)
    if (hit === undefined || hit.negated || !/^(Fin|Part)$/u.test(hit.form)) return []
    // "Бұл туралы хабарламада айтылды", "… министрліктен айтты": only so does айт report.
    const isFromBody = words[hit.from - 1]?.analyses[0]?.feats.Case === 'Abl'
    if (hit.entry.verb === 'айт' && !((hit.passive || isFromBody) && isAboutThis(words, hit.from))) return []
    // "— …, — деп хабарлады ведомстводан": what a dash or a mark opens is speech, and its verb states it.
    const isSpeech = isSpoken && (isDash(words[hit.from - 2]) || isClosingQuote(words[hit.from - 2]))
    if (isSpeech) return []
    const isReport =
      words[hit.from - 1]?.lower === 'деп' ||
      isReportedBy(words, hit.from) ||
      isAboutThis(words, hit.from) ||
      words.slice(0, hit.from).some((word) => reference.test(word.lower)) ||
      (words[i]?.lower === 'хабарлайды' && words.slice(i + 1).every(isPunctuation)) ||
      (i <= 6 && hit.entry.verb === 'хабарла' && words.slice(i + 1).every(isPunctuation))
    return isReport ? [{ from: hit.from, at: i, to: hit.to, passive: hit.passive }] : []
  })
}

/** ", деп | облыс әкімдігінің баспасөз қызметі | хабарлады": the reporter between деп and its verb. */
function isReportedBy(words: readonly Word[], cue: number): boolean {
  const joint = words.findLastIndex((word, i) => i < cue && word.lower === 'деп')
  const between = joint === -1 ? [] : words.slice(joint + 1, cue)
  return (
    between.length > 0 &&
    between.length <= 10 &&
    !between.some((word) => isPunctuation(word) && !isWithinName(word)) &&
    !between.some(({ analyses }) => /^(Fin|Conv)$/u.test(analyses[0]?.feats.VerbForm ?? ''))
  )
}

/** "Бұл туралы … хабарлады" (… reported this), "Бұл ақпаратты … таратты" (… gave out this information). */
const isAboutThis = (words: readonly Word[], cue: number): boolean =>
  words
    .slice(Math.max(0, cue - 14), cue)
    .some(
      (word, i, near) =>
        aboutWord.test(word.lower) &&
        (/^(бұл|осы|ол|деген)$/u.test(near[i - 1]?.lower ?? '') ||
          (word === words[0] && /т[ыі]$|д[ыі]$/u.test(word.lower))),
    )

const aboutWord = /^(туралы|жөнінде|жайында|жайлы|хақында|ақпаратты|мәліметті|хабарды|деректі)$/u

/** "хабарлады Tobyl.kz-ке | министрліктен", "хабарлады баспасөз қызметі | Tobyl.kz порталына": an outlet is told by a body. */
function toldBetween(
  text: Text,
  found: Phrase,
  refer: number,
): { readonly publisher?: Phrase; readonly origin?: Phrase } | undefined {
  const { words } = text
  const from = afterOutlet(words, found, words.length)
  if (refer !== -1 || from >= words.length) return undefined
  if (words[from]?.kind === 'url') {
    const named = { from, to: from + 1 }
    if (!isOutlet(words, found)) return { publisher: named }
    return /^[тд][ае]н$/u.test(words[from + 2]?.lower ?? '') ? { origin: named } : undefined
  }
  const stop = words.findIndex((word, i) => i >= from && isPunctuation(word) && !isWithinName(word))
  const to = stop === -1 ? words.length : stop
  // "хабарлады Tobyl.kz-ке | облыс әкімдігінің баспасөз қызметі": who told it is its subject, or whom it has it from.
  const isTold = /^[қкғг][ае]$/u.test(words[from - 1]?.lower ?? '') && words[from - 2]?.form === '-'
  const form = words[to - 1]?.analyses[0]?.feats.Case
  if (to <= from || !(form === 'Abl' || (isTold && form === 'Nom')) || !isOutlet(words, found)) return undefined
  const origin = trimmed(text, from, to)
  return origin === undefined || !isOrganization(text, origin) ? undefined : { origin }
}

interface Reporter extends Phrase {
  /** Whether it stands before its verb. */
  readonly isBefore: boolean
}

/** Who reports, the outermost first, by which verbs, and to whom the sentence refers. */
function read(
  text: Text,
  cues: readonly ReportCue[],
  refer: number,
): {
  readonly origin: Phrase | undefined
  readonly reporters: readonly Reporter[]
  readonly reported: readonly number[]
} {
  const { words, mentions } = text
  const isReporter = (phrase: Phrase): boolean => {
    const within = mentions.filter((m) => m.from >= phrase.from && m.to <= phrase.to)
    if (within.some(({ kind }) => kind === 'pronoun')) return false
    // "ведомство хабарлады": a common noun alone names nobody.
    const only = phrase.to - phrase.from === 1 ? words[phrase.from] : undefined
    if (only?.kind === 'word' && !only.capital && !text.isUncased) return false
    if (isOutlet(words, phrase)) return true
    // «Дала энерго» ЖШС: what its marks hold is no person.
    const last = words[phrase.to - 1]
    if (isOpeningQuote(words[phrase.from]) && last !== undefined && isKindOfBody(last)) return true
    // "Президенттің | баспасөз қызметі": the service reports, not its chief.
    const isOfBody = headType(words[phrase.to - 1]) === 'organization'
    if (within.some(({ type, to }) => type === 'person' && !(isOfBody && to < phrase.to))) return false
    if (isNamedLast(words, phrase)) return true
    return isOrganization(text, phrase) || isOpeningQuote(words[phrase.from - 1])
  }
  const reporters: Reporter[] = []
  const reported: number[] = []
  let end = 0
  for (const cue of cues.toReversed()) {
    const { from, at } = cue
    const isReferring = refer !== -1 && refer < at
    const after = phraseAfter(words, cue.to - 1, refer)
    const isOrigin = after !== undefined && refer > at && afterOutlet(words, after, refer) === refer
    const found =
      (isOrigin ? undefined : after) ??
      (isOrigin ? undefined : subjectBefore(text, cue, isReferring ? refer + 1 : 0)) ??
      (isReferring ? outletBeforeOrigin(words, refer) : undefined) ??
      reporterAfterReference(text, refer, isReferring ? from : words.length)
    // "департамент «…» деп хабарлады": what it said stands in marks.
    const isJoined = words[from - 1]?.lower === 'деп' && !isClosingQuote(words[from - 2])
    // "Сәрсенов … жоқ деп жазды" (wrote that there was none): somebody has said it.
    const isSaid = !cue.passive && mentions.some(isSayer(words, from))
    if (found === undefined && isJoined && !isSaid) reported.push(at)
    if (found === undefined || !isReporter(found)) continue
    const told = found.from > at ? toldBetween(text, found, refer) : undefined
    if (told?.publisher !== undefined) reporters.push({ ...told.publisher, isBefore: false })
    reporters.push({ ...found, isBefore: found.from < at })
    // "Бұл туралы CNN тілшісі Дэниел Дейл хабарлады": the reporter is the outlet, and who says so is its man.
    const isOfPerson = mentions.some(
      ({ type, from: start, to }) => type === 'person' && start >= found.to && to <= from,
    )
    if (told?.origin !== undefined) reporters.push({ ...told.origin, isBefore: false })
    if (!isOfPerson) reported.push(at)
    if (found.from > refer) end = Math.max(end, refer > at ? cue.to : 0)
    else if (refer > (found.from > at ? at : found.to)) end = afterOutlet(words, found, refer)
  }
  const signer = reporters.length === 0 ? signedAfterReference(words, refer) : undefined
  if (signer !== undefined) reporters.push({ ...signer, isBefore: false })
  return { reporters, reported, origin: refer === -1 ? undefined : phraseBefore(text, refer, end) }
}

/** Whether a mention opens a sentence as the subject of its last verb. */
const isSayer =
  (words: readonly Word[], cue: number) =>
  ({ type, from, to, title, case: form }: Linked): boolean =>
    type === 'person' &&
    form === 'Nom' &&
    to < cue &&
    words[cue - 2]?.form !== ',' &&
    words.slice(0, title?.from ?? from).every((word) => word.analyses[0]?.feats.VerbForm === undefined)

/** "Бұл туралы | «Арай» агенттігі | Ақордаға сілтеме жасап хабарлайды": the outlet stands before whom it refers to. */
function outletBeforeOrigin(words: readonly Word[], refer: number): Phrase | undefined {
  const joint = words.findLastIndex(
    (word, i) => i < refer && (/^(деп|жөнінде)$/u.test(word.lower) || aboutWord.test(word.lower) || word.form === ','),
  )
  const from = isOpeningQuote(words[joint + 1]) ? joint + 2 : joint + 1
  for (let to = from + 1; to < refer; to++) {
    const next = afterOutlet(words, { from, to }, refer)
    const isNominative = words[next - 1]?.kind === 'url' || words[next - 1]?.analyses[0]?.feats.Case === 'Nom'
    const isQuoted = isOpeningQuote(words[from - 1]) && isClosingQuote(words[to])
    if (next < refer && (isQuoted || (isNominative && isOutlet(words, { from, to })))) return { from, to }
  }
  return undefined
}

/** "Y-ға сілтеме жасаған | X порталы …", "деп жазады Y-ға сілтеме жасап | X": the reporter stands after whom it refers to. */
function reporterAfterReference({ words }: Text, refer: number, limit: number): Phrase | undefined {
  if (refer === -1) return undefined
  const isMade = words[refer + 1]?.analyses.some(({ lemma }) => lemma === 'жаса') === true
  let start = isMade ? refer + 2 : refer + 1
  while (/^(отырып|,)$/u.test(words[start]?.lower ?? '')) start++
  const from = isOpeningQuote(words[start]) ? start + 1 : start
  for (let to = from + 1; to <= Math.min(limit, from + 4); to++) {
    if (isPunctuation(words[to - 1]) && !isOpeningQuote(words[from - 1])) return undefined
    const isQuoted = isOpeningQuote(words[from - 1]) && isClosingQuote(words[to])
    if (isQuoted || (!isOpeningQuote(words[from - 1]) && isOutlet(words, { from, to })))
      return { from, to: withoutKind(words, from, to) }
  }
  return undefined
}

/** Publisher, relays, origin: the outermost reporter publishes where another stands behind it or it is an outlet. */
function withRoles(
  words: readonly Word[],
  reporters: readonly Reporter[],
  origin: Phrase | undefined,
): readonly Link[] {
  const links = reporters.map(({ isBefore, ...reporter }, i): Link => {
    const isInnermost = i === reporters.length - 1 && origin === undefined
    const isFirst = i === 0 && (isOutlet(words, reporter) || !isInnermost)
    const role = isFirst ? 'publisher' : isInnermost ? 'origin' : 'relay'
    return { ...reporter, role, inPassing: isBefore && isInnermost }
  })
  return origin === undefined ? links : [...links, { ...origin, role: 'origin' }]
}

/**
 * "АСТАНА. 12 мамыр – Арай.", "АСТАНА. KAZINFORM – …": after the place and the day, before a dash or a full stop,
 * stands the outlet.
 */
function datelined(words: readonly Word[], isUncased: boolean): Link | undefined {
  const first = words[0]
  // "Арай агенттігі, Алматы, 10 шілде": the outlet, the place and the day.
  const comma = words.findIndex((word) => word.form === ',')
  if (comma > 1 && comma <= 5 && isOutletNoun(words[comma - 1])) {
    return { from: 0, to: withoutKind(words, 0, comma), role: 'publisher' }
  }
  const bracketed = inBrackets(words, isUncased)
  if (bracketed !== undefined) return bracketed
  if (first === undefined || !/^\p{Lu}/u.test(first.form)) return undefined
  if (!/^[.,]$/u.test(words[1]?.form ?? '') && first.kind !== 'abbreviation') return undefined
  // "АСТАНА. Қыркүйектің 22-сі. Арай. …": the outlet between full stops.
  const stops = words.flatMap((word, i) => (i <= 12 && word.form === '.' ? [i] : []))
  for (const [i, stop] of stops.entries()) {
    const name = { from: stop + 1, to: stops[i + 1] ?? stop + 1 }
    if (name.to > name.from && isListedOutlet(words, name)) return { ...name, role: 'publisher' }
    // "АСТАНА. 12 мамыр. ТобылАқпарат. …": a name alone after the day, with a capital inside.
    const isAfterDay = words.slice(0, stop).some(({ kind }) => kind === 'number') && isShouted(first)
    if (name.to - name.from === 1 && isAfterDay && isCamel(words[name.from])) return { ...name, role: 'publisher' }
  }
  // "ТобылАқпарат. ҚОСТАНАЙ. – …": the outlet before the place.
  if (stops[0] === 1 && isCamel(first) && isShouted(words[2])) return { from: 0, to: 1, role: 'publisher' }
  // "АСТАНА, 12 мамыр. /Арай-ақпарат/."
  const slash = words.findIndex((word, i) => i >= 2 && i <= 9 && word.form === '/')
  const closed = slash === -1 ? -1 : words.findIndex((word, i) => i > slash + 1 && i <= slash + 6 && word.form === '/')
  if (closed !== -1) return { from: slash + 1, to: closed, role: 'publisher' }
  const dash = words.findIndex((word, i) => i >= 2 && i <= 9 && isDash(word))
  if (dash === -1) return undefined
  const named = outletIn(words, 2, dash)
  if (named !== undefined) return named
  const isDated = words.slice(0, dash).some(({ kind }) => kind === 'number')
  const stop = words.findIndex((word, i) => i > dash && word.form === '.')
  return isDated && first.form === first.form.toUpperCase() && stop - dash <= 6
    ? outletIn(words, dash + 1, stop === -1 ? words.length : stop)
    : undefined
}

const isShouted = (word: Word | undefined): boolean => /^[\p{Lu}-]{3,}$/u.test(word?.form ?? '')

/** ҚазАқпарат, QazInform, KAZINFORM.KZ */
const isCamel = (word: Word | undefined): boolean =>
  word !== undefined && (word.kind === 'url' || /^\p{Lu}\p{Ll}+\p{Lu}/u.test(word.form))

/** "БЕЙЖІҢ, 12 мамыр (Арай) – …", as Chinese agencies have it, in töte too. */
function inBrackets(words: readonly Word[], isUncased: boolean): Link | undefined {
  const open = words.findIndex(({ form }, i) => i >= 2 && i <= 9 && form === '(')
  const close = words.findIndex(({ form }, i) => open !== -1 && i > open && i <= open + 4 && form === ')')
  const isDated = words.slice(0, Math.max(0, open)).some(({ form }) => /\d/u.test(form))
  if (close <= open + 1 || !isDated || !isDash(words[close + 1])) return undefined
  const isName = words[open + 1]?.capital === true || isListedOutlet(words, { from: open + 1, to: close })
  return isName || isUncased ? { from: open + 1, to: close, role: 'publisher' } : undefined
}

/** What is left of a dateline's part once day and month are out of it, if that is a name. */
function outletIn(words: readonly Word[], from: number, to: number): Link | undefined {
  const isDay = (word: Word | undefined): boolean =>
    word?.kind === 'number' || /^[.,«»"“”()]$/u.test(word?.form ?? '') || (word?.kind === 'word' && !word.capital)
  // "12 мамыр. Ertis.kz": in töte, which has no capitals, only the full stop parts the day from the name.
  const day = words.findLastIndex((word, i) => i >= from && i < to && word.kind === 'number')
  const stop = words.findIndex((word, i) => i > day && i < to && word.form === '.')
  let start = day !== -1 && stop !== -1 && stop < to - 1 ? stop + 1 : from
  while (start < to && isDay(words[start])) start++
  let end = to
  while (
    end > start &&
    (words[end - 1]?.kind === 'number' || isPunctuation(words[end - 1]) || isOutletNoun(words[end - 1]))
  )
    end--
  // "2025 ж. 3 маусым": a day is no name.
  const isNumbered = words.slice(start, end).some(({ kind }) => kind === 'number')
  return end > start && !isNumbered ? { from: start, to: end, role: 'publisher' } : undefined
}

/** "Дереккөз: X", "(Дереккөз: X)". */
function labelled(words: readonly Word[]): Link | undefined {
  const start = words[0]?.form === '(' ? 1 : 0
  const mark = words.findIndex((word, i) => i > start && i <= start + 3 && (word.form === ':' || isDash(word)))
  if (
    mark === -1 ||
    !sourceLabels().has(
      words
        .slice(start, mark)
        .map(({ lower }) => lower)
        .join(' '),
    )
  )
    return undefined
  const end = words.findLastIndex((word) => !/^[.)]$/u.test(word.form)) + 1
  const to = keepsKind(words, end) ? end : withoutKind(words, mark + 1, end)
  return to <= mark + 1 ? undefined : { from: mark + 1, to, role: 'origin' }
}

/** "Материал «Арай» газетінен алынды" (was taken from), "Мәтін министрлік хабарламасы негізінде дайындалды" (prepared from). */
function takenFrom(text: Text): Link | undefined {
  const { words } = text
  const end = words.findLastIndex((word) => !isPunctuation(word))
  const isAbout = /^(материал|мақала|ақпарат|мәтін|сұхбат|жаңалық)(ы|і|сы)?$/u.test(words[0]?.lower ?? '')
  if (!isAbout || !/^(алын|дайындал|әзірлен|көшіріл)/u.test(words[end]?.lower ?? '') || end > 12) return undefined
  const basis = words.findIndex((word) => /^(негізінде|бойынша)$/u.test(word.lower))
  const before = basis === -1 ? end : basis
  if (basis === -1 && words[before - 1]?.analyses[0]?.feats.Case !== 'Abl') return undefined
  const origin = phraseBefore(text, before, 1)
  return origin === undefined ? undefined : { ...origin, role: 'origin' }
}

/** The outlet's address or name in Latin on a line of its own, as some sign: "Abai.kz", "The Qazaq Times". */
function signed(words: readonly Word[]): Link | undefined {
  const from = words.findIndex((word) => !isPunctuation(word))
  const to = words.findLastIndex((word) => !isPunctuation(word)) + 1
  const name = words.slice(from, to)
  const isAddress = name.length === 1 && name[0]?.kind === 'url' && /^[\w-]+\.[a-z]{2,3}$/iu.test(name[0].form)
  return isAddress ? { from, to, role: 'publisher' } : undefined
}

/** "Бұл туралы Ақордаға сілтеме жасап, Ertis.kz тілшісі.": the verb is left out. */
function signedAfterReference(words: readonly Word[], refer: number): Phrase | undefined {
  const comma = words.findIndex((word, i) => i > refer && word.form === ',')
  const end = words.at(-1)?.form === '.' ? words.length - 1 : words.length
  if (refer === -1 || comma === -1 || words.slice(comma).some(({ analyses }) => isTold(analyses[0]?.feats)))
    return undefined
  const phrase = { from: comma + 1, to: withoutKind(words, comma + 1, end) }
  return phrase.to > phrase.from && isOutlet(words, phrase) ? phrase : undefined
}

const isTold = (feats: Readonly<Record<string, string | undefined>> | undefined): boolean =>
  feats?.VerbForm === 'Fin' && feats.Mood !== 'Imp'

/** "Бұл туралы Ertis.kz ақпараттық агенттігі.": the verb is left out. */
function signedInFull({ words }: Text): Link | undefined {
  const isOpen = words[0]?.lower === 'бұл' && aboutWord.test(words[1]?.lower ?? '')
  if (!isOpen || words.some(({ analyses }) => analyses[0]?.feats.VerbForm !== undefined)) return undefined
  const end = words.at(-1)?.form === '.' ? words.length - 1 : words.length
  const to = withoutKind(words, 2, end)
  return to > 2 && to < end && to - 2 <= 4 && isOutlet(words, { from: 2, to })
    ? { from: 2, to, role: 'publisher' }
    : undefined
}

/** The outlet's or the press service's name as the last line: «Арай», "Қаржы министрлігінің баспасөз қызметі". */
function signedByName(text: Text): Link | undefined {
  const { words } = text
  if (words.length > 9 || words.some(({ analyses }) => analyses[0]?.feats.VerbForm === 'Fin')) return undefined
  const end = words.at(-1)?.form === '.' ? words.length - 1 : words.length
  const isQuoted = isOpeningQuote(words[0]) && isClosingQuote(words[end - 1])
  const name: Phrase = isQuoted ? { from: 1, to: end - 1 } : { from: 0, to: withoutKind(words, 0, end) }
  const inner = words.slice(name.from, name.to)
  const isName =
    inner.length > 0 && inner.length <= 4 && inner[0]?.capital === true && inner.every(({ kind }) => kind === 'word')
  const isPress = inner.length > 2 && inner.at(-2)?.lower === 'баспасөз' && inner.at(-1)?.lower === 'қызметі'
  // A press service that signs has given the text out: a press release.
  if (isPress) return { ...name, role: 'origin' }
  return (isQuoted && isName) || (inner.length > 0 && isListedOutlet(words, name))
    ? { ...name, role: 'publisher' }
    : undefined
}

/** "Айгүл СЕЙІТҚЫЗЫ, «Арай»", "Асан Үсен, Ertis.kz", "«Арай» газетінің тілшісі": who wrote it, and for which outlet. */
function signedByHand({ words }: Text): Link | undefined {
  const isSentence = words.some(({ lower, analyses }) => reference.test(lower) || isTold(analyses[0]?.feats))
  if (isSentence || words.length > 14) return undefined
  const ending = words.findLastIndex((word) => !isPunctuation(word) || isClosingQuote(word))
  // "…, «Арай», АСТАНА": where it was written.
  const last = words[ending - 1]?.form === ',' && isShouted(words[ending]) ? ending - 2 : ending
  let end = last + 1
  while (end > 0 && (isOutletNoun(words[end - 1]) || /^(үшін|арнайы|меншікті)$/u.test(words[end - 1]?.lower ?? '')))
    end--
  const isNamed = end < last + 1
  const close = isClosingQuote(words[end - 1]) ? end - 1 : undefined
  const from = close === undefined ? end - 1 : words.findLastIndex((word, i) => i < close && isOpeningQuote(word)) + 1
  const name = { from, to: close ?? end }
  const isQuoted = close !== undefined && from > 0 && name.to > from && words[from]?.capital === true
  // An outlet may be called after a town: without marks, its kind must follow.
  const isWhole = words[name.from]?.kind === 'url' || (isNamed && isListedOutlet(words, name))
  const before = words[isQuoted ? from - 2 : from - 1]
  const follows = isNamed || before?.form === ',' || isDash(before) || /^(арнайы|арналы)$/u.test(before?.lower ?? '')
  return follows && (isQuoted || isWhole) ? { ...name, role: 'publisher' } : undefined
}

const outletNouns =
  /^(портал|сайт|агенттік|тілші|газет|телеарна|телеканал|радио|басылым|арна|ақпарат|редакция|хаа|журнал)$/iu
const isOutletNoun = (word: Word | undefined): boolean =>
  word?.analyses.some((analysis) => outletNouns.test(analysis.lemma)) ?? false
/** The kind of an outlet after its name, with possession: Ertis.kz | порталы. */
const isKindOfOutlet = (word: Word | undefined): boolean =>
  word?.analyses.some(
    ({ lemma, feats }) => outletNouns.test(lemma) && (feats['Person[psor]'] === '3' || /хаа/iu.test(lemma)),
  ) ?? false

/** The outlet named after the verb: "хабарлайды | KAZ.NUR.KZ | порталы". */
function phraseAfter(words: readonly Word[], cue: number, refer: number): Phrase | undefined {
  const from = isPointing(words[cue + 1]) ? cue + 2 : cue + 1
  const first = words[from]
  if (first === undefined || (isPunctuation(first) && !isOpeningQuote(first))) return undefined
  const limit = refer > cue ? refer : words.length
  if (isOpeningQuote(first)) {
    const close = words.findIndex((word, i) => i > from && i < limit && isClosingQuote(word))
    if (close === -1) return undefined
    const body = refer > cue ? undefined : bodyAfter(words, close, limit)
    return body === undefined ? { from: from + 1, to: close } : { from, to: body }
  }
  // "деп мәлімдеді Арай.kz-ке | берген сұхбатында министр …": whom it was said to.
  if (first.kind === 'url') return words[from + 3]?.lower === 'берген' ? undefined : { from, to: from + 1 }
  const isUrl = (at: number): boolean => words[at]?.kind === 'url'
  // "хабарлайды сот залынан | Ertis.kz тілшісі": from where it reports.
  const site = first.capital ? -1 : words.slice(from, from + 4).findIndex(({ kind }) => kind === 'url')
  if (site > 0 && words[from + site - 1]?.analyses[0]?.feats.Case === 'Abl')
    return { from: from + site, to: from + site + 1 }
  let to = from
  for (; to < limit; to++) {
    const word = words[to]
    if (word === undefined || (isPunctuation(word) && word.form !== '-' && !(refer > cue && isOpeningQuote(word))))
      break
    // "X Y-ға сілтеме жасап": the reporter ends at its kind, or where the genitive or dative of the origin begins.
    const isNext =
      refer > cue &&
      (startsOrigin(word) || isOpeningQuote(word) || (word.capital && isListedOutlet(words, { from, to })))
    if (to > from && (isOutletNoun(words[to - 1]) || isUrl(to) || isNext)) break
  }
  const isOfficial = words[to - 2]?.lower === 'ресми' && keepsKind(words, to)
  const end = isOfficial ? to : withoutKind(words, from, to)
  return end > from ? { from, to: end } : undefined
}

/** «ҚазТрансКен» АҚ, «Тобыл» футбол клубының | ресми сайты: a body named in marks goes on to its kind. */
function bodyAfter(words: readonly Word[], close: number, limit: number): number | undefined {
  const stop = words.findIndex((word, i) => i > close && i < limit && isPunctuation(word))
  const last = stop === -1 ? limit : stop
  // «Арай» тілшісі …, «Арай» министрліктен: an outlet, and where it has its news from.
  if (isOutletNoun(words[close + 1]) || /^(Abl|Dat|Loc)$/u.test(words[last - 1]?.analyses[0]?.feats.Case ?? ''))
    return undefined
  const end = withoutKind(words, close + 1, last)
  const head = words.findLastIndex((word, i) => i > close && i < end && isKindOfBody(word))
  return head === -1 || head - close > 5 || words.slice(close + 1, head).some(startsOrigin) ? undefined : head + 1
}

const isKindOfBody = (word: Word): boolean =>
  headType(word) === 'organization' || /^(АҚ|ЖШС|КЕАҚ|ҰАҚ|РМК|АО|ТОО|ЖК)(-\p{Ll}+)?$/u.test(word.form)

const startsOrigin = (word: Word): boolean => word.capital && word.analyses.some((a) => a.feats.Case === 'Gen')

/** The end of an outlet's own name, without "порталы" or "агенттігі" after it. */
function withoutKind(words: readonly Word[], from: number, to: number): number {
  let end = to
  // "Азаттық радиосы" (Radio Azattyq) is called so.
  while (
    end > from &&
    !(end - from <= 3 && isListedOutlet(words, { from, to: end })) &&
    (isOutletNoun(words[end - 1]) || isChannelWord(words[end - 1]))
  )
    end--
  return end
}

/** What a body's own channel is called: "Ақорданың ресми Telegram арнасы" is Ақорда. */
const isChannelWord = (word: Word | undefined): boolean =>
  /^(ресми|баспасөз|ақпараттық|ұлттық|республикалық|облыстық|әлеуметтік|жеке|желі(дегі)?|(telegram|facebook|instagram|twitter|tiktok|youtube|threads|телеграм|фейсбук|инстаграм|ютуб|твиттер)(-?([тд][ае]г[ыі]))?)$/u.test(
    word?.lower ?? '',
  ) || word?.analyses.some(({ lemma, feats }) => feats['Person[psor]'] === '3' && channels.test(lemma)) === true

const channels =
  /^(парақша|сайт|желі|хабарлама|мәлімдеме|релиз|баспасөз-релиз|арна|telegram-арна|телеграм-арна|мәлімет|дерек)$/iu

/** "Елбасы сайты" is named so, "Tengrinews порталы" by what stands before its kind: an address, a quotation, Latin, capitals. */
function keepsKind(words: readonly Word[], before: number): boolean {
  const name = words[before - 2]
  if (!isOutletNoun(words[before - 1]) || name === undefined || name.kind !== 'word') return false
  // "Үкіметтің ресми сайты" (the government's official site) is called so.
  if (name.lower === 'ресми' && words[before - 3]?.analyses[0]?.feats.Case === 'Gen') return isSite(words[before - 1])
  if (isChannelWord(name) || isOutletNoun(name) || /\p{Script=Latin}/u.test(name.form)) return false
  const isAbbreviation = name.form.replace(/-.*/u, '').slice(1) !== name.form.replace(/-.*/u, '').slice(1).toLowerCase()
  return isSite(words[before - 1]) && !isAbbreviation && !isListedOutlet(words, { from: before - 2, to: before - 1 })
}

const isSite = (word: Word | undefined): boolean => word?.analyses.some(({ lemma }) => lemma === 'сайт') ?? false

/** Past the reporter, its closing quotation mark and its kind: where the origin may begin. */
function afterOutlet(words: readonly Word[], reporter: Phrase, limit: number): number {
  // Ertis.kz | -ке: the case of an address
  const isCased = words[reporter.to]?.form === '-' && words[reporter.to]?.start === words[reporter.to - 1]?.end
  let at = isCased ? reporter.to + 2 : reporter.to
  while (at < limit && (isClosingQuote(words[at]) || isOutletNoun(words[at]))) at++
  return at
}

/** The noun phrase that ends before a word: "Ақорданың баспасөз қызметіне | сілтеме". It begins at `first` or later. */
function phraseBefore(text: Text, before: number, first: number): Phrase | undefined {
  const { words } = text
  const isMedia = text.mentions.some(({ to: end, listedKind }) => end === before - 1 && listedKind === 'media')
  const to = keepsKind(words, before) && !isMedia ? before : withoutKind(words, first, before)
  const close = isClosingQuote(words[to - 1]) ? to - 1 : undefined
  let from = to
  for (let i = to - 1; i >= first && to - i <= 14; i--) {
    const word = words[i]
    if (word === undefined || (isPunctuation(word) && !isWithinName(word))) break
    if (/^(деп|бұл|туралы|осы|өз|кезегінде)$/u.test(word.lower) || isKnown(word, 'ADV')) break
    if (
      word.analyses[0]?.feats.VerbForm === 'Fin' ||
      (i < to - 1 && isOutletNoun(word) && !isOpeningQuote(words[i - 1]))
    )
      break
    from = i
  }
  return trimmed(text, from, close ?? to)
}

/** Quotation marks, brackets and hyphens may stand inside a name: "Төтенше жағдайлар министрлігінің (ТЖМ) баспасөз қызметі". */
const isWithinName = (word: Word): boolean => isOpeningQuote(word) || isClosingQuote(word) || /^[()-]$/u.test(word.form)

/** From the first capital, or the whole where its head says that it is a body: "облыс әкімдігінің баспасөз қызметі". */
function trimmed({ words, isUncased }: Text, first: number, to: number): Phrase | undefined {
  // "осы палатаның баспасөз қызметі" (this chamber's press service), "Арай.kz-ке | министрлік": neither what points nor
  // who was told is part of the name.
  const told = words.findLastIndex(
    (word, i) =>
      i >= first &&
      i < to - 2 &&
      ((word.form === '-' && words[i - 1]?.kind === 'url' && /^[қкғг][ае]$/u.test(words[i + 1]?.lower ?? '')) ||
        (isOutletNoun(words[i + 1]) && words[i + 1]?.analyses[0]?.feats.Case === 'Dat')),
  )
  const from = told === -1 ? (isPointing(words[first]) ? first + 1 : first) : told + 2
  const capital = words.findIndex((word, i) => i >= from && i < to && /^[\p{Lu}«"“]/u.test(word.form))
  const isBody = headType(words[to - 1]) === 'organization' || words[to - 1]?.kind === 'url'
  // Töte has no capitals: there a phrase begins where it begins.
  const start = capital === -1 ? (isBody || isUncased ? from : -1) : capital
  if (start === -1 || start >= to) return undefined
  // "ведомство" alone names nobody, nor does "Дереккөз" (the source).
  const isCommon = words[start]?.capital === false || /^(дереккөз|автор|сайт|редакция)/u.test(words[start]?.lower ?? '')
  if (to - start === 2 && words[start]?.lower === 'баспасөз') return undefined
  if (to - start === 1 && words[start]?.kind === 'word' && !isUncased && isCommon) return undefined
  const url = words.findIndex((word, i) => i >= start && i < to && word.kind === 'url')
  if (url !== -1 && words.slice(url + 1, to).every((word) => word.form.length <= 4)) return { from: url, to: url + 1 }
  const opens = isOpeningQuote(words[start])
  const close = words.findIndex((word, i) => i > start && i < to && isClosingQuote(word))
  // «Арай» агенттігі is named Арай; «Қазсушар» кәсіпорнының баспасөз қызметі keeps its quotation marks.
  if (opens && (close === -1 || close === to - 1)) return { from: start + 1, to: close === -1 ? to : close }
  return { from: start, to }
}

/** "Бұл туралы X хабарлады", "Y-ға сілтеме жасап, X хабарлайды": the reporter before the verb. */
function subjectBefore(text: Text, cue: ReportCue, first: number): Phrase | undefined {
  const { words } = text
  // "осылай деп жазды" (wrote so)
  const isSo = words[cue.from - 1]?.lower === 'деп' && /^(осылай|былай)$/u.test(words[cue.from - 2]?.lower ?? '')
  const to = isSo ? cue.from - 2 : cue.from
  // "…жүргізгенін хабарлады": what is reported stands right before the verb; it is a statement.
  if (words[to - 1]?.lower === 'деп' || words[to - 1]?.analyses[0]?.feats.Case === 'Acc') return undefined
  if (cue.passive && words[to - 1]?.analyses[0]?.feats.Case !== 'Loc') return undefined
  const giving = words.findLastIndex((_, i) => i > first && i < to && to - i <= 4 && isGiving(words, i))
  if (giving !== -1) return phraseBefore(text, giving, first)
  let from = to
  for (let i = to - 1; i >= first && to - i <= 12; i--) {
    const word = words[i]
    if (word === undefined || (isPunctuation(word) && !isWithinName(word))) break
    if (/^(деп|деген|бұл|жасап|жасай)$/u.test(word.lower) || aboutWord.test(word.lower) || isKnown(word, 'ADV')) break
    // "Бұл туралы мәлімет | министрліктің сайтында": what was published.
    if (/^(мәлімет|ақпарат|хабарлама|хабар|дерек)$/u.test(word.lower) && aboutWord.test(words[i - 1]?.lower ?? ''))
      break
    if (word.analyses[0]?.feats.VerbForm === 'Conv') break
    // "Үкімет отырысында | Энергетика министрлігі": where it was reported is no part of who did.
    if (i < to - 1 && isAdverbial(word)) break
    from = i
  }
  // "CNN тілшісі Ғабит Сәрсенов": who reports is the outlet.
  const reporter = words.findIndex((word, i) => i > from && i < to - 1 && /^тілшісі$/u.test(word.lower))
  return trimmed(text, from, withoutKind(words, from, reporter === -1 ? withoutPage(words, from, to) : reporter))
}

/** "облыс әкімдігі | Facebook парақшасында": the page of a network is no part of a name. */
function withoutPage(words: readonly Word[], from: number, to: number): number {
  const isPage = words[to - 1]?.analyses.some(({ lemma, feats }) => pages.test(lemma) && feats.Case === 'Loc') === true
  if (!isPage) return to
  let end = to - 1
  while (
    end > from &&
    (isChannelWord(words[end - 1]) || /^(-|тегі|дегі|тағы|дағы|өз|өзінің)$/u.test(words[end - 1]?.lower ?? ''))
  )
    end--
  return end
}

const pages = /^(парақша|бет|аккаунт|арна|желі|профиль)$/u

const isPointing = (word: Word | undefined): boolean => /^(осы|бұл|сол|аталған|аталмыш)$/u.test(word?.lower ?? '')

const isAdverbial = (word: Word): boolean => {
  const first = word.analyses[0]
  return /^(Loc|Abl|Ins|Acc)$/u.test(first?.feats.Case ?? '') && first?.feats.VerbForm === undefined
}

/** A press outlet: an address, a name in Latin, or a name before "порталы", "агенттігі". */
const isOutlet = (words: readonly Word[], phrase: Phrase): boolean =>
  words[phrase.to - 1]?.kind === 'url' ||
  (isNamedLast(words, phrase) &&
    !isPressService(words, phrase) &&
    headType(words[phrase.to - 1]) === undefined &&
    !/^\p{Lu}+$/u.test(words[phrase.to - 1]?.form ?? '')) ||
  // "министрліктің | сайты": a body's own site is the body's.
  (isKindOfOutlet(words[phrase.to]) && headType(words[phrase.to - 1]) !== 'organization') ||
  (isClosingQuote(words[phrase.to]) && isKindOfOutlet(words[phrase.to + 1])) ||
  // "Қазақстан бокс федерациясының | ресми сайты", "Әкімдіктің | ресми сайты" is the body's.
  (isOutletNoun(words[phrase.to - 1]) && !(phrase.to - phrase.from > 2 && isOfBody(words, phrase.to - 3))) ||
  isListedOutlet(words, phrase) ||
  (isOpeningQuote(words[phrase.from - 1]) && isClosingQuote(words[phrase.to]) && isNamedAfterReport(words, phrase)) ||
  isLatinName(words.slice(phrase.from, phrase.to))

/** Whether the word ends the name of a body, or is that whose official site it is. */
const isOfBody = (words: readonly Word[], at: number): boolean =>
  headType(words[at]) === 'organization' ||
  (words[at + 1]?.lower === 'ресми' && words[at]?.analyses[0]?.feats.Case === 'Gen')

/** Daily News, Alan-inform */
const isLatinName = (words: readonly Word[]): boolean =>
  words.every(
    ({ form }, i) =>
      /^\p{Lu}[\p{Script=Latin}.]+$/u.test(form) ||
      (i > 0 && (form === '-' || (words[i - 1]?.form === '-' && /^\p{Script=Latin}+$/u.test(form)))),
  )

/** "… деп хабарлайды Бізdiң Дала.": a name right after the verb, at the end of its sentence. */
const isNamedLast = (words: readonly Word[], { from, to }: Phrase): boolean =>
  to - from <= 3 &&
  words
    .slice(from, to)
    .every(({ capital, kind, lower }, i) => kind === 'word' && (capital || (i > 0 && press.test(lower)))) &&
  (words.slice(to).every((word) => isPunctuation(word) || isOutletNoun(word)) || isOpeningQuote(words[to])) &&
  /^(хабарлайды|хабарлады|жазады|жазды)$/u.test(words[from - 1]?.lower ?? '') &&
  words[from - 2]?.lower === 'деп'

/** How an outlet's name goes on in lower case: "Дала пресс", "Orda news". */
const press = /^(пресс|press|ньюс|news|медиа|media|инфо|info|таймс|times)$/u

/** "деп хабарлайды «Халық сөзі»": a name in quotation marks right after the verb. */
const isNamedAfterReport = (words: readonly Word[], { from }: Phrase): boolean =>
  /^(хабарлайды|хабарлады|жазады|жазды)$/u.test(words[from - 2]?.lower ?? '')

/** An agency, a portal or a paper of outlets.tsv; press services are origins. */
const isListedOutlet = (words: readonly Word[], phrase: Phrase): boolean =>
  /^(agency|portal|newspaper|telegram)$/u.test(listedKind(words, phrase) ?? '')

const isPressService = (words: readonly Word[], phrase: Phrase): boolean =>
  listedKind(words, phrase) === 'press-service'

function listedKind(words: readonly Word[], { from, to }: Phrase): Outlet['kind'] | undefined {
  outletKinds ??= new Map(
    outlets().flatMap(({ name, aliases, kind }) => [name, ...aliases].map((one) => [one.toLowerCase(), kind] as const)),
  )
  const last = words[to - 1]
  const start = words.slice(from, to - 1).map((word) => word.form)
  return last === undefined ? undefined : outletKinds.get([...start, baseOf(last)].join(' ').toLowerCase())
}

let outletKinds: ReadonlyMap<string, Outlet['kind']> | undefined

const isOrganization = ({ words, mentions }: Text, phrase: Phrase): boolean =>
  headType(words[phrase.to - 1]) === 'organization' ||
  mentions.some((m) => m.type === 'organization' && m.from >= phrase.from && m.to <= phrase.to)
