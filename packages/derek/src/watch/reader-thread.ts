import { parentPort } from 'node:worker_threads'
import { SourceError } from '../source/error.js'
import { readFound, type ThreadAnswer } from './readers.js'
import type { Found } from './reading.js'

/** A thread that reads pages: one message is one job, and has one answer. Faults of Derek's own end it. */
const port = parentPort
if (port === null) throw new Error('it is a thread, and not a program')
port.on('message', async (found: Found) => {
  port.postMessage(await answerTo(found))
})

async function answerTo(found: Found): Promise<ThreadAnswer> {
  try {
    return { read: await readFound(found) }
  } catch (error) {
    if (error instanceof SourceError) return { error: { kind: error.kind, message: error.message } }
    throw error
  }
}
