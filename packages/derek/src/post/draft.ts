import { convert, detectScript, sentences } from 'kazakh'
import { z } from 'zod'
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
  /** What was corrected of it, in the words of the channel: it stands at the end. */
  readonly corrections?: readonly string[]
}

/** How a post is made of its article, so that it can be made again of what is corrected. */
export const draftingSchema = z
  .object({
    template: z.enum(templates),
    photo: z.boolean(),
    link: z.url().optional(),
    /** What its readers were told of corrections, the first first. */
    corrections: z.array(z.string()).readonly(),
  })
  .readonly()
export type Drafting = z.infer<typeof draftingSchema>

const writings = { Cyrl: 'cyrillic', Latn: 'latin-2021', Arab: 'tote' } as const

const labels = {
  kk: {
    source: 'Дереккөз',
    photo: 'Сурет',
    corrected: 'Түзетілді',
    before: 'бұрын',
    parts: { headline: 'тақырып', lead: 'мәтін', quotations: 'дәйексөз', speaker: 'айтқан адам' },
  },
  ru: {
    source: 'Источник',
    photo: 'Фото',
    corrected: 'Исправлено',
    before: 'было',
    parts: { headline: 'заголовок', lead: 'текст', quotations: 'цитата', speaker: 'кто сказал' },
  },
  en: {
    source: 'Source',
    photo: 'Photo',
    corrected: 'Corrected',
    before: 'was',
    parts: { headline: 'headline', lead: 'text', quotations: 'quotation', speaker: 'who said it' },
  },
} as const
type Labels = (typeof labels)[keyof typeof labels]

const labelsOf = (language: string): Labels =>
  language === 'ru' ? labels.ru : language === 'en' ? labels.en : labels.kk

/** Most quotations of a post. */
const mostQuotations = 3
/** Code units of a post that are kept for what was corrected: of a caption, three quarters are left. */
const longestNote = 250

/**
 * A post made from a record by template. Every word of it is the article's own, a name of the record, or a label: a
 * sentence that the record does not bear cannot come in. Parts that do not fit are left out whole, the last first;
 * only a headline that is too long by itself is cut.
 *
 * @example
 * draftPost(record, { script: 'Latn', template: 'short', link: record.url, photo: false }).text
 */
export function draftPost(record: ArticleRecord, options: DraftOptions): Post {
  const { photo, link, corrections = [] } = options
  const { spell, label, headline, body, foot } = partsOf(record, options)
  const photos = photo ? picturesOf(record).slice(0, 1) : []
  const limit = longestText({ photos })
  const note = corrections.length === 0 ? '' : cut(`${spell(label.corrected)}: ${corrections.join('; ')}`, longestNote)
  const end = foot.length + (note === '' ? 0 : note.length + 2)
  const text = new PostText().add(cut(headline, limit - end - 2), 'bold')
  for (const part of body) {
    if (text.length + part.length + end + 4 > limit) break
    text.add('\n\n').add(part)
  }
  addFoot(text, foot)
  if (note !== '') text.add('\n\n').add(note, 'italic')
  return { ...text.finish(), photos, preview: photos.length === 0 && link !== undefined, silent: false }
}

/** What a post is put together from, in the script of its channel. */
function partsOf(record: ArticleRecord, { script, template, link }: DraftOptions) {
  const spell = record.language === 'kk' ? spellerOf(record, script) : (text: string) => text
  const label = labelsOf(record.language)
  const lead = leadOf(record)
    .slice(0, template === 'short' ? 1 : 2)
    .map(spell)
    .join(' ')
  const quotations = template === 'short' ? [] : quotationsOf(record, spell)
  return {
    spell,
    label,
    headline: spell(headlineOf(record)),
    lead,
    quotations,
    body: [lead, ...quotations.map(({ words, name }) => `«${words}»\n— ${name}`)].filter((part) => part !== ''),
    foot: footOf(record, label, spell, link),
  }
}

/** Only Kazakh has three scripts; töte has no capitals, and what the record knows as a name gets its own back. */
function spellerOf({ entities }: ArticleRecord, script: ChannelScript): (text: string) => string {
  const names = new Set(entities.flatMap(({ name }) => name.toLowerCase().split(/\s+/u)))
  return (text) =>
    detectScript(text) === script
      ? text
      : convert(text, { to: writings[script], capitals: true, isName: (word) => names.has(word.toLowerCase()) }).text
}

/**
 * What a reader of a post has to know of a correction of its article, part by part, in the script of the channel; nothing
 * where no part that the post shows has changed. A name that was wrong is said with the one that is right.
 */
export function correctionOf(before: ArticleRecord, after: ArticleRecord, options: DraftOptions): string | undefined {
  const { corrections: _, ...plain } = options
  if (isSamePost(draftPost(before, plain), draftPost(after, plain))) return undefined
  const [was, is] = [partsOf(before, options), partsOf(after, options)]
  const { label, spell } = is
  const { parts } = label
  const renamed = (what: string, old: string, now: string): readonly string[] =>
    old === now ? [] : [`${spell(what)} ${now === '' ? '–' : now} (${spell(label.before)}: ${old === '' ? '–' : old})`]
  const spoken = (words: string, { quotations }: typeof is) => quotations.find((quotation) => quotation.words === words)
  const others = [...was.quotations, ...is.quotations].some(
    ({ words }) => spoken(words, was) === undefined || spoken(words, is) === undefined,
  )
  const changes = [
    ...(was.headline === is.headline ? [] : [spell(parts.headline)]),
    ...(was.lead === is.lead ? [] : [spell(parts.lead)]),
    ...is.quotations.flatMap(({ words, name }) => {
      const old = spoken(words, was)
      return old === undefined ? [] : renamed(parts.speaker, old.name, name)
    }),
    ...(others ? [spell(parts.quotations)] : []),
    ...renamed(label.source.toLowerCase(), was.foot.names, is.foot.names),
    ...renamed(label.photo.toLowerCase(), was.foot.credits, is.foot.credits),
  ]
  // What is left is the picture itself, or an address.
  return changes.length === 0 ? undefined : changes.join('; ')
}

const isSamePost = (one: Post, other: Post): boolean =>
  one.text === other.text && one.photos.join('\n') === other.photos.join('\n')

const headlineOf = ({ title, blocks }: ArticleRecord): string =>
  (title ?? blocks.find(({ kind }) => kind === 'lead' || kind === 'paragraph')?.text ?? '').trim()

/** The sentences of the lead, or of the first paragraph. */
function leadOf(record: ArticleRecord): readonly string[] {
  const headline = headlineOf(record)
  const body = record.blocks.filter(({ repeats, text }) => repeats === undefined && text.trim() !== headline)
  const lead = body.find(({ kind }) => kind === 'lead') ?? body.find(({ kind }) => kind === 'paragraph')
  return lead === undefined ? [] : sentences(lead.text).map(({ start, end }) => lead.text.slice(start, end).trim())
}

interface Quotation {
  readonly words: string
  readonly name: string
}

/** Direct statements whose speaker is known: what was said, and the name. */
function quotationsOf(record: ArticleRecord, spell: (text: string) => string): readonly Quotation[] {
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
    return [{ words: spell(words), name: spell(name) }]
  })
}

const picturesOf = ({ blocks }: ArticleRecord): readonly string[] => [
  ...new Set(
    blocks.flatMap(({ image }) => (image !== undefined && /^https?:\/\//u.test(image.url) ? [image.url] : [])),
  ),
]

interface Foot {
  readonly source: string
  /** Who says that who said so, and whose picture it is, without labels. */
  readonly names: string
  readonly credits: string
  readonly link?: string
  readonly photo: string
  readonly length: number
}

/** Who says that who said so, with the link, and whose picture it is. */
function footOf(
  { attribution, source, photoCredits, url }: ArticleRecord,
  label: Labels,
  spell: (text: string) => string,
  link: string | undefined,
): Foot {
  const chain = attribution.chain.map(({ name }) => name)
  const names = chain.length === 0 ? [source.name] : [...new Set(chain)]
  const chainLine = names.map(spell).join(' ← ')
  const sourceLine = `${spell(label.source)}: ${chainLine}`
  const credits = [...new Set(photoCredits.map(({ name }) => name))].map(spell).join(', ')
  const photo = credits === '' ? '' : `${spell(label.photo)}: ${credits}`
  const length = sourceLine.length + photo.length + 3
  const to = link ?? url
  return { source: sourceLine, names: chainLine, credits, photo, length, ...(to === undefined ? {} : { link: to }) }
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
