import { toCyrillic } from 'kazakh'
import { bylines, credits, promos } from '../data/lists.js'
import { shownDate } from './published.js'
import type { RawBlock } from './raw.js'
import { repeatedBlock } from './repeats.js'
import type { Block, BlockKind, Part } from './schema.js'

/** Tells blocks apart by their texts and their places, where the markup has not done so. */
export function classify(raw: readonly RawBlock[]): readonly Block[] {
  const kinds = raw.map((block): BlockKind | undefined => {
    const { text, kind, part } = block
    if (part !== undefined && (kind === 'promo' || kind === 'other')) return kind
    if (kind === 'dateline') return kind
    return ownKind(text) ?? (kind === 'paragraph' ? undefined : kind)
  })
  const title = titleIndex(raw, kinds)
  if (title !== undefined) kinds[title] = 'heading'
  const lead = kinds.indexOf(undefined)
  if (lead !== -1 && !kinds.includes('lead')) kinds[lead] = 'lead'
  const blocks: Block[] = []
  for (const [i, { text, image, part }] of raw.entries()) {
    const id = `b${i + 1}`
    const kind = kinds[i] ?? 'paragraph'
    const about = {
      ...(image === undefined ? {} : { image }),
      ...(kind === 'promo' || kind === 'other'
        ? { part: part ?? noticeOf(text) ?? (isDateLine(text) ? ('byline' as const) : undefined) }
        : kind === 'lead' && part !== undefined
          ? { part }
          : {}),
    }
    const repeats =
      kind === 'paragraph' || kind === 'caption' || kind === 'pull-quote'
        ? repeatedBlock(text, blocks, raw.slice(i + 1))
        : undefined
    if (repeats === undefined) blocks.push({ id, kind, text, ...about })
    else {
      const isNearPicture = [kinds[i - 1], kinds[i + 1]].includes('photo-credit') || kind === 'caption'
      const repeated: BlockKind = kind === 'caption' || (isNearPicture && repeats.whole) ? 'caption' : 'pull-quote'
      blocks.push({ id, kind: repeated, text, repeats: repeats.id, ...about })
    }
  }
  return blocks
}

/** The parts whose lines advertise; those of others are told apart as other. */
const advertising = new Set<Part>(['promo', 'related', 'share', 'rights'])

export const kindOfPart = (part: Part): BlockKind => (advertising.has(part) ? 'promo' : 'other')

function ownKind(text: string): BlockKind | undefined {
  if (isCredit(text)) return 'photo-credit'
  const notice = noticeOf(text)
  if (notice !== undefined) return kindOfPart(notice)
  if (isDateline(text)) return 'dateline'
  return isDateLine(text) ? 'other' : undefined
}

/** A line that is a date and perhaps a time, and says nothing else: 2026 жылғы 4 наурыз, 14:05. */
export const isDateLine = (text: string): boolean =>
  text.length <= 45 &&
  /^[^.!?]*\d{4}|\d{1,2}\.\d{1,2}\.\d{4}/u.test(text) &&
  wordsIn(text).length <= 7 &&
  shownDate(text) !== undefined

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}-]+/gu) ?? []

/** "Фото: Ақорда", "© Ақорда", and a name with its credit after it: "Асан Үсен. Фото: Ақорда". */
export function isCredit(text: string): boolean {
  if (text.length > 160) return false
  // "© 2014" is whose the page is, "© Ақорда" whose the picture is.
  if (/^©(?!\s*\d{4})/u.test(text)) return true
  const cyrillic = toCyrillic(text).text
  return [text, text.slice(creditAt(text)), cyrillic].some(startsWithCredit)
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

const startsWithCredit = (text: string): boolean =>
  credits().some(({ label }) => {
    const after = text.toLowerCase().startsWith(label) ? text.slice(label.length) : undefined
    return after !== undefined && /^(?:\s*(?:авторы)?\s*[:：]|\s+[–—-]\s|\s*\/|\s+түсірген\s)/u.test(after)
  })

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
  const readings = [text, toCyrillic(text).text].map(
    (reading) => ` ${reading.toLowerCase().replace(/\s*[:：]/u, ' : ')} `,
  )
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
  const lower = toCyrillic(text).text.toLowerCase()
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

/** "АСТАНА. 12 мамыр – Арай." on a line of its own: place, day and perhaps the outlet. */
export const isDateline = (text: string): boolean =>
  text.length <= 80 &&
  new RegExp(
    `^\\p{Lu}[\\p{L}\\s-]{2,30}[.,]\\s*(?:\\d{4}\\s+жыл\\p{L}*\\s+)?\\d{1,2}\\s+(?:${months})(?:\\s+\\d{4}\\s*(?:ж\\.?|жыл\\p{L}*)?)?[.,]?(?:\\s*[–—-]\\s*[^.]{2,40}(?:\\.\\p{L}{2,6})?)?\\.?$`,
    'iu',
  ).test(text)

/** The title: the first line without a full stop, where more follows and a heading has not been marked. */
function titleIndex(raw: readonly RawBlock[], kinds: readonly (BlockKind | undefined)[]): number | undefined {
  if (kinds.includes('heading')) return undefined
  const first = kinds.indexOf(undefined)
  const text = raw[first]?.text
  if (first === -1 || text === undefined || raw.length < 3) return undefined
  return !/[.!…:;]["»”)]?$/u.test(text) && text.length <= 160 ? first : undefined
}
