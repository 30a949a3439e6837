import { triggers as listed, type Trigger } from '../../data/lists.js'
import type { Analysis, AnalyzedSentence, Word } from '../../language/schema.js'
import { isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { indexPhrases, type PhraseHit, type PhraseIndex, phraseAt } from '../phrases.js'
import type { Event } from '../schema.js'
import { spanOf } from '../span.js'
import type { FoundTime } from '../times/times.js'

let index: PhraseIndex<Trigger> | undefined

type Draft = Omit<Event, 'id'>

/** All events of an article, each told event once however often it is told. */
export function findEvents(
  analysis: Analysis,
  mentions: readonly Linked[],
  times: readonly FoundTime[],
): readonly Event[] {
  index ??= indexPhrases(listed())
  const found: Draft[] = []
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    if (/^(promo|photo-credit)$/u.test(block.block.kind)) continue
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const own = mentions.filter((mention) => mention.at.block === blockIndex && mention.at.sentence === sentenceIndex)
      const inBlock = times.filter(
        (time) => time.block === blockIndex && time.start >= sentence.start && time.end <= sentence.end,
      )
      const isNews = blockIndex <= 2 || block.block.kind === 'lead' || block.block.repeats !== undefined
      const published = isNews ? analysis.article.publishedAt?.slice(0, 10) : undefined
      for (let i = 0; i < sentence.words.length; i++) {
        const hit = phraseAt(index, sentence.words, i)
        if (hit === undefined) continue
        const draft = eventAt(sentence, hit, own, inBlock, published)
        if (draft !== undefined) found.push({ ...draft, evidence: [spanOf(block, evidence(sentence, hit))] })
      }
    }
  }
  return merge(found).map((event, i) => ({ id: `v${i + 1}`, ...event }))
}

const evidence = (sentence: AnalyzedSentence, hit: PhraseHit<Trigger>) => ({
  start: sentence.words[hit.from]?.start ?? sentence.start,
  end: sentence.words[hit.to - 1]?.end ?? sentence.end,
})

function eventAt(
  sentence: AnalyzedSentence,
  hit: PhraseHit<Trigger>,
  mentions: readonly Linked[],
  times: readonly FoundTime[],
  published: string | undefined,
): Draft | undefined {
  const { words } = sentence
  const { entry } = hit
  const clause = clauseOf(words, hit)
  const inClause = mentions.filter((mention) => mention.from >= clause.from && mention.to <= clause.to)
  if (entry.needs.length > 0 && !words.slice(clause.from, clause.to).some((word) => needed(word, entry.needs)))
    return undefined
  if (/^(Vnoun|Part)$/u.test(hit.form) && hit.negated) return undefined
  if (hit.negated) return undefined
  const document = mentions.find(
    (mention) => mention.type === 'document' && (hit.form === 'Part' ? mention.from >= hit.to : true),
  )
  const parties =
    document === undefined
      ? []
      : mentions.filter((m) => m.type === 'place' && m.from >= document.from && m.to < document.to)
  const subjects = actorsIn(inClause, words, hit)
  const actors = [...(subjects.length > 0 && hit.form !== 'Part' ? subjects : parties.length > 0 ? parties : subjects)]
  const deciders = /^(appoint|dismiss)$/u.test(entry.type)
    ? inClause.filter((m) => m.case === 'Gen' && m.type === 'person' && isDecision(words[m.to]))
    : []
  actors.push(...deciders)
  const recipients = entry.frame === 'together' ? [] : recipientsIn(inClause, entry.frame, hit)
  if (actors.length + recipients.length === 0 && entry.frame !== 'fact') return undefined
  if (entry.frame === 'together' && entry.type !== 'sign' && actors.length < 2 && hit.form !== 'Fin') return undefined
  const place =
    inClause.find((mention) => mention.type === 'place' && mention.case === 'Loc') ??
    (entry.type === 'visit'
      ? inClause.find((mention) => mention.type === 'place' && mention.case === 'Dat')
      : undefined)
  const from = words[clause.from]?.start ?? 0
  const to = words[clause.to - 1]?.end ?? 0
  const time = times.find((found) => found.start >= from && found.end <= to && found.time.kind === 'date')
  const dated = time?.time.value ?? (hit.form === 'Fin' && published !== undefined ? published : undefined)
  return {
    type: entry.type,
    ...(entry.plover === undefined ? {} : { plover: entry.plover }),
    actors: unique(actors.map((mention) => mention.entity)),
    recipients: unique(recipients.map((mention) => mention.entity)).filter(
      (id) => !actors.some((actor) => actor.entity === id),
    ),
    ...(dated === undefined ? {} : { time: dated }),
    ...(place === undefined ? {} : { place: place.entity }),
    ...(document === undefined || !/^(sign|decree)$/u.test(entry.type) ? {} : { document: document.entity }),
    evidence: [],
    ...(time === undefined && dated !== undefined ? { confidence: 0.6 } : {}),
  }
}

/** "X-тің шешімімен, жарлығымен" (by decision, by decree of X). */
const isDecision = (word: Word | undefined): boolean =>
  word?.analyses.some(
    ({ lemma, feats }) => feats.Case === 'Ins' && /^(шешім|жарлық|өкім|бұйрық|қаулы)$/u.test(lemma),
  ) ?? false

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

const needed = (word: Word, needs: readonly string[]): boolean =>
  needs.some(
    (wanted) => word.lower === wanted || word.analyses.some((analysis) => analysis.lemma.toLowerCase() === wanted),
  )

/** The words of the clause that a trigger ends: back to the last predicate with a comma, or the comma before a participle. */
function clauseOf(words: readonly Word[], hit: PhraseHit<Trigger>): { readonly from: number; readonly to: number } {
  let from = 0
  for (let i = hit.from - 1; i > 0; i--) {
    const word = words[i]
    if (word === undefined || !/^[,;:–—]$/u.test(word.form)) continue
    const before = words[i - 1]?.analyses[0]?.feats.VerbForm
    if (hit.form === 'Part' || before === 'Fin' || before === 'Conv' || /^[;:]$/u.test(word.form)) {
      from = i + 1
      break
    }
  }
  // After a verb that ends the sentence, its subject may follow: "деп хабарлады", "келді министр".
  let to = hit.to
  while (to < words.length && hit.form === 'Fin' && !isPunctuation(words[to]) && to - hit.to < 4) to++
  return { from, to }
}

const isActor = (mention: Linked): boolean => /^(person|organization|place)$/u.test(mention.type)

function actorsIn(mentions: readonly Linked[], words: readonly Word[], hit: PhraseHit<Trigger>): readonly Linked[] {
  const { entry } = hit
  const people = mentions.filter((mention) => mention.type === 'person')
  const pool = people.length > 0 ? people : mentions.filter(isActor)
  const isJoined = (mention: Linked): boolean => /^(мен|пен|бен|және)$/u.test(words[mention.to]?.lower ?? '')
  if (entry.frame === 'together') {
    return pool.filter(
      (mention) => /^(Nom|Ins)$/u.test(mention.case ?? '') || isJoined(mention) || isBetween(mention, words),
    )
  }
  return pool.filter((mention) => mention.case === 'Nom')
}

/** "А мен Б арасында", "А-ның Б-мен кездесуі өтті". */
const isBetween = (mention: Linked, words: readonly Word[]): boolean =>
  words[mention.to]?.lower === 'арасында' || mention.case === 'Gen'

function recipientsIn(
  mentions: readonly Linked[],
  frame: Trigger['frame'],
  hit: PhraseHit<Trigger>,
): readonly Linked[] {
  const cases = hit.passive || frame === 'undergoer' ? /^(Acc|Dat)$/u : /^(Acc|Dat)$/u
  return mentions.filter((mention) => isActor(mention) && mention.type !== 'place' && cases.test(mention.case ?? ''))
}

/** Events of one type with the same people, or one's among the other's, on no two different days, are one. */
function merge(events: readonly Draft[]): readonly Draft[] {
  const merged: Draft[] = []
  for (const event of events) {
    const at = merged.findIndex((other) => isSame(other, event))
    const other = merged[at]
    if (other === undefined) merged.push(event)
    else merged[at] = join(other, event)
  }
  return merged
}

const who = (event: Draft): ReadonlySet<string> => new Set([...event.actors, ...event.recipients])

function isSame(a: Draft, b: Draft): boolean {
  if (a.type !== b.type) return false
  const certain = (event: Draft): boolean => event.confidence === undefined
  if (
    a.time !== undefined &&
    b.time !== undefined &&
    certain(a) &&
    certain(b) &&
    !a.time.startsWith(b.time) &&
    !b.time.startsWith(a.time)
  )
    return false
  const [few, many] = who(a).size <= who(b).size ? [who(a), who(b)] : [who(b), who(a)]
  return [...few].every((id) => many.has(id))
}

function join(a: Draft, b: Draft): Draft {
  const dated =
    a.time === undefined || (a.confidence !== undefined && b.time !== undefined && b.confidence === undefined) ? b : a
  const { confidence: _, time: __, place: ___, document: ____, ...rest } = a
  const actors = unique([...a.actors, ...b.actors])
  const place = a.place ?? b.place
  const document = a.document ?? b.document
  return {
    ...rest,
    actors,
    recipients: unique([...a.recipients, ...b.recipients]).filter((id) => !actors.includes(id)),
    ...(dated.time === undefined ? {} : { time: dated.time }),
    ...(dated.confidence === undefined ? {} : { confidence: dated.confidence }),
    ...(place === undefined ? {} : { place }),
    ...(document === undefined ? {} : { document }),
    evidence: [...a.evidence, ...b.evidence],
  }
}
