import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

function eventsIn(content: string): readonly string[] {
  const { events, entities } = read({ content, format: 'text', publishedAt: '2026-03-02' })
  const name = (id: string | undefined) => entities.find((entity) => entity.id === id)?.name
  return events.map(({ type, actors, recipients, time, place }) =>
    [type, [...actors, ...recipients].map(name).join(' + '), time, name(place)].filter(Boolean).join(' | '),
  )
}

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
  ])('are told by %s', (text, events) => {
    expect(eventsIn(text)).toEqual(events)
  })

  it('told twice are one', () => {
    expect(
      eventsIn(
        'Министр тағайындалды\nЕрлан Сәбитов Қаржы министрі болып тағайындалды.\nЕрлан Сәбитов бүгін министр болып тағайындалды.',
      ),
    ).toEqual(['appoint | Ерлан Сәбитов | 2026-03-02'])
  })

  it('do not happen where they are denied or only asked for', () => {
    expect(eventsIn('Ерлан Сәбитов қызметінен кеткен жоқ.')).not.toContain('dismiss')
    expect(eventsIn('Ерлан Сәбитов Мехмет Ерденді Астанаға келуге шақырды.')).toEqual([])
  })
})
