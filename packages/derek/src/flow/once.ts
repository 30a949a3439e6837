import type { Frontier } from '../store/frontier.js'
import type { MemoryBus } from './memory.js'
import { found, look, page, reading } from './streams.js'

/** Whoever looks once waits no longer than so many milliseconds for a host that asks to be left alone. */
export const patience = 30_000

/**
 * Whether nothing more is to be done for now: all that is left is of hosts that ask to be left alone, or is due later than
 * anybody waits. For the pause between two requests to a host one waits, however long it is.
 */
export async function isOver(bus: MemoryBus, frontier: Frontier): Promise<boolean> {
  // In the order of the way: what goes on meanwhile is met again.
  const addresses = [...bus.undone(look).map(({ address }) => address), ...bus.undone(found).map(({ url }) => url)]
  const waiting = await bus.waiting()
  if ([page, reading].some(({ name }) => waiting.get(name) !== 0)) return false
  for (const host of new Set(addresses.map(hostOf))) if ((await frontier.heldFor(host)) <= patience) return false
  return (await frontier.undoneHosts(patience / 1000)).every(({ hasSoon }) => !hasSoon)
}

/** What hosts that ask to be left alone have for another time: a line each. */
export async function leftOf(bus: MemoryBus, frontier: Frontier): Promise<readonly string[]> {
  const feeds = bus.undone(look).map(({ address }) => hostOf(address))
  const articles = new Map((await frontier.undoneHosts(0)).map(({ host, addresses }) => [host, addresses]))
  const lines: string[] = []
  for (const host of new Set([...feeds, ...articles.keys()])) {
    if ((await frontier.heldFor(host)) <= patience) continue
    const left = [
      ...(articles.has(host) ? [`${articles.get(host)} articles`] : []),
      ...(feeds.includes(host) ? [`${feeds.filter((one) => one === host).length} feeds`] : []),
    ]
    lines.push(`${host} asks to be left alone: ${left.join(' and ')} wait for another time`)
  }
  return lines
}

const hostOf = (url: string): string => new URL(url).host
