import { z } from 'zod'

/**
 * A post as a reader of the channel sees it: plain text and what of it is bold, quoted or a link, as the Bot API counts
 * them, in UTF-16 code units (https://core.telegram.org/bots/api#messageentity). No markup is parsed: what a text
 * holds is shown, whatever it looks like.
 */

const range = { offset: z.int().nonnegative(), length: z.int().positive() }

export const postEntitySchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.enum(['bold', 'italic', 'blockquote']), ...range }),
    z.object({ type: z.literal('text_link'), url: z.url({ protocol: /^https?$/u }), ...range }),
  ])
  .readonly()

export const postSchema = z
  .object({
    text: z.string(),
    entities: z.array(postEntitySchema).readonly(),
    /** One goes as a photo, two to ten as an album; the text is the caption then. */
    photos: z.array(z.url({ protocol: /^https?$/u })).readonly(),
    /** Whether Telegram shows a card of the first link. */
    preview: z.boolean(),
    /** Whether readers' telephones stay silent. */
    silent: z.boolean(),
  })
  .readonly()

export type PostEntity = z.infer<typeof postEntitySchema>
export type Post = z.infer<typeof postSchema>

/** The Bot API's limits, in UTF-16 code units and pieces. */
export const postLimits = { text: 4096, caption: 1024, photos: 10, entities: 100 } as const

/** How long the text of a post may be: a caption is shorter. */
export const longestText = ({ photos }: Pick<Post, 'photos'>): number =>
  photos.length === 0 ? postLimits.text : postLimits.caption

export type PostFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'too-many-photos'; readonly count: number; readonly limit: number }
  | { readonly kind: 'too-many-entities'; readonly count: number; readonly limit: number }
  | { readonly kind: 'outside'; readonly entity: number }

/**
 * What Telegram would refuse in a post, or silently change: spaces at its ends, which move every entity after them, are
 * a fault of whoever made the post, and count as text here.
 */
export function faultsOf(post: Post): readonly PostFault[] {
  const faults: PostFault[] = []
  const { text, photos, entities } = post
  const limit = longestText(post)
  if (text.trim() === '' && photos.length === 0) faults.push({ kind: 'empty' })
  if (text.length > limit) faults.push({ kind: 'too-long', length: text.length, limit })
  if (photos.length > postLimits.photos) {
    faults.push({ kind: 'too-many-photos', count: photos.length, limit: postLimits.photos })
  }
  if (entities.length > postLimits.entities) {
    faults.push({ kind: 'too-many-entities', count: entities.length, limit: postLimits.entities })
  }
  entities.forEach(({ offset, length }, entity) => {
    if (offset + length > text.length) faults.push({ kind: 'outside', entity })
  })
  return faults
}

/** A text with its entities, put together piece by piece. */
export class PostText {
  #text = ''
  readonly #entities: PostEntity[] = []

  get length(): number {
    return this.#text.length
  }

  add(piece: string, style?: 'bold' | 'italic' | 'blockquote' | { readonly url: string }): this {
    if (piece === '') return this
    const range = { offset: this.#text.length, length: piece.length }
    this.#text += piece
    if (typeof style === 'string') this.#entities.push({ type: style, ...range })
    else if (style !== undefined) this.#entities.push({ type: 'text_link', url: style.url, ...range })
    return this
  }

  finish(): Pick<Post, 'text' | 'entities'> {
    return { text: this.#text, entities: this.#entities }
  }
}
