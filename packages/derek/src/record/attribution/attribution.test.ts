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
  ])('is read from %s', (text, chain) => {
    expect(chainOf(text)).toEqual(chain)
  })

  it('names who reports as the article spells it, in any script', () => {
    expect(chainOf('Kópir ashyldy, dep habarlaıdy «Tobyl jarshysy». Jıyn ótti.')).toEqual(['publisher Tobyl jarshysy'])
  })

  it('is empty where nobody is named', () => {
    expect(chainOf('Көпір ашылды. Жиын өтті.')).toEqual([])
  })
})
