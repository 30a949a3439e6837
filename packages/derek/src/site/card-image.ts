import { createRequire } from 'node:module'
import { detectScript, toCyrillic } from 'kazakh'

export interface CardWords {
  readonly title: string
  /** What stands above the title: the source and the day. */
  readonly above: string
  readonly below: string
}

const width = 1200
const height = 630
const margin = 80
const font = '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'

/** The picture of an article where it is linked to: PNG, 1200 by 630 pixels. Undefined where no pictures can be drawn. */
export async function drawCard(words: CardWords): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const resvg = await loaded()
  if (resvg === undefined) return undefined
  const image = await resvg.renderAsync(writeCard(words), {
    font: {
      loadSystemFonts: false,
      fontFiles: [createRequire(import.meta.url).resolve(font)],
      defaultFontFamily: 'Noto Sans',
    },
  })
  return new Uint8Array(image.asPng())
}

/** The renderer is native code, which not every machine has: there the site's own card stands for all. */
const loaded = async (): Promise<typeof import('@resvg/resvg-js') | undefined> => {
  try {
    return await import('@resvg/resvg-js')
  } catch {
    return undefined
  }
}

/** The card as SVG. The font has no Arabic letters: what is in töte is written in Cyrillic. */
export function writeCard({ title, above, below }: CardWords): string {
  const room = width - 2 * margin
  const [size, lines] = fit(inCyrillic(title), room)
  const top = 330 - (lines.length * size * 1.25) / 2
  const text = (words: string, y: number, size: number, colour: string): string =>
    `<text x="${margin}" y="${y.toFixed(0)}" font-family="Noto Sans" font-weight="700" font-size="${size}" fill="${colour}">${written(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="#0b5d66"/>`,
    `<rect y="${height - 22}" width="${width}" height="22" fill="#ffd867"/>`,
    text(cutTo(inCyrillic(above), 30, room), 100, 30, '#cfe6e8'),
    ...lines.map((line, i) => text(line, top + (i + 1) * size * 1.25 - size * 0.3, size, '#ffffff')),
    text('Дерек', height - 62, 44, '#ffd867'),
    text(cutTo(inCyrillic(below), 28, room - 200), height - 62, 28, '#cfe6e8').replace(
      `x="${margin}"`,
      `x="${margin + 190}"`,
    ),
    '</svg>',
  ].join('')
}

const inCyrillic = (text: string): string =>
  detectScript(text) === 'Arab' ? toCyrillic(text, undefined, { capitals: true }).text : text

const sizes = [72, 60, 50, 42] as const
const mostLines = 5

/** The largest letters in which a title has room, and its lines in them; the smallest cut it. */
function fit(title: string, room: number): readonly [size: number, lines: readonly string[]] {
  for (const size of sizes) {
    const lines = broken(title, size, room)
    if (lines.length * size * 1.25 <= 340 && lines.length <= mostLines) return [size, lines]
  }
  const smallest = sizes[3]
  const lines = broken(title, smallest, room)
  return [smallest, [...lines.slice(0, mostLines - 1), cutTo(lines.slice(mostLines - 1).join(' '), smallest, room)]]
}

function broken(text: string, size: number, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size) > room) {
      lines.push(cutTo(line, size, room))
      line = word
    } else line = longer
  }
  return [...lines, cutTo(line, size, room)]
}

function cutTo(text: string, size: number, room: number): string {
  if (widthOf(text, size) <= room) return text
  let cut = ''
  for (const letter of text) {
    if (widthOf(`${cut}${letter}…`, size) > room) break
    cut += letter
  }
  return `${cut}…`
}

/** Widths of letters of Noto Sans Bold by kinds, a little more than they are. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ЖШЩЮЫФМѲWM%@—]/u, 1.12],
  [/[жшщюыфмәmw]/u, 0.98],
  [/\p{Lu}/u, 0.78],
  [/[\s.,:;!'|«»()ilі-]/u, 0.42],
  [/./u, 0.65],
]

/** How wide a text is at most. */
const widthOf = (text: string, size: number): number =>
  size * [...text].reduce((sum, letter) => sum + (widths.find(([kind]) => kind.test(letter))?.[1] ?? 0), 0)

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const written = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
    .replace(/[\u0000-\u001f\ufffe\uffff]/gu, ' ')
    .replace(/[&<>]/gu, (sign) => signs[sign] ?? sign)
