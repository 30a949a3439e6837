import type { Range } from '../alignment/alignment.js'
import { abbreviations, stopAfter } from './abbreviations.js'
import { afterLetter, classAt, digit, inner, letter, punctuation, space, surrogate } from './characters.js'
import { type SyntacticWord, udWords } from './words.js'

export type TokenKind =
  | 'word'
  | 'number'
  | 'abbreviation'
  /** The ending after a closing quotation mark or bracket: -ның in «Самұрық»-ның ("of «Samuryq»"). */
  | 'suffix'
  | 'url'
  | 'email'
  | 'handle'
  | 'hashtag'
  | 'emoji'
  | 'punctuation'
  | 'symbol'

/** A token is the slice of the text from start to end (UTF-16); what lies between tokens is white space. */
export interface Token extends Range {
  readonly text: string
  readonly kind: TokenKind
  /** The syntactic words of a multiword token, where UD segmentation was asked for and finds more than one. */
  readonly words?: readonly SyntacticWord[]
}

export interface TokenizeOptions {
  /** 'ud' gives multiword tokens their syntactic words, as UD_Kazakh-KTB splits them; 'surface' where not said. */
  readonly segmentation?: 'surface' | 'ud'
}

/**
 * Splits a text into tokens, losing nothing: every character that is not white space is in exactly one token. One pass
 * with bounded looks ahead, so time grows with length whatever the text is.
 *
 * @example
 * tokenize('БҰҰ-дағы 55-ші сессия.').map((t) => t.text) // ['БҰҰ-дағы', '55-ші', 'сессия', '.']
 */
export function tokenize(text: string, options: TokenizeOptions = {}): readonly Token[] {
  const scanner = new Scanner(text)
  const tokens = scanner.scan()
  if (options.segmentation !== 'ud') return tokens
  return tokens.flatMap(udTokens).map((token) => {
    const words = udWords(token)
    return words.length > 1 ? { ...token, words } : token
  })
}

/** UD_Kazakh-KTB keeps 55-ші ("55th") whole, but makes three tokens of 17-үйде ("in house 17"). */
function udTokens(token: Token): readonly Token[] {
  const hyphen = token.kind === 'number' ? token.text.indexOf('-') : -1
  if (hyphen < 0 || suffixOfNumber.test(token.text.slice(hyphen + 1))) return [token]
  const piece = (from: number, to: number, kind: TokenKind): Token => ({
    text: token.text.slice(from, to),
    kind,
    start: token.start + from,
    end: token.start + to,
  })
  return [
    piece(0, hyphen, 'number'),
    piece(hyphen, hyphen + 1, 'punctuation'),
    piece(hyphen + 1, token.text.length, 'word'),
  ]
}

/** Ordinals and cases: 55-ші, 90-шы жылдары, 10-ға, 2020-дан, 5-тен. */
const suffixOfNumber =
  /^(?:[ыі]?нш[ыі]|ш[ыі]|[ғқгк][ае]|[ндт][ыі]ң?|[дт][ае]|[ндт][ае]н|[мбп]ен|[лдт][ае]р|[лдт][ыі]қ?|[лдт]ік)\p{L}{0,12}$/u

/** Whether a word before a full stop is an abbreviation, so that the stop need not end a sentence. */
export function isAbbreviation(word: string): boolean {
  return abbreviations.has(word.toLowerCase().replace(/\.$/u, ''))
}

// Labels and their number are bounded, so that a.a.a.a… is left at each step after a fixed look ahead.
const label = '[\\p{L}\\p{Nd}_-]{1,63}'
const path = '(?:[/?#][^\\s«»"“”<>]*[^\\s«»"“”<>.,;:!?)\\]…])?/?'
const withScheme = /(?:https?|ftp):\/\/[^\s«»"“”<>]*[^\s«»"“”<>.,;:!?)\]…]/iuy
/** A host without a scheme (KAZ.NUR.KZ): its last label is Latin and in one case, or .қаз or .рф. */
const host = new RegExp(`(?:${label}\\.){1,8}(?:[a-z]{2,6}|[A-Z]{2,6}|қаз|рф)(?![\\p{L}\\p{Nd}])${path}`, 'uy')
const email = new RegExp(`[\\p{L}\\p{Nd}._%+-]{1,64}@(?:${label}\\.){1,8}[\\p{L}]{2,24}`, 'uy')
const handle = /@[\p{L}\p{Nd}_](?:[\p{L}\p{Nd}_.]*[\p{L}\p{Nd}_])?/uy
const hashtag = /#[\p{L}\p{M}\p{Nd}_]+/uy
const keycap = /[\d#*]\uFE0F?\u20E3/uy
/** Pictures with their tints, joined ones (👩‍🚀), and flags, of regions too. */
const emoji =
  /\p{RI}\p{RI}|\p{Extended_Pictographic}(?:\uFE0F|\p{EMod}|[\u{E0020}-\u{E007F}])*(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})*)*/uy
const degree = /[%‰٪]|°(?:[CСFcс](?![\p{L}]))?/uy
/** т.б., б.з.д.: short parts with a stop after each. */
const dotted = /\p{L}{1,2}\.(?:\p{L}{1,2}\.){1,4}(?!\p{L})/uy
const initial = /(?:\p{Lu}|Дж|Sh|Ch|\p{Lo})\.(?=(?:[ \u00A0\u202F]?|-)(?:\p{Lu}|\p{Lo}))/uy

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

const hyphens = '-‐‑'
const apostrophes = "'’"
const isHyphen = (text: string, at: number): boolean => at < text.length && hyphens.includes(text.charAt(at))

class Scanner {
  readonly #text: string
  readonly #tokens: Token[] = []
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  scan(): readonly Token[] {
    const text = this.#text
    while (this.#at < text.length) {
      switch (classAt(text, this.#at)) {
        case space:
          this.#at += 1
          break
        case letter:
          this.#word()
          break
        case digit:
          this.#number()
          break
        case surrogate:
          if (afterLetter(text, this.#at) > this.#at) this.#word()
          else this.#symbol()
          break
        case punctuation:
          this.#punctuation()
          break
        default:
          this.#symbol()
      }
    }
    return this.#tokens
  }

  #take(end: number, kind: TokenKind): void {
    const start = this.#at
    this.#tokens.push({ text: this.#text.slice(start, end), kind, start, end })
    this.#at = end
  }

  /** Takes what a pattern matches here, if it does. */
  #takeMatch(pattern: RegExp, kind: TokenKind): boolean {
    const end = endOf(pattern, this.#text, this.#at)
    if (end === this.#at) return false
    this.#take(end, kind)
    return true
  }

  #word(): void {
    const text = this.#text
    const first = this.#lettersEnd(this.#at)
    if (this.#address(first)) return
    if (text.charAt(first) === '.' && this.#abbreviation(first)) return
    const end = this.#joinedEnd(first)
    this.#take(end, 'word')
  }

  /** The end of a run of letters and what goes on a word inside it, digits too: G20, км². */
  #lettersEnd(from: number): number {
    const text = this.#text
    let end = from
    let at = from
    for (;;) {
      const next = afterLetter(text, at)
      if (next > at) {
        at = next
        end = next
        continue
      }
      const found = classAt(text, at)
      if (found === digit) end = at + 1
      // Raised digits may end a word, invisible marks only go on one.
      else if (found === inner && !/[\u00AD\u200B-\u200D\u2060]/u.test(text.charAt(at))) end = at + 1
      else if (found !== inner) return end
      at += 1
    }
  }

  /** The end of a word with what hyphens and apostrophes join to it: бала-шаға, COVID-19-дан. */
  #joinedEnd(from: number): number {
    const text = this.#text
    let end = from
    while (end < text.length) {
      const mark = text.charAt(end)
      const next = classAt(text, end + 1)
      const joins = hyphens.includes(mark)
        ? next === letter || next === digit
        : apostrophes.includes(mark) && next === letter
      if (!joins) return end
      const after = this.#lettersEnd(end + 1)
      if (after === end + 1) return end
      end = after
    }
    return end
  }

  /** A URL or an e-mail address, if one begins here; `end` is where its first run of letters or digits ends. */
  #address(end: number): boolean {
    const mark = this.#text.charAt(end)
    if (mark === ':' && this.#text.charAt(end + 1) === '/') return this.#takeMatch(withScheme, 'url')
    if (mark !== '.' && mark !== '@' && mark !== '_' && mark !== '-' && mark !== '+') return false
    const ahead = this.#text.slice(end, end + 65)
    const at = ahead.indexOf('@')
    if (at >= 0 && this.#takeMatch(email, 'email')) return true
    return /\.[\p{L}\p{Nd}]/u.test(ahead) && this.#takeMatch(host, 'url')
  }

  #abbreviation(stop: number): boolean {
    const text = this.#text
    const word = text.slice(this.#at, stop)
    const whole = endOf(dotted, text, this.#at)
    // А.Б.Орынбай has initials, one a token; б.з.д. and Б.з.д. are one abbreviation.
    if (whole > this.#at && !/\.\p{Lu}/u.test(text.slice(this.#at, whole))) {
      this.#take(whole, 'abbreviation')
      return true
    }
    if (this.#takeMatch(initial, 'abbreviation')) return true
    const kind = word.length <= 5 ? stopAfter(word) : 'none'
    const own = kind === 'own' || kind === 'own or last' || (kind === 'doubtful' && goesOn(text, stop + 1))
    if (!own || text.charAt(stop + 1) === '.') return false
    this.#take(stop + 1, 'abbreviation')
    return true
  }

  #number(): void {
    const text = this.#text
    if (this.#takeMatch(keycap, 'emoji')) return
    let end = this.#digitsEnd(this.#at)
    if (this.#address(end)) return
    end = this.#groupsEnd(end)
    while (/[.,:/]/u.test(text.charAt(end)) && classAt(text, end + 1) === digit) end = this.#digitsEnd(end + 1)
    end = endOf(degree, text, end)
    if (afterLetter(text, end) > end) {
      // 5G is one name, 100км a number and its unit.
      const joined = this.#lettersEnd(end)
      if (stopAfter(text.slice(end, joined)) === 'none') end = joined
    }
    if (isHyphen(text, end) && afterLetter(text, end + 1) > end + 1) end = this.#joinedEnd(end)
    else if (text.charAt(end) === '–' && /^\p{Ll}/u.test(text.charAt(end + 1))) end = this.#lettersEnd(end + 1)
    this.#take(end, 'number')
  }

  #digitsEnd(from: number): number {
    let end = from
    while (classAt(this.#text, end) === digit) end += 1
    return end
  }

  /** Digits in groups of three: 1 200 000. */
  #groupsEnd(from: number): number {
    const text = this.#text
    let end = from
    if (end - this.#at > 3) return end
    while (/[ \u00A0\u2009\u202F]/u.test(text.charAt(end)) && this.#digitsEnd(end + 1) === end + 4) end += 4
    return end
  }

  #punctuation(): void {
    const text = this.#text
    const mark = text.charAt(this.#at)
    const last = this.#tokens.at(-1)
    if (mark === '@' && this.#takeMatch(handle, 'handle')) return
    if ((mark === '#' || mark === '*') && this.#takeMatch(keycap, 'emoji')) return
    if (mark === '#' && this.#takeMatch(hashtag, 'hashtag')) return
    if (hyphens.includes(mark) && last?.end === this.#at && /[»”“"’)\]]$/u.test(last.text)) {
      const end = this.#lettersEnd(this.#at + 1)
      if (end > this.#at + 1 && /^\p{Ll}|^\p{Lo}/u.test(text.slice(this.#at + 1, this.#at + 3))) {
        this.#take(end, 'suffix')
        return
      }
    }
    let end = this.#at + 1
    // Runs of one mark are one token: ... !! --
    while (/[.!?…؟-]/u.test(mark) && text.charAt(end) === mark) end += 1
    this.#take(end, 'punctuation')
  }

  #symbol(): void {
    if (this.#takeMatch(emoji, 'emoji')) return
    const point = this.#text.codePointAt(this.#at) ?? 0
    const end = this.#at + (point > 0xffff ? 2 : 1)
    this.#take(end, /^\p{P}/u.test(this.#text.slice(this.#at, end)) ? 'punctuation' : 'symbol')
  }
}

/** Whether a sentence plainly goes on after a full stop: with a small letter, a digit or a comma. */
function goesOn(text: string, at: number): boolean {
  return /^[ \u00A0]?[\p{Ll}\p{Nd},;:)]/u.test(text.slice(at, at + 2))
}
