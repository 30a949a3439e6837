import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageFolder } from '../src/data/table.js'
import { measures, scoreFile } from './score.js'

const seed = join(packageFolder(), '../../../shared/gold/seed.gold.json')

describe.skipIf(!existsSync(seed))('the seed article (skipped where ../shared is missing)', () => {
  it('has exact spans and every layer at 0.60 or more', () => {
    for (const [layer, tally] of scoreFile(seed).scores) {
      expect(measures(tally).f1, layer).toBeGreaterThanOrEqual(layer === 'spans exact' ? 1 : 0.6)
    }
  })
})
