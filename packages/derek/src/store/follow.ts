import { sql, type Transaction } from 'kysely'
import { correctionOf, type Drafting, type DraftOptions, draftingSchema, draftPost } from '../post/draft.js'
import { postSchema } from '../post/post.js'
import { type ArticleRecord, recordSchema, type Statement } from '../record/schema.js'
import { type Item, itemSchema } from './saved.js'
import type { Database } from './schema.js'
import { titleOf } from './title.js'

type Running = Transaction<Database>

/** Most corrections that a post still tells of. */
const mostCorrections = 5

/**
 * What was said of an article follows its record, in the transaction that changes it: a kill leaves both or neither.
 * `after` may be a newer version at the address of `before`. `by` is a person, or nothing for the reader.
 */
export async function follow(
  transaction: Running,
  before: ArticleRecord,
  after: ArticleRecord,
  by: string | undefined,
): Promise<void> {
  await followInPosts(transaction, before, after, by)
  // A newer version is found by itself.
  if (before.id === after.id) await followInNotices(transaction, before, after)
}

/**
 * A post that was made by template is made anew, and says what was corrected where readers have seen it. One that a
 * person wrote is left as it is, and set before a person with what it would say by now.
 */
async function followInPosts(
  transaction: Running,
  before: ArticleRecord,
  after: ArticleRecord,
  by = 'reader',
): Promise<void> {
  const rows = await transaction
    .selectFrom('posts')
    .innerJoin('channels', 'channels.id', 'posts.channel')
    .select(['posts.id', 'posts.post', 'posts.template', 'posts.state', 'posts.shown_version', 'channels.script'])
    .where('posts.article_id', '=', before.id)
    .orderBy('posts.id')
    .forUpdate('posts')
    .execute()
  for (const row of rows) {
    if (before.id !== after.id) {
      await transaction.updateTable('posts').set({ article_id: after.id }).where('id', '=', row.id).execute()
    }
    // What is gone, or is to go, says nothing more.
    if (row.post === null) continue
    const kept = postSchema.parse(row.post)
    const [link] = kept.entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []))
    const template: Drafting =
      row.template === null
        ? { template: 'post', photo: kept.photos.length > 0, corrections: [], ...(link === undefined ? {} : { link }) }
        : draftingSchema.parse(row.template)
    const options = optionsOf(template, row.script)
    const change = correctionOf(before, after, options)
    if (change === undefined) continue
    const isSeen = row.shown_version > 0 || row.state === 'sending' || row.state === 'uncertain'
    const corrections = isSeen ? [...template.corrections, change].slice(-mostCorrections) : template.corrections
    const post = { ...draftPost(after, { ...options, corrections }), silent: kept.silent }
    // A message that was sent with a picture keeps it, and its text is a caption.
    const isForPerson = row.template === null || (isSeen && post.photos.length !== kept.photos.length)
    const wanted = transaction.updateTable('posts').where('id', '=', row.id)
    if (isForPerson) {
      await wanted.set({ attention: JSON.stringify(post) }).execute()
    } else {
      await wanted
        .set({
          post: JSON.stringify(isSeen ? { ...post, photos: kept.photos, preview: kept.preview } : post),
          template: JSON.stringify({ ...template, corrections }),
          version: sql<number>`version + 1`,
          ...(row.state === 'shown' ? { state: 'waiting' as const, attempts: 0, fault: null } : {}),
        })
        .execute()
    }
    await transaction
      .insertInto('audit')
      .values({
        by,
        action: isForPerson ? 'correction questions post' : 'correction changes post',
        subject: String(row.id),
        article_id: after.id,
      })
      .execute()
  }
}

const optionsOf = ({ template, photo, link, corrections }: Drafting, script: DraftOptions['script']): DraftOptions => ({
  template,
  photo,
  script,
  corrections,
  ...(link === undefined ? {} : { link }),
})

/** Lets posts of earlier versions at an address follow the newest. */
export async function followVersions(transaction: Running, address: string): Promise<void> {
  const rows = await transaction
    .selectFrom('articles')
    .select(['articles.id', 'articles.record'])
    .where('address', '=', address)
    .where('replaced_by', 'is not', null)
    .where(sql<boolean>`exists (select from posts where posts.article_id = articles.id)`)
    .execute()
  if (rows.length === 0) return
  const newest = await transaction
    .selectFrom('articles')
    .select('record')
    .where('address', '=', address)
    .where('replaced_by', 'is', null)
    .executeTakeFirstOrThrow()
  for (const { record } of rows) {
    await followInPosts(transaction, recordSchema.parse(record), recordSchema.parse(newest.record))
  }
}

/**
 * Who was told of something that was corrected is told of it once more, as corrected; what nobody was told of yet is told
 * as it is now.
 */
async function followInNotices(transaction: Running, before: ArticleRecord, after: ArticleRecord): Promise<void> {
  const rows = await transaction
    .selectFrom('notices')
    .select(['id', 'search', 'item', 'content', 'kind', 'state'])
    .where(sql<boolean>`content ->> 'article' = ${before.id}`)
    .where('state', 'in', ['waiting', 'delivered'])
    .orderBy('id', 'desc')
    .forUpdate()
    .execute()
  const seen = new Set<string>()
  for (const { id, search, item: key, content, kind, state } of rows) {
    // Of each thing, what was told last.
    if (seen.has(`${search} ${key}`)) continue
    seen.add(`${search} ${key}`)
    const item = itemSchema.parse(content)
    const now = itemAfter(item, before, after)
    if (now === undefined) continue
    if (state === 'waiting' && kind === 'found') {
      await transaction
        .updateTable('notices')
        .set(now.isGone === true ? { state: 'known' } : { content: JSON.stringify({ ...item, ...now }) })
        .where('id', '=', id)
        .execute()
      continue
    }
    // One that waits is told no more: it may have come through and its answer been lost, so the new one has its own id.
    const { before: first } = item
    if (state === 'waiting') await transaction.deleteFrom('notices').where('id', '=', id).execute()
    const { title, text, who } = item
    const was = (state === 'waiting' ? first : undefined) ?? { title, text, ...(who === undefined ? {} : { who }) }
    const { isGone: _, before: __, who: ___, ...plain } = item
    await transaction
      .insertInto('notices')
      .values({
        search,
        item: key,
        kind: 'corrected',
        content: JSON.stringify({ ...plain, ...now, before: was }),
        state: 'waiting',
      })
      .execute()
  }
}

type Told = Pick<Item, 'title' | 'text' | 'who' | 'isGone'>

/** What is to be told of an item by now; nothing where it is the same. */
function itemAfter(item: Item, before: ArticleRecord, after: ArticleRecord): Told | undefined {
  const title = titleOf(after)
  if (item.isGone === true) {
    const back = claimOf(after, item.claim)
    return back === undefined ? undefined : { title, text: back.text, ...(back.who === '' ? {} : { who: back.who }) }
  }
  const was = claimOf(before, item.claim)
  const isCalledAlike = title === item.title
  if (was === undefined) return isCalledAlike ? undefined : { title, text: item.text }
  const is = sameClaim(was, before, after)
  if (is === undefined)
    return { title, text: item.text, isGone: true, ...(item.who === undefined ? {} : { who: item.who }) }
  if (isCalledAlike && JSON.stringify(is) === JSON.stringify(was)) return undefined
  return { title, text: is.text, ...(is.who === '' ? {} : { who: is.who }) }
}

interface Claim {
  readonly place: string
  readonly text: string
  readonly who: string
}

function claimsOf({ statements, events, entities }: ArticleRecord): ReadonlyMap<string, Claim> {
  const names = new Map(entities.map(({ id, name }) => [id, name]))
  const placed = ({ block, start, end }: Statement['cue']): string => `${block} ${start} ${end}`
  return new Map([
    ...statements.map(({ id, cue, content, speaker = '' }): [string, Claim] => [
      id,
      { place: placed(cue), text: (content ?? cue).text, who: names.get(speaker) ?? '' },
    ]),
    ...events.map(({ id, type, evidence: [first], actors }): [string, Claim] => [
      id,
      {
        place: first === undefined ? id : `${type} ${placed(first)}`,
        text: first?.text ?? '',
        who: actors.flatMap((actor) => names.get(actor) ?? []).join(', '),
      },
    ]),
  ])
}

const claimOf = (record: ArticleRecord, claim: string | undefined): Claim | undefined =>
  claim === undefined ? undefined : claimsOf(record).get(claim)

/** A claim is known again by its words in the text: ids are given anew by each reading. */
function sameClaim(claim: Claim, before: ArticleRecord, after: ArticleRecord): Claim | undefined {
  const all = claimsOf(after)
  const own = [...claimsOf(before)].find(([, { place }]) => place === claim.place)
  const sameId = all.get(own?.[0] ?? '')
  return sameId?.place === claim.place ? sameId : [...all.values()].find(({ place }) => place === claim.place)
}
