import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Finished, run } from './command.js'
import { keepMarch } from './records.js'

describe('derek export, derek search and derek things', () => {
  let folder: string
  const asked = (...args: readonly string[]): Promise<Finished> =>
    run(args, '', { DEREK_DATA: join(folder, 'data'), DEREK_URL: 'https://derek.example', NO_COLOR: '1' })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-export-'))
    await keepMarch(join(folder, 'data'))
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true }))

  it('write what is kept to standard output, narrowed by the filters of the API', async () => {
    const { code, stdout, stderr } = await asked('export', 'statements.csv', '--speaker', 'сапар', '--bom')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [head, line] = stdout.split('\r\n')
    expect(head).toMatch(/^\ufeffarticle,statement,day,speaker/u)
    expect(line).toMatch(/^march,s1,2026-03-01,Айгүл Сапарова,.*https:\/\/derek\.example\/articles\/march\?show=s1$/u)
  })

  it('write a file, which is there when it is whole', async () => {
    const out = join(folder, 'events.parquet')
    expect(await asked('export', 'events.parquet', '--out', out)).toMatchObject({ code: 0, stdout: '' })
    const rows = await parquetReadObjects({ file: new Uint8Array(await readFile(out)).buffer })
    expect(rows).toMatchObject([{ article: 'march', event: 'v1', actors: 'Айгүл Сапарова' }])
    expect((await readdir(folder)).sort()).toEqual(['data', 'events.parquet'])
    expect(await asked('export', 'events.csv', '--out', join(folder, 'none/a.csv'))).toMatchObject({ code: 1 })
  })

  it.each([
    [['export'], 'statements.csv'],
    [['export', 'statements.pdf'], 'none of articles.jsonl'],
    [['export', 'events.csv', '--act', 'thank'], 'act'],
    [['export', 'statements.csv', '--act', 'sing'], '--act'],
    [['export', 'statements.csv', '--speker', 'a'], '--speker'],
    [['search', 'а', '--from', 'yesterday'], '--from'],
    [['things', '--type', 'dragon'], '--type'],
  ])('say what is wrong: %j', async (args, what) => {
    expect(await asked(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(what) })
  })

  it('find articles by their words', async () => {
    const { stdout, stderr } = await asked('search', 'әкімнің')
    expect(stdout).toContain('2026-03-01  march')
    expect(stderr).toContain('1 articles')
    const json = await asked('search', 'әкім', '--json', '--speaker', 'person:айгүл сапарова')
    expect(JSON.parse(json.stdout)).toMatchObject({ id: 'march', statements: 2 })
    expect(await asked('search', 'жоқ')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('no such'),
    })
  })

  it('tell whom articles name, and what one of them said and did', async () => {
    expect((await asked('things')).stdout).toContain('     1  Айгүл Сапарова  (person:айгүл сапарова)')
    const one = await asked('things', 'person:айгүл сапарова')
    expect(one.stdout).toContain('2026-03-01  thank → Данияр Жұмабек: Әкім')
    expect(JSON.parse((await asked('things', 'person:айгүл сапарова', '--json')).stdout)).toMatchObject({
      thing: { name: 'Айгүл Сапарова' },
    })
    expect(await asked('things', 'person:жоқ')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('person:жоқ'),
    })
  })
})
