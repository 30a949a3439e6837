import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restore } from './restore.js'
import type { Article, Block } from './schema.js'

const url = 'https://gazet.example/qogam/1'
const read = (content: string): Article => restore({ content, format: 'html', url })
const shown = ({ blocks }: Article): readonly string[] => blocks.map(({ kind, text }) => `${kind}: ${text}`)
const starting = ({ blocks }: Article, text: string): Block | undefined =>
  blocks.find((block) => block.text.startsWith(text))

const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="kk"><head>${head}</head><body>${body}</body></html>`
const title = '<h1>Ауылда жаңа мектеп ашылды</h1>'
const first = 'Қызылжар ауылында екі жүз орындық жаңа мектеп пайдалануға берілді.'
const second = 'Мектепте спорт залы, кітапхана және асхана бар, деді директор Мұрат Сейіт.'
const third = 'Бұған дейін балалар көрші ауылға барып оқып жүрген еді.'
const text = `<p>${first}</p><p>${second}</p><p>${third}</p>`
const whole = ['heading: Ауылда жаңа мектеп ашылды', `lead: ${first}`, `paragraph: ${second}`, `paragraph: ${third}`]

describe('the body of an article', () => {
  it('is found among menus, asides and footers, which are not of the article', () => {
    const menu = '<ul><li><a href="/a">Саясат</a></li><li><a href="/b">Қоғам</a></li></ul>'
    const article = read(
      page(`<header>${menu}</header><div>${title}${text}</div><aside>${menu}</aside><footer>Мекенжай</footer>`),
    )
    expect(shown(article)).toEqual(whole)
  })

  it('keeps apart its author by a link and the tags in its own footer', () => {
    const info = '<div><div>2026 жылғы 2 наурыз, 10:00</div><a rel="author" href="/a">Асан Үсен</a></div>'
    const footer = '<footer><span class="tags"><a href="/t" rel="tag">мектеп</a></span></footer>'
    const { blocks } = read(page(`<article>${title}${info}<div class="text">${text}</div>${footer}</article>`))
    expect(blocks).toContainEqual(expect.objectContaining({ text: 'Асан Үсен', kind: 'other', part: 'byline' }))
    expect(blocks).toContainEqual(expect.objectContaining({ text: 'мектеп', kind: 'other', part: 'tags' }))
  })

  it('is read where it stands directly in a div, parted by line breaks', () => {
    expect(shown(read(page(`<div>${title}<div>${first}<br><br>${second}<br/>&nbsp;<br>${third}</div></div>`)))).toEqual(
      whole,
    )
  })

  it('is read where each paragraph is a div of its own', () => {
    expect(
      shown(read(page(`${title}<div>${[first, second, third].map((p) => `<div>${p}</div>`).join('')}</div>`))),
    ).toEqual(whole)
  })

  it('is read where one line break parts sentences of a div', () => {
    expect(shown(read(page(`${title}<div>${first}<br>${second}<br>${third}</div>`)))).toEqual(whole)
  })

  it('is read in a layout of nested tables, without the cells of menus', () => {
    const menu = '<td><a href="/a">Басты бет</a><br><a href="/b">Мұрағат</a></td>'
    const article = read(
      page(`<table><tr>${menu}</tr><tr><td><table><tr>${menu}<td>${title}${text}</td></tr></table></td></tr></table>`),
    )
    expect(shown(article)).toEqual(whole)
  })

  it('is read though the names of its own elements say that it is something else', () => {
    expect(
      shown(read(page(`<div class="related sidebar">${title}<div class="modal share">${text}</div></div>`))),
    ).toEqual(whole)
  })

  it('is read within a form that holds the whole page, as old servers make it', () => {
    expect(shown(read(page(`<form action="/p.aspx">${title}<div>${text}</div></form>`)))).toEqual(whole)
  })

  it('is read where a link that is never closed makes a link of everything', () => {
    expect(shown(read(page(`${title}<a name="top"><div>${text}</div>`)))).toEqual(whole)
  })

  it('comes from JSON-LD where the page shows nothing', () => {
    const data = {
      '@type': 'NewsArticle',
      headline: 'Ауылда жаңа мектеп ашылды',
      articleBody: [first, second, third].join('\n\n'),
    }
    const article = read(
      page('<div id="app"></div>', `<script type="application/ld+json">${JSON.stringify(data)}</script>`),
    )
    expect(shown(article)).toEqual(whole)
  })

  it('has its headings, lists, tables and quotations as such', () => {
    const article = read(
      page(
        `<article>${title}<p>${first}</p><h2>Не бар?</h2><ul><li>спорт залы</li><li>асхана</li></ul><table><tr><th>Сынып</th><th>Бала</th></tr><tr><td>1</td><td>24</td></tr></table><blockquote><p>«Мектеп бәрімізге керек».</p></blockquote><p>${third}</p></article>`,
      ),
    )
    expect(shown(article).slice(2)).toEqual([
      'heading: Не бар?',
      'list: спорт залы',
      'list: асхана',
      'table: Сынып\tБала',
      'table: 1\t24',
      'quote: «Мектеп бәрімізге керек».',
      `paragraph: ${third}`,
    ])
  })

  it('has no text of scripts and styles, wherever they stand', () => {
    const script =
      '<script>document.write("<p>сценарий мәтіні, ұзын сөйлем болса да</p>")</script><style>.a{content:"стиль"}</style>'
    const article = read(page(`${script}<div>${title}${script}${text}<p>Соңғы сөз осы болды.${script}</p></div>`))
    expect(JSON.stringify(article.blocks)).not.toMatch(/сценарий|стиль|content/u)
  })

  it('has the title from what the page states where nothing shows it', () => {
    expect(shown(read(page(text, '<meta property="og:title" content="Ауылда жаңа мектеп ашылды">')))).toEqual(whole)
  })

  it('has as title the line that the page states as such, though it is no heading', () => {
    const article = read(
      page(`<div><b>Ауылда жаңа мектеп ашылды</b></div><div>${text}</div>`, '<title>Ауылда жаңа мектеп ашылды</title>'),
    )
    expect(shown(article)).toEqual(whole)
  })
})

describe('what stands around and among the body', () => {
  it('tells promotional lines from the news by their words', () => {
    const article = read(
      page(
        `<div>${title}${text}<p>Telegram арнамызға жазылыңыз!</p><p>Материалды көшіріп басу үшін сілтеме міндетті.</p></div>`,
      ),
    )
    expect(article.blocks.slice(-2).map(({ kind, part }) => [kind, part])).toEqual([
      ['promo', 'promo'],
      ['promo', 'rights'],
    ])
  })

  it('tells links to other articles, in a line and in a list, with the heading above them', () => {
    const links =
      '<h3>Басқа хабарлар</h3><ul><li><a href="/2">Ауылға жол салынды, жұрт қуанды</a></li><li><a href="/3">Көпір жөндеуден өтті</a></li></ul>'
    const article = read(
      page(
        `<div>${title}<p>${first}</p><p><a href="/9">Ауданда тағы үш мектеп салынады</a></p><p>${second}</p><p>${third}</p>${links}</div>`,
      ),
    )
    expect(starting(article, 'Ауданда тағы')?.part).toBe('related')
    expect(article.blocks.slice(-3).map(({ kind, part }) => [kind, part])).toEqual(Array(3).fill(['promo', 'related']))
  })

  it('keeps comments apart, and never as the article', () => {
    const comments = `<div class="comments"><h3>Пікірлер</h3>${`<p>${'Өте жақсы жаңалық екен, қуанып қалдық бәріміз. '.repeat(9)}</p>`.repeat(9)}</div>`
    const article = read(page(`<div>${title}${text}</div>${comments}`))
    expect(shown(article).slice(0, 4)).toEqual(whole)
    expect(article.blocks.slice(4).every(({ kind, part }) => kind === 'other' && part === 'comment')).toBe(true)
    expect(article.blocks).toHaveLength(14)
  })

  it('keeps a consent banner apart, named by its class or by its words alone', () => {
    const banner = 'Біз cookie файлдарын пайдаланамыз, сайтта қалсаңыз, келіскеніңіз.'
    for (const name of ['cookie-bar', 'box7']) {
      const article = read(page(`<div class="${name}"><p>${banner}</p></div><div>${title}${text}</div>`))
      expect(article.blocks[0]).toMatchObject({ kind: 'other', part: 'consent', text: banner })
      expect(shown(article).slice(1)).toEqual(whole)
    }
  })

  it('marks a pull-quote as the repeat of its paragraph', () => {
    const article = read(
      page(`<div>${title}${text}<p class="pull-quote">Мектепте спорт залы, кітапхана және асхана бар</p></div>`),
    )
    expect(article.blocks.at(-1)).toMatchObject({ kind: 'pull-quote', repeats: 'b3' })
  })
})

describe('pictures', () => {
  const figure = (inner: string): Article =>
    read(page(`<div>${title}<p>${first}</p>${inner}<p>${second}</p><p>${third}</p></div>`))

  it('are tied to their captions and credits, with address, width and description', () => {
    const article = figure(
      '<figure><img src="/p.jpg" width="800" alt="Мектеп"><figcaption>Жаңа ғимарат. Фото: Ерлан Омар</figcaption></figure>',
    )
    const image = { url: 'https://gazet.example/p.jpg', width: 800, alt: 'Мектеп' }
    expect(article.blocks.slice(2, 4)).toEqual([
      { id: 'b3', kind: 'caption', text: 'Жаңа ғимарат.', image },
      { id: 'b4', kind: 'photo-credit', text: 'Фото: Ерлан Омар', image },
    ])
  })

  it('belong to no paragraph beside them', () => {
    expect(figure('<img src="/p.jpg">').blocks.some(({ image }) => image !== undefined)).toBe(false)
  })

  it('that load late are named by what they will show, the largest of its versions', () => {
    const lazy = '<img src="data:image/gif;base64,R0" data-srcset="/s.jpg 320w, /l.jpg 1280w"><p>Сурет: Ақбота Нұр</p>'
    expect(starting(figure(lazy), 'Сурет')?.image).toEqual({ url: 'https://gazet.example/l.jpg', width: 1280 })
  })

  it('that stand in noscript are found, and its words are not', () => {
    const hidden =
      '<div><noscript><img src="/n.jpg" alt="Зал">JavaScript қосыңыз</noscript><div class="caption">Спорт залы</div></div>'
    expect(figure(hidden).blocks[2]).toEqual({
      id: 'b3',
      kind: 'caption',
      text: 'Спорт залы',
      image: { url: 'https://gazet.example/n.jpg', alt: 'Зал' },
    })
    expect(JSON.stringify(figure(hidden).blocks)).not.toContain('JavaScript')
  })

  it('that a script will load are not taken for the copy in noscript beside them', () => {
    const twice =
      '<div><img src="/blank.png" data-src="/s.jpg" data-srcset="/l.jpg 1280w"><noscript><img src="/s.jpg"></noscript><div class="caption">Спорт залы</div></div>'
    expect(starting(figure(twice), 'Спорт')?.image).toEqual({ url: 'https://gazet.example/l.jpg', width: 1280 })
  })

  it('above the text, outside its element, belong to the article too', () => {
    const article = read(
      page(
        `<div>${title}<div class="pic"><img src="/p.jpg"></div><div class="photo-credit">Ерлан Омар</div><div class="text">${text}</div></div>`,
      ),
    )
    expect(article.blocks[1]).toMatchObject({ kind: 'photo-credit', image: { url: 'https://gazet.example/p.jpg' } })
  })

  it('are found from the address that the page states as its base', () => {
    const article = read(
      page(
        `${title}${text}<figure><img src="p.jpg"><figcaption>Мектеп</figcaption></figure>`,
        '<base href="https://cdn.example/a/b">',
      ),
    )
    expect(article.blocks.at(-1)?.image?.url).toBe('https://cdn.example/a/p.jpg')
  })
})

describe('bad input', () => {
  it('with nothing to read is refused by name', () => {
    expect(() => read(page('<script>var a = 1</script>'))).toThrow('no text of an article')
    expect(() => read('<html><head><style>p{}</style></head></html>')).toThrow('no text of an article')
  })

  it('nested 100,000 deep still gives its article', () => {
    const deep = `${'<div>'.repeat(100_000)}${title}${text}${'</div>'.repeat(100_000)}`
    expect(shown(read(page(deep)))).toEqual(whole)
  })

  it('of megabytes is read in bounded time, its frame left out', () => {
    const menu = `<ul class="menu">${'<li><a href="/a-long-address-of-a-section">Айдар</a></li>'.repeat(100_000)}</ul>`
    expect(shown(read(page(`${menu}<div>${title}${text}</div>`)))).toEqual(whole)
  })

  it.each([
    ['line breaks', `<p>${'сөз<br>'.repeat(100_000)}</p>`],
    ['captions without a picture', '<p class="caption">Ел</p>'.repeat(10_000)],
    ['figures in figures', `${'<figure>'.repeat(250)}${'<b></b>'.repeat(50_000)}`],
    ['bylines in bylines', `${'<div class="byline">'.repeat(250)}${'<b></b>'.repeat(50_000)}`],
    ['spaces in JSON-LD', `<script type="application/ld+json">{${' '.repeat(1_000_000)}</script>`],
    ['cells', `<table><tr>${'<td>1'.repeat(30_000)}</table>`],
    ['links that are never closed', '<a href="/">бір'.repeat(50_000)],
    ['attributes', `<p ${'a="1" '.repeat(200_000)}>`],
  ])('made of very many %s is read or refused, and not in square time, which would be minutes', (_, many) => {
    try {
      expect(starting(read(page(`${title}${text}${many}`)), first)).toBeDefined()
    } catch (error) {
      expect(String(error)).toMatch(/characters; an article has/u)
    }
  })

  it('of any soup is read or refused, and never breaks', () => {
    const piece = fc.constantFrom(
      '<p>', '</p>', '<div class="related">', '</div>', '<table>', '<tr>', '<td>', '</table>', '<ul>', '<li>', '<a href="/">',
      '</a>', '<br>', '<figure>', '<img src="a.jpg">', '<figcaption>', '<h2>', '<blockquote>', '<script>', '</script>', '<!--', '&amp;', first, 'сөз ',
    ) // biome-ignore format: a table
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const article = read(page(`<p>${second}</p>${pieces.join('')}`))
        expect(article.blocks.map(({ id }) => id)).toEqual(article.blocks.map((_, i) => `b${i + 1}`))
        expect(article.blocks.every((block) => block.text === block.text.trim() && block.text !== '')).toBe(true)
      }),
    )
  })
})
