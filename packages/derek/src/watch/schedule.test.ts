import { describe, expect, it } from 'vitest'
import { backOff, retryAfter } from './schedule.js'

describe('Retry-After', () => {
  it('is seconds or a date, and nothing where it is neither', () => {
    expect(retryAfter('120')).toBe(120_000)
    expect(retryAfter('Wed, 21 Oct 2026 07:28:00 GMT', Date.UTC(2026, 9, 21, 7, 27))).toBe(60_000)
    expect(retryAfter('кейін')).toBeUndefined()
  })

  it('is doubled by Derek itself where the host says nothing, up to six hours', () => {
    expect([1, 2, 3, 50].map((attempts) => backOff(attempts))).toEqual([60_000, 120_000, 240_000, 21_600_000])
  })
})
