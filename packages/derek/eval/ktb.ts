import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTagger, type Tagger, type TreebankWord, writeFeats } from 'kazakh'
import { isDevelopment, learn, pack, readConllu, readNews, treebankResources, unpack } from 'kazakh/training'
import { packageFolder } from '../src/data/table.js'
import type { Eval } from './main.js'

type Sentences = readonly (readonly TreebankWord[])[]

interface Score {
  readonly words: number
  readonly lemma: number
  readonly upos: number
  readonly feats: number
  readonly all: number
}

function scoreOf(sentences: Sentences, tagger: Tagger): Score {
  const score = { words: 0, lemma: 0, upos: 0, feats: 0, all: 0 }
  for (const sentence of sentences) {
    const read = tagger.tag(sentence.map(({ form }) => form))
    for (const [index, gold] of sentence.entries()) {
      const word = read[index]
      const lemma = word?.lemma === gold.lemma
      const upos = word?.upos === gold.upos
      const feats = word !== undefined && writeFeats(word.feats) === writeFeats(gold.feats)
      score.words++
      if (lemma) score.lemma++
      if (upos) score.upos++
      if (feats) score.feats++
      if (lemma && upos && feats) score.all++
    }
  }
  return score
}

const sum = (scores: readonly Score[]): Score =>
  scores.reduce((a, b) => ({
    words: a.words + b.words,
    lemma: a.lemma + b.lemma,
    upos: a.upos + b.upos,
    feats: a.feats + b.feats,
    all: a.all + b.all,
  }))

const share = (part: number, { words }: Score): string => (part / Math.max(1, words)).toFixed(4)

function row(name: string, score: Score): string {
  const { lemma, upos, feats, all } = score
  const figures = [lemma, upos, feats, all].map((part) => share(part, score).padStart(8))
  return `${name.padEnd(30)}${String(score.words).padStart(6)}${figures.join('')}`
}

const head = `${''.padEnd(30)}${'words'.padStart(6)}${['lemma', 'UPOS', 'FEATS', 'all'].map((name) => name.padStart(8)).join('')}`

/** A file given its gold tokens, read by the tagger that the package ships. */
function scoreFile(file: string): void {
  const score = scoreOf(readConllu(readFileSync(file, 'utf8')), createTagger())
  console.log(head)
  console.log(row('the model that is shipped', score))
  console.log(`feats ${share(score.feats, score)} all ${share(score.all, score)}`)
  console.log(`lemma ${share(score.lemma, score)} UPOS ${share(score.upos, score)}`)
}

const data = join(packageFolder(), '../../../shared/data')

/** Trains on some sentences and scores others, of which nothing is known: neither model nor lexicon has seen them. */
export const ktb: Eval = {
  name: 'ktb',
  about: 'lemma, part of speech and features on UD_Kazakh-KTB, given its tokens: [FILE.conllu]',
  run([file]) {
    if (file !== undefined) {
      scoreFile(file)
      return
    }
    const treebank = join(data, 'ktb/train.conllu')
    if (!existsSync(treebank)) {
      console.log(`${treebank} is not there: nothing was measured`)
      return
    }
    const sentences = readConllu(readFileSync(treebank, 'utf8'))
    const news = readNews(readFileSync(join(data, 'ner/train.iob2'), 'utf8'))
    const without = treebankResources(sentences)
    const trained = (held: Sentences): Tagger => {
      const rest = sentences.filter((sentence) => !held.includes(sentence))
      const learned = learn(rest, { resourcesWithout: (also) => without([...held, ...also]), news })
      return createTagger({ model: unpack(pack(learned)), resources: without(held) })
    }
    console.log('UD_Kazakh-KTB, train.conllu, gold tokens; nothing learned, nor any lexicon entry, from what is scored')
    console.log(head)
    const folds = Array.from({ length: 10 }, (_, fold) => sentences.filter((_, index) => index % 10 === fold))
    const scores: Score[] = []
    for (const [fold, held] of [...folds.entries()].reverse()) {
      const score = scoreOf(held, trained(held))
      scores.push(score)
      const name = isDevelopment(fold) ? 'development (index % 10 = 9)' : `  fold ${fold}`
      console.log(row(name, score))
    }
    console.log(row('ten-fold cross-validation', sum(scores)))
  },
}
