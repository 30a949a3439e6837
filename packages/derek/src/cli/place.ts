import { z } from 'zod'
import type { Where } from '../store/databases.js'
import { environmentOf } from './arguments.js'
import { secretOf } from './secret.js'
import { UsageError } from './terminal.js'

/** An address of PostgreSQL; empty where there is none. */
export const databaseUrlSchema = z
  .string()
  .regex(/^(?:postgres(?:ql)?:\/\/.*)?$/u, 'not of the form postgres://user@host/database')
  .default('')

/** Servers of NATS, with commas between; empty where there are none. */
const natsUrlSchema = z
  .string()
  .regex(/^(?:(?:nats|tls):\/\/[^,\s]+(?:,(?:nats|tls):\/\/[^,\s]+)*)?$/u, 'not of the form nats://host:4222')
  .refine((value) => value === '' || value.split(',').every((one) => URL.canParse(one)), 'no address')
  .default('')

export const webAddressSchema = z.url({ protocol: /^https?$/u, error: 'not an http or https address' })

const environmentSchema = z.object({ DEREK_DATA: z.string().default('') })

/** The address of PostgreSQL, which may have a password in it; empty where there is none. */
export function databaseUrlOf(command: string): string {
  const url = databaseUrlSchema.safeParse(secretOf(command, 'DATABASE_URL'))
  if (url.success) return url.data
  throw new UsageError(`${command}: DATABASE_URL: ${url.error.issues[0]?.message ?? 'not valid'}`)
}

/** Where NATS is, which may have a password in it; empty where there is none. */
export function natsUrlOf(command: string): string {
  const url = natsUrlSchema.safeParse(secretOf(command, 'NATS_URL'))
  if (url.success) return url.data
  throw new UsageError(`${command}: NATS_URL: ${url.error.issues[0]?.message ?? 'not valid'}`)
}

/** Where the environment says that raw responses are, and where the store is. */
export function placeOf(command: string): { readonly folder: string; readonly store: Where } {
  const { DEREK_DATA } = environmentOf(command, environmentSchema)
  const url = databaseUrlOf(command)
  const folder = DEREK_DATA || '.derek'
  return { folder, store: url === '' ? { folder } : { url } }
}
