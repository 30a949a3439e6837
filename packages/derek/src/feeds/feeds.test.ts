import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wild, wildRecord } from '../../test/exported.js'
import { atomFaults, jsonFeedFaults, rssFaults } from '../../test/feed-validators.js'
import { childrenOf, isXml, parseXml, textOf, type XmlElement } from '../../test/xml.js'
import { interfaces } from '../site/language.js'
import type { ListedEvent, ListedStatement } from '../store/listing.js'
import { atom } from './atom.js'
import { articleEntry, type EntryOptions, eventEntry, statementEntry } from './entries.js'
import type { Entry, Feed } from './feed.js'
import { jsonFeed } from './json-feed.js'
import { rss } from './rss.js'

const [site] = interfaces
if (site === undefined) throw new Error('no interface')
const options: EntryOptions = {
  site,
  base: 'https://derek.example',
  idOf: (path) => `tag:derek.example,2026:${path}`,
}

const feedWith = (entries: readonly Entry[], more: Partial<Feed> = {}): Feed => ({
  id: 'tag:derek.example,2026:feeds/statements?speaker=person%3Aa',
  title: 'Дерек',
  description: 'Кім не айтты',
  language: 'kk',
  page: 'https://derek.example/statements',
  self: 'https://derek.example/feeds/statements.atom?cursor=9',
  first: 'https://derek.example/feeds/statements.atom',
  next: 'https://derek.example/feeds/statements.atom?cursor=5',
  hub: 'https://hub.example/',
  updated: '2026-03-02T00:00:00.000Z',
  entries,
  ...more,
})

const changes = { readAt: '2026-03-02T00:00:00.000Z', updatedAt: '2026-03-02T00:00:00.000Z' }
const told = { ...changes, article: 'march', id: 's1', title: 'march', source: 'Тобыл', language: 'kk', script: 'Cyrl' }
const statement: ListedStatement = {
  ...told,
  text: 'Көпір ашылды',
  act: 'state',
  kind: 'direct',
  polarity: 'positive',
  speaker: { key: 'person:айгүл сапарова', name: 'Айгүл Сапарова' },
}

/** Entries of each kind whose texts and names are anything. */
const wildEntries: fc.Arbitrary<readonly Entry[]> = fc
  .tuple(wildRecord, wild, wild, wild)
  .map(([record, text, name, title]) => {
    const url = record.url === undefined ? {} : { url: record.url }
    const said: ListedStatement = {
      ...statement,
      ...url,
      text,
      title,
      source: name,
      speaker: { key: `person:${name}`, name },
    }
    const done: ListedEvent = {
      ...told,
      ...url,
      id: 'v1',
      text,
      title,
      type: 'meet',
      actors: [{ key: name, name }],
      recipients: [],
    }
    const things = new Map<string, string>()
    return [
      articleEntry({ record, things, ...changes }, options),
      statementEntry(said, options),
      eventEntry(done, options),
    ]
  })

/** What XML can say of a text. */
const asXmlHasIt = (text: string): string => [...text].map((sign) => (isXml(sign) ? sign : '\ufffd')).join('')

const find = (root: XmlElement, ...path: readonly string[]): readonly XmlElement[] =>
  path.reduce<readonly XmlElement[]>((found, name) => found.flatMap((element) => childrenOf(element, name)), [root])

describe('feeds', () => {
  it('are valid by their specifications, whatever the articles have', () => {
    fc.assert(
      fc.property(wildEntries, wild, (entries, title) => {
        const feed = feedWith(entries, { title: `Дерек ${title}` })
        expect(rssFaults(rss.write(feed))).toEqual([])
        expect(atomFaults(atom.write(feed))).toEqual([])
        expect(jsonFeedFaults(jsonFeed.write(feed))).toEqual([])
      }),
    )
  })

  it('say the texts as they are, where XML can', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const entry = { ...statementEntry(statement, options), text }
        const root = parseXml(atom.write(feedWith([entry])))
        const [content] = find(root, 'entry', 'content')
        expect(content === undefined ? undefined : textOf(content)).toBe(asXmlHasIt(text))
      }),
    )
  })

  it('have no markup of an article in HTML of RSS', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const feed = feedWith([{ ...statementEntry(statement, options), text, title: `T ${text}` }])
        const root = parseXml(rss.write(feed))
        for (const element of [
          ...find(root, 'channel', 'item', 'description'),
          ...find(root, 'channel', 'item', 'title'),
        ]) {
          expect(textOf(element).replaceAll('<br>', '')).not.toMatch(/<[a-z!/?]/iu)
        }
      }),
    )
  })

  it('are valid without entries', () => {
    const { updated: _, next: __, hub: ___, ...empty } = feedWith([])
    expect(rssFaults(rss.write(empty))).toEqual([])
    expect(atomFaults(atom.write(empty))).toEqual([])
    expect(jsonFeedFaults(jsonFeed.write(empty))).toEqual([])
  })

  it('tell who said what, and in which article', () => {
    expect(statementEntry(statement, options)).toMatchObject({
      id: 'tag:derek.example,2026:articles/march/s1',
      title: 'Айгүл Сапарова: «Көпір ашылды»',
      url: 'https://derek.example/articles/march?show=s1',
      author: 'Айгүл Сапарова',
    })
  })
})

describe('the validators', () => {
  it.each([
    [
      'an id twice',
      atomFaults(atom.write(feedWith([statementEntry(statement, options), statementEntry(statement, options)]))),
    ],
    ['an address that is not absolute', rssFaults(rss.write(feedWith([], { self: '/feeds' })))],
    ['an id that is no tag URI', atomFaults(atom.write(feedWith([], { id: 'feeds' })))],
    ['a date that is none', rssFaults(rss.write(feedWith([])).replace('02 Mar 2026', '2 Mar 26'))],
    ['a version that is not known', jsonFeedFaults(jsonFeed.write(feedWith([])).replace('1.1', '2'))],
  ])('find %s', (_, faults) => {
    expect(faults.length).toBeGreaterThan(0)
  })
  it.each([
    '<a>',
    '<a b="<"/>',
    '<a>&nbsp;</a>',
    '<a>]]></a>',
    '<a:b/>',
    '<a></b>',
    '<a>\u0001</a>',
    '<a/><b/>',
    '<a>&#0;</a>',
  ])('take %j for no XML', (text) => {
    expect(() => parseXml(`<?xml version="1.0" encoding="utf-8"?>${text}`)).toThrow()
  })
})
