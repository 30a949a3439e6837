import { thingListQuerySchema } from '../api/news.js'
import type { ThingPage } from '../store/thing-page.js'
import { argumentsOf } from './arguments.js'
import { withStore } from './claims.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const thingsHelp = `derek things [--type person] [--q PART] [--letter L] [--sort seen] [--limit N] [--cursor C] [--json]
derek things KEY [--json]

  Prints the people, bodies or places that most articles name; or, of one by its key (person:айгүл сапарова), its names,
  what it said and did last, and whom it is named with.
`

/** `derek things`: whom and what the articles name. */
export function thingsCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = argumentsOf('things', args, {
    allowPositionals: true,
    options: {
      ...Object.fromEntries(
        ['type', 'q', 'letter', 'sort', 'limit', 'cursor'].map((name) => [name, { type: 'string' as const }]),
      ),
      json: { type: 'boolean' as const },
    },
  })
  const { json: isJson, ...asked } = values
  const json = isJson === true
  const [key, ...rest] = positionals
  if (rest.length > 0) throw new UsageError('things: name one thing by its key, in quotation marks where it has spaces')
  if (key !== undefined) return oneThing(key, json, terminal)
  const query = thingListQuerySchema.safeParse({ type: 'person', ...asked })
  if (!query.success) {
    const issue = query.error.issues[0]
    throw new UsageError(`things: --${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  }
  return withStore('things', 'GET /api/things', async (store) => {
    const { things, next } = await store.things(query.data)
    for (const thing of things) {
      const { key, name, articles } = thing
      terminal.print(json ? `${JSON.stringify(thing)}\n` : `${String(articles).padStart(6)}  ${name}  (${key})\n`)
    }
    if (things.length === 0) terminal.complain(`the articles name none of type ${query.data.type}`)
    if (next !== undefined) terminal.complain(`there are more: add --cursor '${next}'`)
    return exit.done
  })
}

const oneThing = (key: string, json: boolean, terminal: Terminal): Promise<number> =>
  withStore('things', `GET /api/things/${encodeURIComponent(key.toWellFormed())}`, async (store) => {
    const page = await store.thing(key)
    if (page === undefined) {
      terminal.complain(`no article names "${key}"`)
      return exit.failed
    }
    terminal.print(json ? `${JSON.stringify(page)}\n` : textOf(page))
    return exit.done
  })

function textOf({ thing, said, events, others, articles }: ThingPage): string {
  const day = (at: string | undefined): string => (at ?? 'no date').slice(0, 10).padEnd(10)
  const part = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`
  const aliases = thing.aliases.length === 0 ? '' : `  also: ${thing.aliases.join(', ')}\n`
  return [
    `${thing.name}  ${thing.type}, in ${thing.articles} articles\n${aliases}`,
    part(
      'Said',
      said.map(({ publishedAt, act, addressee, text }) => {
        const to = addressee === undefined ? '' : ` → ${addressee.name}`
        return `${day(publishedAt)}  ${act}${to}: ${text}`
      }),
    ),
    part(
      'Did',
      events.map((event) => {
        const others = event.with.map(({ name }) => name).join(', ')
        return `${day(event.time ?? event.publishedAt)}  ${event.type}${others === '' ? '' : ` · ${others}`}: ${event.text}`
      }),
    ),
    part(
      'Named with',
      others.map(({ name, times }) => `${String(times).padStart(4)}  ${name}`),
    ),
    part(
      'Articles',
      articles.map(({ publishedAt, source, title, id }) => `${day(publishedAt)}  ${source}: ${title} (${id})`),
    ),
  ].join('')
}
