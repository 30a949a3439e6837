import { suffixAfter } from '../morphology/phonology.js'

/** Cases as UD names them. */
export const caseNames = ['Nom', 'Gen', 'Dat', 'Acc', 'Loc', 'Abl', 'Ins'] as const
export type CaseName = (typeof caseNames)[number]

/** Endings in the notation of `suffixAfter`: after a stem, and after a third person's possession (бірі, "one of them"). */
export const caseEndings: Readonly<Record<CaseName, readonly [plain: string, possessed: string]>> = {
  Nom: ['', ''],
  Gen: ['QIң', 'нIң'],
  Dat: ['GA', 'нA'],
  Acc: ['NI', 'н'],
  Loc: ['DA', 'ндA'],
  Abl: ['BAн', 'нAн'],
  Ins: ['Mен', 'мен'],
}

/** The words of numbers. To teach another, give its value here: its endings follow by rule. */
export const units: ReadonlyMap<string, number> = new Map([
  ['нөл', 0], ['бір', 1], ['екі', 2], ['үш', 3], ['төрт', 4], ['бес', 5], ['алты', 6], ['жеті', 7], ['сегіз', 8],
  ['тоғыз', 9], ['он', 10], ['жиырма', 20], ['отыз', 30], ['қырық', 40], ['елу', 50], ['алпыс', 60], ['жетпіс', 70],
  ['сексен', 80], ['тоқсан', 90],
]) // biome-ignore format: a table
export const powers: ReadonlyMap<string, number> = new Map([
  ['жүз', 100], ['мың', 1e3], ['миллион', 1e6], ['млн', 1e6], ['миллиард', 1e9], ['млрд', 1e9], ['триллион', 1e12],
  ['трлн', 1e12], ['квадриллион', 1e15],
]) // biome-ignore format: a table
/** The words of parts: екі жарым ("two and a half"), ширек ("a quarter"). */
export const parts: ReadonlyMap<string, number> = new Map([
  ['жарым', 0.5],
  ['жарты', 0.5],
  ['ширек', 0.25],
])
/** Counting people or things as a whole: екеу ("the two"), екеуі. */
const collectives: ReadonlyMap<string, string> = new Map([
  ['біреу', 'бір'], ['екеу', 'екі'], ['үшеу', 'үш'], ['төртеу', 'төрт'], ['бесеу', 'бес'], ['алтау', 'алты'],
  ['жетеу', 'жеті'],
]) // biome-ignore format: a table

/** Stems whose last vowel falls out before another: қырық, қырқыншы ("fortieth"). */
const shortened: ReadonlyMap<string, string> = new Map([['қырық', 'қырқ']])

/** A form of a number's last word: which word it is of, and what the form says. */
export interface NumberForm {
  readonly word: string
  readonly ordinal: boolean
  readonly possessed: boolean
  readonly case: CaseName
}

/** тоғызыншы ("ninth"), жиырмасыншы, қырқыншы: the ordinal of a number's last word. */
export function ordinalOf(word: string): string {
  if (word === 'жиырма') return 'жиырмасыншы'
  const stem = shortened.get(word) ?? word
  // елу ends in a glide that takes a vowel, as a consonant does.
  return stem + suffixAfter(stem, '(I)ншI')
}

/** A word in a case; `possessed` says that it has a third person's possession: бірінен ("of one of them"). */
export function inflect(word: string, caseName: CaseName, possessed = false): string {
  const base = possessed ? (shortened.get(word) ?? word) + suffixAfter(shortened.get(word) ?? word, '[с]I') : word
  return base + suffixAfter(base, caseEndings[caseName][possessed ? 1 : 0])
}

function allForms(): ReadonlyMap<string, NumberForm> {
  const made = new Map<string, NumberForm>()
  const add = (form: string, reading: NumberForm): void => {
    if (!made.has(form)) made.set(form, reading)
  }
  const words = [...units.keys(), ...powers.keys(), ...parts.keys()]
  for (const word of words) add(word, { word, ordinal: false, possessed: false, case: 'Nom' })
  const bases: (readonly [base: string, word: string, ordinal: boolean])[] = []
  for (const word of words) bases.push([word, word, false])
  for (const word of words.filter((word) => !parts.has(word))) bases.push([ordinalOf(word), word, true])
  for (const [base, word] of collectives) bases.push([base, word, false])
  for (const [base, word, ordinal] of bases) {
    for (const possessed of [false, true]) {
      for (const caseName of caseNames) {
        add(inflect(base, caseName, possessed), { word, ordinal, possessed, case: caseName })
      }
    }
  }
  return made
}

let made: ReadonlyMap<string, NumberForm> | undefined

/** Every form of a number's last word, made when first asked for. */
export function formOf(word: string): NumberForm | undefined {
  made ??= allForms()
  return made.get(word)
}

/** What a suffix says after digits: 55-ші, 1990-шы жылдары, 50-ге, 3-інде. */
export function readSuffix(suffix: string): Omit<NumberForm, 'word'> | undefined {
  const ordinal = /^(?:[ыі]нш|нш|ш)[ыі]/u.exec(suffix)
  const rest = suffix.slice(ordinal?.[0].length ?? 0)
  const possession = /^с?[ыі](?=$|[нм])/u.exec(rest)
  const plain = endings.get(rest)
  if (plain !== undefined) return { ordinal: ordinal !== null, possessed: false, case: plain }
  const possessed = possession === null ? undefined : possessedEndings.get(rest.slice(possession[0].length))
  return possessed === undefined ? undefined : { ordinal: ordinal !== null, possessed: true, case: possessed }
}

const spelled = (index: 0 | 1): ReadonlyMap<string, CaseName> =>
  new Map(
    caseNames.flatMap((name) =>
      ['а', 'е', 'ат', 'ет', 'ан', 'ен', 'ар', 'ер', 'аз', 'ез'].map((stem): [string, CaseName] => [
        suffixAfter(stem, caseEndings[name][index]),
        name,
      ]),
    ),
  )
const endings = spelled(0)
const possessedEndings = spelled(1)
