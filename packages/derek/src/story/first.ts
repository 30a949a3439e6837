import type { Range } from 'kazakh'
import { align } from './align.js'
import { type Said, saidIn, termsIn } from './findings.js'
import type { ArticleSpan, Faithfulness, FirstSaid, Saying } from './schema.js'
import { type StorySentence, type StoryText, spanWithin } from './text.js'
import { countShared, dice } from './words.js'

/** Something said, in an article of the story: the number of its sentence, and the range of it that is said. */
interface Place {
  readonly text: StoryText
  readonly sentence: StorySentence
  readonly range: Range
  readonly said?: Said
  readonly isQuoted: boolean
}

/** A sentence this little like the one that is asked for is no retelling of it; in another language, by what holds in both. */
const leastAlike = 0.35
const leastMeant = 0.5

/**
 * Who said it first: of a statement or quote of one article, the earliest source in its story, and all retellings with how
 * faithful each is, as a score with its parts. A translation is measured by what holds in both languages alone.
 *
 * @example
 * firstSaid(records.map(storyText), statement.content, record.id)?.first.outlet
 */
export function firstSaid(
  texts: readonly StoryText[],
  span: Omit<ArticleSpan, 'article'>,
  article: string,
): FirstSaid | undefined {
  const asked = texts.find((text) => text.article === article)
  const number = asked?.sentences.findIndex(
    ({ block, start, end }) => block === span.block && start < span.end && span.start < end,
  )
  if (asked === undefined || number === undefined || number < 0) return undefined
  const origin = placeOf(asked, number, span)
  if (origin === undefined) return undefined
  const places = placesOf(origin, number, asked, texts)
  const first = places.toSorted((a, b) => timeOf(a) - timeOf(b))[0] ?? origin
  // What the first one said decides what the others retell, not what the one that was asked for made of it.
  const firstNumber = first.text.sentences.indexOf(first.sentence)
  const all = first === origin ? places : placesOf(first, firstNumber, first.text, texts)
  const retellings = all
    .filter((place) => place.text !== first.text)
    .sort((a, b) => timeOf(a) - timeOf(b) || (a.text.article < b.text.article ? -1 : 1))
    .map((place) => ({ ...sayingOf(place), faithfulness: faithfulness(first, place) }))
  return { first: sayingOf(first), retellings }
}

const timeOf = ({ text }: Place): number =>
  text.record.publishedAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(text.record.publishedAt)

function placesOf(origin: Place, number: number, asked: StoryText, texts: readonly StoryText[]): readonly Place[] {
  const others = texts
    .filter((text) => text !== asked)
    .flatMap((text): readonly Place[] => {
      const group = align(asked, text).find(({ before }) => before.includes(number))
      if (group === undefined || group.after.length === 0 || group.similarity < leastAlike) return []
      const best = group.after
        .flatMap((after) => placeLike(text, after, origin) ?? [])
        .filter((place) => text.language === asked.language || dice(meanings(origin), meanings(place)) >= leastMeant)
        .sort((a, b) => likeness(origin, b) - likeness(origin, a))[0]
      return best === undefined ? [] : [best]
    })
  return [origin, ...others]
}

/** The part of a sentence that is said: the range asked for, widened to the quote or statement that it lies in. */
function placeOf(text: StoryText, number: number, range: Range): Place | undefined {
  const sentence = text.sentences[number]
  if (sentence === undefined) return undefined
  const quote = sentence.quotes.find(({ start, end }) => start < range.end && range.start < end)
  const said = (saidIn(text).get(number) ?? []).find(({ statement: { content, cue } }) => {
    const own = content ?? cue
    return own.start < range.end && range.start < own.end
  })
  const content = said?.statement.content
  const part = quote ?? (content === undefined ? range : content)
  return {
    text,
    sentence,
    range: { start: Math.max(part.start, sentence.start), end: Math.min(part.end, sentence.end) },
    ...(said === undefined ? {} : { said }),
    isQuoted: quote !== undefined,
  }
}

/** The part of a sentence that is most like what was said: one of its quotes or statements, or all of it. */
function placeLike(text: StoryText, number: number, origin: Place): Place | undefined {
  const sentence = text.sentences[number]
  if (sentence === undefined) return undefined
  const parts: readonly Range[] = [
    ...sentence.quotes,
    ...(saidIn(text).get(number) ?? []).flatMap(({ statement }) => statement.content ?? []),
  ]
  const places = parts.flatMap((part) => placeOf(text, number, part) ?? [])
  const best = places.sort((a, b) => likeness(origin, b) - likeness(origin, a))[0]
  if (best !== undefined && (text.language !== origin.text.language || likeness(origin, best) >= leastAlike))
    return best
  return placeOf(text, number, sentence)
}

const likeness = (a: Place, b: Place): number => dice(termsIn(a.sentence, a.range), termsIn(b.sentence, b.range))

function sayingOf({ text, sentence, range, said }: Place): Saying {
  const { id, source, publishedAt } = text.record
  return {
    article: id,
    outlet: source.name,
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(said === undefined ? {} : { statement: said.statement.id }),
    span: spanWithin(id, sentence, range),
  }
}

const weights = { words: 0.4, added: 0.1, speaker: 0.2, act: 0.1, numbers: 0.1, quote: 0.1 } as const

/** How much of what was said first is in a retelling. The score is the mean of the parts that can be told, by their weights. */
export function faithfulness(first: Place, retelling: Place): Faithfulness {
  const isOne = first.text.language === retelling.text.language
  const from = isOne ? termsIn(first.sentence, first.range) : meanings(first)
  const to = isOne ? termsIn(retelling.sentence, retelling.range) : meanings(retelling)
  const shared = countShared(from, to)
  const speaker = speakerPart(first, retelling)
  const numbers = numbersPart(first, retelling)
  const act =
    first.said === undefined || retelling.said === undefined
      ? undefined
      : Number(first.said.statement.act === retelling.said.statement.act)
  const quote = isOne && first.isQuoted && retelling.isQuoted ? dice(from, to) : undefined
  const parts = {
    words: from.length === 0 ? 1 : shared / from.length,
    added: to.length === 0 ? 1 : shared / to.length,
    ...(speaker === undefined ? {} : { speaker }),
    ...(act === undefined ? {} : { act }),
    ...(numbers === undefined ? {} : { numbers }),
    ...(quote === undefined ? {} : { quote }),
  }
  return { score: meanOf(parts), parts }
}

function meanOf(parts: Faithfulness['parts']): number {
  let sum = 0
  let weight = 0
  for (const name of ['words', 'added', 'speaker', 'act', 'numbers', 'quote'] as const) {
    const part = parts[name]
    if (part === undefined) continue
    sum += part * weights[name]
    weight += weights[name]
  }
  return weight === 0 ? 0 : Math.min(1, sum / weight)
}

/** What holds in any language. */
function meanings({ sentence, range }: Place): readonly string[] {
  const inside = ({ start, end }: Range): boolean => start >= range.start && end <= range.end
  const all = [...sentence.names, ...sentence.numbers, ...sentence.days, ...sentence.topics]
  return [...new Set(all.filter(inside).map(({ value }) => value))]
}

function speakerPart({ said: one }: Place, { said: other }: Place): number | undefined {
  if (one === undefined || other === undefined || one.speaker.length === 0 || other.speaker.length === 0)
    return undefined
  return Number(one.speaker.some((key) => other.speaker.includes(key)))
}

function numbersPart(first: Place, retelling: Place): number | undefined {
  const inside = ({ sentence, range }: Place): readonly string[] =>
    sentence.numbers.filter(({ start, end }) => start >= range.start && end <= range.end).map(({ value }) => value)
  const wanted = inside(first)
  if (wanted.length === 0) return undefined
  return (
    countShared(
      wanted,
      retelling.sentence.numbers.map(({ value }) => value),
    ) / wanted.length
  )
}
