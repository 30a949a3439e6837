import { describe, expect, it } from 'vitest'
import { story, told } from '../../test/stories.js'
import { place } from './grouping.js'
import { MemoryIndex } from './memory-index.js'
import { type Corrections, placementSchema } from './schema.js'
import { signatureOf } from './signature.js'
import type { StoryText } from './text.js'

/** The stories that articles make as they arrive, each as the ids of its articles. */
async function storiesOf(
  texts: readonly StoryText[],
  corrections?: Corrections,
): Promise<readonly (readonly string[])[]> {
  const index = new MemoryIndex()
  for (const text of texts) {
    const signature = signatureOf(text)
    index.add(signature, placementSchema.parse(await place(signature, index, corrections)))
  }
  return [...index.stories().values()]
}

const call = (id: string, day: number, lines: readonly string[]): StoryText =>
  told(id, 'Ақорда', `2027-03-0${day}T12:00:00+05:00`, lines)

describe('articles that arrive', () => {
  it('join the story of their event across outlets and languages', async () => {
    expect(await storiesOf([story.press(), story.portal(), story.russian(), story.copy()])).toEqual([
      ['press', 'portal', 'russian', 'copy'],
    ])
  })

  it('of two calls between the same two in a week open two stories', async () => {
    const first = call('first', 1, [
      'Ерден Сәкенов Жасур Каримжановпен сөйлесті',
      'Мемлекет басшысы Ерден Сәкенов 1 наурызда Өзбекстан Президенті Жасур Каримжановпен телефон арқылы сөйлесті.',
      'Тараптар Сырдария суын бөлу кестесін талқылады.',
    ])
    const second = call('second', 4, [
      'Ерден Сәкенов Жасур Каримжановқа көңіл айтты',
      'Мемлекет басшысы Ерден Сәкенов 4 наурызда Өзбекстан Президенті Жасур Каримжановпен телефон арқылы сөйлесті.',
      'Ол шахтадағы жарылыстан қаза тапқан 12 кеншінің отбасына көңіл айтты.',
    ])
    expect(await storiesOf([first, second])).toEqual([['first'], ['second']])
  })

  it('keep satire apart, where the page says that it is', async () => {
    const satire = told('satire', 'Қисық айна', '2027-06-03T18:00:00+05:00', [
      'Сатира: Қапал ауылында көпір ашылды',
      'Жетісу облысының Қапал ауылында Биен өзені арқылы жаңа көпір ашылды.',
      'Ашылуға облыс әкімі Досым Ермекұлы қатысты.',
    ])
    expect(await storiesOf([story.press(), satire])).toEqual([['press'], ['satire']])
  })

  it('of the same event a year later open a story of their own', async () => {
    const later = told('later', 'Талдықорған тынысы', '2028-06-03T12:00:00+05:00', [
      'Қапал көпірінің ашылғанына бір жыл толды',
      'Жетісу облысының Қапал ауылында Биен өзені арқылы көпір ашылғанына бір жыл толды.',
    ])
    expect(await storiesOf([story.press(), later])).toEqual([['press'], ['later']])
  })
})

describe('what people corrected', () => {
  it('keeps an article in the story where it was put', async () => {
    const other = told('other', 'Сыр самалы', '2027-06-03T12:00:00+05:00', ['Ауа райы', 'Бүгін Қызылордада күн ысиды.'])
    const pinned = new Map([['other', 'press']])
    expect(await storiesOf([story.press(), other], { pinned, apart: [] })).toEqual([['press', 'other']])
  })

  it('keeps two articles apart that would be together', async () => {
    const apart = [['copy', 'press']] as const
    expect(await storiesOf([story.press(), story.copy()], { pinned: new Map(), apart })).toEqual([['press'], ['copy']])
  })
})
