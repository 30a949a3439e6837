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
      'with its kind',
      'Ауылда жаңа көпір ашылды\nКөпір бүгін ашылды.\nЖұрт қуанды.\n«Ертіс» ұлттық порталы',
      'ertis.kz',
      ['publisher Ертіс'],
    ],
    [
      'once, however it is called',
      'Көпір ашылды, деп хабарлайды Ertis.kz.\nЖұрт қуанды.\nЖұмыс басталды.\nErtis',
      'ertis.kz',
      ['publisher Ertis.kz'],
    ],
    [
      'as one that tells',
      'Ауылда жаңа көпір ашылды\nКөпір бүгін ашылды. Жұрт қуанды.\n«Жағалау» көпірдің қалай салынғанын баяндайды.',
      'zhagalau.kz',
      ['publisher Жағалау'],
    ],
    [
      'as that of reporters who give out the news',
      'Көпір құлады\nКөпір түнде құлады. Оқиға орнынан Ertis тілшілері Асан Үсенов пен Айгүл Серікова ақпарат таратады.',
      'ertis.kz',
      ['publisher Ertis'],
    ],
    [
      'as it signs its news',
      'Көпір ашылды\nКөпір бүгін ашылды.\nЖұрт қуанды.\nЕртіс - ақпарат.',
      'ertis.kz',
      ['publisher Ертіс - ақпарат'],
    ],
    [
      'in töte',
      'كوپىر اشىلدى\nكوپىر بۇگىن اشىلدى. جۇرت قۋاندى.\nجۇمىس باستالدى.\nەرتىس -اقپارات.',
      'ertis.kz',
      ['publisher ەرتىس -اقپارات'],
    ],
    [
      'in a dateline under a subtitle',
      'Көпір ашылды\nКөпірді алпыс адам салды\nАЛМАТЫ, 27 ақпан – Tobyl. Көпір бүгін ашылды. Жұрт қуанды.',
      'tobyl.kz',
      ['publisher Tobyl'],
    ],
    [
      'after the place alone',
      'Көпір ашылды\nКөпірді алпыс адам салды.\nАлматы, TOBYL. Көпір бүгін ашылды. Жұрт қуанды.',
      'tobyl.kz',
      ['publisher TOBYL'],
    ],
  ])('publishes it, named %s', (_, text, source, chain) => {
    expect(chainOf(text, source)).toEqual(chain)
  })

  it.each([
    ['what another site has reported', 'Көпір ашылды, деп хабарлады Tobyl.kz.', ['origin Tobyl.kz']],
    ["what a press service's site reports", 'Көпір ашылды, деп хабарлайды Polisia.kz.', ['origin Polisia.kz']],
    ["what another land's site reports", 'Көпір ашылды, деп хабарлайды 24.kg.', ['origin 24.kg']],
    [
      'whom its headline names',
      'Көпір құлады – Reuters\nКөпір бүгін құлады. Екі адам жараланды.\nЖұмыс басталды.',
      ['origin Reuters'],
    ],
    [
      'an agency in the brackets of a dateline',
      'Көпір құлады\nВАРШАВА, 28 ақпан. (Reuters). Көпір кеше құлады. Екі адам жараланды.',
      ['origin Reuters'],
    ],
    [
      "an agency's own reporter in the brackets of a dateline",
      'Көпір құлады\nВАРШАВА, 28 ақпан. (ТАСС-тың арнаулы тілшісі). Көпір кеше құлады. Екі адам жараланды.',
      ['origin ТАСС'],
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
