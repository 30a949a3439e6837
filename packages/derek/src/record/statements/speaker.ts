import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isDash, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import type { Complement } from './complement.js'
import { hasCase, isOwnPerson, isSpeakerNoun } from './nouns.js'
import { isPaper } from './paper.js'
import type { Scene } from './scene.js'
import type { Speakers } from './speakers.js'

/** How sure it is who speaks where the sentence names nobody. */
export const unsure = 0.6

/** Who speaks: the clause's subject, the subject after the cue, who spoke in the sentence before; and how sure that is. */
export function speakerOf(
  scene: Scene,
  speakers: Speakers,
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
  const notice = hit.passive && complement.quotation !== undefined && isNoticeAfter(scene, hit.to)
  if (notice && speakers.publisher !== undefined) return { speaker: speakers.publisher, confidence: unsure }
  const isOfPaper = scene.sentence.words.some((word) => isPaper(word) && hasCase(word, 'Loc')) || isInIt(scene)
  if (hit.passive && before === undefined && isOfPaper && speakers.publisher !== undefined)
    return { speaker: speakers.publisher, confidence: unsure }
  // "«…», – делінген хатта": a letter's words are its author's; else a passive is said to name nobody.
  const last = hit.passive && complement.quotation === undefined ? undefined : (before ?? speakers.last)
  if (last === undefined) return { confidence: unsure }
  return { speaker: last, ...(before === undefined ? { confidence: unsure } : doubtOf(scene, last)) }
}

/**
 * How sure it is who speaks: as sure as the mention is of its entity; less where the sentence names nobody and the one
 * before had to tell.
 */
export function doubtOf(scene: Scene, named: string | undefined): { readonly confidence?: number } {
  if (named === undefined) return { confidence: 0.6 }
  const sure = Math.max(
    ...scene.mentions.filter(({ entity }) => entity === named).map(({ confidence }) => confidence ?? 1),
    0,
  )
  return sure >= 1 || sure === 0 ? {} : { confidence: sure }
}

/** To whom it is said: a noun before what is said, or who stands in the dative after the cue: "– деді ол Ertis.kz тілшісіне". */
export function whomOf(
  scene: Scene,
  speakers: Speakers,
  hit: PhraseHit<Cue>,
  complement: Complement,
): string | undefined {
  if (complement.whom !== undefined) return speakers.meantBy(complement.whom)
  if (complement.quotation === undefined) return undefined
  const { words } = scene.sentence
  return scene.mentions.find(({ from, to, type, case: form }) => {
    const isReporter = type === 'organization' && words[to]?.lower === 'тілшісіне'
    const isTold = form === 'Dat' || (form === 'Abl' && hit.entry.act === 'ask')
    return isReporter || (from >= hit.to && /^(person|organization)$/u.test(type) && isTold)
  })?.entity
}

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
  const nouns = words.slice(from, Math.min(end, from + 8)).filter(
    (word, i, all) =>
      isSpeakerNoun(word) &&
      !all.slice(0, i).some(isPunctuation) &&
      // "полиция | подполковнигі": the last of a phrase is who speaks.
      !isOwnPerson(all[i + 1]),
  )
  const [first] = nouns.filter((word) => hasCase(word, 'Nom') || hasCase(word, 'Gen') || hasCase(word, 'Abl'))
  // "Президенттің | баспасөз хатшысы": whose secretary it is does not speak.
  const owned = hasCase(first, 'Gen') ? nouns.find((word) => isOwnPerson(word) && hasCase(word, 'Nom')) : undefined
  const noun = owned ?? first
  const subject = following[0]
  if (subject !== undefined && !(noun !== undefined && words.indexOf(noun) < subject.from))
    return { mention: subject.entity }
  return noun === undefined ? undefined : { noun }
}

/** "министрліктің | хабарламасында", "министрліктің | баспасөз қызметі": what a body speaks by. */
const isOwnChannel = (words: readonly Word[], at: number): boolean =>
  words
    .slice(at, at + 3)
    .some(({ analyses }) =>
      analyses.some(({ lemma }) => /^(хабарлама|мәлімдеме|баспасөз|түсініктеме|сайт)$/u.test(lemma)),
    )

/** A noun for one person: ана, and not тұрғындар (residents). */
export const isOne = (word: Word): boolean =>
  (hasCase(word, 'Nom') || hasCase(word, 'Gen')) &&
  !word.analyses.some(({ feats }) => feats.Number === 'Plur') &&
  word.lower !== 'бірі'

/** "министрліктің | баспасөз қызметі": a press service that has no name of its own speaks for its body. */
export const serviceOwner = ({ sentence: { words }, mentions }: Scene, at: number): string | undefined =>
  words[at - 1]?.lower === 'баспасөз' && words[at]?.analyses.some(({ lemma }) => lemma === 'қызмет') === true
    ? mentions.find(({ to, type }) => to === at - 1 && type === 'organization')?.entity
    : undefined

/** "Онда … айтылған" (it is said in it) */
const isInIt = ({ sentence: { words } }: Scene): boolean => words[0]?.lower === 'онда'

/** "«…», – делінген хабарламада" (it is said in the notice) */
const isNoticeAfter = ({ sentence: { words } }: Scene, from: number): boolean =>
  words.slice(from, from + 3).some((word) => isPaper(word) && hasCase(word, 'Loc'))

/** "«…», – делінген қаулыда" (it is said in the decree): a paper that the article has named. */
function paperAfter({ sentence: { words } }: Scene, speakers: Speakers, from: number): string | undefined {
  const noun = words.slice(from, from + 4).find((word) => hasCase(word, 'Loc'))
  return noun === undefined ? undefined : speakers.paper(noun)
}

/** "Бұл туралы X хабарлады", "X мәлімдеме таратты": the body or person that made something known in a sentence. */
export function publisherIn({ mentions, sentence: { words } }: Scene): string | undefined {
  const verb = words.findLastIndex(({ lower }) => /^(?:таратты|жариялады|хабарлады|мәлімдеді|жазды)$/u.test(lower))
  if (verb === -1) return undefined
  return mentions.findLast((mention) => mention.to <= verb && mention.case === 'Nom' && speaksForItself(mention))
    ?.entity
}

/** A person or a body, and no outlet, which reports what others say. */
export const speaksForItself = ({ type, listedKind, sentence, to }: Linked): boolean =>
  /^(?:person|organization)$/u.test(type) && listedKind !== 'media' && sentence.words[to - 1]?.kind !== 'url'
