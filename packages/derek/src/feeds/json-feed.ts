import { type Entry, type Feed, type FeedFormat, generator } from './feed.js'

/** JSON Feed 1.1. */
export const jsonFeed: FeedFormat = {
  extension: 'json',
  type: 'application/feed+json',
  name: 'JSON Feed',
  write: (feed) => `${JSON.stringify(root(feed))}\n`,
}

const root = (feed: Feed) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: feed.title,
  home_page_url: feed.page,
  feed_url: feed.self,
  description: feed.description,
  ...(feed.next === undefined ? {} : { next_url: feed.next }),
  authors: [{ name: generator }],
  language: feed.language,
  ...(feed.hub === undefined ? {} : { hubs: [{ type: 'WebSub', url: feed.hub }] }),
  items: feed.entries.map(item),
})

const item = (entry: Entry) => ({
  id: entry.id,
  url: entry.url,
  ...(entry.original === undefined ? {} : { external_url: entry.original }),
  title: entry.title.toWellFormed(),
  content_text: entry.text.toWellFormed(),
  date_published: new Date(entry.published).toISOString(),
  date_modified: new Date(entry.updated).toISOString(),
  authors: [{ name: entry.author.toWellFormed() }],
  tags: entry.categories.map(({ label }) => label.toWellFormed()),
  language: entry.language,
})
