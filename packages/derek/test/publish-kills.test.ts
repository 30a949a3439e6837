import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { serveBotApi } from './bot-api.js'
import { makeOutliving, startProgram, wasKilled } from './killed.js'

interface Moment {
  readonly method: 'sendMessage' | 'forwardMessage' | 'deleteMessages'
  /** Before the request is carried out; when it is, without an answer; a millisecond later; some time later. */
  readonly when: 'before' | 'done' | 'answered' | 'later'
}

/** Whose post was sent and not answered looks for it: forwards what it finds, and deletes what it forwarded. */
const unanswered: Moment = { method: 'sendMessage', when: 'done' }
const moments: readonly Moment[] = [
  { method: 'sendMessage', when: 'before' },
  unanswered,
  { method: 'forwardMessage', when: 'before' },
  { method: 'sendMessage', when: 'answered' },
  unanswered,
  { method: 'forwardMessage', when: 'done' },
  { method: 'sendMessage', when: 'later' },
  unanswered,
  { method: 'deleteMessages', when: 'before' },
  unanswered,
  { method: 'deleteMessages', when: 'done' },
  unanswered,
  { method: 'forwardMessage', when: 'later' },
]

/** Each moment once in every run of the tests, a hundred and twenty kills in `npm run test:kills`. */
const kills = process.env.DEREK_KILLS === undefined ? moments.length : 2 * Number(process.env.DEREK_KILLS)
const token = '1:test'

describe('a publisher killed at any step', () => {
  it(
    'loses no post and shows none twice',
    async () => {
      // Before the message that is its last, a publisher sends none, one or two.
      const deaths = Array.from({ length: kills }, (_, i) => {
        const moment = moments[i % moments.length] ?? unanswered
        return { ...moment, sent: moment.method === 'sendMessage' ? i % 3 : 0 }
      })
      const wanted = deaths.flatMap(({ sent }, death) => Array.from({ length: sent + 1 }, (_, i) => `${death}.${i}`))
      const store = await makeOutliving()
      const api = await serveBotApi(token, ['@news', '@control'])
      await store.withStore(async ({ posts }) => {
        await posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
        for (const text of wanted) {
          const post = { text, entities: [], photos: [], preview: false, silent: false }
          await posts.add({ channel: 'news', key: text, post, by: 'test' })
        }
      })
      const publisher = () =>
        startProgram('publisher', [store.place, api.root, token, '@control', String(wanted.length)])

      for (const [death, { method, when, sent }] of deaths.entries()) {
        if (death % 4 === 0) api.postByHand('@news', 'қолмен')
        const child = publisher()
        const kill = () => void child.kill('SIGKILL')
        let left = sent
        api.mishap = (request) => {
          if (when !== 'before' || request.method !== method || left-- > 0) return undefined
          kill()
          return 'cut-before'
        }
        api.carriedOut = (request) => {
          if (when === 'before' || request.method !== method || left-- !== 0) return
          if (when === 'done') kill()
          else void sleep(when === 'answered' ? 1 : Math.random() * 40).then(kill)
        }
        expect(await wasKilled(child), `death ${death}: ${method}, ${when}`).toBe(true)
      }
      api.mishap = () => undefined
      api.carriedOut = () => {}
      expect(await wasKilled(publisher())).toBe(false)

      const shown = api.messages('@news').map(({ text }) => text)
      expect(shown.filter((text) => text !== 'қолмен').toSorted()).toEqual(wanted.toSorted())
      expect(api.messages('@control').length).toBeLessThanOrEqual(kills)
      await api.close()
      await store.remove()
    },
    120_000 + kills * 5_000,
  )
})
