import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMarkup, toMarkup } from './markup.js'
import { PostText } from './post.js'

describe('a post edited by hand', () => {
  it('shows bold, italic, links and quotations as marks', () => {
    const post = new PostText()
      .add('Тақырып', 'bold')
      .add('\n\nМәтін (1*2) ')
      .add('сілтеме', { url: 'https://a.example/1' })
      .add('\n')
      .add('дәйексөз\nекі жол', 'blockquote')
      .finish()
    const markup = toMarkup(post)
    expect(markup).toBe('**Тақырып**\n\nМәтін (1\\*2) [сілтеме](https://a.example/1)\n> дәйексөз\n> екі жол')
    expect(fromMarkup(markup)).toEqual(post)
  })

  it('takes marks without a partner as letters', () => {
    expect(fromMarkup('2 ** 3 және _').text).toBe('2 ** 3 және _')
    expect(fromMarkup('[a](javascript:alert(1))')).toEqual({ text: '[a](javascript:alert(1))', entities: [] })
  })

  it('gives any text back that was written without marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromMarkup(toMarkup({ text, entities: [] }))).toEqual({ text, entities: [] })
      }),
    )
  })

  it('takes any text, with every entity inside it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('*', '_', '[', ']', '(', ')', '\\', '>', '\n', ' ', 'ә', 'https://a.kz') }),
        (markup) => {
          const { text, entities } = fromMarkup(markup)
          for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})
