import type { Word } from '../../language/schema.js'
import type { Linked } from '../entities/mention.js'
import type { Link } from './link.js'

/** A sentence as attribution reads it, and words that several of its readers ask for. */

/** A sentence to be read for who reports it. */
export interface Text {
  readonly words: readonly Word[]
  readonly mentions: readonly Linked[]
  /** Whether its script has no capitals. */
  readonly isUncased: boolean
  /** Whether it opens its paragraph. */
  readonly isFirst: boolean
  /** Whether its paragraph is the lead. */
  readonly isLead: boolean
  /** Whether it stands alone where a byline may: under the headline. */
  readonly isByline: boolean
  /** Whether its paragraph opens with a dash or a quotation mark, as speech does. */
  readonly isSpoken: boolean
}

export interface Reading {
  readonly links: readonly Link[]
  readonly cues: readonly number[]
}

export const reference = /^(сілтеме|сүйене|сүйеніп|сүйенген|сілтей|сілтеп|сілтемемен|сілтемесімен)$/u

export const aboutWord = /^(туралы|жөнінде|жайында|жайлы|хақында|ақпаратты|мәліметті|хабарды|деректі)$/u

export const isShouted = (word: Word | undefined): boolean => /^[\p{Lu}-]{3,}$/u.test(word?.form ?? '')

export const isTold = (feats: Readonly<Record<string, string | undefined>> | undefined): boolean =>
  feats?.VerbForm === 'Fin' && feats.Mood !== 'Imp'
