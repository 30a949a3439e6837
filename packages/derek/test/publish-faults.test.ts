import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Generated, generate, randomFrom } from '../bench/generate.js'
import { deadMessages } from '../src/flow/dead.js'
import { natsBus } from '../src/flow/nats.js'
import { reading } from '../src/flow/streams.js'
import { draftPost } from '../src/post/draft.js'
import { openStore, type Store } from '../src/store/store.js'
import { serveBotApi } from './bot-api.js'
import { makeCluster, programs } from './cluster.js'
import { Crew, databaseOn, startAgain, untilDone } from './crew.js'
import { ask } from './database.js'
import { handOutAgainAfter, hasNats, makeNats } from './nats.js'

/** Kills in every run of the tests; `DEREK_PUBLISH_KILLS=60 DEREK_PUBLISH_POSTS=12` shows more. */
const kills = Number(process.env.DEREK_PUBLISH_KILLS ?? 6)
/** In each channel, which shows one each three seconds. */
const posts = Number(process.env.DEREK_PUBLISH_POSTS ?? 3)
/** With this one, six kills are of all kinds. */
const seed = Number(process.env.DEREK_PUBLISH_SEED ?? 20)

const channels = Array.from({ length: 8 }, (_, i) => `news${i}`)
const chatOf = (channel: string): string => `@${channel}`
const token = '1:test'

/** Each article and, at its address an hour later, what became of it. */
const articles: readonly Generated[] = [...generate(channels.length * posts * 2, { changedEach: 2 })]
const first = articles.filter((_, i) => i % 2 === 0)
/** Of what was said, only the last is left: a post that names another says so. */
const changed = articles.flatMap(({ page, record }, i) =>
  i % 2 === 0 ? [] : [{ page, record: { ...record, statements: record.statements.slice(-1) } }],
)

/** Keeps the articles as they were at first, each with a post in one of the channels. */
async function post(store: Store): Promise<void> {
  for (const id of channels) await store.posts.addChannel({ id, chat: chatOf(id), script: 'Cyrl', lastMessage: 0 })
  const template = { template: 'post' as const, photo: false }
  for (const [i, { page, record }] of first.entries()) {
    await store.save(page, record)
    const channel = channels[i % channels.length] ?? ''
    const drafted = draftPost(record, { ...template, corrections: [], script: 'Cyrl' })
    await store.posts.add({ channel, key: record.id, article: record.id, post: drafted, template, by: 'test' })
  }
}

/**
 * A killed publisher has its channel for two minutes. Here they pass sooner: no step of another takes ten seconds.
 */
const shorterLeases = `
  create function shorter() returns trigger language plpgsql as $$ begin
    new.leased_until := least(new.leased_until, now() + interval '10 seconds');
    return new;
  end $$;
  create trigger shorter before update on channels for each row execute function shorter()`

describe.skipIf(!hasNats || programs === undefined)(
  'publishers, keepers and PostgreSQL, killed at random (skipped where nats-server or PostgreSQL is not installed)',
  () => {
    it(
      'show each post once, as the newest version of its article says',
      async () => {
        const cluster = await makeCluster()
        const nats = await makeNats()
        await Promise.all([cluster.start(), nats.start()])
        const url = await databaseOn(cluster, 'posts')
        const store = await openStore({ url })
        await post(store)
        await ask(url, shorterLeases)
        const bus = await natsBus({ url: nats.url, say: () => {} })
        await handOutAgainAfter(bus, 4_000)
        const random = randomFrom(seed)
        const delay = randomFrom(seed + 1)
        const api = await serveBotApi(token, [...channels.map(chatOf), '@control'])
        // Telegram takes its time before and after, so that some are killed in between.
        api.mishap = async () => void (await sleep(delay(200)))
        api.carriedOut = () => sleep(delay(400))
        const environment = {
          NATS_URL: nats.url,
          DATABASE_URL: url,
          DEREK_TELEGRAM_TOKEN: token,
          DEREK_TELEGRAM_ROOT: api.root,
          DEREK_TELEGRAM_CONTROL: '@control',
        }
        const crew = new Crew(environment, [['publish'], ['publish'], ['keep'], ['keep']])
        const killed: string[] = []
        const killAtRandom = async (): Promise<void> => {
          while (api.asked.length === 0) await sleep(20)
          for (let i = 0; i < kills; i++) {
            await sleep(300 + random(1_200))
            const chance = random(8)
            if (chance < 7) {
              killed.push(await crew.kill(chance < 4 ? chance % 2 : 2 + (chance % 2)))
              continue
            }
            await cluster.kill()
            killed.push('PostgreSQL')
            await startAgain(cluster)
          }
        }
        const changeAll = async (): Promise<void> => {
          for (const { page, record } of changed) {
            await bus.give(reading, { kind: 'read', url: page.url ?? '', page, record })
            await sleep(300)
          }
        }
        /** Whether all posts say what they should. */
        const isShown = async (): Promise<boolean> => {
          const all = await store.posts.list({ states: ['shown'], limit: 10_000 }).catch(() => [])
          return all.filter(({ version, shownVersion }) => version === shownVersion).length === first.length
        }
        try {
          await Promise.all([killAtRandom(), changeAll()])
          await untilDone(bus, () => crew.complaints)
          for (let i = 0; i < 1_200 && !(await isShown()); i++) await sleep(100)
          expect(await crew.end(), crew.complaints).toEqual([0, 0, 0, 0])
          for await (const { reason } of deadMessages(bus.connection)) expect.fail(reason)

          expect(await store.posts.counts(), crew.complaints).toEqual([{ state: 'shown', count: first.length }])
          const newest = new Set(changed.map(({ record }) => record.id))
          const all = await store.posts.list({ states: ['shown'], limit: 10_000 })
          for (const channel of channels) {
            const own = all.filter((one) => one.channel === channel)
            const shown = api.messages(chatOf(channel))
            expect(shown.map(({ text }) => text).toSorted()).toEqual(
              own.map(({ post }) => post?.text.trim()).toSorted(),
            )
            expect(shown.map(({ id }) => id)).toEqual(own.flatMap(({ messages }) => messages).toSorted((a, b) => a - b))
            for (const { article = '' } of own) expect(newest).toContain(article)
          }
          const edits = channels.flatMap((channel) => api.messages(chatOf(channel)).flatMap((message) => message.edits))
          const looks = api.asked.filter((method) => method === 'forwardMessage').length
          writeSync(
            2,
            `${first.length} posts shown once, ${edits.length} times changed, ${looks} looks for what was not answered; ` +
              `killed: ${killed.join(', ')}\n`,
          )
        } finally {
          await crew.end()
          await store.close()
          await bus.close()
          await api.close()
          await Promise.all([nats.remove(), cluster.remove()])
        }
      },
      180_000 + kills * 15_000,
    )
  },
)
