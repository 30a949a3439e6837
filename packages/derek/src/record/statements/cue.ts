import { type Cue, cues as listed } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isPunctuation } from '../../language/words.js'
import { indexPhrases, type PhraseHit, type PhraseIndex, phraseAt } from '../phrases.js'
import type { Scene } from './scene.js'

/** Where a sentence has a cue: a listed verb or phrase of saying, or what stands where only a cue can. */

let verbs: PhraseIndex<Cue> | undefined

export const verbIndex = (): PhraseIndex<Cue> =>
  (verbs ??= indexPhrases(listed().filter(({ frame }) => !frame.includes('viewpoint'))))

/** The cue whose verb is a word. */
export const cueAt = (scene: Scene, at: number): PhraseHit<Cue> | undefined =>
  phraseAt(verbIndex(), scene.sentence.words, at) ?? unlistedAfterSpeech(scene, at) ?? heldAt(scene.sentence.words, at)

/** The phrase of saying that begins at a word: its verb may be the third of it, "ерекше атап өтті". */
export const phraseFrom = (words: readonly Word[], from: number): PhraseHit<Cue> | undefined =>
  [from + 2, from + 1, from].map((verb) => phraseAt(verbIndex(), words, verb)).find((hit) => hit?.from === from)

/** "«…», – деп қайталады ол": after speech a verb that is not listed says how it was said. */
function unlistedAfterSpeech({ sentence: { words }, quotations }: Scene, at: number): PhraseHit<Cue> | undefined {
  const first = words[at]?.analyses[0]
  if (first?.feats.VerbForm !== 'Fin' || first.feats.Person !== '3' || words[at - 1]?.lower !== 'деп') return undefined
  const mark = words[at - 2]
  const isAfter = quotations.some(({ end }) => mark !== undefined && end <= mark.start && mark.start - end <= 4)
  if (!isAfter || (!isDash(mark) && !isClosingQuote(mark))) return undefined
  const entry: Cue = { verb: first.lemma, frame: ['dep'], act: 'state' }
  const { Polarity, Voice } = first.feats
  return { entry, from: at, to: at + 1, negated: Polarity === 'Neg', form: 'Fin', passive: Voice === 'Pass' }
}

/** "… мүмкін деген пікірде." (is of the opinion that …): a noun in place of a verb. */
function heldAt(words: readonly Word[], at: number): PhraseHit<Cue> | undefined {
  const isHeld =
    /^(пікірде|ойда|сенімде|көзқараста|үмітте)$/u.test(words[at]?.lower ?? '') && words[at - 1]?.lower === 'деген'
  const next = words[at + 1]
  if (!isHeld || (next !== undefined && !isPunctuation(next))) return undefined
  const entry: Cue = { verb: words[at]?.lower ?? '', frame: ['dep'], act: 'assess' }
  return { entry, from: at, to: at + 1, negated: false, form: 'Fin', passive: false }
}
