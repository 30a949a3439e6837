import { type Head, heads as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { baseOf, caseOf, isClosingQuote, isKnown, isOpeningQuote, isPunctuation } from '../../language/words.js'
import { lookUp, lookUpName, lookUpQuoted } from './gazetteer.js'
import { keyOf } from './keys.js'
import type { Claims } from './mention.js'
import { isGivenName } from './people.js'

/** A thing named by what ends its name: Қаржы министрлігі, «Бір белдеу – бір жол» бастамасы, … туралы келісім. */
export interface ThingHit {
  readonly from: number
  readonly to: number
  readonly type: Head['type']
  readonly name: string
  readonly case: string
  readonly aliases: readonly string[]
  /** The common noun that says what it is: министрлік, газет. */
  readonly head?: string
}

interface HeadHit {
  readonly head: string
  readonly type: Head['type']
  /** Where its first word stands; most heads are one word. */
  readonly from: number
}

/** The words before a head's last, and the head. */
type Entry = readonly [before: readonly string[], head: Head]

/** Heads by their last word, those of several words first. */
let index: ReadonlyMap<string, readonly Entry[]> | undefined

function build() {
  const made = new Map<string, Entry[]>()
  for (const head of listed()) {
    const words = keyOf(head.head).split(' ')
    const last = words.at(-1) ?? ''
    made.set(last, [...(made.get(last) ?? []), [words.slice(0, -1), head]])
  }
  for (const entries of made.values()) entries.sort(([a], [b]) => b.length - a.length)
  return made
}

const isAbbreviation = (form: string): boolean => form.length > 1 && form === form.toUpperCase()

/** What each word may be the last of, which is asked again and again. */
const entriesOf: WeakMap<Word, readonly (readonly Entry[])[]> = new WeakMap()

function entriesAt(word: Word): readonly (readonly Entry[])[] {
  const known = entriesOf.get(word)
  if (known !== undefined) return known
  index ??= build()
  const heads = index
  const entries: (readonly Entry[])[] = []
  const add = (key: string): void => {
    const found = heads.get(key)
    if (found !== undefined && !entries.includes(found)) entries.push(found)
  }
  for (const { lemma, base, feats } of word.analyses) {
    // байқау (a contest) looks like a verbal noun of байқа.
    if (feats.VerbForm === 'Vnoun') add(`${keyOf(lemma)}у`)
    if (feats.VerbForm !== undefined) continue
    for (const form of lemma === base ? [lemma] : [lemma, base]) {
      const key = headKey(form)
      add(key)
      // Конгресі: of two letters alike at the end of a stem one is left before an ending.
      if (/[сл]$/u.test(key)) add(key + key.slice(-1))
    }
  }
  add(keyOf(word.form))
  entriesOf.set(word, entries)
  return entries
}

/** The head noun that ends at word `at`, if it may end a name. */
export function headAt(words: readonly Word[], at: number): HeadHit | undefined {
  const word = words[at]
  if (word === undefined || (word.kind !== 'word' && word.kind !== 'abbreviation')) return undefined
  let longest: HeadHit | undefined
  for (const entries of entriesAt(word)) {
    const found = entries.find(
      ([before, { head }]) =>
        before.every((wanted, i) => words[at - before.length + i]?.lower === wanted) &&
        // ЖАҚ is a company, жақ is a side.
        (!isAbbreviation(head) || isAbbreviation(baseOf(word))),
    )
    if (found === undefined) continue
    const from = at - found[0].length
    // "баспасөз қызметі" (press service), before "қызмет" alone.
    if (longest === undefined || from < longest.from) longest = { head: found[1].head, type: found[1].type, from }
  }
  return longest
}

/** The kind of thing that a word heads, if it heads a name. */
export function headType(word: Word | undefined): Head['type'] | undefined {
  return word === undefined ? undefined : headAt([word], 0)?.type
}

/** Премьер-лига is a лига, мектеп-гимназия a гимназия; федерасия is how some alphabets have федерация. */
export function headKey(lemma: string): string {
  index ??= build()
  const own = keyOf(lemma)
  const key = own.endsWith('сия') ? own.replace(/(?<=[аеиоук])сия$/u, 'ция') : own
  const last = index.has(key) ? -1 : key.lastIndexOf('-')
  return last === -1 ? key : key.slice(last + 1)
}

const readingAsHead = (word: Word) =>
  word.analyses.find((a) => a.feats.VerbForm === undefined && index?.has(headKey(a.lemma)))

const caseAsHead = (word: Word): string => readingAsHead(word)?.feats.Case ?? caseOf(word) ?? 'Nom'
const baseAsHead = (word: Word): string => readingAsHead(word)?.base ?? baseOf(word)
const isPossessedHead = (word: Word): boolean =>
  word.analyses.some((a) => index?.has(headKey(a.lemma)) && a.feats['Person[psor]'] === '3')
const isPlural = (word: Word): boolean => readingAsHead(word)?.feats.Number === 'Plur'

/** The text of words as written, the last one in the nominative. */
export function nameOf(words: readonly Word[], from: number, to: number): string {
  let made = ''
  for (let i = from; i < to; i++) {
    const word = words[i]
    if (word === undefined) continue
    const last = i === to - 1
    made += last ? (headType(word) === undefined ? baseOf(word) : baseAsHead(word)) : word.form
    const next = words[i + 1]
    if (!last && next !== undefined && next.start > word.end) made += ' '
  }
  return made
}

/** Longest quoted name of a law, and of anything else, in words. */
const longestLaw = 45
const longestName = 14

/**
 * A quoted name and what says that it is one: a noun after it («Халық үні» газеті), an organization of the lists, or a
 * suffix of case inside the quotation marks or after them. A quotation with a verb in it is speech.
 *
 * @param capitals whether names are written with a capital in this text
 * @param typeOf what the article shows elsewhere that a name is of
 */
export function quotedAt(
  words: readonly Word[],
  from: number,
  capitals: boolean,
  typeOf: (name: string) => Head['type'] | undefined,
): ThingHit | undefined {
  if (!isOpeningQuote(words[from])) return undefined
  let close = -1
  for (let i = from + 2; i < words.length && i - from <= longestLaw; i++) {
    if (!isClosingQuote(words[i])) continue
    close = i
    break
  }
  if (close === -1) return undefined
  const inside = words.slice(from + 1, close)
  if (
    inside.some((word) => /^[.!?…]+$/u.test(word.form)) ||
    !(capitals ? /^[\p{Lu}\d№]/u : /^[\p{L}\d№]/u).test(inside[0]?.form ?? '')
  )
    return undefined
  const name = textBetween(words, from + 1, close)
  if (inside.at(-1)?.lower === 'туралы') return lawAt(words, from, close, name)
  if (close - from > longestName) return undefined
  // Up to three words may stand between: «Бір белдеу - бір жол» мега жобасының ("of the mega-project").
  for (let i = close + 1; i <= close + 4; i++) {
    const word = words[i]
    if (word === undefined || isPunctuation(word)) break
    // «Қайраты» Қазақстан чемпионатында: the championship is that of the next name.
    if (capitals ? word.capital && lookUp(words, i, true, undefined) !== undefined : isPlaceAt(words, i)) break
    const head = headAt(words, i)
    // «Тұлпар» мен «Арлан» клубтары: the last of a row.
    const isLast = isJoiner.test(words[from - 1]?.lower ?? '') && isClosingQuote(words[from - 2])
    if (head !== undefined && head.type !== 'document' && (!isPlural(word) || isLast)) {
      // «Үлкен дулыға» турнирі: before its noun a name has no case but the genitive.
      const quoted = quotedName(words, from + 1, close, name)
      const { base, aliases } = quoted.case === 'Gen' ? quoted : { base: name, aliases: quoted.aliases }
      // «Қызылсу – Көктөбе» автожолы: a road or pipe is called by its noun too.
      if (lines.test(head.head) && isPossessedHead(word))
        return {
          from, to: i + 1, type: head.type, name: `${base} ${nameOf(words, close + 1, i + 1)}`, case: caseAsHead(word),
          aliases: [base, `«${base}» ${nameOf(words, close + 1, i + 1)}`], head: head.head,
        } // biome-ignore format: one row
      return {
        from: from + 1,
        to: close,
        type: head.type,
        name: base,
        case: caseAsHead(word),
        aliases: [...aliases, ...(head.type === 'place' ? [`${base} ${head.head}`] : [])],
        head: head.head,
      }
    }
    if (!isBetween(word)) break
  }
  const { base, case: caseName } = quotedName(words, from + 1, close, name)
  // ЖШС «Темір жол сервис»: the form before the name.
  if (words[from - 1] !== undefined && isForm(words[from - 1]))
    return { from: from + 1, to: close, type: 'organization', name: base, case: caseName, aliases: [] }
  const shared = rowAt(words, close)
  if (shared !== undefined) return { from: from + 1, to: close, type: shared, name: base, case: 'Nom', aliases: [] }
  // “Қазақстан” атауы (the name): a country's name alone is no channel's.
  const known = lookUpName(base)?.isCountry === true ? undefined : (lookUpQuoted(base) ?? lookUpQuoted(name))
  // «Мерседес» аударылды (overturned): the maker's name alone is a car.
  if (known?.kind === 'maker') return undefined
  if (known !== undefined) {
    const aliases = [base, known.name, ...known.aliases]
    return { from: from + 1, to: close, type: 'organization', name: base, case: caseName, aliases }
  }
  const type =
    typeOf(base) ??
    typeOf(name) ??
    headInside(words, from, close) ??
    opponentAt(words, from, close) ??
    rivalAt(words, close, caseName)
  if (type === undefined) return undefined
  return { from: from + 1, to: close, type, name: base, case: caseName, aliases: [] }
}

const isPlaceAt = (words: readonly Word[], at: number): boolean =>
  lookUp(words, at, false, undefined)?.listed.isCountry === true

/** ЖШС, КММ: the abbreviation of a legal form, without a case. */
const isForm = (word: Word | undefined): boolean => {
  const entries = word === undefined || !isAbbreviation(word.form) ? undefined : index?.get(keyOf(word.form))
  return entries?.some(([before, { head }]) => before.length === 0 && head === word?.form) === true
}

/** "хоккей клубы", "жауапкершілігі шектеулі серіктестігі": words in small letters that no lexicon has for anything but a noun. */
const isBetween = (word: Word): boolean =>
  isKnown(word, 'NOUN') ||
  isKnown(word, 'ADJ') ||
  isDeed(word) ||
  /^(?:мега|емес)$/u.test(word.lower) ||
  (!word.capital &&
    word.analyses.every(({ upos, confidence }) => confidence < 0.7 && /^(?:NOUN|ADJ|PROPN|X)$/u.test(upos)))

/** "сақтандыру компаниясы" (an insurance company): a verbal noun without an ending. */
const isDeed = ({ form, analyses }: Word): boolean =>
  analyses.some(({ base, feats }) => feats.VerbForm === 'Vnoun' && feats.Case === 'Nom' && base === form)

/** «Халық әділет қоры»: a body whose name holds its noun needs none after it. */
function headInside(words: readonly Word[], from: number, close: number): Head['type'] | undefined {
  const [first, last] = [words[from + 1], words[close - 1]]
  const isName = first !== undefined && close - from > 2 && !beginsNoName(first)
  const head = isName ? headAt(words, close - 1) : undefined
  return last !== undefined && isPossessedHead(last) && head?.type === 'organization' ? head.type : undefined
}

/** "«Тұлпар», «Арлан» және «Сұңқар» клубтары": what quoted names in a row are that share a noun. */
function rowAt(words: readonly Word[], close: number): Head['type'] | undefined {
  let at = close
  for (let names = 1; names <= 12; names++) {
    if (!isJoiner.test(words[at + 1]?.lower ?? '') || !isOpeningQuote(words[at + 2])) {
      if (names === 1) return undefined
      const noun = words[at + 1]
      const head = headAt(words, at + 1) ?? headAt(words, at + 2)
      return noun !== undefined && head?.type === 'organization' ? head.type : undefined
    }
    let next = at + 3
    while (next < words.length && next - at <= longestName && !isClosingQuote(words[next])) next++
    if (!isClosingQuote(words[next])) return undefined
    at = next
  }
  return undefined
}

/** "«Тұлпар» «Арланға» қарсы", "«Тұлпар» – «Арлан»": beside a club of the lists stands another. */
function opponentAt(words: readonly Word[], from: number, close: number): Head['type'] | undefined {
  const isDash = (word: Word | undefined): boolean => /^[–—-]$/u.test(word?.form ?? '')
  const end = isDash(words[from - 1]) ? from - 2 : from - 1
  let start = end - 1
  while (start >= 0 && end - start <= 4 && !isOpeningQuote(words[start])) start--
  const before = isClosingQuote(words[end]) && isOpeningQuote(words[start]) ? textBetween(words, start + 1, end) : ''
  const beside =
    isDash(words[close + 1]) || /^(?:мен|пен|бен)$/u.test(words[close + 1]?.lower ?? '') ? close + 2 : close + 1
  // "«Тұлпар» мен Алматының «Қайраты»"
  const next = !isOpeningQuote(words[beside]) && isOpeningQuote(words[beside + 1]) ? beside + 1 : beside
  let stop = next + 1
  while (stop < words.length && stop - next <= 4 && !isClosingQuote(words[stop])) stop++
  const after =
    isOpeningQuote(words[next]) && isClosingQuote(words[stop])
      ? quotedName(words, next + 1, stop, textBetween(words, next + 1, stop)).base
      : ''
  const isClub = [before, after].some((name) => name !== '' && lookUpQuoted(name)?.kind === 'sports')
  return isClub && close - from <= 4 ? 'organization' : undefined
}

/** "Қазанның «Рубинінен» 0:1 есебімен жеңілді", "«Спортингке» қарсы кездесу": whom one plays against, or by what score. */
function rivalAt(words: readonly Word[], close: number, caseName: string): Head['type'] | undefined {
  if (!/^(?:Acc|Dat|Abl|Ins)$/u.test(caseName)) return undefined
  const isMatch = /^(?:кездесу|ойын|матч)/u.test(words[close + 2]?.lower ?? '')
  const isScore = words.slice(close + 1, close + 6).some(({ lower }) => lower === 'есебімен')
  // «Волгамен» … ойынын өткізді
  const isWith =
    caseName === 'Ins' && words.slice(close + 1, close + 8).some(({ lower }) => /^(?:ойын|матч)/u.test(lower))
  return isScore || isWith || (words[close + 1]?.lower === 'қарсы' && isMatch) ? 'organization' : undefined
}

const isJoiner = /^(?:,|мен|пен|бен|және)$/u

/** Works of art: their names, and the names inside these, are no names of people, places or bodies. */
const works =
  /^(?:(?:көркем|деректі|қысқаметражды|толықметражды|мультипликациялық)?фильм|кинофильм|мультфильм|телехикая|хикая|хикаят|сериал|кино|кинокартина|картина|роман|повесть|әңгіме|поэма|дастан|өлең|жыр|ән|әндер|күй|спектакль|қойылым|пьеса|драма|опера|балет|кітап|жинақ|мақала|эссе|альбом|клип)$/u

/** Where the name of a work stands in quotation marks: «Сырдың суы» әні (the song). */
export function workAt(
  words: readonly Word[],
  from: number,
): { readonly from: number; readonly to: number } | undefined {
  if (!isOpeningQuote(words[from])) return undefined
  for (let close = from + 2; close < words.length && close - from <= longestName; close++) {
    if (!isClosingQuote(words[close])) continue
    for (let i = close + 1; i <= close + 3; i++) {
      const word = words[i]
      if (word === undefined || isPunctuation(word) || word.capital || headAt(words, i) !== undefined) return undefined
      const isWork = word.analyses.some((a) => a.feats.VerbForm === undefined && works.test(a.lemma.toLowerCase()))
      if (isWork) return { from: from + 1, to: close }
    }
    return undefined
  }
  return undefined
}

const lines = /(?:жол|трасса|құбыры?)$/u

/** A quoted name in the nominative: the case may stand inside the marks («Қайратқа»). */
function quotedName(
  words: readonly Word[],
  from: number,
  to: number,
  written: string,
): { readonly base: string; readonly case: string; readonly aliases: readonly string[] } {
  const last = words[to - 1]
  const after = words[to + 1]
  const suffix = after?.form.startsWith('-') === true ? 'Gen' : 'Nom'
  if (last === undefined || lookUpQuoted(written) !== undefined) return { base: written, case: suffix, aliases: [] }
  // «Қайраты»: "Almaty's Qairat" bears possession too.
  const owned = last.analyses.find(
    ({ feats, lemma }) => feats['Person[psor]'] === '3' && lookUpQuoted(restored(lemma, last)) !== undefined,
  )
  if (owned !== undefined && to - from === 1)
    return { base: restored(owned.lemma, last), case: owned.feats.Case ?? 'Nom', aliases: [] }
  // "Қазанның «Рубинінен»": what a city has, and the case after it.
  const ofCity = words[from - 2]
  const own =
    to - from === 1 && ofCity?.analyses.some(({ feats, upos }) => feats.Case === 'Gen' && upos === 'PROPN') === true
      ? last.analyses.find(
          ({ feats, lemma }) => feats['Person[psor]'] === '3' && feats.VerbForm === undefined && lemma.length >= 4,
        )
      : undefined
  if (own !== undefined) return { base: restored(own.lemma, last), case: own.feats.Case ?? 'Nom', aliases: [] }
  // «Құс өсірушілер одағының»: the noun of a body, with possession and a case.
  if (to - from > 1 && headAt(words, to - 1)?.type === 'organization' && isPossessedHead(last))
    return { base: nameOf(words, from, to), case: caseAsHead(last), aliases: [] }
  const reading = last.analyses.find(
    ({ feats, base }) =>
      feats.VerbForm === undefined && feats.Case !== undefined && feats.Case !== 'Nom' && base.length >= 3 &&
      feats['Person[psor]'] === undefined,
  ) // biome-ignore format: one question
  if (reading === undefined) return { base: written, case: suffix, aliases: [] }
  const before = textBetween(words, from, to - 1)
  const spaced = before === '' ? '' : before + ((words[to - 2]?.end ?? 0) < last.start ? ' ' : '')
  const base = reading.base
  const sure = lookUpQuoted(spaced + base) !== undefined || last.analyses[0] === reading
  return sure
    ? { base: spaced + base, case: reading.feats.Case ?? 'Nom', aliases: [] }
    : { base: written, case: suffix, aliases: [] }
}

const restored = (lemma: string, word: Word): string => word.form.slice(0, 1) + lemma.slice(1)

/** «… туралы» 2018 жылғы 4 шілдедегі № 168-VI Заң; or «… туралы» келісім. */
function lawAt(words: readonly Word[], from: number, close: number, name: string): ThingHit | undefined {
  for (let i = close + 1; i <= close + 9; i++) {
    const word = words[i]
    if (word === undefined) break
    if (headType(word) === 'document') {
      const base = baseAsHead(word)
      const whole = textBetween(words, from, i)
      const full = `${whole}${whole.endsWith(' ') ? '' : ' '}${base}`
      return {
        from, to: i + 1, type: 'document', name: full, case: caseAsHead(word), aliases: [`${name} ${base}`, name],
      } // biome-ignore format: one row
    }
    if (/^[.!?;:]$/u.test(word.form)) break
  }
  return undefined
}

const textBetween = (words: readonly Word[], from: number, to: number): string => {
  let made = ''
  for (let i = from; i < to; i++) {
    made += words[i]?.form ?? ''
    const next = words[i + 1]
    if (i < to - 1 && next !== undefined && next.start > (words[i]?.end ?? 0)) made += ' '
  }
  return made
}

/** Heads whose name is said without them: Егіндібұлақ ауылы is called Егіндібұлақ. */
const dropped = new Set([
  'қала', 'ауыл', 'аул', 'кент', 'өзен', 'көл', 'елді мекен', 'село', 'уәлаят', 'аймақ', 'провинция', 'штат',
]) // biome-ignore format: a list

/**
 * A name that ends with a head noun and begins with the farthest capital that leads to it without a break:
 * Азиядағы Өзара Ықпалдастық және Сенім шаралары жөніндегі Кеңес; Ұлы Жібек жолы тұжырымдамасы.
 *
 * @param capitals whether names are written with a capital in this text
 */
export function headedAt(
  words: readonly Word[],
  at: number,
  claims: Claims,
  capitals: boolean,
  isOther: (at: number) => boolean = () => false,
): ThingHit | undefined {
  const word = words[at]
  const hit = headAt(words, at)
  if (word === undefined || hit === undefined || claims.has(at)) return undefined
  const number = numbered.test(hit.head) && !isPlural(word) ? numberBefore(words, at) : undefined
  if (number !== undefined)
    return {
      from: number, to: at + 1, type: hit.type, name: nameOf(words, number, at + 1), case: caseAsHead(word), aliases: [],
      head: hit.head,
    } // biome-ignore format: one row
  if (!capitals)
    return (
      (hit.type === 'document' ? documentAt(words, at, isOther) : undefined) ??
      yearsAt(words, at) ??
      numberedAt(words, at, hit.type) ??
      plainBodyAt(words, at, hit, claims) ??
      plainPlaceAt(words, at, hit, claims)
    )
  const { type, head } = hit
  if (isPlural(word)) return undefined
  if (type === 'document')
    return documentAt(words, at, isOther) ?? numberedAt(words, at, type) ?? codeAt(words, at, claims)
  const years = type === 'initiative' ? yearsAt(words, at) : undefined
  if (years !== undefined) return years
  // "Қалалық мәслихат", "Орталық стадион": an adjective with a capital before the bare noun.
  const before = words[hit.from - 1]
  const isDescribed = isDescriptor(before) || describes(words, hit.from)
  // "Консулдық қызмет | департаменті": the noun is of the name of the next.
  const next = words[at + 1]
  if (next !== undefined && !isPossessedHead(word) && headAt(words, at + 1)?.type === type && isPossessedHead(next))
    return undefined
  const isNamed = isPossessedHead(word) || (word.capital && type === 'organization') || isDescribed
  if (!isNamed) return undefined
  const local = localBodyAt(words, at, hit, claims)
  if (local !== undefined && !isNameBefore(words, local.from, claims)) return local
  const from = type === 'place' ? placeStart(words, hit.from, claims) : leftEnd(words, hit.from, claims)
  if (from === undefined) return undefined
  const first = words[from]
  const opening = words.slice(0, from).every(isPunctuation)
  // «Хабар» арнасы is a channel, "Есіл арнасы" a bed: such nouns follow their name at once.
  if (common.test(head) && words[hit.from - 1]?.capital !== true) return undefined
  const isAlone = opening && !words.slice(from + 1, at + 1).some((one) => one.capital)
  if (
    isAlone &&
    type === 'organization' &&
    !/^(?:\p{Lu}{2}|[A-Z])/u.test(first?.form ?? '') &&
    !(isBody.test(head) && !isOfPeople(first))
  )
    return undefined
  // "Екі елдің ведомствосы" (both countries' office): a sentence begins, no name.
  if (opening && at - from > 0 && first !== undefined && beginsNoName(first)) return undefined
  const caseName = caseAsHead(word)
  // Of an initiative the name is what stands before the noun; of the rest, the noun belongs to it.
  if (type === 'initiative') {
    const name = textBetween(words, from, hit.from)
    // "Бір адамның акциясы" (one man's protest): the capital is the sentence's.
    if (hit.from - from < 2 || isAlone) return undefined
    return { from, to: hit.from, type, name, case: caseName, aliases: [`${name} ${baseAsHead(word)}`], head }
  }
  const name = nameOf(words, from, at + 1)
  if (type === 'place' && dropped.has(head)) {
    const short = textBetween(words, from, at)
    if (at - from > 2) return undefined
    return { from, to: at, type, name: short, case: caseName, aliases: [name], head }
  }
  const aliases = type === 'place' && at - from <= 2 ? [textBetween(words, from, hit.from)] : []
  return { from, to: at + 1, type, name, case: caseName, aliases, head }
}

/** Bodies that a number tells apart: № 8 қалалық аурухана. */
const numbered =
  /^(?:мектеп|балабақша|лицей|гимназия|аурухана|емхана|перзентхана|поликлиника|колледж|бөлім|кітапхана)$/u

const common = /^(?:арна|топ|сайт|тілші|басылым|команда|штаб)$/u

/** Heads that make a name even of common words alone: Облыстық денсаулық сақтау басқармасы. */
const isBody =
  /^(?:министрлік|комитет|агенттік|департамент|басқарма|мәслихат|әкімдік|прокуратура|инспекция|палата|сот|колледж|университет|институт|академия|комиссия|федерация|қауымдастық|бюро)$/u

/** Қазақстандық, чехиялық: whose it is, no name. */
const isOfPeople = (word: Word | undefined): boolean => /(?:стандық|ялық|иялық)$/u.test(word?.lower ?? '')

export const beginsNoName = (word: Word): boolean =>
  /^(екі|үш|екеуінің|осы|бұл|сол|ол|барлық|кейбір|бірқатар|басқа|жаңа|ескі|бірінші|екінші|өз|түрлі|әр|бүкіл|қазіргі|бұрынғы|жергілікті|аталған|атақты|белгілі|ірі|үлкен|кіші|шағын|келесі|соңғы|тағы|ең|біздің|олардың|оның|мұндай|ондай)$/u.test(
    word.lower,
  ) ||
  word.analyses[0]?.feats.VerbForm !== undefined ||
  /^(?:ADV|PRON|DET|CCONJ|SCONJ|ADP|AUX|PART|INTJ)$/u.test(word.analyses[0]?.upos ?? '') ||
  // "Партияның саяси кеңесі": a common noun in the genitive.
  (word.analyses[0]?.feats.Case === 'Gen' && word.analyses[0].upos === 'NOUN')

/** "Үкіметаралық экономикалық комиссия", "… жөніндегі комиссия": adjectives alone may make a body's name. */
function describes(words: readonly Word[], end: number): boolean {
  for (let i = end - 1; i >= 0 && end - i <= 4; i--) {
    const word = words[i]
    if (word === undefined || word.lower === 'жөніндегі') return word !== undefined
    if (isDescriptor(word)) return true
    if (!/(?:лық|лік|дық|дік|тық|тік)$/u.test(word.lower)) return false
  }
  return false
}

const isDescriptor = (word: Word | undefined): boolean =>
  word?.capital === true && /(?:лық|лік|дық|дік|тық|тік)$/u.test(word.lower) && !isOfPeople(word)

/** "… облыстық құрылыс басқармасы": a board of a region, district or city is named so also inside a sentence. */
function localBodyAt(words: readonly Word[], at: number, hit: HeadHit, claims: Claims): ThingHit | undefined {
  const word = words[at]
  if (word === undefined || !isLocal.test(hit.head) || !isPossessedHead(word) || isPlural(word)) return undefined
  for (let from = hit.from - 1; from >= 0 && hit.from - from <= 5; from--) {
    const before = words[from]
    if (before === undefined || claims.has(from) || breaksName(before, words[from + 1])) return undefined
    if (!/^(?:облыстық|аудандық|қалалық)$/u.test(before.lower)) continue
    const isBare = from === hit.from - 1 && !isCourt.test(hit.head)
    if (isBare) return undefined
    return {
      from, to: at + 1, type: hit.type, name: nameOf(words, from, at + 1), case: caseAsHead(word), aliases: [],
      head: hit.head,
    } // biome-ignore format: one row
  }
  return undefined
}

/** "Шал ақын аудандық …": whether the word before is a name that no finder has taken. */
function isNameBefore(words: readonly Word[], at: number, claims: Claims): boolean {
  const before = words[at - 1]
  if (before?.capital !== true || claims.has(at - 1)) return false
  const first = before.analyses[0]
  return (
    first === undefined || first.upos === 'PROPN' || first.upos === 'X' || !words.slice(0, at - 1).every(isPunctuation)
  )
}

const isLocal = /^(?:басқарма|департамент|бөлім|инспекция|аурухана|перзентхана|диспансер)$/u
const isCourt = /^(?:сот|прокуратура|мәслихат|әкімдік)$/u

/** In a text without capitals, a body of state or a university is named by the nouns and adjectives before its noun. */
function plainBodyAt(words: readonly Word[], at: number, hit: HeadHit, claims: Claims): ThingHit | undefined {
  const word = words[at]
  const isNamed = isBody.test(hit.head) || /^(?:корпорация|концерн|холдинг|банк|қор|компания)$/u.test(hit.head)
  if (word === undefined || !isNamed || !isPossessedHead(word) || isPlural(word)) return undefined
  let from = hit.from
  while (from > 0 && hit.from - from < 4 && !claims.has(from - 1)) {
    const before = words[from - 1]
    const reading = before?.analyses[0]
    const isNominal = /^(?:NOUN|ADJ|PROPN|X)$/u.test(reading?.upos ?? '') && (reading?.feats.Case ?? 'Nom') === 'Nom'
    // "басқосуда | футбол қауымдастығы": where it was.
    const isPlace =
      /[дт][ае]$/u.test(before?.lower ?? '') && before?.analyses.some((a) => a.feats.Case === 'Loc') === true
    if (before === undefined || !isNominal || isPlace || reading?.feats.VerbForm !== undefined || beginsNoName(before))
      break
    from--
  }
  if (from === hit.from) return undefined
  const name = nameOf(words, from, at + 1)
  return {
    from,
    to: at + 1,
    type: hit.type,
    name: name.slice(0, 1).toUpperCase() + name.slice(1),
    case: caseAsHead(word),
    aliases: [],
    head: hit.head,
  }
}

/** In a text without capitals, a place is named by the word before its noun that no lexicon knows: ван уәлаяты. */
function plainPlaceAt(words: readonly Word[], at: number, hit: HeadHit, claims: Claims): ThingHit | undefined {
  const word = words[at]
  const name = words[hit.from - 1]
  if (word === undefined || name === undefined || hit.type !== 'place' || claims.has(hit.from - 1)) return undefined
  const isKnownWord = name.analyses.some(
    ({ upos, confidence }) => upos !== 'PROPN' && upos !== 'X' && confidence >= 0.6,
  )
  if (!isPossessedHead(word) || isPlural(word) || isKnownWord || name.kind !== 'word') return undefined
  const short = name.form.slice(0, 1).toUpperCase() + name.form.slice(1)
  return {
    from: hit.from - 1,
    to: dropped.has(hit.head) ? hit.from : at + 1,
    type: 'place',
    name: dropped.has(hit.head) ? short : `${short} ${baseAsHead(word)}`,
    case: caseAsHead(word),
    aliases: [dropped.has(hit.head) ? `${short} ${baseAsHead(word)}` : short],
    head: hit.head,
  }
}

/** Words in lower case that stand in names of places: Тәуке хан даңғылы, Төле би көшесі. */
const ranks = /^(?:хан|би|батыр|жырау|ақын|ата|баба|ана|сал|сері|бау|шешен|мырза|сұлтан)$/u

/** A place's name is the capitals right before its noun: "Жаңа көпір | Тасбөгет кенті". */
function placeStart(words: readonly Word[], head: number, claims: Claims): number | undefined {
  let from: number | undefined
  for (let i = head - 1; i >= 0 && head - i <= 3; i--) {
    const word = words[i]
    if (word === undefined || claims.has(i) || word.kind === 'punctuation') break
    if (word.capital) {
      const isInflected = word.analyses[0]?.feats.Case !== undefined && word.analyses[0].feats.Case !== 'Nom'
      if (i < head - 1 && isInflected && !word.analyses.some((a) => a.feats.Case === 'Nom' && a.upos === 'PROPN')) break
      from = i
    } else if (i !== head - 1 || !ranks.test(word.lower)) break
  }
  const first = from === undefined ? undefined : words[from]
  if (from === undefined || first === undefined) return undefined
  // "Сақ ханшайымының қорымы": the capital is the sentence's.
  const opening = words.slice(0, from).every(isPunctuation)
  const isWord = isKnown(first, 'NOUN') || isKnown(first, 'ADJ') || isKnown(first, 'VERB') || isKnown(first, 'ADV')
  return opening && isWord && !/^\p{Lu}{2}/u.test(first.form) ? undefined : from
}

function leftEnd(words: readonly Word[], head: number, claims: Claims): number | undefined {
  let from: number | undefined
  for (let i = head - 1; i >= 0 && head - i <= 9; i--) {
    const word = words[i]
    if (word === undefined || claims.has(i)) break
    // "Сәтбаев атындағы … институты" (the institute named after Satbaev)
    if (word.lower === 'атындағы') {
      const named = namesakeBefore(words, i)
      if (named !== undefined) return named
    }
    // "Лиссабонда | Қазақстан елшілігі ашылады": where it opens is no part of its name.
    if (breaksName(word, words[i + 1]) || isWhere(word)) break
    if (word.capital) from = i
  }
  return from
}

const isWhere = ({ capital, lower, analyses }: Word): boolean =>
  capital && /[дт][ае]$/u.test(lower) && analyses[0]?.feats.Case === 'Loc'

/**
 * "Қ.Әлібеков атындағы облыстық драма театры" (the theatre named after …): from the name to the noun. The person is not
 * spoken of, and no mention.
 */
export function namesakeAt(words: readonly Word[], at: number, capitals: boolean): ThingHit | undefined {
  if (words[at]?.lower !== 'атындағы') return undefined
  const from = capitals ? namesakeBefore(words, at) : undefined
  if (from === undefined) return undefined
  let bare: number | undefined
  for (let i = at + 1; i < words.length && i - at <= 10; i++) {
    const word = words[i]
    if (word === undefined || (isPunctuation(word) && !isMark.test(word.form)) || word.kind === 'number') break
    const hit = headAt(words, i)
    if (hit !== undefined && /^(?:organization|place)$/u.test(hit.type)) {
      if (isPossessedHead(word)) return namesake(words, from, i, hit)
      bare = i
    } else if (bare !== undefined) break
    const first = word.analyses[0]
    if (first?.feats.VerbForm !== undefined && first.feats.VerbForm !== 'Vnoun' && first.confidence >= 0.7) break
    if (bare === i && caseAsHead(word) !== 'Nom') break
  }
  const head = bare === undefined ? undefined : headAt(words, bare)
  return bare === undefined || head === undefined ? undefined : namesake(words, from, bare, head)
}

const isMark = /^[«»“”"]$/u

const namesake = (words: readonly Word[], from: number, at: number, { head, type }: HeadHit): ThingHit => {
  const word = words[at]
  const name = nameOf(words, from, at + 1)
  return { from, to: at + 1, type, name, case: word === undefined ? 'Nom' : caseAsHead(word), aliases: [], head }
}

/**
 * "Тасмола құбыр консорциумы (ТҚК)", "… (бұдан әрі – ТҚК)": the words before the bracket that the abbreviation's letters
 * begin, and the abbreviation itself.
 */
export function abbreviatedAt(
  words: readonly Word[],
  bracket: number,
): (ThingHit & { readonly short: number }) | undefined {
  if (words[bracket]?.form !== '(') return undefined
  let short = bracket + 1
  while (short < bracket + 4 && /^(?:бұдан|әрі|[–—-])$/u.test(words[short]?.lower ?? '')) short++
  const letters = words[short]?.form ?? ''
  if (!/^\p{Lu}{2,9}$/u.test(letters) || words[short + 1]?.form !== ')') return undefined
  const from = bracket - letters.length
  const first = words[from]
  const last = words[bracket - 1]
  if (first?.capital !== true || last === undefined) return undefined
  const isSpelled = words.slice(from, bracket).every((word, i) => word.form.slice(0, 1).toUpperCase() === letters[i])
  const head = headAt(words, bracket - 1)
  if (!isSpelled || head === undefined || (head.type !== 'organization' && head.type !== 'document')) return undefined
  const { type } = head
  return {
    from, to: bracket, type, name: nameOf(words, from, bracket), case: caseAsHead(last), aliases: [letters], head: head.head, short,
  } // biome-ignore format: one row
}

/** Where the name begins that ends before "атындағы". */
function namesakeBefore(words: readonly Word[], at: number): number | undefined {
  let from: number | undefined
  for (let i = at - 1; i >= 0 && at - i <= 4; i--) {
    const word = words[i]
    if (word?.capital !== true) break
    // "Қазбаны Марғұлан атындағы …": a sentence begins before the name.
    const isOpening = from !== undefined && words.slice(0, i).every(isPunctuation)
    if (isOpening && !/\.$/u.test(word.form) && word.analyses[0]?.feats.Case !== 'Nom') break
    if (isOpening && !isGivenName(word) && !/\.$/u.test(word.form)) break
    from = i
    // "Асан Үсенов | Сәкен Жолов атындағы театрға …": whom the theatre is not named after has a name as well.
    const isGiven = i < at - 1 && isGivenName(word) && !/(?:ұлы|қызы)$/u.test(word.lower)
    if (isGiven && !isInitial(words[i - 1])) break
  }
  return from
}

const isInitial = (word: Word | undefined): boolean => /^\p{Lu}\.$/u.test(word?.form ?? '')

function numberBefore(words: readonly Word[], at: number): number | undefined {
  for (let i = at - 1; i >= 0 && at - i <= 4; i--) {
    const word = words[i]
    if (word === undefined) return undefined
    if (word.form === '№') return i
    if (word.kind === 'number' && words[i - 1]?.form !== '№') return undefined
  }
  return undefined
}

/** A word that cannot stand inside a name: a stop, a verb, an adverb of time, a noun in an objective case. */
function breaksName(word: Word, next: Word | undefined): boolean {
  if (word.kind !== 'word') return true
  if (word.lower === 'және' || word.lower === 'мен' || word.lower === 'пен' || word.lower === 'бен')
    return next?.capital === undefined
  const first = word.analyses[0]
  if (first === undefined) return false
  if (first.upos === 'ADV' || first.upos === 'PRON' || first.upos === 'DET' || first.upos === 'AUX') return true
  if (first.upos === 'CCONJ' || first.upos === 'PART') return true
  if (first.upos === 'ADP') return !/^(жөніндегі|туралы)$/u.test(word.lower)
  if (first.feats.VerbForm !== undefined && first.feats.VerbForm !== 'Vnoun' && first.confidence >= 0.7)
    return word.lower !== 'қарсы'
  const caseName = first.feats.Case
  if (first.feats.Attributive === 'Yes') return !word.capital
  if (next?.lower === 'қарсы' && caseName === 'Dat') return false
  return caseName !== undefined && /^(Dat|Acc|Loc|Abl|Ins)$/u.test(caseName) && first.confidence >= 0.5
}

/**
 * … туралы (бірлескен) декларация, … саласындағы келісім, with what it is about: back to who signs it, where and when.
 *
 * @param isOther whether a word ends the name of a person, body or place that is no part of the document's name
 */
function documentAt(words: readonly Word[], head: number, isOther: (at: number) => boolean): ThingHit | undefined {
  const word = words[head]
  const about = aboutBefore(words, head)
  if (word === undefined || about === undefined) return undefined
  let from = about
  // "Ведомствоны тарату туралы жарлық" (the decree to dissolve …): what is done has its object beside it.
  const isDeed = words[about - 1]?.analyses.some((a) => a.feats.VerbForm === 'Vnoun') === true
  for (let i = about - 1; i >= 0 && about - i <= 16; i--) {
    const before = words[i]
    if (before === undefined || isOther(i)) break
    const isObject = isDeed && /^(?:Acc|Dat|Ins)$/u.test(caseOf(before) ?? '') && !isPunctuation(before)
    if (!isObject && breaksDocument(before, words[i + 1], words[i - 1])) break
    from = i
  }
  while (/^(?:және|мен|пен|бен)$/u.test(words[from]?.lower ?? '')) from++
  return from >= about ? undefined : document(words, from, head)
}

/** Where "туралы" or "саласындағы" stands before a document's noun, with "бірлескен" or "үкіметаралық" between. */
function aboutBefore(words: readonly Word[], head: number): number | undefined {
  const between = words[head - 1]
  const isJoint = /^(?:бірлескен|үкіметаралық|екіжақты|арнайы)$/u.test(between?.lower ?? '')
  const at = isJoint ? head - 2 : head - 1
  const isTreaty = /^(?:келісім|меморандум|шарт|хаттама)/u.test(words[head]?.lower ?? '')
  if (words[at]?.lower === 'туралы' || (isTreaty && words[at]?.lower === 'саласындағы')) return at
  return undefined
}

const document = (words: readonly Word[], from: number, head: number): ThingHit => {
  const word = words[head]
  const caseName = word === undefined ? 'Nom' : caseAsHead(word)
  return { from, to: head + 1, type: 'document', name: nameOf(words, from, head + 1), case: caseName, aliases: [] }
}

/** Үкіметтің 2025 жылғы 3 наурыздағы № 127 қаулысы: who gave it, when, and its number. */
function numberedAt(words: readonly Word[], head: number, type: Head['type']): ThingHit | undefined {
  if (type !== 'document') return undefined
  const sign = words[head - 2]?.form === '№' ? head - 2 : words[head - 1]?.form.startsWith('№') === true ? head - 1 : -1
  if (sign === -1) return undefined
  let from = sign
  for (let i = sign - 1; i >= 0 && sign - i <= 5; i--) {
    const word = words[i]
    if (word === undefined) break
    const isDate = word.kind === 'number' || /^(?:жылғы|жылдың)$/u.test(word.lower) || word.lower.endsWith('дағы') || word.lower.endsWith('дегі') || word.lower.endsWith('тағы') || word.lower.endsWith('тегі') // biome-ignore format: one question
    const isGiver = word.capital && word.analyses.some((a) => a.feats.Case === 'Gen')
    if (!isDate && !isGiver) break
    from = i
    if (isGiver) break
  }
  return document(words, from, head)
}

/** Су кодексі, Қылмыстық кодекс: a code has one word before it, or the words of its own field. */
function codeAt(words: readonly Word[], head: number, claims: Claims): ThingHit | undefined {
  const word = words[head]
  const before = words[head - 1]
  if (word === undefined || !/^(?:кодекс|конституция)/u.test(word.lower) || before?.capital !== true) return undefined
  if (!claims.has(head - 1)) return document(words, head - 1, head)
  // "Қазақстан Республикасы | Конституциясының": the state is found already.
  return word.capital && isPossessedHead(word) && !claims.has(head) ? document(words, head, head) : undefined
}

/** "2025–2027 жылдарға арналған ынтымақтастық бағдарламасы" (the programme of cooperation for 2025 to 2027). */
function yearsAt(words: readonly Word[], head: number): ThingHit | undefined {
  if (!/^(?:initiative|document)$/u.test(headAt(words, head)?.type ?? '')) return undefined
  for (let i = head - 1; i >= 1 && head - i <= 8; i--) {
    if (words[i]?.lower !== 'арналған' || words[i - 1]?.lower.startsWith('жыл') !== true) continue
    let from = i - 1
    while (from > 0 && (words[from - 1]?.kind === 'number' || /^[-–—]$/u.test(words[from - 1]?.form ?? ''))) from--
    return from === i - 1 ? undefined : document(words, from, head)
  }
  return undefined
}

function breaksDocument(word: Word, next: Word | undefined, before: Word | undefined): boolean {
  if (isPunctuation(word) || word.lower === 'сондай-ақ') return true
  // "мерекемен | және … туралы декларация": what is joined so stands beside the document.
  if (next?.lower === 'және' && caseOf(word) === 'Ins') return true
  if (/^(?:және|мен|пен|бен)$/u.test(word.lower)) return before === undefined || isPunctuation(before)
  if (word.kind === 'number') return true
  const first = word.analyses[0]
  if (first === undefined) return false
  // A capital inside a sentence begins a title: Кеңейтілген серіктестік туралы мәлімдеме.
  if (word.capital && before !== undefined && !isPunctuation(before)) return false
  if (first.upos === 'ADP' && !/^(?:жөніндегі|арасындағы)$/u.test(word.lower)) return true
  // "тараптар | ғарыш туралы …": a plural in the nominative that owns nothing is who signs.
  const isMany = first.upos === 'NOUN' && first.feats.Number === 'Plur' && first.feats.Case === 'Nom'
  if (
    isMany &&
    next?.lower !== 'туралы' &&
    first.feats['Person[psor]'] === undefined &&
    next?.analyses[0]?.feats['Person[psor]'] !== '3'
  )
    return true
  if (first.upos === 'ADV' || (first.upos === 'PRON' && first.feats.Case !== 'Gen')) return true
  if (first.feats.VerbForm !== undefined && first.feats.VerbForm !== 'Vnoun' && first.confidence >= 0.7) return true
  if (first.feats.Attributive === 'Yes') return false
  // ұзақ мерзімді және … ("long-term and …"): an adjective in -ды looks like an accusative.
  if (first.feats.Case === 'Acc') return !/^(?:және|әрі|мен|пен|бен)$/u.test(next?.lower ?? '')
  return /^(Dat|Loc|Abl)$/u.test(first.feats.Case ?? '') && first.confidence >= 0.7
}
