import { expect, it } from 'vitest'
import { toSource } from '../alignment/alignment.js'
import { toCyrillic } from './convert.js'
import { isTurkicLatin, respellTurkic } from './turkic.js'

const text = 'Bwl qalada jaña mektep aşıldı. Oquşılardı quanttı.' // a new school opened in this town, and pleased pupils

it('is told by ı in back words', () => {
  expect(isTurkicLatin(text)).toBe(true)
  expect(isTurkicLatin('Būl qalada jaña mektep aşyldy. Bılım keregı.')).toBe(false)
  expect(isTurkicLatin('Bul qalada jańa mektep ashyldy, bilim keregi aıtyldy.')).toBe(false)
})

it('is read into Cyrillic, each letter in its place', () => {
  const made = toCyrillic(text)
  expect(made.text).toBe('Бұл қалада жаңа мектеп ашылды. Оқушыларды қуантты.')
  const at = made.text.indexOf('мектеп')
  const { start, end } = toSource(made, { start: at, end: at + 6 })
  expect(text.slice(start, end)).toBe('mektep')
})

it('leaves addresses as they are', () => {
  expect(respellTurkic('bwl aşıq kitap.kz').text).toBe('būl aşyq kitap.kz')
})
