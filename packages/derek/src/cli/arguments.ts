import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { z } from 'zod'
import { UsageError } from './terminal.js'

/** What a command was called with; an option that it does not have is a usage error, which names the command. */
export function argumentsOf<T extends ParseArgsConfig>(
  command: string,
  args: readonly string[],
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>({ ...config, args: [...args] })
  } catch (error) {
    throw new UsageError(`${command}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What the environment says; a value that is not as it must be is a usage error, which names it. */
export function environmentOf<S extends z.ZodObject>(command: string, schema: S): z.infer<S> {
  const environment = schema.safeParse(process.env)
  if (environment.success) return environment.data
  const issue = environment.error.issues[0]
  throw new UsageError(`${command}: ${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'not valid'}`)
}
