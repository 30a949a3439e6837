import { afterAll, describe, expect, it } from 'vitest'
import { listenForHealth } from '../src/serve/health.js'

describe('a process without pages', async () => {
  let ready: () => Promise<boolean> = async () => true
  const health = await listenForHealth({
    host: '127.0.0.1',
    port: 0,
    isReady: () => ready(),
    queues: async () => [{ name: 'pages', waiting: 7, dead: 2, oldest: 30 }],
  })
  afterAll(() => health.close())
  const ask = (path: string) => fetch(new URL(path, health.url))

  it('lives, and is ready while what it needs answers', async () => {
    expect([(await ask('healthz')).status, (await ask('readyz')).status]).toEqual([200, 200])
    ready = async () => false
    expect([(await ask('healthz')).status, (await ask('readyz')).status]).toEqual([200, 503])
    ready = () => Promise.reject(new Error('away'))
    expect((await ask('readyz')).status).toBe(503)
  })

  it('tells of its queues, its stages and itself', async () => {
    const text = await (await ask('metrics')).text()
    expect(text).toContain('derek_queue{queue="pages",state="waiting"} 7')
    expect(text).toContain('derek_queue{queue="pages",state="dead"} 2')
    expect(text).toContain('derek_queue_oldest_seconds{queue="pages"} 30')
    expect(text).toMatch(/derek_build_info\{version="\d+\.\d+\.\d+",node="\d+\.\d+\.\d+"\} 1/u)
    expect(text).toContain('derek_stage_running{stage="read"} 0')
    expect(text).toContain('process_cpu_seconds_total')
  })
})
