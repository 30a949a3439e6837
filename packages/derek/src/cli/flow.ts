import type { Flow } from '../flow/worker.js'
import { type Watched, watchedSources } from '../watch/sources.js'
import { UsageError } from './terminal.js'

/** How the commands that watch sources are told how. */
export const paceOptions = {
  every: { type: 'string' },
  pause: { type: 'string' },
  since: { type: 'string' },
} as const

/** In seconds, as all of a flow: how often feeds are looked at, how fast hosts are asked, and what is too old. */
export function paceOf(
  command: string,
  values: { readonly [name in keyof typeof paceOptions]?: string | undefined },
): Pick<Flow, 'every' | 'pause' | 'since'> {
  return {
    every: Math.max(1, secondsOf(values.every ?? '900', `${command}: --every`)),
    pause: secondsOf(values.pause ?? '2', `${command}: --pause`),
    since: secondsOf(values.since ?? '3', `${command}: --since`) * 24 * 60 * 60,
  }
}

/** The sources that are meant: `all` are those that come with Derek. */
export const sourcesOf = (file: string): Promise<readonly Watched[]> =>
  watchedSources(file === 'all' ? undefined : file)

/** A number of seconds that a person typed. */
export function secondsOf(text: string, option: string): number {
  const seconds = Number(text)
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0)
    throw new UsageError(`${option}: "${text}" is no number of seconds`)
  return seconds
}
