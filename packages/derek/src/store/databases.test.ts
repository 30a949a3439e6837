import { describe, expect, it } from 'vitest'
import { nameOf } from './databases.js'
import { openStore } from './store.js'

describe('the name of a database', () => {
  it('has its host and its name, and never its password', () => {
    expect(nameOf({ url: 'postgres://editor:secret@db.example:5432/news' })).toBe('the database db.example:5432/news')
    expect(nameOf({ url: 'postgres://editor:secret@:/' })).not.toContain('secret')
  })
})

describe('a database that is not there', () => {
  it('is named, with the reason', async () => {
    await expect(openStore({ url: 'postgres://editor:secret@127.0.0.1:1/news' })).rejects.toThrow(
      /^the database 127\.0\.0\.1:1\/news cannot be used: .*ECONNREFUSED/u,
    )
  })
})
