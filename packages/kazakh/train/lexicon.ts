/**
 * Makes the word lists of src/lexicon, each a file under the licence of what it was made from:
 * - words.ts: lemmas and counts of UD_Kazakh-KTB (train part) and lemmas of UniMorph (CC BY-SA);
 * - names.ts: proper names of KazNERD (CC BY);
 * - stems.ts: stems of Debian's hunspell-kk (MPL-1.1).
 *
 * Every tenth sentence of the treebank and of KazNERD is left out, for measuring.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { closed } from '#lexicon/closed.js'
import { pack } from '#lexicon/packed.js'
import { endingsOf } from '#morphology/endings.js'
import { soundsOf } from '#morphology/phonology.js'

type Words = Map<string, Map<string, number>>

const [data, out, dictionary = '/usr/share/hunspell/kk_KZ.dic'] = process.argv.slice(2)
if (data === undefined || out === undefined) throw new Error('usage: lexicon.js DATA-FOLDER OUT-FOLDER [KK_KZ.DIC]')

const kazakh = /^[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*$/u

function add(words: Words, lemma: string, upos: string, times: number): void {
  const clean = lemma.normalize('NFC').toLowerCase()
  if (!kazakh.test(clean)) return
  const tags = words.get(clean) ?? new Map<string, number>()
  tags.set(upos, (tags.get(upos) ?? 0) + times)
  words.set(clean, tags)
}

const lines = (file: string): readonly string[] => readFileSync(file, 'utf8').replace(/\r/gu, '').split('\n')

function treebank(): Words {
  const words: Words = new Map()
  const sentences = readFileSync(`${data}/ktb/train.conllu`, 'utf8').split(/\n\n/u)
  for (const [index, sentence] of sentences.entries()) {
    if (index % 10 === 9) continue
    for (const line of sentence.split('\n')) {
      const [id = '', , lemma = '', upos = '', , feats = ''] = line.split('\t')
      const gender = /Gender=(Masc|Fem)/u.exec(feats)?.[1] ?? ''
      if (/^\d+$/u.test(id) && !/^(?:PUNCT|SYM|X|PRON|DET|NUM|AUX|PART)$/u.test(upos))
        add(words, lemma, upos + gender, 1)
    }
  }
  return words
}

const unimorphLemmas = (file: string): ReadonlySet<string> =>
  new Set(lines(`${data}/unimorph/${file}`).map((line) => line.split('\t')[0] ?? ''))

const voiceless: Readonly<Record<string, string>> = { б: 'п', г: 'к', ғ: 'қ' }

/** Stems that a verbal noun in -у or -ю may come from, the likeliest last. */
function stemsOfVerbalNoun(noun: string): readonly string[] {
  const stem = noun.slice(0, -1)
  if (noun.endsWith('ию')) return [stem]
  if (noun.endsWith('ю')) return [`${stem}й`]
  const last = voiceless[stem.slice(-1)]
  return [...(last === undefined ? [] : [stem.slice(0, -1) + last]), stem, `${stem}ы`, `${stem}і`]
}

const adjective = /.{2}(?:[лдт][ыі]|с[ыі]з|ш[ыі]л|[дт][ае]й|[ғгқк][ыі]|шаң|шең|қор|паз)$/u
const adverb = /.{2}ш[ае]$/u

function hunspell(known: Words): Words {
  const classes = new Map<string, string>()
  for (const line of lines(dictionary).slice(1)) {
    const [word = '', flags = ''] = line.trim().split('/')
    // A few entries have a Latin i.
    if (word !== '') classes.set(word.replace(/i/gu, 'і'), flags.charAt(0))
  }
  const words: Words = new Map()
  const verbs = new Set<string>()
  for (const [word, flag] of classes) {
    if (flag !== 'M') continue
    const stems = stemsOfVerbalNoun(word.toLowerCase())
    // Оқу is of оқы where the list has оқы; тау ("mountain") is of no verb. Long ones are verbs whatever the list has.
    const listed = stems.filter((stem) => classes.has(stem) && stem.length > 1)
    const derived = /.{3}(?:[лдт][ае]|[лдт][ае][нстр]|[дт][ыі]р|[ае]й|и)(?:[ую])$/u.test(word)
    const chosen = listed.length > 0 ? listed : derived ? stems.slice(0, 1) : []
    for (const stem of chosen) {
      if (/[мбп][ае]$/u.test(stem) && classes.has(stem.slice(0, -2))) continue
      verbs.add(stem)
    }
    if (chosen.length === 0) add(words, word, 'NOUN', 0.3)
  }
  for (const verb of verbs) add(words, verb, 'VERB', 0.3)
  for (const [word, flag] of classes) {
    if (flag === 'M') continue
    if (flag === 'B') add(words, word, 'PROPN', 0.5)
    else {
      const doubt = inflectionOf(word, classes, verbs, known)
      if (doubt === 'sure' && !known.has(word)) continue
      const weight = doubt === undefined ? 0.3 : 0.05
      if (verbs.has(word)) {
        // Жаз is "write" and "summer", сайыс "compete" and "contest"; айқында is a verb alone.
        if (word.length <= 4 || (word.length <= 9 && deverbal.test(word))) add(words, word, 'NOUN', 0.1)
      } else if (adverb.test(word)) {
        add(words, word, 'ADV', weight * 0.5)
        add(words, word, 'NOUN', weight * 0.5)
      } else {
        // The list does not say which are nouns and which adjectives: their endings say, and both stay possible.
        const isAdjective = adjective.test(word)
        add(words, word, isAdjective ? 'ADJ' : 'NOUN', weight)
        if (!/(?:[лдт][ыі][қк]|ш[ыі]|у)$/u.test(word)) add(words, word, isAdjective ? 'NOUN' : 'ADJ', 0.02)
      }
    }
  }
  return words
}

const isMet = (stem: string, known: Words): boolean => known.get(stem)?.has('NOUN') === true

/** Ends that verbs share with nouns made of verbs. */
const deverbal = /[^аеәиоөуұүыі][ыі]?[сн]$|[ыі][сн]$|[ыі]?[қк]$|[ае]с$/u

/** Some words are listed with their inflections: келеді ("comes"), абайдың ("of Abai"). A doubt where they may be words. */
function inflectionOf(
  word: string,
  classes: ReadonlyMap<string, string>,
  verbs: ReadonlySet<string>,
  known: Words,
): 'sure' | 'doubt' | undefined {
  let doubt: 'doubt' | undefined
  for (let cut = word.length - 1; cut >= 2; cut--) {
    const stem = word.slice(0, cut)
    const ending = word.slice(cut)
    const fallen = /^[ая]/u.test(ending) ? stem : stem.replace(/ғ$/u, 'қ').replace(/г$/u, 'к').replace(/б$/u, 'п')
    const isVerb = (candidate: string): boolean => verbs.has(candidate) || known.get(candidate)?.has('VERB') === true
    for (const verb of [stem, fallen].filter(isVerb).slice(0, 1)) {
      for (const { feats, regular, lemmaLength } of endingsOf(ending, 'verb')) {
        if ((regular & soundsOf(verb)) === 0 || lemmaLength > 0) continue
        if (feats.VerbForm === 'Fin' && feats.Mood !== 'Imp' && feats.Tense !== 'Fut') return 'sure'
        if (feats.VerbForm === 'Conv' && feats.Aspect === 'Perf') return word.length > 6 ? 'sure' : 'doubt'
        if (feats.VerbForm === 'Part' && feats.Tense !== 'Fut') return 'sure'
        doubt = 'doubt'
      }
    }
    const noun = isMet(fallen, known) ? fallen : stem
    if (noun.length < 3 || (!isMet(noun, known) && (classes.get(noun) !== 'A' || verbs.has(noun)))) continue
    for (const { feats, regular, lemmaLength } of endingsOf(ending, 'noun')) {
      if ((regular & soundsOf(noun)) === 0 || lemmaLength > 0 || feats.Person !== undefined) continue
      if (feats.Case !== 'Nom' && feats.Case !== 'Acc' && feats.Case !== undefined && ending.length > 1) return 'sure'
      // қаласы ("its city"), where қала is met in texts.
      if (feats.Number === 'Plur' || (feats['Person[psor]'] === '3' && noun.length > 3 && isMet(noun, known)))
        return 'sure'
      doubt = 'doubt'
    }
  }
  return doubt
}

/** Names as KazNERD's people and places are written where they end no phrase: there they bear no case. */
function names(): Words {
  const counts = new Map<string, number>()
  const people = new Map<string, number>()
  const sentences = readFileSync(`${data}/ner/train.iob2`, 'utf8').split(/\n\n/u)
  for (const [index, sentence] of sentences.entries()) {
    if (index % 10 === 9) continue
    const rows = sentence.split('\n').map((line) => line.split(' '))
    for (const [i, [token = '', tag = '']] of rows.entries()) {
      if (!/-(?:PERSON|GPE|LOCATION)$/u.test(tag) || !/^[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+$/u.test(token)) continue
      const weight = rows[i + 1]?.[1]?.startsWith('I-') ? 2 : 1
      counts.set(token.toLowerCase(), (counts.get(token.toLowerCase()) ?? 0) + weight)
      if (tag.endsWith('PERSON')) people.set(token.toLowerCase(), (people.get(token.toLowerCase()) ?? 0) + weight)
    }
  }
  const words: Words = new Map()
  for (const [name, count] of counts) {
    if (count < 2 || isInflectedName(name, counts)) continue
    const weight = Math.min(count, 50)
    add(words, name, 'PROPN', weight)
    if ((people.get(name) ?? 0) * 2 < count) continue
    for (const gender of gendersOf(name)) add(words, name, `PROPN${gender}`, weight)
  }
  return words
}

/** What the end of a name says of whose it is; both, where it says nothing. */
function gendersOf(name: string): readonly string[] {
  if (/(?:[оеё]в|[иы]н|ұлы|[иы]ч|ский|бек|бай|ғали|мұрат|тай)$/u.test(name)) return ['Masc']
  if (/(?:[оеё]ва|[иы]на|қызы|вна|ская|гүл|нұр|сұлу|ия)$/u.test(name)) return ['Fem']
  return ['Masc', 'Fem']
}

const caseEnding =
  /(?:[днт][ыі]ң|[мбп]ен|[дт][ае]|[дтн][ае]н|[ғгқк][ае]|[днт][ыі]|[дт][ае][ғг][ыі]|с[ыі]|с[ыі]н.*|н[ае]|[ыі])$/u

function isInflectedName(name: string, counts: ReadonlyMap<string, number>): boolean {
  for (let length = name.length - 1; length >= 3; length--) {
    if (counts.has(name.slice(0, length)) && caseEnding.exec(name.slice(length))?.[0] === name.slice(length))
      return true
  }
  return false
}

/** How an ending may be cut from a word of news: the stem, and whether it sounds as the rules say after it. */
function* cuts(word: string, start: 'noun' | 'verb' | 'adjective'): Generator<readonly [stem: string, ending: string]> {
  for (let cut = word.length; cut >= 2; cut--) {
    const surface = word.slice(0, cut)
    const ending = word.slice(cut)
    const readings = endingsOf(ending, start)
    if (readings.length === 0) continue
    const stems = /^[аеыіуя]/u.test(ending)
      ? [
          surface,
          surface.slice(0, -1) + (voiceless[surface.slice(-1)] ?? surface.slice(-1)),
          `${surface}ы`,
          `${surface}і`,
        ]
      : [surface]
    for (const stem of stems) {
      const sounds = ending === '' ? -1 : soundsOf(stem)
      if (readings.some(({ regular, lemmaLength }) => (regular & sounds) !== 0 && lemmaLength === 0))
        yield [stem, ending]
    }
  }
}

/** Tenses that no noun's ending looks like. */
const tenses = [/^[ғгқк][ае]н/u, /^[аей]{1,2}[дт][ыі]$/u, /^[ыі]п$/u, /^[мбп][ае](?:й|ғ|г|д)/u, /^[аей]{1,2}т[ыі]н/u]

/** Stems that lists have only as nouns, but news inflects as verbs: құтқар, құтқарған, құтқарды ("save"). */
function verbsOf(forms: ReadonlyMap<string, unknown>, has: (stem: string) => boolean, lists: readonly Words[]): Words {
  const isVerb = (stem: string): boolean => lists.some((list) => list.get(stem)?.has('VERB'))
  const endings = new Map<string, Set<number>>()
  for (const form of forms.keys()) {
    const readings = [...cuts(form, 'verb')]
    if (readings.some(([stem]) => isVerb(stem)) || [...cuts(form, 'noun')].some(([stem]) => has(stem))) continue
    for (const [stem, ending] of readings) {
      const tense = tenses.findIndex((one) => one.test(ending))
      if (has(stem) && stem.length >= 3 && tense >= 0) endings.set(stem, (endings.get(stem) ?? new Set()).add(tense))
    }
  }
  const words: Words = new Map()
  for (const [stem, all] of endings) if (all.size >= 2) add(words, stem, 'VERB', 0.4)
  return words
}

const looksInflected = (word: string): boolean =>
  (['noun', 'verb'] as const).some((start) =>
    [...cuts(word, start)].some(([stem, ending]) => ending.length >= 2 && stem.length >= 3),
  )

/** Words of news that no list has, found by the endings that they are met with: бетперде, бетперденi, бетперделер ("mask"). */
function news(...lists: readonly Words[]): Words {
  const has = (stem: string): boolean => lists.some((list) => list.has(stem))
  const forms = new Map<string, { count: number; capital: number }>()
  const sentences = readFileSync(`${data}/ner/train.iob2`, 'utf8').split(/\n\n/u)
  for (const [index, sentence] of sentences.entries()) {
    if (index % 10 === 9) continue
    for (const [i, line] of sentence.split('\n').entries()) {
      const token = line.split(' ')[0] ?? ''
      const form = token.toLowerCase()
      if (!kazakh.test(form) || form.length < 3) continue
      const seen = forms.get(form) ?? { count: 0, capital: 0 }
      seen.count++
      if (i > 0 && /^\p{Lu}/u.test(token)) seen.capital++
      forms.set(form, seen)
    }
  }
  const verbs = verbsOf(forms, has, lists)
  const explains = new Map<string, Set<string>>()
  for (const form of forms.keys()) {
    const known = (['noun', 'verb', 'adjective'] as const).some((start) =>
      [...cuts(form, start)].some(([stem]) => has(stem)),
    )
    if (known || [...cuts(form, 'verb')].some(([stem]) => verbs.get(stem)?.has('VERB'))) continue
    for (const [stem] of cuts(form, 'noun')) {
      if (stem.length >= 3 && /[аәеёиоөұүуыіэюя]/u.test(stem))
        explains.set(stem, (explains.get(stem) ?? new Set()).add(form))
    }
  }
  const words: Words = new Map(verbs)
  const done = new Set<string>()
  const bySize = [...explains].sort(([a, x], [b, y]) => y.size - x.size || b.length - a.length || (a < b ? -1 : 1))
  for (const [stem, all] of bySize) {
    const left = [...all].filter((form) => !done.has(form))
    const count = left.reduce((sum, form) => sum + (forms.get(form)?.count ?? 0), 0)
    const bare = forms.get(stem)?.count ?? 0
    // A stem that is met bare and inflected, or in three forms, or bare often.
    if (!((bare > 0 && left.length >= 2) || left.length >= 3 || (bare >= 3 && !looksInflected(stem))) || count < 3)
      continue
    const capital = left.reduce((sum, form) => sum + (forms.get(form)?.capital ?? 0), 0)
    add(words, stem, capital * 2 > count ? 'PROPN' : adjective.test(stem) ? 'ADJ' : 'NOUN', 0.4)
    for (const form of left) done.add(form)
  }
  return words
}

/** The Mozilla Public License 1.1 asks for its notice in the file itself. */
const hunspellNotice = `from the word list of Debian's hunspell-kk: (C) 2009 Akmaral Mussayeva, László Németh, Rail Aliev.
// The contents of this file are subject to the Mozilla Public License Version 1.1 (the "License"); you may not use this
// file except in compliance with the License, http://www.mozilla.org/MPL/1.1/. Software distributed under the License is
// distributed on an "AS IS" basis, WITHOUT WARRANTY OF ANY KIND, either express or implied.
// Changed: parts of speech added, inflected words left out, packed.`

function write(file: string, name: string, about: string, words: Words): void {
  writeFileSync(
    `${out}/${file}`,
    `// Made by train/lexicon.ts ${about} Do not edit.\nexport const ${name} = \`${pack(words)}\`\n`,
  )
  console.error(`${file}: ${words.size} lemmas`)
}

const words = treebank()
// UniMorph lists a few pronouns among its nouns.
const pronouns = new Set(closed.filter(({ upos }) => upos === 'PRON').flatMap((row) => row.words.split(/\s+/u)))
for (const noun of unimorphLemmas('kaz.noun.tsv')) {
  if (!pronouns.has(noun) && !words.get(noun.toLowerCase())?.has('NOUN')) add(words, noun, 'NOUN', 1)
}
const met: Words = new Map([...words].map(([word, tags]) => [word, new Map(tags)]))
for (const row of closed) for (const word of row.words.split(/\s+/u)) add(met, word, row.upos, 1)
const listed = existsSync(dictionary) ? hunspell(met) : undefined
// UniMorph names a verb by its verbal noun in -у; which stem it is of, the dictionary says.
for (const noun of unimorphLemmas('kaz.verb.tsv')) {
  if (!/[ую]$/u.test(noun)) continue
  const stems = stemsOfVerbalNoun(noun.toLowerCase())
  const chosen = stems.filter((stem) => words.get(stem)?.has('VERB') || listed?.get(stem)?.has('VERB'))
  for (const stem of chosen.length > 0 ? chosen.slice(0, 1) : stems.slice(0, 1)) add(words, stem, 'VERB', 1)
}
write('words.ts', 'words', 'from UD_Kazakh-KTB (train part) and UniMorph kaz: CC BY-SA 4.0, see NOTICE.', words)
const named = names()
write('names.ts', 'names', 'from KazNERD (CC BY 4.0, IS2AI), see NOTICE.', named)
write('news.ts', 'news', 'from KazNERD (CC BY 4.0, IS2AI), see NOTICE.', news(words, named, listed ?? new Map()))
if (listed === undefined)
  console.error(`${dictionary} is not there (apt-get install hunspell-kk): stems.ts stays as it is`)
else write('stems.ts', 'stems', hunspellNotice, listed)

/** How often the treebank has each part of speech with each set of features: words of closed classes count too. */
function priors(): string {
  const counts = new Map<string, number>()
  const sentences = readFileSync(`${data}/ktb/train.conllu`, 'utf8').split(/\n\n/u)
  for (const [index, sentence] of sentences.entries()) {
    if (index % 10 === 9) continue
    for (const line of sentence.split('\n')) {
      const [id = '', , , upos = '', , feats = ''] = line.split('\t')
      if (!/^\d+$/u.test(id)) continue
      const key = `${upos}\t${feats === '_' ? '' : feats}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => `${key}\t${count}`)
    .join('\n')
}
writeFileSync(
  `${out}/priors.ts`,
  `// Made by train/lexicon.ts from UD_Kazakh-KTB (train part): CC BY-SA 4.0, see NOTICE. Do not edit.\n// Part of speech, features, count.\nexport const priors = \`\n${priors()}\n\`\n`,
)
