import { describe, expect, it } from 'vitest'
import { parseIob2, split } from './iob2.js'

describe('parseIob2', () => {
  it('reads sentences with their names', () => {
    const [sentence] = parseIob2('Айгүл B-PERSON\nСәтова I-PERSON\nкелді O\n\n', 'a.iob2')
    expect(sentence).toEqual({
      words: ['Айгүл', 'Сәтова', 'келді'],
      names: [{ start: 0, end: 2, class: 'PERSON' }],
    })
  })

  it('keeps apart names of one class side by side', () => {
    expect(parseIob2('а B-GPE\nб B-GPE', 'a.iob2')[0]?.names).toHaveLength(2)
  })

  it('says where a line is wrong', () => {
    expect(() => parseIob2('а O\nб', 'a.iob2')).toThrow('a.iob2, line 2: not a word and its tag: б')
    expect(() => parseIob2('а B-PLANET', 'a.iob2')).toThrow('a.iob2, line 1: not a tag of these classes: B-PLANET')
  })
})

describe('split', () => {
  it('leaves out of training what the development part says in digits', () => {
    const sentence = (text: string) => ({ words: text.split(' '), names: [] })
    const others = Array.from({ length: 8 }, (_, i) => sentence(`Бұл ${'а'.repeat(i + 1)} сөйлемі`))
    // "Twenty children came to school", twice.
    const { training, development, twins } = split([
      ...others,
      sentence('Мектепке жиырма бала келді'),
      sentence('Мектепке 20 бала келді'),
    ])
    expect(development).toEqual([sentence('Мектепке 20 бала келді')])
    expect(training).toEqual(others)
    expect(twins).toBe(1)
  })
})
