import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { recordSchema } from '../src/record/schema.js'
import { type Cluster, makeCluster, programs } from './cluster.js'
import { addressOf, start } from './command.js'

describe.skipIf(programs === undefined)(
  'a database that goes and comes back (skipped where there is no PostgreSQL)',
  () => {
    it('is waited for, is said to be away, and keeps all that was acknowledged', async () => {
      let cluster: Cluster | undefined
      let server: ChildProcess | undefined
      try {
        cluster = await makeCluster()
        // The server first, the database after it: the order is free.
        server = start(['serve'], { PORT: '0', DATABASE_URL: cluster.url, DEREK_WRITES_A_MINUTE: '100000' })
        let log = ''
        server.stderr?.setEncoding('utf8').on('data', (text: string) => {
          log += text
        })
        for (let i = 0; i < 300 && log === ''; i++) await sleep(100)
        expect(log).toContain('is waited for')
        await cluster.start()
        const base = await addressOf(server)
        expect((await fetch(`${base}/readyz`)).status).toBe(200)

        const acknowledged: string[] = []
        const refused = new Set<number>()
        let writing = true
        const write = async (who: number): Promise<void> => {
          for (let i = 0; writing; i++) {
            const text = `Ауыл жаңалығы ${who}-${i}\nАуыл әкімі Болат Сәрсенов ${who}-${i}-мектеп ашылды деді.`
            const response = await fetch(`${base}/api/read`, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ text }),
            })
            if (response.status === 200) acknowledged.push(recordSchema.parse(await response.json()).id)
            else {
              refused.add(response.status)
              expect(await response.json()).toMatchObject({ type: 'derek:away' })
              await sleep(20)
            }
          }
        }
        const writers = [1, 2, 3].map(write)
        for (let i = 0; i < 3; i++) {
          await sleep(600)
          await cluster.stop()
          await sleep(300)
          expect((await fetch(`${base}/healthz`)).status).toBe(200)
          expect((await fetch(`${base}/readyz`)).status).toBe(503)
          expect(await (await fetch(`${base}/metrics`)).text()).toContain('derek_build_info')
          const page = await fetch(`${base}/en`)
          expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('The database is away')])
          await cluster.start()
        }
        await sleep(500)
        writing = false
        await Promise.all(writers)
        expect([...refused]).toEqual([503])
        expect(acknowledged.length).toBeGreaterThan(10)
        for (const id of acknowledged) expect((await fetch(`${base}/api/articles/${id}`)).status).toBe(200)
        const metrics = await (await fetch(`${base}/metrics`)).text()
        expect(metrics).toMatch(/derek_database_away_total [1-9]/u)
        expect(metrics).toContain('route="/api/read",status="200"')

        // What has come in is answered before the end.
        const last = fetch(`${base}/api/read`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text: `Соңғы\n${'Әкім келді деді Болат Сәрсенов. '.repeat(2000)}` }),
        })
        await sleep(30)
        const ended = new Promise((resolve) => server?.once('exit', resolve))
        server.kill('SIGTERM')
        expect((await last).status).toBe(200)
        expect(await ended).toBe(0)
      } finally {
        server?.kill('SIGKILL')
        await cluster?.remove()
      }
    }, 120_000)
  },
)
