import { contentOf, type DeadMessage, deadMessages, replay } from '../flow/dead.js'
import { natsBus } from '../flow/nats.js'
import { argumentsOf } from './arguments.js'
import { natsUrlOf } from './place.js'
import { exit, type Terminal, UsageError } from './terminal.js'

export const deadHelp = `derek dead [options]

  Lists the messages that no worker could handle, at NATS_URL: number, when, what it was taken as, size, reason.

  --show NUMBER    prints what a message says, as JSON
  --replay NUMBER  gives it again to the workers it was for; may be given several times
  --all            replays all
`

/** `derek dead`: the exit code is 1 where a number that was named is not there. */
export async function deadCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf('dead', args, {
    options: {
      show: { type: 'string' },
      replay: { type: 'string', multiple: true },
      all: { type: 'boolean' },
    },
  })
  const replayed = new Set((values.replay ?? []).map((value) => numberOf(value, '--replay')))
  const shown = values.show === undefined ? undefined : numberOf(values.show, '--show')
  const url = natsUrlOf('dead')
  if (url === '') throw new UsageError('dead: NATS_URL is not set; without NATS nothing is put aside')
  const bus = await natsBus({ url, name: 'derek dead', say: (message) => terminal.complain(message) })
  try {
    const missing = new Set([...replayed, ...(shown === undefined ? [] : [shown])])
    for await (const message of deadMessages(bus.connection)) {
      missing.delete(message.number)
      if (shown !== undefined) {
        if (message.number === shown) terminal.print(`${await contentOf(message)}\n`)
      } else if (values.all === true || replayed.has(message.number)) {
        await replay(bus.connection, message)
        terminal.print(`${message.number} is given again as ${message.subject}\n`)
      } else if (replayed.size === 0) terminal.print(`${lineOf(message)}\n`)
    }
    for (const number of missing) terminal.complain(`dead: there is no message ${number}`)
    return missing.size > 0 ? exit.failed : exit.done
  } finally {
    await bus.close()
  }
}

const lineOf = ({ number, at, subject, bytes, reason }: DeadMessage): string =>
  [number, at, subject, `${bytes} bytes`, reason].join('\t')

function numberOf(value: string, option: string): number {
  if (!/^\d{1,15}$/u.test(value)) throw new UsageError(`dead: ${option}: "${value}" is no number`)
  return Number(value)
}
