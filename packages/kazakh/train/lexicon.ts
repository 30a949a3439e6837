/**
 * Makes src/lexicon/words.ts from the treebank's training part and UniMorph: `npm run train -w kazakh`.
 * Every tenth sentence of the treebank is left out, for measuring.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const [data, out] = process.argv.slice(2)
if (data === undefined || out === undefined) throw new Error('usage: lexicon.js DATA-FOLDER OUT.ts')

const counts = new Map<string, number>()
const add = (lemma: string, upos: string, times = 1): void => {
  const clean = lemma.normalize('NFC').toLowerCase()
  if (!/^[а-яёәғқңөұүһі-]+$/u.test(clean)) return
  const key = `${clean}\t${upos}`
  counts.set(key, (counts.get(key) ?? 0) + times)
}

const sentences = readFileSync(`${data}/ktb/train.conllu`, 'utf8').split(/\n\n/u)
for (const [index, sentence] of sentences.entries()) {
  if (index % 10 === 9) continue
  for (const line of sentence.split('\n')) {
    const [id = '', , lemma = '', upos = ''] = line.split('\t')
    if (/^\d+$/u.test(id) && !/^(PUNCT|NUM|SYM|X)$/u.test(upos)) add(lemma, upos)
  }
}
const lemmas = (file: string): Set<string> =>
  new Set(
    readFileSync(`${data}/unimorph/${file}`, 'utf8')
      .split('\n')
      .map((line) => line.split('\t')[0] ?? ''),
  )
for (const noun of lemmas('kaz.noun.tsv')) add(noun, 'NOUN')
// UniMorph names a verb by its verbal noun in -у; a stem in ы or і has lost it there, and both readings stand.
for (const verb of lemmas('kaz.verb.tsv')) if (verb.endsWith('у')) add(verb.slice(0, -1), 'VERB')

const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, times]) => `${key}\t${times}`)
writeFileSync(
  out,
  `// Made by train/lexicon.ts from UD_Kazakh-KTB (train part) and UniMorph kaz: CC BY-SA 4.0, see NOTICE. Do not edit.
// Lemma, universal part of speech, count.
export const words = \`
${rows.join('\n')}
\`
`,
)
console.error(`${rows.length} entries`)
