import type { Range } from 'kazakh'
import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isPossessed, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import type { Act } from '../schema.js'
import type { Scene } from './statements.js'
import {
  bareSubjectEnd,
  circumstancesEnd,
  deedsEnd,
  hasCase,
  isOccasion,
  isOwnPerson,
  isSpeakerNoun,
  isVerbal,
} from './subject.js'

/** What a cue has with it: who speaks, what is said, to whom. Word indexes; a quotation is in offsets of the block. */
export interface Complement {
  readonly speaker?: string
  /** The last word of a subject that is no mention: реттеуші ("the regulator"). */
  readonly noun?: Word
  readonly content?: readonly [number, number]
  readonly quotation?: Range
  readonly addressee?: string
  /** To whom it is said, where no mention is: министрге ("to the minister"). */
  readonly whom?: Word
  /** Where the cue begins, when a word before its verb belongs to it: "деп" in деп санайды. */
  readonly cueFrom?: number
  /** Whether it is asked of somebody: үкіметтен талап етті. */
  readonly isOf?: boolean
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
  following?: Range,
): Complement | undefined {
  const { words } = scene.sentence
  const begin = afterQuestion(scene, skipConnectives(words, scopeStart, hit.from), hit.from)
  const paper = hit.passive ? paperGivenOut(scene, begin, hit.from) : undefined
  if (paper !== undefined) return paper
  // What follows a headline's colon begins anew.
  const isFirst = scopeStart === 0 || words[scopeStart - 1]?.form === ':'
  // "… болатыны айтылады" (it is said that …): nobody is its subject.
  const isUntold =
    hit.passive &&
    isNamedClause(words[trimEnd(words, begin, hit.from) - 1]) &&
    !words.slice(begin, begin + 8).some((word) => isOccasion(word) && hasCase(word, 'Loc'))
  const isAfter = isUntold || speaksAfter(scene, hit)
  const subject = isAfter ? undefined : subjectBefore(scene, begin, hit.from)
  // After the first cue of a sentence the subject goes on, unless a person takes over.
  const named = !isFirst && subject?.type !== 'person' ? undefined : subject
  // A subject without a name: "Ведомство өкілі". It ends where what is said begins, and a name inside that is no speaker.
  const bare =
    !isFirst || isAfter || (named !== undefined && named.from <= begin && named.type !== 'place')
      ? undefined
      : bareSubjectEnd(
          words,
          begin,
          unquotedEnd(scene, begin, hit.from),
          (at) => isInName(scene, at),
          (at) => isOthersTitle(scene, at),
        )
  const row = !isFirst || isAfter ? undefined : rowOfStates(scene, begin, hit.from)
  const pronoun = !isFirst || named !== undefined ? undefined : pronounEnd(words, begin, hit.from)
  const bareEnd = row ?? pronoun ?? (bare !== undefined && isTitle(scene, bare, named) ? undefined : bare)
  // "Қазақстан | тарапы" (the Kazakh side) is the country itself.
  const isSide = named?.type === 'place' && bareEnd === named.to + 1 && isSideNoun(words[named.to])
  const titled =
    bareEnd === undefined
      ? undefined
      : isSide
        ? named
        : scene.mentions.find(
            (mention) =>
              mention.to === bareEnd && mention.from >= begin && /^(person|organization|place)$/u.test(mention.type),
          )
  const speaker = bareEnd === undefined ? named : titled
  const noun = bareEnd === undefined ? undefined : words[bareEnd - 1]
  const body = speaker === undefined && noun === undefined && isFirst ? bodyAtFront(scene, begin) : undefined
  const isSingular = pronoun !== undefined && noun?.lower === 'ол'
  const withSpeaker =
    speaker !== undefined
      ? { speaker: speaker.entity }
      : body !== undefined
        ? { speaker: body.entity }
        : noun === undefined || isSingular
          ? {}
          : { noun }
  const addressee = addresseeOf(scene, hit, begin, speaker)
  const withAddressee = addressee === undefined ? {} : { addressee }
  const quotation = quotationBefore(scene, hit, begin)
  const isJoinedSpeech = [hit.from - 1, hit.from - 2].some((at) => words[at]?.lower === 'деп')
  if (quotation !== undefined && (isJoinedSpeech || /clause|dep/u.test(hit.entry.frame.join()))) {
    const joint = [hit.from - 1, hit.from - 2].find((at) => /^(деп|деген)$/u.test(words[at]?.lower ?? ''))
    const joined = joint === undefined ? {} : { cueFrom: joint }
    return { ...withSpeaker, ...withAddressee, ...joined, quotation }
  }
  const subjectEnd =
    bareEnd ??
    body?.to ??
    (speaker !== undefined &&
    speaker.to <= hit.from &&
    (isAtFront(speaker, begin, words) || isAfterClause(scene, speaker, begin))
      ? endOfApposition(scene, speaker, hit.from)
      : begin)
  const told = circumstancesEnd(words, afterSubject(words, subjectEnd), hit.from)
  const afterOccasion = subjectEnd > begin && isPastPerfect(words, hit) ? pastTime(words, told, hit.from) : told
  // "Үкіметке қоймаларды тексеріп, баяндауды тапсырды": after whom it is said to, a converb belongs to what is said.
  const isOrdered =
    hit.entry.act === 'order' && pastAddressee(scene, afterOccasion, hit.from, hit.entry, addressee) > afterOccasion
  const contentFrom = isOrdered ? afterOccasion : deedsEnd(words, afterOccasion, hit.from)
  const before = words[hit.from - 1]
  const frames = hit.entry.frame
  // "… деген пікір білдірді" (expressed the opinion that …)
  const isJoined =
    before?.lower === 'деп' || (before?.lower === 'деген' && (hit.to - hit.from > 1 || frames[0] === 'dep'))
  // "деп қадап айтты", "деп ашық айтты": how it was said stands between.
  const cueFrom = isJoined
    ? hit.from - 1
    : words[hit.from - 2]?.lower === 'деп' && isManner(before)
      ? hit.from - 2
      : undefined
  // "…қызмет етеміз, деді" (we shall serve, they said): speech without a mark of its own
  const isPlain =
    named !== undefined && named.from === begin && named.to < hit.from && !/^(деп|былай)$/u.test(before?.lower ?? '')
  if (hit.entry.verb === 'де' && (before?.form === ',' || endsSpeech(before) || (isPlain && following === undefined))) {
    // "Жол ашылады, дейді Ғабит Сәрсенов": what is said is all that stands before.
    const isFollowed = scene.mentions.some(
      ({ from, type, case: form }) => from >= hit.to && from <= hit.to + 6 && type === 'person' && form === 'Nom',
    )
    if (isFollowed && before?.form === ',') {
      const end = trimEnd(words, begin, hit.from)
      return end > begin ? { ...withAddressee, content: [begin, end], isSpeech: true } : undefined
    }
    const to = trimEnd(words, contentFrom, hit.from)
    const isSpeech = before?.form === ',' || isFirstPerson(before)
    // "Комитет не дейді?" (what does the committee say?)
    const isAsked = /^(не|кім|қашан|қалай|неге|қайда|қандай)$/u.test(words[to - 1]?.lower ?? '')
    return to > contentFrom && !isAsked
      ? { ...withSpeaker, ...withAddressee, content: [contentFrom, to], ...(isSpeech ? { isSpeech } : {}) }
      : undefined
  }
  if (cueFrom !== undefined && (before?.lower !== 'деген' || /clause|dep/u.test(frames.join()))) {
    const said = pastAddressee(scene, contentFrom, cueFrom, hit.entry, addressee)
    const to = trimEnd(words, said, cueFrom)
    const isThus = to - said === 1 && soWord.test(words[said]?.lower ?? '')
    if (isThus && following !== undefined)
      return { ...withSpeaker, ...withAddressee, quotation: following, cueFrom: said }
    if (isThus && /^(осылай|осылайша|солай)$/u.test(words[said]?.lower ?? ''))
      return { ...withSpeaker, ...withAddressee, cueFrom }
    return to <= said ? undefined : { ...withSpeaker, ...withAddressee, content: [said, to], cueFrom }
  }
  if (/topic|clause/u.test(frames.join()) && isAboutThis(words, begin)) return { ...withSpeaker, ...withAddressee }
  // "осылай мәлімдеді" (declared so)
  if (frames.includes('clause') && soWord.test(before?.lower ?? '') && following === undefined)
    return { ...withSpeaker, ...withAddressee }
  // "Ақпаратты баспасөз хатшысы растады" (the press secretary confirmed it): what is said may stand before its subject.
  const subjectTo = /^(да|де|та|те|ғана|қана|өзі)$/u.test(before?.lower ?? '') ? hit.from - 1 : hit.from
  const front = speaker === undefined ? begin : withoutAdverbs(words, begin, nounPhraseStart(scene, speaker))
  const isLast =
    speaker !== undefined &&
    front > begin &&
    (speaker.to === subjectTo || (isClause(words[front - 1]) && isOnlyWhere(words, speaker.to, hit.from)))
  const lastNoun = speaker === undefined ? subjectRightBefore(words, begin, subjectTo) : undefined
  const nounBefore = words[subjectTo - 1]
  if (lastNoun !== undefined && nounBefore !== undefined)
    return { noun: nounBefore, ...withAddressee, content: [begin, lastNoun] }
  const from = isLast ? begin : contentFrom
  const to = isLast
    ? trimEnd(words, begin, front)
    : pastManner(words, contentFrom, trimEnd(words, contentFrom, hit.from))
  const trailing = recipientLast(words, from, to, hit.entry)
  const said = trailing === undefined ? pastAddressee(scene, from, to, hit.entry, addressee) : from
  const until = trailing ?? (frames.includes('for') ? beforeRecipient(scene, said, to) : to)
  const last = words[until - 1]
  const content: readonly [number, number] | undefined = until > said ? [said, until] : undefined
  const filled =
    (frames.includes('clause') && (isClause(last) || (hit.passive && isNamedClause(last)))) ||
    (frames.includes('clause') && /^(мұны|соны|осыны|оны)$/u.test(last?.lower ?? '')) ||
    // "Оның себебін айтты" (told the reason of it)
    (frames.includes('clause') &&
      hasCase(last, 'Acc') &&
      last?.analyses.some(({ lemma }) => lemma === 'себеп') === true) ||
    (frames.includes('object') && (hasCase(last, 'Acc') || (hit.entry.verb === 'тіле' && hasCase(last, 'Nom')))) ||
    (hit.entry.verb === 'сұра' && !hit.passive && isThing(last)) ||
    (frames.includes('dative') && hasCase(last, 'Dat') && !hit.passive) ||
    (frames.includes('topic') &&
      (topicWord.test(last?.lower ?? '') ||
        (!hit.passive && words.slice(begin, begin + 6).some((word) => nearTopic.test(word.lower))))) ||
    (frames.includes('with') && hasCase(last, 'Ins')) ||
    (frames.includes('for') && /^(үшін)$/u.test(last?.lower ?? ''))
  const isOf = words.slice(from, said).some((word) => hasCase(word, 'Abl'))
  const whom = said > from && addressee === undefined && isSpeakerNoun(words[said - 1]) ? words[said - 1] : undefined
  const withWhom = { ...(whom === undefined ? withAddressee : { whom }), ...(isOf ? { isOf } : {}) }
  // "Сенат заңды мақұлдады" (approved the law) is a deed.
  if (hit.entry.verb === 'мақұлда' && last?.analyses.some(({ lemma }) => enacted.test(lemma)) === true) return undefined
  if (filled && content !== undefined) return { ...withSpeaker, ...withWhom, content }
  // "…ризашылық білдіріп:" and the like count with whatever is said; the rest need what their frame asks for.
  if (frames.includes('bare') || frames.includes('for')) {
    // "пікір білдірмеді" (gave no opinion): nothing was said.
    if (hit.negated && hit.entry.negated === undefined) return undefined
    return content === undefined ? { ...withSpeaker, ...withWhom } : { ...withSpeaker, ...withWhom, content }
  }
  // "Ол былай деді: «…»"
  if (following !== undefined && frames.includes('clause')) return { ...withSpeaker, ...withWhom, quotation: following }
  return undefined
}

/** "«Тобыл» АҚ таратқан мәлімдемеде … айтылған" (it is said in the statement that … gave out): whose paper it is says it. */
function paperGivenOut(scene: Scene, begin: number, end: number): Complement | undefined {
  const { words } = scene.sentence
  const at = words.findIndex(
    (word, i) => i > begin && i < end && hasCase(word, 'Loc') && isPaper(word) && isGivenOut(words[i - 1]),
  )
  const owner = at === -1 ? undefined : scene.mentions.find(({ to, type }) => to === at - 1 && speaks.test(type))
  const to = trimEnd(words, at + 1, end)
  return owner === undefined || to <= at + 1 ? undefined : { speaker: owner.entity, content: [at + 1, to] }
}

const speaks = /^(?:person|organization)$/u

const isGivenOut = (word: Word | undefined): boolean =>
  /^(?:таратқан|жариялаған|жолдаған|ұсынған)$/u.test(word?.lower ?? '')

/** What a body speaks by: хабарлама (a notice), мәлімдеме (a statement). */
export const isPaper = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) => /^(?:хабарлама|мәлімдеме|ақпарат|мәлімет|үндеу|жазба|есеп)$/u.test(lemma)) === true

const enacted = /^(заң|жоба|бюджет|түзету?|қаулы|тұжырымдама|бағдарлама|стратегия)$/u

const soWord = /^(былай|былайша|осылай|осылайша|солай|мынадай)$/u

/** "Зауыт ашылады, деп атап өтті әкім Ғабит Сәрсенов": whoever stands right after деп and its verb says it. */
function speaksAfter({ sentence: { words }, mentions }: Scene, hit: PhraseHit<Cue>): boolean {
  if (hit.form !== 'Fin' || words[hit.from - 1]?.lower !== 'деп') return false
  const stop = words.findIndex((word, i) => i >= hit.to && isPunctuation(word))
  const end = stop === -1 ? words.length : stop
  return mentions.some(
    ({ from, to, type, kind, case: form }) =>
      from >= hit.to && to <= end && from - hit.to <= 6 && type === 'person' && kind !== 'pronoun' && form === 'Nom',
  )
}

/** "Бұл туралы министр мәлімдеді" (the minister said this): what is said stands in the sentence before. */
const isAboutThis = (words: readonly Word[], at: number): boolean =>
  /^(бұл|осы|ол)$/u.test(words[at]?.lower ?? '') &&
  /^(туралы|жөнінде|жайлы|жайында|хақында)$/u.test(words[at + 1]?.lower ?? '')

/** Whom an order or a request is made to stands before what is asked: "балаларды демалуға шақырды" (called children to rest). */
function pastAddressee(scene: Scene, from: number, to: number, cue: Cue, addressee: string | undefined): number {
  const { words } = scene.sentence
  if (
    !/^(state|order|request|ask|warn|promise|propose|remind|thank|greet|wish|congratulate|condole|explain|criticize)$/u.test(
      cue.act,
    )
  )
    return from
  const named = scene.mentions.find(
    (mention) =>
      mention.entity === addressee &&
      mention.from >= from &&
      mention.to < to &&
      /^(Dat|Abl|Acc)$/u.test(mention.case ?? ''),
  )
  const isNear = named !== undefined && named.from - from <= 4 && !words.slice(from, named.from).some(isPunctuation)
  if (
    named !== undefined &&
    isNear &&
    !isGovernor(words[named.to]) &&
    (named.kind === 'pronoun' || !isOfClause(words, cue, named.to, to))
  )
    return named.to
  // "облыстардың әкімдеріне", "үкіметтен": to whom or of whom, without a name.
  for (let i = from; i < Math.min(to - 1, from + longestAddressee); i++) {
    const word = words[i]
    if (
      word === undefined ||
      isVerbal(word) ||
      (isPunctuation(word) && word.form !== ',') ||
      word.analyses[0]?.feats.Case === 'Acc'
    )
      break
    const isWhom = hasCase(word, 'Dat') || (isOfWhom(cue) && hasCase(word, 'Abl'))
    const isDeed = words[i + 1]?.analyses[0]?.feats.VerbForm === 'Vnoun' && hasCase(word, 'Abl')
    const isOfOwner = words.slice(from, i).some((one) => one.analyses[0]?.feats.Case === 'Gen')
    const isOwned = word.analyses.some(({ feats }) => feats['Person[psor]'] === '3')
    const isOuter =
      isWhom && (!isOfOwner || isOwned) && (isDeed || !isGovernor(words[i + 1])) && !isOfClause(words, cue, i + 1, to)
    if (isOuter && (isAnimate(word) || (i === from && isPersonal(word)))) return i + 1
  }
  // "балаларды демалуға шақырды", "елшіні қызметімен құттықтады": whom stands in the accusative.
  const isCalled = /^(шақыр|үнде|құттықта|айыпта|кінәла|міндетте)$/u.test(cue.verb)
  for (let i = from; isCalled && i < Math.min(to - 1, from + 5); i++) {
    if (isVerbal(words[i]) || isPunctuation(words[i])) break
    const isNamed = scene.mentions.some(
      ({ to: end, type }) => end === i + 1 && /^(person|organization|place)$/u.test(type),
    )
    // "жапон бизнесін Қазақстанға қаржы салуға шақырды": more than the deed stands after whom it calls.
    const deed = words.findIndex((word, k) => k > i && k < to && word.analyses[0]?.feats.VerbForm === 'Vnoun')
    const isApart = /^(шақыр|үнде)$/u.test(cue.verb) && deed > i + 1
    if (hasCase(words[i], 'Acc')) return isNamed || isAnimate(words[i]) || isApart ? i + 1 : from
  }
  return from
}

/** "… жеткізуді | басқармаларға тапсырды": who is to do it may stand last; where what is ordered ends. */
function recipientLast(words: readonly Word[], from: number, to: number, cue: Cue): number | undefined {
  if (cue.act !== 'order' || !hasCase(words[to - 1], 'Dat') || !isAnimate(words[to - 1])) return undefined
  for (let i = to - 2; i > from && to - i <= 6; i--) {
    const isDeed = words[i]?.analyses.some(
      ({ feats, confidence }) => feats.VerbForm === 'Vnoun' && feats.Case === 'Acc' && confidence >= 0.5,
    )
    if (isDeed === true) return i + 1
    if (isPunctuation(words[i]) || isVerbal(words[i])) return undefined
  }
  return undefined
}

/** Who can be called to something: a noun that may speak, or of an agent: балықшы (fisher), әріптес (colleague). */
const isAnimate = (word: Word | undefined): boolean =>
  isSpeakerNoun(word) || word?.analyses.some(({ lemma }) => /(?:шы|ші|дас|дес|тас|тес|гер|кер)$/u.test(lemma)) === true

const isPersonal = (word: Word): boolean =>
  /^(маған|бізге|сізге|сіздерге|оларға|бәріне|баршаға|көпшілікке)$/u.test(word.lower)

/**
 * Before a clause with no subject of its own, somebody in the dative is the clause's: "елшіге хат жолдағанын айтты" (said that
 * he had sent the ambassador a letter), but "журналистерге бағаның өспейтінін айтты" (told the journalists that …).
 */
const isOfClause = (words: readonly Word[], { act }: Cue, from: number, to: number): boolean =>
  /^(state|remind|explain|assess|promise)$/u.test(act) &&
  words[to - 1]?.analyses[0]?.feats.VerbForm === 'Part' &&
  !(isListener(words[from - 1]) && words.slice(from, to).some((word) => hasCase(word, 'Gen')))

/** To whom things are told at large: журналистерге, депутаттарға, министрге. */
const isListener = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) => listeners.test(lemma)) === true
const listeners =
  /^(журналист|тілші|баспасөз|жиналған|қатысушы|қауым|депутат|сенатор|әріптес|жұртшылық|көпшілік|министр|әкім|президент|көрермен|оқырман|агенттік)$/u

/** What takes the word before it for its own: келген, қатысты; after a comma the row goes on. */
const isGovernor = (word: Word | undefined): boolean =>
  (isVerbal(word) && !isBareVerbalNoun(word)) ||
  word?.form === ',' ||
  (word?.analyses.some(({ upos }) => upos === 'ADP') ?? false)

/** жылыту | маусымы (the heating season): a verbal noun that only modifies what comes after it. */
const isBareVerbalNoun = (word: Word | undefined): boolean => {
  const first = word?.analyses[0]
  return first?.feats.VerbForm === 'Vnoun' && first.feats.Case === 'Nom' && first.feats['Person[psor]'] === undefined
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

/** …болғаны айтылды, …екені хабарланды (it was said that …): the clause of a passive is its subject. */
const isNamedClause = (word: Word | undefined): boolean =>
  /(?:[ғгқк][ае]ны|[ғгқк]ені|тыны|тіні|екені|екендігі)$/u.test(word?.lower ?? '')

/** What may stand right before деді: a finite verb, тиіс, керек: "…айналуы тиіс деді" (he said that it must become …). */
const endsSpeech = (word: Word | undefined): boolean =>
  word !== undefined &&
  word.lower !== 'деп' &&
  (/^(тиіс|керек|қажет|жоқ|бар|мүмкін|емес|шығар|сияқты)$/u.test(word.lower) ||
    word.analyses[0]?.feats.VerbForm === 'Fin')

const isFirstPerson = (word: Word | undefined): boolean => word?.analyses[0]?.feats.Person === '1'

const isManner = (word: Word | undefined): boolean =>
  word?.analyses.some(
    ({ upos, feats, confidence }) =>
      (confidence >= 0.5 && upos === 'ADV') || (confidence >= 0.6 && (feats.VerbForm === 'Conv' || upos === 'ADJ')),
  ) ?? false

/** The end of a clause after which only how it was said stands: "ашатынын | ресми түрде | жариялады". */
function pastManner(words: readonly Word[], from: number, to: number): number {
  for (let i = to - 1; i >= Math.max(from, to - 4); i--) {
    const isVerb = words[i]?.analyses[0]?.feats.VerbForm !== undefined || /^екен/u.test(words[i]?.lower ?? '')
    if (isClause(words[i]) && isVerb) return i + 1
    // "кінәсін | ішінара | мойындады" (admitted his guilt in part)
    if (i < to - 1 && words[i]?.analyses[0]?.feats.Case === 'Acc') return i + 1
    if (/^(түрде|рет|мәрте)$/u.test(words[i]?.lower ?? '')) i--
    else if (!isManner(words[i])) return to
  }
  return to
}

/** "…қолдауы үшін | елге алғыс айтты": whom it is said to may stand after what for. */
function beforeRecipient(scene: Scene, from: number, to: number): number {
  const { words } = scene.sentence
  const cause = words.findLastIndex((word, i) => i >= from && i < to && word.lower === 'үшін')
  if (cause === -1 || cause === to - 1) return to
  const isRecipient =
    scene.mentions.some((mention) => mention.to === to && mention.case === 'Dat') ||
    hasCase(words[to - 1], 'Dat') ||
    words[to - 1]?.analyses.some(({ feats }) => feats.Case === 'Abl') === true
  return isRecipient ? cause + 1 : to
}

/** "облыс | әкімінің": bare nouns before a noun belong to it. */
function withModifiers(words: readonly Word[], at: number): number {
  let from = at
  while (
    from > 0 &&
    words[from - 1]?.analyses[0]?.upos === 'NOUN' &&
    words[from - 1]?.analyses[0]?.feats.Case === 'Nom'
  )
    from--
  return from
}

/** What is said, without "бүгін" (today) or "кеше брифингте" (yesterday, at the briefing) before who says it. */
function withoutAdverbs(words: readonly Word[], from: number, to: number): number {
  let end = trimEnd(words, from, to)
  while (end > from + 1 && isAdverb(words[end - 1])) end--
  return end
}

const isAdverb = (word: Word | undefined): boolean =>
  word?.analyses[0]?.upos === 'ADV' ||
  /^(бүгін|кеше|ертең)$/u.test(word?.lower ?? '') ||
  (hasCase(word, 'Loc') && !isVerbal(word))

/** Whether only where, when and to whom it was said stands between two words. */
const isOnlyWhere = (words: readonly Word[], from: number, to: number): boolean =>
  to > from && to - from <= 8 && words.slice(from, to).every((word) => !hasCase(word, 'Acc') && !isPunctuation(word))

/** Where the noun phrase of a name begins: with its title, and what the title is of. */
function nounPhraseStart(scene: Scene, mention: Linked): number {
  const { words } = scene.sentence
  let from = mention.title?.from ?? mention.from
  for (;;) {
    // "Орталық банктің (ОБ) | төрағасы": an abbreviation of its own may stand between.
    if (words[from - 1]?.form === ')' && words[from - 3]?.form === '(') from -= 3
    const before = scene.mentions.find(({ to, case: form }) => to === from && form === 'Gen')
    if (before !== undefined) from = before.from
    else if (isSpeakerNoun(words[from - 1]) && hasCase(words[from - 1], 'Gen')) from = withModifiers(words, from - 1)
    else if (from > 0 && hasCase(words[from - 1], 'Gen') && !isPunctuation(words[from - 1])) from--
    else return from
  }
}

/** "Қаржы министрлігінде …айтты", "Қаржы министрлігінен …мәлімдеді": a body that speaks from within. */
const bodyAtFront = (scene: Scene, at: number): Linked | undefined =>
  scene.mentions.find(
    ({ from, to, type, case: form }) =>
      from === at &&
      type === 'organization' &&
      /^(Loc|Abl)$/u.test(form ?? '') &&
      !isVerbal(scene.sentence.words[to]) &&
      !/^(кейін|соң|бастап|бері|тыс|басқа|бөлек)$/u.test(scene.sentence.words[to]?.lower ?? ''),
  )

/** "Франция мен Германия …айтты": where two that speak together end. */
function rowOfStates({ mentions, sentence: { words } }: Scene, from: number, to: number): number | undefined {
  const isState = ({ type, case: form }: Linked): boolean => /^(place|organization)$/u.test(type) && form === 'Nom'
  const first = mentions.find((mention) => mention.from === from && isState(mention))
  if (first === undefined || !/^(мен|пен|бен|және)$/u.test(words[first.to]?.lower ?? '')) return undefined
  const second = mentions.find((mention) => mention.from === first.to + 1 && isState(mention))
  return second !== undefined && second.to < to && !isPossessed(words[second.to]) ? second.to : undefined
}

/** Whether the title of somebody who is no subject begins at a word: "Бапкер | қақпашы Ғабит Сәрсеновті мақтады". */
const isOthersTitle = ({ mentions }: Scene, at: number): boolean =>
  mentions.some(({ type, title, case: form }) => type === 'person' && title?.from === at && form !== 'Nom')

/** "Журналистердің … деген сауалына | ол … деп жауап берді": a question stands before who answers it. */
function afterQuestion({ sentence: { words }, mentions }: Scene, from: number, to: number): number {
  const at = words.findLastIndex(
    (word, i) =>
      i >= from && i < to && hasCase(word, 'Dat') && word.analyses.some(({ lemma }) => isQuestion.test(lemma)),
  )
  if (at === -1) return from
  const isAnswered =
    words[at + 1]?.lower === 'ол' ||
    mentions.some(
      (mention) =>
        (mention.title?.from ?? mention.from) === at + 1 && mention.type === 'person' && mention.case === 'Nom',
    )
  return isAnswered ? at + 1 : from
}

const isQuestion = /^(сұрақ|сауал)$/u

/** Whether a word is a part of a name, and not its last in the nominative: орталық of "Орталық коммуникациялар қызметінде". */
const isInName = ({ mentions }: Scene, at: number): boolean =>
  mentions.some(({ from, to, case: form }) => from <= at && at < to && !(to - 1 === at && form === 'Nom'))

/** Up to where no quoted speech begins: a noun in it is no subject. */
function unquotedEnd({ sentence: { words }, quotations }: Scene, from: number, to: number): number {
  const quoted = words.findIndex(
    (word, i) => i >= from && i < to && quotations.some(({ start, end }) => start <= word.start && word.end <= end),
  )
  return quoted === -1 ? to : quoted
}

/** "Кейін ол …", "Осы орайда олар …": the index after a pronoun that is the subject, with adverbials before it. */
function pronounEnd(words: readonly Word[], from: number, to: number): number | undefined {
  const at = words.findIndex(
    (word, i) => i >= from && i < Math.min(to - 1, from + 4) && /^(ол|олар)$/u.test(word.lower),
  )
  if (at === -1) return undefined
  const isAdverbial = words
    .slice(from, at)
    .every((word) => hasCase(word, 'Loc') || word.analyses.some(({ upos }) => /^(ADV|ADP|DET|PRON|CCONJ)$/u.test(upos)))
  const next = words[at + 1]?.analyses[0]
  // "ол жоба" (that project): a determiner.
  const isThat = next?.upos === 'NOUN' && next.feats.Case === 'Nom' && next.feats['Person[psor]'] === undefined
  return isAdverbial && !isThat ? at + 1 : undefined
}

/** "Мәжіліс депутаты | Ғабит Сәрсенов", "алқа төрағасы, | профессор Ғабит Сәрсенов": a title is no subject of its own. */
function isTitle(scene: Scene, at: number, named: Linked | undefined): boolean {
  if (scene.mentions.some((m) => m.from <= at && at < m.to && m.type === 'person' && m.kind === 'name')) return true
  const next = scene.sentence.words[at]
  return named?.type === 'person' && named.from > at && (next?.form === ',' || isDash(next) || next?.form === '-')
}

/** Past a name in apposition: "Елдің халық әртісі, | театр жетекшісі Ғабит Сәрсенов" are one. */
function endOfApposition(scene: Scene, speaker: Linked, to: number): number {
  const next = scene.sentence.words[speaker.to]
  if (/^(мен|пен|бен|және)$/u.test(next?.lower ?? '')) {
    const other = scene.mentions.find(
      ({ from, to: end, type }) => from > speaker.to && end <= to && type === speaker.type,
    )
    return other?.to ?? speaker.to
  }
  if (next?.form !== ',') return speaker.to
  const again = scene.mentions.find(
    ({ entity, from, to: end, case: form, kind }) =>
      entity === speaker.entity && from > speaker.to && end <= to && form === 'Nom' && kind === 'name',
  )
  return again?.to ?? speaker.to
}

const isAdnominal = (word: Word | undefined): boolean =>
  word?.analyses[0]?.feats.VerbForm === 'Part' && word.analyses[0].feats.Case === undefined

const isSideNoun = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) => /^(тарап|жақ|билік)$/u.test(lemma)) ?? false

const longestAddressee = 14

/** "көмек сұрады" (asked for help): a noun that is asked for stands bare before its verb. */
const isThing = (word: Word | undefined): boolean => {
  const first = word?.analyses[0]
  return first?.upos === 'NOUN' && first.feats.Case === 'Nom' && !isSpeakerNoun(word)
}

/** "Бұл сөзді | полиция департаменті | жоққа шығарды" (denied it): a noun that speaks, between what is said and the cue. */
function subjectRightBefore(words: readonly Word[], from: number, to: number): number | undefined {
  const word = words[to - 1]
  if (!isSpeakerNoun(word) || !hasCase(word, 'Nom')) return undefined
  for (let i = to - 2; i > from && to - i <= 9; i--) {
    const before = words[i]
    if (before === undefined || isPunctuation(before) || before.analyses[0]?.feats.VerbForm === 'Fin') return undefined
    if (before.analyses[0]?.feats.Case === 'Acc' || isClause(before)) return i + 1
  }
  return to - 2 === from && words[from]?.analyses[0]?.feats.Case === 'Acc' ? from + 1 : undefined
}

const nearTopic = /^(туралы|жөнінде|жайында|хақында)$/u
const topicWord = /^(туралы|жөнінде|жайлы|жайында|хақында|бойынша)$/u

const connective =
  /^(және|әрі|сондай-ақ|сонымен|қатар|бірге|ал|бірақ|сонда|бұдан|бөлек|өз|кезегінде|соңында|айта|келе|әрине|кейін|дегенмен|алайда|ендеше|онда)$/u

/** Past commas and connectives that lead from one cue to the next: ", сондай-ақ," ("as well as"). */
function skipConnectives(words: readonly Word[], from: number, to: number): number {
  // "KAZINFORM – Министр …": what a dateline leaves before the sentence.
  let at = from === 0 && words[0]?.capital === true && isDash(words[1]) && to > 4 ? 2 : from
  while (at < to && (isJoint(words[at]) || connective.test(words[at]?.lower ?? ''))) at++
  const aside = asideEnd(words, at, to)
  if (aside !== undefined) return skipConnectives(words, aside, to)
  // "Бұған дейін" (before this), "осыдан бөлек" (apart from this)
  const isBefore =
    /^(бұған|осыған|бұдан|осыдан|оған|содан)$/u.test(words[at]?.lower ?? '') &&
    /^(дейін|бұрын|бөлек|басқа|кейін|соң)$/u.test(words[at + 1]?.lower ?? '')
  return isBefore && at + 2 < to ? skipConnectives(words, at + 2, to) : at
}

/** "Еске сала кетейік," (let us recall), "Айта кету керек," (it must be said): what the author puts before the sentence. */
function asideEnd(words: readonly Word[], from: number, to: number): number | undefined {
  const comma = words.findIndex((word, i) => i > from && i < to && word.form === ',')
  if (comma === -1 || comma - from > 4) return undefined
  const last = words[comma - 1]
  const isAside =
    /(?:рлігі|керек|жөн|кетейік|салайық|кетсек|салсақ|ескертейік)$/u.test(last?.lower ?? '') ||
    (comma - from === 1 && last?.analyses[0]?.upos === 'ADV')
  return isAside ? comma + 1 : undefined
}

const isJoint = (word: Word | undefined): boolean => word !== undefined && (/^[,;:]$/u.test(word.form) || isDash(word))

const trimEnd = (words: readonly Word[], from: number, to: number): number => {
  let end = to
  while (
    end > from &&
    (isJoint(words[end - 1]) ||
      /^(?:арнайы|баса|ерекше|тағы|қоса|қатаң|қатты|шын|жүректен|ізгі|жылы|ыстық|да|де|та|те)$/u.test(
        words[end - 1]?.lower ?? '',
      ))
  )
    end--
  return end
}

/** Past the mark and the head after a name that speaks: «Politiken» | газеті, Қазақстан | тарапы (the Kazakh side). */
function afterSubject(words: readonly Word[], from: number): number {
  let at = from
  if (isClosingQuote(words[at])) at++
  // "… ұйымы | (ДДСҰ)": its abbreviation
  if (words[at]?.form === '(' && words[at + 2]?.form === ')') at += 3
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
  // "ақын тұрған облыстың әкімі Ғабит Сәрсенов": who is inside a clause before a noun gives way to who comes after.
  const isInside = (mention: Linked): boolean =>
    mention.kind !== 'name' &&
    isAdnominal(scene.sentence.words[mention.to]) &&
    inScope.some(
      ({ from: later, type, entity }) => later > mention.to && type === 'person' && entity !== mention.entity,
    )
  const row = inScope.map((mention) => rowBefore(scene, mention)).find((first) => first !== undefined)
  if (row !== undefined && row.from >= from) return row
  return (
    inScope.find((mention) => mention.type === 'person' && !isInside(mention)) ??
    inScope.find(({ type, to: end }) => type === 'organization' && !isOwnPerson(scene.sentence.words[end])) ??
    inScope.find(
      (mention) =>
        mention.type === 'place' &&
        mention.from === from &&
        !/^(,|және|мен|пен|бен)$/u.test(scene.sentence.words[mention.to]?.lower ?? ''),
    )
  )
}

/** "Ғабит Сәрсенов пен | Мехмет Эрден": of people who speak together, the first. */
function rowBefore(scene: Scene, mention: Linked): Linked | undefined {
  const joint = (mention.title?.from ?? mention.from) - 1
  const isJoint = /^(мен|пен|бен|және)$/u.test(scene.sentence.words[joint]?.lower ?? '')
  return isJoint && mention.type === 'person'
    ? scene.mentions.find(({ to, type }) => to === joint && type === 'person')
    : undefined
}

/** A name that only modifies what follows: "Тоқаев пен Си", "Қазақстан Үкіметі". Its case belongs to the last in row. */
const isInApposition = (scene: Scene, mention: Linked): boolean => {
  const next = scene.sentence.words[mention.to]
  return next !== undefined && /^(мен|пен|бен|туралы|үшін|арқылы|жөніндегі|атындағы|бойынша)$/u.test(next.lower)
}

/** The subject opens its clause when nothing but adverbials stands before it. */
const isAtFront = (speaker: Linked, begin: number, words: readonly Word[]): boolean =>
  // "… деген сауалға ол былай жауап берді": a question may stand before who answers.
  words[speaker.from - 1]?.analyses.some(
    ({ lemma, feats }) => /^(сұрақ|сауал)$/u.test(lemma) && feats.Case === 'Dat',
  ) === true ||
  words.slice(begin, speaker.title?.from ?? speaker.from).every((word, i, all) => {
    const first = word.analyses[0]
    // "Каспийді зерттеу институтының директоры": the object of a verbal noun in what the title is of.
    // провосты: an unknown title looks like an accusative.
    const isTitle = i === all.length - 1 && (first?.confidence ?? 0) < 0.7
    const isOfDeed = isTitle || (first?.feats.Case === 'Acc' && all[i + 1]?.analyses[0]?.feats.VerbForm === 'Vnoun')
    return /^(?:Part|Vnoun)?$/u.test(first?.feats.VerbForm ?? '') && (first?.feats.Case !== 'Acc' || isOfDeed)
  })

/** "Ауылға барып, жұртпен кездескен | министр": what somebody did stands before the title as a clause of its own. */
const isAfterClause = (scene: Scene, speaker: Linked, begin: number): boolean => {
  const { words } = scene.sentence
  const start = nounPhraseStart(scene, speaker)
  return (
    start > begin &&
    isAdnominal(words[start - 1]) &&
    !words.slice(begin, start).some((word, i, all) => {
      const isNamed = hasCase(word, 'Nom') && isSpeakerNoun(word)
      return word.analyses[0]?.feats.VerbForm === 'Fin' || (isNamed && all[i + 1]?.form === ',')
    })
  )
}

/** "мәлімдеген еді", "айтқан болатын": had said. */
const isPastPerfect = (words: readonly Word[], hit: PhraseHit<Cue>): boolean =>
  hit.to - hit.from > 1 && /^(?:еді|болатын|едi)$/u.test(words[hit.to - 1]?.lower ?? '')

/** "Министр | шілде айында | … мәлімдеген еді": when somebody had said it stands before what is said. */
function pastTime(words: readonly Word[], from: number, to: number): number {
  let end = from
  for (let i = from; i < Math.min(to - 2, from + 5); i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word) || isVerbal(word) || hasCase(word, 'Acc') || hasCase(word, 'Gen'))
      break
    if (/^(?:айында|айда|күні|жылы|жылда|аптада|аптасында|бұрын|кеше|былтыр|жақында)$/u.test(word.lower)) end = i + 1
  }
  return end
}

/** Quoted speech that ends right before the cue, or right before its subject: «…», – деді X; X «…» деп атап өтті. */
function quotationBefore(scene: Scene, hit: PhraseHit<Cue>, begin: number): Range | undefined {
  const { quotations } = scene
  const { words } = scene.sentence
  const cueStart = words[hit.from]?.start ?? 0
  const nearest = quotations.findLast((range) => range.end <= cueStart)
  if (nearest === undefined) return undefined
  const scopeStart = words[begin]?.start ?? 0
  if (nearest.end < scopeStart) return undefined
  // "«Жол ашылады»: министр сөз берді": a headline's quotation, and who said it after a colon
  const after = words.find((word) => word.start > nearest.end)
  if (after?.form === ':' && nearest.start <= (words[0]?.end ?? 0)) return nearest
  // "«…», – деп қадап айтты"
  const isLastManner = (word: Word): boolean =>
    word === words[hit.from - 1] && words[hit.from - 2]?.lower === 'деп' && !word.capital && !hasCase(word, 'Acc')
  const between = words.filter((word) => word.start >= nearest.end && word.end <= cueStart && !isPunctuation(word))
  return between.every(
    (word) => /^(деп|дей|деген)$/u.test(word.lower) || isInMention(scene, word) || isLastManner(word),
  )
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
  const { words } = scene.sentence
  // "ұйымға кіру жолындағы қолдауы үшін Астанаға": who is thanked stands after what for, if anybody does.
  const cause = words.findLastIndex((word, i) => i >= from && i < hit.from && word.lower === 'үшін')
  const all = scene.mentions.filter(
    (mention) => mention.from >= from && mention.to <= hit.to && mention.entity !== speaker?.entity,
  )
  const later = all.filter((mention) => cause !== -1 && mention.from > cause && mention.case === 'Dat')
  const others = later.length > 0 ? later : all
  const { act } = hit.entry
  const toWhom = (types: RegExp, cases: readonly string[]): Linked | undefined =>
    others.find((mention) => types.test(mention.type) && cases.includes(mention.case ?? ''))
  if (act === 'praise' || act === 'criticize') {
    const blamed = /^(айыпта|кінәла)$/u.test(hit.entry.verb)
      ? toWhom(/^(person|organization|place)$/u, ['Acc'])
      : undefined
    return (blamed ?? toWhom(/^person$/u, ['Gen', 'Acc', 'Dat']))?.entity
  }
  if (!addressed.has(act)) return undefined
  const direct =
    toWhom(/^person$/u, ['Dat']) ??
    (isOfWhom(hit.entry) ? toWhom(/^(person|organization)$/u, ['Abl']) : undefined) ??
    (/^(шақыр|міндетте)$/u.test(hit.entry.verb) ? toWhom(/^person$/u, ['Acc']) : undefined) ??
    (act === 'congratulate' ? toWhom(/^(person|organization)$/u, ['Acc']) : undefined)
  if (direct !== undefined) return direct.entity
  if (act === 'state' || act === 'remind') return undefined
  // "Қазақстан мен оның басшылығына" (to Kazakhstan and its leadership): the first of a row that ends in the dative.
  const row = others.find(
    (mention) =>
      /^(place|organization)$/u.test(mention.type) && mention.case === 'Nom' && endsInDative(words, mention, hit.from),
  )
  return (
    row ??
    toWhom(/^organization$/u, ['Dat']) ??
    (act === 'thank' || act === 'congratulate' ? toWhom(/^place$/u, ['Dat']) : undefined)
  )?.entity
}

function endsInDative(words: readonly Word[], mention: Linked, before: number): boolean {
  // "Қазақстан халқына" (to the people of Kazakhstan)
  if (isSpeakerNoun(words[mention.to]) && hasCase(words[mention.to], 'Dat')) return true
  if (!/^(мен|пен|бен|және)$/u.test(words[mention.to]?.lower ?? '')) return false
  return words.slice(mention.to + 1, Math.min(mention.to + 5, before)).some((word) => hasCase(word, 'Dat'))
}

const isAffirmed = (feats: Readonly<Record<string, string | undefined>>): boolean =>
  feats.Polarity !== 'Neg' && feats.Voice !== 'Pass'

/** A word at the end of what is said that tells the act: "…ниетті екенін" (that he intends) before a verb of saying. */
export function contentAct(
  words: readonly Word[],
  content: readonly [number, number] | undefined,
  cues: readonly Cue[],
): Act | undefined {
  if (content === undefined) return undefined
  const tail = words.slice(Math.max(content[0], content[1] - 3), content[1])
  const telling = cues.filter(({ frame }) => frame.includes('content'))
  for (const [i, word] of [...tail.entries()].toReversed()) {
    // "дайын екенін" (that he is ready) intends, "дайын болатынын" (that it will be ready) does not.
    const isSaidOf = tail[i + 1] === undefined || /^екен/u.test(tail[i + 1]?.lower ?? '')
    const cue = telling.find(({ verb }) =>
      word.analyses.some((a) => a.lemma === verb && a.confidence >= 0.5 && isAffirmed(a.feats)),
    )
    // "көмектесуге дайын" (ready to help) intends, "құжаттың дайын екенін" (that the paper is ready) does not.
    const isWilling =
      !/^(дайын|әзір)$/u.test(cue?.verb ?? '') || hasCase(words[content[1] - tail.length + i - 1], 'Dat')
    if (cue !== undefined && isSaidOf && isWilling) return cue.act
    if (word.analyses.some(({ feats }) => feats.Mood === 'Int' && feats.Voice !== 'Pass')) return 'intend'
  }
  return undefined
}
