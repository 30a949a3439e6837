import { read } from '../read.js'
import { withoutSentences, withTokens } from '../record/tokens.js'
import { open } from '../source/open.js'
import type { Page } from '../source/schema.js'
import { argumentsOf } from './arguments.js'
import { exit, type Terminal, UsageError } from './terminal.js'
import { toText } from './text.js'

export const readHelp = `derek read FILE… | - | URL… [options]

  Reads articles (plain text, HTML or Markdown) and prints what they say: who said and did what to whom, when, on whose
  word, with the sentence that bears each claim. "-" is standard input. Several are read in the order given; one that
  cannot be read is reported, and the others are still read.

  --json           one record a line, as JSON (docs: packages/derek/schema/record.schema.json)
  --text           for people; what is printed where neither is asked for
  --tokens         with --json: sentences and their tokens too
  --date DATE      when it was published, ISO 8601 (2025-03-24 or 2025-03-24T10:00:00+05:00)
  --source NAME    who published it, such as egemen.kz
`

/** `derek read`: the exit code is 0 when all was read, 1 when something was not. */
export async function readCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  if (positionals.length === 0)
    throw new UsageError('read: what shall be read? Name a file, an address, or - for standard input')
  if (values.json === true && values.text === true) throw new UsageError('read: --json and --text exclude each other')
  let failed = 0
  for (const [index, argument] of positionals.entries()) {
    terminal.progress(index, positionals.length, argument)
    try {
      const page = withOptions(await open(argument), values)
      const record = read(page)
      terminal.progress(index + 1, positionals.length, argument)
      if (values.json === true)
        terminal.print(`${JSON.stringify(values.tokens === true ? withTokens(record) : withoutSentences(record))}\n`)
      else terminal.print(`${index > 0 ? '\n' : ''}${toText(record, { colour: terminal.colour })}`)
    } catch (error) {
      failed++
      terminal.complain(`${argument}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  terminal.progress(positionals.length, positionals.length, '')
  return failed > 0 ? exit.failed : exit.done
}

const parse = (args: readonly string[]) =>
  argumentsOf('read', args, {
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      text: { type: 'boolean' },
      tokens: { type: 'boolean' },
      date: { type: 'string' },
      source: { type: 'string' },
    },
  })

function withOptions(
  page: Page,
  options: { readonly date?: string | undefined; readonly source?: string | undefined },
): Page {
  return {
    ...page,
    ...(options.date === undefined ? {} : { publishedAt: options.date }),
    ...(options.source === undefined ? {} : { source: options.source }),
  }
}
