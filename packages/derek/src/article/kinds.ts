import { toCyrillic } from 'kazakh'
import { credits, promos } from '../data/lists.js'
import type { RawBlock } from './raw.js'
import { repeatedBlock } from './repeats.js'
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
  const lead = kinds.indexOf(undefined)
  if (lead !== -1) kinds[lead] = 'lead'
  const blocks: Block[] = []
  for (const [i, { text, image, part }] of raw.entries()) {
    const id = `b${i + 1}`
    const kind = kinds[i] ?? 'paragraph'
    const about = {
      ...(image === undefined ? {} : { image }),
      ...(kind === 'promo' || kind === 'other'
        ? { part: part ?? noticeOf(text) }
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
  return isDateline(text) ? 'dateline' : undefined
}

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}-]+/gu) ?? []

/** "Фото: Ақорда", "© Ақорда", and a name with its credit after it: "Асан Үсен. Фото: Ақорда". */
export function isCredit(text: string): boolean {
  if (text.length > 160) return false
  if (/^©/u.test(text)) return true
  const last = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).at(-1) ?? text
  return [text, last].some(startsWithCredit)
}

const startsWithCredit = (text: string): boolean =>
  credits().some(({ label }) => {
    const after = text.toLowerCase().startsWith(label) ? text.slice(label.length) : undefined
    return after !== undefined && /^(?:\s*(?:авторы)?\s*[:：]|\s+[–—-]\s|\s*\/)/u.test(after)
  })

/** The part of a page that a line belongs to by which an outlet speaks for itself; undefined where it tells news. */
export function noticeOf(text: string): Part | undefined {
  const count = wordsIn(text).length
  if (count > longestNotice()) return undefined
  const own = text.toLowerCase()
  const lower = toCyrillic(text).text.toLowerCase()
  const readings = (lower === own ? [own] : [own, lower]).map((reading) => ({
    // Words begin after a space here, whatever stands before them.
    words: ` ${reading.replace(/[^\p{L}\p{M}\p{N}©:-]+/gu, ' ').trim()}`,
    start: reading.replace(/^[^\p{L}©]+/u, ''),
  }))
  return promos().find(
    ({ stems, starts, most }) =>
      count <= most &&
      stems.length > 0 &&
      readings.some(
        ({ words, start }) =>
          (starts !== 'yes' || start.startsWith(stems[0] ?? '')) && stems.every((stem) => words.includes(` ${stem}`)),
      ),
  )?.part
}

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
