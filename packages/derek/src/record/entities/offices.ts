import { type Office, offices } from '../../data/lists.js'
import { keyOf, personKey, personParts } from './keys.js'
import type { Role } from './mention.js'

/** Who held which office on a date, as the list of offices has it. */

interface Index {
  /** By every spelling of the holder's full name. */
  readonly byName: ReadonlyMap<string, readonly Office[]>
  readonly bySurname: ReadonlyMap<string, readonly Office[]>
  /** By country and what the office is of. */
  readonly bySeat: ReadonlyMap<string, readonly Office[]>
}

let index: Index | undefined

function build(): Index {
  const byName = new Map<string, Office[]>()
  const bySurname = new Map<string, Office[]>()
  const bySeat = new Map<string, Office[]>()
  const put = (map: Map<string, Office[]>, key: string, office: Office): void => {
    const same = map.get(key)
    if (same === undefined) map.set(key, [office])
    else if (!same.includes(office)) same.push(office)
  }
  for (const office of offices()) {
    for (const name of [office.holder, ...office.aliases]) put(byName, nameKey(name), office)
    put(bySurname, personKey(office.holder.split(' ').at(-1) ?? office.holder), office)
    put(bySeat, seatKey(office.country, office.of), office)
  }
  return { byName, bySurname, bySeat }
}

const nameKey = (name: string): string => personParts(name).join(' ')

const seatKey = (country: string | undefined, of: string | undefined): string =>
  `${of === undefined ? (country ?? '') : ''}/${of === undefined ? '' : keyOf(of)}`

/** The first and last day may be known to the month or the year only: then the whole of it counts. */
const holds = ({ from, to }: Office, date: string): boolean =>
  (from === undefined || from <= date.slice(0, from.length)) && (to === undefined || date.slice(0, to.length) <= to)

/** The offices that a person of this full name holds on a date; without a date, or after all of them, those known. */
export function officesOf(name: string, date: string | undefined): readonly Office[] {
  index ??= build()
  const all = index.byName.get(nameKey(name)) ?? []
  const held = date === undefined ? all : all.filter((office) => holds(office, date))
  return held.length > 0 ? held : all.slice(0, 1)
}

/** Whether the list holds a person of this name in office on the date. */
export function isInOffice(office: Office, date: string | undefined): boolean {
  return date === undefined || holds(office, date)
}

const prominent = new Set(['head-of-state', 'head-of-government', 'foreign-minister', 'first-president', 'monarch'])

/** The one holder on a date whom a surname alone brings to mind: of the country that is named, or known to all. */
export function officeBySurname(surname: string, role: Role | undefined, date: string | undefined): Office | undefined {
  if (date === undefined) return undefined
  index ??= build()
  const held = (index.bySurname.get(personKey(surname)) ?? []).filter((office) => holds(office, date))
  const fitting =
    role?.country !== undefined
      ? held.filter((office) => office.country === role.country)
      : held.filter((office) => prominent.has(office.role) || (role !== undefined && office.role === role.role))
  const people = new Set(fitting.map((office) => office.holder))
  return people.size === 1 ? fitting[0] : undefined
}

/** Whether the list knows a holder of an office by this surname. */
export function isHolder(surname: string): boolean {
  index ??= build()
  return index.bySurname.has(personKey(surname))
}

/** Whether all whom the list knows by this surname hold their offices in other countries. */
export function isHolderElsewhere(surname: string, country: string): boolean {
  index ??= build()
  const held = index.bySurname.get(personKey(surname)) ?? []
  return held.length > 0 && held.every((office) => office.country !== country)
}

/** Who held the office that a title names, on a date; nobody where two did. */
export function officeFor(role: Role, date: string | undefined): Office | undefined {
  if (date === undefined || (role.country === undefined && role.of === undefined)) return undefined
  index ??= build()
  const seats = [
    ...(index.bySeat.get(seatKey(undefined, role.of)) ?? []),
    ...(role.of === undefined ? (index.bySeat.get(seatKey(role.country, undefined)) ?? []) : []),
  ]
  const fitting = seats.filter((office) => holds(office, date) && names(office, role))
  const people = new Set(fitting.map((office) => office.holder))
  return people.size === 1 ? fitting[0] : undefined
}

function names(office: Office, role: Role): boolean {
  if (role.role === 'former-head-of-state' || role.role === 'former-head-of-government')
    return office.role === role.role
  if (office.role === role.role || office.titles.some((title) => keyOf(title) === keyOf(role.title))) return true
  return isLeader(role) && office.role === 'head-of-state'
}

/** "Қытай басшысы", "Өзбекстан лидері": the leader of a country is its head of state. */
export const isLeader = (role: Role): boolean =>
  /^(?:басшы|лидер|көшбасшы|мемлекет басшысы|ел басшысы)$/u.test(role.title)

/** The offices of a seat that go by a title: Қытай's head of state is a төраға. */
export function isTitleOfHead(country: string, title: string): boolean {
  index ??= build()
  return (index.bySeat.get(seatKey(country, undefined)) ?? []).some(
    (office) => office.role === 'head-of-state' && office.titles.some((one) => keyOf(one) === keyOf(title)),
  )
}
