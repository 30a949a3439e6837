/** ISO 15924 codes of the scripts that Kazakh is written in, and Zyyy for a text without letters. */
export type Script = 'Cyrl' | 'Latn' | 'Arab' | 'Zyyy'

/**
 * The Latin alphabets met on live pages: of 2018, with acutes, sh and ch (Memleket basshysy, "head of state"),
 * and of 2019–2021, with diaereses, breves and cedillas (Memleket basşysy).
 */
export type LatinVariant = '2018' | '2021'

const cyrillic = /\p{Script=Cyrillic}/gu
const latin = /\p{Script=Latin}/gu
const arabic = /\p{Script=Arabic}/gu

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0

/** The script that most letters of a text are in. */
export function detectScript(text: string): Script {
  const counts: readonly (readonly [Script, number])[] = [
    ['Cyrl', count(text, cyrillic)],
    ['Latn', count(text, latin)],
    ['Arab', count(text, arabic)],
  ]
  const [script, letters] = counts.reduce((best, next) => (next[1] > best[1] ? next : best))
  return letters > 0 ? script : 'Zyyy'
}

/** The Latin alphabet of a Kazakh text: the one more of whose own letters it holds. */
export function detectLatin(text: string): LatinVariant {
  const acute = count(text, /[áǵńóúý]|sh|ch/giu)
  const modern = count(text, /[äğñöüūşŭ]/giu)
  return acute > modern ? '2018' : '2021'
}

const kazakhLetters = /[әғқңөұүһі]/giu
const kazakhWords = /(?<!\p{L})(және|мен|бен|пен|үшін|туралы|деп|бұл|осы|бір|жылы?|болды|бойынша|арқылы)(?!\p{L})/giu
const russianWords = /(?<!\p{L})(и|в|на|что|по|не|с|для|его|как|это|из|о|к|от|за|при|был[аио]?|также)(?!\p{L})/giu
const englishWords = /(?<!\p{L})(the|of|and|to|in|is|for|on|that|with|was|by|has|said|at)(?!\p{L})/giu
const kazakhLatin = /[áǵńúäğñöüūşıý]|q[aou]|basshy|jáne|jäne|týraly|turaly/giu

/**
 * The language of a text as BCP 47 `kk`, `ru` or `en`, and `und` where it is none of these that can be told.
 * Kazakh is told by its own letters and commonest words, the others by their commonest words.
 */
export function detectLanguage(text: string): 'kk' | 'ru' | 'en' | 'und' {
  const sample = text.slice(0, 20_000)
  const letters = count(sample, /\p{L}/gu)
  if (letters === 0) return 'und'
  switch (detectScript(sample)) {
    case 'Cyrl': {
      const kazakh = count(sample, kazakhLetters) / letters + count(sample, kazakhWords) / 50
      const russian = count(sample, russianWords)
      if (count(sample, kazakhLetters) / letters > 0.04) return 'kk'
      if (russian > 0) return 'ru'
      return kazakh > 0 ? 'kk' : 'und'
    }
    case 'Latn': {
      const english = count(sample, englishWords)
      const kazakh = count(sample, kazakhLatin)
      if (kazakh === 0 && english === 0) return 'und'
      return kazakh > english ? 'kk' : 'en'
    }
    case 'Arab':
      // Töte Kazakh writes every vowel: ە and ى alone are a fifth of its letters, and ۇ, ۋ, ڭ are its own.
      return count(sample, /[ەىۇۋڭ]/gu) / letters > 0.1 ? 'kk' : 'und'
    default:
      return 'und'
  }
}
