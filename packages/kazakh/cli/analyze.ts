import { analyzeSentences, type TaggedSentence, type TaggedWord, tag, writeFeats } from 'kazakh'
import { type Command, lines, UsageError } from './command.js'
import { paragraphs } from './paragraphs.js'

/** Sentences are counted through the whole input. */
interface Numbering {
  sentence: number
}

const oneLine = (text: string): string => text.replace(/[\s\u0085]+/gu, ' ')

function conllu(words: readonly TaggedWord[], text: string, spaces: readonly boolean[], numbering: Numbering): string {
  numbering.sentence++
  const rows = words.map(({ form, lemma, upos, feats }, index) => {
    const misc = spaces[index] === false ? 'SpaceAfter=No' : '_'
    return `${index + 1}\t${form}\t${lemma}\t${upos}\t_\t${writeFeats(feats)}\t_\t_\t_\t${misc}\n`
  })
  return `# sent_id = ${numbering.sentence}\n# text = ${oneLine(text)}\n${rows.join('')}\n`
}

/** Whether white space follows each token of a paragraph's sentences. */
function spacesOf(text: string, { tokens }: TaggedSentence): readonly boolean[] {
  return tokens.map(({ end }) => end >= text.length || /\s/u.test(text.charAt(end)))
}

function table(words: readonly TaggedWord[]): string {
  const width = (cells: readonly string[]): number => Math.min(24, Math.max(...cells.map((cell) => cell.length)))
  const forms = width(words.map(({ form }) => form))
  const lemmas = width(words.map(({ lemma }) => lemma))
  const rows = words.map(({ form, lemma, upos, feats }) =>
    `${form.padEnd(forms)}  ${lemma.padEnd(lemmas)}  ${upos.padEnd(5)}  ${writeFeats(feats)}`.replace(/\s*_?$/u, ''),
  )
  return `${rows.join('\n')}\n\n`
}

/** One token a line, an empty line between sentences. Of CoNLL-U, the syntactic words are taken. */
async function* pretokenized(input: AsyncIterable<string>): AsyncIterable<readonly string[]> {
  let forms: string[] = []
  for await (const line of lines(input)) {
    if (line.trim() === '') {
      if (forms.length > 0) yield forms
      forms = []
      continue
    }
    const [id = '', form] = line.split('\t')
    if (form === undefined) {
      if (!line.startsWith('# ')) forms.push(line.replace(/^\ufeff/u, ''))
    } else if (/^\d+$/u.test(id)) forms.push(form)
  }
  if (forms.length > 0) yield forms
}

export const analyze: Command = {
  name: 'analyze',
  help: `kazakh analyze [--conllu] [--pretokenized]
  Each token of the text with its lemma, part of speech and features, as meant in its sentence.
  --conllu        as CoNLL-U
  --pretokenized  the input has one token a line and an empty line between sentences; these are kept`,
  async *run(args, input) {
    for (const arg of args) {
      if (arg !== '--conllu' && arg !== '--pretokenized') {
        throw new UsageError(`analyze has no option "${arg}"; see kazakh --help`)
      }
    }
    const numbering: Numbering = { sentence: 0 }
    const asConllu = args.includes('--conllu')
    if (args.includes('--pretokenized')) {
      for await (const forms of pretokenized(input)) {
        const words = tag(forms)
        yield asConllu ? conllu(words, forms.join(' '), [], numbering) : table(words)
      }
      return
    }
    for await (const { text } of paragraphs(input)) {
      for (const sentence of analyzeSentences(text)) {
        const { tokens, start, end } = sentence
        yield asConllu ? conllu(tokens, text.slice(start, end), spacesOf(text, sentence), numbering) : table(tokens)
      }
    }
  },
}
