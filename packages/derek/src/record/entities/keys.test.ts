import { expect, it } from 'vitest'
import { isInitialPart, keyOf, personKey, personParts } from './keys.js'

it('reads spellings of one name alike', () => {
  expect(keyOf('Жапонийа')).toBe(keyOf('Жапония'))
  expect(keyOf('«Орта  дәліз»')).toBe(keyOf('орта дәліз'))
  expect(keyOf('Бір белдеу – бір жол')).toBe(keyOf('Бір белдеу-бір жол'))
})

it('reads a surname alike in Kazakh, Russian and English spelling', () => {
  for (const name of ['Серғазиев', 'Сергазиев', 'Sergaziyev', 'Серғазиевъ']) expect(personKey(name)).toBe('сергазиев')
  expect(personKey('Мұқаев')).toBe(personKey('Mukayev'))
})

it('parts a name at spaces and after initials', () => {
  expect(personParts('Қ.К.Мұқаев')).toEqual(['к.', 'к.', 'мукаев'])
  expect(personParts('Қ. Мұқаев').filter(isInitialPart)).toEqual(['к.'])
})
