import { z } from 'zod'
import type { Where } from '../store/databases.js'
import { environmentOf } from './arguments.js'

/** An address of PostgreSQL; empty where there is none. */
export const databaseUrlSchema = z
  .string()
  .regex(/^(?:postgres(?:ql)?:\/\/.*)?$/u, 'not of the form postgres://user@host/database')
  .default('')

export const webAddressSchema = z.url({ protocol: /^https?$/u, error: 'not an http or https address' })

const environmentSchema = z.object({
  DEREK_DATA: z.string().default(''),
  DATABASE_URL: databaseUrlSchema,
})

/** Where the environment says that raw responses and the journal are, and where the store is. */
export function placeOf(command: string): { readonly folder: string; readonly store: Where } {
  const { DEREK_DATA, DATABASE_URL: url } = environmentOf(command, environmentSchema)
  const folder = DEREK_DATA || '.derek'
  return { folder, store: url === '' ? { folder } : { url } }
}
