import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { exportNames, exportOf, exportSchemas } from '../exports/exports.js'
import type { Written } from '../exports/formats.js'
import { argumentsOf, environmentOf } from './arguments.js'
import { withStore } from './claims.js'
import { webAddressSchema } from './place.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const exportHelp = `derek export NAME [--out FILE] [filters]

  Writes all articles, statements, events or relations that are kept and pass the filters, in the order in which
  articles arrived. NAME is what and how: ${listed()}. The filters are those of GET /api/export/NAME:
  --q WORDS, --speaker WHO, --from DAY, --limit N. --bom begins CSV with a byte order mark, for spreadsheets. Addresses
  in it begin with DEREK_URL.
`

/** The names, a line for each of what is exported. */
function listed(): string {
  const byWhat = new Map<string, string[]>()
  for (const name of exportNames) {
    const dot = name.indexOf('.')
    const what = name.slice(0, dot)
    byWhat.set(what, [...(byWhat.get(what) ?? []), name.slice(dot + 1)])
  }
  return [...byWhat].map(([what, extensions]) => `\n    ${what}.{${extensions.join(',')}}`).join('')
}

const environmentSchema = z.object({ DEREK_URL: webAddressSchema.or(z.literal('')).default('') })

/** `derek export`: to a file, which is there when it is whole, or to standard output. */
export async function exportCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  const { out, bom, ...filters } = values
  const [name, ...rest] = positionals
  if (name === undefined || rest.length > 0) throw new UsageError('export: name one export, such as statements.csv')
  const found = exportOf(name)
  if (found === undefined) throw new UsageError(`export: "${name}" is none of ${exportNames.join(', ')}`)
  const asked = { ...filters, ...(bom === true ? { bom: '1' } : {}) }
  const checked = found.schema.safeParse(asked)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    const option = issue === undefined || issue.path.length === 0 ? '' : `--${issue.path.join('.')}: `
    throw new UsageError(`export ${name}: ${option}${issue?.message ?? 'not valid'}`)
  }
  if (out === undefined && name.endsWith('.parquet') && process.stdout.isTTY === true) {
    throw new UsageError('export: Parquet is no text; write it to a file with --out, or into a pipe')
  }
  const base = new URL(environmentOf('export', environmentSchema).DEREK_URL || 'http://localhost:3000').origin
  return withStore('export', `GET /api/export/${name}`, async (store) => {
    const written = found.write(store, asked, { base, address: `${base}/api/export/${name}` })
    if (typeof out === 'string') await writeFile(written, out)
    else await print(written)
    if (typeof out === 'string') terminal.complain(`wrote ${out}`)
    return exit.done
  })
}

/** A file of the name is there only when all is in it. */
async function writeFile(written: Written, out: string): Promise<void> {
  const part = `${out}.part`
  try {
    await pipeline(Readable.from(written), createWriteStream(part))
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Who reads standard output may stop at any time. */
async function print(written: Written): Promise<void> {
  try {
    await pipeline(Readable.from(written), process.stdout, { end: false })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
  }
}

const filterNames = [...new Set(Object.values(exportSchemas).flatMap(({ shape }) => Object.keys(shape)))]

const parse = (args: readonly string[]) => {
  const filters = Object.fromEntries(
    filterNames.filter((name) => name !== 'bom').map((name) => [name, { type: 'string' as const }]),
  )
  return argumentsOf('export', args, {
    allowPositionals: true,
    options: { ...filters, out: { type: 'string' }, bom: { type: 'boolean' } },
  })
}
