import { type Aligned, AlignmentBuilder } from '../alignment/alignment.js'

/** Latin and old Cyrillic letters that are typed in place of Kazakh ones, because they look the same. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'а', A: 'А', c: 'с', C: 'С', e: 'е', E: 'Е', o: 'о', O: 'О', p: 'р', P: 'Р', x: 'х', X: 'Х', y: 'у', Y: 'У',
    i: 'і', I: 'І', h: 'һ', K: 'К', M: 'М', H: 'Н', T: 'Т', B: 'В', k: 'к', Ѳ: 'Ө', ѳ: 'ө', ə: 'ә', Ə: 'Ә', є: 'ө',
    Є: 'Ө', ї: 'ү', Ї: 'Ү', ѕ: 'ѕ', j: 'ј',
  }),
) // biome-ignore format: a table

/**
 * A text as its writer meant it: composed (NFC), without soft hyphens and zero-width marks, and with Latin look-alikes
 * in Cyrillic words (aзaйту, "to reduce") replaced. The original stays beside it, aligned.
 */
export function mend(text: string): Aligned {
  const builder = new AlignmentBuilder(text)
  for (const match of text.matchAll(/[\p{L}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]+/gu)) {
    const mended = mendWord(match[0])
    if (mended === match[0]) continue
    builder.copy(match.index - builder.position)
    mendInto(match[0], builder)
  }
  return builder.finish()
}

const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/u

const isMixed = (word: string): boolean => {
  if (!/\p{Script=Cyrillic}/u.test(word)) return false
  return [...word].every((letter) => !/\p{Script=Latin}/u.test(letter) || lookAlikes.has(letter))
}

const replaceLookAlike = (letter: string): string => lookAlikes.get(letter) ?? letter

function mendWord(word: string): string {
  const composed = word.replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '').normalize('NFC')
  return isMixed(composed) ? Array.from(composed, replaceLookAlike).join('') : composed
}

/** Letter by letter with its marks, so that every mended letter keeps its own place in the original. */
function mendInto(original: string, builder: AlignmentBuilder): void {
  const mixed = isMixed(original.replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '').normalize('NFC'))
  for (const match of original.matchAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]|[^\p{M}]?\p{M}+|[^\p{M}]/gu)) {
    const cluster = match[0]
    if (invisible.test(cluster)) builder.replace(cluster.length, '')
    else {
      const composed = cluster.normalize('NFC')
      builder.replace(cluster.length, mixed ? Array.from(composed, replaceLookAlike).join('') : composed)
    }
  }
}
