import { z } from 'zod'
import { list, loadTable } from '../data/table.js'

/** The lists by which stories are told apart, each read once, when first asked for. */

const once = <T>(load: () => T): (() => T) => {
  let loaded: { readonly value: T } | undefined
  return () => {
    loaded ??= { value: load() }
    return loaded.value
  }
}

const text = z.string().min(1)

const topicSchema = z.object({ topic: text, kk: list, ru: list, en: list, counted: z.enum(['yes', 'no']).optional() })
const equivalentSchema = z.object({ name: text, ru: list, en: list })
const calendarSchema = z.object({
  kind: z.enum(['month', 'weekday', 'day']),
  value: z.coerce.number().int(),
  ru: list,
  en: list,
})
const numeralSchema = z.object({
  kind: z.enum(['unit', 'multiplier']),
  value: z.coerce.number().positive(),
  ru: list,
  en: list,
})
const stopSchema = z.object({ language: z.enum(['ru', 'en']), words: list })
const genreSchema = z.object({ genre: z.literal('satire'), word: text })
const cueSchema = z.object({ language: z.enum(['kk', 'ru', 'en']), words: list })
const endingSchema = z.object({
  language: z.enum(['ru', 'en']),
  of: z.enum(['word', 'name']),
  ending: text,
  min: z.coerce.number().int().positive(),
  after: list,
})

export type Topic = z.infer<typeof topicSchema>
export type CalendarWord = z.infer<typeof calendarSchema>
export type Numeral = z.infer<typeof numeralSchema>
export type Ending = z.infer<typeof endingSchema>
export type Foreign = 'ru' | 'en'

export const topics = once(() => loadTable('story-topics.tsv', topicSchema))
export const equivalents = once(() => loadTable('equivalents.tsv', equivalentSchema))
export const calendar = once(() => loadTable('calendar.tsv', calendarSchema))
export const numerals = once(() => loadTable('numerals.tsv', numeralSchema))
export const satireWords = once(
  (): ReadonlySet<string> => new Set(loadTable('genres.tsv', genreSchema).map(({ word }) => word)),
)
const foreignWords = once(() => loadTable('foreign-words.tsv', stopSchema))
const endings = once(() => loadTable('foreign-endings.tsv', endingSchema))

/** Words beside which an outlet's name says from whom an article has its news. */
export const attributionCues = once((): ReadonlyMap<string, Beginnings<true>> => {
  const made = new Map<string, Beginnings<true>>()
  for (const { language, words } of loadTable('attribution-cues.tsv', cueSchema)) {
    const known = made.get(language) ?? new Beginnings<true>()
    made.set(language, known)
    for (const word of words) known.add(word, true)
  }
  return made
})

const perLanguage = <T>(make: (language: Foreign) => T): ((language: Foreign) => T) => {
  const made = { ru: once(() => make('ru')), en: once(() => make('en')) }
  return (language) => made[language]()
}

export const stopWordsOf = perLanguage(
  (language): ReadonlySet<string> =>
    new Set(foreignWords().flatMap((row) => (row.language === language ? row.words : []))),
)

const longestFirst = (a: Ending, b: Ending): number => b.ending.length - a.ending.length
const endingsOf = perLanguage((language) => {
  const own = endings().filter((row) => row.language === language)
  return {
    word: own.filter(({ of }) => of === 'word').sort(longestFirst),
    name: own.filter(({ of }) => of === 'name').sort(longestFirst),
  }
})

/** A Russian or English word without its ending, in lower case. */
export function withoutEnding(word: string, language: Foreign, of: Ending['of']): string {
  const cut = endingsOf(language)[of].find(
    ({ ending, min, after }) =>
      word.endsWith(ending) &&
      word.length - ending.length >= min &&
      (after.length === 0 || after.some((one) => word.endsWith(one + ending))),
  )
  if (cut === undefined) return word
  const rest = word.slice(0, -cut.ending.length)
  // Карагандинской is of Караганда, but берлинский of Берлин: before an adjective's ending a long name loses its -ин too.
  return of === 'name' && cut.ending.startsWith('ск') && rest.endsWith('ин') && rest.length > 6
    ? rest.slice(0, -2)
    : rest
}

/** Beginnings of words, by their first two letters; a beginning that ends with $ is the whole word. */
export class Beginnings<T> {
  readonly #byStart = new Map<string, { readonly text: string; readonly whole: boolean; readonly value: T }[]>()

  add(beginning: string, value: T): void {
    const whole = beginning.endsWith('$')
    const text = whole ? beginning.slice(0, -1) : beginning
    const start = text.slice(0, 2)
    const known = this.#byStart.get(start)
    if (known === undefined) this.#byStart.set(start, [{ text, whole, value }])
    else known.push({ text, whole, value })
  }

  of(word: string): readonly T[] {
    const same = this.#byStart.get(word.slice(0, 2))
    if (same === undefined) return []
    return same.filter(({ text, whole }) => (whole ? word === text : word.startsWith(text))).map(({ value }) => value)
  }
}

/** Topics by the words of Russian or English; a topic's phrase of two words counts by its first. */
export const foreignTopics = perLanguage((language) => {
  const found = new Beginnings<string>()
  for (const row of topics()) for (const word of row[language]) found.add(word.split(' ')[0] ?? word, row.topic)
  return found
})

export const calendarOf = perLanguage((language) => {
  const found = new Beginnings<CalendarWord>()
  for (const row of calendar()) for (const word of row[language]) found.add(word, row)
  return found
})

export const numeralsOf = perLanguage((language): ReadonlyMap<string, Numeral> => {
  return new Map(numerals().flatMap((row) => row[language].map((word) => [word, row] as const)))
})
