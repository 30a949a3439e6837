import type { Range } from 'kazakh'
import { type Cue, cues as listed } from '../../data/lists.js'
import type { Analysis, AnalyzedBlock, AnalyzedSentence, Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isOpeningQuote, isPunctuation } from '../../language/words.js'
import { type Attribution, cueKey } from '../attribution/attribution.js'
import type { Linked } from '../entities/mention.js'
import { type Mentions, timesByBlock } from '../mentions.js'
import { tellsNews } from '../news.js'
import { indexPhrases, type PhraseHit, type PhraseIndex, phraseAt } from '../phrases.js'
import type { Act, Statement } from '../schema.js'
import { spanOf } from '../span.js'
import type { FoundTime } from '../times/times.js'
import { complementOf, contentAct } from './complement.js'
import { quotationsOf } from './quotations.js'

let verbs: PhraseIndex<Cue> | undefined
let viewpoints: ReadonlyMap<string, Cue> | undefined

const verbIndex = (): PhraseIndex<Cue> =>
  (verbs ??= indexPhrases(listed().filter(({ frame }) => !frame.includes('viewpoint'))))

const viewpointIndex = (): ReadonlyMap<string, Cue> =>
  (viewpoints ??= new Map(
    listed()
      .filter(({ frame }) => frame.includes('viewpoint'))
      .map((cue) => [cue.verb, cue]),
  ))

/** A statement before it has its number. */
type Draft = Omit<Statement, 'id'>

/** One sentence, its mentions and the cues already read as attribution. */
export interface Scene {
  readonly block: AnalyzedBlock
  readonly at: { readonly block: number; readonly sentence: number }
  readonly sentence: AnalyzedSentence
  readonly mentions: readonly Linked[]
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
  let lastSpeaker: string | undefined
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    if (!tellsNews(block.block) || /^(photo-credit|dateline|table)$/u.test(block.block.kind)) continue
    const quotations = quotationsOf(block)
    const here = inBlock.get(blockIndex) ?? []
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const at = { block: blockIndex, sentence: sentenceIndex }
      const scene: Scene = {
        block,
        at,
        sentence,
        mentions: mentions.in(blockIndex, sentenceIndex),
      }
      const isReport = (word: number): boolean => attribution.cues.has(cueKey(blockIndex, sentenceIndex, word))
      let spoke: string | undefined
      for (const draft of inSentence(scene, quotations, isReport, lastSpeaker, here)) {
        // A caption or pull-quote that repeats a block repeats its statements too.
        if (block.block.repeats !== undefined) continue
        drafts.push(announced(draft, sentence, analysis.blocks[blockIndex + 1]) ?? draft)
        spoke = draft.speaker ?? spoke
      }
      // Who is named as the subject of one sentence is sooner the speaker of the next than who spoke before.
      lastSpeaker = spoke ?? subjectOf(scene, quotations) ?? lastSpeaker
    }
  }
  return drafts.map((draft, index) => ({ id: `s${index + 1}`, ...draft }))
}

/** "… былай деп жазды:" (wrote as follows): what is said is the quotation that the next block opens with. */
function announced(draft: Draft, { words }: AnalyzedSentence, next: AnalyzedBlock | undefined): Draft | undefined {
  const isOpen = words.at(-1)?.form === ':' || /^(былай|былайша|мынадай|мына|келесі)$/iu.test(draft.content?.text ?? '')
  if (!isOpen || next === undefined || draft.kind === 'direct') return undefined
  const isQuote = next.block.kind === 'quote' || /^[«“„"]/u.test(next.aligned.text)
  if (!isQuote) return undefined
  const quotation = quotationsOf(next)[0] ?? { start: 0, end: next.aligned.text.length }
  if (quotation.start > 1) return undefined
  return { ...draft, kind: 'direct', content: spanOf(next, quotation) }
}

/** The person that a sentence is about, outside of quotations. */
const subjectOf = (scene: Scene, quotations: readonly Range[]): string | undefined =>
  scene.mentions.find((mention) => {
    const start = scene.sentence.words[mention.from]?.start ?? 0
    const isQuoted = quotations.some((range) => range.start <= start && start < range.end)
    return mention.type === 'person' && mention.case === 'Nom' && !isQuoted
  })?.entity

function inSentence(
  scene: Scene,
  quotations: readonly Range[],
  isReport: (word: number) => boolean,
  lastSpeaker: string | undefined,
  times: readonly FoundTime[],
): readonly Draft[] {
  const { words } = scene.sentence
  const drafts: Draft[] = []
  let scopeStart = 0
  let speaker: string | undefined
  const viewpoint = viewpointAt(scene)
  if (viewpoint !== undefined && !isReport(viewpoint.to - 1)) {
    speaker = viewpoint.speaker ?? (viewpoint.isNamed ? undefined : lastSpeaker)
    const end = sentenceEnd(words)
    drafts.push(
      draftOf(scene, times, {
        ...(speaker === undefined ? {} : { speaker }),
        act: viewpoint.cue.act,
        cue: [viewpoint.from, viewpoint.to],
        content: contentAround(words, viewpoint, end),
        kind: 'indirect',
        polarity: 'positive',
        ...doubtOf(scene, viewpoint.speaker),
      }),
    )
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === undefined || isReport(i)) continue
    if (quotations.some((range) => range.start <= word.start && word.end <= range.end)) continue
    const found = phraseAt(verbIndex(), words, i)
    const hit = found && withAuxiliary(words, found)
    if (hit === undefined || hit.entry.frame.every((frame) => frame === 'content') || !isPredicate(hit, words)) continue
    if (i < (viewpoint?.to ?? 0)) continue
    const complement = complementOf(scene, hit, scopeStart, quotations)
    if (complement === undefined) continue
    // "Дипломаттың айтуынша, Ташкент бастаманы қолдайды": what stands in the words of another is his, unless it is speech itself.
    const isSpeech = hit.entry.frame.includes('clause') && (hit.entry.act === 'state' || hit.form === 'Conv')
    const isOthers = complement.speaker !== undefined && isPerson(scene, complement.speaker)
    if (viewpoint !== undefined && viewpoint.from <= 8 && !isSpeech && !isOthers) continue
    const named = complement.speaker ?? speaker ?? subjectAfter(scene, hit.to)
    const by = named ?? lastSpeaker
    const own = ownView(scene, complement.content)
    const act = own?.act ?? actOf(hit, words, complement.content)
    drafts.push(
      draftOf(scene, times, {
        ...(by === undefined ? {} : { speaker: by }),
        ...doubtOf(scene, named === undefined ? undefined : by),
        act: act === 'state' && own === undefined ? (contentAct(words, complement.content, listed()) ?? act) : act,
        cue: [own?.cueFrom ?? complement.cueFrom ?? hit.from, hit.to],
        ...(complement.content === undefined ? {} : { content: own?.content ?? complement.content }),
        ...(complement.quotation === undefined ? {} : { quotation: complement.quotation }),
        ...(complement.addressee === undefined ? {} : { addressee: complement.addressee }),
        kind: complement.quotation === undefined && complement.isSpeech !== true ? 'indirect' : 'direct',
        polarity: hit.negated ? 'negative' : 'positive',
      }),
    )
    speaker = by
    scopeStart = hit.to
    const inner = innerStatement(scene, complement.content)
    if (inner !== undefined) drafts.push(draftOf(scene, times, inner))
  }
  return drafts
}

/** "… деп есептейтінін айтты" (said that he holds that …): the act and the content are those of the inner verb. */
function ownView(
  scene: Scene,
  content: readonly [number, number] | undefined,
): { readonly act: Act; readonly cueFrom: number; readonly content: readonly [number, number] } | undefined {
  if (content === undefined) return undefined
  const { words } = scene.sentence
  const hit = phraseAt(verbIndex(), words, content[1] - 1)
  const joint = hit === undefined ? -1 : hit.from - 1
  if (hit === undefined || hit.form !== 'Part' || words[joint]?.lower !== 'деп' || joint <= content[0]) return undefined
  const isOthers = scene.mentions.some(
    ({ from, to, case: form, type }) => from >= content[0] && to < joint && form === 'Gen' && type === 'person',
  )
  if (isOthers) return undefined
  const act = hit.negated ? (hit.entry.negated ?? hit.entry.act) : hit.entry.act
  return { act, cueFrom: joint, content: [content[0], joint] }
}

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

const isPerson = (scene: Scene, entity: string): boolean =>
  scene.mentions.some((mention) => mention.entity === entity && mention.type === 'person')

/** The act of a cue: of its negation, or, where a deed is asked for and not an answer, a request ("келуді сұрады"). */
function actOf(hit: PhraseHit<Cue>, words: readonly Word[], content: readonly [number, number] | undefined): Act {
  if (hit.negated) return hit.entry.negated ?? hit.entry.act
  const last = content === undefined ? undefined : words[content[1] - 1]
  const isDeed = last?.analyses.some(
    ({ feats, confidence }) =>
      feats.VerbForm === 'Vnoun' && feats['Person[psor]'] === undefined && feats.Case === 'Acc' && confidence >= 0.5,
  )
  return hit.entry.act === 'ask' && isDeed ? 'request' : hit.entry.act
}

/** Finite verbs and converbs tell; a participle or verbal noun inside a noun phrase does not, unless it ends the clause. */
function isPredicate(hit: PhraseHit<Cue>, words: readonly Word[]): boolean {
  // What is told in the first person is the speaker's own, inside of what is quoted.
  if (hit.person === '1' || hit.person === '2') return false
  // "де" after a clause is the particle ("too"); a passive converb tells of plans and not of speech.
  const verb = words[hit.to - 1]
  if (/^(де|да)$/u.test(verb?.lower ?? '') || (hit.passive && hit.entry.verb !== 'де' && hit.form === 'Conv'))
    return false
  if (hit.passive && (hit.entry.frame.includes('dep') || /^(intend|assess|promise)$/u.test(hit.entry.act))) return false
  // "сынағысы келмейтінін" (that he did not want to criticize): a wish to speak is no speech.
  if (/[ғгқк][ыі]с[ыі]$/u.test(verb?.lower ?? '')) return false
  if (hit.form === 'Fin' || hit.form === 'Conv') {
    const next = words[hit.to]
    // "деп" alone joins a clause to the verb after it; it is no cue of its own.
    return (
      words[hit.to - 1]?.lower !== 'деп' && !(hit.form === 'Conv' && next !== undefined && isCueVerb(words, hit.to))
    )
  }
  const next = words[hit.to]
  // "…, – делінген қаулыда", "деп жазылған жеделхатта" (it is said in the decree, written in the telegram)
  const isInPaper = next?.analyses.some(({ feats }) => feats.Case === 'Loc') === true
  if (hit.form === 'Part' && hit.passive && (hit.entry.verb === 'де' || isInPaper)) return true
  // "«…», – деген Лаурсен" (said Laursen): after a quotation and a dash
  if (hit.form === 'Part' && hit.entry.verb === 'де' && isDash(words[hit.from - 1]) && next?.capital === true)
    return true
  return (
    hit.form === 'Part' &&
    (next === undefined ||
      isPunctuation(next) ||
      /^(болатын|еді|екен|хабарламада|мәлімдемеде|құжатта|жарлықта)$/u.test(next.lower))
  )
}

/** "талап етіп отыр" (is demanding), "айтып өтті": the auxiliary after a converb belongs to the cue and makes it finite. */
function withAuxiliary(words: readonly Word[], hit: PhraseHit<Cue>): PhraseHit<Cue> {
  if (hit.form !== 'Conv' || isCueVerb(words, hit.to)) return hit
  const isAuxiliary = words[hit.to]?.analyses.some(
    ({ lemma, feats }) =>
      feats.VerbForm === 'Fin' && /^(отыр|жатыр|тұр|жүр|кет|өт|қой|бер|жібер|шық|кел)$/u.test(lemma),
  )
  return isAuxiliary === true ? { ...hit, to: hit.to + 1, form: 'Fin' } : hit
}

/** "айтып өтті": a converb that is the first part of a cue's own phrase. */
const isCueVerb = (words: readonly Word[], at: number): boolean => {
  const hit = phraseAt(verbIndex(), words, at)
  return hit !== undefined && hit.from < at
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

function draftOf(scene: Scene, times: readonly FoundTime[], parts: Parts): Draft {
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

/** "Оның пікірінше" (in his opinion), "министрдің айтуынша", "X мәліметі бойынша". */
function viewpointAt(scene: Scene):
  | {
      readonly cue: Cue
      readonly from: number
      readonly to: number
      readonly speaker?: string
      /** Whether words say whose view it is, though no entity may be known by them. */
      readonly isNamed: boolean
    }
  | undefined {
  const { words } = scene.sentence
  for (const [i, word] of words.entries()) {
    for (const analysis of word.analyses) {
      const byNoun = analysis.feats.Case === 'Equ' && analysis.feats['Person[psor]'] === '3'
      const isOf = analysis.feats['Person[psor]'] === '3'
      const after = words[i + 1]?.lower ?? ''
      // "мәліметі бойынша" (by the data of), "сөзіне қарағанда" (going by the words of)
      const byPhrase =
        isOf &&
        ((after === 'бойынша' && analysis.feats.Case === 'Nom') ||
          (/^(қарағанда|сүйенсек|сенсек)$/u.test(after) && analysis.feats.Case === 'Dat'))
      if (!byNoun && !byPhrase) continue
      const noun = analysis.feats.VerbForm === 'Vnoun' ? verbalNoun(analysis.lemma) : analysis.lemma
      // "атап өтуінше" (as he pointed out): the words before the verb belong to it.
      const joined = viewpointIndex().get(`${words[i - 1]?.lower} ${noun}`)
      const cue = joined ?? viewpointIndex().get(noun)
      if (cue === undefined) continue
      const first = joined === undefined ? i : i - 1
      const to = byPhrase ? i + 2 : i + 1
      const owner = ownerBefore(scene, first)
      const isNamed = words[first - 1]?.analyses[0]?.feats.Case === 'Gen'
      return owner === undefined
        ? { cue, from: first, to, isNamed }
        : { cue, from: owner.from, to, speaker: owner.entity, isNamed }
    }
  }
  return undefined
}

/** Whose view it is: the mention right before, or before its kind ("«Қазгидромет» | кәсіпорнының | болжамынша"). */
const ownerBefore = (scene: Scene, at: number): Linked | undefined =>
  scene.mentions.findLast(
    (mention) =>
      mention.to <= at &&
      at - mention.to <= 3 &&
      /^(person|organization|document)$/u.test(mention.type) &&
      scene.sentence.words
        .slice(mention.to, at)
        .every(
          (word) =>
            isClosingQuote(word) ||
            word.analyses.some(({ feats }) => feats['Person[psor]'] === '3' || feats.Case === 'Dat'),
        ) &&
      (mention.to < at || mention.case === 'Gen' || mention.case === 'Nom'),
  )

const verbalNoun = (stem: string): string => (/[ыі]$/u.test(stem) ? `${stem.slice(0, -1)}у` : `${stem}у`)

/** The rest of the sentence after the phrase and its comma; where it stands last, what is before it. */
function contentAround(
  words: readonly Word[],
  viewpoint: { readonly from: number; readonly to: number },
  end: number,
): readonly [number, number] | undefined {
  let from = viewpoint.to
  while (from < end && isPunctuation(words[from]) && !isOpeningQuote(words[from])) from++
  if (from < end) return [from, end]
  let to = viewpoint.from
  while (to > 0 && isPunctuation(words[to - 1]) && !isClosingQuote(words[to - 1])) to--
  return to > 0 ? [0, to] : undefined
}

/** The index after the last word of a sentence, its full stop left out. */
export function sentenceEnd(words: readonly Word[]): number {
  let end = words.length
  while (end > 0 && /^[.!?…;:]+$/u.test(words[end - 1]?.form ?? '')) end--
  return end
}

/** "…, – деді Мемлекет басшысы": the subject after its verb. */
function subjectAfter(scene: Scene, from: number): string | undefined {
  const { words } = scene.sentence
  const following = scene.mentions.filter(
    (mention) =>
      mention.from >= from &&
      ((/^(person|organization)$/u.test(mention.type) && mention.case === 'Nom') ||
        (/^(document|organization)$/u.test(mention.type) && mention.case === 'Loc')),
  )
  // "… Полиция департаменті бастығының орынбасары Талғат Есжанов": the body is part of the person's title.
  const person = following.find(
    ({ type, from: start }) => type === 'person' && !words.slice(from, start).some(isPunctuation),
  )
  const subject = person ?? following[0]
  if (subject === undefined) return undefined
  const between = words.slice(from, subject.from)
  return between.length <= 12 && !between.some((word) => isDash(word) || /^[.!?]$/u.test(word.form))
    ? subject.entity
    : undefined
}
