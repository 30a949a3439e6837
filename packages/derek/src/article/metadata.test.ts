import { describe, expect, it } from 'vitest'
import { type Metadata, metadataOf } from './metadata.js'
import { publishedAt, shownDate } from './published.js'
import { parseTree } from './tree.js'

const of = (html: string, address = 'https://gazet.example/1'): Metadata => metadataOf(parseTree(html), address)
const data = (json: unknown): string => `<script type="application/ld+json">${JSON.stringify(json)}</script>`

describe('what a page states', () => {
  it('is read from JSON-LD first, also in a graph, with its entities decoded', () => {
    const article = {
      '@type': ['NewsArticle'],
      headline: '&laquo;Алатау&raquo; ашылды',
      datePublished: '2026-03-04T09:05+0500',
      author: [{ name: 'Асан Үсен' }],
      keywords: 'тау, қала',
    }
    expect(
      of(`${data({ '@graph': [{ '@type': 'WebSite' }, article] })}<meta property="og:title" content="Басқа">`),
    ).toMatchObject({
      title: '«Алатау» ашылды',
      publishedAt: '2026-03-04T09:05:00+05:00',
      authors: ['Асан Үсен'],
      tags: ['тау', 'қала'],
    })
  })

  it('is read from JSON-LD that is not quite JSON', () => {
    expect(
      of('<script type="application/ld+json"><!--\n{"@type":"Article","headline":"Бір\nекі"};\n--></script>').title,
    ).toBe('Бір екі')
  })

  it('is read from Open Graph, microdata and time elements where there is no JSON-LD', () => {
    expect(
      of(
        '<meta property="article:published_time" content="2026-03-04T09:05:00Z"><meta property="article:tag" content="тау"><meta name="author" content="Асан Үсен, Айгүл Нұр">',
      ),
    ).toMatchObject({
      publishedAt: '2026-03-04T09:05:00Z',
      authors: ['Асан Үсен', 'Айгүл Нұр'],
      tags: ['тау'],
    })
    expect(of('<span itemprop="datePublished" content="2026-03-04">бүгін</span>').publishedAt).toBe(
      '2026-03-04T00:00:00+05:00',
    )
    expect(of('<time datetime="2026-03-04 14:05">бүгін</time>').publishedAt).toBe('2026-03-04T14:05:00+05:00')
  })

  it('names the canonical address, and the same article in other languages and scripts', () => {
    const links = ['ru', 'en', 'kk-Arab', 'qz', 'x-default'].map(
      (tag) => `<link rel="alternate" hreflang="${tag}" href="/${tag}/1">`,
    )
    const page = of(`<link rel="canonical" href="/kz/1">${links.join('')}`)
    expect(page.url).toBe('https://gazet.example/kz/1')
    expect(page.alternates.map(({ language }) => language)).toEqual(['ru', 'en', 'kk-Arab', 'kk-Latn'])
  })

  it('takes kz for Kazakh, as sites write it', () => {
    expect(of('<html lang="kz">').language).toBe('kk')
    expect(of('<html lang="kk-KZ">').language).toBe('kk')
    expect(of('<html lang="kk-latn">').language).toBe('kk-Latn')
  })

  it('takes nothing that is not what it should be', () => {
    const page = of(
      '<link rel="canonical" href="javascript:alert(1)"><meta name="author" content="https://facebook.com/x"><meta name="date" content="кеше">',
    )
    expect(page.url).toBeUndefined()
    expect(page.authors).toEqual([])
    expect(page.publishedAt).toBeUndefined()
  })
})

describe('a date as a page shows it', () => {
  it.each([
    ['2026 жылғы 4 наурыз, 14:05', '2026-03-04T14:05:00+05:00'],
    ['2014 ж. 17 маусым', '2014-06-17T00:00:00+06:00'],
    ['14:05, 09 Қаңтар 2026', '2026-01-09T14:05:00+05:00'],
    ['13.03.2020, 14:05', '2020-03-13T14:05:00+06:00'],
    ['Жарияланды: 5/2/2011', '2011-02-05T00:00:00+06:00'],
    ['4 марта 2026 г. 9:05', '2026-03-04T09:05:00+05:00'],
    ['March 4, 2026', '2026-03-04T00:00:00+05:00'],
    ['14 Naýryz 2019', '2019-03-14T00:00:00+06:00'],
    ['12 qyrküiek 2024', '2024-09-12T00:00:00+05:00'],
    ['03 اقپان 2026', '2026-02-03T00:00:00+05:00'],
    ['Wed, 04 Mar 2026 14:05:00 +0300', '2026-03-04T14:05:00+03:00'],
  ])('%s', (text, date) => {
    expect(shownDate(text)).toBe(date)
  })

  it('is none where a number is no day, and in words that are no date', () => {
    expect(shownDate('31.02.2026')).toBeUndefined()
    expect(shownDate('2026 жылы 12 мектеп салынды')).toBeUndefined()
    expect(shownDate('')).toBeUndefined()
  })

  it('has the zone of Kazakhstan on its day where none is stated', () => {
    expect(publishedAt('2024-02-29T10:00')).toBe('2024-02-29T10:00:00+06:00')
    expect(publishedAt('2024-03-01T10:00')).toBe('2024-03-01T10:00:00+05:00')
  })
})
