import { type Kysely, type Selectable, sql } from 'kysely'
import { type Drafting, draftingSchema } from '../post/draft.js'
import { type Post, postSchema } from '../post/post.js'
import type { Attempt, Database, PostState } from './schema.js'

/** Where posts are shown. */
export interface Channel {
  readonly id: string
  readonly chat: string
  readonly script: 'Cyrl' | 'Latn' | 'Arab'
  /** Minutes of the day in Kazakhstan: nothing is posted from the first to the second. */
  readonly quiet?: { readonly from: number; readonly to: number }
  /** The highest id of a message known to be there. */
  readonly lastMessage: number
  /** Why nothing can be posted, in Telegram's words. */
  readonly trouble?: string
}

/** A channel that one publisher has for a while. */
export interface Leased extends Channel {
  /** When that began, by the database's clock. */
  readonly at: Date
}

/** A post in the store. */
export interface KeptPost {
  readonly id: string
  readonly channel: string
  readonly key: string
  readonly article?: string
  /** Absent where it is to be removed, or was. */
  readonly post?: Post
  readonly version: number
  readonly shownVersion: number
  readonly pin: boolean
  readonly pinned: boolean
  readonly dueAt: string
  readonly state: PostState
  readonly messages: readonly number[]
  /** What is being sent, while it is. */
  readonly attempt?: Attempt
  readonly attempts: number
  readonly fault?: string
  readonly madeBy: string
  /** How it was made of its article; absent where a person wrote it. */
  readonly template?: Drafting
  /** What it would say by now, where a person wrote it and its article was corrected since. */
  readonly attention?: Post
}

export interface PostQuery {
  readonly states: readonly PostState[]
  /** Only of this article. */
  readonly article?: string
  /** Only those that a person should look at, since their article was corrected. */
  readonly attention?: boolean
  /** Only those put in line before this one. */
  readonly before?: string
  readonly limit: number
}

export interface NewPost {
  readonly channel: string
  readonly key: string
  readonly article?: string
  readonly post: Post
  readonly pin?: boolean
  /** ISO 8601; now, if absent. */
  readonly dueAt?: string
  readonly by: string
  /** How it was made of its article, where no hand changed it: it follows corrections then. */
  readonly template?: Omit<Drafting, 'corrections'>
}

/** What was asked of a post cannot be done as it stands now. */
export class PostError extends Error {
  override readonly name = 'PostError'
  constructor(
    readonly kind: 'unknown-channel' | 'unknown-post' | 'changed' | 'not-waiting',
    message: string,
  ) {
    super(message)
  }
}

/** What is shown in channels, and what is to be. All of it is in the database, so that a kill loses nothing. */
export interface Posts {
  addChannel(channel: Omit<Channel, 'trouble'>): Promise<void>
  channels(): Promise<readonly Channel[]>
  /** Puts a post in line. The same key in the same channel is the same post: it is not put there twice. */
  add(post: NewPost): Promise<KeptPost>
  post(id: string): Promise<KeptPost | undefined>
  counts(): Promise<readonly { readonly state: PostState; readonly count: number }[]>
  /** The last put in line first. */
  list(query: PostQuery): Promise<readonly KeptPost[]>
  /** Of an article that its publisher took back: all its posts are to go. Answers which. */
  withdraw(article: string): Promise<readonly string[]>
  /** Leaves a post as a person wrote it, although its article was corrected. */
  leave(id: string): Promise<void>
  /**
   * What a post is to say from now on, by a person's hand, or that it is to go. Throws a PostError where `onVersion` is
   * not its version.
   */
  change(id: string, post: Post | undefined, onVersion: number): Promise<KeptPost>
  /** Takes up again what failed, or what a person looked up and did not find in the channel. */
  retry(id: string): Promise<void>
  /** Says that an uncertain post is in the channel, and where. */
  found(id: string, messages: readonly number[]): Promise<void>

  /** Whether a channel has posts that are due, or were left in the middle of sending. */
  hasWork(channel: string): Promise<boolean>
  /** Gives a channel to one publisher for so many seconds, where no other has it and nothing bids it wait. */
  lease(channel: string, publisher: string, seconds: number): Promise<Leased | undefined>
  release(channel: string, publisher: string): Promise<void>
  /** What a killed publisher left in the middle of sending. */
  unsettled(channel: string): Promise<readonly KeptPost[]>
  /** The next post whose time has come; `changesOnly` leaves alone what no reader has seen yet. */
  due(channel: string, options: { readonly changesOnly: boolean }): Promise<KeptPost | undefined>
  /** Written before Telegram is asked. */
  sending(post: KeptPost, attempt: Attempt): Promise<void>
  /** Written once readers see this version of it. */
  shown(post: KeptPost, messages: readonly number[]): Promise<void>
  removed(post: KeptPost): Promise<void>
  pinned(post: KeptPost): Promise<void>
  /** Back in line: tried again after so many seconds. */
  again(post: KeptPost, seconds: number, fault: string): Promise<void>
  /** Set apart for a person. */
  setApart(post: KeptPost, state: 'failed' | 'uncertain', fault: string): Promise<void>
  /** Bids a whole channel wait; `trouble` says why where a person should know. */
  wait(channel: string, seconds: number, trouble?: string): Promise<void>
}

export function postsOver(database: Kysely<Database>): Posts {
  const after = (seconds: number) => sql<Date>`now() + make_interval(secs => ${seconds})`
  const one = async (id: string): Promise<KeptPost> => {
    const row = await database.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw new PostError('unknown-post', `there is no post ${id}`)
    return postOf(row)
  }
  const rowOf = (post: KeptPost) => database.updateTable('posts').where('id', '=', post.id)
  return {
    async addChannel({ id, chat, script, quiet, lastMessage }) {
      const row = {
        chat,
        script,
        quiet_from: quiet?.from ?? null,
        quiet_to: quiet?.to ?? null,
        last_message: lastMessage,
      }
      await database
        .insertInto('channels')
        .values({ id, ...row })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({
            ...row,
            last_message: sql`greatest(channels.last_message, excluded.last_message)`,
            trouble: null,
          }),
        )
        .execute()
    },
    async channels() {
      return (await database.selectFrom('channels').selectAll().orderBy('id').execute()).map(channelOf)
    },
    async add({ channel, key, article, post, pin = false, dueAt, by, template }) {
      const known = await database.selectFrom('channels').select('id').where('id', '=', channel).executeTakeFirst()
      if (known === undefined) throw new PostError('unknown-channel', `there is no channel ${channel}`)
      await database
        .insertInto('posts')
        .values({
          channel,
          key,
          article_id: article ?? null,
          post: JSON.stringify(post),
          pin,
          // By the database's clock, as all that waits for it.
          due_at: dueAt ?? sql<Date>`now()`,
          made_by: by,
          template: template === undefined ? null : JSON.stringify({ ...template, corrections: [] }),
        })
        .onConflict((conflict) => conflict.constraint('posts_key').doNothing())
        .execute()
      const row = await database
        .selectFrom('posts')
        .selectAll()
        .where('channel', '=', channel)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      return postOf(row)
    },
    post: async (id) => {
      const row = await database.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : postOf(row)
    },
    async counts() {
      const rows = await database
        .selectFrom('posts')
        .select(['state', sql<string>`count(*)`.as('count')])
        .groupBy('state')
        .execute()
      return rows.map(({ state, count }) => ({ state, count: Number(count) }))
    },
    async list({ states, article, attention = false, before, limit }) {
      let query = database
        .selectFrom('posts')
        .selectAll()
        .where('state', 'in', [...states])
        .orderBy('id', 'desc')
        .limit(limit)
      if (article !== undefined) query = query.where('article_id', '=', article)
      if (attention) query = query.where('attention', 'is not', null)
      if (before !== undefined) query = query.where('id', '<', before)
      return (await query.execute()).map(postOf)
    },
    async withdraw(article) {
      const rows = await database
        .updateTable('posts')
        .set({
          post: null,
          attention: null,
          version: sql<number>`version + 1`,
          attempts: 0,
          fault: null,
          state: sql<PostState>`case when state in ('sending', 'uncertain') then state else 'waiting' end`,
        })
        .where('article_id', '=', article)
        .where('post', 'is not', null)
        .returning('id')
        .execute()
      return rows.map(({ id }) => String(id))
    },
    async leave(id) {
      await database.updateTable('posts').set({ attention: null }).where('id', '=', id).execute()
    },
    async change(id, post, onVersion) {
      const row = await database
        .updateTable('posts')
        .set({
          post: post === undefined ? null : JSON.stringify(post),
          version: onVersion + 1,
          attempts: 0,
          fault: null,
          template: null,
          attention: null,
          // What is being sent, or may have been, is settled first: its new version follows then.
          state: sql<PostState>`case when state in ('sending', 'uncertain') then state else 'waiting' end`,
        })
        .where('id', '=', id)
        .where('version', '=', onVersion)
        .returningAll()
        .executeTakeFirst()
      if (row !== undefined) return postOf(row)
      const { version } = await one(id)
      throw new PostError('changed', `post ${id} is at version ${version} by now, and was changed from ${onVersion}`)
    },
    async retry(id) {
      const row = await database
        .updateTable('posts')
        .set({ state: 'waiting', attempts: 0, fault: null })
        .where('id', '=', id)
        .where('state', 'in', ['failed', 'uncertain'])
        .returning('id')
        .executeTakeFirst()
      if (row !== undefined) return
      throw new PostError('not-waiting', `post ${id} is ${(await one(id)).state}: nothing of it waits for a person`)
    },
    async found(id, messages) {
      const post = await one(id)
      if (post.state !== 'uncertain') throw new PostError('not-waiting', `post ${id} is ${post.state}, not uncertain`)
      await this.shown(post, messages)
    },

    async hasWork(channel) {
      const { rows } = await sql<{ some: boolean }>`
        select exists (select from posts where channel = ${channel} and (state = 'sending'
          or (due_at <= now() and (state = 'waiting' or (state = 'shown' and pin and not pinned))))) as "some"`.execute(
        database,
      )
      return rows[0]?.some === true
    },
    async lease(channel, publisher, seconds) {
      const row = await database
        .updateTable('channels')
        .set({ leased_by: publisher, leased_until: after(seconds) })
        .where('id', '=', channel)
        .where('free_at', '<=', sql<Date>`now()`)
        .where(({ or, eb }) =>
          or([
            eb('leased_until', 'is', null),
            eb('leased_until', '<', sql<Date>`now()`),
            eb('leased_by', '=', publisher),
          ]),
        )
        .returningAll()
        .returning(sql<Date | string>`now()`.as('at'))
        .executeTakeFirst()
      return row === undefined ? undefined : { ...channelOf(row), at: new Date(row.at) }
    },
    async release(channel, publisher) {
      await database
        .updateTable('channels')
        .set({ leased_by: null, leased_until: null })
        .where('id', '=', channel)
        .where('leased_by', '=', publisher)
        .execute()
    },
    async unsettled(channel) {
      const rows = await database
        .selectFrom('posts')
        .selectAll()
        .where('channel', '=', channel)
        .where('state', '=', 'sending')
        .orderBy('id')
        .execute()
      return rows.map(postOf)
    },
    async due(channel, { changesOnly }) {
      const row = await database
        .selectFrom('posts')
        .selectAll()
        .where('channel', '=', channel)
        .where(({ or, and, eb }) =>
          or([
            eb('state', '=', 'waiting'),
            and([eb('state', '=', 'shown'), eb('pin', '=', true), eb('pinned', '=', false)]),
          ]),
        )
        .where('shown_version', '>=', changesOnly ? 1 : 0)
        .where('due_at', '<=', sql<Date>`now()`)
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? undefined : postOf(row)
    },
    async sending(post, attempt) {
      await rowOf(post)
        .set({ state: 'sending', attempt: JSON.stringify(attempt) })
        .execute()
    },
    async shown(post, messages) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('posts')
          .set({
            // What changed meanwhile is shown next.
            state: sql<PostState>`case when version > ${post.version} then 'waiting' else 'shown' end`,
            shown_version: post.version,
            shown_at: sql<Date>`coalesce(shown_at, now())`,
            messages: JSON.stringify(messages),
            attempt: null,
            attempts: 0,
            fault: null,
          })
          .where('id', '=', post.id)
          .execute()
        await transaction
          .updateTable('channels')
          .set({ last_message: sql`greatest(last_message, ${Math.max(0, ...messages)}::bigint)`, trouble: null })
          .where('id', '=', post.channel)
          .execute()
      })
    },
    async removed(post) {
      const state = sql<PostState>`case when version > ${post.version} then 'waiting' else 'removed' end`
      await rowOf(post)
        .set({ state, shown_version: 0, messages: '[]', pinned: false, attempt: null, attempts: 0, fault: null })
        .execute()
    },
    async pinned(post) {
      await rowOf(post).set({ pinned: true }).execute()
    },
    async again(post, seconds, fault) {
      await rowOf(post)
        .set({
          state: 'waiting',
          due_at: sql<string>`now() + make_interval(secs => ${seconds})`,
          attempt: null,
          attempts: post.attempts + 1,
          fault,
        })
        .execute()
    },
    async setApart(post, state, fault) {
      await rowOf(post).set({ state, fault }).execute()
    },
    async wait(channel, seconds, trouble) {
      await database
        .updateTable('channels')
        .set({ free_at: after(seconds), ...(trouble === undefined ? {} : { trouble }) })
        .where('id', '=', channel)
        .execute()
    },
  }
}

function channelOf(row: Selectable<Database['channels']>): Channel {
  const { id, chat, script, quiet_from: from, quiet_to: to, trouble } = row
  return {
    id,
    chat,
    script,
    lastMessage: Number(row.last_message),
    ...(from === null || to === null ? {} : { quiet: { from, to } }),
    ...(trouble === null ? {} : { trouble }),
  }
}

function postOf(row: Selectable<Database['posts']>): KeptPost {
  return {
    id: String(row.id),
    channel: row.channel,
    key: row.key,
    version: row.version,
    shownVersion: row.shown_version,
    pin: row.pin,
    pinned: row.pinned,
    dueAt: row.due_at.toISOString(),
    state: row.state,
    messages: row.messages,
    attempts: row.attempts,
    madeBy: row.made_by,
    ...(row.article_id === null ? {} : { article: row.article_id }),
    ...(row.post === null ? {} : { post: postSchema.parse(row.post) }),
    ...(row.attempt === null ? {} : { attempt: row.attempt }),
    ...(row.fault === null ? {} : { fault: row.fault }),
    ...(row.template === null ? {} : { template: draftingSchema.parse(row.template) }),
    ...(row.attention === null ? {} : { attention: postSchema.parse(row.attention) }),
  }
}
