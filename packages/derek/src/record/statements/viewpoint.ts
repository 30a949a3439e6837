import { type Cue, cues as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isOpeningQuote, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { indexPhrases, type PhraseIndex, phraseAt } from '../phrases.js'
import type { Parts } from './draft.js'
import { hasCase, isBodyNoun, isSpeakerNoun } from './nouns.js'
import type { Scene } from './scene.js'
import { doubtOf, isOne, serviceOwner, unsure } from './speaker.js'
import type { Speakers } from './speakers.js'

/**
 * A phrase that says whose words a sentence is in: "Оның пікірінше" (in his opinion), "министрдің айтуынша", "X мәліметі
 * бойынша", "банктің дерегіне сәйкес", "министр атап өткендей" (as the minister noted).
 */
export interface Viewpoint {
  readonly cue: Cue
  readonly from: number
  readonly to: number
  /** The mention whose view it is. */
  readonly owner?: Linked
  /** The common noun whose view it is, where no mention is: реттеушінің ("of the regulator"). */
  readonly noun?: number
  readonly addressee?: string
}

let nouns: ReadonlyMap<string, Cue> | undefined
let verbs: PhraseIndex<Cue> | undefined

const nounIndex = (): ReadonlyMap<string, Cue> =>
  (nouns ??= new Map(
    listed()
      .filter(({ frame }) => frame.includes('viewpoint'))
      .map((cue) => [cue.verb, cue]),
  ))

const verbIndex = (): PhraseIndex<Cue> =>
  (verbs ??= indexPhrases(listed().filter(({ frame }) => frame.includes('clause'))))

export function viewpointIn(scene: Scene): Viewpoint | undefined {
  const { words } = scene.sentence
  for (const at of words.keys()) {
    const found = byNoun(scene, at) ?? byVerb(scene, at) ?? byGiving(scene, at)
    if (found !== undefined) return found
  }
  return undefined
}

/** "полиция таратқан ақпаратқа сәйкес" (by what the police gave out): a body, what it did, and what it gave. */
function byGiving(scene: Scene, at: number): Viewpoint | undefined {
  const { words } = scene.sentence
  const isGiven = isGiving(words[at]) && words[at + 1]?.analyses.some(({ lemma }) => nounIndex().has(lemma)) === true
  if (!isGiven || !/^(бойынша|қарағанда|сүйенсек|сенсек|жүгінсек|сәйкес)$/u.test(words[at + 2]?.lower ?? ''))
    return undefined
  const cue = words[at + 1]?.analyses.map(({ lemma }) => nounIndex().get(lemma)).find((one) => one !== undefined)
  const before = words[at - 1]
  if (cue === undefined || before === undefined || isPunctuation(before)) return undefined
  const owner = scene.mentions.findLast(({ to, type }) => to === at && /^(person|organization)$/u.test(type))
  if (owner !== undefined) return { cue, from: owner.from, to: at + 3, owner }
  return isSpeakerNoun(before) ? { cue, from: at - 1, to: at + 3, noun: at - 1 } : undefined
}

const isGiving = (word: Word | undefined): boolean =>
  /^(таратқан|жариялаған|берген|ұсынған|келтірген)$/u.test(word?.lower ?? '')

/** "айтуынша", "мәліметі бойынша", "сөзіне қарағанда", "деректеріне сәйкес" */
function byNoun(scene: Scene, at: number): Viewpoint | undefined {
  const { words } = scene.sentence
  const after = words[at + 1]?.lower ?? ''
  for (const { feats, lemma } of words[at]?.analyses ?? []) {
    if (feats['Person[psor]'] !== '3') continue
    const isAlone = feats.Case === 'Equ'
    const isBefore =
      (after === 'бойынша' && feats.Case === 'Nom') ||
      (/^(қарағанда|сүйенсек|сенсек|жүгінсек|сәйкес)$/u.test(after) && feats.Case === 'Dat')
    if (!isAlone && !isBefore) continue
    const noun = feats.VerbForm === 'Vnoun' ? verbalNoun(lemma) : lemma
    // "атап өтуінше" (as he pointed out): the words before the verb belong to it.
    const joined = nounIndex().get(`${words[at - 1]?.lower} ${noun}`)
    const cue = joined ?? nounIndex().get(noun)
    if (cue === undefined) continue
    const start = joined === undefined ? at : at - 1
    // "агенттіктің | берген | ақпаратына сәйкес"
    const owned = ownedBy(scene, isGiving(words[start - 1]) ? start - 1 : start)
    // "WBA нұсқасы бойынша чемпион" (champion by the version of …): whose title it is, and no view.
    if (isBefore && /^(тұжырым|нұсқа)$/u.test(noun) && !isPunctuation(words[at + 2])) continue
    // "бұзақылық дерегі бойынша" (on a case of hooliganism): nobody's data.
    const isNobodys = owned.owner === undefined && owned.noun === undefined && owned.addressee === undefined
    if (isBefore && isNobodys && isThing(words[start - 1])) continue
    return { cue, to: isBefore ? at + 2 : at + 1, ...owned }
  }
  return undefined
}

/** "министр атап өткендей", "ведомстводан мәлім еткендей": as somebody said. */
function byVerb(scene: Scene, at: number): Viewpoint | undefined {
  const { words } = scene.sentence
  const word = words[at]
  if (word === undefined || !/[ғгқк][ае]нд[ае]й$/u.test(word.lower)) return undefined
  const hit = phraseAt(verbIndex(), words, at)
  if (hit === undefined || hit.passive || hit.form !== 'Part') return undefined
  const owner = scene.mentions.findLast(
    ({ to, type, case: form }) =>
      to === hit.from && /^(person|organization)$/u.test(type) && /^(Nom|Abl)$/u.test(form ?? ''),
  )
  if (owner !== undefined) return { cue: hit.entry, from: owner.from, to: at + 1, owner }
  const before = words[hit.from - 1]
  // "өзім ойлағандай" (as I had thought): nobody else's view.
  if (/^(?:өзім|мен|біз|өзіміз)$/u.test(before?.lower ?? '')) return undefined
  const isNamed = before !== undefined && (hasCase(before, 'Nom') || hasCase(before, 'Abl'))
  return isNamed && hit.from >= 1 && !isPunctuation(before)
    ? { cue: hit.entry, from: hit.from, to: at + 1, noun: hit.from - 1 }
    : undefined
}

/** Whose view it is: the mention right before, or before its kind ("«Қазгидромет» | кәсіпорнының | болжамынша"). */
function ownedBy(scene: Scene, at: number): Omit<Viewpoint, 'cue' | 'to'> {
  const { words } = scene.sentence
  // "Адвокаттың Азаттыққа айтуынша": to whom stands between.
  const told = scene.mentions.find(({ to, case: form }) => to === at && form === 'Dat')
  const end = told?.from ?? at
  const owner = scene.mentions.findLast(
    (mention) =>
      mention.to <= end &&
      end - mention.to <= 4 &&
      /^(person|organization|document)$/u.test(mention.type) &&
      words.slice(mention.to, end).every(isOfKind) &&
      (mention.to < end || mention.case === 'Gen' || mention.case === 'Nom'),
  )
  const withAddressee = told === undefined ? {} : { addressee: told.entity }
  // "Президент баспасөз қызметінің хабарлауынша": the service says so, and not its chief.
  const isServed = owner?.type === 'person' && owner.to < end && owner.case === 'Nom'
  if (owner !== undefined) return { from: owner.from, ...(isServed ? { noun: end - 1 } : { owner }), ...withAddressee }
  const isNoun = isSpeakerNoun(words[end - 1]) && hasCase(words[end - 1], 'Nom')
  return hasCase(words[end - 1], 'Gen') || isPossessed(words[end - 1]) || isNoun
    ? { from: end - 1, noun: end - 1, ...withAddressee }
    : { from: at, ...withAddressee }
}

/** What may stand between a name and the noun of its view: кәсіпорнының, баспасөз қызметінің, a closing quotation mark. */
const isOfKind = (word: Word): boolean =>
  isClosingQuote(word) ||
  word.lower === 'баспасөз' ||
  word.analyses.some(({ feats }) => feats['Person[psor]'] === '3' || feats.Case === 'Dat')

const isThing = (word: Word | undefined): boolean => word?.analyses[0]?.upos === 'NOUN' && hasCase(word, 'Nom')

const isPossessed = (word: Word | undefined): boolean => word?.analyses[0]?.feats['Person[psor]'] === '3'

const verbalNoun = (stem: string): string => (/[ыі]$/u.test(stem) ? `${stem.slice(0, -1)}у` : `${stem}у`)

/** The rest of the sentence after the phrase and its comma; where it stands last, what is before it. */
export function contentAround(
  words: readonly Word[],
  viewpoint: Pick<Viewpoint, 'from' | 'to'>,
  end: number,
): readonly [number, number] | undefined {
  let from = viewpoint.to
  while (from < end && isPunctuation(words[from]) && !isOpeningQuote(words[from])) from++
  // "…әлсіреген: «Жұрт сенеді»": the quotation after the colon is another statement's.
  const colon = words.findIndex((word, i) => i > from && word.form === ':' && isOpeningQuote(words[i + 1]))
  if (from < end) return [from, colon === -1 ? end : Math.min(colon, end)]
  let to = viewpoint.from
  while (to > 0 && isPunctuation(words[to - 1]) && !isClosingQuote(words[to - 1])) to--
  return to > 0 ? [0, to] : undefined
}

export function viewedBy(
  scene: Scene,
  speakers: Speakers,
  isReport: (word: number) => boolean,
  viewpoint: Viewpoint,
): Parts {
  const { words } = scene.sentence
  const noun = viewpoint.noun === undefined ? undefined : words[viewpoint.noun]
  // "Айгүл қолданба жасады. Жас дарынның айтуынша, …": whoever the paragraph was about.
  const near = noun !== undefined && speakers.isNear && isOne(noun) && !isBodyNoun(noun) ? speakers.last : undefined
  const speaker =
    viewpoint.owner?.entity ??
    (noun === undefined ? speakers.last : (serviceOwner(scene, viewpoint.noun ?? 0) ?? speakers.meantBy(noun) ?? near))
  return {
    ...(speaker === undefined ? {} : { speaker }),
    act: viewpoint.cue.act,
    cue: [viewpoint.from, viewpoint.to],
    content: contentAround(words, viewpoint, viewEnd(scene, isReport, viewpoint)),
    ...(viewpoint.addressee === undefined ? {} : { addressee: viewpoint.addressee }),
    kind: 'indirect',
    polarity: 'positive',
    ...(viewpoint.owner === undefined ? { confidence: unsure } : doubtOf(scene, viewpoint.owner.entity)),
  }
}

/** Up to where a view may reach: the end of the speech that it stands in, or ", деп хабарлайды" that reports the article. */
function viewEnd(scene: Scene, isReport: (word: number) => boolean, viewpoint: Viewpoint): number {
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

/** The index after the last word of a sentence, its full stop left out. */
function sentenceEnd(words: readonly Word[]): number {
  let end = words.length
  while (end > 0 && /^[.!?…;:]+$/u.test(words[end - 1]?.form ?? '')) end--
  return end
}
