/**
 * The three scores whose mean is the CoNLL score of coreference (Pradhan et al. 2014): MUC counts links, B³ mentions,
 * CEAFe whole entities. An entity is the set of its mentions; a mention is the same on both sides where it has the same name.
 */

export type Entities = readonly ReadonlySet<string>[]

export interface Score {
  readonly p: number
  readonly r: number
  readonly f1: number
}

/** Sums over articles, so that a short article counts for less than a long one. */
export interface Counts {
  readonly hitP: number
  readonly allP: number
  readonly hitR: number
  readonly allR: number
}

export const scoreOf = ({ hitP, allP, hitR, allR }: Counts): Score => {
  const p = allP > 0 ? hitP / allP : 1
  const r = allR > 0 ? hitR / allR : 1
  return { p, r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 }
}

export const add = (a: Counts, b: Counts): Counts => ({
  hitP: a.hitP + b.hitP, allP: a.allP + b.allP, hitR: a.hitR + b.hitR, allR: a.allR + b.allR,
}) // biome-ignore format: one row

export const nothing: Counts = { hitP: 0, allP: 0, hitR: 0, allR: 0 }

const ownerOf = (entities: Entities): ReadonlyMap<string, number> =>
  new Map(entities.flatMap((mentions, i) => [...mentions].map((mention) => [mention, i] as const)))

/** How many of the links that hold an entity together the other side has. */
function links(entities: Entities, others: Entities): readonly [hit: number, all: number] {
  const owner = ownerOf(others)
  let hit = 0
  let all = 0
  for (const mentions of entities) {
    const parts = new Set([...mentions].map((mention) => owner.get(mention) ?? mention))
    hit += mentions.size - parts.size
    all += mentions.size - 1
  }
  return [hit, all]
}

export function muc(gold: Entities, found: Entities): Counts {
  const [hitR, allR] = links(gold, found)
  const [hitP, allP] = links(found, gold)
  return { hitP, allP, hitR, allR }
}

/** For each mention, how much of its entity is in the entity that the other side gives it. */
function overlaps(entities: Entities, others: Entities): readonly [hit: number, all: number] {
  const owner = ownerOf(others)
  let hit = 0
  let all = 0
  for (const mentions of entities) {
    const shared = new Map<number, number>()
    for (const mention of mentions) {
      const other = owner.get(mention)
      if (other !== undefined) shared.set(other, (shared.get(other) ?? 0) + 1)
    }
    for (const count of shared.values()) hit += (count * count) / mentions.size
    all += mentions.size
  }
  return [hit, all]
}

export function bCubed(gold: Entities, found: Entities): Counts {
  const [hitR, allR] = overlaps(gold, found)
  const [hitP, allP] = overlaps(found, gold)
  return { hitP, allP, hitR, allR }
}

/** Entities paired one to one so that they share the most: φ4 of Luo (2005). */
export function ceafE(gold: Entities, found: Entities): Counts {
  const similarity = gold.map((a) =>
    found.map((b) => (2 * [...a].filter((mention) => b.has(mention)).length) / (a.size + b.size)),
  )
  const hit = bestPairing(similarity)
  return { hitP: hit, allP: found.length, hitR: hit, allR: gold.length }
}

/** The greatest sum of a one-to-one pairing of rows and columns (the Hungarian method). */
export function bestPairing(worth: readonly (readonly number[])[]): number {
  const rows = worth.length
  const columns = worth[0]?.length ?? 0
  if (rows === 0 || columns === 0) return 0
  if (rows > columns) return bestPairing(Array.from({ length: columns }, (_, j) => worth.map((row) => row[j] ?? 0)))
  const cost = (i: number, j: number): number => -(worth[i - 1]?.[j - 1] ?? 0)
  const rowPrice = new Array<number>(rows + 1).fill(0)
  const columnPrice = new Array<number>(columns + 1).fill(0)
  const rowOf = new Array<number>(columns + 1).fill(0)
  const from = new Array<number>(columns + 1).fill(0)
  for (let i = 1; i <= rows; i++) {
    rowOf[0] = i
    let column = 0
    const least = new Array<number>(columns + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Array<boolean>(columns + 1).fill(false)
    do {
      used[column] = true
      const row = rowOf[column] ?? 0
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= columns; j++) {
        if (used[j] === true) continue
        const reduced = cost(row, j) - (rowPrice[row] ?? 0) - (columnPrice[j] ?? 0)
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced
          from[j] = column
        }
        if ((least[j] ?? 0) < delta) {
          delta = least[j] ?? 0
          next = j
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j] === true) {
          const priced = rowOf[j] ?? 0
          rowPrice[priced] = (rowPrice[priced] ?? 0) + delta
          columnPrice[j] = (columnPrice[j] ?? 0) - delta
        } else least[j] = (least[j] ?? 0) - delta
      }
      column = next
    } while ((rowOf[column] ?? 0) !== 0)
    do {
      const before = from[column] ?? 0
      rowOf[column] = rowOf[before] ?? 0
      column = before
    } while (column !== 0)
  }
  let sum = 0
  for (let j = 1; j <= columns; j++) if ((rowOf[j] ?? 0) > 0) sum -= cost(rowOf[j] ?? 0, j)
  return sum
}
