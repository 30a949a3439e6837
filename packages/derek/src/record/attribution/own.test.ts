import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

const chainOf = (content: string, source: string) =>
  read({ content, format: 'text', source }).attribution.chain.map(({ role, name }) => `${role} ${name}`)

describe("the article's own outlet", () => {
  it.each([
    ['by its address', 'Көпір ашылды, деп хабарлады Ertis.kz.', 'ertis.kz', ['publisher Ertis.kz']],
    [
      'in another script',
      'Көпір ашылды, деп хабарлады «Жағалау пресс».',
      'zhagalau-press.kz',
      ['publisher Жағалау пресс'],
    ],
    [
      'as a line',
      'Ауылда жаңа көпір ашылды\nErtisTV\n13.12.2019\nКөпір бүгін ашылды.\nЖұрт қуанды.',
      'ertistv.kz',
      ['publisher ErtisTV'],
    ],
    [
      'once, however it is called',
      'Көпір ашылды, деп хабарлайды Ertis.kz.\nЖұрт қуанды.\nЖұмыс басталды.\nErtis',
      'ertis.kz',
      ['publisher Ertis.kz'],
    ],
  ])('publishes it, named %s', (_, text, source, chain) => {
    expect(chainOf(text, source)).toEqual(chain)
  })

  it.each([
    ['what another site has reported', 'Көпір ашылды, деп хабарлады Tobyl.kz.', ['origin Tobyl.kz']],
    [
      'whom its headline names',
      'Көпір құлады – Reuters\nКөпір бүгін құлады. Екі адам жараланды.\nЖұмыс басталды.',
      ['origin Reuters'],
    ],
  ])('takes over %s', (_, text, chain) => {
    expect(chainOf(text, 'ertis.kz')).toEqual(chain)
  })

  it('has nothing from a site that its picture is from', () => {
    const text =
      'Ауылда жаңа көпір ашылды\nКөпірдің құрылысы аяқталды\ntobyl.kz\nКөпір бүгін ашылды, деп хабарлайды Ertis.kz.\nЖұрт қуанды.'
    expect(chainOf(text, 'ertis.kz')).toEqual(['publisher Ertis.kz'])
  })
})
