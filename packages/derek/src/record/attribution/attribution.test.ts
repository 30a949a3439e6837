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
    [
      'Бұл туралы «Тілші» агенттігі Ақордаға сілтеме жасап хабарлайды.', // the outlet before whom it refers to
      ['publisher Тілші', 'origin Ақорда'],
    ],
    ['Бұл туралы Ақордаға сілтеме жасап, Ertis.kz тілшісі.', ['publisher Ertis.kz', 'origin Ақорда']], // no verb
    ['Порт жабылды, деп жазды Reuters.', ['origin Reuters']], // another land's agency publishes nothing here
    ['Көпір ашылды, деп хабарлайды Ertis.kz Reuters-ке сілтеме жасап.', ['publisher Ertis.kz', 'origin Reuters']],
    ['Көпір ашылды, деп хабарлайды Alan-inform.', ['publisher Alan-inform']],
    ['Көпір ашылды, деп хабарлады ҚазТАГ.', ['publisher ҚазТАГ']],
    ['Бұл туралы Түркия президентінің баспасөз қызметі хабарлады.', ['origin Түркия президентінің баспасөз қызметі']],
    [
      'Қаржы министрлігінің мәліметінше, көпір ашылды, деп жазады Ertis.kz.', // by its data, writes Ertis.kz
      ['publisher Ertis.kz', 'origin Қаржы министрлігі'],
    ],
    [
      'Бұл туралы Tobyl.kz-ке Қаржы министрлігінің баспасөз қызметі мәлім етті, деп хабарлайды Ertis.kz.', // told Tobyl.kz
      ['publisher Ertis.kz', 'origin Қаржы министрлігінің баспасөз қызметі'],
    ],
    // An outlet publishes what it is told: in an interview, by a press service, after the match.
    [
      'Ұстаз Асан Үсен «Тобыл жаршысы» газетіне берген сұхбатында жаңа кітабы туралы айтты.',
      ['publisher Тобыл жаршысы'],
    ],
    ['– Ойын ауыр болды, – деді бапкер Асан Үсен Ertis.kz тілшісіне.', ['publisher Ertis.kz']],
    [
      'Облыстық соттың баспасөз қызметінен Ertis.kz-ке хабарлағандай, үкім шықты.',
      ['publisher Ertis.kz', 'origin Облыстық соттың баспасөз қызметі'],
    ],
    ['Үкім шықты, деп хабарлайды сот залынан Ertis.kz тілшісі.', ['publisher Ertis.kz']], // from the courtroom
    ['Ertis.kz-ке сүйенсек, Данияр Қасым үшінші раундта жеңді.', ['origin Ertis.kz']], // if we go by Ertis.kz
    ['Жаңа зауыт\nЗауыт ашылды, деп хабарлады «Дала энерго» ЖШС.', ['origin «Дала энерго» ЖШС']],
    [
      'Зауыт ашылды. Бұл туралы «Дала энерго» ЖШС баспасөз қызметі таратқан хабарламада айтылған.',
      ['origin «Дала энерго» ЖШС баспасөз қызметі'],
    ],
    ['Зауыт ашылды. Жиын өтті.\n«Дала энерго» ЖШС баспасөз қызметі', ['origin «Дала энерго» ЖШС баспасөз қызметі']],
    ['Ұстаз болу – үлкен абырой. Жүз бала оқиды.\nАйгүл СЕЙІТҚЫЗЫ, «Тобыл жаршысы».', ['publisher Тобыл жаршысы']],
    ['Ұстаз болу – үлкен абырой. Жүз бала оқиды.\nАйгүл Сейітқызы, Түркістан', []], // a town, though a paper is called so
    ['Іс сотқа жолданды. Материал «Ертіс жаршысы» газетінен алынды.', ['origin Ертіс жаршысы']], // was taken from
    ['بەيجىڭ، 12-مامىر (شينحۋا) – بەيجىڭدە جيىن ءوتتى.', ['publisher شينحۋا']],
    ['Көпір ашылды. Мәтінді көшіргенде Дереккөзге сілтеме жасаңыз.', []], // "refer to the source" names none
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
