import fc from 'fast-check'
import { convert } from 'kazakh'
import { describe, expect, it } from 'vitest'
import { inScript } from './scripts.js'

/** What a reader reads of a page. */
const textOf = (html: string): string => html.replace(/<[^>]*>/gu, '')

describe('a page in another script', () => {
  it('has its Kazakh in that script, and says so', () => {
    const page = '<html lang="kk"><body><p>Жаңа саябақ ашылды.</p></body></html>'
    expect(inScript(page, 'Latn')).toBe('<html lang="kk-Latn"><body><p>Jaña saiabaq aşyldy.</p></body></html>')
    expect(inScript(page, 'Arab')).toBe(
      `<html lang="kk-Arab" dir="rtl"><body><p>${convert('Жаңа саябақ ашылды.', { to: 'tote' }).text}</p></body></html>`,
    )
    expect(inScript(page, 'Cyrl')).toBe(page)
  })

  it('keeps each letter in the element that it was in, though the whole paragraph is converted at once', () => {
    // The hamza of töte is a whole word's, and stands before its first letter, in the link.
    const page = '<p lang="kk"><a href="/1">кі</a>тапхана, <mark>тіл</mark>дің</p>'
    const made = inScript(page, 'Arab')
    expect(made).toMatch(/<a href="\/1">كى<\/a>تاپحانا، <mark>ءتىل<\/mark>دىڭ<\/p>$/u)
  })

  it('takes elements side by side for words of their own, but not marks', () => {
    expect(inScript('<p lang="kk"><a>тіл</a><a>API</a></p>', 'Arab')).toContain(
      '<a>ءتىل</a><a><bdi dir="ltr">API</bdi></a>',
    )
    expect(inScript('<p lang="kk"><mark>т</mark><mark>іл</mark></p>', 'Arab')).toContain(
      '<mark>ءت</mark><mark>ىل</mark>',
    )
  })

  it('turns a page into Cyrillic where it says that it is in Latin or töte', () => {
    expect(textOf(inScript('<p lang="kk-Latn" data-latin="2018">Memleket <b>basshy</b>sy</p>', 'Cyrl'))).toBe(
      'Мемлекет басшысы',
    )
    expect(inScript('<p lang="kk-Arab" dir="rtl">ءتىل، كىتاپ</p>', 'Cyrl')).toBe(
      '<p lang="kk" dir="ltr">Тіл, кітап</p>',
    )
  })

  it('gives the names of a page in töte their capitals', () => {
    expect(textOf(inScript('<p lang="kk-Arab" data-names="болат семей">كەشە بولات سەمەيدە بولدى</p>', 'Cyrl'))).toBe(
      'Кеше Болат Семейде болды',
    )
  })

  it('takes Latin words for Kazakh where a text of them has Kazakh letters, and not names', () => {
    expect(textOf(inScript('<p lang="kk">mektepte robottehnıka jumys isteıtinin</p>', 'Cyrl'))).toBe(
      'мектепте роботтехника жұмыс істейтінін',
    )
    for (const foreign of ['Starlink', 'The New York Times', 'JSON Schema']) {
      const page = `<p lang="kk">${foreign}</p>`
      expect(inScript(page, 'Cyrl')).toBe(page)
    }
  })

  it('leaves an article in the Latin it was written in', () => {
    const page = '<p lang="kk-Latn">Memleket basshysy ǵalymdarmen kezdesti</p>'
    expect(inScript(page, 'Latn')).toBe(page)
  })

  it('leaves other languages, code, typed text and what says so', () => {
    for (const kept of [
      '<p lang="ru">Привет</p>',
      '<code>сөз</code>',
      '<textarea>сөз</textarea>',
      '<script>"сөз"</script>',
      '<b translate="no">сөз</b>',
      '<input value="сөз">',
    ]) {
      expect(inScript(`<div lang="kk">${kept}</div>`, 'Latn')).toBe(`<div lang="kk-Latn">${kept}</div>`)
    }
  })

  it('keeps Latin words and days in töte apart, so that none turns the other around', () => {
    expect(inScript('<p lang="kk">Ertis.kz &amp; BBC News · 3 тіл 2026-05-13</p>', 'Arab')).toBe(
      '<p lang="kk-Arab" dir="rtl"><bdi dir="ltr">Ertis.kz</bdi> &amp; <bdi dir="ltr">BBC News</bdi> · 3 ءتىل <bdi dir="ltr">2026-05-13</bdi></p>',
    )
    expect(inScript('<p lang="kk">сөз Case=Loc|Person[psor]=3, Ertis.kz-тің</p>', 'Arab')).toMatch(
      /<bdi dir="ltr">Case=Loc\|Person\[psor\]=3<\/bdi>, <bdi dir="ltr">Ertis\.kz<\/bdi>-/u,
    )
    expect(inScript('<title lang="kk">API тіл</title>', 'Arab')).toBe(
      '<title lang="kk-Arab" dir="rtl">API ءتىل</title>',
    )
  })

  it('says where the direction turns, and turns arrows with it', () => {
    expect(inScript('<html lang="kk"><p lang="en">A → B</p><p>Асан → 2</p></html>', 'Arab')).toBe(
      '<html lang="kk-Arab" dir="rtl"><p lang="en" dir="ltr">A → B</p><p>اسان ← 2</p></html>',
    )
  })

  it('converts what is read aloud, and only that', () => {
    const made = inScript('<a lang="kk" href="/қала" title="Қала &amp; ауыл" id="қала">Қ</a>', 'Latn')
    expect(made).toBe('<a lang="kk-Latn" href="/қала" title="Qala &amp; auyl" id="қала">Q</a>')
  })

  it('never loses an element or a letter that is no Kazakh, whatever the text', () => {
    const written = (text: string): string =>
      text.replace(/[&<>"']/gu, (letter) => `&#${letter.charCodeAt(0)};`.replace('&#38;', '&amp;'))
    const text = fc.stringMatching(/^[а-я әғқңөұүіһ,.«»0-9<>&"→-]{0,12}$/u)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('b', 'p', 'span', 'td'), text)), (parts) => {
        const page = `<div lang="kk">${parts.map(([name, inside]) => `<${name}>${written(inside)}</${name}>`).join('')}</div>`
        for (const script of ['Latn', 'Arab'] as const) {
          const made = inScript(page, script)
          expect(made.replace(/<\/?bdi[^>]*>/gu, '').match(/<\/?[a-z]+/gu)).toEqual(page.match(/<\/?[a-z]+/gu))
          expect(textOf(made)).not.toMatch(/[әғқңөұүіһ]/u)
        }
      }),
    )
  })

  it('takes time in proportion to the page', () => {
    const page = `<div lang="kk">${'<p>жаңа <b>сая</b>бақ &lt;</p>'.repeat(20_000)}`
    expect(inScript(page, 'Arab').length).toBeGreaterThan(100_000)
    expect(inScript('<'.repeat(100_000), 'Arab')).toBe('<'.repeat(100_000))
  })
})
