import type { Range } from 'kazakh'
import { type Cue, cues as listed } from '../../data/lists.js'
import type { Analysis, AnalyzedBlock, AnalyzedSentence, Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isOpeningQuote, isPossessed, isPunctuation } from '../../language/words.js'
import { type Attribution, cueKey } from '../attribution/attribution.js'
import type { Linked } from '../entities/mention.js'
import { type Mentions, timesByBlock } from '../mentions.js'
import { tellsNews } from '../news.js'
import { indexPhrases, type PhraseHit, type PhraseIndex, phraseAt } from '../phrases.js'
import type { Act, Statement } from '../schema.js'
import { spanOf } from '../span.js'
import type { FoundTime } from '../times/times.js'
import { cueAtStart, signatureIn, speechOf } from './across.js'
import { type Complement, complementOf, contentAct, isPaper } from './complement.js'
import { isFiniteVerb, isPredicate, withAuxiliaries } from './predicate.js'
import { quotationAfter, quotationsOf } from './quotations.js'
import { Speakers } from './speaker.js'
import { hasCase, isOwnPerson, isSpeakerNoun } from './subject.js'
import { contentAround, type Viewpoint, viewpointIn } from './viewpoint.js'

let verbs: PhraseIndex<Cue> | undefined

const verbIndex = (): PhraseIndex<Cue> =>
  (verbs ??= indexPhrases(listed().filter(({ frame }) => !frame.includes('viewpoint'))))

/** A statement before it has its number. */
type Draft = Omit<Statement, 'id'>

/** One sentence with its mentions, and the quoted speech of its block. */
export interface Scene {
  readonly block: AnalyzedBlock
  readonly at: { readonly block: number; readonly sentence: number }
  readonly sentence: AnalyzedSentence
  readonly mentions: readonly Linked[]
  readonly quotations: readonly Range[]
}

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

/** A headline speaks of those whom the article names only later: "сарапшы себебін түсіндірді" (an expert told why). */
function lookAhead(analysis: Analysis, mentions: Mentions): Speakers {
  const ahead = new Speakers()
  const first = analysis.blocks.slice(0, 8).flatMap((block, at) => block.sentences.map((_, i) => mentions.in(at, i)))
  for (const named of first.toReversed()) ahead.see(named.toReversed())
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
  const told = (parts: Parts): Draft => ({ ...draftOf(scene, context, parts), content: spanOf(before, speech) })
  if (
    at !== undefined &&
    hit?.form === 'Fin' &&
    /clause|dep/u.test(hit.entry.frame.join()) &&
    !context.isReport(hit.from)
  ) {
    const who = speakerOf(scene, context, hit, { quotation: speech }, undefined)
    const cueFrom = words[at - 1]?.lower === 'деп' ? at - 1 : at
    return told({ ...shared, ...who, act: hit.entry.act, cue: [cueFrom, hit.to] })
  }
  const signed = signatureIn(scene.block, scene.mentions)
  if (signed === undefined) return undefined
  return told({ ...shared, speaker: signed.entity, act: 'state', cue: [signed.from, signed.to], confidence: unsure })
}

/** The phrase of saying that begins at a word: its verb may be the third of it, "ерекше атап өтті". */
const phraseFrom = (words: readonly Word[], from: number): PhraseHit<Cue> | undefined =>
  [from + 2, from + 1, from].map((verb) => phraseAt(verbIndex(), words, verb)).find((hit) => hit?.from === from)

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
    const view = viewedBy(scene, context, viewpoint)
    drafts.push(draftOf(scene, context, view))
    speaker = view.speaker
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === undefined || context.isReport(i) || i < (viewpoint?.to ?? 0)) continue
    const asked = questionAt(scene, i)
    if (asked !== undefined) drafts.push(draftOf(scene, context, asked))
    const found = phraseAt(verbIndex(), words, i) ?? unlistedAfterSpeech(scene, i) ?? heldAt(words, i)
    const hit = found && withAuxiliaries(verbIndex(), words, found)
    // "айтып жауап берді": the second verb is part of the first cue.
    if (hit === undefined || (scopeStart > hit.from && words[scopeStart - 1]?.form !== ':')) continue
    if (hit.entry.frame.every((frame) => frame === 'content')) continue
    if (!isPredicate(verbIndex(), words, hit)) continue
    if (scene.quotations.some((range) => range.start <= word.start && word.end <= range.end)) {
      const retold = retoldIn(scene, hit)
      if (retold !== undefined) drafts.push(draftOf(scene, context, retold))
      continue
    }
    const following =
      hit.form === 'Conv'
        ? undefined
        : quotationAfter(scene.block.aligned.text, scene.quotations, words[hit.to - 1]?.end ?? 0)
    const complement = withQuotationAfter(hit, complementOf(outside, hit, scopeStart, following), following)
    if (complement === undefined || answersFirst(hit, complement, words)) continue
    // "– деді ол, … бағалап" (he said, valuing …): how it was said.
    if (hit.form === 'Conv' && scopeStart > 0 && !words.slice(hit.to).some(isFiniteVerb)) continue
    // "Дипломаттың айтуынша, Ташкент бастаманы қолдайды": what stands in the words of another is his, unless it is speech itself.
    const isSpeech = hit.entry.frame.includes('clause') && (hit.entry.act === 'state' || hit.form === 'Conv')
    const isOthers = complement.noun !== undefined || isPerson(scene, complement.speaker)
    if (viewpoint !== undefined && viewpoint.from <= 8 && !isSpeech && !isOthers) continue
    const who = speakerOf(outside, context, hit, complement, speaker)
    const addressee = complement.addressee ?? whomOf(scene, context, hit, complement)
    drafts.push(
      draftOf(scene, context, {
        ...told(scene, hit, complement),
        ...who,
        ...(addressee === undefined ? {} : { addressee }),
      }),
    )
    speaker = who.speaker
    scopeStart = hit.to
    const isOwn = ownView(scene, hit, complement.content) !== undefined
    const inner = isOwn ? undefined : innerStatement(scene, complement.content)
    if (inner !== undefined) drafts.push(draftOf(scene, context, inner))
  }
  return drafts
}

/** "сұрақтарға жауап беріп, … екенін айтты" (answering questions, said that …): what is answered comes after. */
const answersFirst = (hit: PhraseHit<Cue>, { content, quotation }: Complement, words: readonly Word[]): boolean =>
  /^жауап /u.test(hit.entry.verb) &&
  hit.form === 'Conv' &&
  quotation === undefined &&
  (content === undefined || hasCase(words[content[1] - 1], 'Dat'))

/** "«…», – деп қайталады ол": after speech a verb that is not listed says how it was said. */
function unlistedAfterSpeech({ sentence: { words }, quotations }: Scene, at: number): PhraseHit<Cue> | undefined {
  const first = words[at]?.analyses[0]
  if (first?.feats.VerbForm !== 'Fin' || first.feats.Person !== '3' || words[at - 1]?.lower !== 'деп') return undefined
  const mark = words[at - 2]
  const isAfter = quotations.some(({ end }) => mark !== undefined && end <= mark.start && mark.start - end <= 4)
  if (!isAfter || (!isDash(mark) && !isClosingQuote(mark))) return undefined
  const entry: Cue = { verb: first.lemma, frame: ['dep'], act: 'state' }
  const { Polarity, VerbForm, Voice } = first.feats
  return { entry, from: at, to: at + 1, negated: Polarity === 'Neg', form: VerbForm, passive: Voice === 'Pass' }
}

/** "… мүмкін деген пікірде." (is of the opinion that …): a noun in place of a verb. */
function heldAt(words: readonly Word[], at: number): PhraseHit<Cue> | undefined {
  const isHeld =
    /^(пікірде|ойда|сенімде|көзқараста|үмітте)$/u.test(words[at]?.lower ?? '') && words[at - 1]?.lower === 'деген'
  const next = words[at + 1]
  if (!isHeld || (next !== undefined && !isPunctuation(next))) return undefined
  const entry: Cue = { verb: words[at]?.lower ?? '', frame: ['dep'], act: 'assess' }
  return { entry, from: at, to: at + 1, negated: false, form: 'Fin', passive: false }
}

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

/** "«Жол қашан ашылады?» деген сұраққа" (to the question "…"): somebody has asked it. */
function questionAt({ quotations, sentence: { words } }: Scene, at: number): Parts | undefined {
  if (words[at]?.lower !== 'деген') return undefined
  const isQuestion = words[at + 1]?.analyses.some(({ lemma }) => /^(сұрақ|сауал)$/u.test(lemma))
  const before = words[at - 1]
  const quotation = quotations.find(({ end }) => before !== undefined && end === before.start)
  if (isQuestion !== true || quotation === undefined) return undefined
  return { act: 'ask', cue: [at, at + 2], quotation, kind: 'direct', polarity: 'positive', confidence: unsure }
}

/** Who speaks: the clause's subject, the subject after the cue, who spoke in the sentence before; and how sure that is. */
function speakerOf(
  scene: Scene,
  { speakers }: Context,
  hit: PhraseHit<Cue>,
  complement: Complement,
  before: string | undefined,
): { readonly speaker?: string; readonly confidence?: number } {
  if (complement.speaker !== undefined) return { speaker: complement.speaker, ...doubtOf(scene, complement.speaker) }
  const mayFollow = complement.noun === undefined && (before === undefined || complement.quotation !== undefined)
  const after = mayFollow ? subjectAfter(scene, hit.to) : undefined
  if (after?.mention !== undefined) return { speaker: after.mention, ...doubtOf(scene, after.mention) }
  const paper = hit.passive && complement.quotation !== undefined ? paperAfter(scene, speakers, hit.to) : undefined
  if (paper !== undefined) return { speaker: paper, confidence: unsure }
  const meant = complement.noun ?? after?.noun
  if (meant !== undefined) {
    // "Айгүл үйлі болды. «…», – дейді көп балалы ана": whoever the paragraph was about speaks in it.
    const near = complement.quotation !== undefined && speakers.isNear && isOne(meant) ? speakers.last : undefined
    const entity = serviceOwner(scene, scene.sentence.words.indexOf(meant)) ?? speakers.meantBy(meant) ?? near
    return entity === undefined ? { confidence: unsure } : { speaker: entity, confidence: unsure }
  }
  const isOfPaper = scene.sentence.words.some((word) => isPaper(word) && hasCase(word, 'Loc')) || isInIt(scene)
  if (hit.passive && before === undefined && isOfPaper && speakers.publisher !== undefined)
    return { speaker: speakers.publisher, confidence: unsure }
  // "«…», – делінген хатта": a letter's words are its author's; else a passive is said to name nobody.
  const last = hit.passive && complement.quotation === undefined ? undefined : (before ?? speakers.last)
  if (last === undefined) return { confidence: unsure }
  return { speaker: last, ...(before === undefined ? { confidence: unsure } : doubtOf(scene, last)) }
}

/** "Онда … айтылған" (it is said in it) */
const isInIt = ({ sentence: { words } }: Scene): boolean => words[0]?.lower === 'онда'

/** "Бұл туралы X хабарлады", "X мәлімдеме таратты": the body or person that made something known in a sentence. */
function publisherIn({ mentions, sentence: { words } }: Scene): string | undefined {
  const verb = words.findLastIndex(({ lower }) => /^(?:таратты|жариялады|хабарлады|мәлімдеді|жазды)$/u.test(lower))
  if (verb === -1) return undefined
  return mentions.findLast(
    ({ to, type, case: form, listedKind }) =>
      to <= verb && listedKind !== 'media' && /^(?:person|organization)$/u.test(type) && form === 'Nom',
  )?.entity
}

/** "«…», – делінген қаулыда" (it is said in the decree): a paper that the article has named. */
function paperAfter({ sentence: { words } }: Scene, speakers: Speakers, from: number): string | undefined {
  const noun = words.slice(from, from + 4).find((word) => hasCase(word, 'Loc'))
  return noun === undefined ? undefined : speakers.paper(noun)
}

/** A noun for one person: ана, and not тұрғындар (residents). */
const isOne = (word: Word): boolean =>
  hasCase(word, 'Nom') && !word.analyses.some(({ feats }) => feats.Number === 'Plur') && word.lower !== 'бірі'

/** "министрліктің | баспасөз қызметі": a press service that has no name of its own speaks for its body. */
const serviceOwner = ({ sentence: { words }, mentions }: Scene, at: number): string | undefined =>
  words[at - 1]?.lower === 'баспасөз' && words[at]?.analyses.some(({ lemma }) => lemma === 'қызмет') === true
    ? mentions.find(({ to, type }) => to === at - 1 && type === 'organization')?.entity
    : undefined

/** To whom it is said: a noun before what is said, or who stands in the dative after the cue: "– деді ол Ertis.kz тілшісіне". */
function whomOf(scene: Scene, { speakers }: Context, hit: PhraseHit<Cue>, complement: Complement): string | undefined {
  if (complement.whom !== undefined) return speakers.meantBy(complement.whom)
  if (complement.quotation === undefined) return undefined
  const { words } = scene.sentence
  return scene.mentions.find(({ from, to, type, case: form }) => {
    const isReporter = type === 'organization' && words[to]?.lower === 'тілшісіне'
    const isTold = form === 'Dat' || (form === 'Abl' && hit.entry.act === 'ask')
    return isReporter || (from >= hit.to && /^(person|organization)$/u.test(type) && isTold)
  })?.entity
}

/** How sure it is who speaks where the sentence names nobody. */
const unsure = 0.6

function told(scene: Scene, hit: PhraseHit<Cue>, complement: Complement): Parts {
  const { words } = scene.sentence
  const own = ownView(scene, hit, complement.content)
  const act = own?.act ?? actOf(hit, words, complement)
  // "бұл уәжді қабылдамады": the noun that the list gives a case is what is said, and no part of the cue.
  const isCased = hit.entry.verb.includes('@')
  const content: readonly [number, number] | undefined = isCased
    ? [complement.content?.[0] ?? hit.from, hit.to - 1]
    : complement.content
  return {
    act: act === 'state' && own === undefined ? (contentAct(words, complement.content, listed()) ?? act) : act,
    cue: [own?.cueFrom ?? complement.cueFrom ?? (isCased ? hit.to - 1 : hit.from), hit.to],
    ...(content === undefined ? {} : { content: own?.content ?? content }),
    ...(complement.quotation === undefined ? {} : { quotation: complement.quotation }),
    ...(complement.addressee === undefined ? {} : { addressee: complement.addressee }),
    kind: complement.quotation === undefined && complement.isSpeech !== true ? 'indirect' : 'direct',
    polarity: hit.negated ? 'negative' : 'positive',
  }
}

/** Up to where a view may reach: the end of the speech that it stands in, or ", деп хабарлайды" that reports the article. */
function viewEnd(scene: Scene, { isReport }: Context, viewpoint: Viewpoint): number {
  const { words } = scene.sentence
  const start = words[viewpoint.from]?.start ?? 0
  const speech = scene.quotations.find((range) => range.start <= start && start < range.end)
  const end = words.findIndex(
    (word, i) =>
      i > viewpoint.to && (speech === undefined ? word.lower === 'деп' && isReport(i + 1) : word.start >= speech.end),
  )
  if (end === -1) return sentenceEnd(words)
  return isPunctuation(words[end - 1]) ? end - 1 : end
}

function viewedBy(scene: Scene, context: Context, viewpoint: Viewpoint): Parts {
  const { speakers } = context
  const { words } = scene.sentence
  const noun = viewpoint.noun === undefined ? undefined : words[viewpoint.noun]
  const speaker =
    viewpoint.owner?.entity ??
    (noun === undefined ? speakers.last : (serviceOwner(scene, viewpoint.noun ?? 0) ?? speakers.meantBy(noun)))
  return {
    ...(speaker === undefined ? {} : { speaker }),
    act: viewpoint.cue.act,
    cue: [viewpoint.from, viewpoint.to],
    content: contentAround(words, viewpoint, viewEnd(scene, context, viewpoint)),
    ...(viewpoint.addressee === undefined ? {} : { addressee: viewpoint.addressee }),
    kind: 'indirect',
    polarity: 'positive',
    ...(viewpoint.owner === undefined ? { confidence: unsure } : doubtOf(scene, viewpoint.owner.entity)),
  }
}

/** What somebody in quoted speech says that another said: «…министр жол ашылады деді» counts where that other is named. */
function retoldIn(scene: Scene, hit: PhraseHit<Cue>): Parts | undefined {
  if (hit.form !== 'Fin' && hit.form !== 'Part') return undefined
  const complement = complementOf({ ...scene, quotations: [] }, hit, 0)
  const isPlain = /^(де|айт|сұра|жаз)$/u.test(hit.entry.verb) && hit.mood !== 'Cnd'
  if (complement === undefined || (complement.speaker === undefined && (complement.noun === undefined || !isPlain)))
    return undefined
  const { speaker } = complement
  return { ...told(scene, hit, complement), ...(speaker === undefined ? {} : { speaker }), confidence: unsure }
}

/**
 * "… деп есептейтінін айтты" (said that he holds that …), "… жоғары бағалайтынын айтты" (said that he values … highly): the
 * act and the content are those of the inner verb.
 */
function ownView(
  scene: Scene,
  cue: PhraseHit<Cue>,
  content: readonly [number, number] | undefined,
): { readonly act: Act; readonly cueFrom: number; readonly content: readonly [number, number] } | undefined {
  if (content === undefined) return undefined
  const { words } = scene.sentence
  const hit = phraseAt(verbIndex(), words, content[1] - 1)
  if (hit === undefined || hit.form !== 'Part' || hit.from <= content[0]) return undefined
  const isJoined = words[hit.from - 1]?.lower === 'деп'
  // "деп ойламағанын айтты" (said that he had not thought so): what was held once is told.
  if (!/т[ыі]н[ыі]н$/u.test(words[content[1] - 1]?.lower ?? '') || cue.entry.verb === 'раста') return undefined
  const isHeld = !isJoined && /^(praise|agree)$/u.test(hit.entry.act) && isObject(words[hit.from - 1], hit.entry.act)
  const joint = isJoined ? hit.from - 1 : hit.from
  if ((!isJoined && !isHeld) || joint <= content[0]) return undefined
  // "Омарованың бұл ойға келісетінін айтты": who agrees is another, unless a noun of hers is what is agreed with.
  const isOthers = scene.mentions.some(
    ({ from, to, case: form, type }) =>
      from >= content[0] &&
      to < joint &&
      form === 'Gen' &&
      type === 'person' &&
      (isJoined || !words.slice(to, joint).some(isPossessed)),
  )
  // "депутаттардың … қолдайтынын айтты": what others agree with is told.
  const isTold = words.some(
    (word, i) =>
      i >= content[0] && i < joint - 1 && hasCase(word, 'Gen') && isSpeakerNoun(word) && !isPossessed(words[i + 1]),
  )
  if (isOthers || isTold) return undefined
  const act = hit.negated ? (hit.entry.negated ?? hit.entry.act) : hit.entry.act
  return { act, cueFrom: joint, content: [content[0], joint] }
}

/** What is valued stands in the accusative; what is agreed with, also in the instrumental or dative. */
const isObject = (word: Word | undefined, act: Act): boolean =>
  hasCase(word, 'Acc') || (act === 'agree' && (hasCase(word, 'Ins') || hasCase(word, 'Dat')))

/**
 * A statement inside what is said: "Президенттің … деп айтқанын еске салды" (recalled that the President had said …).
 * Its speaker is in the genitive before it; without one, it is the speaker's own.
 */
function innerStatement(scene: Scene, content: readonly [number, number] | undefined): Parts | undefined {
  if (content === undefined) return undefined
  const { words } = scene.sentence
  const hit = phraseAt(verbIndex(), words, content[1] - 1)
  if (hit === undefined || hit.form !== 'Part' || !hit.entry.frame.includes('clause')) return undefined
  const owner = scene.mentions.findLast(
    ({ from, to, case: form, type }) =>
      from >= content[0] && to < hit.from && form === 'Gen' && /^(person|organization)$/u.test(type),
  )
  if (owner === undefined) return undefined
  const joined = words[hit.from - 1]?.lower === 'деп' ? hit.from - 1 : hit.from
  let from = owner.to
  let to = joined
  while (from < to && isPunctuation(words[from])) from++
  while (to > from && isPunctuation(words[to - 1])) to--
  return {
    speaker: owner.entity,
    act: hit.negated ? (hit.entry.negated ?? hit.entry.act) : hit.entry.act,
    cue: [joined, hit.to],
    ...(to > from ? { content: [from, to] } : {}),
    kind: isOpeningQuote(words[from - 1]) ? 'direct' : 'indirect',
    polarity: hit.negated ? 'negative' : 'positive',
  }
}

/**
 * How sure it is who speaks: as sure as the mention is of its entity; less where the sentence names nobody and the one
 * before had to tell.
 */
function doubtOf(scene: Scene, named: string | undefined): { readonly confidence?: number } {
  if (named === undefined) return { confidence: 0.6 }
  const sure = Math.max(
    ...scene.mentions.filter(({ entity }) => entity === named).map(({ confidence }) => confidence ?? 1),
    0,
  )
  return sure >= 1 || sure === 0 ? {} : { confidence: sure }
}

const isPerson = (scene: Scene, entity: string | undefined): boolean =>
  scene.mentions.some((mention) => mention.entity === entity && mention.type === 'person')

/** The act of a cue: of its negation, or, where a deed is asked for and not an answer, a request ("келуді сұрады"). */
function actOf(hit: PhraseHit<Cue>, words: readonly Word[], { content, quotation, isOf }: Complement): Act {
  if (hit.negated) return hit.entry.negated ?? hit.entry.act
  const last =
    quotation === undefined
      ? words[(content?.[1] ?? 0) - 1]
      : words.findLast((word) => word.end <= quotation.end && word.kind === 'word')
  const isDeed = last?.analyses.some(
    ({ feats, confidence }) => feats.VerbForm === 'Vnoun' && feats.Case === 'Acc' && confidence >= 0.5,
  )
  // "көмек сұрады" (asked for help)
  const first = content === undefined ? undefined : last?.analyses[0]
  const isThing = first?.upos === 'NOUN' && first.feats.Case === 'Nom'
  // "үкіметтен есеп жариялауды талап етті" (demanded of the government): who demands of somebody cannot order.
  if (hit.entry.verb === 'талап ет' && isOf) return 'request'
  return hit.entry.act === 'ask' && (isDeed || isThing) ? 'request' : hit.entry.act
}

interface Parts {
  readonly speaker?: string
  readonly act: Act
  readonly cue: readonly [number, number]
  readonly content?: readonly [number, number] | undefined
  readonly quotation?: Range
  readonly addressee?: string
  readonly kind: Statement['kind']
  readonly polarity: Statement['polarity']
  readonly confidence?: number
}

function draftOf(scene: Scene, { times }: Context, parts: Parts): Draft {
  const { words } = scene.sentence
  const range = ([from, to]: readonly [number, number]): Range => ({
    start: words[from]?.start ?? 0,
    end: words[to - 1]?.end ?? 0,
  })
  const content = parts.quotation ?? (parts.content === undefined ? undefined : range(parts.content))
  const about = new Set(
    scene.mentions
      .filter((mention) => content !== undefined && within(words, mention, content) && mention.entity !== parts.speaker)
      .map((mention) => mention.entity),
  )
  const cue = range(parts.cue)
  const time = times.find(
    (found) =>
      found.block === scene.at.block &&
      found.end <= cue.start &&
      found.start >= scene.sentence.start &&
      (content === undefined || found.end <= content.start || found.start >= content.end),
  )
  return {
    ...(parts.speaker === undefined ? {} : { speaker: parts.speaker }),
    kind: parts.kind,
    act: parts.act,
    cue: spanOf(scene.block, cue),
    ...(content === undefined || content.end <= content.start ? {} : { content: spanOf(scene.block, content) }),
    ...(parts.addressee === undefined || parts.addressee === parts.speaker ? {} : { addressee: parts.addressee }),
    about: [...about],
    polarity: parts.polarity,
    ...(time === undefined ? {} : { time: time.time.value }),
    ...(parts.confidence === undefined ? {} : { confidence: parts.confidence }),
  }
}

const within = (words: readonly Word[], mention: Linked, range: Range): boolean =>
  (words[mention.from]?.start ?? -1) >= range.start && (words[mention.to - 1]?.end ?? Infinity) <= range.end

/** The index after the last word of a sentence, its full stop left out. */
export function sentenceEnd(words: readonly Word[]): number {
  let end = words.length
  while (end > 0 && /^[.!?…;:]+$/u.test(words[end - 1]?.form ?? '')) end--
  return end
}

/** "министрліктің | хабарламасында", "министрліктің | баспасөз қызметі": what a body speaks by. */
const isOwnChannel = (words: readonly Word[], at: number): boolean =>
  words
    .slice(at, at + 3)
    .some(({ analyses }) =>
      analyses.some(({ lemma }) => /^(хабарлама|мәлімдеме|баспасөз|түсініктеме|сайт)$/u.test(lemma)),
    )

/** "…, – деді Мемлекет басшысы": the subject after its verb, a mention or the last word of a noun phrase. */
function subjectAfter(scene: Scene, from: number): { readonly mention?: string; readonly noun?: Word } | undefined {
  const { words } = scene.sentence
  const stop = words.findIndex((word, i) => i >= from && (/^[.!?;:]$/u.test(word.form) || (isDash(word) && i > from)))
  const end = stop === -1 ? words.length : stop
  const following = scene.mentions.filter(
    (mention) =>
      mention.from >= from &&
      mention.from <= from + 12 &&
      mention.to <= end &&
      ((/^(person|organization)$/u.test(mention.type) && mention.case === 'Nom') ||
        (/^(document|organization)$/u.test(mention.type) && /^(Loc|Abl)$/u.test(mention.case ?? '')) ||
        (mention.type === 'organization' && mention.case === 'Gen' && isOwnChannel(words, mention.to))),
  )
  // "… Полиция департаменті бастығының орынбасары Талғат Есжанов": the body is part of the person's title.
  const person = following.find(
    ({ type, from: start }) =>
      type === 'person' && !words.slice(from, start).some((word) => isPunctuation(word) && word.form !== ','),
  )
  if (person !== undefined) return { mention: person.entity }
  const noun = words.slice(from, Math.min(end, from + 8)).find(
    (word, i, all) =>
      isSpeakerNoun(word) &&
      (hasCase(word, 'Nom') || hasCase(word, 'Gen') || hasCase(word, 'Abl')) &&
      !all.slice(0, i).some(isPunctuation) &&
      // "полиция | подполковнигі": the last of a phrase is who speaks.
      !isOwnPerson(all[i + 1]),
  )
  const subject = following[0]
  if (subject !== undefined && !(noun !== undefined && words.indexOf(noun) < subject.from))
    return { mention: subject.entity }
  return noun === undefined ? undefined : { noun }
}
