import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { around, attribute, elementsIn, find, parseTree, textOf } from './tree.js'

const names = (html: string): readonly string[] => [...elementsIn(parseTree(html))].map(({ name }) => name)

describe('a page as a tree', () => {
  it('ends a paragraph where the next begins', () => {
    expect([...elementsIn(parseTree('<p>Бір<p>Екі'))].map(textOf)).toEqual(['Бір', 'Екі'])
  })

  it('ends list items and cells that nobody closed, but not those of an outer list', () => {
    const list = parseTree('<ul><li>а<ul><li>б<li>в</ul><li>г</ul>')
    expect(find(list, ({ name }) => name === 'ul')?.children).toHaveLength(2)
    expect(names('<table><tr><td>1<td>2<tr><td>3</table>')).toEqual(['table', 'tr', 'td', 'td', 'tr', 'td'])
  })

  it('takes closing tags for which nothing is open as nothing', () => {
    expect(textOf(parseTree('</div></b>Сөз</p></td>'))).toBe('Сөз')
  })

  it('does not let a closing tag in a cell close what is around the table', () => {
    const tree = parseTree('<div id="a"><table><tr><td>x</div>y</td></tr></table>z</div>')
    expect(textOf(find(tree, ({ name }) => name === 'td') ?? tree)).toBe('xy')
  })

  it('keeps no text of scripts, styles, drawings and comments, closed or not', () => {
    const page =
      '<style>a{}</style><script>var p = "<p>no</p>"</script><script src="a.js"/>no</script><svg><text>no</text></svg><!-- no --><p>Иә</p><svg><path><p>Тағы</p>'
    expect(textOf(parseTree(page))).toBe('ИәТағы')
  })

  it('keeps JSON-LD, the one script that holds words', () => {
    expect(textOf(parseTree('<script type="application/ld+json">{"a":"<b>"}</script>'))).toBe('{"a":"<b>"}')
  })

  it('decodes references in text and attributes, and keeps the first of two attributes of a name', () => {
    const [link] = [...elementsIn(parseTree('<a href="?a=1&amp;b=2" HREF="x">&laquo;&#1179;&#xa0;&raquo;</a>'))]
    expect(link === undefined ? '' : attribute(link, 'href')).toBe('?a=1&b=2')
    expect(link === undefined ? '' : textOf(link)).toBe('«қ\u00a0»')
  })

  it('keeps the text of elements nested 100,000 deep, in a tree of bounded depth', () => {
    const depth = 100_000
    const tree = parseTree(`${'<div>'.repeat(depth)}терең${'</div>'.repeat(depth)}<p>кейін</p>`)
    expect(textOf(tree)).toBe('тереңкейін')
    const last = [...elementsIn(tree)].at(-1)
    expect(last === undefined ? 0 : [...around(last)].length).toBeLessThan(400)
  })

  it('loses no word of any soup of tags', () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<div>',
      '</div>',
      '<td>',
      '<table>',
      '</table>',
      '<li>',
      '</b>',
      '<a>',
      '<br>',
    )
    const word = fc.stringMatching(/^[а-я]{1,5}$/u)
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, word), { maxLength: 60 }), (pieces) => {
        const words = pieces.filter((piece) => !piece.startsWith('<')).join('')
        expect(textOf(parseTree(pieces.join(''))).replaceAll('\n', '')).toBe(words)
      }),
    )
  })
})
