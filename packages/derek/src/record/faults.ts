import { type ArticleRecord, recordSchema } from './schema.js'

/** What is wrong with a record, and where: a JSON pointer into it. */
export interface Fault {
  readonly pointer: string
  readonly detail: string
}

/**
 * All that is wrong with a record that somebody made or changed: what the schema says, and beyond it that every span is
 * exactly the slice of its block, that what is referred to is there, and that no id is there twice. Takes anything.
 *
 * @example faultsOf({ ...record, statements: [{ ...statement, speaker: 'e99' }] })
 * // [{ pointer: '/statements/0/speaker', detail: 'there is no entity "e99"' }]
 */
export function faultsOf(value: unknown): readonly Fault[] {
  const parsed = recordSchema.safeParse(value)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ pointer: pointerOf(path), detail: message }))
  }
  const unknown = faultsBetween(value, parsed.data, [])
  return [...unknown, ...referenceFaults(parsed.data), ...deepFaults(parsed.data)]
}

type Path = readonly PropertyKey[]

const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Fields that the schema does not know: a name spelt wrongly would otherwise be lost without a word. */
function faultsBetween(given: unknown, known: unknown, path: Path): readonly Fault[] {
  if (!isObject(given) || !isObject(known)) return []
  return Object.entries(given).flatMap(([name, value]) => {
    const at = [...path, name]
    if (value !== undefined && !Object.hasOwn(known, name)) {
      return [{ pointer: pointerOf(at), detail: 'a record has no such field' }]
    }
    return faultsBetween(value, known[name], at)
  })
}

/** What can be looked for without knowing which field it stands in: spans, and texts that cannot be kept. */
function deepFaults(record: ArticleRecord): readonly Fault[] {
  const texts = new Map(record.blocks.map(({ id, text }) => [id, text]))
  const faults: Fault[] = []
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string') {
      // PostgreSQL keeps neither NUL nor half a surrogate pair.
      if (value.includes('\0') || !value.isWellFormed()) {
        faults.push({ pointer: pointerOf(path), detail: 'it has a NUL, or half of a surrogate pair' })
      }
      return
    }
    if (!isObject(value)) return
    const { block, start, end, text } = value
    if (typeof block === 'string' && typeof start === 'number' && typeof end === 'number' && typeof text === 'string') {
      const within = texts.get(block)
      if (within === undefined)
        faults.push({ pointer: `${pointerOf(path)}/block`, detail: `there is no block "${block}"` })
      else if (start > end || end > within.length) {
        faults.push({ pointer: pointerOf(path), detail: `${start} to ${end} is not within block "${block}"` })
      } else if (within.slice(start, end) !== text) {
        const slice = JSON.stringify(within.slice(start, end))
        faults.push({ pointer: `${pointerOf(path)}/text`, detail: `block "${block}" has ${slice} there` })
      }
    }
    for (const [name, part] of Object.entries(value)) visit(part, [...path, name])
  }
  visit(record, [])
  return faults
}

/** Ids that are there twice, or are referred to and not there. */
function referenceFaults(record: ArticleRecord): readonly Fault[] {
  const faults: Fault[] = []
  const idsOf = (layer: 'blocks' | 'entities' | 'statements' | 'events'): ReadonlySet<string> => {
    const ids = new Set<string>()
    for (const [i, { id }] of record[layer].entries()) {
      if (ids.has(id)) faults.push({ pointer: `/${layer}/${i}/id`, detail: `"${id}" is there twice` })
      ids.add(id)
    }
    return ids
  }
  const blocks = idsOf('blocks')
  const entities = idsOf('entities')
  idsOf('statements')
  idsOf('events')
  const refer = (what: string, ids: ReadonlySet<string>, id: string | undefined, ...path: Path): void => {
    if (id !== undefined && !ids.has(id))
      faults.push({ pointer: pointerOf(path), detail: `there is no ${what} "${id}"` })
  }
  const entity = (id: string | undefined, ...path: Path): void => refer('entity', entities, id, ...path)
  for (const [i, { repeats }] of record.blocks.entries()) refer('block', blocks, repeats, 'blocks', i, 'repeats')
  for (const [i, link] of record.attribution.chain.entries()) entity(link.entity, 'attribution', 'chain', i, 'entity')
  for (const [i, { speaker, addressee, about }] of record.statements.entries()) {
    entity(speaker, 'statements', i, 'speaker')
    entity(addressee, 'statements', i, 'addressee')
    for (const [j, id] of about.entries()) entity(id, 'statements', i, 'about', j)
  }
  for (const [i, { actors, recipients, place, document }] of record.events.entries()) {
    for (const [j, id] of actors.entries()) entity(id, 'events', i, 'actors', j)
    for (const [j, id] of recipients.entries()) entity(id, 'events', i, 'recipients', j)
    entity(place, 'events', i, 'place')
    entity(document, 'events', i, 'document')
  }
  return faults
}
