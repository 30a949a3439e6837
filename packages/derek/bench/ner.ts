import { spansOf } from '../src/language/names/classes.js'
import { decode } from '../src/language/names/decode.js'
import { nameModel } from '../src/language/names/model.js'
import { nerFile, readIob2 } from '../train/iob2.js'
import type { Bench } from './main.js'

const rounds = 3
const most = 3000

/** Words a second from forms to labels, on one core, once warm. */
export const ner: Bench = {
  name: 'ner',
  about: 'words a second in which names are found',
  run() {
    const file = nerFile()
    if (file === undefined) {
      console.log('../shared/data/ner is not at hand: names were not timed')
      return
    }
    const started = performance.now()
    const model = nameModel()
    console.log(`model read in ${(performance.now() - started).toFixed(0)} ms`)
    const sentences = readIob2(file)
      .slice(0, most)
      .map(({ words }) => words)
    const count = sentences.reduce((sum, words) => sum + words.length, 0)
    for (let round = 0; round <= rounds; round++) {
      const begun = performance.now()
      const worked = process.cpuUsage()
      for (const words of sentences) {
        const decoded = decode(words, model)
        for (const { start, end } of spansOf(decoded.labels)) decoded.confidence(start, end)
      }
      const wall = (performance.now() - begun) / 1000
      const { user, system } = process.cpuUsage(worked)
      const rates = [wall, (user + system) / 1e6].map((seconds) => (count / seconds).toFixed(0))
      console.log(
        `${round === 0 ? 'cold' : 'warm'}: ${count} words, ${rates.join(' a second, ')} a second of processor time`,
      )
    }
  },
}
