import type { Event } from '../schema.js'

/** An event before it has its number. */
export interface Draft extends Omit<Event, 'id'> {
  /** The sentences that tell it, counted through the article. */
  readonly at?: readonly number[]
  /** It speaks of the last one of its type again: "жүлдені … табыстады", "матч кеше өтті". */
  readonly again?: boolean
  /** The others, where they are people without a name: "студенттермен кездесті". */
  readonly others?: string
  /** A heading tells it, which shortens. */
  readonly heading?: boolean
  /** It is said to be one besides those told: "сондай-ақ Астанада өрт шықты". */
  readonly also?: boolean
  /** It is said to be the next of its kind: "келесі отырысы", "қарымта ойын". */
  readonly next?: boolean
  /** Its giver alone is named: "бір топ азаматты марапаттады". */
  readonly gives?: boolean
  /** Who is in it is told by the office alone. */
  readonly byTitle?: boolean
  /** Whether it is a summit or a forum of many, or talks between some. */
  readonly gathering?: 'forum' | 'talks'
  /** All of a championship or an election. */
  readonly whole?: boolean
  /** A noun tells it while the verb tells another: "кездесуде … айтты". */
  readonly nominal?: boolean
  /** It is said to be of earlier: "бұған дейін … кездескен". */
  readonly earlier?: boolean
}

/** What the article's entities are, by id. */
export interface Named {
  /** How much land a place takes: countries the most. */
  widthOf(entity: string): number
  isLand(entity: string): boolean
  isBody(entity: string): boolean
  isTown(entity: string): boolean
  /** Whether a town is known to lie in a land. */
  isIn(town: string, land: string): boolean
}

/** How far back an event is looked for that may be the same: a bound that keeps the cost linear. */
const reach = 100

/**
 * Events of one type with the same people, or one's among the other's, on no two different days, are one. Where both
 * say a place, a road or a town says it better than the region it lies in.
 */
export function merge(events: readonly Draft[], named: Named): readonly Draft[] {
  const merged: Draft[] = []
  const ofType = new Map<string, number[]>()
  for (const event of events) {
    const same = ofType.get(event.type) ?? []
    ofType.set(event.type, same)
    const isIt = (i: number): boolean => {
      const other = merged[i]
      return other !== undefined && (event.again === true ? isAgain(other, event) : isSame(other, event, named))
    }
    const near = same.slice(-reach)
    const at = event.again === true || event.type === 'compete' ? near.findLast(isIt) : near.find(isIt)
    const other = at === undefined ? undefined : merged[at]
    if (at !== undefined && other !== undefined) merged[at] = join(other, event, named)
    else if (event.again !== true || who(event).size > 0 || isHeld(event)) same.push(merged.push(event) - 1)
  }
  const told = merged.filter((event) => !isAftermath(event, merged) && !isReception(event, merged))
  return told.filter((event) => !isToll(event, told))
}

/** An event without what only helped to tell it from others. */
export const plain = (draft: Draft): Omit<Event, 'id'> => {
  const { type, plover, actors, recipients, time, place, document, evidence, confidence } = draft
  return {
    type,
    ...(plover === undefined ? {} : { plover }),
    actors,
    recipients,
    ...(time === undefined ? {} : { time }),
    ...(place === undefined ? {} : { place }),
    ...(document === undefined ? {} : { document }),
    evidence,
    ...(confidence === undefined ? {} : { confidence }),
  }
}

/** One that is spoken of again, on no other day. */
const isAgain = (a: Draft, b: Draft): boolean => areOnOneDay(a, b) && !areOfTwoKinds(a, b)

/** The talks at a summit are not the summit. */
const areOfTwoKinds = ({ gathering: a }: Draft, { gathering: b }: Draft): boolean =>
  a !== undefined && b !== undefined && a !== b

/**
 * "…қабылдады. Кездесуде … талқыланды": the reception itself, though called a meeting; so does a heading, which leaves
 * one of the two out.
 */
const isReception = (event: Draft, all: readonly Draft[]): boolean =>
  event.type === 'meet' &&
  (event.nominal === true || event.heading === true || who(event).size === 0) &&
  all.slice(0, reach).some((other) => {
    const [these, those] = [who(event), who(other)]
    if (other.type === 'receive' && these.size === 0 && event.gathering === 'talks') return true
    const isSmaller = event.heading === true && these.size === 1
    return (
      other.type === 'receive' && (these.size === those.size || isSmaller) && [...these].every((id) => those.has(id))
    )
  })

/** "Газ жарылып, өрт шыққан": the fire of an explosion that was told right before. */
const isAftermath = (event: Draft, all: readonly Draft[]): boolean =>
  event.type === 'disaster' &&
  all
    .slice(0, reach)
    .some(
      (other) =>
        other.type === 'accident' &&
        (event.time ?? other.time) === other.time &&
        (event.place ?? other.place) === other.place &&
        other.evidence.some((span) =>
          event.evidence.some(({ block, start }) => block === span.block && start > span.end),
        ),
    )

/** The dead and hurt of a disaster are no accident besides it, nor what burnt in one a disaster. */
const isToll = (event: Draft, all: readonly Draft[]): boolean =>
  isMishap(event) &&
  (event.type === 'accident' || event.place === undefined) &&
  all
    .slice(0, reach)
    .some(
      (other) =>
        isMishap(other) &&
        other.type !== event.type &&
        (!isDated(event) || event.time === other.time) &&
        (event.type === 'accident' || isDated(other) || other.place !== undefined) &&
        ((event.place ?? other.place) === other.place || (!isDated(event) && isRightAfter(event, other))),
    )

/** "Үйлер қирап, бірнеше жерде өрт шықты": told in the block that tells the other. */
const isRightAfter = (event: Draft, other: Draft): boolean =>
  event.type === 'accident' &&
  event.evidence.every(({ block, start }) => other.evidence.some((span) => span.block === block && span.start < start))

const isWhole = ({ whole }: Draft): boolean => whole === true

const isMishap = ({ type }: Draft): boolean => type === 'accident' || type === 'disaster'
const isDated = ({ time, confidence }: Draft): boolean => time !== undefined && confidence === undefined

/** "Келіссөз Баку қаласында 20 ақпанда өткен": spoken of as known, though it was not told before. */
const isHeld = ({ type, time, place, gathering }: Draft): boolean =>
  type === 'meet' && time !== undefined && (place !== undefined || gathering === 'forum')

const who = (event: Draft): ReadonlySet<string> => new Set([...event.actors, ...event.recipients])
const isCertain = (event: Draft): boolean => event.confidence === undefined
const certainty = ({ confidence }: Draft): number => confidence ?? 1

function areOnOneDay(a: Draft, b: Draft): boolean {
  const areDated = a.time !== undefined && b.time !== undefined && isCertain(a) && isCertain(b)
  if (areDated && !a.time?.startsWith(b.time ?? '') && !b.time?.startsWith(a.time ?? '')) return false
  // What has happened by the day of publication is not what is to come.
  if (isBefore(a, b) || isBefore(b, a)) return false
  // Told without a day, as news of today, and with one of long ago: two events.
  return areDated || a.time === undefined || b.time === undefined || !areFar(a.time, b.time)
}

function isSame(a: Draft, b: Draft, { widthOf, isLand, isBody, isTown, isIn }: Named): boolean {
  if (a.type !== b.type || !areOnOneDay(a, b)) return false
  if (a.earlier !== b.earlier && /^(?:meet|call|visit|receive|compete)$/u.test(a.type)) return false
  if ((b.next === true && a.next !== true) || areOfTwoKinds(a, b)) return false
  // "Жаңа төраға сайланды" says the heading, and the text who that is.
  if (isNamedLater(a, b)) return true
  // "Антикор шенеунікті ұстады" says the heading, by whom; and the text, who it was.
  if (a.heading === true && isBehalf.test(a.type) && a.recipients.length === 0 && !who(b).has(a.actors[0] ?? ''))
    return a.actors.length <= 1 && (a.actors.length === 0 || isBody(a.actors[0] ?? ''))
  // A championship is not the matches of it, nor an election the victory of one who stood.
  const isPart = (a.type === 'compete' && b.again !== true) || a.type === 'vote'
  const [whole, part] = isWhole(a) ? [a, b] : [b, a]
  if (isPart && isWhole(whole) && !isWhole(part) && who(whole).size === 0 && who(part).size > 0) return false
  // "Парламент мақұлдады" says the heading, and the text which of its chambers.
  if (a.type === 'vote' && a.heading === true && who(a).size === 1 && who(b).size === 1) return true
  // "Бұған дейін, 30 шілдеде жер сілкінісі болған": not that of today.
  if (b.earlier === true && isMishap(b) && isDated(b) && a.time !== b.time && !isDated(a)) return false
  const isElsewhere = a.place !== undefined && b.place !== undefined && a.place !== b.place
  if (isElsewhere && (b.also === true || b.earlier === true) && /^(?:accident|disaster|launch)$/u.test(a.type))
    return false
  // Of two towns each has its own.
  if (isElsewhere && a.type !== 'visit' && [a.place, b.place].every((place) => isTown(place ?? ''))) return false
  // "Келесі кездесу Душанбеде өтеді": nobody's, and elsewhere.
  if (isElsewhere && a.type === 'meet' && who(b).size === 0) return false
  // To vote at a station is not the election.
  if (isElsewhere && a.type === 'vote') return false
  if (isElsewhere && a.type === 'visit') {
    // To the country, and to its capital, on one day: one visit.
    const isInside = a.heading === true && (isIn(a.place, b.place) || isIn(b.place, a.place))
    const isOneDay =
      (isInside && (a.time ?? b.time) === (b.time ?? a.time)) ||
      (a.time !== undefined && (a.time === b.time || (a.heading === true && !isCertain(a))))
    if (!isOneDay || widthOf(a.place) === widthOf(b.place)) return false
  }
  // With students one has another meeting than with a minister.
  const isOther = a.heading !== true && a.others !== b.others && (a.others === undefined ? who(a) : who(b)).size > 1
  if (isOther || (a.heading !== true && a.others !== undefined && b.others !== undefined && a.others !== b.others))
    return false
  // "Қазақстан мен Қытай келісімге қол қойды", and its ministers did: one signing.
  const lands = [a, b].map((event) => [...who(event)].filter(isLand).length)
  const isForLands = lands.includes(0) && lands.includes(2) && who(a).size === 2 && who(b).size === 2
  if (/^(?:meet|sign)$/u.test(a.type) && isForLands && a.time === b.time) return true
  // "Екі компания меморандумға қол қойды" says the heading, and the text who did.
  const isBodies = a.heading === true && who(a).size > 0 && [...who(a)].every(isBody)
  if (isBodies && a.type === 'sign' && who(b).size === 2 && ![...who(b)].some(isBody)) return true
  // A heading that has the regions sign, and the text their governors; the lands ratify, and a parliament.
  const isLands = a.heading === true && who(a).size > 0 && [...who(a)].every(isLand) && lands[1] === 0
  if (isLands && ((a.type === 'sign' && who(b).size === 2) || (a.type === 'decree' && who(b).size === 1))) return true
  // Whom a mishap killed or hurt, not every telling of it names.
  if (isMishap(a)) return true
  const [few, many] = who(a).size <= who(b).size ? [who(a), who(b)] : [who(b), who(a)]
  return [...few].every((id) => many.has(id))
}

/** Told as past without a day: on the day of publication at the latest, and that is before the other's. */
const isBefore = (a: Draft, b: Draft): boolean =>
  a.time !== undefined && !isCertain(a) && isDated(b) && (b.time ?? '') > a.time && b.time?.startsWith(a.time) !== true

const isNamedLater = (a: Draft, b: Draft): boolean =>
  a.heading === true && a.byTitle === true && b.byTitle !== true && isBehalf.test(a.type) && who(b).size > 0

/** What an authority does to somebody: a heading may name either. */
const isBehalf = /^(?:appoint|arrest|dismiss|trial)$/u

const farDays = 45

export function areFar(a: string, b: string): boolean {
  const days = Math.abs(Date.parse(firstDay(a)) - Date.parse(firstDay(b))) / 86_400_000
  return days > farDays
}

/** 2017 and 2017-04 begin on their first day; what is no such date is far from none. */
const firstDay = (value: string): string => /^\d{4}(?:-[01]\d(?:-\d{2})?)?$/u.exec(value)?.[0] ?? ''

function join(a: Draft, b: Draft, { widthOf }: Named): Draft {
  const dated = a.time === undefined || (b.time !== undefined && certainty(b) > certainty(a)) ? b : a
  const {
    confidence: _,
    time: __,
    place: ___,
    document: ____,
    heading: _____,
    nominal: ______,
    byTitle: _______,
    ...rest
  } = a
  const isRenamed = isNamedLater(a, b)
  const actors = unique([...(isRenamed ? [] : a.actors), ...b.actors])
  const [place] = [a.place, b.place].flatMap((id) => id ?? []).toSorted((x, y) => widthOf(x) - widthOf(y))
  const document = a.document ?? b.document
  // "Будапештке барды" says the heading, and the text: "Венгрияға ресми сапармен барды".
  const said = a.type === 'visit' && a.heading === true && b.heading !== true ? (b.place ?? place) : place
  return {
    ...rest,
    actors,
    recipients: unique([...(isRenamed ? [] : a.recipients), ...b.recipients]).filter((id) => !actors.includes(id)),
    ...(dated.time === undefined ? {} : { time: dated.time }),
    ...(dated.confidence === undefined ? {} : { confidence: dated.confidence }),
    ...(said === undefined ? {} : { place: said }),
    ...(a.heading === true && b.heading === true ? { heading: true } : {}),
    ...(a.nominal === true && b.nominal === true ? { nominal: true } : {}),
    ...(document === undefined ? {} : { document }),
    at: [...(a.at ?? []), ...(b.at ?? [])],
    evidence: [...a.evidence, ...b.evidence],
  }
}

export const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]
