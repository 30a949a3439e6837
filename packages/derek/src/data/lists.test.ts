import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  countries,
  gazetteer,
  givenNames,
  identifiers,
  offices,
  organizations,
  places,
  titles,
  within,
} from './lists.js'
import { list, parseTable } from './table.js'

describe('a list that does not hold', () => {
  const row = z.object({
    name: z.string(),
    aliases: list,
    code: z.string().regex(/^[A-Z]{2}$/u, 'two capital letters'),
  })
  const read = (text: string) => () => parseTable('things.tsv', text, row)

  it('is refused with file, line and what is wrong', () => {
    expect(read('# note\nname\taliases\tcode\nАла\t\tkz\n')).toThrow(
      'data/things.tsv, line 3: code: two capital letters',
    )
    expect(read('name\taliases\tcode\n\nАла\t\tKZ\tmore\n')).toThrow(
      'data/things.tsv, line 3: 4 cells, but 3 columns (name, aliases, code)',
    )
    expect(read('name\taliases\tcode\n\tа|б\tKZ\n')).toThrow('data/things.tsv, line 2: name:')
  })

  it('is read whole where it holds, whatever line ends and empty cells it has', () => {
    const rows = parseTable('things.tsv', '\uFEFFname\taliases\tcode\r\nАла\t а | б ||\tKZ\r\n', row)
    expect(rows).toEqual([{ name: 'Ала', aliases: ['а', 'б'], code: 'KZ' }])
  })
})

describe('the lists', () => {
  it('name enough to be of use', () => {
    expect(givenNames().filter(({ gender }) => gender !== undefined).length).toBeGreaterThan(2000)
    expect(offices().length).toBeGreaterThan(600)
    expect(places().length).toBeGreaterThan(1000)
  })

  it('lay every place in a country or in a place that they have', () => {
    const known = new Set([...places().map(({ name }) => name), ...countries().map(({ code }) => code)])
    const lost = places().flatMap((place) => place.in.filter((one) => !known.has(one)).map((one) => [place.name, one]))
    expect(lost).toEqual([])
    expect(within('Талғар')).toEqual(['Алматы облысы', 'KZ'])
  })

  it('give every renamed place its present name', () => {
    const names = new Set(places().flatMap(({ name, same }) => (same === undefined ? [name] : [])))
    expect(places().filter(({ same }) => same !== undefined && !names.has(same))).toEqual([])
  })

  it('hold offices of roles, regions and organizations that exist, and that end after they begin', () => {
    const roles = new Set(titles().map(({ role }) => role))
    const seats = new Set([...places(), ...organizations()].map(({ name }) => name))
    for (const office of offices()) {
      const where = `${office.holder}, ${office.role}`
      if (!odd.has(office.role)) expect(roles, where).toContain(office.role)
      if (office.of !== undefined) expect(seats, where).toContain(office.of)
      if (office.from !== undefined && office.to !== undefined)
        expect(office.from.slice(0, office.to.length) <= office.to, where).toBe(true)
    }
  })

  it('have nobody at the head of a state on the same day as somebody else', () => {
    const heads = offices().filter(({ role }) => role === 'head-of-state' || role === 'head-of-government')
    for (const a of heads) {
      for (const b of heads) {
        if (a === b || a.holder === b.holder || a.role !== b.role || a.country !== b.country) continue
        const isBefore = (a.to ?? '9999') <= (b.from ?? '') || (b.to ?? '9999') <= (a.from ?? '')
        expect(isBefore, `${a.holder} and ${b.holder}`).toBe(true)
      }
    }
  })

  it('know every thing that has an identifier', () => {
    const known = new Set(gazetteer().map(({ type, name }) => `${type}/${name}`))
    expect(identifiers().filter(({ type, name }) => !known.has(`${type}/${name}`))).toEqual([])
  })
})

/** Roles that only the list of offices tells apart. */
const odd = new Set(['health-and-social-development-minister', 'managing-director'])
