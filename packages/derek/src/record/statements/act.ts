import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isPossessed } from '../../language/words.js'
import { type PhraseHit, phraseAt } from '../phrases.js'
import type { Act } from '../schema.js'
import { isManner } from './clause.js'
import type { Complement } from './complement.js'
import { verbIndex } from './cue.js'
import { arePeople, hasCase, isSpeakerNoun } from './nouns.js'
import type { Scene } from './scene.js'

/** Which act a cue tells: its own, that of its negation, or what the end of what is said makes of it. */

/** The act of a cue: of its negation, or, where a deed is asked for and not an answer, a request ("келуді сұрады"). */
export function actOf(hit: PhraseHit<Cue>, words: readonly Word[], { content, quotation, isOf }: Complement): Act {
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
  const isPrivate = words
    .slice(0, hit.from)
    .some((word) => arePeople(word) || (hasCase(word, 'Nom') && isCitizen(word)))
  if (hit.entry.verb === 'талап ет' && (isOf || isPrivate)) return 'request'
  return hit.entry.act === 'ask' && (isDeed || isThing) ? 'request' : hit.entry.act
}

/** Who holds no office and can only ask: "белсенді … талап етті" (an activist demanded). */
const isCitizen = (word: Word): boolean =>
  word.lower === 'олар' ||
  word.analyses.some(({ lemma }) =>
    /^(?:белсенді|тұрғын|ана|оппозиция|наразылық|шеруші|жұмысшы|кенші|мұнайшы|ата-ана|туыс|жәбірленуші|студент|ұстаз|шаруа|кәсіподақ|азамат|жұрт|халық)$/u.test(
      lemma,
    ),
  )

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

const isAffirmed = (feats: Readonly<Record<string, string | undefined>>): boolean =>
  feats.Polarity !== 'Neg' && feats.Voice !== 'Pass'

/**
 * "… деп есептейтінін айтты" (said that he holds that …), "… жоғары бағалайтынын айтты" (said that he values … highly): the
 * act and the content are those of the inner verb.
 */
export function ownView(
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
  if (!/т[ыі]н(?:д[ае]р)?[ыі]н$/u.test(words[content[1] - 1]?.lower ?? '') || cue.entry.verb === 'раста')
    return undefined
  // "бастаманы | толық қолдайтынын" (that he supports the initiative fully)
  const object =
    isManner(words[hit.from - 1]) && !isObject(words[hit.from - 1], hit.entry.act) ? hit.from - 2 : hit.from - 1
  const isHeld = !isJoined && /^(praise|agree)$/u.test(hit.entry.act) && isObject(words[object], hit.entry.act)
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
