import { toSource } from 'kazakh'
import type { AnalyzedBlock, Word } from '../../language/schema.js'
import { baseOf } from '../../language/words.js'

/** Words from and after the last. */
export interface Phrase {
  readonly from: number
  readonly to: number
}

/**
 * A phrase as the article writes it, in its own script, the last word without its case ending and what stands in
 * brackets left out: "Төтенше жағдайлар министрлігінің (ТЖМ) баспасөз қызметіне" → "… министрлігінің баспасөз қызметі".
 */
export function nameIn(block: AnalyzedBlock, words: readonly Word[], { from, to }: Phrase): string {
  const first = words[from]
  const last = words[to - 1]
  if (first === undefined || last === undefined) return ''
  const inner = hyphened.test(last.form) ? last.form.replace(/-\p{Ll}+$/u, '') : nominative(last)
  const range = toSource(block.aligned, { start: first.start, end: last.start + inner.length })
  const name = block.block.text
    .slice(range.start, range.end)
    .replace(/\s*\([^)]*\)/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return isHalfQuoted(name) ? name.replace(/^[«"“„]|[»"”]$/gu, '') : name
}

/** The case of an abbreviation or a foreign name after a hyphen: Reuters-ке, Новости-ге. */
const hyphened = /\w-\p{Script=Cyrillic}+$|-(?:[қкғг][ае]|[дтн][ыі]ң|[дтн][ае]н?|[дтн][ыі])$/u

/** A phrase of news ends in possession more often than not: қызметінің ("of its service") is sooner қызметі than қызмет. */
const nominative = (word: Word): string =>
  word.analyses.find(({ feats, confidence }) => {
    const isOblique = feats.Case !== undefined && feats.Case !== 'Nom'
    return feats.VerbForm === undefined && feats['Person[psor]'] === '3' && isOblique && confidence >= 0.5
  })?.base ?? baseOf(word)

/** A quotation mark without its other half; marks around a part of a name belong to it. */
const isHalfQuoted = (name: string): boolean =>
  (name.match(/[«“„]/gu)?.length ?? 0) !== (name.match(/[»”]/gu)?.length ?? 0) || /^[«"“„][^«»"“”„]+[»"”]$/u.test(name)
