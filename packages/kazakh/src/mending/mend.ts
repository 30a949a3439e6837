import { type Aligned, AlignmentBuilder, identity } from '../alignment/alignment.js'
import { cyrillicLike, kazakhLike, kz1048, latinLike } from './look-alikes.js'

const invisible = /[\u00AD\u200B-\u200F\u2060\uFEFF]/u
const isCyrillic = (letter: string): boolean => /\p{Script=Cyrillic}/u.test(letter)
const isLatin = (letter: string): boolean => /\p{Script=Latin}|\p{Script=Greek}/u.test(letter)

/** Whether anything in a text may want mending: most texts have nothing. */
const suspicious =
  /[\u00AD\u200B-\u200F\u2060\uFEFF\p{M}¥Ɏ]|[\p{Script=Latin}\p{Script=Greek}]\p{Script=Cyrillic}|\p{Script=Cyrillic}[\p{Script=Latin}\p{Script=Greek}]|[ѳѲӊӉҥҤӈӇҡҠӄӃҝҜҟҞѓЃӷӶҕҔӯӮӱӰӧӦӓӒӏӀҳҲЌќЋћЎўЈјҐґЄєЇїЅѕ]/u

/** Letters of neighbours are mended only in a text that is Kazakh, by its letters or by what is typed for them alone. */
const ownLetters = /[қғұһәңөүіѳӊ]/iu
const isKz1048 = (text: string): boolean => /ќ/iu.test(text) && /[іўїґ]/iu.test(text)

/**
 * A text as its writer meant it: composed (NFC), without soft hyphens and zero-width marks, with the look-alikes of
 * other scripts replaced, in Cyrillic words (aзaйту, "to reduce") and in Latin ones, and in Kazakh texts the letters of
 * other Cyrillic alphabets that were typed for Kazakh ones. The original stays beside it, aligned.
 *
 * @example
 * mend('aзaйту').text // 'азайту', with Cyrillic а
 */
export function mend(text: string): Aligned {
  if (!suspicious.test(text)) return identity(text)
  const mojibake = isKz1048(text)
  const kazakh = mojibake || ownLetters.test(text)
  const builder = new AlignmentBuilder(text)
  for (const match of text.matchAll(/[\p{L}\p{M}\u00AD\u200B-\u200F\u2060\uFEFF¥]+/gu)) {
    if (!suspicious.test(match[0])) continue
    builder.copy(match.index - builder.position)
    mendInto(match[0], builder, kazakh, mojibake)
  }
  return builder.finish()
}

/** Letter by letter with its marks, so that every mended letter keeps its own place in the original. */
function mendInto(original: string, builder: AlignmentBuilder, kazakh: boolean, mojibake: boolean): void {
  const clusters = Array.from(
    original.matchAll(
      /[\u00AD\u200B-\u200F\u2060\uFEFF]|[^\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]?\p{M}{1,16}|[^\p{M}]/gu,
    ),
    (match) => match[0],
  )
  const composed = clusters.map((cluster) => (invisible.test(cluster) ? '' : cluster.normalize('NFC')))
  const letters = composed.join('')
  const replace = replacementFor(letters, kazakh, mojibake)
  for (const [i, cluster] of clusters.entries()) {
    builder.replace(cluster.length, Array.from(composed[i] ?? '', replace).join(''))
  }
}

/** What becomes of the letters of a word: it is Cyrillic or Latin, whichever leaves no letter of the other script. */
function replacementFor(word: string, kazakh: boolean, mojibake: boolean): (letter: string) => string {
  const letters = [...word]
  const foreign = (letter: string): string =>
    (mojibake ? kz1048.get(letter) : undefined) ?? (kazakh ? kazakhLike.get(letter) : undefined) ?? letter
  const latin = letters.filter(isLatin)
  const cyrillic = letters.filter(isCyrillic)
  if (cyrillic.length === 0) return (letter) => letter
  if (latin.length === 0) return (letter) => (letter === '¥' ? currencySign(word) : foreign(letter))
  const canBeCyrillic = latin.every((letter) => cyrillicLike.has(letter) || letter === 'Y' || letter === 'Ɏ')
  const canBeLatin = cyrillic.every((letter) => latinLike.has(letter))
  if (canBeCyrillic && (!canBeLatin || cyrillic.length >= latin.length)) {
    const front = /[әөүіеiөe]/iu.test(word)
    return (letter) => {
      // Ү and У both look like Y: in a word of front vowels it is Ү (Yкімет, "government").
      if (letter === 'Y') return front ? 'Ү' : 'У'
      return cyrillicLike.get(letter) ?? foreign(letter)
    }
  }
  return canBeLatin ? (letter) => latinLike.get(letter) ?? letter : (letter) => letter
}

/** ¥ is where Ұ is on old keyboards: a capital where a word begins in capitals. */
const currencySign = (word: string): string => (word.startsWith('¥') || word === word.toUpperCase() ? 'Ұ' : 'ұ')
