import { setTimeout as sleep } from 'node:timers/promises'
import type { Frontier } from '../store/frontier.js'
import { longestHold, longestPause, type Turns } from '../watch/schedule.js'
import { createVisitor, type Visitor } from '../watch/visit.js'
import { Later } from './stage.js'

/** Whoever has begun to ask waits for the next turn, of a redirect or after robots.txt, at least this long. */
const patience = 30_000

/**
 * The turns of hosts that all workers share. Where it is not a host's turn, the message waits for it on its stream (a
 * `Later`), and no worker with it.
 */
function turnsOver(frontier: Frontier, pause: number, signal: AbortSignal, firstPatience: number): Turns {
  let hasBegun = false
  const take = async (host: string): Promise<void> => {
    for (;;) {
      const turn = await frontier.takeTurn(host, pause)
      if (turn.taken) return
      const longest = hasBegun ? Math.max(patience, firstPatience) : firstPatience
      if (turn.wait > longest || signal.aborted) throw new Later(turn.wait, `${host} has its turn later`)
      await sleep(turn.wait, undefined, { signal }).catch(() => {})
    }
  }
  return {
    async run(host, job) {
      await take(host)
      hasBegun = true
      try {
        return await job()
      } finally {
        await frontier.endTurn(host, pause)
      }
    },
    setPause: (host, milliseconds) => frontier.setPause(host, Math.min(milliseconds, longestPause) / 1000),
    holdOff: (host, milliseconds) => frontier.holdOff(host, Math.min(milliseconds, longestHold) / 1000),
    trouble: (host) => frontier.trouble(host),
    calm: (host) => frontier.calm(host),
  }
}

/**
 * Asks sites for one message; `pause` is in seconds. For the first turn it waits no longer than `firstPatience`, in
 * milliseconds.
 */
export const visitorFor = (
  frontier: Frontier,
  pause: number,
  signal: AbortSignal,
  firstPatience: number = 0,
): Visitor => createVisitor(turnsOver(frontier, pause, signal, firstPatience), frontier)
