import type { Word } from '../../language/schema.js'
import { isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { trimEnd } from './clause.js'
import { hasCase, isSpeakerNoun, isVerbal } from './nouns.js'
import type { Scene } from './scene.js'

/** Where the noun phrase of a name begins: with its title, and what the title is of. */
export function nounPhraseStart(scene: Scene, mention: Linked): number {
  const { words } = scene.sentence
  let from = mention.title?.from ?? mention.from
  for (;;) {
    // "Орталық банктің (ОБ) | төрағасы": an abbreviation of its own may stand between.
    if (words[from - 1]?.form === ')' && words[from - 3]?.form === '(') from -= 3
    const before = scene.mentions.find(({ to, case: form }) => to === from && form === 'Gen')
    if (before !== undefined) from = before.from
    else if (isSpeakerNoun(words[from - 1]) && hasCase(words[from - 1], 'Gen')) from = withModifiers(words, from - 1)
    else if (from > 0 && hasCase(words[from - 1], 'Gen') && !isPunctuation(words[from - 1])) from--
    // "қалалық | төтенше жағдайлар департаменті": of what place it is.
    else if (mention.type === 'organization' && from > 1 && ofPlace.test(words[from - 1]?.lower ?? '')) from--
    else return from
  }
}

/** "облыс | әкімінің": bare nouns before a noun belong to it. */
function withModifiers(words: readonly Word[], at: number): number {
  let from = at
  while (
    from > 0 &&
    words[from - 1]?.analyses[0]?.upos === 'NOUN' &&
    words[from - 1]?.analyses[0]?.feats.Case === 'Nom'
  )
    from--
  return from
}

/** What is said, without "бүгін" (today) or "кеше брифингте" (yesterday, at the briefing) before who says it. */
export function withoutAdverbs(words: readonly Word[], from: number, to: number): number {
  let end = trimEnd(words, from, to)
  while (end > from + 1 && isAdverb(words[end - 1])) end--
  return end
}

const isAdverb = (word: Word | undefined): boolean =>
  word?.analyses[0]?.upos === 'ADV' ||
  /^(бүгін|кеше|ертең)$/u.test(word?.lower ?? '') ||
  (hasCase(word, 'Loc') && !isVerbal(word))

/** Whether only where, when and to whom it was said stands between two words. */
export const isOnlyWhere = (words: readonly Word[], from: number, to: number): boolean =>
  to > from && to - from <= 8 && words.slice(from, to).every((word) => !hasCase(word, 'Acc') && !isPunctuation(word))

/** қалалық (of the city), облыстық, жергілікті (local): adjectives before the name of a body. */
const ofPlace = /^(?:қалалық|облыстық|аудандық|ауылдық|өңірлік|аймақтық|республикалық|жергілікті|ресми)$/u
