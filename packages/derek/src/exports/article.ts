import { tellsNews } from '../record/news.js'
import type { ArticleRecord } from '../record/schema.js'
import { keyOf } from '../store/things.js'

/** What is exported of an article: its record, and which thing each of its entities is. */
export interface ExportedArticle {
  readonly record: ArticleRecord
  /** The key of the thing that each entity is, by the entity's id; where it lacks one, what the record says. */
  readonly things?: ReadonlyMap<string, string>
}

/** Where the site is, as others see it, without a slash at its end: https://derek.example */
export type Base = string

export const articleAddress = (base: Base, id: string): string => `${base}/articles/${encodeURIComponent(id)}`

/** The address that lights up a claim in the text of its article. */
export const claimAddress = (base: Base, article: string, claim: string): string =>
  `${articleAddress(base, article)}?show=${encodeURIComponent(claim)}`

export const thingAddress = (base: Base, key: string): string =>
  `${base}/things/${encodeURIComponent(key.toWellFormed())}`

/** The keys of the things of an article, by the id of the entity. */
export const thingsOf = ({ record, things }: ExportedArticle): ReadonlyMap<string, string> =>
  new Map(record.entities.map(({ id, type, name }) => [id, things?.get(id) ?? keyOf(type, name)]))

/** The news of an article as plain text, a paragraph apart from the next: without what shows the same again. */
export const plainText = ({ blocks }: ArticleRecord): string =>
  blocks
    .filter((block) => tellsNews(block) && block.repeats === undefined)
    .map(({ text }) => text)
    .join('\n\n')

/** BCP 47 with the script where it is not the usual one: kk, kk-Latn, kk-Arab, ru. */
export const tagOf = ({ language, script }: Pick<ArticleRecord, 'language' | 'script'>): string =>
  language === 'kk' && script !== 'Cyrl' ? `${language}-${script}` : language

/** Whether an address may stand as a link: what a page names as its own is not always one. */
export const isWebAddress = (address: string | undefined): address is string =>
  address !== undefined && /^https?:\/\/[^\s\p{C}"<>\\^`{|}]+$/iu.test(address) && URL.canParse(address)

/** The first and the last day or time of an EDTF value that ISO 8601 can write; neither where a part is unknown. */
export function boundsOf(time: string | undefined): { readonly start?: string; readonly end?: string } {
  const [start, end] = (time ?? '').split('/')
  return { ...(isIso(start) ? { start } : {}), ...(isIso(end) ? { end } : {}) }
}

const isoPattern = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/u
const isIso = (value: string | undefined): value is string => value !== undefined && isoPattern.test(value)
