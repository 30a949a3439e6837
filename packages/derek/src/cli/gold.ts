import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { goldOf, goldText } from '../exports/gold.js'
import type { RevisionRecord } from '../store/revisions.js'
import { argumentsOf } from './arguments.js'
import { withStore } from './claims.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const goldHelp = `derek gold ARTICLE… | --corrected [--out FOLDER] [--replace]

  Writes articles that are kept, each by its id, as gold: ARTICLE.txt and ARTICLE.gold.json, which says of that text what
  the record that counts does. \`npm run eval -- records FOLDER\` scores the reader against them.

  --corrected      all articles whose record a person made
  --out FOLDER     where to; ./gold where it is not said
  --replace        a file that is there and differs is written anew; else it is left, and named
`

interface GoldFile {
  readonly path: string
  readonly content: string
}

/** `derek gold`: the exit code is 0 when all were written, 1 when one was not. */
export async function goldCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  const { corrected = false, out: folder = 'gold', replace = false } = values
  if (corrected === positionals.length > 0) throw new UsageError('gold: name articles by their ids, or --corrected')
  return withStore('gold', 'GET /api/articles/ARTICLE has the record', async (store) => {
    const ids = corrected ? await store.corrected() : [...new Set(positionals)]
    if (ids.length === 0) {
      terminal.complain('no person has corrected an article that is kept')
      return exit.done
    }
    await makeFolder(folder)
    let failed = 0
    for (const id of ids) {
      try {
        const revision = await store.revision(id)
        if (revision === undefined) throw new Error('no such article is kept')
        await writeGold(filesOf(revision, folder), replace)
        if (revision.madeBy === undefined) {
          terminal.complain(`${id}: no person corrected it: this gold measures the reader against itself`)
        }
      } catch (error) {
        failed++
        terminal.complain(`${id}: ${messageOf(error)}`)
      }
    }
    terminal.print(`${ids.length - failed} of ${ids.length} articles are in ${folder}\n`)
    return failed > 0 ? exit.failed : exit.done
  })
}

/** The text first: who finds the gold finds its article too. */
function filesOf(revision: RevisionRecord, folder: string): readonly GoldFile[] {
  const { record } = revision
  const name = encodeURIComponent(record.id)
  const gold = goldOf(record, `${name}.txt`, revision)
  return [
    { path: join(folder, `${name}.txt`), content: goldText(record) },
    { path: join(folder, `${name}.gold.json`), content: `${JSON.stringify(gold, undefined, 1)}\n` },
  ]
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new Error(`gold: ${folder} is no folder that can be made: ${messageOf(error)}`, { cause: error })
  }
}

/** What a person may have changed is not written over unasked; what is there as it would be written is no matter. */
async function writeGold(files: readonly GoldFile[], replace: boolean): Promise<void> {
  for (const { path, content } of replace ? [] : files) {
    const before = await contentOf(path)
    if (before !== undefined && before !== content) throw new Error(`${path} is there and differs (--replace)`)
  }
  for (const { path, content } of files) await writeFile(path, content)
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const parse = (args: readonly string[]) =>
  argumentsOf('gold', args, {
    allowPositionals: true,
    options: { corrected: { type: 'boolean' }, out: { type: 'string' }, replace: { type: 'boolean' } },
  })
