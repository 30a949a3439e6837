import type { Range } from 'kazakh'
import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import type { Act } from '../schema.js'
import type { Scene } from './statements.js'
import { bareSubjectEnd, circumstancesEnd, isSpeakerNoun } from './subject.js'

/** What a cue has with it: who speaks, what is said, to whom. Word indexes; a quotation is in offsets of the block. */
export interface Complement {
  readonly speaker?: string
  readonly content?: readonly [number, number]
  readonly quotation?: Range
  readonly addressee?: string
  /** Where the cue begins, when a word before its verb belongs to it: "деп" in деп санайды. */
  readonly cueFrom?: number
  /** Whether the content is speech as it was spoken, though no mark says so. */
  readonly isSpeech?: boolean
}

/**
 * Reads what stands before a cue in its scope (from the end of the cue before it): subject, then complement, in the
 * order that Kazakh has them. Undefined where the cue's frame is not filled, so that "мектепке жеткізді" (brought to
 * school) is not taken for saying.
 */
export function complementOf(
  scene: Scene,
  hit: PhraseHit<Cue>,
  scopeStart: number,
  quotations: readonly Range[],
): Complement | undefined {
  const { words } = scene.sentence
  const begin = skipConnectives(words, scopeStart, hit.from)
  const subject = subjectBefore(scene, begin, hit.from)
  // After the first cue of a sentence the subject goes on, unless a person takes over.
  const named = scopeStart > 0 && subject?.type !== 'person' ? undefined : subject
  // A subject without a name: "Ведомство өкілі". It ends where what is said begins, and a name inside that is no speaker.
  const bare =
    scopeStart > 0 || (named !== undefined && named.from <= begin) ? undefined : bareSubjectEnd(words, begin, hit.from)
  // "Мәжіліс депутаты | Ғабит Сәрсенов": a title before a name is no subject of its own.
  const isTitle =
    bare !== undefined &&
    scene.mentions.some((m) => m.from <= bare && bare < m.to && m.type === 'person' && m.case === 'Nom')
  const bareEnd = isTitle ? undefined : bare
  const titled =
    bareEnd === undefined
      ? undefined
      : scene.mentions.find(
          (mention) =>
            mention.to === bareEnd && mention.from >= begin && /^(person|organization|place)$/u.test(mention.type),
        )
  const speaker = bareEnd === undefined ? named : titled
  const withSpeaker = speaker === undefined ? {} : { speaker: speaker.entity }
  const addressee = addresseeOf(scene, hit, begin, speaker)
  const withAddressee = addressee === undefined ? {} : { addressee }
  const quotation = quotationBefore(scene, hit, begin, quotations)
  if (quotation !== undefined && /clause|dep/u.test(hit.entry.frame.join())) {
    const joined = /^(деп|деген)$/u.test(words[hit.from - 1]?.lower ?? '') ? { cueFrom: hit.from - 1 } : {}
    return { ...withSpeaker, ...withAddressee, ...joined, quotation }
  }
  const subjectEnd =
    bareEnd ??
    (speaker !== undefined && speaker.to <= hit.from && isAtFront(speaker, begin, words) ? speaker.to : begin)
  const contentFrom = circumstancesEnd(words, afterSubject(words, subjectEnd), hit.from)
  const before = words[hit.from - 1]
  const frames = hit.entry.frame
  // "… деген пікір білдірді" (expressed the opinion that …)
  const isJoined = before?.lower === 'деп' || (before?.lower === 'деген' && hit.to - hit.from > 1)
  // "…қызмет етеміз, деді" (we shall serve, they said): speech without a mark of its own
  if (hit.entry.verb === 'де' && before?.form === ',') {
    const to = trimEnd(words, contentFrom, hit.from - 1)
    return to > contentFrom
      ? { ...withSpeaker, ...withAddressee, content: [contentFrom, to], isSpeech: true }
      : undefined
  }
  if ((frames.includes('clause') || frames.includes('dep')) && isJoined) {
    const to = trimEnd(words, contentFrom, hit.from - 1)
    if (to <= contentFrom) return undefined
    return { ...withSpeaker, ...withAddressee, content: [contentFrom, to], cueFrom: hit.from - 1 }
  }
  if (frames.includes('topic') && isAboutThis(words, begin)) return { ...withSpeaker, ...withAddressee }
  const to =
    speaker !== undefined && speaker.from > begin && speaker.to === hit.from
      ? trimEnd(words, begin, speaker.from)
      : trimEnd(words, contentFrom, hit.from)
  const last = words[to - 1]
  const said = pastAddressee(scene, contentFrom, to, hit.entry, addressee)
  const content: readonly [number, number] | undefined = to > said ? [said, to] : undefined
  const filled =
    (frames.includes('clause') && isClause(last)) ||
    (frames.includes('object') && (hasCase(last, 'Acc') || (hit.entry.verb === 'тіле' && hasCase(last, 'Nom')))) ||
    (frames.includes('dative') && hasCase(last, 'Dat')) ||
    (frames.includes('topic') &&
      (topicWord.test(last?.lower ?? '') ||
        words.slice(begin, begin + 6).some((word) => nearTopic.test(word.lower)))) ||
    (frames.includes('for') && /^(үшін)$/u.test(last?.lower ?? ''))
  if (filled && content !== undefined) return { ...withSpeaker, ...withAddressee, content }
  // "…ризашылық білдіріп:" and the like count with whatever is said; the rest need what their frame asks for.
  if (frames.includes('bare') || frames.includes('for')) {
    return content === undefined ? { ...withSpeaker, ...withAddressee } : { ...withSpeaker, ...withAddressee, content }
  }
  return undefined
}

/** "Бұл туралы министр мәлімдеді" (the minister said this): what is said stands in the sentence before. */
const isAboutThis = (words: readonly Word[], at: number): boolean =>
  /^(бұл|осы|ол)$/u.test(words[at]?.lower ?? '') && /^(туралы|жөнінде|жайлы)$/u.test(words[at + 1]?.lower ?? '')

/** Whom an order or a request is made to stands before what is asked: "балаларды демалуға шақырды" (called children to rest). */
function pastAddressee(scene: Scene, from: number, to: number, cue: Cue, addressee: string | undefined): number {
  const { words } = scene.sentence
  if (!/^(state|order|request|ask|warn|promise|propose|remind|thank|wish|congratulate|explain)$/u.test(cue.act))
    return from
  const named = scene.mentions.find(
    (mention) => mention.entity === addressee && mention.from >= from && mention.to < to,
  )
  if (named !== undefined && named.from - from <= 4 && !words.slice(from, named.from).some(isPunctuation))
    return named.to
  // "жаңа министрге", "үкіметтен": to whom or of whom, without a name.
  for (let i = from; i < Math.min(to - 2, from + 3); i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word)) break
    if (isSpeakerNoun(word) && (hasCase(word, 'Dat') || (isOfWhom(cue) && hasCase(word, 'Abl')))) return i + 1
  }
  const isCalled = cue.verb === 'шақыр' || cue.verb === 'үнде'
  for (let i = from; isCalled && i < Math.min(to - 1, from + 3); i++) if (hasCase(words[i], 'Acc')) return i + 1
  return from
}

/** Verbs that ask something of somebody in the ablative: үкіметтен сұрады (asked of the government). */
const isOfWhom = (cue: Cue): boolean => /^(?:сұра|өтін|талап ет)$/u.test(cue.verb)

/** …екенін, …болғанын, …дамитынын, …қажеттігін: a clause made a noun, in the accusative. */
const isClause = (word: Word | undefined): boolean =>
  /(?:[ғгқк][ае]нын|[ғгқк]енін|тынын|тінін|екенін|екендігін)$/u.test(word?.lower ?? '') ||
  (word?.analyses.some(
    ({ feats, lemma }) =>
      feats.Case === 'Acc' &&
      (feats.VerbForm === 'Part' || feats.VerbForm === 'Vnoun' || /(?:тік|тық|дік|дық|лік|лық|і?гі|ығы)$/u.test(lemma)),
  ) ??
    false)

const nearTopic = /^(туралы|жөнінде|жайында|хақында)$/u
const topicWord = /^(туралы|жөнінде|жайлы|жайында|хақында|бойынша)$/u

const hasCase = (word: Word | undefined, wanted: string): boolean =>
  word?.analyses.some(({ feats, confidence }) => feats.Case === wanted && confidence >= 0.5) ?? false

const connective =
  /^(және|әрі|сондай-ақ|сонымен|қатар|бірге|ал|бірақ|сонда|бұдан|бөлек|өз|кезегінде|соңында|айта|келе|әрине)$/u

/** Past commas and connectives that lead from one cue to the next: ", сондай-ақ," ("as well as"). */
function skipConnectives(words: readonly Word[], from: number, to: number): number {
  // "KAZINFORM – Министр …": what a dateline leaves before the sentence.
  let at = from === 0 && words[0]?.capital === true && isDash(words[1]) && to > 4 ? 2 : from
  while (at < to && (isJoint(words[at]) || connective.test(words[at]?.lower ?? ''))) at++
  // "Бұған дейін" (before this), "осыдан бөлек" (apart from this)
  const isBefore =
    /^(бұған|осыған|бұдан|осыдан|оған|содан)$/u.test(words[at]?.lower ?? '') &&
    /^(дейін|бұрын|бөлек|басқа|кейін|соң)$/u.test(words[at + 1]?.lower ?? '')
  return isBefore && at + 2 < to ? skipConnectives(words, at + 2, to) : at
}

const isJoint = (word: Word | undefined): boolean => word !== undefined && (/^[,;:]$/u.test(word.form) || isDash(word))

const trimEnd = (words: readonly Word[], from: number, to: number): number => {
  let end = to
  while (
    end > from &&
    (isJoint(words[end - 1]) || /^(?:арнайы|баса|ерекше|тағы|қоса|да|де|та|те)$/u.test(words[end - 1]?.lower ?? ''))
  )
    end--
  return end
}

/** Past the mark and the head after a name that speaks: «Politiken» | газеті, Қазақстан | тарапы (the Kazakh side). */
function afterSubject(words: readonly Word[], from: number): number {
  let at = from
  if (isClosingQuote(words[at])) at++
  const isHead = (word: Word | undefined): boolean =>
    isSpeakerNoun(word) &&
    word?.analyses.some(({ feats }) => feats['Person[psor]'] === '3' && feats.Case === 'Nom') === true
  while (isHead(words[at])) at++
  return at
}

/** The subject: the first person in the nominative in scope; failing a person, an organization, then a country. */
function subjectBefore(scene: Scene, from: number, to: number): Linked | undefined {
  const inScope = scene.mentions.filter(
    (mention) => mention.from >= from && mention.to <= to && mention.case === 'Nom' && !isInApposition(scene, mention),
  )
  return (
    inScope.find((mention) => mention.type === 'person') ??
    inScope.find((mention) => mention.type === 'organization') ??
    inScope.find(
      (mention) =>
        mention.type === 'place' &&
        mention.from === from &&
        !/^(,|және|мен|пен|бен)$/u.test(scene.sentence.words[mention.to]?.lower ?? ''),
    )
  )
}

/** A name that only modifies what follows: "Тоқаев пен Си", "Қазақстан Үкіметі". Its case belongs to the last in row. */
const isInApposition = (scene: Scene, mention: Linked): boolean => {
  const next = scene.sentence.words[mention.to]
  return next !== undefined && /^(мен|пен|бен|туралы|үшін|арқылы|жөніндегі|атындағы|бойынша)$/u.test(next.lower)
}

/** The subject opens its clause when nothing but adverbials stands before it. */
const isAtFront = (speaker: Linked, begin: number, words: readonly Word[]): boolean =>
  words.slice(begin, speaker.from).every((word) => {
    const first = word.analyses[0]
    return /^(?:Part)?$/u.test(first?.feats.VerbForm ?? '') && first?.feats.Case !== 'Acc'
  })

/** Quoted speech that ends right before the cue, or right before its subject: «…», – деді X; X «…» деп атап өтті. */
function quotationBefore(
  scene: Scene,
  hit: PhraseHit<Cue>,
  begin: number,
  quotations: readonly Range[],
): Range | undefined {
  const { words } = scene.sentence
  const cueStart = words[hit.from]?.start ?? 0
  const nearest = quotations.findLast((range) => range.end <= cueStart)
  if (nearest === undefined) return undefined
  const scopeStart = words[begin]?.start ?? 0
  if (nearest.end < scopeStart) return undefined
  // "«Жол ашылады»: министр сөз берді": a headline's quotation, and who said it after a colon
  const after = words.find((word) => word.start > nearest.end)
  if (after?.form === ':' && nearest.start <= (words[0]?.end ?? 0)) return nearest
  const between = words.filter((word) => word.start >= nearest.end && word.end <= cueStart && !isPunctuation(word))
  return between.every((word) => /^(деп|дей|деген)$/u.test(word.lower) || isInMention(scene, word))
    ? nearest
    : undefined
}

const isInMention = (scene: Scene, word: Word): boolean => {
  const at = scene.sentence.words.indexOf(word)
  return scene.mentions.some((mention) => mention.case === 'Nom' && mention.from <= at && at < mention.to)
}

const addressed = new Set<Act>([
  'thank',
  'congratulate',
  'greet',
  'wish',
  'condole',
  'order',
  'request',
  'promise',
  'ask',
  'warn',
  'state',
  'propose',
  'remind',
])

/** Whom it is said to: a person, a body or a country in the dative; of praise, whose deeds are praised. */
function addresseeOf(scene: Scene, hit: PhraseHit<Cue>, from: number, speaker: Linked | undefined): string | undefined {
  const others = scene.mentions.filter(
    (mention) => mention.from >= from && mention.to <= hit.to && mention.entity !== speaker?.entity,
  )
  const { act } = hit.entry
  const toWhom = (types: RegExp, cases: readonly string[]): Linked | undefined =>
    others.find((mention) => types.test(mention.type) && cases.includes(mention.case ?? ''))
  if (act === 'praise' || act === 'criticize') return toWhom(/^person$/u, ['Gen', 'Acc', 'Dat'])?.entity
  if (!addressed.has(act)) return undefined
  const direct =
    toWhom(/^person$/u, ['Dat']) ??
    (isOfWhom(hit.entry) ? toWhom(/^(person|organization)$/u, ['Abl']) : undefined) ??
    (hit.entry.verb === 'шақыр' ? toWhom(/^person$/u, ['Acc']) : undefined) ??
    (act === 'congratulate' ? toWhom(/^(person|organization)$/u, ['Acc']) : undefined)
  if (direct !== undefined) return direct.entity
  if (act === 'state' || act === 'remind') return undefined
  // "Қазақстан мен оның басшылығына" (to Kazakhstan and its leadership): the first of a row that ends in the dative.
  const row = others.find(
    (mention) =>
      /^(place|organization)$/u.test(mention.type) &&
      mention.case === 'Nom' &&
      endsInDative(scene.sentence.words, mention, hit.from),
  )
  return (
    row ??
    toWhom(/^organization$/u, ['Dat']) ??
    (act === 'thank' || act === 'congratulate' ? toWhom(/^place$/u, ['Dat']) : undefined)
  )?.entity
}

function endsInDative(words: readonly Word[], mention: Linked, before: number): boolean {
  if (!/^(мен|пен|бен|және)$/u.test(words[mention.to]?.lower ?? '')) return false
  return words.slice(mention.to + 1, Math.min(mention.to + 5, before)).some((word) => hasCase(word, 'Dat'))
}

/** A word at the end of what is said that tells the act: "…ниетті екенін" (that he intends) before a verb of saying. */
export function contentAct(
  words: readonly Word[],
  content: readonly [number, number] | undefined,
  cues: readonly Cue[],
): Act | undefined {
  if (content === undefined) return undefined
  const tail = words.slice(Math.max(content[0], content[1] - 3), content[1])
  const telling = cues.filter(({ frame }) => frame.includes('content'))
  for (const word of tail.toReversed()) {
    const cue = telling.find(({ verb }) => word.analyses.some((a) => a.lemma === verb && a.confidence >= 0.5))
    if (cue !== undefined) return cue.act
    if (word.analyses.some(({ feats }) => feats.Mood === 'Int')) return 'intend'
  }
  return undefined
}
