import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf } from './columns.js'

const labels = (days: readonly string[]) => columnsOf(days, 12).columns.map(({ label }) => label)

describe('columns of time', () => {
  it('are days, weeks from Monday, months, or years: the smallest that fit', () => {
    expect(labels(['2026-03-30', '2026-04-01'])).toEqual(['2026-03-30', '2026-03-31', '2026-04-01'])
    expect(labels(['2026-03-24', '2026-04-07'])).toEqual(['2026-03-23', '2026-03-30', '2026-04-06'])
    expect(labels(['2025-12-31', '2026-05'])).toEqual([
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
    ])
    expect(labels(['2020', '2024-05-01'])).toEqual(['2020', '2021', '2022', '2023', '2024'])
  })

  it('know their last day', () => {
    expect(columnsOf(['2024-02-01', '2024-06-01'], 12).columns[0]).toMatchObject({
      from: '2024-02-01',
      to: '2024-02-29',
    })
  })

  it('are none where there are no days', () => {
    expect(columnsOf([], 12).columns).toEqual([])
  })

  it('hold every day, follow each other without gap, and are never too many', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 20 }), (dates) => {
        const days = dates.map((date) => date.toISOString().slice(0, 10))
        const { columns, of } = columnsOf(days, 12)
        expect(columns.length).toBeLessThanOrEqual(12)
        for (const one of days) {
          const column = columns[of(one)]
          expect(column !== undefined && column.from <= one && one <= column.to).toBe(true)
        }
        for (const [i, column] of columns.entries()) {
          const next = columns[i + 1]
          if (next !== undefined) expect(Date.parse(next.from) - Date.parse(column.to)).toBe(86_400_000)
        }
      }),
    )
  })
})
