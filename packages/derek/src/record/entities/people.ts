import { chineseSurnames, givenNames, notNames, platformNames, surnameEndings } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isKnown } from '../../language/words.js'
import { lookUpName } from './gazetteer.js'
import { personKey } from './keys.js'
import type { Claims } from './mention.js'
import { isHolder } from './offices.js'

/** A person's name found at some words. */
export interface NameHit {
  readonly from: number
  readonly to: number
  /** In the nominative. */
  readonly name: string
  readonly case: string
  readonly confidence?: number
}

/** What is known of the text while names are looked for. */
export interface NameContext {
  readonly claims: Claims
  /** Whether names are written with a capital here, and only names are. */
  readonly capitals: boolean
  /** Keys of name parts that the article has shown to be names: a surname alone is then one as well. */
  readonly parts: ReadonlySet<string>
  /** Keys of all parts of names that the article has shown in full, name by name. */
  readonly fullNames: readonly (readonly string[])[]
  /** Whether a title begins at a word: a name does not go on into it. */
  isTitle(at: number): boolean
  /** Whether a noun at a word heads names of bodies or places: what stands before it is sooner its own. */
  isHead(at: number): boolean
}

let given: ReadonlyMap<string, boolean> | undefined

/** Given names in lower case, and whether each is also a common word. */
function givenNameIndex(): ReadonlyMap<string, boolean> {
  given ??= new Map(givenNames().map(({ name, word }) => [name.toLowerCase(), word === 'yes']))
  return given
}

const basesOf: WeakMap<Word, readonly string[]> = new WeakMap()

/** What may be left of a word without its case, as it stands first. */
function bases(word: Word): readonly string[] {
  const known = basesOf.get(word)
  if (known !== undefined) return known
  const analyses = word.analyses.filter((a) => a.feats.VerbForm === undefined)
  const made = [...new Set([word.form, ...analyses.map(({ base }) => base)])]
  basesOf.set(word, made)
  return made
}

export const isGivenName = (word: Word): boolean => bases(word).some((base) => givenNameIndex().has(base.toLowerCase()))

const isPureGivenName = (word: Word): boolean =>
  bases(word).some((base) => givenNameIndex().get(base.toLowerCase()) === false)

interface Surname {
  readonly base: string
  readonly kind: 'surname' | 'patronymic'
  /** Whether it shows a person without another name beside it. */
  readonly alone: boolean
}

const surnames: WeakMap<Word, Surname | 'none'> = new WeakMap()

/** A word with the ending of a surname or patronymic, case apart. */
function surnameOf(word: Word): Surname | undefined {
  let known = surnames.get(word)
  if (known === undefined) {
    known = findSurname(word) ?? 'none'
    surnames.set(word, known)
  }
  return known === 'none' ? undefined : known
}

function findSurname(word: Word): Surname | undefined {
  let weak: Surname | undefined
  for (const base of bases(word)) {
    const lower = base.toLowerCase()
    for (const { ending, min, kind, alone } of surnameEndings()) {
      if (!lower.endsWith(ending) || lower.length - ending.length < min) continue
      if (alone !== 'no') return { base, kind, alone: true }
      weak ??= { base, kind, alone: false }
    }
  }
  return weak
}

const isInitial = (word: Word | undefined): boolean => word !== undefined && /^\p{Lu}\.$/u.test(word.form)

const isUpper = (form: string): boolean => form.length > 1 && form === form.toUpperCase()

const spelling = /^[\p{L}\p{M}'’-]+$/u

/** Жан-Люк, and not Қазақстан-Қытай. */
const isDouble = ({ form }: Word): boolean =>
  /^\p{Lu}\p{L}+-\p{Lu}\p{L}+$/u.test(form) && form.split('-').every((part) => lookUpName(part) === undefined)

/** Жаберді may be a participle of жап only as the analyzer guesses. */
const isVerb = ({ analyses }: Word): boolean =>
  analyses.some(({ upos, confidence }) => upos === 'VERB' && confidence > 0.7)

const common = (word: Word): boolean =>
  !isDouble(word) &&
  (isKnown(word, 'NOUN') || isKnown(word, 'ADJ') || isVerb(word) || isKnown(word, 'ADV') || isKnown(word, 'DET') ||
    isKnown(word, 'PRON') || isKnown(word, 'CCONJ') || isKnown(word, 'NUM') || isKnown(word, 'ADP') || isKnown(word, 'AUX')) &&
  !isPureGivenName(word) // biome-ignore format: one question

/** Words that stand inside names of other lands in lower case: Урсула фон дер Ляйен, Мұхаммед бен Салман. */
const particles = new Set([
  'фон',
  'дер',
  'ван',
  'де',
  'ди',
  'да',
  'дю',
  'бен',
  'бин',
  'бинт',
  'ибн',
  'аль',
  'әл',
  'эль',
])

const isParticle = (word: Word | undefined): boolean => word !== undefined && particles.has(word.lower)

/** A word that may be part of a person's name. */
function isNamePart(word: Word | undefined, context: NameContext): word is Word {
  if (word === undefined || word.kind !== 'word' || !spelling.test(word.form) || isOther(word)) return false
  const strong = isPureGivenName(word) || (surnameOf(word) !== undefined && !common(word))
  if (!context.capitals) return strong || isPart(word, context)
  // Сұлтан әл-Жәбер: the article is in lower case.
  if (hasArticle(word)) return true
  // Қанат БЕЙСЕНБИН: a surname may be in capitals; other capitals are an abbreviation.
  return word.capital && (!isUpper(word.form) || (word.form.length >= 4 && strong))
}

const hasArticle = ({ form }: Word): boolean => /^(?:әл|аль|ал|эль|аш|ас)-\p{Lu}\p{Ll}/u.test(form)

/** What no person is called: Facebook, БелТА with its capitals at the end, мендегі (that I have). */
const isOther = (word: Word): boolean => {
  const known = others.get(word)
  if (known !== undefined) return known
  const made = findOther(word)
  others.set(word, made)
  return made
}

const others: WeakMap<Word, boolean> = new WeakMap()

const findOther = (word: Word): boolean =>
  /\p{Ll}\p{Lu}{2}/u.test(word.form) ||
  // Сәрсеновтер: a family.
  /(?:ов|ев|ин)т[ае]р/iu.test(word.form) ||
  notNames().has(word.lower) ||
  bases(word).some((base) => platformNames().has(base.toLowerCase()))

const isPart = (word: Word, context: NameContext): boolean =>
  bases(word).some((base) => context.parts.has(personKey(base)))

/** Whether one person's name ends with a word, and another's begins or ends with the next. */
function areOfTwo(word: Word, next: Word, { fullNames }: NameContext): boolean {
  const ends = fullNames.filter((parts) => isPartAs(word, parts.at(-1)))
  const begins = fullNames.filter((parts) => isPartAs(next, parts.at(-1)) || isPartAs(next, parts[0]))
  return ends.length > 0 && begins.length > 0 && !ends.some((parts) => begins.includes(parts))
}

/** Whether a word is what a person is called by whose name the article has shown in full: the last part of it. */
export const isLastPart = (word: Word, { fullNames }: NameContext): boolean =>
  fullNames.some((parts) => isPartAs(word, parts.at(-1)))

/** Whether a name begins that the article has shown in full. */
const isShownAt = (words: readonly Word[], at: number, { fullNames }: NameContext): boolean =>
  fullNames.some((parts) => parts.every((part, i) => isPartAs(words[at + i], part)))

const isPartAs = (word: Word | undefined, key: string | undefined): boolean =>
  word !== undefined && bases(word).some((base) => personKey(base) === key)

/** How much must be left of an unknown name before an ending is taken for a case: Байден is no ablative. */
const least: Readonly<Record<string, number>> = { Gen: 2, Acc: 3, Dat: 3, Ins: 3, Abl: 4 }

/** The case of a name's last word, and the name without it. */
function ending(word: Word, context: NameContext): { readonly base: string; readonly case: string } {
  if (givenNameIndex().has(word.lower) || context.parts.has(personKey(word.form)))
    return { base: word.form, case: 'Nom' }
  const surname = surnameOf(word)?.base
  const readings = word.analyses.filter(
    ({ feats }) => feats.VerbForm === undefined && !/^[12]$/u.test(feats['Person[psor]'] ?? ''),
  )
  const known = readings.find(
    ({ base }) => base === surname || givenNameIndex().has(base.toLowerCase()) || context.parts.has(personKey(base)),
  )
  if (known !== undefined) return { base: known.base, case: known.feats.Case ?? 'Nom' }
  const inflected = readings.find(
    ({ base, feats }) =>
      feats['Person[psor]'] === undefined &&
      base.length >= (least[feats.Case ?? ''] ?? 99) &&
      // Лехтинен: without possession -нен follows м, н and ң alone.
      !(/н[ае]н$/u.test(word.form) && feats.Case === 'Abl' && !/[мнң]$/u.test(base)),
  )
  if (inflected !== undefined) return { base: inflected.base, case: inflected.feats.Case ?? 'Nom' }
  return (context.capitals ? undefined : strippedOf(word)) ?? { base: word.form, case: 'Nom' }
}

/** The endings of case as they follow a stem's last sound, where no capital tells the analyzer that a word is a name. */
const endings: readonly (readonly [stem: RegExp, caseName: string])[] = [
  [/^(.*[пфкқтсшщчцхбвгд])т[ыі]ң$/u, 'Gen'],
  [/^(.*[аәеоөұүыірйлуи])(?:н|д)[ыі]ң$/u, 'Gen'],
  [/^(.*[пфкқтсшщчцхбвгд])т[ыі]$/u, 'Acc'],
  [/^(.*[пфкқтсшщчцхбвгд])пен$/u, 'Ins'],
  [/^(.*[аәеоөұүыірйлуимнң])мен$/u, 'Ins'],
  [/^(.*[пфкқтсшщчцхбвгд])[қк][ае]$/u, 'Dat'],
  [/^(.*[аәеоөұүыірйлуимнңзж])[ғг][ае]$/u, 'Dat'],
]

function strippedOf(word: Word): { readonly base: string; readonly case: string } | undefined {
  if (!isStrange(word)) return undefined
  for (const [ending, caseName] of endings) {
    const base = ending.exec(word.form)?.[1]
    if (base !== undefined && base.length >= 4) return { base, case: caseName }
  }
  return undefined
}

/** Every part of a name with a capital: қасым-жомарт to Қасым-Жомарт. */
const capitalized = (name: string): string => name.replace(/(?<![\p{L}’'])\p{L}/gu, (letter) => letter.toUpperCase())

/** БЕЙСЕНБИН to Бейсенбин, қанат to Қанат; a name that is written as names are stays so. */
function asName(form: string): string {
  // Йылдыз is İyldyz in the Latin script, where и and й are one letter.
  if (!isUpper(form) && form !== form.toLowerCase()) return form.replace(/^(?:Иы|Иі|Іы)/u, 'Йы')
  if (particles.has(form.toLowerCase())) return form.toLowerCase()
  return capitalized(form.toLowerCase()).replace(/^(?:Иы|Иі|Іы)/u, 'Йы')
}

function hit(
  words: readonly Word[],
  from: number,
  to: number,
  context: NameContext,
  confidence?: number,
): NameHit | undefined {
  const last = words[to - 1]
  if (last === undefined) return undefined
  const { base, case: caseName } = ending(last, context)
  const head = words.slice(from, to - 1).map((word, i) => asName(word.form) + spaceAfter(words, from + i))
  const found = { from, to, name: head.join('') + asName(base), case: caseName }
  return confidence === undefined ? found : { ...found, confidence }
}

const spaceAfter = (words: readonly Word[], i: number): string =>
  (words[i + 1]?.start ?? 0) > (words[i]?.end ?? 0) ? ' ' : ''

/** Patronymics in two words: Жээнбек уулу. Kazakh writes them in one: "Күләш қызына" is to her daughter. */
const isSonOf = /^(?:уулу|кызы|оғлы)(?:ның|нің|на|не|ға|ге|н|ны|ні|мен)?$/u

/** Where the words end that can be one name with the first: unclaimed, no title, and only the last inflected. */
function run(words: readonly Word[], from: number, context: NameContext, most: number): number {
  let to = from
  let count = 0
  let surname = false
  while (to < words.length && count < most) {
    const word = words[to]
    if (word === undefined || context.claims.has(to)) break
    if (isInitial(word)) {
      to++
      continue
    }
    if (count > 0 && isParticle(word) && isNamePart(words[to + 1], context)) {
      to++
      continue
    }
    if (count >= 2 && isSonOf.test(word.lower)) return to + 1
    // "Аиша Хан": a rank with a capital after a name is a surname.
    const isRank = word.capital && /^(?:хан|батыр|бек|төре|сұлтан)/u.test(word.lower) && context.capitals
    if (!isNamePart(word, context) || (count > 0 && context.isTitle(to) && !isRank)) break
    // "Нұрболат Сәрсен | Самат Жолдыбайға", "Миха Кошир | Отан қорғаушылар": after two parts another name may begin.
    const after = words[to + 1]
    // "Овез Хожа | Тойли Мурат" the lists do not know: of four parts two are one person's.
    const isPair = count === 2 && surnameOf(word) === undefined && !isNamePart(words[to + 2], context)
    const isNext =
      isNamePart(after, context) &&
      (isPureGivenName(word) || (isGivenName(word) && surnameOf(after) !== undefined) || isPair) &&
      ending(word, context).case === 'Nom'
    // "Нұрлан Сәрсенұлы Қайырбек": after a patronymic a name is the surname, whatever it is elsewhere.
    const isLast = count === 2 && isPatronymic(words[to - 1]) && !isSurname(after) && !isPatronymic(after)
    const kind = givenNameIndex().has(word.lower) ? undefined : surnameOf(word)?.kind
    // "Нұржан Серікұлы Бекенов қызметінен кетті" (left office): a noun after a surname heads no name that begins with it.
    const isCut = context.isHead(to + 1) && (surname || kind !== 'surname' || common(word))
    if (count >= 2 && (((isNext || isCut) && !isLast) || common(word))) break
    // "Зарина Есімова Омаровтың": one person has one surname, and "Ерлан Серіков Болат Асановты" are two.
    // "Зеленский Трамппен": two surnames, though the list of endings does not know the second.
    const isAnother = kind === undefined && (count >= 2 || (!isGivenName(word) && surnameOf(word) === undefined))
    if (surname && (kind === 'surname' || isAnother)) break
    const before = words[to - 1]
    // "Серіков | Малиновичке", "Серіков | Ли Мин Чолға": names of two who were named in full before.
    if (count === 1 && before !== undefined && areOfTwo(before, word, context)) break
    // "Трамп | Зеленскийге": surnames of two whom the list of offices knows.
    if (
      count === 1 &&
      before !== undefined &&
      !isGivenName(before) &&
      isHolder(before.form) &&
      bases(word).some(isHolder)
    )
      break
    // Кэтрин Смит, Сабрина Жолова: -ин or -ина at the front of a name is a given name's, but before another such ending.
    const isGivenFirst =
      count === 0 && endsInIn(word) && after !== undefined && !endsInIn(after) && !bases(word).some(isHolder)
    surname ||= kind === 'surname' && !isGivenFirst
    to++
    count++
    if (ending(word, context).case !== 'Nom') break
  }
  while (to > from && (isInitial(words[to - 1]) || isParticle(words[to - 1]))) to--
  return to
}

const endsInIn = (word: Word): boolean => /ина?$/u.test(surnameOf(word)?.base ?? '')

/** In a text without capitals: a word that no lexicon knows, so that it may be a name where one is due. */
const isStrange = (word: Word | undefined): boolean =>
  word !== undefined &&
  word.kind === 'word' &&
  spelling.test(word.form) &&
  !word.analyses.some(
    ({ upos, confidence, feats }) =>
      upos !== 'PROPN' && upos !== 'X' && confidence >= 0.6 && !/^[12]$/u.test(feats['Person[psor]'] ?? ''),
  )

/** "президенті кемал демирджанға", where nothing but the place after a title shows the name. */
function plainNameAt(words: readonly Word[], from: number, context: NameContext): NameHit | undefined {
  const [first, second] = [words[from], words[from + 1]]
  if (first === undefined || second === undefined || context.claims.has(from, from + 2)) return undefined
  if (isParticle(first) || isParticle(second)) return undefined
  // "Президент ерболат сүгіралиев": before a surname and after a title stands a given name, though it may be a word.
  const isGiven = isSurname(second) && !context.isTitle(from) && first.analyses[0]?.feats.Case === 'Nom'
  const isSecond = isGivenName(second) || surnameOf(second) !== undefined || isStrange(second)
  // "елші армен саркисян": before what only can be a name, a noun is one too.
  const isNoun = /^(?:NOUN|PROPN|ADJ)$/u.test(first.analyses[0]?.upos ?? '') && first.analyses[0]?.feats.Case === 'Nom'
  const isFirst = givenNameIndex().has(first.lower) || isStrange(first) || isGiven || (isNoun && isStrange(second))
  // "министрі болат ақжол": nobody is called by a given name alone after a title.
  const reading = second.analyses[0]
  const isPlainNoun =
    givenNameIndex().has(first.lower) &&
    /^(?:NOUN|PROPN|ADJ)$/u.test(reading?.upos ?? '') &&
    /^(?:Nom)?$/u.test(reading?.feats.Case ?? '') &&
    reading?.feats.VerbForm === undefined &&
    reading?.feats['Person[psor]'] === undefined &&
    spelling.test(second.form)
  return isFirst && (isSecond || isPlainNoun) ? hit(words, from, from + 2, context) : undefined
}

/** The name that follows a title: one to three words. */
export function nameAfterTitle(words: readonly Word[], from: number, context: NameContext): NameHit | undefined {
  const to = run(words, from, context, 3)
  const first = words[from]
  if (!context.capitals && to - from < 2 && !context.isTitle(from)) return plainNameAt(words, from, context)
  if (to === from || first === undefined || context.isTitle(from)) return undefined
  // "Министр Су кодексі…" (the minister, the Water Code…): a common word with a capital begins another name.
  const rest = words.slice(from + 1, to)
  const isName = surnameOf(first) !== undefined || rest.some((word) => surnameOf(word) !== undefined)
  // "Вице-министр Талант Ерғали": before a name that is nothing else, a word with a capital is one.
  const isBefore =
    context.capitals &&
    rest.length === 1 &&
    rest.every((word) => isPureGivenName(word) || hasArticle(word) || isUnlisted(word))
  if (common(first) && !isName && !isBefore && !(rest.length > 0 && isGivenName(first))) return undefined
  return hit(words, from, to, context)
}

/** "Президенті Бақыт Виртанен": no word, no place and no body that lists know. */
export const isUnlisted = (word: Word): boolean =>
  word.capital &&
  !common(word) &&
  isStrange(word) &&
  lookUpName(word.form) === undefined &&
  !/[A-Za-z]/u.test(word.form)

const isPatronymic = (word: Word | undefined): boolean =>
  word !== undefined && surnameOf(word)?.kind === 'patronymic' && /(?:ұлы|қызы)$/u.test(word.lower)

/** A surname by its ending, and no common word. */
export const isSurname = (word: Word | undefined): boolean =>
  word !== undefined && surnameOf(word) !== undefined && !common(word)

/** A name that shows itself as one: initials with a surname, or a given name or surname beside another name. */
export function nameAt(words: readonly Word[], from: number, context: NameContext): NameHit | undefined {
  const word = words[from]
  if (word === undefined || context.claims.has(from)) return undefined
  if (isInitial(word)) {
    const to = run(words, from, context, 3)
    // "U. S. News": initials of another alphabet than the text's are of no person here.
    const isForeign = words.slice(from, to).every(({ form }) => /^[A-Za-z.]+$/u.test(form))
    return to - from >= 2 && !isForeign ? hit(words, from, to, context) : undefined
  }
  // Without capitals a given name that is a word as well shows itself before a surname: дархан оспанов.
  const after = words[from + 1]
  const isBeforeSurname =
    !context.capitals &&
    givenNameIndex().has(word.lower) &&
    isNamePart(after, context) &&
    (surnameOf(after)?.alone === true || (surnameOf(after)?.kind === 'surname' && isStrange(after))) &&
    !context.claims.has(from + 1)
  // нұрлан сәрсенұлы қайырбек: then the name has a third part.
  const third = words[from + 2]
  const isThree =
    isPatronymic(after) && isNamePart(third, context) && !context.claims.has(from + 2) && !isPatronymic(words[from + 3])
  if (isForeignGiven(words, from, context)) return hit(words, from, from + 2, context)
  if (isBeforeSurname) return hit(words, from, from + (isThree ? 3 : 2), context)
  if (!isNamePart(word, context) || isBodysNoun(words, from, context)) return undefined
  const longest = run(words, from, context, 3)
  const begin = isShownAt(words, from, context)
    ? from
    : from + trimFirst(words.slice(from, longest), opens(words, from))
  // "Кеше | Нұрлан Сәрсенұлы Қайырбек": the word that opens the sentence is no part of the three.
  const to = begin > from && longest - begin >= 2 ? run(words, begin, context, 3) : longest
  const name = words.slice(begin, to)
  const first = name[0]
  if (name.length < 2 || first === undefined) return undefined
  if (name.some((part) => isGivenName(part) || surnameOf(part) !== undefined)) return hit(words, begin, to, context)
  if (!context.capitals && name.every((part) => isPart(part, context))) return hit(words, begin, to, context)
  // Two capitalized words that no list and no lexicon knows are sooner a foreigner than anything else.
  const isForeign = name.every((part) => !common(part) && !/[A-Za-z]/u.test(part.form))
  if (context.capitals && isForeign) return hit(words, begin, to, context, 0.5)
  return undefined
}

/** Without capitals: "алекса аманович", where a word that no lexicon knows stands before a sure surname. */
const isForeignGiven = (words: readonly Word[], at: number, context: NameContext): boolean => {
  const [word, after] = [words[at], words[at + 1]]
  const isDue = !context.capitals && isStrange(word) && !context.claims.has(at, at + 2)
  return (
    isDue && isUnknown(word) && after !== undefined && surnameOf(after)?.alone === true && isNamePart(after, context)
  )
}

const isUnknown = (word: Word | undefined): boolean =>
  word?.analyses.every(({ confidence, feats }) => confidence < 0.6 && (feats.Case ?? 'Nom') === 'Nom') === true

/** "Перу | Конгресі | Рауль …" (the Congress of Peru, then a man): the noun that ends a name of a body. */
const isBodysNoun = (words: readonly Word[], at: number, context: NameContext): boolean =>
  at > 0 &&
  context.isHead(at) &&
  words[at - 1]?.capital === true &&
  givenNameIndex().get(words[at]?.lower ?? '') === undefined

/** One word that is a person's name: a part of a name that the article has shown, or a surname by its ending. */
export function shortNameAt(words: readonly Word[], at: number, context: NameContext): NameHit | undefined {
  const word = words[at]
  if (word === undefined || context.claims.has(at) || word.kind !== 'word') return undefined
  if (context.capitals && !word.capital && !hasArticle(word)) return undefined
  if (words[at + 1]?.lower === 'атындағы') return undefined
  if (isPart(word, context) && (!common(word) || !opens(words, at))) return hit(words, at, at + 1, context)
  if (!isNamePart(word, context)) return undefined
  if (surnameOf(word)?.alone === true && !common(word)) return hit(words, at, at + 1, context)
  // Зеленский, Трампқа: the surname of somebody whom the list of offices knows.
  const isKnownHolder = context.capitals && word.form.length >= 5 && bases(word).some(isHolder)
  if (isKnownHolder && !common(word) && !isGivenName(word)) return hit(words, at, at + 1, context)
  // "Айдын ағай" (Mr Aidyn): what one calls an elder shows that the word before is a name.
  if (isGivenName(word) && isElder.test(words[at + 1]?.lower ?? '') && words[at + 1]?.capital === false)
    return hit(words, at, at + 1, context, 0.6)
  // A given name that is no other word: somebody who is called by it alone, such as a child.
  return isPureGivenName(word) && !isQuoted(words, at) && !isAdjective(words[at + 1])
    ? hit(words, at, at + 1, context, 0.6)
    : undefined
}

const isElder = /^(?:ағай|апай|әже|көке|апа|аға|тәте|мырза|ханым)(?:ның|нің|ға|ге|ны|ні|мен|дың|дан|йдың|йға)?$/u

/** "Жамбыл облыстық филиалы": then the name is the region's. */
const isAdjective = (word: Word | undefined): boolean =>
  /^(?:облыстық|аудандық|қалалық|ауылдық)$/u.test(word?.lower ?? '')

const isQuoted = (words: readonly Word[], at: number): boolean => /^[«“„"]$/u.test(words[at - 1]?.form ?? '')

/** A name in an enumeration of names: «Сәдуақасов, Әбіл, Төлеген, Ким». */
export function namesInList(words: readonly Word[], context: NameContext): readonly NameHit[] {
  const found: NameHit[] = []
  const isItem = (at: number): boolean => {
    const word = words[at]
    return word !== undefined && word.kind === 'word' && word.capital && spelling.test(word.form) && !isUpper(word.form)
  }
  for (let from = 0; from < words.length; from++) {
    if (!isItem(from) || !/^[,(]$/u.test(words[from + 1]?.form ?? '')) continue
    const items = [from]
    let at = from
    while (/^[,(]$/u.test(words[at + 1]?.form ?? '') && isItem(at + 2)) {
      at += 2
      items.push(at)
    }
    const sure = items.filter((item) => {
      const word = words[item]
      return word !== undefined && (surnameOf(word)?.alone === true || isPureGivenName(word) || isPart(word, context))
    })
    if (items.length >= 3 && sure.length * 2 >= items.length) {
      for (const item of items) {
        const name = context.claims.has(item) ? undefined : hit(words, item, item + 1, context)
        if (name !== undefined) found.push(name)
      }
    }
    from = at
  }
  return found
}

/** Without capitals: a line of just two words, or two after a label, of which the first is a given name: "автор: әли қайрат". */
export function bylineIn(words: readonly Word[], context: NameContext): NameHit | undefined {
  const from = words[1]?.form === ':' ? 2 : 0
  const [first, last] = [words[from], words[from + 1]]
  const isLine = words.slice(from + 2).every((word) => word.kind === 'punctuation')
  if (context.capitals || !isLine || first === undefined || last === undefined) return undefined
  const isName = givenNameIndex().has(first.lower) && spelling.test(last.form) && !context.claims.has(from, from + 2)
  return isName && !isKnown(last, 'VERB') && !context.isTitle(from + 1)
    ? hit(words, from, from + 2, context)
    : undefined
}

/** The parts of a name under their keys, for those that stand alone later. */
export const partsOfName = (name: string): readonly string[] =>
  wordsOfName(name)
    .filter((part) => part.length > 2)
    .map(personKey)

/** All parts of a name under their keys, however short. */
export const allPartsOfName = (name: string): readonly string[] => wordsOfName(name).map(personKey)

const wordsOfName = (name: string): readonly string[] => name.split(/\s+/u).filter((part) => !particles.has(part))

function opens(words: readonly Word[], at: number): boolean {
  for (let i = 0; i < at; i++) if (words[i]?.kind !== 'punctuation') return false
  return true
}

/** How many words merely come before a name: common words, and at the start of a sentence any that is no name. */
function trimFirst(parts: readonly Word[], opening: boolean): number {
  let skipped = 0
  while (skipped < parts.length - 1) {
    const part = parts[skipped]
    const next = parts[skipped + 1]
    if (part === undefined || next === undefined) break
    const isFollowedByName = parts.length - skipped > 2 && isGivenName(next)
    const isOdd = opening && skipped === 0 && !isGivenName(part) && surnameOf(part) === undefined
    const isGiven = isGivenName(part) && (surnameOf(next) !== undefined || !common(next))
    if (common(part) && !isGiven) skipped++
    else if (isOdd && (isFollowedByName || part.analyses[0]?.feats.VerbForm !== undefined)) skipped++
    else break
  }
  return skipped
}

/** Names and the surnames made of them, by their key: an alphabet that tells fewer letters apart leaves their spelling open. */
let spelled: { readonly byKey: ReadonlyMap<string, string>; readonly all: ReadonlySet<string> } | undefined

function spelledIndex() {
  if (spelled !== undefined) return spelled
  const made = new Map<string, string>()
  const every = new Set<string>()
  for (const { name } of givenNames()) {
    const stem = name.replace(/й$/u, '')
    const vowel = /й$/u.test(name) ? 'е' : 'о'
    const all = [name, `${stem}${vowel}в`, `${stem}${vowel}ва`, `${stem}ев`, `${stem}ева`, `${name}ұлы`, `${name}қызы`]
    for (const one of all) {
      const key = personKey(one)
      if (!made.has(key)) made.set(key, one.toLowerCase())
      every.add(one.toLowerCase())
    }
  }
  spelled = { byKey: made, all: every }
  return spelled
}

/** Смадьяров, Маря and Серхйо, where an alphabet has one spelling for я and ия, й and и: no Kazakh name has ья. */
function fullerSpelling(lower: string): string | undefined {
  const fuller = lower.replace(/(?<=[бвгджзклмнпрстфхшқғңһ])(?:ь?я|йо)/u, (end) => (end === 'йо' ? 'ио' : 'ия'))
  if (fuller === lower) return undefined
  const isKnown = givenNameIndex().has(fuller) || spelledIndex().byKey.has(personKey(fuller))
  return isKnown || /ья|йо/u.test(lower) ? fuller : undefined
}

/** What the letters of another alphabet leave open at the ends of a name: Іштван, Іулдашев, Тілеубаи; Ли Вей. */
const mended = (name: string): string => {
  const parts = name.replace(/[\p{L}'’]{3,}/gu, (part) =>
    givenNameIndex().has(part.toLowerCase()) || spelledIndex().all.has(part.toLowerCase())
      ? part
      : part
          .replace(/^І(?=[уұ])./u, 'Ю')
          .replace(/^І(?=а)./u, 'Я')
          .replace(/^І(?=о)/u, 'Й')
          .replace(/^І(?=[бвгджзклмнпрстфхчшщ])(?!.*[әөүі])/u, 'И')
          .replace(/(?<=[аеоөәұүуы])и$/u, 'й')
          // Юлдәшев, Бөндәренко: the harmony of Kazakh in a name that has none.
          .replace(/^.+(?:[оөе]ва?|енко|ук|юк|ск(?:ий|ая)|заде|зәде|швили)$/u, (one) =>
            one.replace(/ә/gu, 'а').replace(/ө/gu, 'о'),
          ),
  )
  return isChinese(parts) ? parts.replace(/(?<=[бвгднпфмшжчхкр])е(?=й|н|ң|$)/giu, 'э') : parts
}

let chinese: ReadonlySet<string> | undefined

/** Whether a name of two or three short parts begins with one of the commonest surnames of China. */
function isChinese(name: string): boolean {
  chinese ??= new Set(chineseSurnames().map(({ surname }) => surname))
  return /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}{1,7}(?: \p{Lu}\p{Ll}{1,5})?$/u.test(name) && chinese.has(name.split(' ')[0] ?? '')
}

/** A name from another alphabet as the lists spell it in Cyrillic: Жумабаев is Жұмабаев; others stay as they are. */
export const respelled = (name: string): string =>
  mended(name).replace(/[\p{L}'’]{4,}/gu, (part) => {
    const lower = part.toLowerCase()
    if (givenNameIndex().has(lower) || spelledIndex().all.has(lower)) return part
    const known = spelledIndex().byKey.get(personKey(part)) ?? fullerSpelling(lower)
    return known === undefined ? part : part.slice(0, 1) === lower.slice(0, 1) ? known : capitalized(known)
  })
