import { convert as convertText, detectLatin, detectScript, type LatinVariant, type Writing } from 'kazakh'
import { type Command, UsageError } from './command.js'

const writings: readonly Writing[] = ['cyrillic', 'latin-2018', 'latin-2019', 'latin-2021', 'tote']
const isWriting = (name: string): name is Writing => (writings as readonly string[]).includes(name)

interface Options {
  readonly to: Writing
  readonly from?: Writing
  readonly capitals: boolean
}

function readOptions(args: readonly string[]): Options {
  let to: Writing | undefined
  let from: Writing | undefined
  let capitals = false
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--capitals') capitals = true
    else if (arg === '--to' || arg === '--from') {
      const name = args[++i] ?? ''
      if (!isWriting(name)) throw new UsageError(`${arg} takes one of ${writings.join(', ')}, not "${name}"`)
      if (arg === '--to') to = name
      else from = name
    } else throw new UsageError(`convert does not know "${arg}"; see kazakh --help`)
  }
  if (to === undefined) throw new UsageError('convert needs --to')
  return { to, capitals, ...(from === undefined ? {} : { from }) }
}

/**
 * Pieces of an input that end with a line, so that what is printed keeps up with what is read; each several lines, so
 * that the alphabet can be told. A line without an end is given at the end.
 */
async function* wholeLines(input: AsyncIterable<string>): AsyncIterable<string> {
  let parts: string[] = []
  for await (const piece of input) {
    const end = piece.lastIndexOf('\n') + 1
    if (end === 0) {
      parts.push(piece)
      continue
    }
    yield parts.join('') + piece.slice(0, end)
    parts = [piece.slice(end)]
  }
  const rest = parts.join('')
  if (rest !== '') yield rest
}

export const convert: Command = {
  name: 'convert',
  help: `  convert --to WRITING [--from WRITING] [--capitals]
      text into another alphabet: ${writings.join(', ')}.
      Without --from, each word by its own letters; the Latin alphabet is the one told first in the text.
      --capitals gives a text made of töte, which has none, capitals at the start of sentences.`,
  async *run(args, input) {
    const { to, from, capitals } = readOptions(args)
    let latin: LatinVariant | undefined
    for await (const text of wholeLines(input)) {
      if (latin === undefined && detectScript(text) === 'Latn') latin = detectLatin(text)
      const hint = latin === undefined ? {} : { latin }
      yield convertText(text, { to, capitals, ...hint, ...(from === undefined ? {} : { from }) }).text
    }
  },
}
