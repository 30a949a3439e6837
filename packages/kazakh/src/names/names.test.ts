import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseNames } from '../numbers/forms.js'
import { decline, parsePersonName, undecline } from './names.js'

describe('decline', () => {
  it.each([
    ['Асқар Орынбаев', 'Dat', 'Асқар Орынбаевқа'],
    ['Бектемісов', 'Dat', 'Бектемісовке'], // the harmony of the name inside
    ['Орынбаева', 'Gen', 'Орынбаеваның'],
    ['Айгүл Асанқызы', 'Dat', 'Айгүл Асанқызына'], // a possessed word
    ['Берік Асанұлы', 'Acc', 'Берік Асанұлын'],
    ['Балтин', 'Gen', 'Балтиннің'],
    ['Самат', 'Abl', 'Саматтан'],
  ] as const)('%s %s', (name, caseName, declined) => {
    expect(decline(name, caseName)).toBe(declined)
  })
})

describe('undecline', () => {
  it.each([
    ['Орынбаевқа', 'Орынбаев', 'Dat'],
    ['Чжэньпинмен', 'Чжэньпин', 'Ins'],
    ['Асқар Әлиевпен', 'Асқар Әлиев', 'Ins'],
    ['Асанқызына', 'Асанқызы', 'Dat'],
    ['Фарида', 'Фарида', 'Nom'], // no locative
    ['Нұрсұлтан', 'Нұрсұлтан', 'Nom'], // no ablative
    ['Берікұлы', 'Берікұлы', 'Nom'],
    ['Қасым К.-ға', 'Қасым К.', 'Dat'],
  ])('%s', (declined, name, caseName) => {
    expect(undecline(declined)[0]).toMatchObject({ name, case: caseName })
  })

  it('has the name among its answers for whatever decline made', () => {
    const letters = fc.constantFrom(...'абгғдежзйкқлмнңоөрстуұүхшыіәеи')
    const unknown = fc.array(letters, { minLength: 3, maxLength: 10 }).map((all) => all.join(''))
    const known = fc.constantFrom('Сәрсенов', 'Асанұлы', 'Ким', 'Тілеуқабылова', 'Марат')
    fc.assert(
      fc.property(fc.oneof(unknown, known), fc.constantFrom(...caseNames), (name, caseName) => {
        fc.pre(/[аәеёиоөуұүыі]/u.test(name))
        expect(undecline(decline(name, caseName)).map((reading) => reading.name)).toContain(name)
      }),
    )
  })

  it('answers for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parsePersonName(text)
      }),
    )
  })
})

describe('parsePersonName', () => {
  it.each([
    ['Айгүл Серікқызы Орынбаеваның', { given: 'Айгүл', patronymic: 'Серікқызы', surname: 'Орынбаева', case: 'Gen' }],
    ['Орынбаев Асқар Серікұлы', { given: 'Асқар', patronymic: 'Серікұлы', surname: 'Орынбаев' }],
    ['А.Б. Орынбайдың', { given: 'А.', patronymic: 'Б.', surname: 'Орынбай' }],
    ['А.Орынбай', { given: 'А.', surname: 'Орынбай' }],
    ['Қасым Б.', { given: 'Қасым', surname: 'Б.' }],
    ['Чжан Вэйпинге', { given: 'Вэйпин', surname: 'Чжан' }],
    ['Берік Асанұлы', { given: 'Берік', patronymic: 'Асанұлы' }],
    ['Тілеуовке', { surname: 'Тілеуов', case: 'Dat' }],
  ])('%s', (text, parts) => {
    expect(parsePersonName(text)).toMatchObject(parts)
  })
})
