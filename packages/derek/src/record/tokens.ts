import { tag } from 'kazakh'
import { analyzeBlocks } from '../language/analyze.js'
import type { AnalyzedBlock } from '../language/schema.js'
import type { ArticleRecord, Sentence } from './schema.js'
import { spanOf } from './span.js'

/** The record as it is given where tokens are not asked for: without its sentences. */
export function withoutSentences({ sentences: _, ...record }: ArticleRecord): ArticleRecord {
  return record
}

/** The record with the tokens of its sentences: form, lemma, part of speech and features in Universal Dependencies terms. */
export function withTokens(record: ArticleRecord): ArticleRecord {
  const { blocks } = analyzeBlocks(record.blocks)
  return { ...record, sentences: blocks.flatMap((block) => sentencesOf(block, record.language === 'kk')) }
}

const sentencesOf = (block: AnalyzedBlock, isKazakh: boolean): readonly Sentence[] =>
  block.sentences.map((sentence) => {
    const read = isKazakh ? tag(sentence.words.map(({ form }) => form)) : []
    return {
      ...spanOf(block, sentence),
      tokens: sentence.words.map((word, i) => ({
        ...spanOf(block, word),
        form: word.form,
        lemma: read[i]?.lemma ?? word.form,
        upos: read[i]?.upos ?? uposOf(word.kind),
        feats: { ...read[i]?.feats },
      })),
    }
  })

/** What can be said of a word of another language by its signs alone. */
function uposOf(kind: string): string {
  switch (kind) {
    case 'punctuation':
      return 'PUNCT'
    case 'number':
      return 'NUM'
    case 'symbol':
    case 'emoji':
      return 'SYM'
    default:
      return 'X'
  }
}
