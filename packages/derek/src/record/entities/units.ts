import { decline } from 'kazakh'
import { heads, type Listed, persons } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isKnown, isPunctuation } from '../../language/words.js'
import { lookUpEnding, lookUpName } from './gazetteer.js'
import type { Part } from './mention.js'
import { beginsNoName, headAt, headKey, nameOf } from './organizations.js'

/**
 * Bodies of which there are many alike, told apart by where they are or what they are of: "Шымкент қаласының полиция
 * департаменті" (the police department of Shymkent), "облыстық балалар ауруханасы" (the region's hospital for children),
 * "… министрлігінің Су ресурстары комитеті" (a committee of a ministry), "… агенттігінің СҚО бойынша департаменті".
 */
export interface UnitHit {
  readonly part: Part
  /** The names found before that are parts of this one. */
  readonly inside: readonly Part[]
}

/** A unit's own name, without what it is of. */
interface Own {
  readonly from: number
  readonly to: number
  readonly head: string
  readonly name: string
  readonly case: string
  readonly isPossessed: boolean
  /** How many words say what it is for. */
  readonly fields: number
  readonly listed?: Part
}

/** What stands right before it, and what the unit is then called. */
interface Edge {
  readonly inside: readonly Part[]
  readonly from: number
  readonly name: string
  readonly aliases: readonly string[]
}

type Unit = 'part' | 'whole' | 'both'

let units: ReadonlyMap<string, Unit> | undefined

const unitOf = (head: string | undefined): Unit | undefined => {
  units ??= new Map(heads().flatMap(({ head: noun, unit }) => (unit === undefined ? [] : [[noun, unit]])))
  return head === undefined ? undefined : units.get(head)
}

const isPart = (head: string | undefined): boolean => /^(?:part|both)$/u.test(unitOf(head) ?? '')
const isWhole = (head: string | undefined): boolean => /^(?:whole|both)$/u.test(unitOf(head) ?? '')

/** How many words may say what a unit is for: "… мемлекеттік сәулет-құрылыс бақылау басқармасы". */
const mostFields = 9

/**
 * The unit whose noun stands at a word, with the names that the sentence has shown so far.
 *
 * @param isTitle whether a word is of somebody's title, and so of no body's name
 */
export function unitAt(
  words: readonly Word[],
  at: number,
  found: readonly Part[],
  isTitle: (at: number) => boolean,
): UnitHit | undefined {
  const listed = found.find((part) => part.to === at + 1 && part.type === 'organization' && part.kind === 'name')
  const noun = listed === undefined ? nounAt(words, at) : listedNoun(words, listed)
  if (noun === undefined) return undefined
  const isFound = (i: number): boolean => found.some((part) => part.from <= i && i < part.to)
  if (listed === undefined && isFound(at)) return undefined
  for (let begin = noun.from; begin > 0 && noun.from - begin <= mostFields; begin--) {
    const own: Own = {
      ...noun, from: begin, fields: noun.from - begin,
      name: listed?.name ?? lowered(nameOf(words, begin, at + 1)), ...(listed === undefined ? {} : { listed }),
    } // biome-ignore format: one row
    const edge = isJoiner(words[begin]) ? undefined : edgeBefore(words, own, found)
    if (edge !== undefined) return unit(edge, own)
    // "Сыбайлас жемқорлыққа қарсы қызмет | департаменті": a body in the nominative may say what another is for.
    const inner =
      begin === noun.from && listed === undefined ? found.find((part) => isNamesake(part, begin)) : undefined
    if (inner !== undefined) {
      begin = inner.from + 1
      continue
    }
    if (listed !== undefined || isFound(begin - 1) || isTitle(begin - 1) || !isField(words, begin - 1, noun.from))
      return undefined
  }
  return undefined
}

const unit = ({ from, name, aliases, inside }: Edge, own: Own): UnitHit => {
  const { listed } = own
  const part: Part = {
    from,
    to: own.to,
    type: 'organization',
    kind: 'name',
    name,
    case: own.case,
    aliases,
  }
  return { part, inside: listed === undefined ? inside : [...inside, listed] }
}

const isNamesake = ({ to, type, kind, case: form, name }: Part, at: number): boolean =>
  to === at && type === 'organization' && kind === 'name' && form === 'Nom' && name.includes(' ')

/**
 * "… деп хабарлады сыбайлас жемқорлыққа қарсы іс-қимыл агенттігі": a ministry or agency in small letters, or all in capitals,
 * from the first word that says what it is for. The lists may know it by a longer name.
 *
 * @param isFree whether a word is of no name or title
 */
export function stateBodyAt(words: readonly Word[], at: number, isFree: (at: number) => boolean): Part | undefined {
  const hit = headAt(words, at)
  if (hit === undefined || !/^(?:министрлік|агенттік)$/u.test(hit.head) || !isFree(at)) return undefined
  const word = words[at]
  const reading = word?.analyses.find(
    ({ lemma, feats }) => headKey(lemma) === hit.head && feats['Person[psor]'] === '3',
  )
  if (reading === undefined || reading.feats.Number === 'Plur') return undefined
  const isPlain = (from: number): boolean => {
    const own = words.slice(from, at)
    return own.every(({ capital }) => !capital) || own.every(({ form }) => form === form.toUpperCase())
  }
  const calledFrom = (from: number): string => sentenceCase(nameOf(words, from, at + 1))
  let from = hit.from
  let known: Listed | undefined
  let begin = hit.from
  for (let i = hit.from - 1; i >= 0 && hit.from - i <= mostFields; i--) {
    if (!isFree(i) || !isField(words, i, hit.from)) break
    if (isJoiner(words[i])) continue
    const name = calledFrom(i)
    const one = lookUpName(name) ?? (isCut(words, i, hit.from) ? undefined : lookUpEnding(name))
    if (one?.kind === 'government') [known, from] = [one, i]
    if (!isPlain(i)) {
      // Inside a sentence a capital begins the name.
      if (i > 0 && known === undefined) return undefined
      break
    }
    begin = i
  }
  const isTold = hit.from - begin >= (hit.head === 'агенттік' ? 3 : 1)
  if (known === undefined) from = begin
  const first = words[from]
  if (first === undefined || from === hit.from) return undefined
  if (known === undefined && (!isTold || beginsNoName(first))) return undefined
  const written = calledFrom(from)
  return {
    from,
    to: at + 1,
    type: 'organization',
    kind: 'name',
    name: known?.name ?? written,
    case: reading.feats.Case ?? 'Nom',
    aliases: known === undefined ? [] : [written, ...known.aliases],
    ...(known?.kind === undefined ? {} : { listedKind: known.kind }),
    ...(known?.country === undefined ? {} : { country: known.country }),
  }
}

/** Whether words before belong to what is done or fought: "сыбайлас жемқорлыққа | қарсы …", "қаржы нарығын | реттеу …". */
const isCut = (words: readonly Word[], at: number, end: number): boolean =>
  words[at]?.analyses.some(({ feats }) => feats.VerbForm === 'Vnoun') === true ||
  (/^(?:Acc|Dat)$/u.test(words[at - 1]?.analyses[0]?.feats.Case ?? '') && isField(words, at - 1, end))

/** СЫБАЙЛАС ЖЕМҚОРЛЫҚҚА ҚАРСЫ … as it stands in running text. */
export const sentenceCase = (name: string): string => {
  const lower = lowered(name)
  return lower.slice(0, 1).toUpperCase() + lower.slice(1)
}

const lowered = (name: string): string =>
  name.includes(' ') && name === name.toUpperCase() ? name.toLowerCase() : name

type Noun = Omit<Own, 'name' | 'fields' | 'listed'>

function nounAt(words: readonly Word[], at: number): Noun | undefined {
  const hit = headAt(words, at)
  if (hit === undefined || !isPart(hit.head)) return undefined
  const last = headKey(hit.head.split(' ').at(-1) ?? '')
  const readings = words[at]?.analyses.filter((a) => a.feats.VerbForm === undefined && headKey(a.lemma) === last)
  const reading = readings?.find(({ feats }) => feats['Person[psor]'] === '3') ?? readings?.[0]
  const owner = reading?.feats['Person[psor]']
  if (reading === undefined || reading.feats.Number === 'Plur' || owner === '1' || owner === '2') return undefined
  return { from: hit.from, to: at + 1, head: hit.head, case: reading.feats.Case ?? 'Nom', isPossessed: owner === '3' }
}

/** A body of the lists that regions have one of each (ТЖД), or that is part of another (Геология комитеті). */
function listedNoun(words: readonly Word[], part: Part): Noun | undefined {
  if (part.listedKind !== 'government') return undefined
  if (part.case === 'Nom' && nounAt(words, part.to)?.isPossessed === true) return undefined
  const last = part.name.split(' ').at(-1)?.toLowerCase() ?? ''
  const head = headAt(words, part.to - 1)?.head ?? [...(units ?? [])].find(([noun]) => last === `${noun}і`)?.[0]
  return head !== undefined && isPart(head)
    ? { from: part.from, to: part.to, head, case: part.case ?? 'Nom', isPossessed: true }
    : undefined
}

/** Whether a word may say what a body is for: "табиғатты пайдалануды реттеу", "қылмыстық істер жөніндегі". */
function isField(words: readonly Word[], at: number, end: number): boolean {
  const word = words[at]
  if (word === undefined) return false
  if (word.form === ',') return words.slice(at + 1, end).some(isJoiner)
  if (isPunctuation(word) || word.kind === 'number' || word.kind === 'url') return false
  if (isJoiner(word) || /^(?:жөніндегі|қарсы)$/u.test(word.lower)) return true
  if (/^\p{Lu}{2,3}$/u.test(word.form) && lookUpName(word.form)?.isCountry === true) return false
  const first = word.analyses[0]
  if (first === undefined) return true
  const { feats, confidence, upos } = first
  if (upos === 'NUM' && feats.NumType !== 'Ord') return false
  if (/^(?:PRON|DET|CCONJ|SCONJ|PART|AUX|ADP|INTJ)$/u.test(upos) || feats.Attributive === 'Yes') return false
  // төтенше (extraordinary, extraordinarily)
  if (upos === 'ADV' && (confidence >= 0.7 || !isKnown(word, 'NOUN'))) return false
  if (feats.VerbForm !== undefined && feats.VerbForm !== 'Vnoun' && confidence >= 0.7) return false
  // "облыстың тұрғындары | білім басқармасына …" (the region's inhabitants), "әкімдігі | білім бөліміне …"
  const owned = word.analyses.filter((a) => a.feats['Person[psor]'] === '3' && a.feats.VerbForm === undefined)
  if (owned.some(({ lemma }) => isPerson(lemma)) || (isOwned(word) && isPart(headAt(words, at)?.head))) return false
  const after = words.slice(at + 1, end)
  if (feats.Case === 'Dat') return after[0]?.lower === 'қарсы'
  if (feats.Case === 'Acc') return after.some((one) => one.analyses.some((a) => a.feats.VerbForm === 'Vnoun'))
  if (feats.Case === 'Gen') return !word.capital && after.some((one) => one.analyses[0]?.feats['Person[psor]'] === '3')
  return !/^(?:Loc|Abl|Ins)$/u.test(feats.Case ?? '') || confidence < 0.5
}

const isJoiner = (word: Word | undefined): boolean => /^(?:,|және|мен|пен|бен)$/u.test(word?.lower ?? '')

let people: ReadonlySet<string> | undefined

const isPerson = (lemma: string): boolean => {
  people ??= new Set(persons().map(({ noun }) => noun))
  return people.has(lemma.toLowerCase())
}

function edgeBefore(words: readonly Word[], own: Own, found: readonly Part[]): Edge | undefined {
  const before = words[own.from - 1]
  if (before === undefined) return undefined
  if (before.lower === 'бойынша') return branchEdge(words, own, found)
  if (local.test(before.lower)) return localEdge(words, own, found)
  // Қызмет is a service, a post and a deed: one word before it is too little to tell.
  const isNamed = own.fields > (own.name.endsWith('қызметі') ? 1 : 0) || own.listed !== undefined
  if (!isNamed || !own.isPossessed) return undefined
  // "Ақтөбе облысының | тұрғыны": what the place has itself is no field of a body.
  const seat = own.listed === undefined && isOwned(words[own.from]) ? undefined : seatBefore(words, own.from, found)
  const state = nationals.test(own.head) ? found.find((part) => part.to === own.from && isState(part)) : undefined
  if (state !== undefined)
    return { from: state.from, inside: [state], ...asNames([`${textOf(words, state.from, own.from)} ${own.name}`]) }
  return seat === undefined ? ownerEdge(words, own, found) : seatEdge(words, own, seat)
}

/** Bodies of those who share a calling, and of learning: "Қазақстан дзюдо федерациясы". */
const nationals = /^(?:федерация|қауымдастық|ассоциация|лига|одақ|институт|академия|университет)$/u

const isState = ({ isCountry, case: form }: Part): boolean => isCountry === true && form === 'Nom'

const isOwned = (word: Word | undefined): boolean => word?.analyses[0]?.feats['Person[psor]'] === '3'

interface Seat {
  readonly place: Part
  /** In the nominative and in full: БҚО is Батыс Қазақстан облысы. */
  readonly base: string
}

/** The place that ends before a word, with its noun. */
function seatBefore(words: readonly Word[], at: number, found: readonly Part[]): Seat | undefined {
  const noun = /^(қаласы|ауданы|ауылы|кенті|облысы)(?:ның|нің)?$/u.exec(words[at - 1]?.lower ?? '')?.[1]
  const placeTo = (to: number): Part | undefined =>
    found.find((part) => part.to === to && part.type === 'place' && /^(?:Nom|Gen)$/u.test(part.case ?? 'Nom'))
  const whole = placeTo(at)
  const place = whole ?? (noun === undefined ? undefined : placeTo(at - 1))
  if (place === undefined || place.isCountry === true) return undefined
  const written = place.written?.[0] ?? place.name
  const isShortened = written.length <= 4 && place.aliases.includes(written.toUpperCase())
  const base = isShortened ? place.name : written
  return { place, base: whole === undefined && !withNoun.test(base) ? `${base} ${noun}` : base }
}

/** "БҚО төтенше жағдайлар департаменті", "Ақсу қаласы құрылыс бөлімі" */
function seatEdge(words: readonly Word[], { from, name }: Own, { place, base }: Seat): Edge {
  const owned = `${decline(base, 'Gen')} ${name}`
  const written = `${textOf(words, place.from, from)} ${name}`
  const isFull = withNoun.test(base)
  const city = place.listedKind === 'city' && !isFull ? [`${base} қаласының ${name}`] : []
  const names = [isFull ? owned : written, written, `${base} ${name}`, ...localNames(base, name), ...city]
  return { from: place.from, inside: [place], ...asNames(names) }
}

/** "Павлодар облысы бойынша Экология департаменті", "… бюросының СҚО бойынша департаменті" */
function branchEdge(
  words: readonly Word[],
  { from, name, fields, isPossessed, listed }: Own,
  found: readonly Part[],
): Edge | undefined {
  const seat = seatBefore(words, from - 1, found)
  if (seat === undefined) return undefined
  const { place, base } = seat
  const owner = bodyBefore(words, place.from, found)
  const written = `${textOf(words, place.from, from)} ${name}`
  if (owner === undefined) {
    if (listed === undefined && (fields === 0 || !isPossessed)) return undefined
    const names = [`${decline(base, 'Gen')} ${name}`, written, `${base} ${name}`, ...localNames(base, name)]
    return { from: place.from, inside: [place], ...asNames(names) }
  }
  const whole = `${decline(owner.name, 'Gen')} ${base} бойынша ${name}`
  const names = [whole, `${textOf(words, owner.from, from)} ${name}`]
  return { from: owner.from, inside: [owner, place], ...asNames(names) }
}

/** "Маңғыстау облыстық ТЖД", "өңірлік полиция департаменті", "облыстық көпбейінді аурухана" */
function localEdge(words: readonly Word[], own: Own, found: readonly Part[]): Edge | undefined {
  const { from, name } = own
  const adjective = words[from - 1]?.form ?? ''
  const place = found.find((part) => part.to === from - 1 && part.type === 'place' && (part.case ?? 'Nom') === 'Nom')
  if (own.fields === 0 && own.listed === undefined) return undefined
  if (!own.isPossessed && !words.slice(from, from + own.fields).every(isQuality)) return undefined
  const noun = nounsOf.get(adjective.toLowerCase())
  const start = place?.from ?? tellerBefore(words, from - 1, found)
  const base = place === undefined ? textOf(words, start, from - 1) : (place.written?.[0] ?? place.name)
  const isPlace = place !== undefined || lookUpName(`${base} ${noun}`)?.type === 'place'
  const written = `${base === '' ? '' : `${base} `}${adjective} ${name}`
  const names = isPlace && noun !== undefined ? [`${base} ${noun}ның ${name}`, `${base} ${noun} ${name}`] : []
  return { from: start, inside: place === undefined ? [] : [place], ...asNames([written, ...names]) }
}

/** What tells a body of a place from others of it: "№ 7 қалалық …", "жетінші қалалық …", "Бостандық аудандық …". */
function tellerBefore(words: readonly Word[], at: number, found: readonly Part[]): number {
  const [sign, number] = [words[at - 2], words[at - 1]]
  if (number === undefined) return at
  if (number.kind === 'number' && sign?.form === '№') return at - 2
  if (/^№\d/u.test(number.form) || number.analyses[0]?.feats.NumType === 'Ord') return at - 1
  let from = at
  while (from > 0) {
    const word = words[from - 1]
    const isFree =
      word?.capital === true && word.kind === 'word' && !found.some((part) => part.from < from && from <= part.to)
    const isName =
      /^(?:PROPN|X)$/u.test(word?.analyses[0]?.upos ?? 'X') || !words.slice(0, from - 1).every(isPunctuation)
    if (!isFree || !isName) break
    from--
  }
  return from
}

/** "Ішкі істер министрлігінің Көші-қон қызметі комитеті", "ТЖМ Өртке қарсы қызмет комитеті" */
function ownerEdge(words: readonly Word[], own: Own, found: readonly Part[]): Edge | undefined {
  const { from, name, listed } = own
  const owner = bodyBefore(words, from, found)
  if (owner === undefined || isOwned(words[from])) return undefined
  // "Министрлік білім басқармасына …" (the ministry [told] the board …): a subject stands without the genitive too.
  const isClose =
    owner.case === 'Gen' || isShort(words, owner) || words[from]?.capital === true || isSeated(words, owner)
  if (!isClose) return undefined
  const whole = `${decline(owner.name, 'Gen')} ${name}`
  const written = `${textOf(words, owner.from, from)} ${name}`
  const names =
    listed === undefined ? [whole, written, `${owner.name} ${name}`] : [name, whole, written, ...listed.aliases]
  return { from: owner.from, inside: [owner], ...asNames(names) }
}

/** A body that has others within it, and ends before a word. */
function bodyBefore(words: readonly Word[], at: number, found: readonly Part[]): Part | undefined {
  const part = found.find(({ to, type, kind }) => to === at && type === 'organization' && kind === 'name')
  if (part === undefined || !/^(?:Nom|Gen)$/u.test(part.case ?? 'Nom')) return undefined
  const last = part.name.split(' ').at(-1)?.toLowerCase() ?? ''
  const head = headAt(words, at - 1)?.head ?? [...(units ?? [])].find(([noun]) => isPossessedOf(last, noun))?.[0]
  return isWhole(head) ? part : undefined
}

/** министрлігі of министрлік, бюросы of бюро */
const isPossessedOf = (word: string, noun: string): boolean =>
  word === `${noun}ы` || word === `${noun}і` || word === `${noun}сы` || word === `${noun}сі` ||
  word === `${noun.slice(0, -1)}гі` || word === `${noun.slice(0, -1)}ғы` // biome-ignore format: a table

const isShort = (words: readonly Word[], { from, to }: Part): boolean =>
  to - from <= 2 && /^\p{Lu}{2,}$/u.test(words[to - 1]?.form ?? '')

const isSeated = (words: readonly Word[], { to }: Part): boolean =>
  /^әкім(?:дігі|шілігі)$/u.test(words[to - 1]?.lower ?? '')

const isQuality = ({ lower, analyses }: Word): boolean =>
  analyses.some(({ upos, confidence }) => upos === 'ADJ' && confidence >= 0.7) || /[лдт](?:ық|ік|ы|і)$/u.test(lower)

const local = /^(?:облыстық|аудандық|қалалық|ауылдық|өңірлік)$/u
const withNoun = /(?:облысы|қаласы|ауданы|ауылы|кенті)$/u
const nounsOf: ReadonlyMap<string, string> = new Map([
  ['облыстық', 'облысы'],
  ['аудандық', 'ауданы'],
  ['қалалық', 'қаласы'],
])

/** "Ақтөбе облыстық полиция департаменті", of Ақтөбе облысы */
export const localNames = (base: string, name: string): readonly string[] =>
  [...nounsOf].flatMap(([adjective, noun]) =>
    base.endsWith(` ${noun}`) ? [`${base.slice(0, -noun.length)}${adjective} ${name}`] : [],
  )

const asNames = ([name = '', ...aliases]: readonly string[]): Pick<Edge, 'name' | 'aliases'> => ({
  name,
  aliases: [...new Set(aliases)].filter((alias) => alias !== name),
})

/** The words as written. */
function textOf(words: readonly Word[], from: number, to: number): string {
  let made = ''
  for (let i = from; i < to; i++) {
    const [word, next] = [words[i], words[i + 1]]
    made += word?.form ?? ''
    if (i < to - 1 && word !== undefined && next !== undefined && next.start > word.end) made += ' '
  }
  return made
}
