import { type Office, offices } from '../../data/lists.js'
import type { EntityType } from '../schema.js'
import type { Found, Linked, Role } from './mention.js'

/** An entity as the article makes it known; mentions point to it by `id`. */
export interface Known {
  readonly id: string
  readonly type: EntityType
  name: string
  readonly aliases: Set<string>
  /** Offices that the article, or the list of offices, gives a person. */
  readonly roles: Role[]
}

export interface Resolution {
  readonly known: readonly Known[]
  readonly mentions: readonly Linked[]
}

const fold = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[«»"“”„]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()

/**
 * Decides which entity each mention is of. Names first, over the whole article; then titles and pronouns in reading
 * order: what the article introduced wins over the list of offices, which is asked for the article's date.
 *
 * @param date ISO 8601, of publication; without it no office is looked up.
 */
export function resolve(found: readonly Found[], date: string | undefined): Resolution {
  const resolver = new Resolver(date?.slice(0, 10))
  for (const mention of found) if (mention.kind === 'name') resolver.introduce(mention)
  const mentions: Linked[] = []
  for (const mention of found) {
    const entity = mention.kind === 'name' ? resolver.named(mention) : resolver.refer(mention, mentions)
    if (entity === undefined) continue
    mentions.push({ ...mention, entity: entity.id })
  }
  const used = new Set(mentions.map((mention) => mention.entity))
  return { known: resolver.known.filter((entity) => used.has(entity.id)), mentions }
}

class Resolver {
  readonly known: Known[] = []
  readonly #date: string | undefined
  readonly #byName: Map<Found, Known> = new Map()

  constructor(date: string | undefined) {
    this.#date = date
  }

  named(mention: Found): Known | undefined {
    return this.#byName.get(mention)
  }

  /** Gives a name its entity: one of the same name, a person of whose name it is a part, or a new one. */
  introduce(mention: Found): void {
    const holder = mention.type === 'person' ? holderNamed(mention.name, mention.role, this.#date) : undefined
    const entity =
      this.#sameName(mention) ??
      (mention.type === 'person' ? this.#samePerson(mention) : undefined) ??
      (holder === undefined ? undefined : this.#holder(holder)) ??
      this.#add(mention.type, mention.name)
    for (const alias of mention.aliases) if (fold(alias) !== fold(entity.name)) entity.aliases.add(alias)
    // The fuller name is the canonical one: Тоқаев, then Қасым-Жомарт Тоқаев.
    if (mention.type === 'person' && partsOf(mention.name).length > partsOf(entity.name).length) {
      entity.aliases.add(entity.name)
      entity.name = mention.name
    } else if (fold(mention.name) !== fold(entity.name)) entity.aliases.add(mention.name)
    if (mention.role !== undefined) this.#give(entity, mention.role)
    this.#byName.set(mention, entity)
  }

  /** "Президент" before a name means our own, unless the article has said whose president the person is. */
  #give(entity: Known, role: Role): void {
    const isKnown = entity.roles.some((held) => held.role === role.role && held.country !== undefined)
    entity.roles.push(isKnown ? role : withDefaultCountry(role))
  }

  /** Whom a title or a pronoun stands for, after the mentions before it. */
  refer(mention: Found, before: readonly Linked[]): Known | undefined {
    return mention.kind === 'title' ? this.#titled(mention, before) : this.#pronoun(mention, before)
  }

  #sameName(mention: Found): Known | undefined {
    const names = new Set([mention.name, ...(mention.type === 'person' ? [] : mention.aliases)].map(fold))
    return this.known.find(
      (entity) =>
        entity.type === mention.type && [entity.name, ...entity.aliases].some((name) => names.has(fold(name))),
    )
  }

  #samePerson(mention: Found): Known | undefined {
    const parts = partsOf(mention.name)
    return this.known.findLast((entity) => {
      if (entity.type !== 'person') return false
      const own = partsOf(entity.name)
      if (parts.length === 1) return own.length > 1 && own.includes(parts[0] ?? '') && compatible(mention.role, entity)
      if (own.length === 1) return parts.includes(own[0] ?? '') && compatible(mention.role, entity)
      return sharesSurname(parts, own)
    })
  }

  #holder(office: Office): Known {
    const existing = this.known.find((entity) => entity.type === 'person' && fold(entity.name) === fold(office.holder))
    const entity = existing ?? this.#add('person', office.holder)
    for (const alias of office.aliases) entity.aliases.add(alias)
    const title = office.titles[0] ?? office.role
    entity.roles.push({
      title,
      role: office.role,
      ...(office.country === undefined ? {} : { country: office.country }),
      ...(office.of === undefined ? {} : { of: office.of }),
    })
    return entity
  }

  #add(type: EntityType, name: string): Known {
    const entity: Known = { id: `e${this.known.length + 1}`, type, name, aliases: new Set(), roles: [] }
    this.known.push(entity)
    return entity
  }

  #titled(mention: Found, before: readonly Linked[]): Known | undefined {
    const role = mention.role
    if (role === undefined) return undefined
    const introduced = latestFirst(before)
      .map((id) => this.#entity(id))
      .filter((entity) => entity?.type === 'person')
    // Introduced later counts too: a lead may say "Президент" before the name.
    const people = [...new Set([...introduced, ...this.known.filter((entity) => entity.type === 'person')])]
    const fits = (wanted: Role) =>
      people.find((entity) => entity?.roles.some((held) => sameRole(wanted, held)) === true)
    const inArticle = fits(withDefaultCountry(role)) ?? fits(role)
    if (inArticle !== undefined) return inArticle
    const office = officeFor(withDefaultCountry(role), this.#date)
    if (office !== undefined) return this.#holder(office)
    return opensSentence(mention) && role.country === undefined ? this.#description(mention, before) : undefined
  }

  /** "Дипломат", "Ведомство басшысы" at the start of a sentence: the subject before, if the article gave an office. */
  #description(mention: Found, before: readonly Linked[]): Known | undefined {
    const subject = this.#subjectBefore(mention, before.filter((other) => other.type === 'person').toReversed())
    const entity = this.#entity(subject?.entity)
    return entity !== undefined && entity.roles.length > 0 ? entity : undefined
  }

  #pronoun(mention: Found, before: readonly Linked[]): Known | undefined {
    const words = mention.sentence.words
    const conjunction = words[mention.from - 1]?.lower
    // "Қазақстан мен оның басшылығы" (Kazakhstan and its leadership): not a person's.
    if (conjunction !== undefined && /^(мен|пен|бен|және)$/u.test(conjunction)) return undefined
    // "ол жиын", "ол кезде": that meeting, at that time.
    if (mention.case === 'Nom' && words[mention.from + 1]?.analyses[0]?.upos === 'NOUN' && mention.from > 0)
      return undefined
    const same = before.filter((other) => other.type === 'person' && isSameSentence(other, mention))
    const subject = same.find((other) => isSubject(other))
    const opening = words
      .slice(0, mention.from)
      .every((word) => word.kind === 'punctuation' || word.analyses[0]?.upos === 'ADV')
    const recent = before.filter((other) => other.type === 'person').toReversed()
    const speaker = this.#subjectBefore(mention, recent)
    if (opening || subject === undefined) {
      const inSentence = same.findLast((other) => !isSubject(other))
      return this.#entity(
        (mention.case === 'Nom' ? undefined : opening ? undefined : inSentence?.entity) ?? speaker?.entity,
      )
    }
    const other = recent.find((candidate) => candidate.entity !== subject.entity)
    return this.#entity(other?.entity)
  }

  /** The subject of the nearest sentence before that has one; failing that, the person named last. */
  #subjectBefore(mention: Found, recent: readonly Linked[]): Linked | undefined {
    const earlier = recent.filter((other) => !isSameSentence(other, mention))
    const nearest = earlier.find((other) => isSubject(other))
    if (nearest === undefined) return earlier[0]
    return earlier.findLast((other) => isSubject(other) && isSameSentence(other, nearest)) ?? nearest
  }

  #entity(id: string | undefined): Known | undefined {
    return id === undefined ? undefined : this.known.find((entity) => entity.id === id)
  }
}

const opensSentence = (mention: Found): boolean =>
  mention.sentence.words
    .slice(0, mention.from)
    .every((word) => word.kind === 'punctuation' || word.analyses[0]?.upos !== 'VERB') && mention.from <= 2

const partsOf = (name: string): readonly string[] => fold(name).split(' ')

const sharesSurname = (a: readonly string[], b: readonly string[]): boolean => {
  const initial = (part: string): boolean => /^\p{L}\.$/u.test(part)
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.some(initial) || long.some(initial)) {
    const names = short.filter((part) => !initial(part))
    return (
      names.every((part) => long.includes(part)) &&
      short.filter(initial).every((part) => long.some((name) => name.startsWith(part.charAt(0))))
    )
  }
  // Given name and surname, with or without the patronymic, in either order.
  return short.every((part) => long.includes(part))
}

const compatible = (role: Role | undefined, entity: Known): boolean =>
  role === undefined || entity.roles.length === 0 || entity.roles.some((held) => sameRole(role, held))

const isSameSentence = (a: Found, b: Found): boolean => a.at.block === b.at.block && a.at.sentence === b.at.sentence

const isSubject = (mention: Found): boolean => {
  if (mention.case !== 'Nom') return mention.case === 'Gen' && isViewpoint(mention)
  return true
}

/** "Министрдің айтуынша" (according to the minister): a genitive that is a speaker. */
const isViewpoint = (mention: Found): boolean => {
  const next = mention.sentence.words[mention.to]
  return next?.analyses.some((analysis) => analysis.feats.Case === 'Equ') ?? false
}

const latestFirst = (mentions: readonly Linked[]): readonly string[] => [
  ...new Set(mentions.toReversed().map((mention) => mention.entity)),
]

/** Titles that mean the country of the outlet where none is named. */
const domestic = 'KZ'
const ofState = new Set(['head-of-state', 'head-of-government', 'first-president'])

const withDefaultCountry = (role: Role): Role =>
  role.country === undefined && role.of === undefined && ofState.has(role.role) ? { ...role, country: domestic } : role

const lastWord = (title: string): string => title.split(' ').at(-1) ?? title

/** Whether a person who holds one office may be called by the other title. */
function sameRole(wanted: Role, held: Role): boolean {
  if (wanted.country !== undefined && held.country !== undefined && wanted.country !== held.country) return false
  if (wanted.country !== undefined && held.country === undefined && ofState.has(wanted.role)) return false
  if (wanted.of !== undefined && held.of !== undefined && fold(wanted.of) !== fold(held.of)) return false
  if (wanted.role === held.role) return true
  // "Министр" is short for "сыртқы істер министрі"; "Қытай басшысы" (leader) for its head of state.
  if (!wanted.title.includes(' ') && lastWord(held.title) === wanted.title) return true
  if (!wanted.title.includes(' ') && stemOf(lastWord(held.title)) === stemOf(wanted.title)) return true
  return isLeader(wanted) && wanted.country !== undefined && isHeadOfState(held)
}

const stemOf = (word: string): string => word.replace(/(?:сы|сі|ы|і)$/u, '')

const isLeader = (role: Role): boolean => /^(басшы|лидер|көшбасшы|мемлекет басшысы|ел басшысы)$/u.test(role.title)

const isHeadOfState = (held: Role): boolean =>
  held.role === 'head-of-state' ||
  (held.country !== undefined &&
    offices().some(
      (office) =>
        office.country === held.country &&
        office.role === 'head-of-state' &&
        office.titles.some((title) => fold(title) === fold(held.title)),
    ))

const holds = (office: Office, date: string): boolean =>
  (office.from === undefined || office.from <= date.slice(0, office.from.length)) &&
  (office.to === undefined || date.slice(0, office.to.length) <= office.to)

/** Who held the office that a title names, on a date. */
function officeFor(role: Role, date: string | undefined): Office | undefined {
  if (date === undefined || (role.country === undefined && role.of === undefined)) return undefined
  return offices().find((office) => {
    if (!holds(office, date) || office.country !== role.country) return false
    if ((office.of === undefined) !== (role.of === undefined)) return false
    if (office.of !== undefined && role.of !== undefined && fold(office.of) !== fold(role.of)) return false
    return (
      office.role === role.role ||
      office.titles.some((title) => fold(title) === fold(role.title)) ||
      (isLeader(role) && office.role === 'head-of-state')
    )
  })
}

/** The listed holder of an office that a name is of: the full name, or the surname of just one holder at that date. */
function holderNamed(name: string, role: Role | undefined, date: string | undefined): Office | undefined {
  const parts = partsOf(name)
  const same = (office: Office): boolean =>
    [office.holder, ...office.aliases].some((known) => fold(known) === fold(name))
  const exact = offices().filter(same)
  if (exact.length > 0) return exact.find((office) => date === undefined || holds(office, date)) ?? exact[0]
  if (parts.length !== 1 || date === undefined || role?.country === undefined) return undefined
  const bySurname = offices().filter(
    (office) => holds(office, date) && office.country === role.country && partsOf(office.holder).at(-1) === parts[0],
  )
  return bySurname.length === 1 ? bySurname[0] : undefined
}
