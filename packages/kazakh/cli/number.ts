import { findNumbers, type NumberMention, tokenize, writeDigits, writeNumber } from 'kazakh'
import { type Command, lines, UsageError } from './command.js'

const help = `  kazakh number [--words]
      Numbers in words to digits (елу бірінші → 51-ші), or with --words digits to words; the rest stays as it is.`

const inDigits = (mention: NumberMention): string =>
  /^\p{Nd}/u.test(mention.text) && !/\s\p{L}/u.test(mention.text) ? mention.text : digitsOf(mention)

/** Possessed and long-tailed numbers (үштен бірі, "a third of it") have no usual spelling in digits: they stay. */
function digitsOf(mention: NumberMention): string {
  const { value, kind } = mention
  if (mention.possessed || /^[IVXLCDMХІСМ]/u.test(mention.text) || String(value).length > 17) return mention.text
  return writeDigits(value, { ordinal: kind === 'ordinal', case: mention.case })
}

function inWords(mention: NumberMention): string {
  const { value, kind } = mention
  // Dates, times and codes are no numbers to read out.
  if (mention.possessed || /\p{Nd}[./:]\p{Nd}/u.test(mention.text)) return mention.text
  if (/^[IVXLCDMХІСМ]/u.test(mention.text) || String(value).length > 17) return mention.text
  return writeNumber(value, { ordinal: kind === 'ordinal', case: mention.case })
}

function rewrite(line: string, write: (mention: NumberMention) => string): string {
  let made = ''
  let at = 0
  for (const mention of findNumbers(line, tokenize(line))) {
    made += line.slice(at, mention.start) + write(mention)
    at = mention.end
  }
  return made + line.slice(at)
}

/** `kazakh number`: a filter between numbers in words and in digits. */
export const number: Command = {
  name: 'number',
  help,
  async *run(args, input) {
    const unknown = args.find((arg) => arg !== '--words')
    if (unknown !== undefined) throw new UsageError(`kazakh number does not know "${unknown}"`)
    const write = args.includes('--words') ? inWords : inDigits
    for await (const line of lines(input)) yield `${rewrite(line, write)}\n`
  },
}
