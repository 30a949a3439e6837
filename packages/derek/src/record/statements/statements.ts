import type { Range } from 'kazakh'
import type { Cue } from '../../data/lists.js'
import type { Analysis, AnalyzedBlock, AnalyzedSentence, Word } from '../../language/schema.js'
import { isDash, isOpeningQuote, isPunctuation } from '../../language/words.js'
import { type Attribution, cueKey } from '../attribution/attribution.js'
import type { Linked } from '../entities/mention.js'
import { type Mentions, timesByBlock } from '../mentions.js'
import { tellsNews } from '../news.js'
import type { PhraseHit } from '../phrases.js'
import type { Statement } from '../schema.js'
import { spanOf } from '../span.js'
import type { FoundTime } from '../times/times.js'
import { cueAtStart, signatureIn, speechOf } from './across.js'
import { ownView } from './act.js'
import { type Complement, complementOf } from './complement.js'
import { cueAt, phraseFrom, verbIndex } from './cue.js'
import { type Draft, draftOf, type Parts, told } from './draft.js'
import { innerStatement, questionAt, retoldIn } from './inner.js'
import { hasCase } from './nouns.js'
import { isOwnWords } from './own-words.js'
import { isFiniteVerb, isPredicate, withAuxiliaries } from './predicate.js'
import { quotationAfter, quotationsOf } from './quotations.js'
import type { Scene } from './scene.js'
import { publisherIn, speakerOf, speaksForItself, unsure, whomOf } from './speaker.js'
import { Speakers } from './speakers.js'
import { viewedBy, viewpointIn } from './viewpoint.js'

/** What the sentences before have left: who may be meant by a noun, the times of the block, the cues that are attribution. */
interface Context {
  readonly speakers: Speakers
  readonly times: readonly FoundTime[]
  readonly isReport: (word: number) => boolean
}

/** All statements of an article in reading order: who said what to whom, by which cue. */
export function findStatements(
  analysis: Analysis,
  mentions: Mentions,
  times: readonly FoundTime[],
  attribution: Attribution,
): readonly Statement[] {
  const drafts: Draft[] = []
  const inBlock = timesByBlock(times)
  const speakers = new Speakers()
  speakers.publisher = originOf(mentions, attribution)
  const ahead = lookAhead(analysis, mentions)
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    if (!tellsNews(block.block) || /^(photo-credit|dateline|table)$/u.test(block.block.kind)) continue
    const quotations = quotationsOf(block)
    // A paragraph of speech goes on with who the paragraph before was about.
    const first = block.sentences[0]?.words[0]
    speakers.isNear &&= isOpeningQuote(first) || isDash(first)
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const at = { block: blockIndex, sentence: sentenceIndex }
      const scene: Scene = { block, at, sentence, mentions: mentions.in(blockIndex, sentenceIndex), quotations }
      const context: Context = {
        speakers: block.block.kind === 'heading' && blockIndex === 0 ? ahead : speakers,
        times: inBlock.get(blockIndex) ?? [],
        isReport: (word) => attribution.cues.has(cueKey(blockIndex, sentenceIndex, word)),
      }
      let spoke: string | undefined
      const before = sentenceIndex === 0 ? analysis.blocks[blockIndex - 1] : undefined
      const above = before === undefined ? undefined : saidAbove(scene, context, before)
      for (const draft of above === undefined ? inSentence(scene, context) : [above]) {
        // A caption or pull-quote that repeats a block repeats its statements too.
        if (block.block.repeats !== undefined) continue
        drafts.push(announced(draft, sentence, analysis.blocks[blockIndex + 1]) ?? draft)
        spoke = draft.speaker ?? spoke
      }
      speakers.see(scene.mentions)
      const publisher = publisherIn(scene)
      speakers.publisher = publisher ?? speakers.publisher
      // Who is named as the subject of one sentence is sooner the speaker of the next than who spoke before.
      const now = spoke ?? subjectOf(scene)
      speakers.last = now ?? speakers.last
      speakers.isNear = now !== undefined || speakers.isNear
    }
  }
  return drafts.map((draft, index) => ({ id: `s${index + 1}`, ...draft }))
}

/** The body or person whom the article as a whole goes back to; an outlet that it has it from gave out nothing. */
function originOf(mentions: Mentions, { chain }: Attribution): string | undefined {
  const origin = chain.findLast(({ role, entity }) => role === 'origin' && entity !== undefined)?.entity
  return origin !== undefined && mentions.of(origin).some(speaksForItself) ? origin : undefined
}

/** A headline speaks of those whom the article names only later: "сарапшы себебін түсіндірді" (an expert told why). */
function lookAhead(analysis: Analysis, mentions: Mentions): Speakers {
  const ahead = new Speakers()
  const first = analysis.blocks.slice(0, 8).flatMap((block, at) => block.sentences.map((_, i) => mentions.in(at, i)))
  for (const named of first.toReversed()) ahead.see(named.toReversed())
  // The only person of an article's beginning is whom its headline calls an expert or a director.
  const people = new Set(
    first.slice(0, 4).flatMap((named) => named.filter(({ type }) => type === 'person').map(({ entity }) => entity)),
  )
  if (people.size === 1) ahead.last = [...people][0]
  return ahead
}

/** "… былай деп жазды:" (wrote as follows): what is said is the quotation that the next block opens with. */
function announced(draft: Draft, { words }: AnalyzedSentence, next: AnalyzedBlock | undefined): Draft | undefined {
  const isOpen = words.at(-1)?.form === ':' || /^(былай|былайша|мынадай|мына|келесі)$/iu.test(draft.content?.text ?? '')
  if (!isOpen || next === undefined || draft.kind === 'direct') return undefined
  const speech = speechOf(next) ?? quotationsOf(next).find(({ start }) => start <= 1)
  return speech === undefined ? undefined : { ...draft, kind: 'direct', content: spanOf(next, speech) }
}

/**
 * "– деп атап өтті Айгүл Омарова, директор", or only "Айгүл Омарова, директор": who said what the block before quotes. The
 * cue of a signature is the name.
 */
function saidAbove(scene: Scene, context: Context, before: AnalyzedBlock): Draft | undefined {
  const speech = speechOf(before)
  if (speech === undefined) return undefined
  const { words } = scene.sentence
  const at = cueAtStart(words)
  const found = at === undefined ? undefined : phraseFrom(words, at)
  const hit = found && withAuxiliaries(verbIndex(), words, found)
  const shared = { kind: 'direct', polarity: 'positive' } as const
  const told = (parts: Parts): Draft => ({ ...draftOf(scene, context.times, parts), content: spanOf(before, speech) })
  if (
    at !== undefined &&
    hit?.form === 'Fin' &&
    /clause|dep/u.test(hit.entry.frame.join()) &&
    !context.isReport(hit.from)
  ) {
    const who = speakerOf(scene, context.speakers, hit, { quotation: speech }, undefined)
    const cueFrom = words[at - 1]?.lower === 'деп' ? at - 1 : at
    return told({ ...shared, ...who, act: hit.entry.act, cue: [cueFrom, hit.to] })
  }
  const signed = signatureIn(scene.block, scene.mentions)
  if (signed === undefined) return undefined
  return told({ ...shared, speaker: signed.entity, act: 'state', cue: [signed.from, signed.to], confidence: unsure })
}

/** Whether a range lies in quoted speech, and is not all of it: a name in quotation marks is no speech. */
const isQuoted = (quotations: readonly Range[], start: number, end: number): boolean =>
  quotations.some((range) => range.start <= start && end <= range.end && range.end - range.start > end - start + 2)

const isQuotedMention = ({ sentence, quotations }: Scene, { from, to }: Linked): boolean =>
  isQuoted(quotations, sentence.words[from]?.start ?? 0, sentence.words[to - 1]?.end ?? 0)

/** The person that a sentence is about, outside of quotations. */
const subjectOf = (scene: Scene): string | undefined =>
  scene.mentions.find(
    (mention) => mention.type === 'person' && mention.case === 'Nom' && !isQuotedMention(scene, mention),
  )?.entity

function inSentence(scene: Scene, context: Context): readonly Draft[] {
  const { words } = scene.sentence
  const outside: Scene = { ...scene, mentions: scene.mentions.filter((mention) => !isQuotedMention(scene, mention)) }
  const drafts: Draft[] = []
  // "Көпір ашылды: министр себебін түсіндірді": a headline's second part is a sentence of its own.
  let scopeStart = scene.block.block.kind === 'heading' ? afterColon(scene) : 0
  let speaker: string | undefined
  const viewpoint = viewpointIn(scene)
  if (viewpoint !== undefined && !context.isReport(viewpoint.to - 1)) {
    const view = viewedBy(scene, context.speakers, context.isReport, viewpoint)
    drafts.push(draftOf(scene, context.times, view))
    speaker = view.speaker
    // "Федерация мәлім еткендей, | басшылары чемпионатты өткізуге ниетті": who stands after a view is the first subject.
    if (viewpoint.from < farthestView && isPunctuation(words[viewpoint.to])) scopeStart = viewpoint.to
  }
  let isFirst = true
  for (const i of words.keys()) {
    if (i < (viewpoint?.to ?? 0) || (context.isReport(i) && !isOwnWords(scene, i))) continue
    const asked = questionAt(scene, i)
    if (asked !== undefined) drafts.push(draftOf(scene, context.times, asked))
    const hit = tellingCueAt(scene, i)
    // "айтып жауап берді": the second verb is part of the first cue.
    if (hit === undefined || (scopeStart > hit.from && words[scopeStart - 1]?.form !== ':')) continue
    if (isWithin(scene.quotations, words[i])) {
      const retold = retoldIn(scene, hit)
      if (retold !== undefined) drafts.push(draftOf(scene, context.times, retold))
      continue
    }
    const following =
      hit.form === 'Conv'
        ? undefined
        : quotationAfter(scene.block.aligned.text, scene.quotations, words[hit.to - 1]?.end ?? 0)
    const complement = withQuotationAfter(hit, complementOf(outside, hit, scopeStart, following, isFirst), following)
    if (complement === undefined || answersFirst(hit, complement, words) || tellsHow(hit, words, scopeStart)) continue
    if (viewpoint !== undefined && viewpoint.from < farthestView && isOfView(scene, hit, complement)) continue
    const who = speakerOf(outside, context.speakers, hit, complement, speaker)
    const addressee = complement.addressee ?? whomOf(scene, context.speakers, hit, complement)
    const whom = addressee === undefined ? {} : { addressee }
    drafts.push(draftOf(scene, context.times, { ...told(scene, hit, complement), ...who, ...whom }))
    speaker = who.speaker
    scopeStart = hit.to
    // "Министр түсіндірді: бас дәрігер …": a colon begins anew.
    isFirst = words[scopeStart]?.form === ':'
    const isOwn = ownView(scene, hit, complement.content) !== undefined
    const inner = isOwn ? undefined : innerStatement(scene, complement.content)
    if (inner !== undefined) drafts.push(draftOf(scene, context.times, inner))
  }
  return drafts
}

/** The cue whose verb is a word, with its auxiliaries, where it tells that something was said. */
function tellingCueAt(scene: Scene, at: number): PhraseHit<Cue> | undefined {
  const { words } = scene.sentence
  const found = cueAt(scene, at)
  const hit = found && withAuxiliaries(verbIndex(), words, found)
  if (hit === undefined || hit.entry.frame.every((frame) => frame === 'content')) return undefined
  return isPredicate(verbIndex(), words, hit) ? hit : undefined
}

const isWithin = (quotations: readonly Range[], word: Word | undefined): boolean =>
  word !== undefined && quotations.some(({ start, end }) => start <= word.start && word.end <= end)

/** Whether a converb of saying only tells how something else is done. */
const tellsHow = ({ form, to }: PhraseHit<Cue>, words: readonly Word[], scopeStart: number): boolean =>
  form === 'Conv' &&
  // "Халықты сөгіп, неге отырсың?" (why do you sit there scolding people?): asked of a reader, and nobody's words.
  (words.findLast(isFiniteVerb)?.analyses[0]?.feats.Person === '2' ||
    // "– деді ол, … бағалап" (he said, valuing …): how it was said.
    (scopeStart > 0 && !words.slice(to).some(isFiniteVerb)))

/** "Дипломаттың айтуынша, Ташкент бастаманы қолдайды": what stands in the words of another is his, unless it is speech itself. */
function isOfView(scene: Scene, { entry, form }: PhraseHit<Cue>, { noun, speaker }: Complement): boolean {
  const isSpeech = entry.frame.includes('clause') && (entry.act === 'state' || form === 'Conv')
  return !isSpeech && noun === undefined && !isPerson(scene, speaker)
}

/** How far from a sentence's beginning a view may stand that all of it is in. */
const farthestView = 9

/** "сұрақтарға жауап беріп, … екенін айтты" (answering questions, said that …): what is answered comes after. */
const answersFirst = (hit: PhraseHit<Cue>, { content, quotation }: Complement, words: readonly Word[]): boolean =>
  /^жауап /u.test(hit.entry.verb) &&
  hit.form === 'Conv' &&
  quotation === undefined &&
  (content === undefined || hasCase(words[content[1] - 1], 'Dat'))

function afterColon({ sentence: { words }, quotations }: Scene): number {
  const at = words.findIndex(
    (word) => word.form === ':' && !quotations.some(({ start, end }) => start <= word.start || end >= word.start),
  )
  return at === -1 ? 0 : at + 1
}

/** "Ол әріптесіне алғыс айтты: «…»": what is said is the quotation after the colon. */
function withQuotationAfter(
  { entry: { frame } }: PhraseHit<Cue>,
  complement: Complement | undefined,
  quotation: Range | undefined,
): Complement | undefined {
  if (complement === undefined || quotation === undefined || complement.isSpeech === true) return complement
  const isOpen = complement.content === undefined || !frame.includes('clause') || frame.includes('bare')
  return isOpen && complement.quotation === undefined ? { ...complement, quotation } : complement
}

const isPerson = (scene: Scene, entity: string | undefined): boolean =>
  scene.mentions.some((mention) => mention.entity === entity && mention.type === 'person')
