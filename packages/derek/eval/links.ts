import type { ArticleRecord, Mention } from '../src/record/schema.js'
import { add, bCubed, type Counts, ceafE, type Entities, muc, nothing, scoreOf } from './coreference.js'
import { goldSets } from './gold.js'
import type { Eval } from './main.js'
import { type Gold, readGold, scoreFile } from './score.js'

/**
 * `npm run eval -- links`: are the mentions found, does each lead to the right entity, and are the mentions of one
 * entity together? A mention counts as found where a mention of the record ends at the same place: Kazakh puts the head
 * last, so "Президент Тоқаев" and "Тоқаев" are one. SHOW=1 lists what went wrong, but never for the articles that are kept
 * for measuring.
 */

export interface LinkScores {
  /** Found mentions among those of the gold, and the other way round. */
  readonly mentions: Counts
  /** Found mentions of the gold that lead to an entity of the gold's name. */
  readonly linked: number
  readonly muc: Counts
  readonly bCubed: Counts
  readonly ceafE: Counts
  readonly wrong: readonly string[]
}

const none: LinkScores = { mentions: nothing, linked: 0, muc: nothing, bCubed: nothing, ceafE: nothing, wrong: [] }

const sum = (a: LinkScores, b: LinkScores): LinkScores => ({
  mentions: add(a.mentions, b.mentions),
  linked: a.linked + b.linked,
  muc: add(a.muc, b.muc),
  bCubed: add(a.bCubed, b.bCubed),
  ceafE: add(a.ceafE, b.ceafE),
  wrong: [...a.wrong, ...b.wrong],
})

const norm = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[«»"“”„]/gu, ' ')

const squeezed = (text: string): string => norm(text).replace(/\s+/gu, ' ').trim()

interface Found {
  readonly key: string
  readonly entity: string
  readonly mention: Mention
}

export function scoreLinks(gold: Gold, record: ArticleRecord): LinkScores {
  const types = gold.entityTypes ?? ['person', 'place', 'organization', 'initiative', 'document']
  const found = record.entities
    .filter(({ type }) => types.includes(type))
    .flatMap((entity) =>
      entity.mentions.map((mention): Found => ({ key: keyOf(mention.block, mention.end), entity: entity.id, mention })),
    )
  const byKey = new Map(found.map((one) => [one.key, one]))
  const entities = new Map(record.entities.map((entity) => [entity.id, entity]))
  const used = new Set<string>()
  const wrong: string[] = []
  let linked = 0
  let hits = 0
  let wanted = 0
  const goldEntities: Entities = gold.entities.map(({ name, mentions }) => {
    const keys = new Set<string>()
    for (const [starts, text] of mentions) {
      wanted++
      const places = placesOf(record, starts, text).filter((key) => !used.has(key))
      const key = places.find((place) => byKey.has(place)) ?? places[0] ?? `${starts}/${text}/${wanted}`
      used.add(key)
      keys.add(key)
      const one = byKey.get(key)
      if (one === undefined) {
        wrong.push(`missed ${text} (${name})`)
        continue
      }
      hits++
      const entity = entities.get(one.entity)
      const names = entity === undefined ? [] : [entity.name, ...entity.aliases]
      if (names.some((own) => squeezed(own) === squeezed(name))) linked++
      else wrong.push(`linked ${text} to ${entity?.name ?? '?'}, not ${name}`)
    }
    return keys
  })
  for (const one of found)
    if (!used.has(one.key)) wrong.push(`extra ${one.mention.text} (${entities.get(one.entity)?.name ?? '?'})`)
  const foundEntities: Entities = record.entities
    .filter(({ type }) => types.includes(type))
    .map((entity) => new Set(entity.mentions.map((mention) => keyOf(mention.block, mention.end))))
  return {
    mentions: { hitP: hits, allP: found.length, hitR: hits, allR: wanted },
    linked,
    muc: muc(goldEntities, foundEntities),
    bCubed: bCubed(goldEntities, foundEntities),
    ceafE: ceafE(goldEntities, foundEntities),
    wrong,
  }
}

const keyOf = (block: string, end: number): string => `${block}:${end}`

/** Where a text of the gold ends in its block, each time that it stands there as words of their own. */
function placesOf(record: ArticleRecord, starts: string, text: string): readonly string[] {
  const block = record.blocks.find((one) => squeezed(one.text).startsWith(squeezed(starts)))
  if (block === undefined) return []
  const whole = norm(block.text)
  const part = norm(text).trim()
  const places: string[] = []
  for (let at = whole.indexOf(part); at !== -1; at = whole.indexOf(part, at + 1)) {
    const end = at + part.length
    const isWord = !/[\p{L}\d]/u.test(whole.charAt(at - 1)) && !/[\p{L}\d]/u.test(whole.charAt(end))
    if (isWord) places.push(keyOf(block.id, end))
  }
  return places
}

const cell = (value: number): string => value.toFixed(3).padStart(10)

function row(name: string, scores: LinkScores): string {
  const mentions = scoreOf(scores.mentions)
  const three = [scores.muc, scores.bCubed, scores.ceafE].map((counts) => scoreOf(counts).f1)
  const accuracy = scores.mentions.hitR > 0 ? scores.linked / scores.mentions.hitR : 1
  const mean = three.reduce((total, one) => total + one, 0) / three.length
  const right = scores.mentions.allR > 0 ? scores.linked / scores.mentions.allR : 1
  return name.padEnd(28) + [mentions.p, mentions.r, mentions.f1, accuracy, right, ...three, mean].map(cell).join('')
}

const columns = ['P', 'R', 'F1', 'links', 'of all', 'MUC', 'B³', 'CEAFe', 'CoNLL']

function run(): void {
  console.log('Mentions found (P, R, F1); of those found, and of all of the gold, how many lead to the right entity;')
  console.log('coreference\n')
  console.log(''.padEnd(28) + columns.map((column) => column.padStart(10)).join(''))
  for (const { files, shown } of goldSets()) {
    let total = none
    for (const file of files) {
      const { name, record } = scoreFile(file)
      const scores = scoreLinks(readGold(file), record)
      total = sum(total, scores)
      console.log(row(`  ${name}`, scores))
      if (shown) for (const one of scores.wrong) console.log(`      ${one}`)
    }
    if (files.length > 1) console.log(row('  all', total))
  }
}

export const links: Eval = { name: 'links', about: 'which entity each mention is of, on gold records', run }
