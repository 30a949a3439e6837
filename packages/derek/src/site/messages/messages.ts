import type { BlockKind } from '../../article/schema.js'
import type { Layer, MeasuredSet } from '../../data/measures.js'
import type { Act, EntityType, EventType, Statement } from '../../record/schema.js'
import type { SourceErrorKind } from '../../source/error.js'
import type { SourceKind } from '../../source/schema.js'
import type { ThingSort } from '../../store/thing-list.js'
import type { Alert, ChangeKind, Edge, FindingKind, FlowRole } from '../../story/schema.js'
import type { NamedQueue } from '../status.js'

export const languages = ['kk', 'ru', 'en'] as const
export type Language = (typeof languages)[number]

/** Every word of the interface. Each language is one value of this type, so that a missing one does not compile. */
export interface Messages {
  readonly name: string
  /** The language's own name. */
  readonly languageName: string
  readonly tagline: string
  readonly skip: string
  readonly nav: {
    readonly label: string
    readonly home: string
    readonly things: string
    readonly statements: string
    readonly events: string
    readonly graph: string
    readonly kazakh: string
    readonly about: string
    readonly api: string
    readonly language: string
  }
  readonly form: {
    readonly heading: string
    readonly text: string
    readonly textHint: string
    readonly or: string
    readonly url: string
    readonly date: string
    readonly source: string
    readonly read: string
  }
  readonly latest: string
  readonly older: string
  readonly forms: { readonly feed: string; readonly export: string }
  readonly none: string
  readonly counts: (statements: number, events: number) => string
  readonly article: {
    readonly text: string
    readonly claims: string
    readonly statements: string
    readonly events: string
    readonly people: string
    readonly times: string
    readonly attribution: string
    readonly photo: string
    readonly to: string
    readonly nobody: string
    readonly negated: string
    readonly confidence: string
    readonly mentions: (count: number) => string
    readonly showSentence: string
    readonly showClaims: (sentence: string) => string
    readonly repeats: string
    readonly notKazakh: (language: string) => string
    readonly nothing: string
    readonly original: string
    readonly data: string
  }
  readonly history: {
    /** Before the number of the text, and how many there are. */
    readonly earlier: string
    readonly newest: string
    /** Before a day that leads to another text. */
    readonly before: string
    readonly after: string
    readonly last: string
    readonly revisions: (count: number) => string
    readonly machine: string
    readonly corrected: (name: string) => string
    /** Of an article as a person has it. */
    readonly isCorrected: string
    readonly current: string
  }
  readonly thing: {
    readonly about: string
    readonly aliases: string
    readonly scripts: string
    readonly said: string
    readonly did: string
    readonly articles: (count: number) => string
    readonly offices: string
    readonly others: string
    readonly corrections: string
    readonly identity: { readonly merge: string; readonly split: string }
    /** Before the link from a claim to the page of its thing. */
    readonly page: string
  }
  readonly filter: {
    readonly speaker: string
    readonly addressee: string
    readonly act: string
    readonly who: string
    readonly with: string
    readonly type: string
    readonly kind: string
    readonly any: string
    readonly from: string
    readonly to: string
    /** What the days of statements and of events are. */
    readonly statementDays: string
    readonly eventDays: string
    readonly show: string
    readonly remove: string
    readonly none: string
    readonly wrong: string
  }
  readonly timeline: {
    readonly heading: string
    /** What the picture shows, for those who do not see it. */
    readonly label: (name: string) => string
    readonly said: string
    readonly did: string
    readonly more: (count: number) => string
    /** Said where the picture does not hold all: how many at most, of each. */
    readonly newest: (count: number) => string
    readonly undated: (count: number) => string
    readonly table: string
    readonly day: string
    readonly what: string
    readonly whom: string
    readonly words: string
    readonly all: string
  }
  readonly graph: {
    readonly heading: string
    readonly intro: string
    readonly label: string
    /** That the picture has these many of all relations, and the table has all. */
    readonly part: (shown: number, all: number) => string
    readonly table: string
    readonly who: string
    readonly what: string
    readonly whom: string
    readonly count: string
    readonly none: string
  }
  readonly acts: { readonly [A in Act]: string }
  readonly said: { readonly [K in Statement['kind']]: string }
  readonly eventTypes: { readonly [E in EventType]: string }
  readonly entityTypes: { readonly [E in EntityType]: string }
  readonly roles: { readonly publisher: string; readonly relay: string; readonly origin: string }
  readonly blocks: { readonly [K in BlockKind]: string }
  readonly errors: { readonly [K in SourceErrorKind]: string } & {
    readonly heading: string
    readonly missing: string
    readonly inside: string
    readonly away: string
    readonly foreign: string
    readonly back: string
  }
  readonly search: {
    readonly label: string
    readonly field: string
    readonly button: string
    readonly hint: string
    readonly found: (total: string) => string
    readonly some: (complete: number) => string
    readonly ranked: (count: number) => string
    readonly none: string
    readonly from: string
    readonly to: string
    readonly sort: string
    readonly relevance: string
    readonly newest: string
    readonly filters: string
    readonly source: string
    readonly speaker: string
    readonly addressee: string
    readonly act: string
    readonly thing: string
    readonly remove: (name: string) => string
    readonly previous: string
    readonly next: string
    readonly saidBy: string
    readonly in: string
    readonly places: Readonly<Record<'articles' | 'statements', string>>
    readonly foundSayings: (total: string) => string
    readonly meant: string
    readonly person: string
    readonly organization: string
    readonly place: string
    readonly script: string
    readonly scripts: Readonly<Record<'Cyrl' | 'Latn' | 'Arab', string>>
    readonly suggestions: string
  }
  readonly playground: {
    readonly heading: string
    readonly intro: string
    readonly text: string
    readonly show: string
    readonly language: string
    readonly script: string
    readonly scripts: string
    readonly tokens: string
    readonly token: string
    readonly lemma: string
    readonly feats: string
    readonly confidence: string
    readonly more: (count: number) => string
    readonly names: string
    readonly terms: string
    readonly values: string
  }
  readonly reference: { readonly heading: string; readonly intro: string; readonly description: string }
  readonly about: { readonly heading: string; readonly paragraphs: readonly string[] }
  readonly news: {
    readonly nav: {
      readonly topics: string
      readonly people: string
      readonly organizations: string
      readonly places: string
      readonly sources: string
      readonly method: string
      /** The links of the foot of the page. */
      readonly more: string
    }
    readonly latest: string
    readonly all: string
    readonly older: string
    readonly empty: string
    readonly covered: string
    readonly coveredHint: string
    /** In how many articles of how many outlets a thing is named. */
    readonly coveredIn: (articles: number, outlets: number) => string
    readonly speaks: string
    readonly statements: (count: number) => string
    readonly happened: string
    readonly allStatements: string
    readonly allEvents: string
    readonly articles: (count: number) => string
    readonly photo: string
    readonly things: { readonly [T in EntityType]: string }
    readonly name: string
    readonly letter: string
    readonly anyLetter: string
    readonly sort: string
    readonly sorts: { readonly [S in ThingSort]: string }
    readonly show: string
    readonly namedLast: string
    readonly noneNamed: string
    readonly next: string
    readonly others: string
    readonly topicsHint: string
    readonly topic: string
    readonly parts: string
    readonly about: string
    readonly noneOfTopic: string
    readonly sourcesHint: string
    readonly kinds: { readonly [K in SourceKind]: string }
    readonly kind: string
    readonly cites: string
    readonly photos: string
    readonly citedBy: string
    readonly noCitations: string
  }
  readonly method: {
    readonly heading: string
    readonly intro: readonly string[]
    readonly how: string
    readonly steps: readonly (readonly [name: string, what: string])[]
    readonly sure: string
    readonly sureText: readonly string[]
    readonly layer: string
    readonly layers: { readonly [L in Layer]: string }
    readonly sets: { readonly [S in MeasuredSet]: (articles: number) => string }
    /** What the table's cells are: F1, and precision and recall. */
    readonly caption: string
    readonly confidence: string
    readonly confidenceText: readonly string[]
    readonly least: string
    readonly orMore: (confidence: string) => string
    readonly found: string
    readonly right: string
    readonly rightInAll: string
    readonly topics: string
    readonly topicsText: (precision: string, recall: string, articles: number) => string
    readonly unknown: string
    readonly unknowns: readonly string[]
    readonly corrections: string
    readonly correctionsText: readonly string[]
    readonly measured: (day: string) => string
    readonly notMeasured: string
    /** How a number is written: 0.87 or 0,87. */
    readonly decimal: string
  }
  readonly footer: string
  /** Where an article is shown in another script than its own. */
  readonly script: {
    readonly page: string
    readonly machine: string
    readonly original: string
    readonly names: Readonly<Record<'Cyrl' | 'Latn' | 'Arab', string>>
  }
  /** What is said of a page where it is linked to. */
  readonly head: {
    readonly thing: (
      name: string,
      counts: { readonly said: number; readonly did: number; readonly articles: number },
    ) => string
    readonly dataset: { readonly name: string; readonly description: string }
  }
  readonly stories: {
    readonly title: string
    readonly hint: string
    readonly older: string
    readonly counts: (articles: number, outlets: number) => string
    readonly partOf: (articles: number, outlets: number) => string
    readonly flow: string
    readonly table: string
    readonly when: string
    readonly outlet: string
    readonly from: string
    readonly changed: string
    readonly roles: { readonly [R in FlowRole]: string }
    readonly pinned: (by: string) => string
    /** Who has it from whom, and how much of its text is from there. */
    readonly edge: (to: string, from: string, share: string) => string
    readonly evidence: (edge: Edge) => string
    readonly outside: (name: string) => string
    /** How many sentences became what. */
    readonly sentences: (changes: Readonly<Record<string, number>>) => string
    readonly alerts: string
    readonly alertsHint: string
    readonly whole: string
    readonly whatChanged: string
    readonly alertKinds: { readonly [K in Alert['kind']]: string }
    readonly findings: string
    readonly findingKinds: { readonly [K in FindingKind]: string }
    readonly differences: string
    readonly bySentence: string
    readonly changeKinds: { readonly [K in ChangeKind]: string }
    readonly moved: string
    readonly shares: (kept: string, taken: string) => string
    readonly first: string
    readonly firstIn: (outlet: string) => string
    readonly retellings: string
    readonly faithfulness: (score: string) => string
    readonly originates: (count: number) => string
    readonly relays: (count: number, minutes: number | undefined) => string
    readonly credits: (credited: number, of: number) => string
  }
  readonly status: {
    readonly title: string
    readonly works: string
    readonly asOf: (clock: string) => string
    readonly version: string
    /** Before how long ago the last article was read. */
    readonly newest: string
    readonly source: string
    readonly newestOf: string
    readonly articles: string
    readonly queues: string
    readonly queue: string
    readonly queueNames: { readonly [Q in NamedQueue]: string }
    readonly waiting: string
    readonly underWay: string
    /** What nobody could do, and a person is to look at. */
    readonly dead: string
    readonly oldest: (seconds: number) => string
  }
}
