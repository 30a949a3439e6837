import { Api, GrammyError, InputMediaBuilder } from 'grammy'
import type { Post, PostEntity } from '../post/post.js'
import { inStage } from '../telemetry/stages.js'

/**
 * What became of a request to the Bot API. `unknown` is an answer that never came, or a fault inside Telegram: the
 * request may have been carried out or not, and nobody is told which.
 */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Telegram asks to wait so many seconds (429). */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** The request itself is wrong (400): it will be refused again. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The bot may not do so in this chat, or is not known at all (401, 403, 404). */
  | { readonly kind: 'closed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

/** A message as another chat is shown it. */
export interface Shown {
  readonly text: string
  /** In the chat that it was shown to. */
  readonly id: number
}

/** The few methods of the Bot API that a channel needs. */
export interface Bot {
  /** The ids of the messages that the post became: several for an album. */
  send(chat: string, post: Post): Promise<Outcome<readonly number[]>>
  edit(chat: string, message: number, post: Post): Promise<Outcome<void>>
  remove(chat: string, messages: readonly number[]): Promise<Outcome<void>>
  pin(chat: string, message: number, silent: boolean): Promise<Outcome<void>>
  /** Shows a message of one chat in another, which is how a bot reads a channel; undefined where there is none. */
  show(chat: string, message: number, to: string): Promise<Outcome<Shown | undefined>>
}

export interface BotOptions {
  /** Where the Bot API is; https://api.telegram.org by default. */
  readonly root?: string
  /** After so many seconds without an answer a request is given up. */
  readonly timeout?: number
}

/** The bot of a token, which never stands in an error or a log. */
export function botOf(token: string, { root, timeout = 30 }: BotOptions = {}): Bot {
  const api = new Api(token, { timeoutSeconds: timeout, ...(root === undefined ? {} : { apiRoot: root }) })
  return {
    send: (chat, post) =>
      outcomeOf('send', async () => {
        const notify = { disable_notification: post.silent }
        const [photo, ...more] = post.photos
        if (photo === undefined) {
          const message = await api.sendMessage(chat, post.text, {
            ...notify,
            entities: entitiesOf(post),
            link_preview_options: { is_disabled: !post.preview },
          })
          return [message.message_id]
        }
        const caption = { caption: post.text, caption_entities: entitiesOf(post) }
        if (more.length === 0) return [(await api.sendPhoto(chat, photo, { ...notify, ...caption })).message_id]
        const album = [InputMediaBuilder.photo(photo, caption), ...more.map((url) => InputMediaBuilder.photo(url))]
        return (await api.sendMediaGroup(chat, album, notify)).map(({ message_id }) => message_id)
      }),
    edit: (chat, message, post) =>
      outcomeOf(
        'edit',
        async () => {
          if (post.photos.length > 0) {
            await api.editMessageCaption(chat, message, { caption: post.text, caption_entities: entitiesOf(post) })
          } else {
            await api.editMessageText(chat, message, post.text, {
              entities: entitiesOf(post),
              link_preview_options: { is_disabled: !post.preview },
            })
          }
        },
        // What is so already was done by the request before, whose answer was lost.
        ({ description }) => (/message is not modified/iu.test(description) ? done(undefined) : undefined),
      ),
    remove: (chat, messages) =>
      outcomeOf(
        'remove',
        async () => {
          await api.deleteMessages(chat, [...messages])
        },
        ({ description }) => (/message to delete not found/iu.test(description) ? done(undefined) : undefined),
      ),
    pin: (chat, message, silent) =>
      outcomeOf('pin', async () => {
        await api.pinChatMessage(chat, message, { disable_notification: silent })
      }),
    show: (chat, message, to) =>
      outcomeOf<Shown | undefined>(
        'show',
        async () => {
          const shown = await api.forwardMessage(to, chat, message, { disable_notification: true })
          return { text: shown.text ?? shown.caption ?? '', id: shown.message_id }
        },
        ({ description }) => (/message to forward not found/iu.test(description) ? done(undefined) : undefined),
      ),
  }
}

const done = <T>(value: T): Outcome<T> => ({ kind: 'done', value })

/** Telegram's own types are lists that may be written to; ours are not. */
const entitiesOf = ({ entities }: Post) =>
  entities.map((entity: PostEntity) =>
    entity.type === 'text_link'
      ? { type: entity.type, url: entity.url, offset: entity.offset, length: entity.length }
      : { type: entity.type, offset: entity.offset, length: entity.length },
  )

/** `already` says of an error that all is as it should be. */
const outcomeOf = <T>(
  action: keyof Bot,
  request: () => Promise<T>,
  already: (error: GrammyError) => Outcome<T> | undefined = () => undefined,
): Promise<Outcome<T>> =>
  inStage(
    'publish',
    { 'derek.action': action },
    () => askedFor(request, already),
    ({ kind }) => (kind === 'done' ? undefined : kind),
  )

async function askedFor<T>(
  request: () => Promise<T>,
  already: (error: GrammyError) => Outcome<T> | undefined,
): Promise<Outcome<T>> {
  try {
    return done(await request())
  } catch (error) {
    // grammY's own message of a request that failed on its way names the method, and not the address with the token.
    if (!(error instanceof GrammyError)) {
      return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) }
    }
    const { error_code: code, description: reason, parameters } = error
    if (code === 429) return { kind: 'wait', seconds: Math.max(1, parameters.retry_after ?? 1) }
    if (code === 401 || code === 403 || code === 404) return { kind: 'closed', reason }
    if (code >= 500 || code === 409) return { kind: 'unknown', reason }
    return already(error) ?? { kind: 'refused', reason }
  }
}
