import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageFolder } from '../src/data/table.js'
import { measures, scoreFile } from './score.js'

const gold = join(packageFolder(), '../../../shared/gold')
const seed = join(gold, 'seed.gold.json')

describe.skipIf(!existsSync(seed))('the seed article (skipped where ../shared is missing)', () => {
  const { scores, record } = existsSync(seed) ? scoreFile(seed) : { scores: new Map(), record: undefined }

  it('has exact spans and every layer at 0.60 or more', () => {
    for (const [layer, tally] of scores) {
      expect(measures(tally).f1, layer).toBeGreaterThanOrEqual(layer === 'spans exact' ? 1 : 0.6)
    }
  })

  it('is scored as the script that came with the gold scores it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'derek-score-'))
    const file = join(folder, 'record.json')
    await writeFile(file, JSON.stringify(record))
    const printed = execFileSync(process.execPath, [join(gold, 'score.mjs'), seed, file], { encoding: 'utf8' })
    await rm(folder, { recursive: true })
    for (const [layer, { gold: wanted, found, hit }] of scores) {
      const line = printed.split('\n').find((candidate) => candidate.startsWith(layer.padEnd(18)))
      expect(line, layer).toContain(`(${hit} of ${wanted}, ${found} found)`)
    }
  })
})
