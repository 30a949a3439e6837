import type { Range } from 'kazakh'

/** Whether a place is in one of the ranges, which are in order; asked from the first place to the last. */
export function within(ranges: readonly Range[]): (place: number) => boolean {
  let next = 0
  let end = 0
  return (place) => {
    for (let range = ranges[next]; range !== undefined && range.start <= place; range = ranges[++next]) {
      end = Math.max(end, range.end)
    }
    return place < end
  }
}

/** Adds a value to those of a key. */
export function put<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}
