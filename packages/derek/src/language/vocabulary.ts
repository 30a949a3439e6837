import { type Analyzer, createAnalyzer, type Upos } from 'kazakh'
import { cues, gazetteer, givenNames, titles, triggers } from '../data/lists.js'

let analyzer: Analyzer | undefined

/** The analyzer of `kazakh` with the words of our lists: names, titles, verbs of saying and of events. */
export function newsAnalyzer(): Analyzer {
  analyzer ??= createAnalyzer({ words: vocabulary() })
  return analyzer
}

function* vocabulary(): Iterable<readonly [string, Upos]> {
  for (const { name, aliases } of gazetteer()) {
    for (const form of [name, ...aliases]) if (!/\s/u.test(form)) yield [form, 'PROPN']
  }
  for (const { name } of givenNames()) yield [name, 'PROPN']
  // "астана әкімі", "қазақстан чемпионы": what is a name in a title stays one.
  const names = new Set(gazetteer().flatMap(({ name, aliases }) => [name, ...aliases].map((one) => one.toLowerCase())))
  for (const { title } of titles()) {
    for (const word of title.split(/[\s,]+/u)) if (!names.has(word)) yield [word, 'NOUN']
  }
  for (const { verb } of [...cues(), ...triggers()]) yield [verb.split(' ').at(-1) ?? verb, 'VERB']
}
