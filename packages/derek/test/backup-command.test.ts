import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../src/store/store.js'
import { run } from './command.js'
import { makeDatabase, server } from './database.js'
import { articleOf, said } from './records.js'

describe('derek backup, restore and move', () => {
  let folder: string
  const at = (name: string) => ({ DEREK_DATA: join(folder, name), NO_COLOR: '1' })
  const file = () => join(folder, 'backup.gz')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-backup-'))
    const store = await openStore({ folder: join(folder, 'data') })
    await store.save(
      { content: 'Әкім', format: 'text' },
      articleOf('march', '2026-03-01T09:00:00+05:00', { statements: [said('s1', { speaker: 'e1' })] }),
    )
    await store.close()
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true }))

  it('give the store back elsewhere, and say what is in it', async () => {
    const backedUp = await run(['backup', file()], '', at('data'))
    expect(backedUp).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 {2}articles\n/u), stderr: '' })
    expect(await run(['restore', file()], '', at('other'))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is restored into'),
    })
  })

  it('touch nothing that is there', async () => {
    const again = await run(['restore', file()], '', at('data'))
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') })
    expect(await run(['move', '--to', join(folder, 'data')], '', at('data'))).toMatchObject({ code: 2 })
  })

  it('say what is wrong in how they are called, and where nothing is kept', async () => {
    expect(await run(['backup'])).toMatchObject({ code: 2 })
    expect(await run(['move'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--to') })
    expect(await run(['backup', file()], '', at('none'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no articles are kept'),
    })
  })

  it.skipIf(server === undefined)('move the store to PostgreSQL', async () => {
    const { where, remove } = await makeDatabase(server ?? '')
    const moved = await run(['move', '--to', where.url], '', at('data'))
    expect(moved).toMatchObject({ code: 0, stdout: expect.stringContaining('have the same rows') })
    const store = await openStore(where)
    expect(await store.article('march')).toBeDefined()
    await store.close()
    await remove()
  })
})
