import { describe, expect, it } from 'vitest'
import { backOff, createSchedule, retryAfter } from './schedule.js'

/** A clock that moves when someone sleeps. */
function clock() {
  let time = 0
  return {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds
    },
  }
}

describe('the queue of a host', () => {
  it('runs jobs in order, with a pause and some jitter between them', async () => {
    const { now, sleep } = clock()
    const schedule = createSchedule({ pause: 1000, jitter: () => 0.5, now, sleep })
    const times = await Promise.all([1, 2, 3].map((n) => schedule.run('example.kz', async () => [n, now()])))
    expect(times).toEqual([
      [1, 0],
      [2, 1250],
      [3, 2500],
    ])
  })

  it('goes on after a job that fails', async () => {
    const { now, sleep } = clock()
    const schedule = createSchedule({ pause: 1000, jitter: () => 0, now, sleep })
    await expect(schedule.run('example.kz', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await schedule.run('example.kz', async () => now())).toBe(1000)
  })

  it('waits as long as the host asks for, and no other host with it', async () => {
    const { now, sleep } = clock()
    const schedule = createSchedule({ pause: 1000, jitter: () => 0, now, sleep })
    schedule.holdOff('slow.kz', 60_000)
    expect(schedule.wait('slow.kz')).toBe(60_000)
    expect(await schedule.run('quick.kz', async () => now())).toBe(0)
    expect(await schedule.run('slow.kz', async () => now())).toBe(60_000)
  })
})

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
