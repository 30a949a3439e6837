import type { Feats, Upos } from './features.js'
import type { Final } from './phonology.js'

/**
 * Which suffixes follow which, left to right: states, and the suffixes that lead from one to the next, with the features
 * that UD_Kazakh-KTB gives them. Templates are those of `realize`. Where the treebank reads one suffix in several ways
 * (-ған is a participle, a verbal noun or a finite past), each reading is an edge of its own.
 *
 * The order of Kazakh: stem, derivation, plural, possession, case, person; stem, voice, negation, tense, person.
 */
export const states = [
  'noun',
  'derived',
  'plural',
  'possessed',
  'possessed3',
  'located',
  'attributive',
  'adjective',
  'numeral',
  'adverb',
  'verb',
  'caused',
  'caused2',
  'reciprocal',
  'passive',
  'negated',
  'gerund',
  'past',
  'present',
  'conditional',
  'desired',
  'told',
  'finite',
  'participle',
  'third',
  'end',
] as const

export type State = (typeof states)[number]

export interface Edge {
  readonly template: string
  readonly feats: Feats
  readonly to: State
  /** The suffix makes a new word of this part of speech: it belongs to the lemma. */
  readonly derives?: Upos
  /** The finals after which the suffix stands, where its template does not say it. */
  readonly after?: readonly Final[]
}

const edge = (template: string, feats: Feats, to: State): Edge => ({ template, feats, to })
const derive = (template: string, derives: Upos, to: State, after?: readonly Final[]): Edge => ({
  template,
  feats: {},
  to,
  derives,
  ...(after === undefined ? {} : { after }),
})

/** The same suffixes where more is known of the word. */
const having = (feats: Feats, edges: readonly Edge[]): readonly Edge[] =>
  edges.map((one) => ({ ...one, feats: { ...feats, ...one.feats } }))

const own = (person: string, number: string): Feats => ({ 'Person[psor]': person, 'Number[psor]': number })
const plural = edge('LAр', { Number: 'Plur' }, 'plural')
const possession: readonly Edge[] = [
  edge('(I)м', own('1', 'Sing'), 'possessed'),
  edge('(I)ң', own('2', 'Sing'), 'possessed'),
  edge('(I)ңIз', { ...own('2', 'Sing'), Polite: 'Form' }, 'possessed'),
  edge('[с]I', own('3', 'Plur,Sing'), 'possessed3'),
  edge('(I)мIз', own('1', 'Plur'), 'possessed'),
]
const cases: readonly Edge[] = [
  edge('QIң', { Case: 'Gen' }, 'end'),
  edge('GA', { Case: 'Dat' }, 'end'),
  edge('NI', { Case: 'Acc' }, 'end'),
  edge('DA', { Case: 'Loc' }, 'located'),
  edge('BAн', { Case: 'Abl' }, 'end'),
  edge('Mен', { Case: 'Ins' }, 'end'),
  edge('Mенен', { Case: 'Ins' }, 'end'),
  // Кеңестегі ("that is in the Council"): a locative made an attribute; the treebank calls it a locative still.
  edge('DAGI', { Case: 'Loc' }, 'attributive'),
  // Таудай ("like a mountain").
  edge('DAй', {}, 'end'),
]
/** The dative of a thing of mine or yours is -а: досыма ("to my friend"). */
const casesOfPossessed: readonly Edge[] = [
  edge('A', { Case: 'Dat' }, 'end'),
  ...cases,
  edge('шA', { Case: 'Equ' }, 'end'),
]
const casesOfPossessed3: readonly Edge[] = [
  edge('нIң', { Case: 'Gen' }, 'end'),
  edge('нA', { Case: 'Dat' }, 'end'),
  edge('н', { Case: 'Acc' }, 'end'),
  edge('ндA', { Case: 'Loc' }, 'located'),
  edge('нAн', { Case: 'Abl' }, 'end'),
  edge('мен', { Case: 'Ins' }, 'end'),
  edge('менен', { Case: 'Ins' }, 'end'),
  edge('ндAGI', { Case: 'Loc' }, 'attributive'),
  edge('ндAй', {}, 'end'),
  // Айтуынша ("as he says"): the treebank has no such noun; Equ is the name that UD gives.
  edge('ншA', { Case: 'Equ' }, 'end'),
]

const person = (person: string, number: string, polite = false): Feats => ({
  Person: person,
  Number: number,
  ...(polite ? { Polite: 'Form' } : {}),
})
/** What a word is of someone, said as a predicate: дайынмын ("I am ready"), барғансыз ("you have gone"). */
const predicative: readonly Edge[] = [
  edge('MIн', person('1', 'Sing'), 'end'),
  edge('PIз', person('1', 'Plur'), 'end'),
  edge('сIң', person('2', 'Sing'), 'end'),
  edge('сIз', person('2', 'Sing', true), 'end'),
  edge('сIңдAр', person('2', 'Plur'), 'end'),
  edge('сIздAр', person('2', 'Plur', true), 'end'),
]
const pastPersons: readonly Edge[] = [
  edge('м', person('1', 'Sing'), 'end'),
  edge('K', person('1', 'Plur'), 'end'),
  edge('ң', person('2', 'Sing'), 'end'),
  edge('ңIз', person('2', 'Sing', true), 'end'),
  edge('ңдAр', person('2', 'Plur'), 'end'),
  edge('ңIздAр', person('2', 'Plur', true), 'end'),
]

const derivations: readonly Edge[] = [
  derive('LI', 'ADJ', 'adjective'),
  derive('сIз', 'ADJ', 'adjective'),
  derive('LIK', 'NOUN', 'derived'),
  derive('шI', 'NOUN', 'derived'),
  derive('шIл', 'ADJ', 'adjective'),
  derive('GI', 'ADJ', 'adjective'),
  derive('шA', 'ADV', 'adverb'),
  derive('LA', 'VERB', 'verb'),
]
const inflections: readonly Edge[] = [
  plural,
  ...possession,
  ...cases,
  // Асандікі ("Asan's"), a possessor as a predicate.
  edge('Nікі', { Case: 'Gen' }, 'attributive'),
]

const finiteIndicative: Feats = { Mood: 'Ind', VerbForm: 'Fin' }
/** A participle's three lives: before a noun, as a predicate, and as a noun itself. */
const participle = (template: string, attributive: Feats, predicate: Feats): readonly Edge[] => [
  edge(template, { ...finiteIndicative, ...predicate }, 'finite'),
  edge(template, { ...attributive, VerbForm: 'Part' }, 'participle'),
  edge(template, { ...attributive, VerbForm: 'Ger' }, 'gerund'),
]

const tenses: readonly Edge[] = [
  edge('DI', { ...finiteIndicative, Tense: 'Past' }, 'past'),
  ...participle('GAн', { Tense: 'Past' }, { Tense: 'Past' }),
  ...participle('(A)[й]тIн', { Aspect: 'Imp' }, { Tense: 'Past' }),
  edge('(I)п', { Aspect: 'Perf', VerbForm: 'Conv' }, 'end'),
  edge('(I)п', { Aspect: 'Perf', VerbForm: 'Inf' }, 'end'),
  // Келіпті ("he has come, they say").
  edge('(I)п', { ...finiteIndicative, Evident: 'Fh', Tense: 'Past' }, 'told'),
  edge('(A)[й]', { ...finiteIndicative, Aspect: 'Hab', Tense: 'Pres' }, 'present'),
  edge('у', { VerbForm: 'Ger' }, 'gerund'),
  edge('сA', { Mood: 'Cnd', VerbForm: 'Conv' }, 'conditional'),
  edge('сIн', { Mood: 'Opt', Person: '3', VerbForm: 'Fin' }, 'third'),
  edge('(A)йIн', { Mood: 'Opt', ...person('1', 'Sing'), VerbForm: 'Fin' }, 'end'),
  edge('(A)йIK', { Mood: 'Opt', ...person('1', 'Plur'), VerbForm: 'Fin' }, 'end'),
  edge('(I)ңIз', { Mood: 'Imp', ...person('2', 'Sing', true), VerbForm: 'Fin' }, 'end'),
  edge('(I)ңIздAр', { Mood: 'Imp', ...person('2', 'Plur', true), VerbForm: 'Fin' }, 'end'),
  edge('(I)ңдAр', { Mood: 'Imp', ...person('2', 'Plur'), VerbForm: 'Fin' }, 'end'),
  edge('GAлI', { VerbForm: 'Conv' }, 'end'),
  edge('GAншA', { VerbForm: 'Conv' }, 'end'),
  // Болғандықтан ("because it was").
  edge('GAндIK', { VerbForm: 'Ger' }, 'gerund'),
  edge('PAK', { Mood: 'Des', Tense: 'Fut', VerbForm: 'Fin' }, 'finite'),
  edge('PAKшI', { Mood: 'Des', Tense: 'Fut', VerbForm: 'Fin' }, 'finite'),
  edge('GI', { Mood: 'Des', VerbForm: 'Inf' }, 'desired'),
]
const positive: readonly Edge[] = [
  edge('(A)[й]', { Aspect: 'Imp', VerbForm: 'Inf' }, 'end'),
  edge('(A)[й]', { Aspect: 'Imp', VerbForm: 'Conv' }, 'end'),
  ...participle('(A)р', { Tense: 'Fut' }, { Tense: 'Fut' }),
  edge('ушI', { Mood: 'Pot', VerbForm: 'Part' }, 'participle'),
  // Айтарлықтай ("so that one could tell").
  edge('(A)рлIKтAй', { Mood: 'Pot', Tense: 'Past', VerbForm: 'Part' }, 'end'),
]
const negative: readonly Edge[] = [
  edge('й', { Aspect: 'Perf', VerbForm: 'Conv' }, 'end'),
  edge('й', { Aspect: 'Perf', VerbForm: 'Inf' }, 'end'),
  edge('йIншA', { VerbForm: 'Conv' }, 'end'),
  ...participle('с', { Tense: 'Fut' }, { Tense: 'Fut' }),
]
const negation = edge('PA', { Polarity: 'Neg' }, 'negated')
const passive: readonly Edge[] = [
  edge('(I)л', { Voice: 'Pass' }, 'passive'),
  edge('(I)н', { Voice: 'Pass' }, 'passive'),
  edge('[л]Iн', { Voice: 'Pass' }, 'passive'),
]
const reciprocal = edge('(I)с', { Voice: 'Rcp' }, 'reciprocal')
/** The treebank takes a causative for a verb of its own: жазғызды is of жазғыз, "make write". */
const causative = (to: State): readonly Edge[] => [
  derive('DIр', 'VERB', to),
  derive('GIз', 'VERB', to),
  derive('т', 'VERB', to, ['vowel', 'glide', 'lateral']),
]
const finite: readonly Edge[] = [negation, ...tenses, ...positive]

export const edges: Readonly<Record<State, readonly Edge[]>> = {
  noun: [...inflections, ...derivations, ...having({ Case: 'Nom' }, predicative)],
  derived: [...inflections, derive('LI', 'ADJ', 'adjective'), derive('сIз', 'ADJ', 'adjective')],
  plural: [
    ...possession,
    ...cases,
    edge('Nікі', { Case: 'Gen' }, 'attributive'),
    ...having({ Case: 'Nom' }, predicative),
  ],
  possessed: [...casesOfPossessed, ...having({ Case: 'Nom' }, predicative)],
  possessed3: [...casesOfPossessed3, edge('нікі', { Case: 'Gen' }, 'attributive')],
  located: predicative,
  attributive: [plural, ...possession, ...cases.filter(({ feats }) => feats.Case !== undefined)],
  adjective: [
    edge('(I)рAK', { Degree: 'Cmp' }, 'end'),
    ...inflections,
    derive('LIK', 'NOUN', 'derived'),
    derive('шA', 'ADV', 'adverb'),
    derive('LA', 'VERB', 'verb'),
    ...predicative,
  ],
  numeral: [
    edge('(I)ншI', { NumType: 'Ord' }, 'attributive'),
    ...having({ NumType: 'Card,Ord' }, [plural, ...possession, ...cases]),
    derive('LIK', 'NOUN', 'derived'),
  ],
  adverb: [edge('GI', { Case: 'Nom' }, 'attributive'), edge('(I)рAK', { Degree: 'Cmp' }, 'end')],
  verb: [...causative('caused'), reciprocal, ...passive, ...finite],
  caused: [...causative('caused2'), reciprocal, ...passive, ...finite],
  caused2: [...passive, ...finite],
  reciprocal: [...passive, derive('тIр', 'VERB', 'caused2'), ...finite],
  passive: finite,
  negated: [...tenses, ...negative],
  gerund: [...inflections, ...predicative],
  past: pastPersons,
  present: [
    edge('дI', { Person: '3' }, 'third'),
    edge('м', person('1', 'Sing'), 'end'),
    edge('дI екен', { Evident: 'Fh' }, 'finite'),
    ...predicative.map((one) => ({ ...one, template: one.template.replace('M', 'м').replace('P', 'м') })),
  ],
  conditional: [...pastPersons],
  desired: [
    edge('м', person('1', 'Sing'), 'end'),
    edge('мIз', person('1', 'Plur'), 'end'),
    edge('ң', person('2', 'Sing'), 'end'),
    edge('ңIз', person('2', 'Sing', true), 'end'),
    edge('сI', { Person: '3' }, 'third'),
    edge('лAрI', person('3', 'Plur'), 'end'),
  ],
  told: [
    edge('тI', { Person: '3' }, 'third'),
    edge('пIн', person('1', 'Sing'), 'end'),
    edge('пIз', person('1', 'Plur'), 'end'),
    edge('сIң', person('2', 'Sing'), 'end'),
    edge('сIз', person('2', 'Sing', true), 'end'),
    edge('сIңдAр', person('2', 'Plur'), 'end'),
    edge('сIздAр', person('2', 'Plur', true), 'end'),
  ],
  finite: [
    ...predicative,
    edge('мIз', person('1', 'Plur'), 'end'),
    // Written apart, but one word to the treebank: айтқан жоқ ("has not said"), деген екен ("is said to have said").
    edge(' емес', { Polarity: 'Neg' }, 'finite'),
    edge(' жоқ', { Polarity: 'Neg' }, 'finite'),
    edge(' екен', { Evident: 'Fh' }, 'finite'),
  ],
  participle: [edge('DAй', {}, 'end')],
  third: [],
  end: [],
}

const nominative: readonly Feats[] = [{ Case: 'Nom' }]
const asIs: readonly Feats[] = [{}]
/** Third persons bear no number, the subject has it: both readings stand. */
const thirdPerson: readonly Feats[] = [person('3', 'Sing'), person('3', 'Plur')]
const thirdNumber: readonly Feats[] = [{ Number: 'Sing' }, { Number: 'Plur' }]

/** States in which a word may end, and the features that it then has though no suffix says so. */
export const finals: Readonly<Record<State, readonly Feats[]>> = {
  noun: nominative,
  derived: nominative,
  plural: nominative,
  possessed: nominative,
  possessed3: nominative,
  located: asIs,
  attributive: asIs,
  adjective: asIs,
  numeral: [{ NumType: 'Card' }, { NumType: 'Card,Ord' }],
  adverb: asIs,
  verb: [{ Mood: 'Imp', ...person('2', 'Sing'), VerbForm: 'Fin' }],
  caused: [{ Mood: 'Imp', ...person('2', 'Sing'), VerbForm: 'Fin' }],
  caused2: [{ Mood: 'Imp', ...person('2', 'Sing'), VerbForm: 'Fin' }],
  reciprocal: [{ Mood: 'Imp', ...person('2', 'Sing'), VerbForm: 'Fin' }],
  passive: [{ Mood: 'Imp', ...person('2', 'Sing'), VerbForm: 'Fin' }],
  negated: [{ Mood: 'Imp', ...person('2', 'Sing'), VerbForm: 'Fin' }],
  gerund: nominative,
  past: thirdPerson,
  present: [],
  conditional: thirdPerson,
  desired: [],
  told: [],
  finite: thirdPerson,
  participle: asIs,
  third: thirdNumber,
  end: asIs,
}

/** Where the suffixes of a part of speech begin; those that are not here take none. */
export const startOf: Readonly<Partial<Record<Upos, State>>> = {
  NOUN: 'noun',
  PROPN: 'noun',
  PRON: 'noun',
  ADJ: 'adjective',
  NUM: 'numeral',
  ADV: 'adverb',
  VERB: 'verb',
  AUX: 'verb',
}
