import { lexicon } from '../lexicon/lexicon.js'
import { createAnalyzer } from '../morphology/analyze.js'
import type { Feats, Upos } from '../morphology/features.js'
import { sentences } from '../tokens/sentences.js'
import type { Token } from '../tokens/tokenize.js'
import { type Resources, resourcesOf } from './candidates.js'
import { createDecoder, type Decoder } from './decode.js'
import { packed } from './model.js'
import { type Model, unpack } from './pack.js'

/** A word with its reading in its sentence. */
export interface TaggedWord {
  readonly form: string
  readonly lemma: string
  readonly upos: Upos
  readonly feats: Feats
  /** 0–1: how probable this reading is among all of the word. */
  readonly confidence: number
}

/** A word of a text: the token, and its reading. */
export interface TaggedToken extends TaggedWord, Token {}

export interface TaggedSentence {
  readonly start: number
  readonly end: number
  readonly tokens: readonly TaggedToken[]
}

export interface Tagger {
  /** Reads the words of one sentence. */
  tag(forms: readonly string[]): readonly TaggedWord[]
}

export interface TaggerOptions {
  /** What the lexicon does not have: the analyzer of `createAnalyzer({ words })`. */
  readonly resources?: Resources
  readonly model?: Model
}

/** Sentences that go on for longer are read piece by piece, so that memory stays flat. */
const longestSentence = 2000

/** Makes a tagger, which remembers words it has read (the analyzer under it need not); without options, the one that the package ships. The model is unpacked when it is first used. */
export function createTagger(options: TaggerOptions = {}): Tagger {
  let decoder: Decoder | undefined
  return {
    tag(forms) {
      decoder ??= createDecoder(
        options.model ?? unpack(packed),
        options.resources ?? resourcesOf(createAnalyzer({ remember: 1 }), lexicon()),
      )
      if (forms.length <= longestSentence) return decoder.decode(forms)
      const read: TaggedWord[] = []
      for (let from = 0; from < forms.length; from += longestSentence) {
        read.push(...decoder.decode(forms.slice(from, from + longestSentence)))
      }
      return read
    },
  }
}

const shared = createTagger()

/**
 * Reads the words of a sentence: lemma, part of speech and features of each, as they are meant there.
 *
 * @example
 * tag(['Мұғалім', 'хат', 'жазды', '.']).map(({ lemma, upos }) => `${lemma} ${upos}`)
 * // ['мұғалім NOUN', 'хат NOUN', 'жаз VERB', '. PUNCT']
 */
export function tag(forms: readonly string[]): readonly TaggedWord[] {
  return shared.tag(forms)
}

/**
 * Splits a text into sentences and tokens and reads each token in its sentence.
 *
 * @example
 * analyzeSentences('Мұғалім хат жазды.')[0]?.tokens[2]
 * // { text: 'жазды', start: 12, end: 17, lemma: 'жаз', upos: 'VERB', feats: { Mood: 'Ind', … }, confidence: … }
 */
export function analyzeSentences(text: string, tagger: Tagger = shared): readonly TaggedSentence[] {
  return sentences(text).map(({ start, end, tokens }) => {
    const words = tagger.tag(tokens.map((token) => token.text))
    const read: TaggedToken[] = []
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]
      const word = words[i]
      if (token === undefined || word === undefined) continue
      const { form, lemma, upos, feats, confidence } = word
      read.push({
        text: token.text,
        kind: token.kind,
        start: token.start,
        end: token.end,
        form,
        lemma,
        upos,
        feats,
        confidence,
      })
    }
    return { start, end, tokens: read }
  })
}
