import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

function eventsIn(content: string): readonly string[] {
  const { events, entities } = read({ content, format: 'text', publishedAt: '2026-03-02' })
  const name = (id: string | undefined) => entities.find((entity) => entity.id === id)?.name
  return events.map(({ type, actors, recipients, time, place }) =>
    [type, [...actors, ...recipients].map(name).join(' + '), time, name(place)].filter(Boolean).join(' | '),
  )
}

const typesIn = (content: string): readonly string[] =>
  read({ content, format: 'text', publishedAt: '2026-03-02' }).events.map(({ type }) => type)

describe('events', () => {
  it.each([
    [
      'Ерлан Сәбитов бүгін Мехмет Ерденмен телефон арқылы сөйлесті.',
      ['call | Ерлан Сәбитов + Мехмет Ерден | 2026-03-02'],
    ],
    ['Ерлан Сәбитов 5 наурызда Қаржы министрі болып тағайындалды.', ['appoint | Ерлан Сәбитов | 2026-03-05']],
    ['Ерлан Сәбитов кеше қызметінен босатылды.', ['dismiss | Ерлан Сәбитов | 2026-03-01']],
    [
      'Былтыр қыркүйекте Бакуде қол қойылған Қазақстан мен Әзербайжан арасындағы достық туралы шарт күшінде.',
      ['sign | Қазақстан + Әзербайжан | 2025-09 | Баку'],
    ],
    ['Кеше Ақтөбе қаласында жол апаты болып, екі адам қаза тапты.', ['accident | 2026-03-01 | Ақтөбе']],
    ['Кеше Шымкентте жаңа аурухана пайдалануға берілді.', ['launch | 2026-03-01 | Шымкент']],
    ['Ерлан Сәбитовке қатысты қылмыстық іс қозғалды.', ['investigate | Ерлан Сәбитов | 2026-03-02']],
    [
      'Ақордада Ерлан Сәбитов пен Мехмет Ерденнің кездесуі өтті.',
      ['meet | Ерлан Сәбитов + Мехмет Ерден | 2026-03-02 | Ақорда'],
    ],
    [
      'Мәжілістің жалпы отырысында депутаттар заң жобасын қабылдады.',
      ['meet | Мәжіліс | 2026-03-02', 'vote | Мәжіліс | 2026-03-02'],
    ],
  ])('are told by %s', (text, events) => {
    expect(eventsIn(text)).toEqual(events)
  })

  it.each([
    ['call', 'Ерлан Сәбитов Мехмет Ерденмен телефон арқылы тілдесті.'],
    ['meet', 'Ерлан Сәбитов Мехмет Ерденмен келіссөз жүргізді.'],
    ['visit', 'Ерлан Сәбитов Анкараға ресми сапармен барды.'],
    ['sign', 'Ерлан Сәбитов пен Мехмет Ерден келісімге қол қойды.'],
    ['appoint', 'Ерлан Сәбитов Мәжіліс төрағасы болып сайланды.'],
    ['dismiss', 'Ерлан Сәбитов отставкаға кетті.'],
    ['send', 'Ерлан Сәбитов Марат Оспановқа хат жолдады.'],
    ['receive', 'Ерлан Сәбитов Мехмет Ерденді қабылдады.'],
    ['award', 'Ерлан Сәбитов «Парасат» орденімен марапатталды.'],
    ['decree', 'Үкімет жаңа қаулы қабылдады.'],
    ['accident', 'Алматы облысында екі көлік соқтығысты.'],
    ['disaster', 'Алматыда жер сілкінісі болды.'],
    ['launch', 'Ақтөбеде зауыт іске қосылды.'],
    ['vote', 'Сенат депутаттары заңды мақұлдады.'],
    ['compete', '«Қайрат» пен «Астана» тең ойнады.'],
    ['trial', 'Сот Ерлан Сәбитовті бес жылға соттады.'],
    ['arrest', 'Полиция Ерлан Сәбитовті ұстады.'],
    ['publish', 'Ерлан Сәбитовтің кітабы жарық көрді.'],
    ['protest', 'Алматыда наразылық акциясы өтті.'],
    ['attack', 'Содырлар Ресей әскеріне шабуыл жасады.'],
    ['aid', 'Қазақстан Түркияға гуманитарлық көмек жөнелтті.'],
  ])('are of many types: %s', (type, text) => {
    expect(typesIn(text)).toEqual([type])
  })

  it('are told by a noun, too, while the verb tells another', () => {
    expect(eventsIn('Ерлан Сәбитов Мехмет Ерденмен кездесу барысында көлік дәлізі туралы айтты.')).toEqual([
      'meet | Мехмет Ерден + Ерлан Сәбитов',
    ])
    expect(eventsIn('Ерлан Сәбитов Ақтауға сапары аясында балық зауытын көрді.')).toEqual([
      'visit | Ерлан Сәбитов | Ақтау',
    ])
    expect(eventsIn('Ерлан Сәбитовті қызметінен босату туралы жарлық шықты.')).toEqual(['dismiss | Ерлан Сәбитов'])
  })

  it('give every opponent a contest of its own', () => {
    expect(eventsIn('«Қайрат» «Астананы» 2:1 есебімен жеңіп, «Тобылмен» тең ойнады.')).toEqual([
      'compete | Қайрат + Астана',
      'compete | Қайрат + Тобыл | 2026-03-02',
    ])
  })

  it('give subjects with days of their own an event each', () => {
    expect(eventsIn('Заңды Мәжіліс 3 ақпанда, Сенат 17 ақпанда қабылдаған.')).toEqual([
      'vote | Мәжіліс | 2026-02-03',
      'vote | Сенат | 2026-02-17',
    ])
  })

  it('give the case of the last in a row to all', () => {
    const { events, entities } = read({
      content: 'Ерлан Сәбитов Марат Оспанов пен Асқар Тұяқовты қабылдады.',
      format: 'text',
    })
    const names = (ids: readonly string[]) => ids.map((id) => entities.find((entity) => entity.id === id)?.name)
    expect(events.map(({ actors, recipients }) => [names(actors), names(recipients)])).toEqual([
      [['Ерлан Сәбитов'], ['Марат Оспанов', 'Асқар Тұяқов']],
    ])
  })

  it('told twice are one', () => {
    expect(
      eventsIn(
        'Министр тағайындалды\nЕрлан Сәбитов Қаржы министрі болып тағайындалды.\nЕрлан Сәбитов бүгін министр болып тағайындалды.',
      ),
    ).toEqual(['appoint | Ерлан Сәбитов | 2026-03-02'])
  })

  it.each([
    ['denied', 'Ерлан Сәбитов қызметінен кеткен жоқ.'],
    ['asked for', 'Ерлан Сәбитов Мехмет Ерденді Астанаға келуге шақырды.'],
    ['possible', 'Ерлан Сәбитов қызметінен кетуі мүмкін.'],
    ['supposed', 'Ерлан Сәбитов қызметінен кетсе, сайлау болады.'],
    ['hoped for', 'Ол Ерлан Сәбитов қызметінен кетеді деп үміттенеді.'],
    ['asked about', 'Ерлан Сәбитов қызметінен кетті ме?'],
    ['counted by the hundred', 'Биыл елде 300 жол апаты болды.'],
    ['a road that leads there', 'Ақтауға баратын жол жөнделді.'],
  ])('do not happen where they are %s', (_, text) => {
    expect(eventsIn(text)).toEqual([])
  })
})
