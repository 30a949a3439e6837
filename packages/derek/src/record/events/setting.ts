import type { Word } from '../../language/schema.js'
import { isPossessed } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { standsIn } from './clause.js'
import type { Telling } from './events.js'
import { areFar, type Draft } from './merge.js'
import { isPeople } from './nouns.js'
import { withRows } from './roles.js'

/** Where and when an event was, by the sentences around the one that tells it. */

/** What has a place of its own, and not that of who speaks of it. */
const takesPlace =
  /^(?:accident|aid|attack|award|compete|disaster|discover|launch|meet|perform|protest|receive|sign|arrest|trial|visit)$/u

/** What is sooner told than dated: "Отбасы уланды. Олар кеше түнде ауруханаға жеткізілді". */
const isDatedAfter = /^(?:accident|attack|compete|disaster|launch|perform|protest)$/u

/** How sure an event can be whose place or day another sentence says. */
const elsewhere = 0.6

/**
 * An event with the place that its own sentence names outside its clause, else the sentence before it in its paragraph,
 * else one that news opens with; and with the day that the sentence after it tells.
 */
export function settle(event: Draft, tellings: readonly Telling[]): Draft {
  const at = event.at ?? []
  const [first] = at
  if (first === undefined) return event
  const isUndated = event.time === undefined ? event.earlier !== true : event.confidence !== undefined
  const time = isUndated ? dayAfter(event, at, tellings) : undefined
  const place = event.place === undefined && takesPlace.test(event.type) ? placeAround(event, at, tellings) : undefined
  if (time === undefined && place === undefined) return event
  return {
    ...event,
    ...(time === undefined ? {} : { time }),
    ...(place === undefined ? {} : { place: place.entity }),
    confidence: Math.min(event.confidence ?? 1, elsewhere),
  }
}

function placeAround(event: Draft, at: readonly number[], tellings: readonly Telling[]): Linked | undefined {
  for (const i of at) {
    const own = event.type === 'visit' ? undefined : placesIn(tellings[i]).at(-1)
    const place = own ?? (event.type === 'trial' ? courtPlaceIn(tellings[i]) : undefined)
    if (place !== undefined) return place
  }
  const [first] = at
  // A heading leaves to the text where it was.
  const following = first !== undefined && first < opening ? placesIn(tellings[first + 1]) : []
  if (first === undefined || isOfLongAgo(event, tellings[first])) return undefined
  const before = tellings[first - 1]
  const near = before?.block === tellings[first]?.block ? placesIn(before).at(-1) : undefined
  return (
    near ??
    tellings.slice(0, Math.min(first, opening)).flatMap(placesIn)[0] ??
    following[0] ??
    datelineIn(event, tellings)
  )
}

/** "СЕУЛ. KAZINFORM – …": where a meeting is reported from. */
function datelineIn({ type }: Draft, tellings: readonly Telling[]): Linked | undefined {
  if (!/^(?:award|meet|receive|sign)$/u.test(type)) return undefined
  return tellings
    .slice(0, opening + 1)
    .flatMap(({ mentions, sentence: { words } }) =>
      mentions.filter((one) => one.type === 'place' && one.from === 0 && /^[.,–—-]$/u.test(words[one.to]?.form ?? '.')),
    )[0]
}

/** How many sentences open an article: its heading and its lead. */
const opening = 2

/** What is told as of before, or as the next of its kind, has its own place or none. */
const isOfLongAgo = ({ earlier, next, time }: Draft, telling: Telling | undefined): boolean =>
  earlier === true ||
  next === true ||
  telling?.isReminder === true ||
  (time !== undefined && telling?.published !== undefined && areFar(time, telling.published))

/** "Ташкентте", "Париж олимпиадасында": the places where a sentence says that something is. */
export function placesIn(telling: Telling | undefined): readonly Linked[] {
  if (telling === undefined) return []
  const { words } = telling.sentence
  return withRows(telling.mentions, words).filter(
    (mention) =>
      mention.type === 'place' &&
      (standsIn(mention, words, 'Loc') ||
        isOfSite(mention, words) ||
        isOfHouse(mention, words) ||
        isNearby(mention, words) ||
        isOfOccasion(mention, words)),
  )
}

/** "Феодосиядағы | мұнай базасына": a site there, but "Қазақстандағы | елшісі" is a person. */
const isOfSite = ({ case: form, to }: Linked, words: readonly Word[]): boolean =>
  form === 'Loc' &&
  /[дт](?:ағы|егі)$/u.test(words[to - 1]?.lower ?? '') &&
  !words.slice(to, to + 4).some((word) => ['Nom', 'Gen', 'Dat', 'Acc', 'Ins'].some((own) => isPeople(word, own)))

/** "Астананың | қылмыстық істер жөніндегі соты": where a court is. */
function courtPlaceIn(telling: Telling | undefined): Linked | undefined {
  const words = telling?.sentence.words ?? []
  const court = words.findIndex((word) => isPossessed(word) && word.analyses.some(({ lemma }) => lemma === 'сот'))
  return withRows(telling?.mentions ?? [], words).find(
    ({ type, case: form, to }) => type === 'place' && form === 'Gen' && to <= court && court - to <= 8,
  )
}

/** "Мәскеу маңында", "Ақтау түбіндегі": by a place. */
const isNearby = ({ to }: Linked, words: readonly Word[]): boolean =>
  words.slice(to, to + 2).some(({ lower }) => /^(?:маңында|түбінде|іргесінде)/u.test(lower))

/** "Ақтау қаласының | сотында": in a house of that town. */
const isOfHouse = ({ case: form, to }: Linked, words: readonly Word[]): boolean =>
  form === 'Gen' && words.slice(to, to + 4).some((word) => isPossessed(word) && isHouse(word))

const isHouse = (word: Word): boolean =>
  word.analyses.some(
    ({ lemma, feats }) =>
      (feats.Case === 'Loc' || (feats.Case === 'Dat' && /^(?:алаң|көше)$/u.test(lemma))) &&
      /^(?:сот|орталық|алаң|сарай|театр|стадион|мектеп|аурухана|көше)$/u.test(lemma),
  )

/** "Париж | олимпиадасында": a town's, not a land's, whose championship may be anywhere in it. */
export const isOfOccasion = ({ to, isCountry }: Linked, words: readonly Word[]): boolean =>
  isCountry !== true && words.slice(to, to + 2).some(isOccasion)

const isOccasion = (word: Word): boolean =>
  word.analyses.some(
    ({ lemma, feats }) =>
      feats['Person[psor]'] === '3' &&
      /^(?:Loc|Gen)$/u.test(feats.Case ?? '') &&
      /(?:олимпиада|универсиада|фестиваль|форум|саммит|турнир|көрме|конференция)$/u.test(lemma.toLowerCase()),
  )

/** The day that the next sentence of the paragraph tells, a few days before the publication. */
function dayAfter(event: Draft, at: readonly number[], tellings: readonly Telling[]): string | undefined {
  if (!isDatedAfter.test(event.type)) return undefined
  for (const i of at) {
    const [own, next] = [tellings[i], tellings[i + 1]]
    if (own?.published === undefined || next === undefined || next.isReminder) continue
    if (next.block !== own.block && !own.isNews) continue
    const { published } = own
    const day = next.times.find(
      ({ time: { kind, value } }) =>
        kind === 'date' && /^\d{4}-\d{2}-\d{2}(?:T.*)?$/u.test(value) && isJustBefore(value.slice(0, 10), published),
    )
    const isIts = event.type !== 'launch' || next.sentence.words.some(isCeremony)
    if (day !== undefined && isIts) return day.time.value.slice(0, 10)
  }
  return undefined
}

/** "Салтанатты рәсім 9 маусымда өтті". */
const isCeremony = (word: Word): boolean =>
  word.analyses.some(({ lemma }) => /^(?:рәсім|салтанат|іс-шара)$/u.test(lemma))

const isJustBefore = (day: string, published: string): boolean => {
  const days = (Date.parse(published) - Date.parse(day)) / 86_400_000
  return days >= 0 && days <= 7
}
