import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDates } from './dates.js'

const found = (text: string, anchor?: string) => findDates(text, anchor).map(({ text, value }) => [text, value])

describe('findDates', () => {
  it.each([
    ['Кездесу 2025 жылғы 3 наурызда өтті', '2025 жылғы 3 наурызда', '2025-03-03'],
    ['Кеше жиын болды', 'Кеше', '2022-05-17'],
    ['былтыр қазанда ашылды', 'былтыр қазанда', '2021-10'],
    ['алдағы жұмада барады', 'алдағы жұмада', '2022-05-20'],
    ['үш күн бұрын келді', 'үш күн бұрын', '2022-05-15'],
    ['2-3 маусымда өтеді', '2-3 маусымда', '2022-06-02/2022-06-03'],
  ])('%s', (text, span, value) => {
    expect(found(text, '2022-05-18')).toEqual([[span, value]])
  })

  it('says nothing of relative dates without an anchor, and leaves an unknown year open', () => {
    expect(found('Кеше және 5 сәуірде')).toEqual([['5 сәуірде', 'XXXX-04-05']])
  })

  it('takes "бүгінгі таңда" (nowadays) for no date', () => {
    expect(found('бүгінгі таңда солай', '2022-05-18')).toEqual([])
  })

  it('answers for any string, with exact slices', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const date of findDates(text, '2022-05-18')) expect(text.slice(date.start, date.end)).toBe(date.text)
      }),
    )
  })
})
