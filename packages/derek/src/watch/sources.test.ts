import { describe, expect, it } from 'vitest'
import { takes, watchedSources } from './sources.js'

describe('the list of sources', () => {
  it('that comes with Derek is well-formed', async () => {
    expect((await watchedSources()).length).toBeGreaterThan(0)
  })

  it('has rules for what is taken and what is left out', () => {
    const rules = ['/kk/', '!/kk/video/']
    expect(takes(rules, 'https://example.kz/kk/1')).toBe(true)
    expect(takes(rules, 'https://example.kz/kk/video/1')).toBe(false)
    expect(takes(rules, 'https://example.kz/ru/1')).toBe(false)
    expect(takes([], 'https://example.kz/ru/1')).toBe(true)
  })

  it('names the file that is not there', async () => {
    await expect(watchedSources('/nowhere/sources.tsv')).rejects.toThrow('/nowhere/sources.tsv')
  })
})
