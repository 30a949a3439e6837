import { importFiles } from '../watch/import.js'
import { openCollection } from '../watch/open.js'
import { argumentsOf } from './arguments.js'
import { placeOf } from './place.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const importHelp = `derek import FILE… | FOLDER… [options]

  Imports articles into the store: from WARC files (.warc, .warc.gz), saved pages (HTML, text, Markdown), exports of
  Telegram channels (result.json), and folders of them. Interrupted, it goes on where it was; what was imported before
  is passed over.

  --again          imports it all the same, to read it by the rules of today
`

/** `derek import`: the exit code is 0 when all was read, 1 when something was not; what, is said by kind. */
export async function importCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(args)
  if (positionals.length === 0) throw new UsageError('import: what shall be imported? Name a file or a folder')
  const collection = await openCollection(placeOf('import'), { pause: 0 })
  try {
    const { store, journal } = collection
    let shown = -1
    const result = await importFiles(positionals, {
      store,
      journal,
      again: values.again === true,
      progress(done, all, file) {
        const percent = Math.floor((done / Math.max(1, all)) * 100)
        if (percent !== shown) terminal.progress(percent, 100, file)
        shown = percent
      },
    })
    terminal.progress(100, 100, '')
    for (const [kind, { count, first }] of result.errors) {
      terminal.complain(`${kind}: ${count}${count > 1 ? ', the first' : ''}: ${first}`)
    }
    const parts = [
      `${result.articles} articles`,
      `${result.same} the same as others`,
      `${result.passed} records without a page`,
      ...(result.before > 0 ? [`${result.before} files imported before`] : []),
    ]
    terminal.print(`${result.files} files: ${parts.join(', ')}\n`)
    return result.errors.size > 0 ? exit.failed : exit.done
  } finally {
    await collection.close()
  }
}

const parse = (args: readonly string[]) =>
  argumentsOf('import', args, { allowPositionals: true, options: { again: { type: 'boolean' } } })
