import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWarc } from '../src/watch/warc.js'
import { run } from './command.js'
import { makeDatabase, server } from './database.js'
import { newsPage, serveSite } from './web.js'

describe('derek fetch', () => {
  it('fetches, keeps and reads pages, says so, and fetches what has not changed no second time', async () => {
    const data = await mkdtemp(join(tmpdir(), 'derek-'))
    const site = await serveSite((request, response) => {
      if (request.url !== '/news') return response.writeHead(404).end()
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader('last-modified', 'Wed, 04 Mar 2026 05:00:00 GMT')
      if (request.headers['if-modified-since'] !== undefined) response.statusCode = 304
      return response.end(newsPage('Мектеп ашылды', 'Ауылда жаңа мектеп ашылды.'))
    })
    const environment = { DEREK_ALLOW_ADDRESSES: '127.0.0.1/32', DEREK_DATA: data }
    const urls = [`${site.origin}/news#top`, `${site.origin}/none`, `${site.origin}/news`]
    const { code, stdout, stderr } = await run(['fetch', ...urls, '--pause', '0'], '', environment)
    expect(code).toBe(1)
    expect(stdout).toContain('Мектеп ашылды (')
    expect(stdout).toMatch(/not changed since it was fetched as article [\da-f]{16}\n$/u)
    expect(stderr).toContain(`${site.origin}/none: `)
    expect(stderr).toContain('answered 404')
    expect(site.asked.filter((path) => path === '/news')).toHaveLength(2)
    const files = await readdir(join(data, 'warc'))
    const types: string[] = []
    for await (const { type } of readWarc(createReadStream(join(data, 'warc', files[0] ?? '')))) types.push(type)
    expect(types).toEqual(['warcinfo', 'request', 'response'])
    await site.close()
    await rm(data, { recursive: true })
  }, 120_000)

  it.skipIf(server === undefined)(
    'keeps articles in PostgreSQL where DATABASE_URL names one, and raw responses in the data folder',
    async () => {
      const data = await mkdtemp(join(tmpdir(), 'derek-'))
      const { where, remove } = await makeDatabase(server ?? '')
      const site = await serveSite((_request, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        return response.end(newsPage('Мектеп ашылды', '«Мектеп дайын», – деді аудан әкімі Арман Сәтов.'))
      })
      const environment = {
        DEREK_ALLOW_ADDRESSES: '127.0.0.1/32',
        DEREK_DATA: data,
        DATABASE_URL: where.url,
      }
      expect(await run(['fetch', `${site.origin}/news`, '--pause', '0'], '', environment)).toMatchObject({ code: 0 })
      expect((await run(['statements', '--json'], '', environment)).stdout).toContain('Мектеп дайын')
      expect(await readdir(data)).toEqual(['warc'])
      await site.close()
      await remove()
      await rm(data, { recursive: true })
    },
    120_000,
  )

  it('says what is wrong with the command itself: exit code 2', async () => {
    expect((await run(['fetch'])).code).toBe(2)
    expect((await run(['fetch', 'http://example.kz', '--pause', 'soon'])).stderr).toContain('no number of seconds')
  })
})
