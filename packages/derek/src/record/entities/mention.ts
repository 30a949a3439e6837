import type { AnalyzedBlock, AnalyzedSentence, Word } from '../../language/schema.js'
import type { EntityType, MentionKind } from '../schema.js'

/** An office as a title names it: "Сыртқы істер министрі" of UZ. */
export interface Role {
  /** The title in dictionary form. */
  readonly title: string
  /** Roles of titles.tsv, such as head-of-state. */
  readonly role: string
  readonly country?: string
  /** Where its holder is from, by the adjective before it: португалиялық бапкер. */
  readonly from?: string
  /** The organization, region or team that the office is of. */
  readonly of?: string
  /** Other roles whose holder the title may mean: дипломат of an ambassador. */
  readonly covers?: readonly string[]
  /** Whether the text says that it is new to its holder or no longer theirs: жаңа министр, бұрынғы министр. */
  readonly since?: 'new' | 'former'
}

/** The role of somebody whom only a common noun before the name tells: көп балалы ана Бекзада (a mother of many). */
export const described = 'described'

/** A mention found in a sentence; which entity it is of is decided later. */
export interface Found {
  readonly block: AnalyzedBlock
  /** Index of the sentence in its block, and of the block in the article. */
  readonly at: { readonly block: number; readonly sentence: number }
  readonly sentence: AnalyzedSentence
  /** Indexes of the first word and after the last. */
  readonly from: number
  readonly to: number
  readonly type: EntityType
  readonly kind: MentionKind
  /** In the nominative; for a pronoun or a title, as in the dictionary. */
  readonly name: string
  readonly case?: string
  /** Other names that the gazetteer or the text itself gives it. */
  readonly aliases: readonly string[]
  /** ISO code, where the gazetteer knows one. */
  readonly country?: string
  readonly isCountry?: boolean
  /** What the gazetteer calls it: region, city, government. */
  readonly listedKind?: string
  /** The office that the title before a name, or a title alone, tells. */
  readonly role?: Role
  /** Offices besides, of a name with several titles before it: "… басқармасының басшысы, полковник …". */
  readonly also?: readonly Role[]
  /** Where the title stands that precedes a name. */
  readonly title?: { readonly from: number; readonly to: number }
  readonly confidence?: number
  /** The name as it is written here, where the gazetteer or another alphabet spells it otherwise. */
  readonly written?: readonly string[]
  /** A common noun that is a mention only of somebody whom the article has given that role: бапкер, директор. */
  readonly weak?: boolean
  /** Whether it stands in somebody's direct speech. */
  readonly said?: boolean
  /** A common noun that heads the name of something the article has named: комитет, бұл министрлік. */
  readonly head?: string
}

/** A mention as the finder of one sentence sees it. */
export type Part = Omit<Found, 'block' | 'at' | 'sentence'>

export const wordsOf = (found: Found): readonly Word[] => found.sentence.words.slice(found.from, found.to)

/** A mention with the entity it is of. */
export interface Linked extends Found {
  readonly entity: string
}

/** What finders of one sentence have taken: a later finder takes no word twice. */
export class Claims {
  readonly #taken: Set<number> = new Set()

  take(found: Pick<Found, 'from' | 'to'>): void {
    for (let i = found.from; i < found.to; i++) this.#taken.add(i)
  }

  has(from: number, to: number = from + 1): boolean {
    for (let i = from; i < to; i++) if (this.#taken.has(i)) return true
    return false
  }
}
