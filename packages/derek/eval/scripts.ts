import { arabicFromCyrillic, cyrillicFromArabic, cyrillicFromLatin, type LatinVariant, latinFromCyrillic } from 'kazakh'
import { type Alphabet, hamzaOf, modelOf, pieces, restorer, spellings } from 'kazakh/scripts'
import { readKazakhWords } from './kazakh-words.js'
import type { Eval } from './main.js'

/**
 * Round trips of words: Cyrillic into another script and back, alike but for capitals, which töte has none of. Only
 * words that packages/kazakh/train/restoration.ts did not learn from are measured; wrong ones are never printed.
 */

const alphabets: readonly (readonly [Alphabet, LatinVariant | undefined])[] = [
  ['latin-2021', '2021'],
  ['latin-2019', '2019'],
  ['latin-2018', '2018'],
  ['tote', undefined],
]

function roundTrip(form: string, variant: LatinVariant | undefined): string {
  if (variant === undefined) return cyrillicFromArabic(arabicFromCyrillic(form).text).text
  return cyrillicFromLatin(latinFromCyrillic(form, variant).text, variant).text.toLowerCase()
}

/** The way there and back without the dictionary's exceptions: what was learned from other words alone. */
function learnedAlone(alphabet: Alphabet): (form: string) => string {
  const restore = restorer(alphabet, { ...modelOf(alphabet), exceptions: new Map() })
  const spell = (part: string): string =>
    (alphabet === 'tote' && hamzaOf(part) ? 'ء' : '') +
    pieces(part, spellings[alphabet])
      .map(({ spelled }) => spelled)
      .join('')
  return (form) =>
    form
      .split('-')
      .map((part) => restore(spell(part)).text)
      .join('-')
}

const percent = (right: number, all: number): string =>
  (all === 0 ? '–' : ((100 * right) / all).toFixed(2)).padStart(10)

function run(args: readonly string[]): void {
  const chosen = args.length > 0 ? alphabets.filter(([alphabet]) => args.includes(alphabet)) : alphabets
  const { measuring, running, hasStem } = readKazakhWords()
  const all = new Set(measuring.flatMap(([, forms]) => [...forms]))
  const unknown = new Set([...all].filter((form) => !hasStem(form)))

  console.log(
    `Round trips, % of distinct measuring words that come back alike (${all.size} words; none was learned from).`,
  )
  console.log(
    'shipped: with the stems of the dictionary that are exceptions; learned: without them, other words only.\n',
  )
  console.log(`${''.padEnd(30)}${'words'.padStart(8)}${chosen.map(([name]) => name.padStart(20)).join('')}`)
  console.log(`${''.padEnd(38)}${chosen.map(() => '   shipped   learned').join('')}`)
  const alone = chosen.map(([alphabet]) => learnedAlone(alphabet))
  const row = (title: string, forms: readonly string[]): void => {
    const cells = chosen.map(([, variant], i) => {
      const shipped = forms.filter((form) => roundTrip(form, variant) === form).length
      const learned = forms.filter((form) => alone[i]?.(form) === form).length
      return percent(shipped, forms.length) + percent(learned, forms.length)
    })
    console.log(title.padEnd(30) + String(forms.length).padStart(8) + cells.join(''))
  }
  for (const [title, forms] of measuring) row(title, [...forms])
  row('all', [...all])
  row('stem not in the dictionary', [...unknown])
  row('news, running words', running)
}

export const scripts: Eval = {
  name: 'scripts',
  about: 'round trips of words: Cyrillic to Latin of three years and töte, and back',
  run,
}
