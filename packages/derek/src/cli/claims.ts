import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { eventQuerySchema, statementQuerySchema } from '../api/claims.js'
import type { FoundEvent, FoundStatement, Named } from '../store/claims.js'
import { StoreError } from '../store/databases.js'
import { LockError } from '../store/lock.js'
import { openStore, type Store } from '../store/store.js'
import { argumentsOf } from './arguments.js'
import { placeOf } from './place.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const claimsHelp = `derek statements [--speaker WHO] [--addressee WHO] [--act ACT] [--from DAY] [--to DAY] [--limit N] [--json]
derek events [--who WHO] [--with WHO] [--type TYPE] [--from DAY] [--to DAY] [--limit N] [--json]

  Prints what the articles that are kept say, the latest day first. WHO is a part of a name, or the key of a thing
  (person:айгүл сапарова); DAY is like 2026-03-24. --json prints one object a line. A data folder is of one process at
  a time: while derek serve has it, ask its API (GET /api/statements, GET /api/events).
`

/** `derek statements`: who said what to whom, in all articles that are kept. */
export function statementsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { json, query } = queryOf('statements', args, ['speaker', 'addressee', 'act'], statementQuerySchema)
  return withStore('statements', 'GET /api/statements', async (store) => {
    const { statements, next } = await store.statements(query)
    for (const statement of statements) terminal.print(json ? lineOf(statement) : statementText(statement))
    return answer('statements', statements.length, next, terminal)
  })
}

/** `derek events`: what happened, in all articles that are kept. */
export function eventsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { json, query } = queryOf('events', args, ['who', 'with', 'type'], eventQuerySchema)
  return withStore('events', 'GET /api/events', async (store) => {
    const { events, next } = await store.events(query)
    for (const event of events) terminal.print(json ? lineOf(event) : eventText(event))
    return answer('events', events.length, next, terminal)
  })
}

function queryOf<Q extends z.ZodObject>(
  command: string,
  args: readonly string[],
  fields: readonly string[],
  schema: Q,
): { readonly json: boolean; readonly query: z.infer<Q> } {
  const text = Object.fromEntries(
    [...fields, 'from', 'to', 'limit', 'cursor'].map((name) => [name, { type: 'string' as const }]),
  )
  const { json, ...asked } = argumentsOf(command, args, { options: { ...text, json: { type: 'boolean' } } }).values
  const query = schema.safeParse(asked)
  if (query.success) return { json: json === true, query: query.data }
  const issue = query.error.issues[0]
  throw new UsageError(`${command}: --${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
}

/** Asks the store that is kept; where another process has it, says what of the API answers the same. */
export async function withStore(
  command: string,
  instead: string,
  ask: (store: Store) => Promise<number>,
): Promise<number> {
  const { store: where } = placeOf(command)
  // Asking makes no store.
  if ('folder' in where && !existsSync(join(where.folder, 'pglite'))) {
    throw new StoreError(`no articles are kept in ${where.folder} (DEREK_DATA)`)
  }
  let store: Store
  try {
    store = await openStore(where)
  } catch (error) {
    if (!(error instanceof StoreError && error.cause instanceof LockError)) throw error
    throw new StoreError(`${error.message}; if that is derek serve, ask its API: ${instead}`, { cause: error })
  }
  try {
    return await ask(store)
  } finally {
    await store.close()
  }
}

function answer(what: string, count: number, next: string | undefined, terminal: Terminal): number {
  if (count === 0) terminal.complain(`no such ${what} are kept`)
  if (next !== undefined) terminal.complain(`there are more: add --cursor ${next}, or a higher --limit (100 at most)`)
  return exit.done
}

const lineOf = (found: FoundStatement | FoundEvent): string => `${JSON.stringify(found)}\n`

function statementText(statement: FoundStatement): string {
  const { speaker, addressee, act, kind, polarity, text } = statement
  const to = addressee === undefined ? '' : ` → ${addressee.name}`
  const words = kind === 'direct' ? `«${text}»` : text
  return `${dayOf(statement)}  ${speaker?.name ?? '?'}${to}  ${act}${polarity === 'negative' ? ', negated' : ''}
    ${words}
    ${whereOf(statement)}
`
}

function eventText(event: FoundEvent): string {
  const names = (things: readonly Named[]): string => things.map(({ name }) => name).join(', ')
  const who = [names(event.actors), names(event.recipients)].filter((side) => side !== '').join(' → ')
  const facts = [who, event.place?.name, event.document?.name].filter((fact) => fact !== undefined && fact !== '')
  return `${dayOf(event)}  ${event.type}  ${facts.join(' · ')}
    ${event.text}
    ${whereOf(event)}
`
}

const dayOf = ({ day }: FoundStatement | FoundEvent): string => (day ?? 'no date').padEnd(10)

const whereOf = ({ article, id, source, title }: FoundStatement | FoundEvent): string =>
  `${source}: ${title} (${article} ${id})`
