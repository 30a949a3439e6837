import {
  type Aligned,
  arabicFromCyrillic,
  compose,
  cyrillicFromArabic,
  detectLanguage,
  detectScript,
  identity,
  type LatinVariant,
  latinFromCyrillic,
  mend,
  toCyrillic,
} from 'kazakh'

/** ISO 15924: what Kazakh is written in. */
export const scripts = ['Cyrl', 'Latn', 'Arab'] as const
export type Script = (typeof scripts)[number]

/**
 * A page of this site with its Kazakh in one script: what is marked as Kazakh (lang) is transliterated, the languages
 * and directions of elements are set anew, and all else stays as it is, so that no page has to know of scripts. Text is
 * converted by the paragraph, whatever links and marks are in it, and cut again where those begin and end: a letter of
 * the original stays inside the element that it was in.
 *
 * Left alone are elements of other languages, code, what a reader typed, and what says translate="no".
 *
 * @param html as hono/jsx writes it: every attribute in double quotes, no "<" or ">" that is not a tag's.
 *
 * @example
 * inScript('<p lang="kk">тіл</p>', 'Arab') // '<p lang="kk-Arab" dir="rtl">ءتىل</p>' (language)
 */
export function inScript(html: string, script: Script): string {
  const parts: string[] = []
  const run = new Run(script)
  const open: Element[] = [root]
  let at = 0
  let closed = ''
  for (const match of html.matchAll(tag)) {
    const [written, slash = '', name = '', attributes = ''] = match
    const inside = open.at(-1) ?? root
    if (match.index > at) {
      closed = ''
      const text = html.slice(at, match.index)
      if (inside.isText) run.add(parts, text, inside)
      else parts.push(text)
    }
    at = match.index + written.length
    // Two elements side by side are two words, but for marks, which may be parts of one.
    const isApart = closed !== '' && slash === '' && closed !== 'mark' && name !== 'mark'
    if (isApart || !inline.has(name)) run.flush(parts)
    closed = slash === '/' ? name : ''
    if (slash === '/') {
      if (open.length > 1) open.pop()
      parts.push(written)
    } else if (name === '') parts.push(written)
    else {
      const element = elementOf(name, attributes, inside, script)
      const tag = element.isKazakh || element.isNamed ? rewrite(name, attributes, inside, element, script) : written
      parts.push(tag)
      if (!empty.has(name) && !attributes.endsWith('/')) open.push(element)
    }
  }
  run.flush(parts)
  return parts.join('') + html.slice(at)
}

/** A tag, or a declaration or comment, which have no name. */
const tag = /<(\/?)([a-z][a-zA-Z0-9]*)?([^<>]*)>/gu

/** What stands within a line of text: all else ends a paragraph. */
const inline: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite em i mark q s small span strong sub sup time u wbr tspan'.split(' '),
)
const empty: ReadonlySet<string> = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** What holds no words of ours: code, and what a reader typed. */
const kept: ReadonlySet<string> = new Set(['script', 'style', 'code', 'pre', 'textarea'])
const plain: ReadonlySet<string> = new Set(['title', 'option', 'text', 'tspan'])
const spoken: ReadonlySet<string> = new Set(['title', 'aria-label', 'alt', 'placeholder', 'label'])
const descriptions = /\s(?:name|property)="(?:description|(?:og|twitter):(?:title|description|site_name|image:alt))"/u

type Direction = 'ltr' | 'rtl'

interface Element {
  readonly isKazakh: boolean
  /** Whether the element itself says what language it is in. */
  readonly isNamed: boolean
  readonly isText: boolean
  readonly isKept: boolean
  /** Whether it can hold text but no elements. */
  readonly isPlain: boolean
  readonly direction: Direction
  /** The script that the page says its text is in, and the Latin alphabet. */
  readonly from?: Script
  readonly latin?: LatinVariant
  /** Words that begin names here: töte has no capitals to tell them by. */
  readonly names?: readonly string[]
}

const root: Element = {
  isKazakh: false,
  isNamed: false,
  isText: false,
  isKept: false,
  isPlain: false,
  direction: 'ltr',
}

const attributeOf = (attributes: string, name: string): string | undefined => {
  const start = attributes.indexOf(` ${name}="`)
  if (start < 0) return undefined
  const from = start + name.length + 3
  return attributes.slice(from, attributes.indexOf('"', from))
}

export const directionOf = (script: Script): Direction => (script === 'Arab' ? 'rtl' : 'ltr')

function elementOf(name: string, attributes: string, outer: Element, script: Script): Element {
  const lang = attributeOf(attributes, 'lang')
  const dir = attributeOf(attributes, 'dir')
  const isKept = outer.isKept || kept.has(name) || attributeOf(attributes, 'translate') === 'no'
  const isKazakh = lang === undefined ? outer.isKazakh : /^kk(?:-|$)/u.test(lang)
  const own = lang === undefined ? undefined : scripts.find((known) => lang === `kk-${known}`)
  const from = lang === undefined ? outer.from : own
  const latin = latinOf(attributes) ?? (lang === undefined || own === outer.from ? outer.latin : undefined)
  const names = attributeOf(attributes, 'data-names')?.split(' ') ?? outer.names
  const written = dir === 'rtl' || dir === 'ltr' ? dir : undefined
  const said = lang === undefined ? undefined : /-Arab$/u.test(lang) ? 'rtl' : 'ltr'
  const isConverted = isKazakh && !isKept
  return {
    isKazakh: isConverted,
    isNamed: lang !== undefined,
    isText: isConverted,
    isKept,
    isPlain: plain.has(name),
    direction: isConverted && lang !== undefined ? directionOf(script) : (written ?? said ?? outer.direction),
    ...(from === undefined ? {} : { from }),
    ...(latin === undefined ? {} : { latin }),
    ...(names === undefined ? {} : { names }),
  }
}

function latinOf(attributes: string): LatinVariant | undefined {
  const said = attributeOf(attributes, 'data-latin')
  return said === '2018' || said === '2019' || said === '2021' ? said : undefined
}

/** A tag with its words, its language and its direction as they are in the script. */
function rewrite(name: string, attributes: string, outer: Element, element: Element, script: Script): string {
  let made = attributes
  if (element.isKazakh) {
    const isDescription = name === 'meta' && descriptions.test(attributes)
    made = made.replace(/ ([a-z-]+)="([^"]*)"/gu, (written: string, key: string, value: string) => {
      if (key === 'lang') return ` lang="${tagOf(script)}"`
      if (!spoken.has(key) && !(isDescription && key === 'content')) return written
      return ` ${key}="${encode(convertTo(decode(value), script, element)?.text ?? decode(value))}"`
    })
  }
  if (!element.isNamed) return `<${name}${made}>`
  const dir = attributeOf(made, 'dir')
  if (dir === undefined) {
    return `<${name}${made}${element.direction === outer.direction ? '' : ` dir="${element.direction}"`}>`
  }
  return `<${name}${element.isKazakh && dir !== 'auto' ? made.replace(` dir="${dir}"`, ` dir="${element.direction}"`) : made}>`
}

/** The BCP 47 tag of Kazakh in a script; Cyrillic is what Kazakh is written in unless something else is said. */
export const tagOf = (script: string): string => (script === 'Latn' || script === 'Arab' ? `kk-${script}` : 'kk')

/** The tag of a Kazakh text by its letters, where nothing else says what it is written in. */
export const tagOfText = (text: string): string => tagOf(detectScript(text))

/** The text of a paragraph so far, with where each piece of it stands in the page. */
class Run {
  readonly #script: Script
  #pieces: { readonly part: number; readonly text: string }[] = []
  #element: Element = root

  constructor(script: Script) {
    this.#script = script
  }

  add(parts: string[], html: string, element: Element): void {
    if (this.#pieces.length > 0 && (element.from !== this.#element.from || element.latin !== this.#element.latin)) {
      this.flush(parts)
    }
    this.#element = element
    this.#pieces.push({ part: parts.length, text: decode(html) })
    parts.push(html)
  }

  /** Puts the pieces, converted together, where they came from. */
  flush(parts: string[]): void {
    const pieces = this.#pieces
    if (pieces.length === 0) return
    this.#pieces = []
    const made = convertTo(pieces.map(({ text }) => text).join(''), this.#script, this.#element)
    if (made === undefined) return
    let source = 0
    let from = 0
    for (const { part, text } of pieces) {
      source += text.length
      let to = from
      while (to < made.text.length && (made.starts[to] ?? source) < source) to++
      const shown = made.text.slice(from, to)
      parts[part] = this.#script === 'Arab' && !this.#element.isPlain ? withLatinApart(shown) : encode(shown)
      from = to
    }
  }
}

/**
 * Latin words apart from what is around them, which they would otherwise draw into their direction (numbers, dots), and
 * days such as 2026-05-13, which Arabic letters before them would turn around.
 */
const withLatinApart = (text: string): string =>
  text
    .split(apart)
    .map((part, index) => (index % 2 === 1 ? `<bdi dir="ltr">${encode(part)}</bdi>` : encode(part)))
    .join('')

/** Latin words side by side, each with what is written together with it (Ertis.kz, Case=Loc, Person[psor]=3); days. */
const latinWord = String.raw`\p{Script=Latin}(?:[^\s\p{Script=Arabic}«»()]*[\p{Script=Latin}\d\]])?`
const apart = new RegExp(String.raw`(${latinWord}(?: ${latinWord})*|\d+(?:[-/]\d+)+)`, 'u')

type Written = Pick<Element, 'from' | 'latin' | 'names'>

/** A text in another script, each word by its own letters; undefined where it stays as it is. */
function convertTo(text: string, to: Script, { from, latin, names }: Written): Aligned | undefined {
  let made: Aligned | undefined
  const then = (convert: (text: string) => Aligned): void => {
    made = made === undefined ? convert(text) : compose(made, convert(made.text))
  }
  if (to !== 'Latn' && isKazakhLatin(text, from)) then((words) => toCyrillic(words, latin))
  if (to !== 'Arab' && arabic.test(text)) {
    then((words) => cyrillicFromArabic(words, { capitals: true, isName: (word) => isNamed(word, names) }))
  }
  if (to !== 'Cyrl' && (made !== undefined || cyrillic.test(text))) {
    if (made === undefined) then(mend)
    then(to === 'Latn' ? (words) => latinFromCyrillic(words) : arabicFromCyrillic)
  }
  return to === 'Arab' ? turnedArrows(made ?? identity(text)) : made
}

const cyrillic = /\p{Script=Cyrillic}/u
const arabic = /\p{Script=Arabic}/u

/**
 * Latin words in a Kazakh page are as a rule not Kazakh (JSON, Reuters): the page must say so, or the words, or, where
 * they are few, the letters that English lacks in a text that is more than names.
 */
function isKazakhLatin(text: string, from: Script | undefined): boolean {
  if (detectScript(text) !== 'Latn') return false
  if (from === 'Latn') return true
  const language = detectLanguage(text)
  const isSentence = /(?<!\p{L})\p{Ll}+[^\p{L}]+\p{Ll}/u.test(text)
  return language === 'kk' || (language === 'und' && isSentence && /[áǵńóúýıäğñŋöüūş]/iu.test(text))
}

/** Whether a word is a name of the page, with or without endings. */
const isNamed = (word: string, names: readonly string[] = []): boolean =>
  names.some((name) => word === name || (name.length > 3 && word.startsWith(name)))

/** Arrows point the way of reading; unlike brackets they are not mirrored by the browser. */
function turnedArrows(made: Aligned): Aligned {
  return /[→←]/u.test(made.text)
    ? { ...made, text: made.text.replace(/[→←]/gu, (arrow) => (arrow === '→' ? '←' : '→')) }
    : made
}

const decoded: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const encoded: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const decode = (html: string): string =>
  html.includes('&')
    ? html.replace(/&(amp|lt|gt|quot|#39);/gu, (written, name: string) => decoded[name] ?? written)
    : html
const encode = (text: string): string => text.replace(/[&<>"']/gu, (letter) => encoded[letter] ?? letter)
