import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/**
 * Lists that a journalist may extend are tab-separated files in packages/derek/data: comment lines begin with #, the
 * first other line names the columns, an empty cell is unknown, and several values in one cell are separated by |.
 */

/** A cell of several values. */
export const list = z
  .string()
  .optional()
  .transform((cell): readonly string[] =>
    (cell ?? '')
      .split('|')
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  )

/** The folder of this package, from its sources and from its build alike. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

/** Reads and validates a list. Throws an error that names file, line and what is wrong. */
export function loadTable<T>(file: string, row: z.ZodType<T>): readonly T[] {
  return parseTable(file, readFileSync(join(packageFolder(), 'data', file), 'utf8'), row)
}

/** The rows of a list's text; `file` is how errors name it. */
export function parseTable<T>(file: string, text: string, row: z.ZodType<T>): readonly T[] {
  const rows: T[] = []
  let columns: readonly string[] | undefined
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const cells = line.split('\t')
    if (columns === undefined) {
      columns = cells.map((cell) => cell.trim())
      continue
    }
    const where = `data/${file}, line ${index + 1}`
    if (cells.length > columns.length) {
      throw new Error(`${where}: ${cells.length} cells, but ${columns.length} columns (${columns.join(', ')})`)
    }
    const named = Object.fromEntries(
      columns.flatMap((column, i) => {
        const cell = cells[i]?.trim() ?? ''
        return cell === '' ? [] : [[column, cell]]
      }),
    )
    const parsed = row.safeParse(named)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw new Error(`${where}: ${issue?.path.join('.') ?? 'row'}: ${issue?.message ?? 'not valid'}`)
    }
    rows.push(parsed.data)
  }
  return rows
}
