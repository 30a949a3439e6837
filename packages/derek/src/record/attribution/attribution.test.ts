import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

const chainOf = (content: string) =>
  read({ content, format: 'text' }).attribution.chain.map(({ role, name }) => `${role} ${name}`)

describe('the chain of attribution', () => {
  it.each([
    ['Көпір ашылды, деп хабарлайды Ertis.kz.', ['publisher Ertis.kz']], // the bridge opened, reports Ertis.kz
    ['Көпір ашылды, деп хабарлайды «Тобыл жаршысы».', ['publisher Тобыл жаршысы']],
    [
      'Көпір ашылды, деп хабарлайды Ertis.kz порталы Ақорданың баспасөз қызметіне сілтеме жасап.',
      ['publisher Ertis.kz', 'origin Ақорданың баспасөз қызметі'],
    ],
    [
      'Көпір ашылды, деп хабарлайды «Тобыл жаршысы» облыс әкімдігінің баспасөз қызметіне сілтеме жасап.',
      ['publisher Тобыл жаршысы', 'origin облыс әкімдігінің баспасөз қызметі'],
    ],
    ['Көпір ашылды. Бұл туралы Қазгидромет хабарлады.', ['origin Қазгидромет']], // Kazhydromet reported this
    [
      'Порт жабылды. Бұл туралы Reuters агенттігіне сілтеме жасап, Anadolu хабарлады, деп жазады Ertis.kz.',
      ['publisher Ertis.kz', 'relay Anadolu', 'origin Reuters'],
    ],
    [
      'Төтенше жағдайлар министрлігінің (ТЖМ) баспасөз қызметі хабарлағандай, өрт сөндірілді.',
      ['origin Төтенше жағдайлар министрлігінің баспасөз қызметі'],
    ],
    ['АСТАНА. 12 мамыр – Арай. Жиын өтті.', ['publisher Арай']],
    ['Дереккөз: Ertis.kz', ['origin Ertis.kz']],
    ['Ақпарат көзі – Ertis.kz', ['origin Ertis.kz']], // source of information
    ['Көпір ашылды, деп облыс әкімдігінің баспасөз қызметі хабарлады.', ['origin облыс әкімдігінің баспасөз қызметі']],
    ['Көпір ашылды. Бұл туралы Қаржы министрлігінің сайтында жарияланды.', ['origin Қаржы министрлігі']], // on its site
    ['Қаржы министрлігінен мәлім еткендей, көпір ашылды.', ['origin Қаржы министрлігі']], // as they let know
    ['Қаржы министрлігінен алынған мәлімет бойынша, көпір ашылды.', ['origin Қаржы министрлігі']], // going by data from
    [
      'Көпір ашылды, деп хабарлады Ertis.kz-ке Қаржы министрлігінен.', // they told Ertis.kz from the ministry
      ['publisher Ertis.kz', 'origin Қаржы министрлігі'],
    ],
    ['Көпір ашылды. Бұл туралы Ertis.kz ақпараттық агенттігі.', ['publisher Ertis.kz']],
    ['АСТАНА, 12 мамыр. /Арай-ақпарат/. Көпір ашылды.', ['publisher Арай-ақпарат']],
    ['Көпір ашылды. Жиын өтті.\n«Тобыл жаршысы»', ['publisher Тобыл жаршысы']], // signed by the paper
  ])('is read from %s', (text, chain) => {
    expect(chainOf(text)).toEqual(chain)
  })

  it('names who reports as the article spells it, in any script', () => {
    expect(chainOf('Kópir ashyldy, dep habarlaıdy «Tobyl jarshysy». Jıyn ótti.')).toEqual(['publisher Tobyl jarshysy'])
  })

  it('takes an outlet that is named in passing for whom the article was taken from', () => {
    const content = 'Көпір құлады. Бұл туралы CNN тілшісі Ерлан Сәбитов хабарлады.' // its man reported this
    const { chain } = read({ content, format: 'text', source: 'ertis.kz' }).attribution
    expect(chain.map(({ role, name }) => `${role} ${name}`)).toEqual(['origin CNN'])
  })

  it('is empty where nobody is named', () => {
    expect(chainOf('Көпір ашылды. Жиын өтті.')).toEqual([])
  })
})
