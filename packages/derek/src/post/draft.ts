import { convert, detectScript, sentences } from 'kazakh'
import type { ArticleRecord, Statement } from '../record/schema.js'
import { longestText, type Post, PostText } from './post.js'

/** What a channel is written in, as ISO 15924 names it. */
export const channelScripts = ['Cyrl', 'Latn', 'Arab'] as const
export type ChannelScript = (typeof channelScripts)[number]

export const templates = ['post', 'short'] as const
/** `post`: headline, first sentences, who said what, source, photo. `short`: headline, first sentence, source. */
export type Template = (typeof templates)[number]

export interface DraftOptions {
  readonly script: ChannelScript
  readonly template: Template
  /** Where the article is read: its own address, or its page on the desk's site. */
  readonly link?: string
  /** Whether the article's first picture goes along. */
  readonly photo: boolean
}

const writings = { Cyrl: 'cyrillic', Latn: 'latin-2021', Arab: 'tote' } as const

const labels = {
  kk: { source: 'Дереккөз', photo: 'Сурет', corrected: 'Түзетілді' },
  ru: { source: 'Источник', photo: 'Фото', corrected: 'Исправлено' },
  en: { source: 'Source', photo: 'Photo', corrected: 'Corrected' },
} as const

const labelsOf = (language: string) => (language === 'ru' ? labels.ru : language === 'en' ? labels.en : labels.kk)

/** Most quotations of a post. */
const mostQuotations = 3

/**
 * A post made from a record by template. Every word of it is the article's own, a name of the record, or a label: a
 * sentence that the record does not bear cannot come in. Parts that do not fit are left out whole, the last first;
 * only a headline that is too long by itself is cut.
 *
 * @example
 * draftPost(record, { script: 'Latn', template: 'short', link: record.url, photo: false }).text
 */
export function draftPost(record: ArticleRecord, { script, template, link, photo }: DraftOptions): Post {
  const spell = record.language === 'kk' ? spellerOf(record, script) : (text: string) => text
  const photos = photo ? picturesOf(record).slice(0, 1) : []
  const limit = longestText({ photos })
  const label = labelsOf(record.language)
  const foot = footOf(record, label, spell, link)
  const headline = cut(spell(headlineOf(record)), limit - foot.length - 2)
  const body =
    template === 'short'
      ? leadOf(record).slice(0, 1).map(spell)
      : [leadOf(record).slice(0, 2).map(spell).join(' '), ...quotationsOf(record, spell)]
  const parts = body.filter((part) => part !== '')
  const text = new PostText().add(headline, 'bold')
  for (const part of parts) {
    if (text.length + part.length + foot.length + 4 > limit) break
    text.add('\n\n').add(part)
  }
  addFoot(text, foot)
  return { ...text.finish(), photos, preview: photos.length === 0 && link !== undefined, silent: false }
}

/** Only Kazakh has three scripts; töte has no capitals, and what the record knows as a name gets its own back. */
function spellerOf({ entities }: ArticleRecord, script: ChannelScript): (text: string) => string {
  const names = new Set(entities.flatMap(({ name }) => name.toLowerCase().split(/\s+/u)))
  return (text) =>
    detectScript(text) === script
      ? text
      : convert(text, { to: writings[script], capitals: true, isName: (word) => names.has(word.toLowerCase()) }).text
}

/** The same post after a correction: its own text, and under it what was changed, in the words of who changed it. */
export function correctedPost(post: Post, change: string, language: string): Post {
  const note = `${labelsOf(language).corrected}: ${change.trim()}`
  const limit = longestText(post)
  const text = new PostText()
  const room = limit - post.text.length - 2
  // A post with no room left has its text kept, and the note cut: what was changed stands in the text already.
  if (room < labelsOf(language).corrected.length) return post
  const made = text.add(post.text).add('\n\n').add(cut(note, room), 'italic').finish()
  return { ...post, text: made.text, entities: [...post.entities, ...made.entities] }
}

const headlineOf = ({ title, blocks }: ArticleRecord): string =>
  (title ?? blocks.find(({ kind }) => kind === 'lead' || kind === 'paragraph')?.text ?? '').trim()

/** The sentences of the lead, or of the first paragraph. */
function leadOf(record: ArticleRecord): readonly string[] {
  const headline = headlineOf(record)
  const body = record.blocks.filter(({ repeats, text }) => repeats === undefined && text.trim() !== headline)
  const lead = body.find(({ kind }) => kind === 'lead') ?? body.find(({ kind }) => kind === 'paragraph')
  return lead === undefined ? [] : sentences(lead.text).map(({ start, end }) => lead.text.slice(start, end).trim())
}

/** Direct statements whose speaker is known: the quotation in guillemets, and the name. */
function quotationsOf(record: ArticleRecord, spell: (text: string) => string): readonly string[] {
  const names = new Map(record.entities.map(({ id, name }) => [id, name]))
  const inLead = new Set(leadOf(record).slice(0, 2))
  const quoted = record.statements.filter(
    ({ kind, content, speaker }: Statement) =>
      kind === 'direct' &&
      content !== undefined &&
      speaker !== undefined &&
      ![...inLead].some((sentence) => sentence.includes(content.text)),
  )
  return quoted.slice(0, mostQuotations).flatMap(({ content, speaker }) => {
    const name = names.get(speaker ?? '')
    if (content === undefined || name === undefined) return []
    const words = content.text.trim().replace(/^[«“"„]|[»”",.]+$/gu, '')
    return [`«${spell(words)}»\n— ${spell(name)}`]
  })
}

const picturesOf = ({ blocks }: ArticleRecord): readonly string[] => [
  ...new Set(
    blocks.flatMap(({ image }) => (image !== undefined && /^https?:\/\//u.test(image.url) ? [image.url] : [])),
  ),
]

interface Foot {
  readonly source: string
  readonly link?: string
  readonly photo: string
  readonly length: number
}

/** Who says that who said so, with the link, and whose picture it is. */
function footOf(
  { attribution, source, photoCredits, url }: ArticleRecord,
  label: (typeof labels)['kk' | 'ru' | 'en'],
  spell: (text: string) => string,
  link: string | undefined,
): Foot {
  const chain = attribution.chain.map(({ name }) => name)
  const names = chain.length === 0 ? [source.name] : [...new Set(chain)]
  const sourceLine = `${spell(label.source)}: ${names.map(spell).join(' ← ')}`
  const credits = [...new Set(photoCredits.map(({ name }) => name))]
  const photo = credits.length === 0 ? '' : `${spell(label.photo)}: ${credits.map(spell).join(', ')}`
  const length = sourceLine.length + photo.length + 3
  const to = link ?? url
  return { source: sourceLine, photo, length, ...(to === undefined ? {} : { link: to }) }
}

function addFoot(text: PostText, { source, link, photo }: Foot): void {
  text.add('\n\n').add(source, link === undefined ? undefined : { url: link })
  if (photo !== '') text.add('\n').add(photo)
}

/** Cut before the limit, never within a pair of surrogates or a letter and its marks. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter('kk', { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length + 1 > limit) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
