import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { packageFolder, parseTable } from '../data/table.js'
import { openFile } from '../source/open.js'
import type { Keep } from './keep.js'

const sampleSchema = z.object({ file: z.string(), source: z.string(), published: z.string() })

/** Reads the articles of packages/derek/samples, listed in samples.tsv, so that a new site has something to show. */
export async function readSamples(keep: Keep): Promise<number> {
  const folder = join(packageFolder(), 'samples')
  const samples = parseTable('samples.tsv', await readFile(join(folder, 'samples.tsv'), 'utf8'), sampleSchema)
  for (const { file, source, published } of samples) {
    await keep({ ...(await openFile(join(folder, file))), source, publishedAt: published })
  }
  return samples.length
}
