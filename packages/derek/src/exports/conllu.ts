import { writeFeats } from 'kazakh'
import type { ArticleRecord, Sentence } from '../record/schema.js'
import { withTokens } from '../record/tokens.js'

/**
 * The sentences of an article in CoNLL-U: tokens with lemma, part of speech and features of Universal Dependencies.
 * There is no syntax: HEAD and DEPREL are left unspecified. Start and End in MISC are UTF-16 offsets into the text of
 * the block that `# block` names.
 *
 *     conlluOf(record) // # newdoc id = …\n# newpar id = b1\n# sent_id = …-b1.1\n…
 */
export function conlluOf(record: ArticleRecord): string {
  const sentences = withTokens(record).sentences ?? []
  const texts = new Map(record.blocks.map(({ id, text }) => [id, text]))
  const counts = new Map<string, number>()
  const parts = sentences.map((sentence, i) => {
    const number = (counts.get(sentence.block) ?? 0) + 1
    counts.set(sentence.block, number)
    const comments = [
      ...(i === 0 ? [`# newdoc id = ${oneLine(record.id)}`] : []),
      ...(number === 1 ? [`# newpar id = ${oneLine(`${record.id}-${sentence.block}`)}`] : []),
      `# sent_id = ${oneLine(`${record.id}-${sentence.block}.${number}`)}`,
      `# block = ${oneLine(sentence.block)}`,
      `# text = ${oneLine(sentence.text)}`,
    ]
    return [...comments, ...linesOf(sentence, texts.get(sentence.block) ?? '')].map((line) => `${line}\n`).join('')
  })
  return parts.map((part) => `${part}\n`).join('')
}

function linesOf({ tokens = [] }: Sentence, text: string): readonly string[] {
  return tokens.map((token, i) => {
    const next = tokens[i + 1]
    const misc = [
      ...(next !== undefined && next.start === token.end ? ['SpaceAfter=No'] : []),
      `Start=${token.start}`,
      `End=${token.end}`,
      ...(token.form === token.text ? [] : [`Read=${miscValue(token.form)}`]),
    ]
    const form = column(text.slice(token.start, token.end))
    return [
      i + 1,
      form,
      column(token.lemma),
      token.upos,
      '_',
      writeFeats(token.feats),
      '_',
      '_',
      '_',
      misc.join('|'),
    ].join('\t')
  })
}

const white = /[\s\u0085]+/gu

const oneLine = (text: string): string => text.toWellFormed().replace(white, ' ').trim()

/** A column cannot be empty, nor have a tab or the end of a line. */
const column = (value: string): string => oneLine(value) || '_'

const miscValue = (value: string): string => column(value).replaceAll('|', '\\p').replaceAll(' ', '\\s')
