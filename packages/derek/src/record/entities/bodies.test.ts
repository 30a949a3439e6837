import { describe, expect, it } from 'vitest'
import { isFullerName, isOneBody, namesIn } from './bodies.js'

describe('names of one body', () => {
  it.each([
    // "the public transport board (of Shymkent)"
    ['Қоғамдық көлік басқармасы', 'Шымкент қоғамдық көлік басқармасы'],
    // "the (autonomous) government of Greenland"
    ['Гренландия үкіметі', 'Гренландия автономиялық үкіметі'],
    // "the regional police department", "the police department of the Almaty region"
    ['өңірлік полиция департаменті', 'Алматы облыстық полиция департаменті'],
    ['Облыстық білім басқармасы', 'Абай облысының білім басқармасы'],
    // "the drama theatre named after (Saken) Zholov"
    ['С.Жолов атындағы драма театры', 'Сәкен Жолов атындағы облыстық драма театры'],
    ['Жолов атындағы театр', 'Сәкен Жолов атындағы театр'],
  ])('%s, %s', (short, long) => {
    expect(isOneBody(short, long)).toBe(true)
    expect(isOneBody(long, short)).toBe(true)
  })

  it.each([
    ['Алматы облысының полиция департаменті', 'Алматы қаласының полиция департаменті'],
    ['аудандық білім бөлімі', 'Абай облысының білім бөлімі'],
    ['С.Жолов атындағы драма театры', 'Асан Үсенов атындағы драма театры'],
    ['С.Жолов атындағы драма театры', 'Сәкен Жолов атындағы қуыршақ театры'],
  ])('are not %s and %s', (one, other) => {
    expect(isOneBody(one, other)).toBe(false)
  })

  it('are fuller with the place', () => {
    expect(isFullerName('Абай облысының білім басқармасы', 'Облыстық білім басқармасы')).toBe(true)
    expect(isFullerName('Облыстық білім басқармасы', 'Абай облысының білім басқармасы')).toBe(false)
  })

  it('have the one region that an article names', () => {
    expect(namesIn('Абай облысы', 'Облыстық білім басқармасы')).toEqual([
      'Абай облысының білім басқармасы',
      'Абай облыстық білім басқармасы',
    ])
    expect(namesIn('Абай облысы', 'Білім басқармасы')).toEqual([])
  })
})
