import { align, type Group } from './align.js'
import { findFindings } from './findings.js'
import type { Change, ChangeKind, Differences } from './schema.js'
import { type StorySentence, type StoryText, spanOfSentence } from './text.js'
import { clauseChanges, countShared, type Placed, pick, wordEdits } from './words.js'

/**
 * What changed from one article to another, or from one version of an article to the next: sentence by sentence, clause by
 * clause and word by word, and at the level of the record.
 *
 * @example
 * const { changes, findings } = differences(storyText(before), storyText(after))
 */
export function differences(before: StoryText, after: StoryText): Differences {
  const groups = align(before, after)
  const changes = groups.map((group) => changeOf(group, before, after))
  return {
    before: before.article,
    after: after.article,
    changes,
    findings: findFindings(before, after, groups),
    ...sharesOf(groups, before, after),
  }
}

function changeOf(group: Group, before: StoryText, after: StoryText): Change {
  const from = pick(before, group.before)
  const to = pick(after, group.after)
  const kind = kindOf(group, from, to, before, after)
  const isReworded = kind === 'reworded' || kind === 'merged' || kind === 'split'
  const [first] = from
  const [second] = to
  const isPair = from.length === 1 && to.length === 1 && first !== undefined && second !== undefined
  return {
    kind,
    moved: group.moved,
    before: from.map(({ article, sentence }) => spanOfSentence(article, sentence)),
    after: to.map(({ article, sentence }) => spanOfSentence(article, sentence)),
    similarity: group.similarity,
    clauses: isReworded ? clauseChanges(from, to) : [],
    words:
      kind === 'reworded' && isPair ? wordEdits(first, second, { sameScript: before.script === after.script }) : [],
  }
}

/** Sentences in two scripts are one where so much of their words is; what a script cannot write is read a little otherwise. */
const transliterated = 0.85

function kindOf(
  { similarity }: Group,
  from: readonly Placed[],
  to: readonly Placed[],
  before: StoryText,
  after: StoryText,
): ChangeKind {
  if (from.length === 0) return 'added'
  if (to.length === 0) return 'dropped'
  if (before.language !== after.language) return 'translated'
  if (from.length > 1) return 'merged'
  if (to.length > 1) return 'split'
  if (before.script !== after.script) return similarity >= transliterated ? 'transliterated' : 'reworded'
  return plain(from[0]?.sentence) === plain(to[0]?.sentence) ? 'kept' : 'reworded'
}

/** A sentence without what typesetting alone changes. */
const plain = (sentence: StorySentence | undefined): string =>
  (sentence?.text ?? '')
    .normalize('NFC')
    .replace(/[«»“”„"‘’']/gu, '"')
    .replace(/[–—‒-]/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/[.\s]+$/u, '')
    .trim()

/** How much of each text the other has: by words, and of a translation by sentences, as its words cannot be compared. */
export function sharesOf(
  groups: readonly Group[],
  before: StoryText,
  after: StoryText,
): Pick<Differences, 'kept' | 'taken'> {
  const isTranslated = before.language !== after.language
  let kept = 0
  let taken = 0
  for (const group of groups) {
    if (group.before.length === 0 || group.after.length === 0) continue
    const from = termsOf(before, group.before)
    const to = termsOf(after, group.after)
    const shared = countShared(from, to)
    kept += isTranslated ? from.length : shared
    taken += isTranslated ? to.length : shared
  }
  const all = (text: StoryText): number => text.sentences.reduce((sum, { words }) => sum + words.length, 0)
  return { kept: share(kept, all(before)), taken: share(taken, all(after)) }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, part / whole))

const termsOf = (text: StoryText, numbers: readonly number[]): readonly string[] =>
  pick(text, numbers).flatMap(({ sentence }) => sentence.words.map(({ term }) => term))
