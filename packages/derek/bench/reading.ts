import { read } from '../src/read.js'
import { fresh } from './scale.js'

/** Reads pages for some seconds, once warm, and tells how many it read a second: a process of `cores.ts`. */

const pages = fresh(200, 2_000 + Number(process.argv[2]))
const warmUp = 3_000
const measured = 5_000

function readFor(milliseconds: number): number {
  const start = performance.now()
  let count = 0
  while (performance.now() - start < milliseconds) {
    for (const page of pages.slice(0, 20)) read(page)
    count += 20
  }
  return (count * 1_000) / (performance.now() - start)
}

readFor(warmUp)
process.send?.(readFor(measured))
process.disconnect?.()
