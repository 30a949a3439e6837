import { z } from 'zod'
import { collapse } from './raw.js'

/** What a page states about its article, in JSON-LD, Open Graph, meta elements or markup; the first of these that does. */
export interface Metadata {
  readonly title?: string
  readonly publishedAt?: string
  readonly url?: string
  readonly authors: readonly string[]
  readonly tags: readonly string[]
  readonly articleBody?: string
}

const named = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
const many = z.union([z.array(named), named.transform((one) => [one])])
const linkedSchema = z.object({
  headline: z.string().optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  author: many.optional().catch(undefined),
  keywords: many.optional().catch(undefined),
  articleBody: z.string().optional().catch(undefined),
})
const graphSchema = z.object({ '@graph': z.array(z.unknown()) })
const articleTypes = /"@type"\s*:\s*(?:\[[^\]]*)?"(?:\w*Article|BlogPosting|Report\w*)"/u

function linkedData(document: Document): z.infer<typeof linkedSchema> | undefined {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const json = parseJson(script.textContent ?? '')
    const graph = graphSchema.safeParse(json)
    const candidates = graph.success ? graph.data['@graph'] : Array.isArray(json) ? json : [json]
    for (const candidate of candidates) {
      if (candidate === undefined || !articleTypes.test(JSON.stringify(candidate))) continue
      const parsed = linkedSchema.safeParse(candidate)
      if (parsed.success) return parsed.data
    }
  }
  return undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function metadataOf(document: Document): Metadata {
  const linked = linkedData(document)
  const meta = (...names: readonly string[]): string | undefined => {
    for (const name of names) {
      const element = document.querySelector(`meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`)
      const content = collapse(element?.getAttribute('content') ?? '')
      if (content !== '') return content
    }
    return undefined
  }
  const title = linked?.headline ?? meta('og:title', 'twitter:title')
  const publishedAt =
    linked?.datePublished ??
    meta('article:published_time', 'datePublished', 'pubdate', 'date') ??
    document.querySelector('time[datetime]')?.getAttribute('datetime') ??
    undefined
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url')
  const author = meta('author', 'article:author')
  const keywords = meta('keywords', 'news_keywords')
  const tags =
    linked?.keywords ??
    [...document.querySelectorAll('meta[property="article:tag"]')].map((tag) => tag.getAttribute('content') ?? '')
  return {
    ...(title === undefined ? {} : { title: collapse(title) }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(canonical !== undefined && canonical !== null && URL.canParse(canonical) ? { url: canonical } : {}),
    authors: (linked?.author ?? (author === undefined ? [] : [author])).map(collapse).filter((name) => name !== ''),
    tags: (tags.length > 0 ? tags : (keywords ?? '').split(','))
      .flatMap((tag) => tag.split(','))
      .map(collapse)
      .filter((tag) => tag !== ''),
    ...(linked?.articleBody === undefined ? {} : { articleBody: linked.articleBody }),
  }
}
