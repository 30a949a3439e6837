import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../src/data/table.js'
import { nerFile, readIob2 } from './iob2.js'
import { sha256, trainNer } from './ner.js'

/** `npm run train -w derek -- ner` makes models/ner.bin from ../shared/data, the same bytes every time. */
const models: Readonly<Record<string, () => Uint8Array>> = {
  ner: () => {
    const file = nerFile()
    if (file === undefined) throw new Error('../shared/data/ner/train.iob2 is not there')
    return trainNer(readIob2(file), undefined, (what, epoch, loss) => {
      console.error(`${what}, epoch ${epoch + 1}: loss ${loss.toFixed(3)} a sentence`)
    })
  },
}

const [name = ''] = process.argv.slice(2)
const make = models[name]
if (make === undefined) {
  console.error(`usage: npm run train -w derek -- ${Object.keys(models).join(' | ')}`)
  process.exitCode = 2
} else {
  const bytes = make()
  const folder = join(packageFolder(), 'models')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.bin`), bytes)
  console.log(`models/${name}.bin: ${bytes.length} bytes, sha256 ${sha256(bytes)}`)
}
