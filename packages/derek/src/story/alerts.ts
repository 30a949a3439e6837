import { terms } from 'kazakh'
import { differences } from './differences.js'
import { topics } from './lists.js'
import type { Alert, ArticleSpan, Differences, Finding, Flow } from './schema.js'
import { type StorySentence, type StoryText, spanOfSentence, type Valued } from './text.js'

/** A copy of this share without a word of credit is listed; of a translation, which is less sure, a greater one. */
const copied = { text: 0.5, translation: 0.75 } as const
/** The most pairs of articles that are compared word by word for their quotes. */
const mostPairs = 120

/**
 * What a person should look at in a story: quotes that differ between outlets, counts and dates that contradict each other,
 * copies without credit. Each with both sentences; none is a verdict.
 */
export function alertsOf(texts: readonly StoryText[], flow: Flow): readonly Alert[] {
  const byId = new Map(texts.map((text) => [text.article, text]))
  const inOrder = flow.articles.flatMap(({ article }) => byId.get(article) ?? [])
  const pairs = pairsOf(inOrder).slice(0, mostPairs)
  const compared = pairs.map(([one, other]) => ({ one, other, differences: differences(one, other) }))
  return [
    ...once(
      compared.flatMap(({ one, other, differences }) => quotesOf(one, other, differences)),
      quoteKey,
    ),
    ...countsOf(inOrder),
    ...once(compared.flatMap(({ one, other, differences }) => datesOf(one, other, differences))),
    ...copiesOf(byId, flow),
  ]
}

/** Articles of two outlets: a later version of one's own corrects, and does not contradict. */
const pairsOf = (texts: readonly StoryText[]): readonly (readonly [StoryText, StoryText])[] =>
  texts.flatMap((one, i) =>
    texts
      .slice(i + 1)
      .filter((other) => other.record.source.id !== one.record.source.id)
      .map((other) => [one, other] as const),
  )

/** The same two values are listed once, for the earliest articles that have them. */
function once(alerts: readonly Alert[], keyOf: (value: string) => string = (value) => value): readonly Alert[] {
  const seen = new Set<string>()
  return alerts.filter(({ kind, topic, one, other }) => {
    const key = [kind, topic ?? '', ...[keyOf(one.value), keyOf(other.value)].sort()].join('\n')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** A quote in any script and form. */
const quoteKey = (quote: string): string =>
  terms(quote, { stopWords: false, lemmas: 'best' })
    .map(({ term }) => term)
    .join(' ')

function quotesOf(one: StoryText, other: StoryText, { findings }: Differences): readonly Alert[] {
  return findings.flatMap((finding): readonly Alert[] => {
    if (finding.kind !== 'quote-altered') return []
    const sides = sidesOf(finding, one, other)
    // Endings alone are no other words: they are how the sentence around the quote, or a script, has it.
    const isOther = (finding.words ?? []).some(({ kind }) => kind !== 'kept' && kind !== 'inflected')
    if (sides === undefined || !isOther) return []
    return [{ kind: 'quote-differs', ...sides, words: finding.words ?? [] }]
  })
}

function datesOf(one: StoryText, other: StoryText, { findings }: Differences): readonly Alert[] {
  return findings.flatMap((finding): readonly Alert[] => {
    if (finding.kind !== 'date-changed') return []
    const sides = sidesOf(finding, one, other)
    return sides === undefined ? [] : [{ kind: 'dates-contradict', ...sides }]
  })
}

function sidesOf(
  { before, after, from, to }: Finding,
  one: StoryText,
  other: StoryText,
): Pick<Alert, 'one' | 'other'> | undefined {
  const first = before === undefined ? undefined : sentenceOf(one, before)
  const second = after === undefined ? undefined : sentenceOf(other, after)
  if (first === undefined || second === undefined || from === undefined || to === undefined) return undefined
  return { one: { sentence: first, value: from }, other: { sentence: second, value: to } }
}

function sentenceOf({ article, sentences }: StoryText, span: ArticleSpan): ArticleSpan | undefined {
  const found = sentences.find(
    ({ block, start, end }) => block === span.block && start <= span.start && span.start < end,
  )
  return found === undefined ? undefined : spanOfSentence(article, found)
}

/* Counts */

interface Count {
  readonly text: StoryText
  readonly topic: string
  readonly value: string
  readonly sentence: StorySentence
}

let countedTopics: ReadonlySet<string> | undefined

/** A number counts the nearest of such topics within so many words. */
const reach = 4

/** What an article counts: 4 адам қаза тапты, погибли 4 человека. */
export function countsIn(text: StoryText): readonly Count[] {
  countedTopics ??= new Set(topics().flatMap(({ topic, counted }) => (counted === 'yes' ? [topic] : [])))
  const counted = countedTopics
  return text.sentences.flatMap((sentence) => {
    const all = sentence.topics.filter(({ value }) => counted.has(value))
    if (all.length === 0) return []
    return sentence.numbers.flatMap((number): readonly Count[] => {
      const topic = nearest(sentence, number, all)
      return topic === undefined ? [] : [{ text, topic, value: number.value, sentence }]
    })
  })
}

/** The counted topic that stands nearest, with no comma between; what follows the number comes first. */
function nearest(sentence: StorySentence, number: Valued, all: readonly Valued[]): string | undefined {
  const placeOf = (at: number): number => sentence.words.findIndex(({ end }) => end > at)
  const own = placeOf(number.start)
  const last = placeOf(number.end - 1)
  const ranked = all
    .map((topic) => {
      const isAfter = topic.start >= number.end
      const away = isAfter ? placeOf(topic.start) - last : own - placeOf(Math.max(topic.start, topic.end - 1))
      const [from, to] = isAfter ? [number.end, topic.start] : [topic.end, number.start]
      const gap = sentence.text.slice(from - sentence.start, to - sentence.start)
      return { topic: topic.value, away: away + (isAfter ? 0 : 0.5), isApart: /[,;:]\s/u.test(gap) }
    })
    .filter(({ away, isApart }) => away >= 0 && away <= reach && !isApart)
    .sort((a, b) => a.away - b.away)
  return ranked[0]?.topic
}

/** Two outlets that count one thing differently, where neither has the other's number. An outlet's latest word counts. */
function countsOf(texts: readonly StoryText[]): readonly Alert[] {
  const latest = new Map<string, Count[]>()
  for (const text of texts) {
    const counts = countsIn(text)
    for (const topic of new Set(counts.map((count) => count.topic))) {
      latest.set(
        `${text.record.source.id}\n${topic}`,
        counts.filter((count) => count.topic === topic),
      )
    }
  }
  const byTopic = new Map<string, (readonly Count[])[]>()
  for (const counts of latest.values()) {
    const topic = counts[0]?.topic
    if (topic !== undefined) byTopic.set(topic, [...(byTopic.get(topic) ?? []), counts])
  }
  const alerts = [...byTopic].flatMap(([topic, all]) =>
    all.flatMap((ones, i) =>
      all.slice(i + 1).flatMap((others): readonly Alert[] => {
        const first = ones[0]
        const second = others[0]
        const isShared = ones.some(({ value }) => others.some((other) => other.value === value))
        if (first === undefined || second === undefined || isShared) return []
        return [
          {
            kind: 'numbers-contradict',
            topic,
            one: { sentence: spanOfSentence(first.text.article, first.sentence), value: first.value },
            other: { sentence: spanOfSentence(second.text.article, second.sentence), value: second.value },
          },
        ]
      }),
    ),
  )
  return once(alerts)
}

/* Copies */

function copiesOf(byId: ReadonlyMap<string, StoryText>, { edges }: Flow): readonly Alert[] {
  return edges.flatMap(({ from, to, by, evidence }): readonly Alert[] => {
    const one = byId.get(from)?.record.source
    const other = byId.get(to)?.record.source
    if (one === undefined || other === undefined || one.id === other.id) return []
    if (evidence.attribution.length > 0 || evidence.taken < copied[by.includes('text') ? 'text' : 'translation'])
      return []
    const best = evidence.sentences.toSorted((a, b) => b.similarity - a.similarity)[0]
    if (best === undefined) return []
    return [
      {
        kind: 'unattributed-copy',
        one: { sentence: best.from, value: one.name },
        other: { sentence: best.to, value: other.name },
      },
    ]
  })
}
