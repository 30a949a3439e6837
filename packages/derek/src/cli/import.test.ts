import { describe, expect, it } from 'vitest'
import { timeOf } from './import.js'

describe('the time that is left', () => {
  it('is in hours, minutes and seconds, as many of them as it has', () => {
    expect([5, 65, 725, 3_725, 45_296].map(timeOf)).toEqual(['0:05', '1:05', '12:05', '1:02:05', '12:34:56'])
  })
})
