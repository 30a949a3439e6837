import { identifiers, type Office } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import type { EntityType } from '../schema.js'
import { isFullerName, isOneBody, namesIn } from './bodies.js'
import { lookUpName, nameOn } from './gazetteer.js'
import { domestic, type Home, homeOf, isOfState, nameAbroad } from './home.js'
import { isInitialPart, keyOf, personParts } from './keys.js'
import { described, type Found, type Linked, type Role } from './mention.js'
import { nationOf } from './nations.js'
import {
  isHolderElsewhere,
  isInOffice,
  isLeader,
  isTitleOfHead,
  officeBySurname,
  officeFor,
  officesOf,
} from './offices.js'

/** An entity as the article makes it known; mentions point to it by `id`. */
export interface Known {
  readonly id: string
  readonly type: EntityType
  readonly name: string
  readonly aliases: ReadonlySet<string>
  /** Offices that the article, or the list of offices, gives a person. */
  readonly roles: readonly Role[]
  /** Address of its Wikidata item, where the lists know one. */
  readonly sameAs?: string
}

export interface Resolution {
  readonly known: readonly Known[]
  readonly mentions: readonly Linked[]
}

/**
 * Decides which entity each mention is of. Names first, over the whole article, the fuller before the shorter; then
 * titles, descriptions and pronouns in reading order: what the article introduced wins over the list of offices, which is
 * asked for the article's date.
 *
 * @param date ISO 8601, of publication; without it no office is looked up.
 */
export function resolve(all: readonly Found[], date: string | undefined): Resolution {
  const found = splitTitles(all)
  const resolver = new Resolver(found, date?.slice(0, 10))
  const links: (Link | undefined)[] = []
  const track = new Track()
  for (const mention of found) {
    const link = mention.kind === 'name' ? resolver.named(mention) : resolver.refer(mention, track)
    links.push(link)
    if (link !== undefined) track.add(mention, link.draft)
  }
  // A heading may name an office whose holder only a later sentence shows.
  const made = found.flatMap((mention, i): readonly Made[] => {
    const link = links[i] ?? (mention.kind === 'title' ? resolver.shownLater(mention) : undefined)
    return link === undefined ? [] : [{ mention, ...link }]
  })
  const ids = new Map<Draft, Known>()
  for (const { draft } of made) {
    if (ids.has(draft)) continue
    const sameAs = sameAsOf(draft)
    ids.set(draft, { ...draft, id: `e${ids.size + 1}`, ...(sameAs === undefined ? {} : { sameAs }) })
  }
  const mentions = made.flatMap(({ mention, draft, confidence }): readonly Linked[] => {
    const entity = ids.get(draft)
    if (entity === undefined) return []
    return [{ ...mention, entity: entity.id, ...(confidence === undefined ? {} : { confidence }) }]
  })
  return { known: [...ids.values()], mentions }
}

/**
 * "Қазақстан басшысы Вагиф Рзаевты шақырды" (the leader of Kazakhstan invited …): where the article shows a person to hold
 * another office, the title before the name in an objective case is somebody else's.
 */
function splitTitles(found: readonly Found[]): readonly Found[] {
  const held = new Map<string, Role[]>()
  for (const { type, kind, name, role, also } of found) {
    if (type !== 'person' || kind !== 'name') continue
    const roles = [role, ...(also ?? [])].filter((one) => one !== undefined)
    held.set(name, [...(held.get(name) ?? []), ...roles])
  }
  return found.flatMap((mention) => {
    const { role, title, name } = mention
    if (title === undefined || role === undefined || !/^(?:Acc|Dat|Ins|Abl)$/u.test(mention.case ?? ''))
      return [mention]
    const others = (held.get(name) ?? []).filter((one) => one !== role && one.role !== described)
    // "Украина президенті Трамппен кездеседі": the list of offices knows him to be another country's.
    const isElsewhere =
      role.country !== undefined &&
      role.country !== domestic &&
      isOfState(role) &&
      isHolderElsewhere(name.split(' ').at(-1) ?? name, role.country)
    const isOwn = !isElsewhere && (others.length === 0 || others.some((one) => isOneOffice(role, one)))
    if (isOwn) return [mention]
    const isAnothers =
      isElsewhere ||
      (role.country === domestic && others.some(({ country }) => country !== undefined && country !== domestic)) ||
      [...held].some(
        ([other, roles]) =>
          other !== name && roles.some((one) => isSeated(one) && (sameRole(role, one) || coversRole(role, one))),
      )
    if (!isAnothers) return [mention]
    const { role: _, title: __, ...own } = mention
    return [{ ...own, kind: 'title', ...title, name: role.title, case: 'Nom', aliases: [], role }, own]
  })
}

/** Whether two titles may be of one office: of the same country and the same body, as far as they say. */
const isOneOffice = (a: Role, b: Role): boolean =>
  sameRole(a, b) || sameRole(b, a) || ((coversRole(a, b) || coversRole(b, a)) && a.country === b.country)

const isSeated = (role: Role): boolean => role.country !== undefined || role.of !== undefined || isOfState(role)

/** The offices that a person holds: what a common noun before the name tells is none. */
const officesHeld = ({ roles }: Draft): readonly Role[] => roles.filter(({ role }) => role !== described)

let items: ReadonlyMap<string, string> | undefined

/** The item of what the lists know under this very name, with that name taken from them. */
function sameAsOf({ type, name, isListed }: Draft): string | undefined {
  items ??= new Map(identifiers().map((one) => [`${one.type}/${one.name}`, one.wikidata]))
  const item = isListed ? items.get(`${type}/${name}`) : undefined
  return item === undefined ? undefined : `https://www.wikidata.org/wiki/${item}`
}

/** An entity that is being put together. */
interface Draft {
  readonly type: EntityType
  name: string
  readonly aliases: Set<string>
  readonly roles: Role[]
  /** ISO code of whose body it is, where that is told. */
  country?: string
  /** Whether the lists know it: a namesake that only the article knows has no item of theirs. */
  isListed: boolean
  /** A person's name in parts, under their keys. */
  parts: readonly string[]
}

/** The word that a body's name ends with: all names of one body end so. */
const lastOf = (name: string): string => keyOf(name).split(' ').at(-1) ?? ''

/** "EcoNova" of "EcoNova экологиялық қауымдастығы": a Latin name before words that say what the body is. */
function brandOf(name: string): string | undefined {
  const brand = /^(\p{Lu}[\p{Script=Latin}\d'-]{2,})(?: [\p{Ll}-]+){0,6}$/u.exec(name)?.[1]
  return brand === undefined || /^\p{Script=Cyrillic}/u.test(brand) ? undefined : keyOf(brand)
}

interface Link {
  readonly draft: Draft
  readonly confidence?: number
}

interface Made extends Link {
  readonly mention: Found
}

/** The persons of the mentions before, the latest first, for what refers back. */
class Track {
  readonly #people: { readonly mention: Found; readonly draft: Draft }[] = []
  readonly #last: Map<Draft, number> = new Map()

  add(mention: Found, draft: Draft): void {
    if (draft.type !== 'person') return
    this.#last.set(draft, this.#people.length)
    this.#people.push({ mention, draft })
  }

  /** Drafts by their latest mention, the latest first; no more than a reader keeps in mind. */
  recent(): readonly Draft[] {
    const seen = new Set<Draft>()
    for (let i = this.#people.length - 1; i >= 0 && this.#people.length - i <= 400; i--) {
      const one = this.#people[i]
      if (one !== undefined) seen.add(one.draft)
    }
    return [...seen]
  }

  /** When a person was mentioned last, and -1 where not yet. */
  lastOf(draft: Draft): number {
    return this.#last.get(draft) ?? -1
  }

  inSentence(of: Found): readonly { readonly mention: Found; readonly draft: Draft }[] {
    const found: { readonly mention: Found; readonly draft: Draft }[] = []
    for (let i = this.#people.length - 1; i >= 0; i--) {
      const one = this.#people[i]
      if (one === undefined || !isSameSentence(one.mention, of)) break
      found.push(one)
    }
    return found.reverse()
  }

  /** The subject of the nearest sentence before that has one; failing that, the person named last. */
  subjectBefore(of: Found): Draft | undefined {
    let nearest: { readonly mention: Found; readonly draft: Draft } | undefined
    let latest: Draft | undefined
    for (let i = this.#people.length - 1; i >= 0 && this.#people.length - i <= 60; i--) {
      const one = this.#people[i]
      if (one === undefined || isSameSentence(one.mention, of)) continue
      if (nearest !== undefined && !isSameSentence(one.mention, nearest.mention)) break
      if (one.mention.said !== true) latest ??= one.draft
      if (isAppointed(one.mention)) return one.draft
      if (isSubject(one.mention) || (nearest === undefined && isTopic(one.mention))) nearest = one
    }
    return nearest?.draft ?? latest
  }

  otherThan(draft: Draft): Draft | undefined {
    return this.#people.findLast((one) => one.draft !== draft)?.draft
  }
}

class Resolver {
  readonly #drafts: Draft[] = []
  readonly #people: Draft[] = []
  readonly #home: Home
  readonly #date: string | undefined
  readonly #byMention: Map<Found, Link> = new Map()
  readonly #byName: Map<string, Draft> = new Map()
  /** People by the parts of their names. */
  readonly #byPart: Map<string, Draft[]> = new Map()
  /** People by the parts of their names with a letter left out. */
  readonly #byShorter: Map<string, Set<Draft>> = new Map()
  /** Bodies by the word that their name ends with. */
  readonly #byEnd: Map<string, Set<Draft>> = new Map()
  /** Bodies by a name in Latin that stands alone or before what they are. */
  readonly #byBrand: Map<string, Draft> = new Map()
  /** Bodies as they come. */
  readonly #bodies: { readonly at: Found; readonly draft: Draft }[] = []

  constructor(found: readonly Found[], date: string | undefined) {
    this.#date = date
    this.#home = homeOf(found, date)
    const names = found.filter((mention) => mention.kind === 'name')
    const people = names.filter((mention) => mention.type === 'person')
    const full = people.filter((mention) => fullness(mention) === 2)
    const initials = people.filter((mention) => fullness(mention) === 1)
    const single = people.filter((mention) => fullness(mention) === 0)
    const regions = new Set(names.flatMap(({ name, listedKind }) => (listedKind === 'region' ? [name] : [])))
    for (const mention of names) {
      if (mention.type === 'person') continue
      // "Жетісу" is short for Жетісу облысы where the article speaks of the region.
      const region = `${mention.name} облысы`
      this.#introduceThing(mention, mention.listedKind === 'area' && regions.has(region) ? region : mention.name)
    }
    const [region] = regions
    if (region !== undefined && regions.size === 1)
      for (const { draft } of this.#bodies) for (const name of namesIn(region, draft.name)) draft.aliases.add(name)
    for (const mention of [...full, ...initials]) this.#introducePerson(mention)
    const order = new Map(found.map((mention, i) => [mention, i]))
    const lasts = new Map<Draft, number>()
    // A surname alone is the bearer's who was named last before it.
    let next = 0
    const longer = [...full, ...initials].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    for (const mention of single) {
      const at = order.get(mention) ?? 0
      for (; next < longer.length; next++) {
        const other = longer[next]
        if (other === undefined || (order.get(other) ?? 0) > at) break
        const draft = this.#byMention.get(other)?.draft
        if (draft !== undefined) lasts.set(draft, order.get(other) ?? 0)
      }
      this.#introduceShort(mention, lasts)
    }
  }

  named(mention: Found): Link | undefined {
    return this.#byMention.get(mention)
  }

  /** Whom a title, a description or a pronoun stands for, after the mentions before it. */
  refer(mention: Found, track: Track): Link | undefined {
    if (mention.kind === 'title') return this.#titled(mention, track)
    if (mention.kind === 'description') return this.#described(mention)
    return this.#pronoun(mention, track)
  }

  shownLater(mention: Found): Link | undefined {
    const { role } = mention
    if (role === undefined) return undefined
    const draft = this.#people.find((person) => person.roles.some((held) => sameRole(role, held)))
    return draft === undefined ? undefined : { draft, confidence: 0.6 }
  }

  #add(type: EntityType, name: string): Draft {
    const draft: Draft = { type, name, aliases: new Set(), roles: [], isListed: false, parts: [] }
    this.#drafts.push(draft)
    if (type === 'person') this.#people.push(draft)
    return draft
  }

  #introduceThing(mention: Found, called: string): void {
    const { abroad } = this.#home
    const local = abroad === undefined ? undefined : nameAbroad(mention, abroad)
    const { name, all } = mention.type === 'place' ? nameOn(called, this.#date) : { name: local ?? called, all: [] }
    const names = local === undefined ? [name, mention.name, ...mention.aliases] : [local]
    const keys = names.map((one) => `${mention.type}/${keyOf(one)}`)
    let draft = keys.map((key) => this.#byName.get(key)).find((one) => one !== undefined && isOneLand(mention, one))
    const short = draft === undefined && mention.type === 'organization' ? this.#shortened(mention) : undefined
    const brand = mention.type === 'organization' ? brandOf(name) : undefined
    const sameBrand = brand === undefined || draft !== undefined ? undefined : this.#byBrand.get(brand)
    draft ??= short ?? sameBrand ?? this.#add(mention.type, name)
    if (brand !== undefined && !this.#byBrand.has(brand)) this.#byBrand.set(brand, draft)
    // "Nova қауымдастығы", then Nova: the noun is no part of it.
    if (sameBrand !== undefined && !name.includes(' ') && sameBrand.name !== name) {
      sameBrand.aliases.add(sameBrand.name)
      sameBrand.name = name
    }
    // "Полиция департаменті", then "Абай облысының Полиция департаменті": the fuller name is the canonical one.
    if (short !== undefined && isFullerName(name, short.name)) {
      short.aliases.add(short.name)
      short.name = name
      short.isListed = false
    }
    for (const alias of [...names, ...all, ...(mention.written ?? [])])
      if (alias !== draft.name) draft.aliases.add(alias)
    for (const key of keys) if (!this.#byName.has(key)) this.#byName.set(key, draft)
    if (mention.listedKind !== undefined && local === undefined) draft.isListed = true
    if (mention.country !== undefined) draft.country ??= mention.country
    if (mention.type === 'organization') {
      this.#bodies.push({ at: mention, draft })
      const end = lastOf(draft.name)
      this.#byEnd.set(end, (this.#byEnd.get(end) ?? new Set()).add(draft))
    }
    this.#byMention.set(mention, {
      draft,
      ...(mention.confidence === undefined ? {} : { confidence: mention.confidence }),
    })
  }

  /** "Қоғамдық көлік басқармасы" after "Шымкент қоғамдық көлік басқармасы": a body is also called without its place. */
  #shortened(mention: Found): Draft | undefined {
    const { name } = mention
    if (!name.includes(' ')) return undefined
    const alike = this.#byEnd.get(lastOf(name)) ?? new Set()
    const fitting = new Set([...alike].filter((draft) => isOneBody(name, draft.name)))
    if (fitting.size <= 1) return [...fitting][0]
    // Of several, "Полиция департаменті" is the one named last.
    return [...fitting].findLast((draft) => keyOf(draft.name).endsWith(` ${keyOf(name)}`))
  }

  #introducePerson(mention: Found): void {
    const parts = personParts(mention.name)
    const known = this.#samePerson(parts)
    const offices = known === undefined ? officesOf(mention.name, this.#date) : []
    const office = offices[0]
    const draft = known ?? (office === undefined ? this.#add('person', mention.name) : this.#holder(office))
    for (const held of offices) if (isInOffice(held, this.#date)) this.#giveOffice(draft, held)
    // The fuller name is the canonical one: Тоқаев, then Қасым-Жомарт Тоқаев.
    if (isFuller(parts, draft.parts) && office === undefined && known !== undefined) {
      draft.aliases.add(draft.name)
      draft.aliases.delete(mention.name)
      draft.name = mention.name
    } else if (mention.name !== draft.name) draft.aliases.add(mention.name)
    for (const written of mention.written ?? []) if (written !== draft.name) draft.aliases.add(written)
    this.#learn(draft, parts)
    this.#take(mention, { draft })
  }

  #introduceShort(mention: Found, lasts: ReadonlyMap<Draft, number>): void {
    const parts = personParts(mention.name)
    const bearers = this.#bearersOf(parts)
    const fitting = bearers.filter((draft) => compatible(mention.role, draft))
    const latest = [...(fitting.length > 0 ? fitting : bearers)].sort(
      (a, b) => (lasts.get(b) ?? -1) - (lasts.get(a) ?? -1),
    )[0]
    if (latest !== undefined) {
      if (mention.name !== latest.name) latest.aliases.add(mention.name)
      this.#take(mention, { draft: latest, ...(bearers.length > 1 ? { confidence: 0.6 } : {}) })
      return
    }
    const office = officeBySurname(mention.name, mention.role, this.#date)
    const misspelt = office === undefined ? this.#almost(parts[0] ?? '') : undefined
    if (misspelt !== undefined) {
      misspelt.aliases.add(mention.name)
      this.#take(mention, { draft: misspelt, confidence: 0.7 })
      return
    }
    const draft = office === undefined ? this.#add('person', mention.name) : this.#holder(office)
    if (office !== undefined) draft.aliases.add(mention.name)
    this.#learn(draft, parts)
    this.#take(mention, { draft, ...(office === undefined ? {} : { confidence: 0.8 }) })
  }

  #take(mention: Found, link: Link): void {
    const { role, also, confidence } = mention
    for (const held of [role, ...(also ?? [])]) if (held !== undefined) this.#give(link.draft, held)
    this.#byMention.set(mention, confidence === undefined ? link : { confidence, ...link })
  }

  #learn(draft: Draft, parts: readonly string[]): void {
    if (isFuller(parts, draft.parts)) draft.parts = parts
    for (const part of parts) {
      if (part.length >= 7)
        for (const shorter of withoutOne(part))
          this.#byShorter.set(shorter, (this.#byShorter.get(shorter) ?? new Set()).add(draft))
      const same = this.#byPart.get(part)
      if (same === undefined) this.#byPart.set(part, [draft])
      else if (!same.includes(draft)) same.push(draft)
    }
  }

  /** A person of whose name this is a longer or shorter form, if there is just one. */
  #samePerson(parts: readonly string[]): Draft | undefined {
    const sharing = parts.filter((part) => !isInitialPart(part)).map((part) => this.#byPart.get(part) ?? [])
    const fewest = Math.min(...sharing.map((drafts) => drafts.length))
    // A given name that very many share tells nothing that the rest of the name does not.
    const candidates = new Set(sharing.filter((drafts) => drafts.length <= 50 || drafts.length === fewest).flat())
    const fitting = [...candidates].filter((draft) => isSameName(parts, draft.parts))
    return fitting.length === 1 ? fitting[0] : fitting.findLast((draft) => draft.parts.join() === parts.join())
  }

  /** The one person of the article with a name that differs by a letter left out or put in: Сейтқалиев, Сейтқалев. */
  #almost(part: string): Draft | undefined {
    if (part.length < 7) return undefined
    const found = new Set<Draft>()
    for (const shorter of withoutOne(part)) for (const draft of this.#byPart.get(shorter) ?? []) found.add(draft)
    for (const draft of this.#byShorter.get(part) ?? []) found.add(draft)
    // Бейсенов and Бейсенова are two people.
    for (const draft of found) if (draft.parts.some((own) => isOtherGender(own, part))) found.delete(draft)
    return found.size === 1 ? [...found][0] : undefined
  }

  #bearersOf(parts: readonly string[]): readonly Draft[] {
    return this.#byPart.get(parts[0] ?? '') ?? []
  }

  #holder(office: Office): Draft {
    const parts = personParts(office.holder)
    const known = this.#people.find((draft) => draft.parts.join(' ') === parts.join(' '))
    const draft = known ?? this.#add('person', office.holder)
    draft.isListed = true
    this.#learn(draft, parts)
    this.#giveOffice(draft, office)
    return draft
  }

  #giveOffice(draft: Draft, office: Office): void {
    const { country, of } = office
    for (const title of office.titles.length > 0 ? office.titles : [office.role]) {
      if (draft.roles.some((held) => held.role === office.role && held.title === title)) continue
      draft.roles.push({
        title,
        role: office.role,
        ...(country === undefined ? {} : { country }),
        ...(of === undefined ? {} : { of }),
      })
    }
  }

  /** "Президент" before a name means our own, unless the article has said whose president the person is. */
  #give(draft: Draft, role: Role): void {
    const isKnown = draft.roles.some((held) => held.role === role.role && held.country !== undefined)
    draft.roles.push(isKnown ? role : this.#home.located(role))
  }

  #titled(mention: Found, track: Track): Link | undefined {
    if (mention.role === undefined) return undefined
    const role = this.#home.locatedIn(mention, mention.role)
    const inSentence = track.inSentence(mention)
    const recent = track.recent()
    // Introduced later counts too: a lead may say "Президент" before the name.
    const later = this.#people.filter((draft) => track.lastOf(draft) === -1)
    const fits = (wanted: Role, people: readonly Draft[], test: (wanted: Role, held: Role) => boolean) =>
      people.find((draft) => draft.roles.some((held) => test(wanted, held)))
    const own = this.#home.located(role)
    const people = mention.weak === true ? recent : [...recent, ...later]
    const exact =
      fits(own, people, sameRole) ??
      (role.since === undefined ? undefined : fits(withoutSince(own), people, sameRole)) ??
      fits(role, people, sameRole)
    const nearer = nearerHead(mention, role, inSentence)
    if (nearer !== undefined) return { draft: nearer, confidence: 0.7 }
    if (exact !== undefined) return { draft: exact }
    // "Экс-президент", of whom the article told that he has left: the president.
    const left = role.role.startsWith('former-') && role.of === undefined ? inOffice(role) : undefined
    // Whom the list has in office has not left it.
    const unlisted = recent.filter(({ isListed }) => !isListed)
    const former = left === undefined ? undefined : fits(this.#home.located(left), unlisted, sameRole)
    if (former !== undefined) return { draft: former, confidence: 0.6 }
    const office = mention.weak === true ? undefined : officeFor(own, this.#date)
    if (office !== undefined) return { draft: this.#holder(office), confidence: 0.9 }
    if (role.role === described) return undefined
    const covered = fits(role, people, coversRole)
    if (covered !== undefined) return { draft: covered, confidence: 0.8 }
    // "өзбекстандық қонақ", "қазақстандық әріптесі": somebody of that country.
    const isGuest = role.role === 'guest' || role.role === 'colleague'
    if (role.role === 'colleague' && role.country === undefined) {
      const subject = inSentence.find((one) => isSubject(one.mention))?.draft
      if (subject === undefined) return undefined
      const others = recent.filter((draft) => draft !== subject && officesHeld(draft).length > 0)
      // A minister's colleague is sooner another country's minister than whoever was named last.
      const peer = others.find((draft) => draft.roles.some((held) => subject.roles.some((own) => isPeer(own, held))))
      const other = peer ?? others[0]
      return other === undefined ? undefined : { draft: other, confidence: 0.6 }
    }
    if (isGuest) {
      const subject = inSentence.find((one) => isSubject(one.mention))?.draft
      const isFrom = (held: Role): boolean => {
        const home = held.country ?? held.from
        if (role.country !== undefined) return home === role.country
        return home === undefined ? held.of !== undefined && isOfChief(held) : home !== domestic
      }
      const fitting = people.filter((draft) => draft !== subject && draft.roles.some(isFrom))
      // "Қазақстандық әріптесі": of a minister, the minister.
      const isEqual = (draft: Draft): boolean =>
        draft.roles.some((held) => subject?.roles.some((one) => isPeer(one, held)) === true)
      const foreign = (role.role === 'colleague' ? fitting.find(isEqual) : undefined) ?? fitting[0]
      return foreign === undefined ? undefined : { draft: foreign, confidence: 0.7 }
    }
    // "дейді ол", "деді бапкер": who spoke; the nearest who has no other office.
    const isSpeaker = isSaid(mention)
    if (mention.weak !== true && role.country === undefined && role.of === undefined && !isOfState(role)) {
      const plain = recent.slice(0, 3).find((draft) => officesHeld(draft).length === 0)
      if (plain !== undefined) {
        plain.roles.push(role)
        return { draft: plain, confidence: 0.5 }
      }
    }
    if (mention.weak === true && !isSpeaker && !opensSentence(mention)) return undefined
    if (role.country !== undefined && role.country !== domestic) return undefined
    if (role.of !== undefined) return undefined
    const subject = track.subjectBefore(mention)
    const isFree = subject !== undefined && !subject.roles.some((held) => isOfState(held))
    return isFree && (isSpeaker || opensSentence(mention)) ? { draft: subject, confidence: 0.5 } : undefined
  }

  /** "Комитет", "аталған ұйым": the body of that noun that was named last before, or is the only one. */
  #described(mention: Found): Link | undefined {
    const head = mention.head
    if (head === undefined) return undefined
    const ends = (draft: Draft): boolean =>
      [draft.name, ...draft.aliases].some((name) =>
        (keyOf(name).split(' ').at(-1) ?? '').startsWith(keyOf(head).slice(0, -1)),
      )
    const before = this.#bodies.findLast(
      ({ at, draft }) =>
        (at.at.block < mention.at.block ||
          (at.at.block === mention.at.block && at.at.sentence <= mention.at.sentence)) &&
        ends(draft),
    )
    if (before !== undefined) return { draft: before.draft, confidence: 0.8 }
    const state = head === 'үкімет' && this.#home.abroad === undefined ? lookUpName(head) : undefined
    if (state === undefined) return undefined
    const key = `organization/${keyOf(state.name)}`
    const draft = this.#byName.get(key) ?? this.#add('organization', state.name)
    this.#byName.set(key, draft)
    for (const alias of state.aliases) draft.aliases.add(alias)
    draft.isListed = true
    return { draft, confidence: 0.6 }
  }

  #pronoun(mention: Found, track: Track): Link | undefined {
    const words = mention.sentence.words
    const conjunction = words[mention.from - 1]?.lower
    // "Қазақстан мен оның басшылығы" (Kazakhstan and its leadership): not a person's.
    if (conjunction !== undefined && /^(?:мен|пен|бен|және)$/u.test(conjunction)) return undefined
    // "ол жиын", "ол кезде": that meeting, at that time.
    const isSpoken = /^(?:деді|дейді|деген|ашынды|өтті|қосты|айтты|берді|еске)$/u.test(
      words[mention.from - 1]?.lower ?? '',
    )
    if (
      mention.case === 'Nom' &&
      words[mention.from + 1]?.analyses[0]?.upos === 'NOUN' &&
      mention.from > 0 &&
      !isSpoken &&
      // "Финалда ол өзбек боксшысын жеңді": he beat the Uzbek.
      !isNation(words[mention.from + 1])
    )
      return undefined
    const same = track.inSentence(mention)
    const subject = same.find((other) => isSubject(other.mention))
    const opening = words
      .slice(0, mention.from)
      .every((word) => word.kind === 'punctuation' || word.analyses[0]?.upos === 'ADV')
    const speaker = track.subjectBefore(mention)
    // "Серіков … айтты: «…», – деді ол": who spoke before the quotation speaks after it.
    if (isSpoken && subject !== undefined) return { draft: subject.draft, confidence: 0.8 }
    if (opening || subject === undefined) {
      const inSentence = same.findLast((other) => !isSubject(other.mention))
      const draft = (mention.case === 'Nom' || opening ? undefined : inSentence?.draft) ?? speaker
      return draft === undefined ? undefined : { draft, confidence: 0.8 }
    }
    const other = track.otherThan(subject.draft) ?? subject.draft
    return { draft: other, confidence: 0.6 }
  }
}

/** 2 for two full parts or more, 1 with initials, 0 for one part. */
function fullness({ name }: Found): number {
  const parts = personParts(name)
  const full = parts.filter((part) => !isInitialPart(part)).length
  return full >= 2 ? 2 : parts.length >= 2 ? 1 : 0
}

const isFuller = (a: readonly string[], b: readonly string[]): boolean => {
  const full = (parts: readonly string[]): number => parts.filter((part) => !isInitialPart(part)).length
  return full(a) > full(b) || (full(a) === full(b) && a.length > b.length)
}

/** "Ұлттық банк", then "Қырғызстан Ұлттық банкі": another country's body is another one. */
const isOneLand = ({ type, country }: Found, draft: Draft): boolean =>
  type !== 'organization' ||
  country === undefined ||
  country === domestic ||
  draft.country === undefined ||
  draft.country === country

const isPatronymic = (part: string): boolean => /(?:улы|кизи|ович|евич|овна|евна|ули)$/u.test(part)

/** Whether two names can be of one person: one is a form of the other, with initials, with or without the patronymic. */
function isSameName(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = isFuller(a, b) ? [b, a] : [a, b]
  const unused = [...long]
  const take = (fits: (part: string) => boolean): boolean => {
    const at = unused.findIndex(fits)
    if (at === -1) return false
    unused.splice(at, 1)
    return true
  }
  const full = short.filter((part) => !isInitialPart(part))
  const initials = short.filter(isInitialPart)
  if (full.every((part) => take((other) => other === part))) {
    // The second initial is of a patronymic that the longer name may lack.
    return initials.every(
      (initial, i) => take((other) => other.startsWith(initial.slice(0, -1))) || (i > 0 && unused.length === 0),
    )
  }
  // Қанат Сәкенұлы, of Қанат Бейсенбин: given name with the patronymic, and with the surname.
  const [given, patronymic] = short
  return (
    short.length === 2 &&
    long.length === 2 &&
    given !== undefined &&
    patronymic !== undefined &&
    given === long[0] &&
    isPatronymic(patronymic) !== isPatronymic(long[1] ?? '')
  )
}

/**
 * "Чили президенті Альварес мінген ұшақ құлап, президент қаза тапты" (… and the president died): in small letters, the head of
 * another state whom the sentence has named.
 */
function nearerHead(
  { from, sentence }: Found,
  { title, country, of }: Role,
  before: readonly { readonly mention: Found; readonly draft: Draft }[],
): Draft | undefined {
  if (title !== 'президент' || country !== undefined || of !== undefined) return undefined
  const isOther = ({ roles }: Draft): boolean =>
    roles.some((held) => held.role === 'head-of-state' && (held.country ?? domestic) !== domestic)
  const named = before.findLast(({ mention, draft }) => mention.kind === 'name' && isOther(draft))
  const isSmall =
    sentence.words[from]?.capital === false && sentence.words[named?.mention.from ?? from]?.capital === true
  return isSmall ? named?.draft : undefined
}

const opensSentence = (mention: Found): boolean =>
  mention.from <= 1 && mention.sentence.words.slice(0, mention.from).every((word) => word.kind === 'punctuation')

/** "…, – деді бапкер": the noun after a verb of saying. */
const isSaid = (mention: Found): boolean =>
  mention.sentence.words
    .slice(Math.max(0, mention.from - 3), mention.from)
    .some((word) => /^(?:деді|дейді|деген|деп)$/u.test(word.lower)) ||
  /^(?:сөзінше|айтуынша|пікірінше|ойынша|сөзіне|деп)$/u.test(mention.sentence.words[mention.to]?.lower ?? '')

const compatible = (role: Role | undefined, draft: Draft): boolean =>
  role === undefined ||
  role.role === described ||
  officesHeld(draft).length === 0 ||
  draft.roles.some((held) => sameRole(role, held) || coversRole(role, held))

const isSameSentence = (a: Found, b: Found): boolean => a.at.block === b.at.block && a.at.sentence === b.at.sentence

const isSubject = (mention: Found): boolean => {
  // Of whom somebody speaks is not who does.
  if (mention.said === true) return false
  if (mention.case !== 'Nom') return mention.case === 'Gen' && isViewpoint(mention)
  return true
}

/** "Президент Асановты министр етіп тағайындады. Ол …" (appointed Asanov. He …): what follows is of whom was appointed. */
const isAppointed = ({ kind, case: form, to, sentence: { words } }: Found): boolean =>
  kind === 'name' &&
  form === 'Acc' &&
  words
    .slice(to)
    .some(({ analyses }) =>
      analyses.some(({ lemma, feats }) => feats.VerbForm === 'Fin' && /^(?:тағайында|сайла|босат)$/u.test(lemma)),
    )

/** "Асановтың кітабы …" (Asanov's book …): a sentence that opens with its owner is of him. */
const isTopic = (mention: Found): boolean =>
  mention.kind === 'name' && mention.case === 'Gen' && mention.said !== true && opensSentence(mention)

/** "Министрдің айтуынша" (according to the minister): a genitive that is a speaker. */
const isViewpoint = (mention: Found): boolean => {
  const after = mention.sentence.words.slice(mention.to, mention.to + 14)
  if (after[0]?.analyses.some((analysis) => analysis.feats.Case === 'Equ') === true) return true
  // "Сәрсеновтің … дегенін жазды" (wrote that Sarsenov said): the subject of a clause.
  return after.some((word) => /^(?:дегенін|айтқанын|екенін|деп)$/u.test(word.lower))
}

/** "Экс-президент" as when he was president. */
const inOffice = ({ title, role, since: _, ...of }: Role): Role => ({
  ...of,
  title: title.replace(/^экс-/u, ''),
  role: role.replace(/^former-/u, ''),
})

const withoutSince = ({ since: _, ...role }: Role): Role => role

const isOtherGender = (a: string, b: string): boolean => /[ое]ва?$/u.test(a) && (a === `${b}а` || b === `${a}а`)

/** A word with each of its letters left out, but the first: a name is seldom misspelt there. */
const withoutOne = (word: string): ReadonlySet<string> =>
  new Set(Array.from({ length: word.length - 1 }, (_, i) => word.slice(0, i + 1) + word.slice(i + 2)))

const lastWord = (title: string): string => title.split(' ').at(-1) ?? title

/** Whether what the two roles are of can be one: nothing said, the same, or one name within the other. */
function sameSeat(wanted: Role, held: Role): boolean {
  if (wanted.country !== undefined && held.country !== undefined && wanted.country !== held.country) return false
  if (wanted.country !== undefined && held.country === undefined && isOfState(wanted)) return false
  // "Өңір басшысы" (the head of the region) is no head of a district.
  if (/^(?:өңір|облыс)\s/u.test(wanted.title) && /аудан|ауыл|кент/iu.test(held.of ?? '')) return false
  if (wanted.of !== undefined && held.of !== undefined) {
    const [a, b] = [keyOf(wanted.of), keyOf(held.of)]
    const [firstA, firstB] = [a.split(' ')[0], b.split(' ')[0]]
    if (a !== b && !a.includes(b) && !b.includes(a) && firstA !== firstB) return false
  }
  return true
}

/** Whether a person who holds one office may be called by the other title. */
function sameRole(wanted: Role, held: Role): boolean {
  if (!sameSeat(wanted, held)) return false
  const isFormer = wanted.role.startsWith('former-')
  const since = isFormer ? 'former' : wanted.since
  const isHeldFormer = held.since === 'former' || held.role.startsWith('former-')
  if (since === 'former' ? !isHeldFormer : since !== undefined && since !== held.since) return false
  if (isFormer && wanted.role.slice('former-'.length) === held.role.replace(/^former-/u, '')) return true
  if (wanted.role === held.role && !/^(?:guest|colleague|described)$/u.test(wanted.role)) return true
  // "Министр" is short for "сыртқы істер министрі"; "Қытай басшысы" (leader) for its head of state.
  if (!wanted.title.includes(' ') && lastWord(held.title) === wanted.title) return true
  if (!wanted.title.includes(' ') && stemOf(lastWord(held.title)) === stemOf(wanted.title)) return true
  return isLeader(wanted) && wanted.country !== undefined && isHeadOfState(held)
}

const coversRole = (wanted: Role, held: Role): boolean =>
  sameSeat(wanted, held) && (wanted.covers?.includes(held.role) === true || isKindOf(wanted, held))

/** A minister of anything is a министр. */
const isKindOf = (wanted: Role, held: Role): boolean =>
  (wanted.role === 'minister' || wanted.covers?.includes('minister') === true) &&
  held.role.endsWith('-minister') &&
  !held.role.startsWith('deputy')

const stemOf = (word: string): string => word.replace(/(?:сы|сі|ы|і)$/u, '')

/** Two of one rank in two countries: ministers, presidents. */
const isPeer = (own: Role, held: Role): boolean =>
  own.role === held.role && (own.country ?? domestic) !== (held.country ?? domestic)

/** Who heads a body, as the guest of a head of state does. */
const isOfChief = ({ role }: Role): boolean =>
  /director-general|secretary-general|chair|chief|head|president/u.test(role)

const isHeadOfState = (held: Role): boolean =>
  held.role === 'head-of-state' || (held.country !== undefined && isTitleOfHead(held.country, held.title))

const isNation = (word: Word | undefined): boolean => word !== undefined && nationOf(word) !== undefined
