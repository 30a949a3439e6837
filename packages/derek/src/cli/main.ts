import { version } from '../version.js'
import { backupCommand, backupHelp, moveCommand, restoreCommand } from './backup.js'
import { claimsHelp, eventsCommand, statementsCommand } from './claims.js'
import { deadCommand, deadHelp } from './dead.js'
import { exportCommand, exportHelp } from './export.js'
import { fetchCommand, fetchHelp } from './fetch.js'
import { goldCommand, goldHelp } from './gold.js'
import { importCommand, importHelp } from './import.js'
import { channelCommand, postCommand, postsCommand, publishCommand, publishHelp } from './publish.js'
import { readCommand, readHelp } from './read.js'
import { schemaCommand, schemaHelp } from './schema.js'
import { searchCommand, searchHelp } from './search.js'
import { serveCommand, serveHelp } from './serve.js'
import { exit, processTerminal, type Terminal, UsageError } from './terminal.js'
import { thingsCommand, thingsHelp } from './things.js'
import { watchCommand, watchHelp } from './watch.js'
import { workerCommand, workerHelp } from './worker.js'

const help = `derek: who said and did what to whom, when, and on whose word, read from Kazakh news

${readHelp}
${fetchHelp}
${importHelp}
${watchHelp}
${serveHelp}
${workerHelp}
${deadHelp}
${claimsHelp}
${publishHelp}
${backupHelp}
${searchHelp}
${thingsHelp}
${exportHelp}
${goldHelp}
${schemaHelp}
derek --help, derek --version

Exit codes: 0 all done; 1 something could not be read or served, and was named on standard error; 2 wrong usage.
Environment: PORT (3000), HOST (127.0.0.1), DEREK_DATA (.derek), DATABASE_URL (PostgreSQL instead); NATS_URL (workers); DEREK_TOKEN opens corrections by the API; DEREK_URL the public address of the site; DEREK_HUB a WebSub hub; DEREK_CONTACT whom sites may write to; NO_COLOR for plain text.
`

/** Runs one command and answers its exit code. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const [command, ...rest] = args
  try {
    if (
      command === undefined ||
      rest.includes('--help') ||
      rest.includes('-h') ||
      /^(?:--help|-h|help)$/u.test(command)
    ) {
      terminal.print(help)
      return command === undefined ? exit.usage : exit.done
    }
    switch (command) {
      case 'read':
        return await readCommand(rest, terminal)
      case 'fetch':
        return await fetchCommand(rest, terminal)
      case 'import':
        return await importCommand(rest, terminal)
      case 'watch':
        return await watchCommand(rest, terminal)
      case 'serve':
        return await serveCommand(rest, terminal)
      case 'worker':
        return await workerCommand(rest, terminal)
      case 'dead':
        return await deadCommand(rest, terminal)
      case 'statements':
        return await statementsCommand(rest, terminal)
      case 'events':
        return await eventsCommand(rest, terminal)
      case 'channel':
        return await channelCommand(rest, terminal)
      case 'post':
        return await postCommand(rest, terminal)
      case 'posts':
        return await postsCommand(rest, terminal)
      case 'publish':
        return await publishCommand(rest, terminal)
      case 'backup':
        return await backupCommand(rest, terminal)
      case 'restore':
        return await restoreCommand(rest, terminal)
      case 'move':
        return await moveCommand(rest, terminal)
      case 'search':
        return await searchCommand(rest, terminal)
      case 'things':
        return await thingsCommand(rest, terminal)
      case 'export':
        return await exportCommand(rest, terminal)
      case 'gold':
        return await goldCommand(rest, terminal)
      case 'schema':
        return schemaCommand(terminal)
      case '--version':
        terminal.print(`${version}\n`)
        return exit.done
      default:
        throw new UsageError(`there is no command "${command}"; see derek --help`)
    }
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(error.message)
      return exit.usage
    }
    terminal.complain(error instanceof Error ? error.message : String(error))
    return exit.failed
  }
}
