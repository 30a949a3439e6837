import {
  type Aligned,
  type Analyzer,
  compose,
  detectLanguage,
  detectLatin,
  detectScript,
  isTurkicLatin,
  type LatinVariant,
  mend,
  respellTurkic,
  type Script,
  sentences,
  type Token,
  toCyrillic,
} from 'kazakh'
import type { Article, Block } from '../article/schema.js'
import { readings } from './readings.js'
import type { Analysis, AnalyzedBlock, Word } from './schema.js'
import { newsAnalyzer } from './vocabulary.js'

/** The Latin alphabet of a whole article: its blocks may be too short to show it. */
type Latin = LatinVariant | 'turkic'

/** An article's blocks into sentences and analysed words, whatever script they are in. */
export function analyze(article: Article): Analysis {
  return { article, ...analyzeBlocks(article.blocks) }
}

/** Blocks without what is known of their article. */
export function analyzeBlocks(blocks: readonly Block[]): Omit<Analysis, 'article'> {
  const text = blocks.map((block) => block.text).join('\n')
  const script = detectScript(text)
  const language = languageOf(text, script)
  const kazakh = language === 'kk'
  const latin = script === 'Latn' && isTurkicLatin(text) ? 'turkic' : detectLatin(text)
  const analyzed = blocks.map((block) => analyzeBlock(block, script, latin, kazakh ? newsAnalyzer() : undefined))
  return { language, script, blocks: analyzed }
}

/** A sentence or two may have no letter that its neighbours lack: then the lexicon tells whether its words are Kazakh. */
function languageOf(text: string, script: Script): string {
  const detected = detectLanguage(text)
  if (detected !== 'und' || script !== 'Cyrl' || text.length > fewCharacters) return detected
  const words = (text.match(/\p{L}[\p{L}-]+/gu) ?? []).filter((word) => !/^\p{Lu}/u.test(word))
  const known = words.filter((word) => newsAnalyzer().analyze(word)[0]?.known === true)
  return words.length >= 3 && known.length / words.length >= leastKnown ? 'kk' : detected
}

const fewCharacters = 400
const leastKnown = 0.75

function analyzeBlock(block: Block, script: Script, latin: Latin, analyzer: Analyzer | undefined): AnalyzedBlock {
  const aligned = analyzer === undefined ? mend(block.text) : toAnalysisText(block.text, script, latin)
  const found = sentences(aligned.text).map((sentence, index) => ({
    id: `${block.id}.${index + 1}`,
    start: sentence.start,
    end: sentence.end,
    words: sentence.tokens.map((token) => toWord(token, analyzer)),
  }))
  return { block, aligned, sentences: found }
}

/** A block of a Latin article may quote Cyrillic and the other way round: each converts what is in its own script. */
function toAnalysisText(text: string, script: Script, latin: Latin): Aligned {
  const mended = mend(text)
  if (latin === 'turkic') {
    const respelt = compose(mended, respellTurkic(mended.text))
    return compose(respelt, toCyrillic(respelt.text, '2021'))
  }
  return script === 'Cyrl' ? mended : compose(mended, toCyrillic(mended.text, latin, { capitals: true }))
}

function toWord(token: Token, analyzer: Analyzer | undefined): Word {
  const inflects = token.kind === 'word' || (token.kind === 'number' && token.text.includes('-'))
  return {
    start: token.start,
    end: token.end,
    form: token.text,
    lower: token.text.toLowerCase(),
    kind: token.kind,
    capital: /^\p{Lu}/u.test(token.text),
    analyses: inflects && analyzer !== undefined ? readings(analyzer.analyze(token.text)) : [],
  }
}
