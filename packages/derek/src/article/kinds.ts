import { toCyrillic } from 'kazakh'
import { bylines, credits, promos, sourceLabels } from '../data/lists.js'
import { shownDate } from './published.js'
import type { RawBlock } from './raw.js'
import { near, repeatedBlock } from './repeats.js'
import type { Block, BlockKind, Part } from './schema.js'

/** Tells blocks apart by their texts and their places, where the markup has not done so. */
export function classify(raw: readonly RawBlock[]): readonly Block[] {
  const kinds = raw.map((block): BlockKind | undefined => {
    const { text, kind, part } = block
    if (part !== undefined && (kind === 'promo' || kind === 'other')) return kind
    return ownKind(text) ?? (kind === 'paragraph' ? undefined : kind)
  })
  const title = titleIndex(raw, kinds)
  if (title !== undefined) kinds[title] = 'heading'
  const subheadings = new Set<number>()
  for (const [i, { text, kind }] of raw.entries()) {
    if (kinds[i] !== undefined || kind !== undefined || i === title) continue
    if (isSignature(raw, i)) kinds[i] = 'other'
    else if (isLabel(text)) {
      kinds[i] = i > (title ?? 0) + 1 && isSubheading(raw, i) ? 'heading' : 'other'
    } else if (title !== undefined && i > title + 1 && isLongSubheading(raw, i)) subheadings.add(i)
  }
  for (const at of listedAfter(raw, kinds)) kinds[at] = 'promo'
  for (const at of pictureSites(raw, kinds, title)) kinds[at] = 'photo-credit'
  for (const [i] of raw.entries()) if (kinds[i] === undefined && isProgramme(raw, i)) kinds[i] = 'list'
  const lead = kinds.indexOf(undefined)
  if (lead !== -1 && !kinds.includes('lead') && !isQuestion(raw[lead]?.text ?? '')) kinds[lead] = 'lead'
  const blocks: Block[] = []
  for (const [i, { text, image, part }] of raw.entries()) {
    const id = `b${i + 1}`
    const kind = kinds[i] ?? 'paragraph'
    const repeats =
      (kind === 'paragraph' && !/:$/u.test(text)) || kind === 'caption' || kind === 'pull-quote'
        ? repeatedBlock(text, blocks, raw.slice(i + 1, i + 1 + near))
        : undefined
    const isNearPicture = [kinds[i - 1], kinds[i + 1]].includes('photo-credit') || kind === 'caption'
    const final: BlockKind =
      repeats === undefined
        ? subheadings.has(i)
          ? 'heading'
          : kind
        : kind === 'caption' || (isNearPicture && repeats.whole)
          ? 'caption'
          : 'pull-quote'
    const hasPart = final === 'promo' || final === 'other' || final === 'lead'
    const told = part ?? (hasPart && final !== 'lead' ? noticeOf(text) : undefined)
    blocks.push({
      id,
      kind: final,
      text,
      ...(repeats === undefined ? {} : { repeats: repeats.id }),
      ...(image !== undefined && (final === 'caption' || final === 'photo-credit') ? { image } : {}),
      ...(hasPart && told !== undefined ? { part: told } : {}),
    })
  }
  return blocks
}

/** "14:45 – шаңғы жарысы" (skiing): two lines with hours are a programme. */
const isProgramme = (raw: readonly RawBlock[], i: number): boolean =>
  hour.test(raw[i]?.text ?? '') && (hour.test(raw[i - 1]?.text ?? '') || hour.test(raw[i + 1]?.text ?? ''))

const hour = /^(?:[01]?\d|2[0-3])[:.][0-5]\d\s*[–—-]\s/u

/** "Тақырып бойынша:" (on this topic): the lines without a stop after it are the headlines that it announces. */
function listedAfter(raw: readonly RawBlock[], kinds: readonly (BlockKind | undefined)[]): readonly number[] {
  let isAnnounced = false
  return raw.flatMap(({ text }, i) => {
    const isLine = kinds[i] === undefined && !/[.…;,]["»”]?$/u.test(text)
    if (isAnnounced && isLine) return [i]
    isAnnounced = /:$/u.test(text) && noticeOf(text) === 'related'
    return []
  })
}

/** An address alone between the headline and the text says where the picture above it is from: "ertis.kz". */
const pictureSites = (
  raw: readonly RawBlock[],
  kinds: readonly (BlockKind | undefined)[],
  title: number | undefined,
): readonly number[] => {
  if (title === undefined) return []
  const text = raw.findIndex(
    (block, i) =>
      i > title && kinds[i] === undefined && wordsIn(block.text).length >= 3 && /[.!?…]["»”]?$/u.test(block.text),
  )
  return raw.flatMap(({ text: line }, i) => (i > title && i < text && address.test(line) ? [i] : []))
}

const address = /^(?:www\.)?[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,5}$/iu

/** "– Жол қашан ашылады?": an interview that begins at once has no lead. */
const isQuestion = (text: string): boolean => /^[–—-]\s/u.test(text) && /[?؟]$/u.test(text)

/** The parts whose lines advertise; those of others are told apart as other. */
const advertising = new Set<Part>(['promo', 'related', 'share', 'rights'])

export const kindOfPart = (part: Part): BlockKind => (advertising.has(part) ? 'promo' : 'other')

function ownKind(text: string): BlockKind | undefined {
  if (isCredit(text)) return 'photo-credit'
  if (isCaption(text)) return 'caption'
  const notice = noticeOf(text)
  // "Пікір қалдыру" (leave a comment) asks for one, and is none.
  if (notice !== undefined) return notice === 'comment' ? 'promo' : kindOfPart(notice)
  return isDateline(text) ? 'dateline' : undefined
}

/** Lists have Kazakh in Cyrillic: texts in Latin and töte are read in it. */
const cyrillic = (text: string): string => (/\p{Script=Cyrillic}/u.test(text) ? text : toCyrillic(text).text)

/** Notices in Kazakh have fewer words than this; longer ones are of Russian and English pages. */
const longestKazakhNotice = 40

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}-]+/gu) ?? []

/** "Фото: Ақорда", "© Ақорда", and a name with its credit after it: "Асан Үсен. Фото: Ақорда". */
export function isCredit(text: string): boolean {
  if (text.length > 160) return false
  // "© 2014" and "© Арай, 2014" are whose the page is, "© Ақорда" whose the picture is.
  if (/^©(?!.*(?<!\d)(?:19|20)\d{2}(?!\d))/u.test(text)) return true
  return [text, text.slice(creditAt(text))].some(startsWithCredit) || isOfAuthor.test(text)
}

/** Where, after a sentence of the caption, the credit begins; 0 where none does. */
const creditAt = (text: string): number =>
  [...text.matchAll(/[.!?»"”)]\s+(?=[\p{L}©])/gu)]
    .map(({ index, 0: end }) => index + end.length)
    .find((start) => text[start] === '©' || startsWithCredit(text.slice(start))) ?? 0

/** A caption with its credit after it, as two: "Жаңа көпір. Фото: Ақорда" (the new bridge). */
export function captionAndCredit(text: string): readonly [caption: string, credit: string] | undefined {
  const at = creditAt(text)
  const credit = text.slice(at)
  return at > 0 && isCredit(credit) ? [text.slice(0, at).trim(), credit] : undefined
}

/** The longest label has fewer letters. */
const labelLength = 40

function startsWithCredit(text: string): boolean {
  const own = text.toLowerCase().replace(/\.$/u, '')
  const lower = cyrillic(text.slice(0, labelLength)).toLowerCase().replace(/\.$/u, '')
  // "Кадр: жаңа әкім келді" (cadres: a new governor has come) is a headline, and no frame of a film.
  if (/^кадр/u.test(lower) && isTold(text)) return false
  return credits().some(({ label }) =>
    [own, lower].some((reading) => {
      if (!reading.startsWith(label)) return false
      const rest = reading.slice(label.length)
      return creditMark.test(rest) || isTaken.test(rest) || (rest === '' && label.includes(' '))
    }),
  )
}

/** What parts a label from the name after it. */
const creditMark = /^(?:\s*(?:авторы)?\s*[:：]|,\s(?:мәтін|видео|сурет|фото)\s*:|\s+[–—-]\s|\s*\/|\s+түсірген(?:\s|:))/u

/** "Сурет | ашық дереккөзден алынды" (taken from open sources), "Фото | мұрағаттан". */
const isTaken = /^(?:\p{L}+)?\s(?:[\p{L}.-]+\s){0,4}[\p{L}.-]+[дтн][ае]н(?:\s+алын(?:ды|ған))?$/u

/** "Асан Үсеннің суреті" (Asan Usen's picture) */
const isOfAuthor = /^(?:[\p{L}.«»"-]+\s){0,6}[\p{L}»-]+[дтн][ыі]ң\s(?:фото(?:сы|лары)|сурет(?:і|тері)|видеосы)\.?$/iu

/** "Суретте: мектеп оқушылары" (in the picture: …) */
const isCaption = (text: string): boolean =>
  text.length <= longestCaption &&
  /^(?:суретте|суреттерде|фотода|фотосуретте)(?:\s[\p{L}-]+){0,4}\s*[:–—]\s/iu.test(cyrillic(text))

const longestCaption = 200

const longestByline = 80

/**
 * The name that a byline in so many words gives; undefined where a line is none.
 *
 * ```ts
 * authorOf('Дайындаған: Асан Үсен') // 'Асан Үсен'
 * ```
 */
export function authorOf(text: string): string | undefined {
  if (text.length > longestByline || wordsIn(text).length > 8) return undefined
  const words = text.split(/\s+/u)
  const readings = [text, cyrillic(text)].map((reading) => ` ${reading.toLowerCase().replace(/\s*[:：]/u, ' : ')} `)
  const found = bylines().find(({ label }) => readings.some((reading) => reading.startsWith(` ${label} `)))
  if (found === undefined) return undefined
  const rest = words.slice(found.label.split(' ').length)
  const isParted = /[:：]$/u.test(words[found.label.split(' ').length - 1] ?? '') || /^[:：–—-]/u.test(rest[0] ?? '')
  const name = rest
    .join(' ')
    .replace(/^[:：–—-]\s*/u, '')
    .replace(/\.$/u, '')
  // Without a colon or a dash, only capitals tell a name from a sentence about an author.
  const isName = isParted ? /^\p{L}/u.test(name) : rest.length > 0 && rest.every((word) => /^\p{Lu}/u.test(word))
  return isName ? name : undefined
}

/** The part of a page that a line belongs to by which an outlet speaks for itself; undefined where it tells news. */
export function noticeOf(text: string): Part | undefined {
  // No list has notices as long as this.
  if (text.length > longestNotice() * 20) return undefined
  const count = wordsIn(text).length
  if (count > longestNotice()) return undefined
  if (authorOf(text) !== undefined) return 'byline'
  const own = text.toLowerCase()
  const lower = count > longestKazakhNotice ? own : cyrillic(text).toLowerCase()
  // Words begin after a space here, whatever stands before them.
  const readings = (lower === own ? [own] : [own, lower]).map(
    (reading) =>
      ` ${folded(reading)
        .replace(/[^\p{L}\p{M}\p{N}©:-]+/gu, ' ')
        .trim()
        .replace(/^[\d\s:-]+/u, '')}`,
  )
  return notices().find(
    ({ stems, starts, most }) =>
      count <= most &&
      stems.length > 0 &&
      readings.some(
        (words) => (!starts || words.startsWith(stems[0] ?? '')) && stems.every((stem) => words.includes(stem)),
      ),
  )?.part
}

const russian: Readonly<Record<string, string>> = {
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  ә: 'а',
  і: 'и',
}

/** Old pages write Kazakh in the letters of Russian: Тагы окыныз for Тағы оқыңыз. */
const folded = (text: string): string => text.replace(/[ғқңөұүһәі]/gu, (letter) => russian[letter] ?? letter)

interface Notice {
  readonly stems: readonly string[]
  readonly starts: boolean
  readonly most: number
  readonly part: Part
}

let known: readonly Notice[] | undefined
const notices = (): readonly Notice[] =>
  (known ??= promos().map(({ stems, starts, most, part }) => ({
    stems: stems.map((stem) => ` ${folded(stem)}`),
    starts: starts === 'yes',
    most,
    part,
  })))

let longest: number | undefined
const longestNotice = (): number => (longest ??= Math.max(...promos().map(({ most }) => most)))

const months = 'қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан'
const day = new RegExp(
  `(?<!\\d)(?:\\d{1,2}[\\s-]+(?:${months})(?!\\p{L})|\\d{1,2}[./]\\d{1,2}[./]\\d{4}|\\d{1,2}\\s+\\p{L}{3,10}\\.?,?\\s+\\d{4})`,
  'iu',
)
/** Years, times and what goes with them, and what stands in brackets. */
const aroundDay =
  /\d+\s+рет\s+(?:қаралды|көрсетілді|оқылды)|\d{4}(?:\s*жыл(?:ғы|дың|ы)?(?!\p{L})|\s*(?:ж|г)\.)?|\d{1,2}:\d{2}|\([^)]*\)|(?<!\p{L})(?:г|ж|бүгін|кеше|сағат|сағ|жарияланды|жаңартылды|сегодня|вчера|опубликовано)(?!\p{L})/giu
const mostPlaceWords = 6
/** "Бүгін, 14:41" (today at 14:41) */
const todayAt = /^(?:бүгін|кеше),?\s+(?:сағат\s+)?\d{1,2}:\d{2}$/iu
/** "Автор және күні:" (author and date): what stands before who wrote and when. */
const dateLabel = /^(?:автор\p{L}*\s+(?:және|мен)\s+)?(?:күні|уақыты|мерзімі)\s*:/iu

/**
 * A line that is a day, with its place, hour or outlet and nothing told: "АСТАНА. 12 мамыр – Арай.", "2026 жылғы
 * 4 наурыз, 14:05", in any of the three scripts.
 */
export function isDateline(text: string): boolean {
  if (text.length > 80 || wordsIn(text).length > 12 || /[!?…:;]$/u.test(text) || !/\d/u.test(text)) return false
  const reading = cyrillic(text)
  if (todayAt.test(reading)) return true
  if (!day.test(reading)) return false
  // The day of a month in Russian or English is one only if the month is.
  if (!new RegExp(months, 'iu').test(reading) && shownDate(text) === undefined) return false
  const rest = reading.replace(dateLabel, ' ').replace(day, ' ').replace(aroundDay, ' ')
  const left = rest.match(/[\p{L}\p{M}][\p{L}\p{M}-]*/gu) ?? []
  // In töte there are no capitals: only the commas between place and day tell.
  const isName = /\p{Script=Arabic}/u.test(text)
    ? (): boolean => /[،,]/u.test(text)
    : (word: string): boolean => /^\p{Lu}/u.test(word) || /\p{L}\.\p{L}/u.test(text)
  return left.length <= mostPlaceWords && left.every(isName)
}

/** A line of a word or three that is no sentence: a section, a byline, a counter ("Әлем", "Индира БЕГАЙДАР", "Shares"). */
function isLabel(text: string): boolean {
  const words = wordsIn(text)
  if (words.length === 0 || words.length > 3 || /[:!?…»"”]$/u.test(text)) return false
  const isName = text.split(/\s+/u).every((word) => /^[\p{Lu}\p{N}«]/u.test(word))
  return (!/[.]$/u.test(text) && !(words.length === 3 && isTold(text))) || isName
}

/**
 * What an article ends with and nobody tells: "Арай", a name in töte (which has no capitals), "Дерек: Arai.kz" (source).
 */
function isSignature(raw: readonly RawBlock[], i: number): boolean {
  const text = raw[i]?.text ?? ''
  if (i < 2 || i < raw.length - mostSignatures) return false
  if (isPressService(text) || isNameAndOutlet.test(text)) return true
  if (i < 3 || text.length > labelLength) return false
  const count = wordsIn(text).length
  const isLast = raw.slice(i + 1).every((later) => wordsIn(later.text).length <= 4)
  if (!isLast || count === 0 || count > 4 || /[!?؟…:]$/u.test(text)) return false
  if (/^["«“][^"«»“”]+["»”]\.?$/u.test(text)) return count <= 3
  const reading = cyrillic(text).toLowerCase()
  if (sourceLabels().has(reading.split(':', 1)[0]?.trimEnd() ?? '') && reading.includes(':')) return true
  const isTöte = /\p{Script=Arabic}/u.test(text) && !/\p{Script=Cyrillic}/u.test(text)
  return isTöte && count === 2 && !/[،,:]/u.test(text) && !isTold(text.replace(/\.$/u, ''))
}

/** "Қаржы министрлігінің баспасөз қызметі" (the press service of …), as press releases are signed. */
const isPressService = (text: string): boolean =>
  text.length <= 120 && !/[,،:!?؟]/u.test(text) && /баспасөз қызметі\.?$/iu.test(cyrillic(text))

/** "Асан Үсен, «Арай»", "Айгүл СЕЙІТҚЫЗЫ, Ertis.kz", "Асан Үсен, Павлодар облысы" */
const isNameAndOutlet =
  /^\p{Lu}[\p{L}.-]*(?:\s\p{Lu}[\p{L}.-]*){1,2},(?:\s(?:[«"“][^«»"“”]{2,40}[»"”]|\p{Lu}[\p{L}\d.-]*|облысы|қаласы|ауданы|үшін|арнайы|газеті|порталы|тілшісі)){1,4}\.?$/u

/** How many lines at the end of an article may be its signature. */
const mostSignatures = 4

/** "Жаңа көпір ашылды" (a new bridge opened): a line that ends in a verb is a headline, however short. */
const isTold = (text: string): boolean => /\p{Ll}(?:[дт][ыі]|[аеий]д[ыі]|[мпб][ае][кқ])$/u.test(cyrillic(text))

/** The title: the first line without a full stop, where more follows and a heading has not been marked. */
function titleIndex(raw: readonly RawBlock[], kinds: readonly (BlockKind | undefined)[]): number | undefined {
  if (kinds.includes('heading')) return undefined
  const first = raw.findIndex(
    ({ text }, i) => kinds[i] === undefined && !(isLabel(text) && kinds[i + 1] === undefined && isLabelled(raw, i)),
  )
  const text = raw[first]?.text
  if (first === -1 || text === undefined) return undefined
  // A headline over one paragraph: it ends without a stop, and what it heads is longer and ends with one.
  const only = raw.length === 2 && first === 0 ? raw[1]?.text : undefined
  if (only !== undefined)
    return /[\p{L}\p{N}»"”)]$/u.test(text) &&
      text.length <= 160 &&
      only.length > text.length &&
      /\.["»”)]?$/u.test(only)
      ? 0
      : undefined
  if (raw.length < 3) return undefined
  const isShort = text.length <= 120 && !/[.!?…]\s/u.test(text)
  return (!/[.:;]["»”)]?$/u.test(text) && text.length <= 160) || (isShort && /(?:[!?…]|\.\.\.)$/u.test(text))
    ? first
    : undefined
}

/** "Азық-түлік қоры" (the store of food) over a paragraph of some length; names and counters are none. */
const isSubheading = (raw: readonly RawBlock[], i: number): boolean => {
  const words = raw[i]?.text.split(/\s+/u) ?? []
  const next = raw[i + 1]
  const isPhrase = words.length > 1 && words.slice(1).some((word) => /^\p{Ll}/u.test(word))
  const isText =
    next?.kind === undefined && /\p{L}[.…»"”]$/u.test(next?.text ?? '') && wordsIn(next?.text ?? '').length >= 6
  return isPhrase && isText && words.every((word) => /^[\p{L}-]+$/u.test(word))
}

/** "Келесі кезең не болмақ": a line without a stop between paragraphs of some length. */
function isLongSubheading(raw: readonly RawBlock[], i: number): boolean {
  const text = raw[i]?.text ?? ''
  const count = wordsIn(text).length
  const isLine = count >= 3 && count <= 9 && text.length <= 80 && /^\p{Lu}[^.:;!«»"“”]+(?:[\p{L}\d]|\?)$/u.test(text)
  return isLine && [i - 1, i + 1].every((at) => isParagraph(raw[at])) && !isParagraph(raw[i])
}

const isParagraph = (block: RawBlock | undefined): boolean =>
  block?.kind === undefined &&
  wordsIn(block?.text ?? '').length >= 6 &&
  /[\p{L}\d%)][.…!?]["»”]?$|[.…]$/u.test(block?.text ?? '')

/** "Айгүл СЕЙІТҚЫЗЫ": a name as bylines write it. */
const isByline = (text: string): boolean => /^\p{Lu}\p{Ll}[\p{L}-]*(?:\s\p{Lu}\.)?\s\p{Lu}{3,}$/u.test(text)

/** A label stands over a headline: what follows is a line without a full stop, and then the text. */
const isLabelled = (raw: readonly RawBlock[], i: number): boolean => {
  const next = raw[i + 1]?.text ?? ''
  return (
    !isByline(next) &&
    next !== '' &&
    !address.test(next) &&
    !/[.:;]$/u.test(next) &&
    next.length <= 160 &&
    raw.length > i + 2
  )
}
