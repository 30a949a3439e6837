import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { read } from '../src/read.js'
import { openText } from '../src/source/open.js'
import { openStore } from '../src/store/store.js'
import { type BotApi, serveBotApi } from './bot-api.js'
import { run } from './command.js'

const token = '1:secret'
const page = {
  ...openText(
    'Ауылда мектеп ашылды\nАуыл әкімі Болат Сәрсенов бүгін мектеп ашты, деп хабарлайды «Ауыл».\nМектепте 300 бала оқиды.',
  ),
  source: 'Ауыл',
  publishedAt: '2026-03-02',
}

describe('derek publish', () => {
  let data = ''
  let api: BotApi
  const record = read(page)
  const derek = (args: readonly string[], more = {}) => run(args, '', { DEREK_DATA: data, ...more })

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'derek-'))
    api = await serveBotApi(token, ['@auyl_news', '-100'])
    const store = await openStore({ folder: data })
    await store.save(page, record)
    await store.close()
  })
  afterAll(async () => {
    await api.close()
    await rm(data, { recursive: true })
  })

  it('shows a stored article in a channel, in the channel’s script', { timeout: 60_000 }, async () => {
    expect(await derek(['channel', 'latyn', '--chat', '@auyl_news', '--script', 'Latn'])).toMatchObject({ code: 0 })
    const shown = await derek(['post', record.id, '--channel', 'latyn', '--template', 'short', '--show'])
    expect(shown.stdout).toContain('Auylda mektep aşyldy')
    expect(await derek(['post', record.id, '--channel', 'latyn', '--template', 'short'])).toMatchObject({ code: 0 })
    const file = join(data, 'token')
    await writeFile(file, `${token}\n`)
    await chmod(file, 0o644)
    const environment = {
      DEREK_TELEGRAM_TOKEN_FILE: file,
      DEREK_TELEGRAM_ROOT: api.root,
      DEREK_TELEGRAM_CONTROL: '-100',
    }
    expect(await derek(['publish', '--once'], environment)).toMatchObject({
      code: 2,
      stderr: `derek: publish: DEREK_TELEGRAM_TOKEN_FILE: others may read ${file}: chmod 600 it\n`,
    })
    await chmod(file, 0o600)
    const published = await derek(['publish', '--once'], environment)
    expect(published).toMatchObject({ code: 0, stdout: `latyn: posted ${record.id}\n` })
    expect(api.messages('@auyl_news').map(({ text }) => `${text}\n`)).toEqual([shown.stdout])
    expect((await derek(['posts'])).stdout).toContain(`latyn\tshown\tv1`)
  })

  it.each([
    [['channel'], 'channel: name one channel'],
    [['channel', 'a', '--chat', 'nowhere'], 'channel: --chat is @NAME, or a number'],
    [['channel', 'a', '--chat', '@auyl_news', '--quiet', '25:00-07:00'], 'channel: --quiet is of the form 23:00-07:00'],
    [['post', 'x', '--channel', 'a', '--at', 'tomorrow'], 'post: --at is a time such as 2026-03-02T09:00:00+05:00'],
    [['posts', '--state', 'lost'], 'posts: --state is waiting, sending, shown, removed, failed, uncertain, not "lost"'],
    [['publish'], 'publish: DEREK_TELEGRAM_TOKEN is not set'],
  ])('says what is wrong with %j', async (args, message) => {
    expect(await derek(args, { DEREK_TELEGRAM_TOKEN: '' })).toMatchObject({ code: 2, stderr: `derek: ${message}\n` })
  })
})
