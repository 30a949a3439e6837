import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readListing } from './feeds.js'

const url = 'https://example.kz/rss'

describe('a feed', () => {
  it('is RSS, with the permanent address where there is no link', () => {
    const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Арна</title><link>https://example.kz</link>
      <item><title><![CDATA[Мектеп <b>ашылды</b>]]></title><link>https://example.kz/1?utm_source=rss</link><pubDate>Wed, 04 Mar 2026 05:00:00 +0500</pubDate></item>
      <item><title>Кітап &amp; газет</title><guid>https://example.kz/2</guid></item>
      <item><guid isPermaLink="false">77</guid><title>Мекенжайсыз</title></item></channel></rss>`
    const { kind, items, notes } = readListing(rss, url)
    expect(kind).toBe('rss')
    expect(items).toEqual([
      { url: 'https://example.kz/1', title: 'Мектеп ашылды', publishedAt: '2026-03-04T05:00:00+05:00' },
      { url: 'https://example.kz/2', title: 'Кітап & газет' },
    ])
    expect(notes).toEqual(['1 of its items have no address of a page'])
  })

  it('is Atom', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/atom"/><entry><title>Көпір салынды</title>
      <link rel="edit" href="/edit"/><link rel="alternate" href="/3"/><updated>2026-03-05T00:00:00Z</updated><published>2026-03-04T05:00:00Z</published>
      <source><title>Басқа</title></source></entry></feed>`
    expect(readListing(atom, url)).toMatchObject({
      kind: 'atom',
      items: [{ url: 'https://example.kz/3', title: 'Көпір салынды', publishedAt: '2026-03-04T05:00:00Z' }],
    })
  })

  it('is JSON Feed', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: 1, url: '/4', title: 'Жаңалық', date_published: '2026-03-04T05:00:00Z' }, 5, { id: 'x' }],
    }
    const { items, notes } = readListing(JSON.stringify(feed), url)
    expect(items).toEqual([{ url: 'https://example.kz/4', title: 'Жаңалық', publishedAt: '2026-03-04T05:00:00Z' }])
    expect(notes).toHaveLength(1)
    expect(() => readListing('{"a":1}', url)).toThrow('no JSON Feed')
  })

  it('keeps an item whose date is none, without it', () => {
    const dates = ['кеше', '2026-02-31', '9999-01-01', '']
    const rss = `<rss>${dates.map((date, i) => `<item><link>/${i}</link><pubDate>${date}</pubDate></item>`).join('')}</rss>`
    const { items, notes } = readListing(rss, url)
    expect(items.map((item) => item.publishedAt)).toEqual([undefined, undefined, undefined, undefined])
    expect(notes).toEqual(['3 of its dates are none'])
  })

  it('never expands what a document defines', () => {
    const lol = Array.from({ length: 30 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ха">${lol}<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><link>/1</link><title>&l30;&x;</title></item></rss>`
    const { items } = readListing(bomb, url)
    expect(items).toHaveLength(1)
    expect(JSON.stringify(items)).not.toMatch(/ха|root:/u)
  })

  it('is cut off at 50,000 items, and says so', () => {
    const rss = `<rss>${Array.from({ length: 100_000 }, (_, i) => `<item><link>/${i}</link></item>`).join('')}</rss>`
    const { items, notes } = readListing(rss, url)
    expect(items).toHaveLength(50_000)
    expect(notes).toEqual(['it has more than 50000 items: 50000 were left out'])
  })

  it('is refused where it is nested to do harm', () => {
    expect(() => readListing(`<rss>${'<a>'.repeat(100_000)}`, url)).toThrow('nested')
  })

  it('is read or refused by name, whatever it has in it', () => {
    const piece = fc.constantFrom(
      '<rss>',
      '<item>',
      '</item>',
      '<link>',
      '</link>',
      '<![CDATA[',
      ']]>',
      '&#x;',
      '&#1114112;',
      '<!DOCTYPE',
      '"',
      'a',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        readListing(`<rss>${pieces.join('')}`, url)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a sitemap', () => {
  it('has the titles and dates of news', () => {
    const map = `<urlset xmlns:news="x"><url><loc>https://example.kz/5</loc><news:news><news:publication><news:name>Арна</news:name></news:publication>
      <news:publication_date>2026-03-04</news:publication_date><news:title>Сайлау өтті</news:title></news:news></url></urlset>`
    expect(readListing(map, url)).toMatchObject({
      kind: 'sitemap',
      items: [{ url: 'https://example.kz/5', title: 'Сайлау өтті', publishedAt: '2026-03-04T00:00:00+05:00' }],
    })
  })

  it('may name others', () => {
    const index =
      '<sitemapindex><sitemap><loc>https://example.kz/a.xml</loc><lastmod>2026-03-04</lastmod></sitemap></sitemapindex>'
    expect(readListing(index, url).sitemaps).toEqual([
      { url: 'https://example.kz/a.xml', modified: '2026-03-04T00:00:00+05:00' },
    ])
  })
})

describe('a page that lists articles', () => {
  it('names those of its own site by their headlines, once each, with their dates', () => {
    const page = `<body><nav><a href="/all">Барлық жаңалық осы жерде тұр</a></nav><main>
      <article><time datetime="2026-03-04T05:00:00Z">4 наурыз</time><a href="/6"><img></a><a href="/6">Ауылда жаңа мектеп ашылды</a><a href="/6#c">Пікірлер</a></article>
      <div><a href="https://other.kz/7">Басқа сайттың бір үлкен мақаласы</a><a href="/8">Қалада үлкен көпір салынып жатыр</a></div></main></body>`
    expect(readListing(page, 'https://example.kz/news').items).toEqual([
      { url: 'https://example.kz/6', title: 'Ауылда жаңа мектеп ашылды', publishedAt: '2026-03-04T05:00:00Z' },
      { url: 'https://example.kz/8', title: 'Қалада үлкен көпір салынып жатыр' },
    ])
  })
})
