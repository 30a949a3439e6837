import { z } from 'zod'
import type { Where } from '../store/databases.js'
import { UsageError } from './terminal.js'

const environmentSchema = z.object({
  DEREK_DATA: z.string().default(''),
  DATABASE_URL: z
    .string()
    .regex(/^(?:postgres(?:ql)?:\/\/.*)?$/u, 'not of the form postgres://user@host/database')
    .default(''),
})

/** Where the environment says that raw responses and the journal are, and where the store is. */
export function placeOf(command: string): { readonly folder: string; readonly store: Where } {
  const environment = environmentSchema.safeParse(process.env)
  if (!environment.success) {
    const issue = environment.error.issues[0]
    throw new UsageError(`${command}: ${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'not valid'}`)
  }
  const { DEREK_DATA, DATABASE_URL: url } = environment.data
  const folder = DEREK_DATA || '.derek'
  return { folder, store: url === '' ? { folder } : { url } }
}
