import { describe, expect, it } from 'vitest'
import { foreignNameKeys, nameKeys, skeletonOf } from './skeleton.js'

describe('a name in any script', () => {
  it('sounds the same in Kazakh, Russian and English letters', () => {
    for (const names of [
      ['Тоқаев', 'Токаев', 'Tokayev'],
      ['Қазақстан', 'Казахстан', 'Kazakhstan'],
      ['Шымкент', 'Shymkent'],
      ['Маңғыстау', 'Мангистау', 'Mangystau'],
      ['Жұмабек', 'Джумабек', 'Zhumabek'],
      ['Ерден', 'Yerden'],
    ]) {
      expect(new Set(names.map(skeletonOf)).size, names.join(' ')).toBe(1)
    }
  })

  it('loses its Russian endings', () => {
    expect(foreignNameKeys(['Жасуром', 'Каримжановым'], 'ru')).toEqual(nameKeys('Жасур Каримжанов', 'kk'))
    expect(foreignNameKeys(['Карагандинской'], 'ru')).toEqual(nameKeys('Қарағанды', 'kk'))
  })

  it('is known by the list where it is another word', () => {
    expect(foreignNameKeys(['Germany'], 'en')).toEqual(nameKeys('Германия', 'kk'))
    expect(foreignNameKeys(['США'], 'ru')).toEqual(nameKeys('АҚШ', 'kk'))
    expect(foreignNameKeys(['Турция'], 'ru')).toEqual(nameKeys('Түркия', 'kk'))
  })

  it('has the key of no word in small letters', () => {
    expect(nameKeys('Абай облысы', 'kk')).toEqual(nameKeys('Абай', 'kk'))
  })
})
