import type { Range } from 'kazakh'
import type { Cue } from '../../data/lists.js'
import type { AnalyzedBlock, Word } from '../../language/schema.js'
import { isPunctuation } from '../../language/words.js'
import type { PhraseHit } from '../phrases.js'
import { hasCase } from './nouns.js'
import type { Scene } from './scene.js'

/** How many words a quotation must have to be speech rather than a name, where no cue follows it at once. */
const leastWords = 4

/** What comes after the closing mark of speech, however short: «Біз дайынбыз», – деді ол ("We are ready," he said). */
const cueFollows = /^.?\s*(?:,\s*[–—―-]\s*\p{Ll}|[–—―-]\s*(?:деп|деді|дейді|дедік|деген|делінген|дедi)(?![\p{L}]))/su

/** «зардап шеккендер жоқ» деп хабарлады ("no one was hurt," it reported): of two words or more it is no name. */
const isJoined = /^.?\s*(?:деп|деді|дейді|делінген)(?![\p{L}])/su

/**
 * Quoted speech in a block, in offsets of its analysis text, without the quotation marks: «…», “…”, "…", and what a
 * dash opens at the start of a block up to the dash before its cue. Of quotations within quotations the outer counts.
 * Speech over several paragraphs opens in one and closes in another: what closes here began at the block's start.
 */
export function quotationsOf(block: AnalyzedBlock): readonly Range[] {
  const { text } = block.aligned
  const found = inMarks(text).filter(({ start, end }) => {
    const count = wordCount(text.slice(start, end))
    const after = text.slice(end, end + 20)
    // "«Жол ашылады»: министр жауап берді": a headline that opens with speech, and not with the name of a prize
    const isHeadline = block.block.kind === 'heading' && start <= 1 && /^.?\s*:/su.test(after) && endsInVerb(block, end)
    return count >= leastWords || cueFollows.test(after) || (count > 1 && (isJoined.test(after) || isHeadline))
  })
  const whole = found.flatMap((range) => halves(text, range))
  const dialogue = opened.exec(text) ?? announced.exec(text) ?? (whole.length === 0 ? unopened.exec(text) : null)
  const speech = dialogue?.groups?.speech
  if (speech !== undefined) {
    const start = text.indexOf(speech)
    const range = { start, end: start + speech.replace(/,$/u, '').length }
    // A quotation inside of what is said is part of it.
    return [...whole.filter(({ start: from, end: to }) => to <= range.start || from >= range.end), range]
  }
  return whole
}

const endsInVerb = ({ sentences }: AnalyzedBlock, end: number): boolean =>
  sentences.some(({ words }) => words.findLast((word) => word.end <= end)?.analyses[0]?.feats.VerbForm === 'Fin')

/** – Көпір ашылды, – деді әкім ("The bridge is open," said the governor). */
const opened = /^\s*[–—―-]\s+(?<speech>.+?[,!?.…])\s*[–—―-]\s+\p{Ll}/su
/** Ғабит Сәрсенов: – Көпір ашылды, – деді. */
const announced = /:\s*[–—―-]\s+(?<speech>[^«»]+?[,!?.…])\s*[–—―-]\s+\p{Ll}/su
/** The same with the first dash left out, as some type it: then the verb must be one of saying. */
const unopened =
  /^\s*(?<speech>[^–—―].{20,}?[,!?.…])\s*[–—―-]\s*(?:деп|деді|дейді|дедік|деген|делінген|дедi)(?![\p{L}])/su

/** «Жол ашылды, – деді ол. – Бәрі дайын»: speech that goes on after its cue is two halves. */
function halves(text: string, { start, end }: Range): readonly Range[] {
  const cue = interposed.exec(text.slice(start, end))
  if (cue === null) return [{ start, end }]
  const after = start + cue.index + cue[0].length
  return [
    { start, end: start + cue.index },
    { start: after, end },
  ]
}

const interposed = /[,!?…]?\s*[–—―-]\s*(?:деп|деді|дейді|деген)(?!\p{L})[^«»]{0,80}?[.,]\s*[–—―-]\s+(?=\p{L})/u

const wordCount = (text: string): number => text.match(/\S+/gu)?.length ?? 0

type Mark = 'open' | 'close'

/** Whether a mark opens or closes; of a straight one, and of “ which closes after „, its neighbours tell. */
function markAt(text: string, at: number): Mark | undefined {
  const mark = text.charAt(at)
  if (mark === '«' || mark === '„') return 'open'
  if (mark === '»' || mark === '”') return 'close'
  if (mark !== '"' && mark !== '“') return undefined
  const before = text.charAt(at - 1)
  const after = text.charAt(at + 1)
  if (mark === '“') return /[\p{L}\p{N}]/u.test(after) || /^\s?$/u.test(before) ? 'open' : 'close'
  const mayOpen = before === '' || /[\s([–—-]/u.test(before)
  return mayOpen && after !== '' && !/\s/u.test(after) ? 'open' : 'close'
}

function inMarks(text: string): readonly Range[] {
  const found: Range[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const mark = markAt(text, i)
    if (mark === 'open') {
      if (depth === 0) from = i + 1
      depth++
    } else if (mark === 'close' && depth > 0) {
      depth--
      if (depth === 0) found.push({ start: from, end: i })
    } else if (mark === 'close' && found.length === 0) {
      found.push({ start: 0, end: i })
    }
  }
  if (depth > 0) found.push({ start: from, end: text.length })
  return found
}

/** Speech that opens right after a colon at an offset: "ол алғыс айтты: «…»". */
export const quotationAfter = (text: string, quotations: readonly Range[], offset: number): Range | undefined =>
  quotations.find(({ start }) => start > offset && /^\s*:\s*[«“„"]$/u.test(text.slice(offset, start)))

/** Quoted speech that ends right before the cue, or right before its subject: «…», – деді X; X «…» деп атап өтті. */
export function quotationBefore(scene: Scene, hit: PhraseHit<Cue>, begin: number): Range | undefined {
  const { quotations } = scene
  const { words } = scene.sentence
  const cueStart = words[hit.from]?.start ?? 0
  const nearest = quotations.findLast((range) => range.end <= cueStart)
  if (nearest === undefined) return undefined
  const scopeStart = words[begin]?.start ?? 0
  if (nearest.end < scopeStart) return undefined
  // "«Жол ашылады»: министр сөз берді": a headline's quotation, and who said it after a colon
  const after = words.find((word) => word.start > nearest.end)
  if (after?.form === ':' && nearest.start <= (words[0]?.end ?? 0)) return nearest
  // "«…», – деп қадап айтты"
  const isLastManner = (word: Word): boolean =>
    word === words[hit.from - 1] && words[hit.from - 2]?.lower === 'деп' && !word.capital && !hasCase(word, 'Acc')
  const between = words.filter((word) => word.start >= nearest.end && word.end <= cueStart && !isPunctuation(word))
  return between.every(
    (word) => /^(деп|дей|деген)$/u.test(word.lower) || isInMention(scene, word) || isLastManner(word),
  )
    ? nearest
    : undefined
}

const isInMention = (scene: Scene, word: Word): boolean => {
  const at = scene.sentence.words.indexOf(word)
  return scene.mentions.some((mention) => mention.case === 'Nom' && mention.from <= at && at < mention.to)
}
