import { describe, expect, it } from 'vitest'
import { story, told } from '../../test/stories.js'
import { quotesOf, type StoryText } from './text.js'

const values = (text: StoryText, layer: 'numbers' | 'days' | 'topics'): readonly string[] => [
  ...new Set(text.sentences.flatMap((sentence) => sentence[layer].map(({ value }) => value))),
]

describe('an article as stories compare it', () => {
  it('has the same numbers and dates in three languages', () => {
    const at = '2027-03-02T10:00:00+05:00'
    const kazakh = told('kk', 'А', at, ['Су', 'Өткен аптада, 26 ақпанда қоймаға 2,5 миллион текше метр су жіберілді.'])
    const russian = told('ru', 'Б', at, ['Вода', 'В водохранилище 26 февраля направили 2,5 млн кубометров воды.'])
    const english = told('en', 'C', at, [
      'Water',
      'On February 26 the company released 2.5 million cubic metres of water.',
    ])
    for (const text of [kazakh, russian, english]) {
      expect(values(text, 'numbers'), text.article).toEqual(['2500000'])
      expect(values(text, 'days'), text.article).toContain('2027-02-26')
      expect(values(text, 'topics'), text.article).toContain('water')
    }
  })

  it('takes a score for one value', () => {
    expect(
      values(told('ru', 'Б', '2027-03-02T10:00:00+05:00', ['Гол', 'Команда выиграла матч со счетом 3:1.']), 'numbers'),
    ).toEqual(['3:1'])
  })

  it('says in spans what its own text says', () => {
    for (const text of Object.values(story).map((make) => make())) {
      const blocks = new Map(text.record.blocks.map(({ id, text: own }) => [id, own]))
      for (const sentence of text.sentences) {
        expect(blocks.get(sentence.block)?.slice(sentence.start, sentence.end)).toBe(sentence.text)
      }
    }
  })

  it('does not take a title in quotation marks for a quote', () => {
    expect(quotesOf('Ол «Ақ боз үй» романын «мен оны отыз жыл жаздым» деп таныстырды.')).toHaveLength(1)
  })

  it('takes a turn of dialogue for a quote', () => {
    const text = '– Біз бұл жолды ертең ашамыз, – деді әкім.'
    expect(quotesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Біз бұл жолды ертең ашамыз,'])
  })
})
