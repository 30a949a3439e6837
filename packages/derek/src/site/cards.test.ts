import { describe, expect, it } from 'vitest'
import { happened } from '../../test/records.js'
import type { FoundEvent } from '../store/claims.js'
import { shortened, topicName, whenOf } from './cards.js'
import { varied } from './front.js'
import { interfaces } from './language.js'

const inLanguage = (language: string) => {
  const site = interfaces.find((one) => one.language === language)
  if (site === undefined) throw new Error(`no ${language}`)
  return site
}

describe('what lists show of an article', () => {
  it('is dated by the day and hour in Kazakhstan, in the words of the language', () => {
    expect(whenOf(inLanguage('kk'), '2026-05-22T06:00:00Z')).toBe('22 мамыр 2026, 11:00')
    expect(whenOf(inLanguage('ru'), '2026-05-22T20:30:00Z')).toBe('23 мая 2026, 01:30')
    expect(whenOf(inLanguage('en'), '2026-05-22T06:00:00Z')).toBe('22 May 2026, 11:00')
  })

  it('has no hour where only the day is known', () => {
    expect(whenOf(inLanguage('en'), '2026-05-22T00:00:00+05:00')).toBe('22 May 2026')
  })

  it('names topics in the language, with a capital', () => {
    expect(topicName(inLanguage('en'), 'medtop:20000148')).toBe('Disaster')
    expect(topicName(inLanguage('kk'), 'medtop:20000148')).toBe('Табиғи апат')
    expect(topicName(inLanguage('kk'), 'medtop:99999999')).toBe('medtop:99999999')
  })

  it('is cut between words, and never inside a character', () => {
    expect(shortened('Көпір күзде ашылады', 12)).toBe('Көпір күзде …')
    expect(shortened('🙂'.repeat(9), 5).isWellFormed()).toBe(true)
    expect(shortened('Көпір', 5)).toBe('Көпір')
  })
})

describe('the strip of events', () => {
  const event = (article: string, type: FoundEvent['type'], actor: string): FoundEvent => {
    const { id } = happened('v1', {})
    return {
      article,
      id,
      title: article,
      source: 'Тобыл',
      text: '',
      type,
      actors: [{ key: actor, name: actor }],
      recipients: [],
    }
  }

  it('tells nothing twice, and one event of an article', () => {
    const events = [event('a', 'meet', 'x'), event('a', 'sign', 'x'), event('b', 'meet', 'x'), event('c', 'sign', 'y')]
    expect(varied(events, 5).map(({ article }) => article)).toEqual(['a', 'c'])
    expect(varied(events, 1).length).toBe(1)
  })
})
