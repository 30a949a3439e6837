import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { together } from './together.js'

describe('what is asked for at once', () => {
  it('is done together, in its order, and what comes meanwhile together after it', async () => {
    const groups: (readonly number[])[] = []
    const add = together<number, number>({
      most: 3,
      async doAll(items) {
        groups.push(items)
        await turn()
        return (item) => item * 10
      },
    })
    const first = [1, 2].map(add)
    await turn()
    await turn()
    expect(await Promise.all([...first, ...[3, 4, 5, 6].map(add)])).toEqual([10, 20, 30, 40, 50, 60])
    expect(groups).toEqual([[1, 2], [3, 4, 5], [6]])
  })

  it('is cut where it would be too large, and what is too large alone is done alone', async () => {
    const groups: (readonly number[])[] = []
    const add = together<number, void>({
      most: 10,
      sizeOf: (item) => item,
      mostSize: 10,
      async doAll(items) {
        groups.push(items)
        return () => {}
      },
    })
    await Promise.all([4, 5, 6, 30, 1, 2].map(add))
    expect(groups).toEqual([[4, 5], [6], [30], [1, 2]])
  })

  it('is done one by one where a fault of one would stop it: only that one fails', async () => {
    const done: number[] = []
    const add = together<number, void>({
      most: 10,
      async doAll(items) {
        if (items.includes(2)) throw new Error(`no ${items.join()}`)
        done.push(...items)
        return () => {}
      },
    })
    const results = await Promise.allSettled([1, 2, 3].map(add))
    expect(done).toEqual([1, 3])
    expect(results.map((result) => (result.status === 'rejected' ? String(result.reason) : ''))).toEqual([
      '',
      'Error: no 2',
      '',
    ])
  })

  it('fails at once where the fault is of all', async () => {
    let tries = 0
    const add = together<number, void>({
      most: 10,
      async doAll() {
        tries++
        throw new Error('away')
      },
      isOfAll: () => true,
    })
    const results = await Promise.allSettled([1, 2, 3].map(add))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(tries).toBe(1)
  })

  it('runs as the first of those who asked, and as each where they are done one by one', async () => {
    const asker = new AsyncLocalStorage<string>()
    const seen: (string | undefined)[] = []
    const add = together<number, void>({
      most: 10,
      async doAll(items) {
        seen.push(asker.getStore())
        if (items.length > 1) throw new Error('no')
        return () => {}
      },
    })
    await Promise.all(['a', 'b'].map((name, i) => asker.run(name, () => add(i))))
    expect(seen).toEqual(['a', 'a', 'b'])
  })
})
