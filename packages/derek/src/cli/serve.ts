import { z } from 'zod'
import { type ServeOptions, type Serving, serve } from '../serve/serve.js'
import { argumentsOf, environmentOf } from './arguments.js'
import { databaseUrlSchema } from './place.js'
import { exit, type Terminal } from './terminal.js'

export const serveHelp = `derek serve

  Serves the site and the API over the articles kept in DEREK_DATA, an embedded database that is made if it is not
  there, with sample articles; or in PostgreSQL 15 or later at DATABASE_URL. Ctrl-C or SIGTERM ends it.
`

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DEREK_DATA: z.string().min(1).default('.derek'),
  DATABASE_URL: databaseUrlSchema,
  DEREK_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/u })]).default(''),
  DEREK_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
})

/** `derek serve`: ends when it is told to, with exit code 0. */
export async function serveCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  argumentsOf('serve', args, { options: {} })
  const { data, ...where } = servedWhere('serve')
  const log = (message: string): void => terminal.complain(message)
  const serving = await serve({ ...where, data, log })
  terminal.print(`Derek: ${serving.url}\n`)
  tellFirst(serving, terminal)
  await told()
  await serving.close()
  return exit.done
}

/** Where the environment says that Derek serves, and from which store. */
export function servedWhere(command: string): Omit<ServeOptions, 'log'> {
  const environment = environmentOf(command, environmentSchema)
  const { PORT: port, HOST: host, DEREK_DATA: folder, DATABASE_URL: url, DEREK_TOKEN: token } = environment
  const { DEREK_URL: publicUrl } = environment
  const data = url === '' ? { folder } : { url }
  return {
    host,
    port,
    data,
    ...(token === undefined ? {} : { token }),
    ...(publicUrl === '' ? {} : { publicUrl }),
  }
}

/** Says once where the first account is made. */
export function tellFirst({ join }: Serving, terminal: Terminal): void {
  if (join !== undefined) terminal.print(`The desk's first administrator, once, within a day: ${join}\n`)
}

const told = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
