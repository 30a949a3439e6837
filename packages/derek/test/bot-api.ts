import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/**
 * A test double of Telegram's Bot API, as https://core.telegram.org/bots/api documents it, for the methods that a
 * channel needs: numbering of messages, limits in UTF-16 units, and the errors with their words. Not Telegram's code.
 */

export interface Message {
  readonly id: number
  text: string
  readonly photos: number
  readonly edits: string[]
}

/** What happens to a request instead of its answer. */
export type Mishap =
  /** The connection is cut, and nothing was done. */
  | 'cut-before'
  /** All is done, and the answer is cut. */
  | 'cut-after'
  /** All is done, and the answer is no JSON. */
  | 'garbage'
  | { readonly status: number; readonly description: string; readonly retryAfter?: unknown; readonly done?: boolean }

export interface Request {
  readonly method: string
  readonly number: number
}

export interface BotApi {
  readonly root: string
  /** The messages of a chat, in order; removed ones are gone. */
  messages(chat: string): readonly Message[]
  readonly pinned: ReadonlyMap<string, number>
  /** What was asked, by method, in order. */
  readonly asked: readonly string[]
  /** Requests that came although Telegram had bidden wait. */
  readonly impatient: number
  /** A person's own post. */
  postByHand(chat: string, text: string): number
  removeByHand(chat: string, id: number): void
  /** Decides before each request; may wait. */
  mishap: (request: Request) => Mishap | undefined | Promise<Mishap | undefined>
  /** Called when a request has been carried out, and is not yet answered. */
  carriedOut: (request: Request) => void | Promise<void>
  close(): Promise<void>
}

const entity = z.object({ type: z.string(), offset: z.int(), length: z.int(), url: z.string().optional() })
const sent = z.object({
  chat_id: z.string(),
  text: z.string().optional(),
  entities: z.array(entity).optional(),
  photo: z.string().optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entity).optional(),
  media: z.array(z.object({ media: z.string(), caption: z.string().optional() })).optional(),
  message_id: z.int().optional(),
  message_ids: z.array(z.int()).optional(),
  from_chat_id: z.string().optional(),
})

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export async function serveBotApi(token: string, chats: readonly string[]): Promise<BotApi> {
  const kept = new Map(chats.map((chat) => [chat, { last: 0, messages: new Map<number, Message>() }]))
  const pinned = new Map<string, number>()
  const asked: string[] = []
  let waitUntil = 0
  let impatient = 0

  const chatOf = (name: string) => {
    const chat = kept.get(name)
    if (chat === undefined) throw new Refusal(400, 'Bad Request: chat not found')
    return chat
  }
  const post = (name: string, text: string, photos: number): Message => {
    const chat = chatOf(name)
    const message = { id: ++chat.last, text, photos, edits: [] }
    chat.messages.set(message.id, message)
    return message
  }
  const checked = (text: string | undefined, limit: number, what: 'message' | 'caption'): string => {
    const trimmed = (text ?? '').trim()
    if (trimmed === '' && what === 'message') throw new Refusal(400, 'Bad Request: message text is empty')
    if (trimmed.length > limit)
      throw new Refusal(400, `Bad Request: ${what === 'message' ? 'message' : 'message caption'} is too long`)
    return trimmed
  }
  const answerOf = (id: number, chat: string, text: string, photos: number) => ({
    message_id: id,
    date: 1,
    chat: { id: -100, type: 'channel', username: chat },
    ...(photos > 0 ? { caption: text, photo: [] } : { text }),
  })

  function carryOut(method: string, body: z.infer<typeof sent>): unknown {
    const { chat_id: chat } = body
    switch (method) {
      case 'sendMessage': {
        const { id, text } = post(chat, checked(body.text, 4096, 'message'), 0)
        return answerOf(id, chat, text, 0)
      }
      case 'sendPhoto': {
        const { id, text } = post(chat, checked(body.caption, 1024, 'caption'), 1)
        return answerOf(id, chat, text, 1)
      }
      case 'sendMediaGroup': {
        const media = body.media ?? []
        if (media.length < 2 || media.length > 10) throw new Refusal(400, 'Bad Request: wrong number of media')
        return media.map(({ caption }) => {
          const { id, text } = post(chat, checked(caption, 1024, 'caption'), 1)
          return answerOf(id, chat, text, 1)
        })
      }
      case 'editMessageText':
      case 'editMessageCaption': {
        const message = chatOf(chat).messages.get(body.message_id ?? 0)
        if (message === undefined) throw new Refusal(400, 'Bad Request: message to edit not found')
        const text =
          method === 'editMessageText' ? checked(body.text, 4096, 'message') : checked(body.caption, 1024, 'caption')
        if (message.text === text) {
          throw new Refusal(
            400,
            'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
          )
        }
        message.edits.push(message.text)
        message.text = text
        return answerOf(message.id, chat, text, message.photos)
      }
      case 'deleteMessages':
        for (const id of body.message_ids ?? []) chatOf(chat).messages.delete(id)
        return true
      case 'pinChatMessage':
        if (!chatOf(chat).messages.has(body.message_id ?? 0))
          throw new Refusal(400, 'Bad Request: message to pin not found')
        pinned.set(chat, body.message_id ?? 0)
        return true
      case 'forwardMessage': {
        const original = chatOf(body.from_chat_id ?? '').messages.get(body.message_id ?? 0)
        if (original === undefined) throw new Refusal(400, 'Bad Request: message to forward not found')
        const { id, text, photos } = post(chat, original.text, original.photos)
        return answerOf(id, chat, text, photos)
      }
      default:
        throw new Refusal(404, 'Not Found: method not found')
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const refuse = (status: number, description: string, parameters = {}): void =>
      say(status, { ok: false, error_code: status, description, parameters })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const [, bot, method = ''] = (request.url ?? '').split('/')
    if (bot !== `bot${token}`) return refuse(401, 'Unauthorized')
    asked.push(method)
    const number = asked.length
    if (Date.now() < waitUntil) impatient++
    const mishap = await api.mishap({ method, number })
    if (mishap === 'cut-before') return void request.socket.destroy()
    if (typeof mishap === 'object' && mishap.done !== true) {
      if (typeof mishap.retryAfter === 'number') waitUntil = Date.now() + mishap.retryAfter * 1000
      return refuse(
        mishap.status,
        mishap.description,
        mishap.retryAfter === undefined ? {} : { retry_after: mishap.retryAfter },
      )
    }
    let result: unknown
    try {
      result = carryOut(method, sent.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.status, error.message)
      return refuse(400, `Bad Request: ${String(error)}`)
    }
    await api.carriedOut({ method, number })
    if (mishap === 'cut-after') return void request.socket.destroy()
    if (mishap === 'garbage') return void response.end('<html>502</html>')
    if (typeof mishap === 'object') return refuse(mishap.status, mishap.description)
    say(200, { ok: true, result })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const api: BotApi = {
    root: `http://127.0.0.1:${port}`,
    messages: (chat) => [...chatOf(chat).messages.values()],
    pinned,
    asked,
    get impatient() {
      return impatient
    },
    postByHand: (chat, text) => post(chat, text, 0).id,
    removeByHand: (chat, id) => void chatOf(chat).messages.delete(id),
    mishap: () => undefined,
    carriedOut: () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return api
}
