import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { list, loadTable, parseTable } from '../data/table.js'
import { SourceError } from '../source/error.js'
import { sourceKinds } from '../source/schema.js'

const addresses = list.pipe(z.array(z.url({ protocol: /^https?$/u })).readonly())

/** What is watched: packages/derek/data/sources.tsv says at its head what each column means. */
const watchedSchema = z
  .object({
    name: z.string().min(1),
    kind: z.enum(sourceKinds),
    home: z.url({ protocol: /^https?$/u }),
    feeds: addresses,
    sitemaps: addresses,
    sections: addresses,
    rules: list,
    licence: z.string().min(1),
  })
  .refine(({ feeds, sitemaps, sections }) => feeds.length + sitemaps.length + sections.length > 0, {
    message: 'it names no feed, sitemap or section to look at',
  })
export type Watched = z.infer<typeof watchedSchema>

/** The sources of a file, or those that come with Derek. */
export async function watchedSources(file?: string): Promise<readonly Watched[]> {
  if (file === undefined) return loadTable('sources.tsv', watchedSchema)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SourceError('not-found', `${file}: it cannot be read`, { cause: error })
  })
  return parseTable(file, text, watchedSchema)
}

/**
 * Whether the rules of a source take an address: each is a beginning of its path, and what begins with ! is left out. A
 * source without rules takes all.
 *
 * @example takes(['/kk/', '!/kk/video/'], 'https://example.kz/kk/video/1') // false
 */
export function takes(rules: readonly string[], address: string): boolean {
  const { pathname } = new URL(address)
  const named = rules.filter((rule) => !rule.startsWith('!'))
  return (
    (named.length === 0 || named.some((rule) => pathname.startsWith(rule))) &&
    !rules.some((rule) => rule.startsWith('!') && pathname.startsWith(rule.slice(1)))
  )
}
