import type { Range } from 'kazakh'
import { type Cue, cues as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import type { Act, Statement } from '../schema.js'
import { spanOf } from '../span.js'
import type { FoundTime } from '../times/times.js'
import { actOf, contentAct, ownView } from './act.js'
import type { Complement } from './complement.js'
import type { Scene } from './scene.js'

/** A statement before it has its number. */
export type Draft = Omit<Statement, 'id'>

export interface Parts {
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

/** What a cue and its complement tell: the act, what is said and how, and which words are the cue. */
export function told(scene: Scene, hit: PhraseHit<Cue>, complement: Complement): Parts {
  const { words } = scene.sentence
  const own = ownView(scene, hit, complement.content)
  const act = own?.act ?? actOf(hit, words, complement)
  // "бұл уәжді қабылдамады": the noun that the list gives a case is what is said, and no part of the cue.
  const isCased = hit.entry.verb.includes('@')
  const cueFrom = isCased ? hit.to - hit.entry.verb.split(' ').length + 1 : hit.from
  const content: readonly [number, number] | undefined = isCased
    ? [complement.content?.[0] ?? hit.from, cueFrom]
    : complement.content
  return {
    act: act === 'state' && own === undefined ? (contentAct(words, complement.content, listed()) ?? act) : act,
    cue: [own?.cueFrom ?? complement.cueFrom ?? cueFrom, hit.to],
    ...(content === undefined ? {} : { content: own?.content ?? content }),
    ...(complement.quotation === undefined ? {} : { quotation: complement.quotation }),
    ...(complement.addressee === undefined ? {} : { addressee: complement.addressee }),
    kind: complement.quotation === undefined && complement.isSpeech !== true ? 'indirect' : 'direct',
    polarity: hit.negated ? 'negative' : 'positive',
  }
}

export function draftOf(scene: Scene, times: readonly FoundTime[], parts: Parts): Draft {
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
