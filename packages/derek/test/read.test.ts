import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordSchema } from '../src/record/schema.js'
import { run } from './command.js'

const kazakh = 'Көкшетауда жаңа кітапхана ашылды.\nӘкім Ерлан Сәбитов оқырмандарға алғыс айтты.\n'
const records = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)))

describe('derek read', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-read-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const file = async (name: string, content: string | Uint8Array): Promise<string> => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }

  it('prints one record a line, in the order of the arguments, with exact spans', async () => {
    const first = await file('a.txt', kazakh)
    const second = await file('b.md', '# Тақырып\n\nАқтауда порт ашылды.\n')
    const { code, stdout, stderr } = await run(['read', first, second, '--json', '--date', '2026-03-01'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [a, b] = records(stdout)
    expect(a?.statements).toMatchObject([{ act: 'thank', kind: 'indirect' }])
    expect(b?.title).toBe('Тақырып')
    for (const { cue } of a?.statements ?? []) {
      expect(a?.blocks.find(({ id }) => id === cue.block)?.text.slice(cue.start, cue.end)).toBe(cue.text)
    }
  })

  it('prints who said what to a person, plain in a pipe', async () => {
    const { code, stdout } = await run(['read', '-', '--date', '2026-03-01'], kazakh)
    expect(code).toBe(0)
    expect(stdout).toContain('Ерлан Сәбитов')
    expect(stdout).toContain('thank')
    expect(stdout).not.toContain('\u001b')
  })

  it('names every file that cannot be read, and still reads the others', async () => {
    const good = await file('good.txt', kazakh)
    const empty = await file('empty.txt', '')
    const picture = await file('picture.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2))
    const { code, stdout, stderr } = await run(['read', empty, good, picture, join(folder, 'none.txt'), '--json'])
    expect(code).toBe(1)
    expect(records(stdout)).toHaveLength(1)
    expect(stderr).toMatch(/empty\.txt: it is empty/u)
    expect(stderr).toMatch(/picture\.txt: it is a PNG picture, not text/u)
    expect(stderr).toMatch(/none\.txt: there is no such file/u)
  })

  it('decodes windows-1251', async () => {
    // "Жаңа" cannot be written in windows-1251; a page so encoded has entities for the Kazakh letters.
    const bytes = Uint8Array.from([...'<p>Ж&#1201;мыс к&#1199;ні &#1241;кім ке&#1187;ес ашты</p>'], (letter) => {
      const code = letter.charCodeAt(0)
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code === 0x456 ? 0xb3 : code
    })
    const { code, stdout } = await run(['read', await file('old.html', bytes), '--json'])
    expect(code).toBe(0)
    expect(records(stdout)[0]?.blocks[0]?.text).toBe('Жұмыс күні әкім кеңес ашты')
  })

  it('names another language and claims nothing of it', async () => {
    const russian = 'Президент провёл встречу с министром и сказал, что это важно для страны.'
    const english = 'The President met the minister and said that it was important for the country.'
    for (const [text, language] of [
      [russian, 'ru'],
      [english, 'en'],
    ] as const) {
      const { stdout } = await run(['read', '-', '--json'], text)
      expect(records(stdout)).toMatchObject([{ language, statements: [], events: [], entities: [], times: [] }])
    }
  })

  it('refuses a text of ten megabytes with a reason', async () => {
    const { code, stderr } = await run(['read', '-'], 'Жаңалық. '.repeat(1_200_000))
    expect(code).toBe(1)
    expect(stderr).toMatch(/at most|is the most that is read/u)
  })

  it('takes the text and not the scripts of a page', async () => {
    const { stdout } = await run(
      ['read', '-', '--json'],
      '<article><p>Әкім мектеп ашты.</p><script>alert("бұзылды")</script></article>',
    )
    expect(stdout).not.toContain('бұзылды')
  })

  it('fetches an address that is allowed, and refuses this machine otherwise', async () => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end('<article><h1>Мектеп ашылды</h1><p>Ауылда мектеп ашылды.</p></article>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address() as AddressInfo
    const url = `http://127.0.0.1:${address.port}/news`
    const allowed = await run(['read', url, '--json'], '', { DEREK_ALLOW_ADDRESSES: '127.0.0.1/32' })
    expect(records(allowed.stdout)[0]).toMatchObject({ title: 'Мектеп ашылды', url })
    const refused = await run(['read', url])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/127\.0\.0\.1/u)
    server.close()
  })

  it('says what is wrong with the command itself: exit code 2', async () => {
    for (const args of [['read'], ['read', 'x', '--jsn'], ['reed'], ['read', 'x', '--json', '--text']]) {
      const { code, stderr } = await run(args)
      expect(code, args.join(' ')).toBe(2)
      expect(stderr).toMatch(/^derek: /u)
    }
    expect((await run(['--help'])).stdout).toContain('Exit codes')
  })

  it('names a date that is none', async () => {
    const { code, stderr } = await run(['read', '-', '--date', 'кеше'], kazakh)
    expect(code).toBe(1)
    expect(stderr).toContain('"кеше" is no date')
  })
})
