import { existsSync, readFileSync } from 'node:fs'
import { analyze, type Feats, generate, mend } from 'kazakh'
import type { Eval } from './main.js'

const data = new URL('../../../../../shared/data/unimorph/', import.meta.url)

interface Row {
  readonly lemma: string
  readonly form: string
  readonly tags: readonly string[]
}

const rowsOf = (file: string): readonly Row[] =>
  readFileSync(new URL(file, data), 'utf8')
    .split(/\r?\n/u)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([lemma = '', form = '', tags = '']) => ({ lemma, form, tags: tags.split(';') }))

const nounTags: Readonly<Record<string, Feats>> = {
  N: {},
  SG: {},
  PL: { Number: 'Plur' },
  NOM: { Case: 'Nom' },
  GEN: { Case: 'Gen' },
  DAT: { Case: 'Dat' },
  ACC: { Case: 'Acc' },
  LOC: { Case: 'Loc' },
  ABL: { Case: 'Abl' },
  INST: { Case: 'Ins' },
  PSS1S: { 'Person[psor]': '1', 'Number[psor]': 'Sing' },
  PSS1P: { 'Person[psor]': '1', 'Number[psor]': 'Plur' },
  PSS2S: { 'Person[psor]': '2', 'Number[psor]': 'Sing' },
  PSS3S: { 'Person[psor]': '3', 'Number[psor]': 'Plur,Sing' },
  LSSPEC1: {},
  LSSPEC2: { Polite: 'Form' },
}

/** UniMorph's features of a noun in those of Universal Dependencies; without a case it is the nominative. */
const nounFeats = (tags: readonly string[]): Feats =>
  Object.assign({ Case: 'Nom' }, ...tags.map((tag) => nounTags[tag]))

const show = process.env.SHOW === '1'
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`
const clean = (text: string): string => mend(text).text

function nouns(): void {
  const rows = rowsOf('kaz.noun.tsv')
  let asWritten = 0
  let mended = 0
  const wrong = new Map<string, string[]>()
  for (const { lemma, form, tags } of rows) {
    const forms = generate(clean(lemma), 'NOUN', nounFeats(tags))
    if (generate(lemma, 'NOUN', nounFeats(tags)).includes(form)) asWritten++
    if (forms.includes(clean(form))) mended++
    else wrong.set(lemma, [...(wrong.get(lemma) ?? []), `${form} (we: ${forms.join(', ')}; ${tags.join(';')})`])
  }
  console.log(
    `kaz.noun.tsv: ${rows.length} forms, ${percent(asWritten, rows.length)} generated as written, ${percent(mended, rows.length)} after mending`,
  )
  console.log(nounRemark)
  for (const [lemma, forms] of [...wrong].sort((a, b) => b[1].length - a[1].length).slice(0, show ? 1000 : 0)) {
    console.log(`  ${lemma}: ${forms.length} differ, as ${forms.slice(0, 6).join('; ')}`)
  }
}

/** What the tables are wrong in, found by reading what differs: the right form is given after "for". */
const nounRemark = `What differs is wrong in the file (адамдан for адамнан, әйәйелде for әйелде, мектетері for мектептері, rows one off in
баға, таулық and әдебиет), or keeps a vowel that falls out (халығы for халқы), or is a pronoun under nouns (мен, ол, біз),
or a Bashkir word (ҡорот).`
const remarks: Readonly<Record<string, string>> = {
  IMP: 'a vowel too many (аяқтаыңдар for аяқтаңдар), stems cut short (оқ for оқы, қо for қой), жаб for жап',
  'IMP;NEG': '-ма where it must be -ба or -па (көрінмеңіз for көрінбеңіз), stems cut short (оқма for оқыма)',
  'FUT;SBJV': 'stems cut short (оқар for оқыр, жур for жуар), forms of another verb (керек ету, қажет болу)',
  PST: 'back endings after front stems (естідық for естідік), the third person for all (болу, келу)',
  'PST;NEG': 'back endings after front stems (сүймедың for сүймедің), -ме for -бе',
  'PRF;PST':
    'forms of another verb (алу has those of шыдау), stems cut short; 1PL is -мыз, -быз is the norm: we give both',
  'PRF;PST;NEG': '-мағандым, -мағанды: no such forms (for -мағанмын, -маған)',
  PRS: 'the third person for all (болу, келу), тйемін for тиемін, жуймын for жуамын',
  'PRS;NEG': 'аламаймын ("I cannot take") for алмаймын, and persons shifted: PL;3 is 1PL',
  'PROG;PST': 'оқатын for оқитын, жуйтын for жуатын',
  'PROG;PST;NEG': 'алматын for алмайтын',
  'PROG;PRS': 'two words, of which we make both; жаып for жауып, the third person for all (болу)',
  'PROG;PRS;NEG': 'алып тұрмаймын for алып тұрған жоқпын, and the third person is cut off (тұрмай)',
}

const agreement = /^(?:V|SG|PL|[123]|FRML|INFM)$/u
const personOf = (tags: readonly string[]): Feats => ({
  Person: tags.find((tag) => /^[123]$/u.test(tag)) ?? '3',
  Number: tags.includes('PL') ? 'Plur' : 'Sing',
  ...(tags.includes('FRML') ? { Polite: 'Form' } : {}),
  ...(tags.includes('NEG') ? { Polarity: 'Neg' } : {}),
})

const tenses: Readonly<Record<string, Feats>> = {
  IMP: { Mood: 'Imp', VerbForm: 'Fin' },
  'FUT;SBJV': { Mood: 'Ind', Tense: 'Fut', VerbForm: 'Fin' },
  PST: { Mood: 'Ind', Tense: 'Past', VerbForm: 'Fin' },
  'PRF;PST': { Mood: 'Ind', Tense: 'Past', VerbForm: 'Fin' },
  'PROG;PST': { Mood: 'Ind', Tense: 'Past', VerbForm: 'Fin' },
  PRS: { Aspect: 'Hab', Mood: 'Ind', Tense: 'Pres', VerbForm: 'Fin' },
}
const auxiliaries = ['тұр', 'отыр', 'жүр', 'жат']

/** The forms of a verb that UniMorph's features ask for; the past ones share features, so all of them are. */
function verbForms(stem: string, tense: string, tags: readonly string[]): readonly string[] {
  const feats = tenses[tense.replace(';NEG', '')]
  if (feats !== undefined) return generate(stem, 'VERB', { ...feats, ...personOf(tags) })
  const converbs = ['Perf', 'Imp'].flatMap((aspect) => generate(stem, 'VERB', { Aspect: aspect, VerbForm: 'Conv' }))
  const present = { Mood: 'Ind', Tense: 'Pres', VerbForm: 'Fin', ...personOf(tags) }
  const aux = auxiliaries.flatMap((verb) => generate(verb, 'AUX', present))
  return converbs.flatMap((converb) => aux.map((word) => `${converb} ${word}`))
}

/** The stem of a verbal noun in -у, as the analyzer reads it. */
const stemOf = (noun: string): string =>
  analyze(noun).find(({ upos, feats }) => upos === 'VERB' && feats.VerbForm === 'Ger')?.lemma ?? noun.slice(0, -1)

function verbs(): void {
  const rows = rowsOf('kaz.verb.tsv')
  const groups = new Map<string, { all: number; right: number; wrong: string[] }>()
  for (const row of rows) {
    const lemma = clean(row.lemma)
    const form = clean(row.form)
    const before = lemma.slice(0, lemma.lastIndexOf(' ') + 1)
    const tense = row.tags.filter((tag) => !agreement.test(tag)).sort((a, b) => Number(a === 'NEG') - Number(b === 'NEG') || (a < b ? -1 : 1)).join(';')
    const forms = verbForms(stemOf(lemma.slice(before.length)), tense, row.tags).map((made) => before + made)
    const group = groups.get(tense) ?? { all: 0, right: 0, wrong: [] }
    group.all++
    if (forms.includes(form)) group.right++
    else group.wrong.push(`${lemma}: ${form} (we: ${forms.slice(0, 3).join(', ')}; ${row.tags.join(';')})`)
    groups.set(tense, group)
  }
  const right = [...groups.values()].reduce((sum, group) => sum + group.right, 0)
  console.log(`\nkaz.verb.tsv: ${rows.length} forms, ${percent(right, rows.length)} generated after mending; by tense:\n`)
  for (const [tense, group] of [...groups].sort((a, b) => b[1].right / b[1].all - a[1].right / a[1].all)) {
    console.log(`  ${tense.padEnd(14)}${String(group.all).padStart(6)}${percent(group.right, group.all).padStart(10)}  ${remarks[tense] ?? ''}`)
    if (show) for (const wrong of group.wrong.slice(0, 40)) console.log(`      ${wrong}`)
  }
} // biome-ignore format: long rows

export const unimorph: Eval = {
  name: 'unimorph',
  about: 'how many forms of the UniMorph tables are generated (SHOW=1 lists those that differ)',
  run() {
    if (!existsSync(data)) {
      console.log(`${data.pathname} is not there: nothing measured`)
      return
    }
    nouns()
    verbs()
  },
}
