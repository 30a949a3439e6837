import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers } from './find.js'
import { caseNames } from './forms.js'
import { parseRoman, writeRoman } from './roman.js'
import { parseNumber, readNumber, writeDigits, writeNumber } from './words.js'

const whole = fc.oneof(
  fc.integer({ min: 0, max: 3000 }),
  fc.maxSafeNat(),
  fc.tuple(fc.nat(999), fc.constantFrom(1, 1e3, 1e6, 1e9, 1e12)).map(([n, power]) => n * power),
)

describe('readNumber', () => {
  it.each([
    ['бір мың тоғыз жүз тоқсан бірінші', 1991, 'ordinal', 'Nom'],
    ['елуге', 50, 'cardinal', 'Dat'],
    ['екі жарым мың', 2500, 'cardinal', 'Nom'],
    ['1,5 млрд', 1_500_000_000, 'cardinal', 'Nom'],
    ['1 200 000-нан', 1_200_000, 'cardinal', 'Abl'],
    ['1991-ші', 1991, 'ordinal', 'Nom'],
    ['5-іншіге', 5, 'ordinal', 'Dat'],
    ['үштен бір', 1 / 3, 'fraction', 'Nom'],
    ['бестен екісінің', 0.4, 'fraction', 'Gen'],
    ['нөл бүтін жүзден жиырма бес', 0.25, 'fraction', 'Nom'],
    ['қырқыншы', 40, 'ordinal', 'Nom'],
    ['жиырмасыншыда', 20, 'ordinal', 'Loc'],
    ['екеуінен', 2, 'cardinal', 'Abl'],
  ])('%s', (words, value, kind, caseName) => {
    expect(readNumber(words)).toMatchObject({ value, kind, case: caseName })
  })

  it.each(['бес бес', 'мың миллион', 'жиырма отыз', 'адам', '', 'бес адам', '99999999999999999999'])(
    '%j is none',
    (words) => {
      expect(readNumber(words)).toBeUndefined()
    },
  )

  it('reads back what writeNumber writes, in every case', () => {
    fc.assert(
      fc.property(whole, fc.boolean(), fc.constantFrom(...caseNames), (value, ordinal, caseName) => {
        const kind = ordinal ? 'ordinal' : 'cardinal'
        expect(readNumber(writeNumber(value, { ordinal, case: caseName }))).toMatchObject({
          value,
          kind,
          case: caseName,
        })
      }),
    )
  })

  it('reads back decimals', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 999 }), (integer, thousandths) => {
        const value = Number(`${integer}.${String(thousandths).padStart(3, '0')}`)
        expect(parseNumber(writeNumber(value))).toBe(value)
      }),
    )
  })

  it('reads back digits with suffixes', () => {
    fc.assert(
      fc.property(whole, fc.boolean(), fc.constantFrom(...caseNames), (value, ordinal, caseName) => {
        expect(readNumber(writeDigits(value, { ordinal, case: caseName }))).toMatchObject({ value, case: caseName })
      }),
    )
  })

  it('answers for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readNumber(text)
        for (const { start, end, text: found } of findNumbers(text)) expect(text.slice(start, end)).toBe(found)
      }),
    )
  })
})

describe('writeDigits', () => {
  it.each([
    [1991, { ordinal: true }, '1991-ші'],
    [6, { ordinal: true }, '6-шы'],
    [50, { case: 'Dat' }, '50-ге'],
    [9, { case: 'Abl' }, '9-дан'],
  ] as const)('%d', (value, options, written) => {
    expect(writeDigits(value, options)).toBe(written)
  })
})

describe('findNumbers', () => {
  it('finds the longest numbers, and no pronouns', () => {
    const found = findNumbers(
      'Оны бір рет көрдім: екі жарым мың адам, 1,5 млрд. теңге, жүз елуінші, үштен бірі, ХХІ ғасыр',
    )
    expect(found.map(({ text, value }) => [text, value])).toEqual([
      ['екі жарым мың', 2500],
      ['1,5 млрд.', 1_500_000_000],
      ['жүз елуінші', 150],
      ['үштен бірі', 1 / 3],
      ['ХХІ', 21],
    ])
  })
})

describe('parseRoman', () => {
  it('inverts writeRoman', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3999 }), (value) => {
        expect(parseRoman(writeRoman(value))).toBe(value)
      }),
    )
  })

  it('reads Cyrillic look-alikes, and no words', () => {
    expect(parseRoman('ХІХ')).toBe(19)
    expect(parseRoman('ІІІІ')).toBeUndefined()
  })
})
