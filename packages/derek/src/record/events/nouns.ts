import { heads, persons, speakers, sports, titles } from '../../data/lists.js'
import type { Analysis, Word } from '../../language/schema.js'

/** What nouns tell about an event: that people are meant though nobody is named, and that an article is about sport. */

const once = (load: () => Iterable<string>): (() => ReadonlySet<string>) => {
  let loaded: ReadonlySet<string> | undefined
  return () => (loaded ??= new Set(load()))
}

const peopleNouns = once(() => [
  ...persons().map(({ noun }) => noun),
  ...speakers().flatMap(({ noun, type }) => (type === 'person' && noun !== 'сот' ? [noun] : [])),
  ...titles().flatMap(({ title }) => (title.includes(' ') ? [] : [title])),
])
const sportNouns = once(() => sports().map(({ noun }) => noun))

const isOf = (word: Word, nouns: ReadonlySet<string>): boolean =>
  word.kind === 'word' &&
  word.analyses.some(({ lemma, feats }) => feats.VerbForm === undefined && nouns.has(lemma.toLowerCase()))

/** "40 адам|ды ұстады", "лауреаттар|ды қабылдады": people in this case, whoever they are. */
export const isPeople = (word: Word, form: string): boolean =>
  isDoers(word, form) ||
  ((isOf(word, peopleNouns()) || isMany(word)) &&
    word.analyses.some(({ feats }) => feats.Case === form && feats.VerbForm === undefined))

/** "Зардап шеккендер|мен", "мал ұрлағандар": those who did so. */
const isDoers = (word: Word, form: string): boolean =>
  /[ғқгк][ае]н[дт][ае]р/u.test(word.lower) &&
  word.analyses.some(({ feats }) => feats.Number === 'Plur' && feats.Case === form && feats.Tense === 'Past')

/** Мұнайшылар, құрылысшылар, кәсіпкерлер: the plural of who does something for a living. */
const isMany = (word: Word): boolean =>
  word.analyses.some(
    ({ lemma, upos, feats }) => upos === 'NOUN' && feats.Number === 'Plur' && /(?:шы|ші|кер|гер|паз)$/u.test(lemma),
  )

/** "Студенттер|мен": people without a name, with whom something is done; their noun. */
export const companyOf = (words: readonly Word[]): string | undefined =>
  words
    .find((word) => (isPeople(word, 'Ins') && !word.capital) || word.lower === 'олармен')
    ?.analyses.find(({ feats }) => feats.Case === 'Ins')?.lemma

const bodyNouns = once(() => [
  ...speakers().flatMap(({ noun, type }) => (type === 'organization' ? [noun] : [])),
  ...heads().flatMap(({ head, type }) => (type === 'organization' && !head.includes(' ') ? [head] : [])),
])

/** "Компания", "реттеуші": an organization by its kind. */
export const isBodyNoun = (word: Word): boolean => isOf(word, bodyNouns())

export const isSport = (word: Word): boolean => isOf(word, sportNouns())

/** How many words of sport make an article one about it. */
const enough = 5

export function isAboutSport({ blocks }: Analysis): boolean {
  let count = 0
  for (const { sentences } of blocks) {
    for (const { words } of sentences) {
      for (const word of words) if (isSport(word) && ++count >= enough) return true
    }
  }
  return false
}
