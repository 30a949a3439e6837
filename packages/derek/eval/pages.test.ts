import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageFolder } from '../src/data/table.js'
import { scorePage } from './pages.js'

const folder = join(packageFolder(), 'eval/pages/synthetic-development')

describe('synthetic pages of the builds that Kazakh outlets have', () => {
  it.each(readdirSync(folder).filter((file) => file.endsWith('.html')))('%s: every block is told apart', (file) => {
    const { wrong, wanted, right } = scorePage(folder, file)
    expect(wrong).toEqual([])
    expect(right).toBe(wanted)
  })
})
