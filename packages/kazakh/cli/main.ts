import { analyze } from './analyze.js'
import { type Command, UsageError } from './command.js'
import { convert } from './convert.js'
import { lemma } from './lemma.js'
import { number } from './number.js'

/** Every command; a new one is a file beside this one, and a line here. */
const commands: readonly Command[] = [analyze, lemma, convert, number]

const help = `kazakh: Kazakh at the command line, from standard input to standard output

${commands.map(({ help }) => help).join('\n')}
kazakh --help

Exit codes: 0 done; 1 the input could not be read or the output written; 2 wrong usage.
`

/** Runs one command and answers its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || rest.includes('--help')) {
    process.stdout.write(help)
    return name === undefined ? 2 : 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  try {
    if (command === undefined) throw new UsageError(`there is no command "${name}"; see kazakh --help`)
    process.stdin.setEncoding('utf8')
    // Who reads the output may have had enough of it: kazakh lemma | head.
    process.stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1))
    for await (const text of command.run(rest, process.stdin)) {
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    }
    return 0
  } catch (error) {
    process.stderr.write(`kazakh: ${error instanceof Error ? error.message : String(error)}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}
