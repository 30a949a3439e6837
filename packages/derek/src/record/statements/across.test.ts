import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

/** "speaker | act | cue | content" of every statement of an article in which the lines follow its head. */
function saidIn(...lines: readonly string[]): readonly string[] {
  const content = ['Көпір ашылды', 'Кеше ауылда көпір ашылды.', ...lines].join('\n\n')
  const { statements, entities } = read({ content, format: 'text', publishedAt: '2026-03-02', source: 'ertis.kz' })
  const name = (id: string | undefined) => entities.find((entity) => entity.id === id)?.name ?? '?'
  return statements.map((one) => [name(one.speaker), one.act, one.cue.text, one.content?.text ?? '–'].join(' | '))
}

const speech = 'Жол екі ай бұрын салынып бітті. Енді көпір де дайын' // the road was finished two months ago; now the bridge

describe('speech that is a paragraph of its own', () => {
  it.each([
    ['– деді министр Ерлан Сәбитов.', 'Ерлан Сәбитов | state | деді'],
    ['деп түсіндірді Ерлан Сәбитов.', 'Ерлан Сәбитов | explain | деп түсіндірді'],
    ['– деп атап өтті Айгүл Омарова, департамент директоры.', 'Айгүл Омарова | state | деп атап өтті'],
    ['Айгүл Омарова, департамент директоры', 'Айгүл Омарова | state | Айгүл Омарова'],
    ['— Айгүл Омарова', 'Айгүл Омарова | state | Айгүл Омарова'],
  ])('is of who stands below: %s', (line, said) => {
    expect(saidIn(`«${speech}».`, line)).toEqual([`${said} | ${speech}`])
  })

  it('is of who stands below after a dash too', () => {
    expect(saidIn(`– ${speech}, –`, 'деді Ерлан Сәбитов.')).toEqual([`Ерлан Сәбитов | state | деді | ${speech}`])
  })

  it.each([
    ['Министр Ерлан Сәбитов былай деді:', 'Ерлан Сәбитов | state | деді'],
    ['Бұл туралы министр Ерлан Сәбитов айтты:', 'Ерлан Сәбитов | state | айтты'],
  ])('is of who stands above: %s', (line, said) => {
    expect(saidIn(line, `«${speech}»`)).toEqual([`${said} | ${speech}`])
    expect(saidIn(line, `– ${speech}`)).toEqual([`${said} | ${speech}`])
  })

  it('is of nobody where a new sentence follows it', () => {
    expect(saidIn(`«${speech}».`, 'Ерлан Сәбитов ауылда бір күн болды.')).toEqual([])
    expect(saidIn('Жиында үш жоба аталды:', '– мектеп;', '– клуб.')).toEqual([])
  })
})
