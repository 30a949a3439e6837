import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import type { Act } from '../schema.js'
import { hasCase, isSpeakerNoun, isVerbal } from './nouns.js'
import type { Scene } from './scene.js'

/** Whom something is said to, and where that ends and what is said begins. */

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
  'apologize',
  'warn',
  'state',
  'propose',
  'remind',
])

/** Whom it is said to: a person, a body or a country in the dative; of praise, whose deeds are praised. */
export function addresseeOf(
  scene: Scene,
  hit: PhraseHit<Cue>,
  from: number,
  speaker: Linked | undefined,
): string | undefined {
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
    // "министрге шағымданды": complained to the minister, and not of him
    const cases = hit.entry.verb.endsWith('шағымдан') ? ['Dat'] : ['Gen', 'Acc', 'Dat']
    return (blamed ?? toWhom(/^person$/u, cases))?.entity
  }
  if (!addressed.has(act)) return undefined
  const direct =
    toWhom(/^person$/u, ['Dat']) ??
    (isOfWhom(hit.entry) ? toWhom(/^(person|organization)$/u, ['Abl']) : undefined) ??
    (/^(шақыр|міндетте)$/u.test(hit.entry.verb) ? toWhom(/^person$/u, ['Acc']) : undefined) ??
    (/^(шақыр|үнде)$/u.test(hit.entry.verb) ? toWhom(/^(organization|place)$/u, ['Acc']) : undefined) ??
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

/** Whom an order or a request is made to stands before what is asked: "балаларды демалуға шақырды" (called children to rest). */
export function pastAddressee(scene: Scene, from: number, to: number, cue: Cue, addressee: string | undefined): number {
  const { words } = scene.sentence
  if (
    !/^(state|order|request|ask|warn|promise|propose|remind|thank|greet|wish|congratulate|condole|explain|criticize|apologize)$/u.test(
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
    // "билікке қолдау көрсетуге шақырды" (called for support of the government): whom one calls stands in the accusative.
    const isWhom = (hasCase(word, 'Dat') && !isCalling(cue)) || (isOfWhom(cue) && hasCase(word, 'Abl'))
    // "отбасыларға көмек көрсетуді тапсырды" (ordered that the families be helped): whom the deed is for is no addressee.
    if (isWhom && isAid(words[to - 2]) && to - i <= farthestAid) return from
    const isDeed = words[i + 1]?.analyses[0]?.feats.VerbForm === 'Vnoun' && hasCase(word, 'Abl')
    const isOfOwner = words.slice(from, i).some((one) => one.analyses[0]?.feats.Case === 'Gen')
    const isOwned = word.analyses.some(({ feats }) => feats['Person[psor]'] === '3')
    const isOuter =
      isWhom && (!isOfOwner || isOwned) && (isDeed || !isGovernor(words[i + 1])) && !isOfClause(words, cue, i + 1, to)
    if (isOuter && (isAnimate(word) || isListener(word) || isAuthority(words, i) || (i === from && isPersonal(word))))
      return i + 1
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
    const isApart = isCalling(cue) && deed > i + 1
    // "оқушыларды, ата-аналарды құттықтады": a row
    if (hasCase(words[i], 'Acc') && words[i + 1]?.form === ',') return from
    if (hasCase(words[i], 'Acc'))
      return isNamed || (!isPublic(words[i]) && (isAnimate(words[i]) || isApart)) ? i + 1 : from
  }
  return from
}

const longestAddressee = 14

/** "… жеткізуді | басқармаларға тапсырды": who is to do it may stand last; where what is ordered ends. */
export function recipientLast(words: readonly Word[], from: number, to: number, cue: Cue): number | undefined {
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

/** "…қолдауы үшін | елге алғыс айтты": whom it is said to may stand after what for. */
export function beforeRecipient(scene: Scene, from: number, to: number): number {
  const { words } = scene.sentence
  const cause = words.findLastIndex((word, i) => i >= from && i < to && word.lower === 'үшін')
  if (cause === -1 || cause === to - 1) return to
  const isRecipient =
    scene.mentions.some((mention) => mention.to === to && mention.case === 'Dat') ||
    hasCase(words[to - 1], 'Dat') ||
    words[to - 1]?.analyses.some(({ feats }) => feats.Case === 'Abl') === true
  return isRecipient ? cause + 1 : to
}

/** Who can be called to something: a noun that may speak, or of an agent: балықшы (fisher), әріптес (colleague). */
const isAnimate = (word: Word | undefined): boolean =>
  isSpeakerNoun(word) || word?.analyses.some(({ lemma }) => /(?:шы|ші|дас|дес|тас|тес|гер|кер)$/u.test(lemma)) === true

/** The people at large: "халықты үнемшіл болуға шақырды" (called the people to be thrifty) is all what is said. */
const isPublic = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) =>
    /^(халық|жұрт|жұртшылық|көпшілік|тұрғын|ел|қарсылас|қазақстандық)$/u.test(lemma),
  ) === true

/** What one gives to people: көмек (help), қолдау (support), өтемақы (compensation). */
const isAid = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) => /^(?:көмек|жәрдем|қолда|қолдау|өтемақы|баспана|жеңілдік|жағдай)$/u.test(lemma)) ===
  true

/** How far before the deed whom it is for stands, in words. */
const farthestAid = 6

/** "құзырлы | орындарға" (to the competent authorities) */
const isAuthority = (words: readonly Word[], at: number): boolean =>
  /^(?:құзырлы|құзыретті|уәкілетті|тиісті|жауапты)$/u.test(words[at - 1]?.lower ?? '') &&
  words[at]?.analyses.some(({ lemma }) => /^(?:орын|тұлға|мекеме)$/u.test(lemma)) === true

const isPersonal = (word: Word): boolean =>
  /^(маған|бізге|сізге|сіздерге|оларға|бәріне|баршаға|көпшілікке)$/u.test(word.lower)

/**
 * Before a clause with no subject of its own, somebody in the dative is the clause's: "елшіге хат жолдағанын айтты" (said that
 * he had sent the ambassador a letter), but "журналистерге бағаның өспейтінін айтты" (told the journalists that …).
 */
const isOfClause = (words: readonly Word[], { act }: Cue, from: number, to: number): boolean =>
  /^(state|remind|explain|assess|promise)$/u.test(act) &&
  words[to - 1]?.analyses[0]?.feats.VerbForm === 'Part' &&
  // "Ertis.kz | тілшісіне": an outlet's reporter is always who is told.
  words[from - 1]?.lower !== 'тілшісіне' &&
  !(isListener(words[from - 1]) && words.slice(from, to).some((word) => hasCase(word, 'Gen')))

/** To whom things are told at large: журналистерге, депутаттарға, министрге. */
const isListener = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma }) => listeners.test(lemma)) === true
const listeners =
  /^(журналист|тілші|баспасөз|жиналған|қатысушы|қауым|депутат|сенатор|әріптес|жұртшылық|көпшілік|министр|әкім|президент|көрермен|оқырман|агенттік|қонақ)$/u

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

/** Verbs that call somebody in the accusative to something: халықты шақырды (called the people). */
const isCalling = (cue: Cue): boolean => /^(?:шақыр|үнде)$/u.test(cue.verb)

/** Verbs that ask something of somebody in the ablative: үкіметтен сұрады (asked of the government). */
const isOfWhom = (cue: Cue): boolean => /^(?:сұра|өтін|талап ет|кешірім сұра|ғафу өтін)$/u.test(cue.verb)
