import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { draftPost } from '../src/post/draft.js'
import { serveBotApi } from './bot-api.js'
import { makeOutliving, startProgram, wasKilled } from './killed.js'
import { articleOf } from './records.js'

/** A corrector dies anywhere; a publisher before its edit is carried out, when it is, or a little later. */
const steps = ['correct', 'before', 'correct', 'done', 'correct', 'later'] as const

/** Each step in every run of the tests, a hundred and twenty kills in `npm run test:kills`. */
const kills = process.env.DEREK_KILLS === undefined ? steps.length : 2 * Number(process.env.DEREK_KILLS)
const token = '1:test'

describe('a corrector and a publisher, both killed at any step', () => {
  it(
    'leave every post in agreement with its article, and shown once',
    async () => {
      const { place, withStore, remove } = await makeOutliving()
      const api = await serveBotApi(token, ['@news', '@control'])
      const record = articleOf('jol', '2026-03-02T12:00:00+05:00', { title: 'Тақырып 1' })
      const template = { template: 'post', photo: false, link: 'https://tobyl.example/1' } as const
      await withStore(async (store) => {
        await store.save({ content: 'Әкім', format: 'text' }, record)
        await store.posts.addChannel({ id: 'news', chat: '@news', script: 'Cyrl', lastMessage: 0 })
        const post = draftPost(record, { ...template, script: 'Cyrl' })
        await store.posts.add({ channel: 'news', key: 'jol', article: 'jol', post, template, by: 'test' })
      })
      const publisher = () => startProgram('publisher', [place, api.root, token, '@control', '1'])
      // Shown by a publisher whom nobody disturbs: what the others ask are edits.
      expect(await wasKilled(publisher())).toBe(false)

      let killed = 0
      for (let round = 0; killed < kills && round < kills * 3; round++) {
        const step = steps[round % steps.length]
        const child = step === 'correct' ? startProgram('corrector', [place, 'jol', '40']) : publisher()
        const kill = () => void child.kill('SIGKILL')
        if (step === 'correct' && child.stdout !== null)
          void once(child.stdout, 'data')
            .then(() => sleep(Math.random() * 60))
            .then(kill)
        const first = api.asked.length + 1
        api.mishap = ({ number }) => {
          if (step !== 'before' || number !== first) return undefined
          kill()
          return 'cut-before'
        }
        api.carriedOut = ({ number }) => {
          if (number !== first) return
          if (step === 'done') kill()
          if (step === 'later') void sleep(Math.random() * 5).then(kill)
        }
        const isKilled = await wasKilled(child)
        if (isKilled) killed++
        // Only what is killed by the clock may have ended before it.
        if (step === 'before' || step === 'done') expect(isKilled, `round ${round}: ${step}`).toBe(true)
        await withStore(async (store) => {
          const [post] = await store.posts.list({ states: ['waiting', 'sending', 'shown'], limit: 9 })
          const current = await store.revision('jol')
          // The revision and the post of it came together, or neither did.
          expect(post?.post?.text.split('\n')[0]).toBe(current?.record.title)
        })
      }
      api.mishap = () => undefined
      api.carriedOut = () => {}
      expect(await wasKilled(publisher())).toBe(false)
      expect(killed).toBe(kills)
      const { title = '', number } = await withStore(async (store) => {
        const current = await store.revision('jol')
        return { title: current?.record.title, number: current?.number ?? 0 }
      })
      expect(number).toBeGreaterThan(1)
      expect(api.messages('@news').map(({ text }) => text.split('\n')[0])).toEqual([title])
      expect(api.messages('@news')[0]?.text).toContain('Түзетілді: тақырып')
      await api.close()
      await remove()
    },
    120_000 + kills * 5_000,
  )
})
