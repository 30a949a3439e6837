import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { measures, scoreFile } from '../eval/score.js'
import { main } from '../src/cli/main.js'
import { packageFolder } from '../src/data/table.js'
import { read } from '../src/read.js'
import type { Page } from '../src/source/schema.js'
import { openStore } from '../src/store/store.js'
import type { Finished } from './command.js'

// "A new bridge was opened in Tobyl. Minister Arman Bekov thanked the builders. Mayor Saule Nurova said that the road will
// be mended": invented people.
const bridge: Page = {
  content: `Тобылда жаңа көпір ашылды

Тобыл қаласында 2 наурызда жаңа көпір ашылды. Министр Арман Беков құрылысшыларға алғыс айтты.
Қала әкімі Сәуле Нұрова жолдың биыл жөнделетінін айтты.`,
  format: 'text',
  source: 'Тобыл жаршысы',
  publishedAt: '2026-03-02T09:00:00+05:00',
}
const school: Page = { content: 'Ауылда мектеп ашылды.', format: 'text' }

describe('derek gold', () => {
  const record = read(bridge)
  const other = read(school)
  let folder: string
  let out: string
  let first: Finished

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-gold-'))
    out = join(folder, 'corrected')
    vi.stubEnv('DEREK_DATA', join(folder, 'data'))
    vi.stubEnv('DATABASE_URL', '')
    const store = await openStore({ folder: join(folder, 'data') })
    await store.save(bridge, record)
    await store.save(school, other)
    expect(await store.corrected()).toEqual([])
    // The mayor's words are given to the minister.
    const [thanks, mended] = record.statements
    const statements = [thanks, { ...mended, speaker: thanks?.speaker }]
    await store.correct(record.id, { ...record, statements }, { by: 'Айгүл', onRevision: 1 })
    await store.close()
    first = await gold('--corrected', '--out', out)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true })
  })

  it('writes what people corrected, and it shows exactly the error of the reader', async () => {
    expect(first).toEqual({ code: 0, stdout: `1 of 1 articles are in ${out}\n`, stderr: '' })
    expect((await readdir(out)).sort()).toEqual([`${record.id}.gold.json`, `${record.id}.txt`])
    const { scores } = scoreFile(join(out, `${record.id}.gold.json`))
    const wrong = [...scores].filter(([, tally]) => measures(tally).f1 < 1)
    expect(wrong.map(([layer]) => layer)).toEqual(['statements right'])
    const missed = wrong.flatMap(([, tally]) => tally.missed.map((one): unknown => JSON.parse(one)))
    expect(missed).toMatchObject([{ speaker: 'Арман Беков', content: 'жолдың биыл жөнделетінін' }])
  })

  it('is scored by the eval, which names what it cannot score', async () => {
    await writeFile(join(out, 'broken.gold.json'), '{"article": "broken.txt"}')
    const { code, stdout, stderr } = await scored(out)
    expect(code).toBe(1)
    expect(stdout).toMatch(/said right\n {2}\S+\.txt(?: +1\.000){8} +0\.500\n/u)
    expect(stdout).toContain('statements right missed {')
    expect(stderr).toContain('broken.gold.json: ')
  })

  it('names an article that is not kept, writes the others, and says which nobody corrected', async () => {
    const some = join(folder, 'some')
    const { code, stdout, stderr } = await gold('none', other.id, record.id, '--out', some)
    expect({ code, stdout }).toEqual({ code: 1, stdout: `2 of 3 articles are in ${some}\n` })
    expect(stderr.split('\n')).toMatchObject([
      'none: no such article is kept',
      expect.stringContaining(`${other.id}: no person corrected it`),
      '',
    ])
  })

  it('leaves a file that is there and differs, unless it is asked to replace it', async () => {
    const file = join(out, `${record.id}.gold.json`)
    const before = await readFile(file, 'utf8')
    await writeFile(file, '{}')
    expect(await gold(record.id, '--out', out)).toMatchObject({ code: 1, stderr: expect.stringContaining(file) })
    expect(await readFile(file, 'utf8')).toBe('{}')
    expect(await gold(record.id, '--out', out, '--replace')).toMatchObject({ code: 0, stderr: '' })
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  it('says where it cannot write', async () => {
    const file = join(out, `${record.id}.txt`)
    expect(await gold(record.id, '--out', file)).toMatchObject({ code: 1, stderr: expect.stringContaining(file) })
  })

  it.each([[[]], [['--corrected', 'a']], [['a', '--folder', 'b']]])('says how it is called: %j', async (args) => {
    expect(await gold(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining('gold: ') })
  })
})

async function gold(...args: readonly string[]): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  const code = await main(['gold', ...args], {
    colour: false,
    print: (text) => {
      stdout += text
    },
    complain: (message) => {
      stderr += `${message}\n`
    },
    progress: () => {},
  })
  return { code, stdout, stderr }
}

/** What `npm run eval -- records FOLDER` does. */
function scored(folder: string): Promise<Finished> {
  const program = join(packageFolder(), 'dist/eval/main.js')
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, 'records', folder],
      { env: { ...process.env, SHOW: '1' } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}
