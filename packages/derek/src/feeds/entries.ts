import { isWebAddress, tagOf } from '../exports/article.js'
import type { Interface } from '../site/language.js'
import type { Named } from '../store/claims.js'
import type { ListedArticle, ListedEvent, ListedStatement } from '../store/listing.js'
import { titleOf } from '../store/title.js'
import { type Category, type Entry, generator } from './feed.js'

/** What entries are made with: the language that they are in, where the site is, and who gives their ids. */
export interface EntryOptions {
  readonly site: Interface
  readonly base: string
  /** A tag: URI but for its last part. */
  readonly idOf: (what: string) => string
}

const longestTitle = 120

const cutTo = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text

/** An entry must be called something. */
const called = (title: string, id: string): string => (title.trim() === '' ? id : title)

export function articleEntry({ record, readAt, updatedAt }: ListedArticle, { site, base, idOf }: EntryOptions): Entry {
  const lead =
    record.blocks.find(({ kind }) => kind === 'lead') ?? record.blocks.find(({ kind }) => kind === 'paragraph')
  return {
    id: idOf(`articles/${encodeURIComponent(record.id)}`),
    title: called(titleOf(record), record.id),
    text: lead?.text ?? titleOf(record),
    language: tagOf(record),
    url: base + site.to(`/articles/${encodeURIComponent(record.id)}`),
    ...originalOf(record.url),
    published: timeOf(record.publishedAt) ?? readAt,
    updated: updatedAt,
    author: called(record.source.name, generator),
    categories: categoriesOf(record.tags.map((tag) => ({ term: tag, label: tag }))),
  }
}

export function statementEntry(statement: ListedStatement, { site, base, idOf }: EntryOptions): Entry {
  const { article, id, act, kind, polarity, speaker, addressee, text, title, source, url } = statement
  const { acts, article: words } = site.messages
  const who = speaker?.name ?? words.nobody
  const doing = `${acts[act]}${polarity === 'negative' ? ` ${words.negated}` : ''}`
  const to = addressee === undefined ? '' : ` ${words.to} ${addressee.name}`
  return {
    id: idOf(`articles/${encodeURIComponent(article)}/${encodeURIComponent(id)}`),
    title: cutTo(`${who}: ${kind === 'direct' ? `«${text}»` : text}`, longestTitle),
    text: `${who}: ${doing}${to}\n${kind === 'direct' ? `«${text}»` : text}\n${source}: ${title}`,
    language: tagOf(statement),
    url: base + site.to(`/articles/${encodeURIComponent(article)}?show=${encodeURIComponent(id)}`),
    ...originalOf(url),
    published: statement.publishedAt ?? statement.readAt,
    updated: statement.updatedAt,
    author: called(speaker?.name ?? source, generator),
    categories: categoriesOf([{ term: act, label: acts[act] }, ...things([speaker, addressee])]),
  }
}

export function eventEntry(event: ListedEvent, { site, base, idOf }: EntryOptions): Entry {
  const { article, id, type, actors, recipients, place, document, time, text, title, source, url } = event
  const { eventTypes } = site.messages
  const names = (of: readonly Named[]): string => of.map(({ name }) => name).join(', ')
  const sides = [names(actors), names(recipients)].filter((side) => side !== '').join(' → ')
  const facts = [sides, time, place?.name, document?.name].filter((fact) => fact !== undefined && fact !== '')
  return {
    id: idOf(`articles/${encodeURIComponent(article)}/${encodeURIComponent(id)}`),
    title: cutTo(sides === '' ? `${eventTypes[type]}: ${text}` : `${eventTypes[type]}: ${sides}`, longestTitle),
    text: `${[eventTypes[type], ...facts].join(' · ')}\n${text}\n${source}: ${title}`,
    language: tagOf(event),
    url: base + site.to(`/articles/${encodeURIComponent(article)}?show=${encodeURIComponent(id)}`),
    ...originalOf(url),
    published: event.publishedAt ?? event.readAt,
    updated: event.updatedAt,
    author: called(source, generator),
    categories: categoriesOf([
      { term: type, label: eventTypes[type] },
      ...things([...actors, ...recipients, place, document]),
    ]),
  }
}

const things = (given: readonly (Named | undefined)[]): readonly Category[] =>
  given.flatMap((thing) => (thing === undefined ? [] : [{ term: thing.key, label: thing.name }]))

const categoriesOf = (given: readonly Category[]): readonly Category[] => [
  ...new Map(given.filter(({ label }) => label.trim() !== '').map((category) => [category.term, category])).values(),
]

const originalOf = (url: string | undefined): { readonly original?: string } =>
  isWebAddress(url) ? { original: url } : {}

const timeOf = (time: string | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString()
