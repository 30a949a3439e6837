import { z } from 'zod'
import { storyListQuerySchema } from '../api/stories.js'
import { interfaces } from '../site/language.js'
import { languages } from '../site/messages/messages.js'
import type { Store } from '../store/store.js'
import { type Entry, type Feed, generator } from './feed.js'
import type { FeedRequest } from './feeds.js'

const askedSchema = storyListQuerySchema.extend({ lang: z.enum(languages).default('kk') })

/**
 * The feed of stories, /feeds/stories.atom, of a source, a thing or a topic where one is asked for: an entry for each
 * story, which changes when another article joins it.
 */
export async function storyFeedOf(
  store: Store,
  { format, asked, base, authority, hub }: Omit<FeedRequest, 'what'>,
): Promise<Feed> {
  const { lang, ...query } = askedSchema.parse(asked)
  const site = interfaces.find(({ language, script }) => language === lang && (script ?? 'Cyrl') === 'Cyrl')
  if (site === undefined) throw new Error(`the site has no language ${lang}`)
  const { messages } = site
  const { stories, next } = await store.stories.list(query)
  const idOf = (path: string): string => `tag:${authority},2026:${path}`
  const pathOf = (more: Readonly<Record<string, string>>): string => {
    const fields = new URLSearchParams(more).toString()
    return `${base}/feeds/stories.${format.extension}${fields === '' ? '' : `?${fields}`}`
  }
  const entries = stories.map(
    ({ id, title, articles, outlets, firstAt, lastAt }): Entry => ({
      id: idOf(`stories/${encodeURIComponent(id)}`),
      title: title.trim() === '' ? id : title,
      text: `${title}\n${messages.stories.counts(articles, outlets)}`,
      language: 'kk',
      url: base + site.to(`/stories/${encodeURIComponent(id)}`),
      published: firstAt,
      updated: lastAt,
      author: generator,
      categories: [],
    }),
  )
  const { cursor: _, ...first } = asked
  const updated = entries[0]?.updated
  return {
    id: idOf(`feeds/stories?${new URLSearchParams(first).toString()}`),
    title: `${messages.name} · ${messages.stories.title}`,
    description: messages.stories.hint,
    language: site.language,
    page: base + site.to('/stories'),
    self: pathOf(asked),
    first: pathOf(first),
    ...(next === undefined ? {} : { next: pathOf({ ...first, cursor: next }) }),
    ...(hub === undefined ? {} : { hub }),
    ...(updated === undefined ? {} : { updated }),
    entries,
  }
}
