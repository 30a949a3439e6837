/**
 * Makes src/tagging/model.ts from the treebank and from unlabelled news: `npm run train -w kazakh`, after the lexicon.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { learn, pack, readConllu, readNews, treebankResources } from 'kazakh/training'

const [data, out] = process.argv.slice(2)
if (data === undefined || out === undefined) throw new Error('usage: tagger.js DATA-FOLDER OUT.ts')

const sentences = readConllu(readFileSync(`${data}/ktb/train.conllu`, 'utf8'))
const news = readNews(readFileSync(`${data}/ner/train.iob2`, 'utf8'))
const learned = learn(sentences, { resourcesWithout: treebankResources(sentences), news })
const packed = pack(learned)

const text = (value: string): string => `\`\n${value.replace(/[\\`$]/gu, '\\$&')}\n\``
const { step, weights, ...tables } = packed
writeFileSync(
  out,
  `// Made by train/tagger.ts from UD_Kazakh-KTB (CC BY-SA 4.0) and the words of KazNERD (CC BY 4.0): CC BY-SA 4.0, see
// NOTICE. Do not edit.
import type { Packed } from './pack.js'

export const packed: Packed = {
  step: ${step},
${Object.entries(tables)
  .map(([name, value]) => `  ${name}: ${text(value)},`)
  .join('\n')}
  weights:
    '${weights}',
}
`,
)
console.error(`${sentences.length} sentences; model of ${Math.round(readFileSync(out).length / 1024)} KB`)
