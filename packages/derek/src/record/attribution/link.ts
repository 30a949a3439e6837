import type { AnalyzedBlock, AnalyzedSentence } from '../../language/schema.js'
import type { Linked } from '../entities/mention.js'
import type { AttributionLink } from '../schema.js'
import { spanOf } from '../span.js'
import { nameIn, type Phrase } from './name.js'

type Role = AttributionLink['role']

/** A link of the chain in a sentence: words from and after the last. */
export interface Link extends Phrase {
  readonly role: Role
  /** Whether it is named in passing ("Бұл туралы X хабарлады", "X-тің жазуынша"), as outlets name others sooner than themselves. */
  readonly inPassing?: boolean
}

interface Place {
  readonly block: AnalyzedBlock
  readonly sentence: Pick<AnalyzedSentence, 'words'>
}

export function toLink(link: Link, { block, sentence }: Place, mentions: readonly Linked[]): AttributionLink {
  const range = {
    start: sentence.words[link.from]?.start ?? 0,
    end: sentence.words[link.to - 1]?.end ?? 0,
  }
  const entity = mentions.find((mention) => mention.from >= link.from && mention.to <= link.to)
  const made = { name: nameIn(block, sentence.words, link), role: link.role, span: spanOf(block, range) }
  return entity === undefined ? made : { ...made, entity: entity.entity }
}
