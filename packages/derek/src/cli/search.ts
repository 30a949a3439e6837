import { few, searchQuerySchema } from '../api/search.js'
import type { Found, FoundSaying, SayingsResult, SearchResult } from '../store/search.js'
import { argumentsOf } from './arguments.js'
import { withStore } from './claims.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const searchHelp = `derek search WORDS… [--source ID] [--speaker KEY] [--addressee KEY] [--act ACT] [--thing KEY] [--person KEY] [--organization KEY] [--place KEY] [--script Latn] [--from DAY] [--to DAY] [--sort newest] [--limit N] [--page N] [--in statements] [--json]

  Finds articles that are kept by their words, in any script and form: words, "phrases", and -exclusions after --.
  --in statements finds what was said. --json prints one article, or statement, a line.
`

const options = Object.keys(searchQuerySchema.shape).filter((name) => name !== 'q')

/** `derek search`: articles by their words. */
export function searchCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = argumentsOf('search', args, {
    allowPositionals: true,
    options: {
      ...Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
      json: { type: 'boolean' as const },
    },
  })
  const { json, ...asked } = values
  const parsed = searchQuerySchema.safeParse({ ...asked, q: positionals.join(' ') })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new UsageError(`search: --${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  }
  const { q, in: where, ...query } = parsed.data
  return withStore('search', 'GET /api/search', async (store) => {
    const result = where === 'articles' ? await store.search(q, query) : await store.searchSayings(q, query)
    if ('articles' in result) {
      for (const found of result.articles) terminal.print(json === true ? lineOf(found) : articleText(found))
    } else for (const found of result.statements) terminal.print(json === true ? lineOf(found) : statementText(found))
    const corrected = result.complete < few ? await store.meantBy(q) : undefined
    if (corrected !== undefined) terminal.complain(`perhaps: ${corrected}`)
    terminal.complain(countOf(result, where, query.limit * query.page))
    return exit.done
  })
}

const lineOf = (found: Found | FoundSaying): string => `${JSON.stringify(found)}\n`

const articleText = ({ id, title, source, publishedAt, passages, statements, events }: Found): string => {
  const day = (publishedAt ?? 'no date').slice(0, 10).padEnd(10)
  const lines = passages.map(({ text }) => `    ${text}\n`)
  return `${day}  ${title}\n${lines.join('')}    ${source} · ${statements} statements, ${events} events (${id})\n`
}

const statementText = ({
  article,
  id,
  title,
  source,
  publishedAt,
  act,
  speaker,
  addressee,
  passage,
}: FoundSaying): string => {
  const day = (publishedAt ?? 'no date').slice(0, 10).padEnd(10)
  const to = addressee === undefined ? '' : ` → ${addressee.name}`
  return `${day}  ${speaker?.name ?? '?'}${to}  ${act}\n    ${passage.text}\n    ${source}: ${title} (${article} ${id})\n`
}

function countOf({ total, ranked }: SearchResult | SayingsResult, what: string, shown: number): string {
  if (total === 0) return `no such ${what} are kept`
  return shown < ranked ? `${total} ${what}; there are more on the next --page` : `${total} ${what}`
}
