import { z } from 'zod'
import { SourceError } from '../source/error.js'
import type { Page } from '../source/schema.js'

const partSchema = z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)])
const exportSchema = z.object({
  name: z.string().nullish(),
  type: z.string().regex(/channel/u),
  id: z.number(),
  messages: z.array(z.unknown()),
})
const messageSchema = z.object({
  id: z.int(),
  type: z.literal('message'),
  date: z.string(),
  date_unixtime: z.string().regex(/^\d+$/u).optional(),
  text: z.union([z.string().transform((text) => [text]), z.array(partSchema)]),
})

export interface TelegramPosts {
  readonly channel: string
  readonly posts: readonly Page[]
  /** What was left out, and why. */
  readonly notes: readonly string[]
}

/** A post shorter than this has no news in it, such as "Толығырақ". */
const shortestPost = 40

/** The posts of a channel as Telegram Desktop exports it (result.json). Throws a SourceError where it is no such file. */
export function readTelegram(text: string): TelegramPosts {
  const { name, id, messages } = exportOf(text)
  const channel = name ?? String(id)
  const posts: Page[] = []
  let unread = 0
  for (const candidate of messages) {
    const message = messageSchema.safeParse(candidate)
    const content = message.success ? message.data.text.join('').trim() : ''
    if (!message.success || content.length < shortestPost) {
      unread++
      continue
    }
    const { date, date_unixtime: seconds, id: number } = message.data
    posts.push({
      content,
      format: 'text',
      url: `https://t.me/c/${id}/${number}`,
      publishedAt: seconds === undefined ? date : `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`,
      source: channel,
    })
  }
  const notes = unread > 0 ? [`${unread} of its messages have no text of a post`] : []
  return { channel, posts, notes }
}

function exportOf(text: string): z.infer<typeof exportSchema> {
  try {
    return exportSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new SourceError('unreadable', 'it is JSON, but no export of a Telegram channel', { cause: error })
  }
}
