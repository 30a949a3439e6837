import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './command.js'
import { keepMarch } from './records.js'

describe('derek statements and derek events', () => {
  let folder: string
  const asked = (...args: readonly string[]) => run(args, '', { DEREK_DATA: join(folder, 'data'), NO_COLOR: '1' })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-claims-'))
    await keepMarch(join(folder, 'data'))
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true }))

  it('print what is kept, to be read, and say on standard error that there is more', async () => {
    const { code, stdout, stderr } = await asked('statements', '--speaker', 'а', '--limit', '1')
    expect(code).toBe(0)
    expect(stdout).toBe(`2026-03-01  Айгүл Сапарова → Данияр Жұмабек  thank
    Әкім
    Тобыл: march (march s1)
`)
    expect(stderr).toContain('--cursor 2026-03-01.1.0')
  })

  it('print one object a line', async () => {
    const { stdout } = await asked('events', '--type', 'meet', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ article: 'march', id: 'v1', recipients: [{ name: 'Данияр Жұмабек' }] })
  })

  it('say what is wrong in how they are called, and where nothing is kept', async () => {
    expect(await asked('statements', '--act', 'sing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--act'),
    })
    expect(await asked('events', '--whom', 'a')).toMatchObject({ code: 2, stderr: expect.stringContaining('--whom') })
    expect(await run(['events'], '', { DEREK_DATA: join(folder, 'none') })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no articles are kept'),
    })
  })

  it('ask PostgreSQL where DATABASE_URL names one', async () => {
    const answer = await run(['events'], '', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/derek' })
    expect(answer).toMatchObject({ code: 1, stderr: expect.stringContaining('127.0.0.1:1/derek') })
  })

  it('say that another process has the data, and what to ask instead', async () => {
    await writeFile(join(folder, 'data/derek.lock'), String(process.pid))
    expect(await asked('statements')).toMatchObject({ code: 1, stderr: expect.stringContaining('ask its API') })
  })
})
