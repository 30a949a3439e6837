import { evidence, type Language } from './evidence.js'

/** ISO 15924 codes of the scripts that Kazakh is written in, and Zyyy for a text without letters. */
export type Script = 'Cyrl' | 'Latn' | 'Arab' | 'Zyyy'

/**
 * The Latin alphabets met on live pages: of 2018, with acutes, sh and ch (Memleket basshysy, "head of state"); of 2019,
 * with diaereses, w for у and ı for и and й; of 2021, with ı for і, ū and ñ (Memleket basşysy). See spellings.ts.
 */
export type LatinVariant = '2018' | '2019' | '2021'

const cyrillic = /\p{Script=Cyrillic}+/gu
const latin = /\p{Script=Latin}+/gu
const arabic = /\p{Script=Arabic}+/gu

/** How many letters of a script there are, in UTF-16 code units. */
const lettersIn = (text: string, script: RegExp): number => text.length - text.replace(script, '').length

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0

/** As much of a text as is looked at, what its first pages are, it is; without addresses, where there are others. */
function sampleOf(text: string): string {
  const sample = text.length > 20_000 ? text.slice(0, 20_000) : text
  if (!/[@.]\w|:\//u.test(sample)) return sample
  const words = sample.split(/\s+/u).filter((word) => !/@|[a-z]\.[a-z]|:\//iu.test(word))
  return words.length > 0 ? words.join(' ') : sample
}

/** The script that most letters of a text are in. */
export function detectScript(text: string): Script {
  const sample = sampleOf(text)
  const counts: readonly (readonly [Script, number])[] = [
    ['Cyrl', lettersIn(sample, cyrillic)],
    ['Latn', lettersIn(sample, latin)],
    ['Arab', lettersIn(sample, arabic)],
  ]
  const [script, letters] = counts.reduce((best, next) => (next[1] > best[1] ? next : best))
  if (letters > 0) return script
  return text.length > 20_000 ? detectScript(text.slice(20_000)) : 'Zyyy'
}

/** What speaks for an alphabet: its own letters, and on which side of ı and i a vowel or a word's end stands. */
const variantEvidence: readonly (readonly [LatinVariant, RegExp, number])[] = [
  ['2018', /[áǵńóúý]/giu, 2],
  ['2018', /sh|ch/giu, 1],
  ['2019', /[ŋ]/giu, 1],
  ['2019', /(?<![wW])w(?=[aeylnrsşbgk])/gu, 1.5],
  ['2019', /[äöüşğç]/giu, 1],
  ['2021', /[ñūŭ]/giu, 2],
  ['2021', /[äöüşğ]/giu, 1.05],
  // ai, ei: ай, ей of 2021; aı, eı: those of 2018 and 2019.
  ['2021', /[aeoyäöu]i(?!\p{L}?ı)|[bdgklmnrstz]ı(?!\p{L})/gu, 1],
  ['2018', /[aeoyáóý]ı|[bdgklmnrstz]i(?!\p{L})/gu, 1],
  ['2019', /[aeoyäöw]ı|[bdgklmnrstz]i(?!\p{L})/gu, 1],
]

/** The Latin alphabet of a Kazakh text: the one that most speaks for; that of 2021 where nothing does. */
export function detectLatin(text: string): LatinVariant {
  const sample = sampleOf(text)
  const scores: Record<LatinVariant, number> = { '2018': 0, '2019': 0, '2021': 0 }
  for (const [variant, letters, weight] of variantEvidence) scores[variant] += weight * count(sample, letters)
  if (scores['2018'] > scores['2019'] && scores['2018'] > scores['2021']) return '2018'
  return scores['2019'] > scores['2021'] ? '2019' : '2021'
}

/**
 * The language of a text as BCP 47 `kk`, `ru` or `en`, and `und` where it is none of these or cannot be told.
 * Commonest words, endings and letters speak for a language; letters of neighbours (Kyrgyz, Tatar, Ukrainian, Turkish,
 * Uzbek, Persian, Uyghur …) and their commonest words against it. What speaks is data: evidence.ts.
 *
 * @example
 * detectLanguage('Qazaqstan Prezıdentiniń Jarlyǵy') // 'kk' (decree of the President of Kazakhstan)
 * detectLanguage('Türkiye Cumhurbaşkanı açıkladı') // 'und'
 */
export function detectLanguage(text: string): 'kk' | 'ru' | 'en' | 'und' {
  const sample = sampleOf(text).normalize('NFC')
  const script = detectScript(sample)
  if (script === 'Zyyy') return 'und'
  const scores = scoresOf(sample, script)
  let best: Language = 'other'
  let most = scores.get('other') ?? 0
  for (const [language, score] of scores) {
    if (score > most) {
      best = language
      most = score
    }
  }
  return best === 'other' || most < enough ? 'und' : best
}

/** Less evidence than this is none. */
const enough = 0.4

function scoresOf(sample: string, script: Exclude<Script, 'Zyyy'>): ReadonlyMap<Language, number> {
  const scores = new Map<Language, number>()
  for (const { language, pattern, weight } of evidence[script]) {
    const found = count(sample, pattern)
    if (found > 0) scores.set(language, (scores.get(language) ?? 0) + weight * found)
  }
  if (script === 'Cyrl') weighAbsence(sample, scores)
  return scores
}

/** What a Cyrillic text does not have speaks too. */
function weighAbsence(sample: string, scores: Map<Language, number>): void {
  const add = (language: Language, weight: number): void => {
    scores.set(language, (scores.get(language) ?? 0) + weight)
  }
  const letters = lettersIn(sample, cyrillic)
  const own = count(sample, /[әңөүһ]/giu)
  // Kazakh soon has one of these; its neighbours (Kyrgyz, Tatar, Mongolian) share the others.
  if (!/[қғұі]/iu.test(sample)) {
    if (letters >= 30) scores.set('kk', (scores.get('kk') ?? 0) * 0.4)
    if (own > 0 && letters >= 15) add('other', 0.5 + 0.5 * own)
    // What has no letter of another language and speaks for none is sooner Russian.
    if (own === 0) add('ru', 0.4)
  }
  // Bulgarian has ъ in the middle of things and no ы, э or ё; Russian of that length has.
  if (letters >= 40 && !/[ыэёі]/iu.test(sample) && /ъ/iu.test(sample)) add('other', 2 + count(sample, /ъ/giu))
}

/** Whether Latin words, such as are quoted in a Cyrillic text, are Kazakh: letters or words say so, and none against. */
export function isKazakhLatin(text: string): boolean {
  return detectLanguage(text) === 'kk'
}
