import type { Feats } from './features.js'

/**
 * Which suffixes follow which, left to right: states and the suffixes that lead from one to the next. Templates are
 * those of `suffixAfter`. The order of Kazakh: stem, plural, possession, case; stem, voice, negation, tense, person.
 */

export const states = [
  'noun',
  'plural',
  'possessed',
  'possessed3',
  'located',
  'verb',
  'negated',
  'participle',
  'verbal-noun',
  'past',
  'present',
  'conditional',
  'converb',
  'end',
] as const

export type State = (typeof states)[number]

export interface Edge {
  readonly template: string
  readonly feats: Feats
  readonly to: State
}

const edge = (template: string, feats: Feats, to: State): Edge => ({ template, feats, to })

const plural = edge('LAр', { Number: 'Plur' }, 'plural')
const possession: readonly Edge[] = [
  edge('(I)м', { 'Person[psor]': '1', 'Number[psor]': 'Sing' }, 'possessed'),
  edge('(I)ң', { 'Person[psor]': '2', 'Number[psor]': 'Sing' }, 'possessed'),
  edge('(I)ңIз', { 'Person[psor]': '2', 'Number[psor]': 'Sing', Polite: 'Form' }, 'possessed'),
  edge('[с]I', { 'Person[psor]': '3', 'Number[psor]': 'Plur,Sing' }, 'possessed3'),
  edge('(I)мIз', { 'Person[psor]': '1', 'Number[psor]': 'Plur' }, 'possessed'),
]
const cases: readonly Edge[] = [
  edge('QIң', { Case: 'Gen' }, 'end'),
  edge('GA', { Case: 'Dat' }, 'end'),
  edge('NI', { Case: 'Acc' }, 'end'),
  edge('DA', { Case: 'Loc' }, 'end'),
  edge('BAн', { Case: 'Abl' }, 'end'),
  edge('Mен', { Case: 'Ins' }, 'end'),
  edge('шA', { Case: 'Equ' }, 'end'),
  // Кеңестегі ("that is in the Council"): a locative made an attribute.
  edge('DAGI', { Case: 'Loc', Attributive: 'Yes' }, 'located'),
]
/** The dative of a thing of mine or yours is -а: досыма ("to my friend"). */
const casesOfPossessed: readonly Edge[] = [...cases, edge('A', { Case: 'Dat' }, 'end')]
const casesOfPossessed3: readonly Edge[] = [
  edge('нIң', { Case: 'Gen' }, 'end'),
  edge('нA', { Case: 'Dat' }, 'end'),
  edge('н', { Case: 'Acc' }, 'end'),
  edge('ндA', { Case: 'Loc' }, 'end'),
  edge('нAн', { Case: 'Abl' }, 'end'),
  edge('мен', { Case: 'Ins' }, 'end'),
  edge('ншA', { Case: 'Equ' }, 'end'),
  edge('ндAGI', { Case: 'Loc', Attributive: 'Yes' }, 'located'),
]

const voices: readonly Edge[] = [
  edge('(I)л', { Voice: 'Pass' }, 'verb'),
  edge('(I)н', { Voice: 'Pass' }, 'verb'),
  edge('DIр', { Voice: 'Cau' }, 'verb'),
  edge('GIз', { Voice: 'Cau' }, 'verb'),
  edge('т', { Voice: 'Cau' }, 'verb'),
  edge('(I)с', { Voice: 'Rcp' }, 'verb'),
]
const tenses: readonly Edge[] = [
  edge('DI', { VerbForm: 'Fin', Mood: 'Ind', Tense: 'Past' }, 'past'),
  edge('GAн', { VerbForm: 'Part', Tense: 'Past' }, 'participle'),
  edge('(I)п', { VerbForm: 'Conv', Aspect: 'Perf' }, 'converb'),
  edge('(A)[й]', { VerbForm: 'Conv', Aspect: 'Imp' }, 'present'),
  edge('(A)[й]тIн', { VerbForm: 'Part', Aspect: 'Imp' }, 'participle'),
  edge('(A)р', { VerbForm: 'Part', Tense: 'Fut' }, 'participle'),
  edge('у', { VerbForm: 'Vnoun' }, 'verbal-noun'),
  edge('сA', { VerbForm: 'Fin', Mood: 'Cnd' }, 'conditional'),
  edge('PAK', { VerbForm: 'Part', Mood: 'Int' }, 'participle'),
  edge('PAKшI', { VerbForm: 'Part', Mood: 'Int' }, 'participle'),
  edge('сIн', { VerbForm: 'Fin', Mood: 'Imp', Person: '3' }, 'end'),
  edge('(A)[й]йIK', { VerbForm: 'Fin', Mood: 'Imp', Person: '1', Number: 'Plur' }, 'end'),
  edge('(I)ңIз', { VerbForm: 'Fin', Mood: 'Imp', Person: '2', Polite: 'Form' }, 'end'),
  edge('(I)ңIздAр', { VerbForm: 'Fin', Mood: 'Imp', Person: '2', Polite: 'Form', Number: 'Plur' }, 'end'),
  edge('GAлI', { VerbForm: 'Conv' }, 'end'),
  edge('GAншA', { VerbForm: 'Conv' }, 'end'),
  edge('GAндIK', { VerbForm: 'Part', Tense: 'Past' }, 'participle'),
]
const pastPersons: readonly Edge[] = [
  edge('м', { Person: '1', Number: 'Sing' }, 'end'),
  edge('ң', { Person: '2', Number: 'Sing' }, 'end'),
  edge('ңIз', { Person: '2', Number: 'Sing', Polite: 'Form' }, 'end'),
  edge('K', { Person: '1', Number: 'Plur' }, 'end'),
]
const presentPersons: readonly Edge[] = [
  edge('мIн', { Person: '1', Number: 'Sing' }, 'end'),
  edge('сIң', { Person: '2', Number: 'Sing' }, 'end'),
  edge('сIз', { Person: '2', Number: 'Sing', Polite: 'Form' }, 'end'),
  edge('мIз', { Person: '1', Number: 'Plur' }, 'end'),
]

export const edges: Readonly<Record<State, readonly Edge[]>> = {
  noun: [plural, ...possession, ...cases],
  plural: [...possession, ...cases],
  possessed: casesOfPossessed,
  possessed3: casesOfPossessed3,
  located: [plural, ...cases],
  verb: [...voices, edge('PA', { Polarity: 'Neg' }, 'negated'), ...tenses],
  negated: [...tenses, edge('с', { VerbForm: 'Part', Tense: 'Fut' }, 'participle')],
  participle: [plural, ...possession, ...cases, ...presentPersons, edge('PIн', { Person: '1', Number: 'Sing' }, 'end')],
  'verbal-noun': [plural, ...possession, ...cases],
  past: pastPersons,
  present: [
    edge('дI', { VerbForm: 'Fin', Mood: 'Ind', Tense: 'Pres', Person: '3' }, 'end'),
    ...presentPersons.map((person) =>
      edge(person.template, { VerbForm: 'Fin', Mood: 'Ind', Tense: 'Pres', ...person.feats }, 'end'),
    ),
  ],
  conditional: pastPersons,
  converb: [edge('тI', { VerbForm: 'Fin', Mood: 'Ind', Tense: 'Past', Evident: 'Nfh' }, 'end')],
  end: [],
}
