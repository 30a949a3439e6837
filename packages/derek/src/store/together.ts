import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'

export interface Together<T, R> {
  /** So many are done together at the most. */
  readonly most: number
  /** How large one is, and how large those may be together; one that is larger is done alone. */
  readonly sizeOf?: (item: T) => number
  readonly mostSize?: number
  /** Does all of them or, where it throws, none; answers how what came of each is told. */
  readonly doAll: (items: readonly T[]) => Promise<(item: T) => R>
  /** Whether an error would meet each of them alone, too. */
  readonly isOfAll?: (error: unknown) => boolean
}

interface Waiting<T, R> {
  readonly item: T
  /** Runs something as whoever asked, so that what is traced is theirs. */
  readonly asAsked: <Result>(run: () => Result) => Result
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
}

/**
 * Does together what is asked for at once, or while others are being done: in the order in which it was asked for. Where
 * some cannot be done together, they are done one by one, so that a fault of one stops no other.
 *
 * @example
 * const claim = together({ most: 32, doAll: async (names) => ownersOf(await claimAll(names)) })
 * const owners = await Promise.all(names.map(claim)) // one statement
 */
export function together<T, R>({
  most,
  sizeOf = () => 0,
  mostSize = Number.POSITIVE_INFINITY,
  doAll,
  isOfAll = () => false,
}: Together<T, R>): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = []
  let isRunning = false

  const nextGroup = (): readonly Waiting<T, R>[] => {
    let size = 0
    const end = waiting.findIndex(({ item }, i) => {
      size += sizeOf(item)
      return i > 0 && (i >= most || size > mostSize)
    })
    return waiting.splice(0, end < 0 ? waiting.length : end)
  }
  const doGroup = async (group: readonly Waiting<T, R>[]): Promise<void> => {
    const [first] = group
    if (first === undefined) return
    try {
      const resultOf = await first.asAsked(() => doAll(group.map(({ item }) => item)))
      for (const { item, resolve } of group) resolve(resultOf(item))
    } catch (error) {
      if (group.length === 1 || isOfAll(error)) for (const { reject } of group) reject(error)
      else for (const one of group) await doGroup([one])
    }
  }
  const run = async (): Promise<void> => {
    isRunning = true
    // What is asked for in this turn goes together.
    await turn()
    while (waiting.length > 0) await doGroup(nextGroup())
    isRunning = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, asAsked: AsyncLocalStorage.snapshot(), resolve, reject })
      if (!isRunning) void run()
    })
}
