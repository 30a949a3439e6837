import { type Harmony, harmonyOf, suffixAfter } from '../morphology/phonology.js'
import { type CaseName, caseEndings, caseNames } from '../numbers/forms.js'
import { givenNames, nameEndings, surnamesThatComeFirst } from './lists.js'

/** A name out of its case. */
export interface UndeclinedName {
  /** In the nominative. */
  readonly name: string
  readonly case: CaseName
  /** 0–1: how far lists and endings vouch for it. */
  readonly confidence: number
}

export interface PersonName extends UndeclinedName {
  readonly given?: string
  readonly patronymic?: string
  readonly surname?: string
}

/** -ұлы and -қызы are a son and a daughter that the father has: they decline so, Мұқашқызына ("to Muqashqyzy"). */
const isPatronymic = (word: string): boolean => /(?:ұлы|қызы)$/u.test(word)
const russian = /(?:ов|ев|ёв)$/u

/**
 * Whether endings after a name are front or back. Russian-type surnames follow the name that they are made of (Тоқаевқа,
 * Бектеновке), -ин and -ий are front whatever comes before (Маминнің); others follow their last vowel.
 */
export function nameHarmony(name: string): Harmony {
  const word = name.toLowerCase()
  if (russian.test(word)) return harmonyOf(word.slice(0, -2))
  if (/(?:ин|ий|и)$/u.test(word)) return 'front'
  return harmonyOf(word)
}

/** What the names of letters end like. */
const letterNames = ['а', 'е', 'эл', 'эс']
const initial = /(?:^|[\s.])\p{L}\.$/u

/**
 * Puts a name into a case: its last word takes the ending.
 *
 * @example
 * decline('Қасым-Жомарт Тоқаев', 'Dat') // 'Қасым-Жомарт Тоқаевқа'
 * decline('Бектенов', 'Dat') // 'Бектеновке'
 * decline('Айгүл Мұқашқызы', 'Dat') // 'Айгүл Мұқашқызына'
 */
export function decline(name: string, caseName: CaseName): string {
  const word = name.toLowerCase()
  const template = caseEndings[caseName][isPatronymic(word) ? 1 : 0]
  if (template === '') return name
  // After an initial the ending stands apart, and follows the letter's name: Қасым-Жомарт К.-ға.
  if (initial.test(name)) return `${name}-${suffixAfter('а', template)}`
  return name + suffixAfter(word, template, nameHarmony(word))
}

/** How sure an ending alone is: -ның ends few names, -да many (Фарида). */
const trust: Readonly<Record<CaseName, number>> = {
  Nom: 0.5,
  Gen: 0.9,
  Dat: 0.8,
  Acc: 0.75,
  Loc: 0.65,
  Abl: 0.8,
  Ins: 0.8,
}

/**
 * Every way to take a name out of its case, the best first; the name as it is among them. Unknown names go by rule:
 * the ending must sound as it would after the name, in its harmony or, less surely, in the other.
 *
 * @example
 * undecline('Тоқаевқа')[0] // { name: 'Тоқаев', case: 'Dat', confidence: 0.98 }
 */
export function undecline(name: string): readonly UndeclinedName[] {
  if (name.length > longest) return [{ name, case: 'Nom', confidence: 0.1 }]
  const at = name.search(/\S+$/u)
  const before = name.slice(0, Math.max(at, 0))
  const last = name.slice(Math.max(at, 0))
  const found = readings(last).map((reading) => ({ ...reading, name: before + reading.name }))
  return found.sort((a, b) => b.confidence - a.confidence)
}

/** Longer than any name. */
const longest = 200

function readings(word: string): readonly UndeclinedName[] {
  const lower = word.toLowerCase()
  const found: UndeclinedName[] = []
  for (const caseName of caseNames) {
    if (caseName === 'Nom') continue
    for (let length = Math.min(4, lower.length - 2); length >= 1; length--) {
      const confidence = confidenceOf(lower.slice(0, -length), lower.slice(-length), caseName)
      if (confidence > 0) found.push({ name: word.slice(0, -length).replace(/-$/u, ''), case: caseName, confidence })
    }
  }
  const rival = Math.max(0, ...found.map(({ confidence }) => confidence))
  found.push({ name: word, case: 'Nom', confidence: nominative(lower, rival) })
  return found
}

/** How likely a stem and an ending are a name in a case; 0 where they cannot be. */
function confidenceOf(stem: string, ending: string, caseName: CaseName): number {
  if (/\.-$/u.test(stem))
    return letterNames.some((letter) => suffixAfter(letter, caseEndings[caseName][0]) === ending) ? 0.95 : 0
  const bare = stem.replace(/-$/u, '')
  const template = caseEndings[caseName][isPatronymic(bare) ? 1 : 0]
  const harmony = nameHarmony(bare)
  const regular = suffixAfter(bare, template, harmony) === ending
  const other = harmony === 'front' ? 'back' : 'front'
  if (!regular && suffixAfter(bare, template, other) !== ending) return 0
  if (!/[аәеёиоөуұүыіэюя]/u.test(stem) || stem.length < 2) return 0
  const harmonic = regular ? 1 : 0.85
  if (endsAsSurname(stem) || isPatronymic(stem)) return 0.98 * harmonic
  if (givenNames.has(stem)) return 0.96 * harmonic
  if (endsAsName(stem)) return 0.93 * harmonic
  // Two letters are left of few names: Ли, Си.
  return trust[caseName] * harmonic * (stem.length < 3 && !surnamesThatComeFirst.has(stem) ? 0.5 : 1)
}

/** How likely a word is a name as it is, when the best reading in a case is `rival`. */
function nominative(word: string, rival: number): number {
  if (givenNames.has(word)) return 0.97
  if (isPatronymic(word)) return 0.97
  if (endsAsSurname(word)) return 0.96
  if (rival === 0) return 0.95
  return Math.max(1 - rival, endsAsName(word) ? 0.9 : 0)
}

const endsAsSurname = (word: string): boolean =>
  partByEnding(word) === 'surname' && (russian.test(word) || /(?:[оеё]ва|[сц]кий|[сц]кая|нко|швили)$/u.test(word))
const endsAsName = (word: string): boolean => partByEnding(word) !== undefined

/** What part of a name a word is by its ending, if its ending says. */
function partByEnding(word: string): 'given' | 'patronymic' | 'surname' | undefined {
  return nameEndings.find(({ ending }) => word.length >= ending.length + 2 && word.endsWith(ending))?.part
}

/**
 * Takes a person's name apart, out of whatever case it is in.
 *
 * @example
 * parsePersonName('Айгүл Серікқызы Орынбаеваның')
 * // { given: 'Айгүл', patronymic: 'Серікқызы', surname: 'Орынбаева', case: 'Gen', … }
 */
export function parsePersonName(text: string): PersonName {
  const best = undecline(text.trim())[0] ?? { name: text, case: 'Nom', confidence: 0.1 }
  const words = best.name
    .replace(/(\p{L}\.)(?=[\p{L}])/gu, '$1 ')
    .split(/\s+/u)
    .filter((word) => word !== '')
  return { ...best, ...partsOf(words) }
}

type Parts = Pick<PersonName, 'given' | 'patronymic' | 'surname'>

function partsOf(words: readonly string[]): Parts {
  const lower = words.map((word) => word.toLowerCase())
  const patronymic = lower.findIndex((word, index) => index > 0 && partByEnding(word) === 'patronymic')
  const others = words.filter((_, index) => index !== patronymic)
  const named = (parts: Parts): Parts => (patronymic < 0 ? parts : { ...parts, patronymic: words[patronymic] ?? '' })
  const [first, second, third] = others
  if (first === undefined) return {}
  if (second === undefined) {
    if (patronymic >= 0 || !isSurname(first)) return named({ given: first })
    return { surname: first }
  }
  if (third !== undefined && isInitial(first) && isInitial(second)) {
    return { given: first, patronymic: second, surname: others.slice(2).join(' ') }
  }
  const surnameFirst =
    surnamesThatComeFirst.has(first.toLowerCase()) ||
    (isInitial(others.at(-1) ?? '') && isSurname(first)) ||
    (isSurname(first) && !isSurname(others.at(-1) ?? '') && givenNames.has(second.toLowerCase()))
  // Орынбаева Айгүл Серікқызы, Орынбай А.Б.
  if (surnameFirst) {
    if (third !== undefined && isInitial(second) && isInitial(third)) {
      return { surname: first, given: second, patronymic: third }
    }
    return named({ surname: first, given: others.slice(1).join(' ') })
  }
  return named({ given: others.slice(0, -1).join(' '), surname: others.at(-1) ?? '' })
}

const isInitial = (word: string): boolean => /^\p{L}\.$/u.test(word)
const isSurname = (word: string): boolean =>
  partByEnding(word.toLowerCase()) === 'surname' && !givenNames.has(word.toLowerCase())
