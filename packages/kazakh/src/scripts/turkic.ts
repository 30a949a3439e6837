import { type Aligned, identity } from '../alignment/alignment.js'

/**
 * The Latin of Kazakh sites that follow Turkish and the usage of QazAqparat before 2018 (qazaqtimes.com): ı for ы, i for
 * і, y for й. It is read by way of the alphabet of 2021, letter for letter: "auır" is "auyr" (ауыр, heavy) there.
 */

const respelt: ReadonlyMap<string, string> = new Map(
  Object.entries({ ı: 'y', I: 'Y', i: 'ı', İ: 'I', y: 'i', Y: 'İ', w: 'ū', W: 'Ū' }),
)
/** QazAqparat's own had w for у, u for ұ and ï for и. */
const respeltOfAgency: ReadonlyMap<string, string> = new Map(
  Object.entries({ ı: 'y', I: 'Y', i: 'ı', İ: 'I', y: 'i', Y: 'İ', ï: 'i', Ï: 'İ', w: 'u', W: 'U', u: 'ū', U: 'Ū' }),
)

/**
 * Whether ı ends back words after a consonant (bastaldı, "began"): the alphabets of 2018 to 2021 have y there, and ı only
 * for й, и or і.
 */
export function isTurkicLatin(text: string): boolean {
  const sample = text.slice(0, 20_000)
  if (/[áǵńóúý]/iu.test(sample)) return false
  let back = 0
  let front = 0
  for (const [word] of sample.matchAll(/\p{L}+[bcdfgğjklmnñpqrsştvz]ı(?!\p{L})/gu)) {
    if (/[eäöü]/iu.test(word)) front++
    else if (/[aoqğ]/iu.test(word)) back++
  }
  return back >= 2 && back > 2 * front
}

/** Such a text in the letters of 2021, aligned: each letter stands where it stood. Addresses stay. */
export function respellTurkic(text: string): Aligned {
  const table = /ï/iu.test(text) ? respeltOfAgency : respelt
  const made = text.replace(/\S+/gu, (word) =>
    /@|:\/\/|\w\.[a-z]{2,}/iu.test(word) ? word : Array.from(word, (letter) => table.get(letter) ?? letter).join(''),
  )
  return { ...identity(text), text: made }
}
