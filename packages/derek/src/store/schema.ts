import type { ColumnType, Generated, JSONColumnType, RawBuilder } from 'kysely'
import type { Drafting } from '../post/draft.js'
import type { Post } from '../post/post.js'
import type { Act, ArticleRecord, AttributionLink, EntityType, EventType, Statement } from '../record/schema.js'
import type { SourceKind } from '../source/schema.js'
import type { Alert, Signature } from '../story/schema.js'
import type { Found } from './frontier.js'
import type { Asked, Delivery, Item } from './saved.js'

/** The tables. A row of `articles` holds the record whole; the other tables hold what is asked for by columns. */
export interface Database {
  readonly articles: {
    readonly id: string
    readonly source_id: string
    readonly source_name: string
    readonly url: string | null
    readonly title: string
    readonly published_at: ColumnType<Date | null, string | null, string | null>
    readonly language: string
    readonly script: string
    readonly read_at: ColumnType<Date, string, string>
    /** Order of arrival: what lists page by. */
    readonly arrival: Generated<string>
    readonly statement_count: number
    readonly event_count: number
    /** Of its revision that counts. */
    readonly record: JSONColumnType<ArticleRecord>
    /** The number of that revision. */
    readonly revision: Generated<number>
    /** What versions of one article have in common; nothing where it has none of its own. */
    readonly address: string | null
    readonly version: Generated<number>
    /** The version that came after it; nothing on the newest, which is the one that lists show. */
    readonly replaced_by: string | null
  }
  /** All that the reader and people made of an article: nothing is ever changed or removed here. */
  readonly revisions: {
    readonly article_id: string
    /** From 1. */
    readonly number: number
    /** A person's name; nothing for the reader. */
    readonly made_by: string | null
    readonly made_at: ColumnType<Date, string, string>
    readonly note: string | null
    readonly record: JSONColumnType<ArticleRecord>
  }
  readonly pages: {
    readonly article_id: string
    readonly content: string
    readonly format: string
    readonly url: string | null
  }
  /** What articles are found by: see document.ts. */
  readonly documents: {
    readonly article_id: string
    readonly source_id: string
    readonly published_at: ColumnType<Date | null, string | null, string | null>
    readonly length: number
    readonly blocks: JSONColumnType<readonly (readonly [id: string, position: number])[]>
    readonly terms: string
    /** What it is filtered and counted by: see facets.ts. */
    readonly facets: ColumnType<readonly string[], never, never>
  }
  /** What was said, to be searched by itself: a row for each statement. */
  readonly sayings: {
    readonly article_id: string
    readonly statement: string
    /** Ids of the entities of the article that are named in it. */
    readonly named: ColumnType<readonly string[], never, never>
    readonly published_at: ColumnType<Date | null, string | null, string | null>
    readonly length: number
    readonly terms: string
    readonly facets: ColumnType<readonly string[], never, never>
  }
  /** Lexemes, each with how it is written and how many articles have it. */
  readonly words: {
    readonly lexeme: string
    readonly word: string
    /** Without regard to Kazakh letters; null for what is not suggested. */
    readonly spelling: string | null
    readonly articles: number
  }
  /** Names of things by the beginning of each of their words, and how many articles had them when they were read. */
  readonly names: {
    readonly key: string
    readonly spelling: string
    readonly name: string
    readonly articles: number
  }
  readonly entities: {
    readonly article_id: string
    readonly id: string
    readonly type: EntityType
    readonly name: string
    readonly aliases: JSONColumnType<readonly string[]>
    readonly mention_count: number
    /** What the reader took it for: type and name. */
    readonly key: string
    /** What it is after what people corrected: the key of the thing that all its entities are of. */
    readonly thing: string
  }
  readonly statements: {
    readonly article_id: string
    readonly id: string
    readonly position: number
    readonly speaker: string | null
    readonly addressee: string | null
    /** The things that these two are, as in `entities`. */
    readonly speaker_thing: string | null
    readonly addressee_thing: string | null
    readonly act: Act
    readonly kind: Statement['kind']
    readonly polarity: Statement['polarity']
    /** What is said, or, where that is not told apart, its cue. */
    readonly text: string
    /** Of publication, in Kazakhstan: 2026-03-01; empty where it is not known. */
    readonly day: Generated<string>
    /** Of the article: lists are by day, then by this, then as the article tells it. */
    readonly arrival: Generated<string>
  }
  readonly events: {
    readonly article_id: string
    readonly id: string
    readonly position: number
    readonly type: EventType
    readonly time: string | null
    /** The words that tell it. */
    readonly text: string
    /** Its own where the article says it (2026-03-01, 2026-03, 2026), else that of publication. */
    readonly day: Generated<string>
    readonly arrival: Generated<string>
  }
  readonly participants: {
    readonly article_id: string
    readonly event: string
    readonly entity: string
    readonly part: 'actor' | 'recipient' | 'place' | 'document'
    readonly thing: string
  }
  /** What people said of identity: that all of one key are another thing, or that one article's entity is. */
  readonly identities: {
    readonly id: Generated<string>
    readonly kind: 'merge' | 'split'
    readonly key: string
    readonly article_id: string | null
    readonly thing: string
    /** What a thing that was split off is called. */
    readonly name: string | null
    readonly made_by: string
    readonly made_at: ColumnType<Date, string, string>
    readonly undone_at: ColumnType<Date | null, string | null, string | null>
  }
  /** What lists show of a story; made anew whenever its articles change. */
  readonly stories: {
    readonly id: string
    readonly title: string
    readonly articles: number
    readonly outlets: number
    readonly first_at: ColumnType<Date, string, string>
    readonly last_at: ColumnType<Date, string, string>
    /** How often its articles changed, and of which of these changes the alerts are that are kept. */
    readonly changes: Generated<string>
    readonly alerts_of: ColumnType<string, never, string>
  }
  readonly story_articles: {
    readonly article_id: string
    readonly story_id: string
    readonly day: number
    readonly signature: JSONColumnType<Signature>
  }
  /** How many rows of story_articles each day has. */
  readonly story_days: {
    readonly day: number
    readonly articles: number
  }
  /** What articles are found by; see story/signature.ts. */
  readonly story_keys: {
    readonly article_id: string
    readonly key: string
    readonly day: number
  }
  /** Articles that a person put into a story. */
  readonly story_pins: {
    readonly article_id: string
    readonly story_id: string
    readonly made_by: string
    readonly made_at: Generated<Date>
  }
  /** Pairs that a person said are of two events; `one` comes before `other`. */
  readonly story_apart: {
    readonly one: string
    readonly other: string
    readonly made_by: string
    readonly made_at: Generated<Date>
  }
  /** Articles as editors look them through: see queue.ts. */
  readonly queue: {
    readonly article_id: string
    readonly source_id: string
    readonly moment: Date
    /** Whether lists show it: another version may have come after it. */
    readonly is_listed: boolean
    readonly revision: number
    /** Whether a person made the revision that counts. */
    readonly is_corrected: boolean
    /** The lowest confidence of a statement; 1 where nothing is in doubt. */
    readonly least: number
    /** How many tell its story. */
    readonly outlets: number
    /** 0 where another version of it was reviewed. */
    readonly reviewed_revision: number | null
    readonly reviewed_by: string | null
    readonly reviewed_at: ColumnType<Date | null, never, RawBuilder<Date>>
    readonly claimed_by: string | null
    readonly claimed_until: ColumnType<Date | null, never, RawBuilder<Date> | null>
    readonly state: ColumnType<ReviewState, never, never>
    /** Whether it is new or changed. */
    readonly is_waiting: ColumnType<boolean, never, never>
  }
  /** What a person should look at in stories: see story/alerts.ts. */
  readonly alerts: {
    readonly id: Generated<string>
    /** The same two values of the same two articles are the same alert. */
    readonly key: string
    readonly story_id: string
    readonly content: JSONColumnType<Alert>
    readonly outlets: JSONColumnType<readonly [one: string, other: string]>
    /** Whether the articles still say so. */
    readonly is_present: boolean
    readonly found_at: Generated<Date>
    readonly state: ColumnType<AlertState, never, AlertState>
    readonly note: string | null
    readonly made_by: string | null
    readonly made_at: ColumnType<Date | null, never, RawBuilder<Date> | null>
  }
  readonly channels: {
    readonly id: string
    /** As the Bot API names it: @name, or a number. */
    readonly chat: string
    readonly script: 'Cyrl' | 'Latn' | 'Arab'
    /** Minutes of the day in Kazakhstan between which nothing is posted. */
    readonly quiet_from: number | null
    readonly quiet_to: number | null
    /** The highest id of a message known to be in the channel. */
    readonly last_message: ColumnType<string, number | undefined, number>
    /** Before that nothing may be asked of Telegram for it. */
    readonly free_at: ColumnType<Date, never, RawBuilder<Date>>
    /** Why nothing can be posted, in Telegram's words. */
    readonly trouble: string | null
    /** Which publisher has it, and until when: one at a time. */
    readonly leased_by: string | null
    readonly leased_until: ColumnType<Date | null, never, RawBuilder<Date> | null>
  }
  readonly posts: {
    readonly id: Generated<string>
    readonly channel: string
    /** What makes it this post and no other in its channel: the article's id, for one. */
    readonly key: string
    readonly article_id: string | null
    /** What is to be shown; nothing where it is to be removed. */
    readonly post: JSONColumnType<Post | null, string | null, string | null>
    readonly version: Generated<number>
    /** The version that readers see; 0 where they see none. */
    readonly shown_version: Generated<number>
    readonly pin: boolean
    readonly pinned: Generated<boolean>
    readonly due_at: ColumnType<Date, string | RawBuilder<Date>, string>
    readonly state: ColumnType<PostState, never, PostState>
    readonly messages: ColumnType<readonly number[], never, string>
    /** What is being sent, by which it is known in the channel where the answer is lost. */
    readonly attempt: JSONColumnType<Attempt | null, never, string | null>
    readonly attempts: Generated<number>
    readonly fault: string | null
    readonly made_by: string
    readonly made_at: Generated<Date>
    readonly shown_at: ColumnType<Date | null, never, RawBuilder<Date> | null>
    /** How it was made of its article; nothing where a person wrote it. */
    readonly template: JSONColumnType<Drafting | null, string | null, string | null>
    /** What it would say by now, where a person wrote it and its article was corrected since. */
    readonly attention: JSONColumnType<Post | null, never, string | null>
  }
  readonly accounts: {
    readonly id: Generated<string>
    readonly name: string
    readonly role: Role
    /** As desk/password.ts writes it. */
    readonly password: string
    /** The secret of the second factor, in Base32. */
    readonly totp: string | null
    /** The last time step whose code was taken: a code is good once. */
    readonly totp_step: ColumnType<string, never, number>
    readonly failures: Generated<number>
    readonly locked_until: ColumnType<Date | null, never, RawBuilder<Date> | null>
    readonly disabled_at: ColumnType<Date | null, never, RawBuilder<Date> | null>
    readonly made_at: Generated<Date>
  }
  readonly sessions: {
    readonly hash: string
    readonly account: string
    readonly made_at: Generated<Date>
    readonly seen_at: ColumnType<Date, never, RawBuilder<Date>>
    readonly expires_at: ColumnType<Date, RawBuilder<Date>, never>
  }
  readonly invitations: {
    readonly hash: string
    readonly role: Role
    readonly made_by: string
    readonly expires_at: ColumnType<Date, RawBuilder<Date>, never>
  }
  /** Who did what to which, at the desk. Rows are only ever added. */
  readonly audit: {
    readonly id: Generated<string>
    readonly at: Generated<Date>
    readonly by: string
    readonly action: string
    readonly subject: string
    readonly article_id: string | null
  }
  readonly saved_searches: {
    readonly id: Generated<string>
    readonly name: string
    readonly asked: JSONColumnType<Asked, string, never>
    readonly delivery: JSONColumnType<Delivery, string, never>
    readonly made_by: string
    readonly made_at: Generated<Date>
    /** When it last found something new, or was first asked; never, if absent. */
    readonly looked_at: ColumnType<Date | null, never, RawBuilder<Date>>
    readonly stopped_at: ColumnType<Date | null, never, RawBuilder<Date> | null>
    readonly fault: string | null
    /** Which process tells of it, and until when: one at a time. */
    readonly leased_by: ColumnType<string | null, never, string | null>
    readonly leased_until: ColumnType<Date | null, never, RawBuilder<Date> | null>
  }
  readonly notices: {
    readonly id: Generated<string>
    readonly search: string
    /** What was found: the article's id, or that with the claim's. */
    readonly item: string
    /** A thing is told once as found, and once more for each correction of it. */
    readonly kind: ColumnType<'found' | 'corrected', 'corrected' | undefined, never>
    readonly content: JSONColumnType<Item, string, string>
    /** `known`: it was there before the search was kept, and nobody is told. */
    readonly state: 'known' | 'waiting' | 'delivered' | 'failed'
    readonly attempts: Generated<number>
    readonly due_at: ColumnType<Date, never, RawBuilder<Date>>
    readonly made_at: Generated<Date>
  }
  /** What lists show of an article: see cards.ts. */
  readonly cards: {
    readonly article_id: string
    readonly source_kind: SourceKind
    readonly lead: string
    /** Who made its first picture. */
    readonly credit: string | null
  }
  /** What articles are about. */
  readonly topics: {
    readonly article_id: string
    /** An IPTC Media Topic. */
    readonly topic: string
    readonly confidence: number
  }
  /** On whose word an article tells the news, and who made its pictures. */
  readonly attributions: {
    readonly article_id: string
    readonly position: number
    readonly role: AttributionLink['role'] | 'photo'
    readonly name: string
    /** The id that a source of this name has. */
    readonly outlet: string
  }
  /** The last look at each address of a source: see operation.ts. */
  readonly source_looks: {
    readonly address: string
    readonly source: string
    readonly looked_at: ColumnType<Date, RawBuilder<Date>, RawBuilder<Date>>
    readonly succeeded_at: ColumnType<Date | null, RawBuilder<Date> | null, RawBuilder<Date>>
    readonly failures: number
    readonly fault: string | null
  }
  /** Whose turn it is to ask a host: see frontier.ts. Times are the database's, as all workers have the same. */
  readonly hosts: {
    readonly host: string
    /** Seconds between two requests, where the host asks for that. */
    readonly pause: number
    readonly next_at: Date
    readonly held_until: Date
    /** A worker is asking; if it dies, until then. */
    readonly busy_until: Date
    /** Until then turns are promised to messages that were put back. */
    readonly queued_until: Date
    readonly troubles: number
  }
  readonly robots: {
    readonly origin: string
    readonly text: string
    readonly fetched_at: Date
  }
  readonly looks: {
    readonly address: string
    readonly due_at: Date
    readonly failures: number
  }
  /** Every address that was found or imported, and what became of it. */
  readonly addresses: {
    readonly url: string
    readonly item: JSONColumnType<Found>
    /** When it was given last to whoever fetches. */
    readonly given_at: Date
    /** From then on it is to be given; null where it was. */
    readonly due_at: Date | null
    readonly attempts: number
    readonly outcome: 'read' | 'same' | 'unread' | 'given-up' | 'disallowed' | null
    readonly article: string | null
    readonly reason: string | null
    readonly done_at: Date | null
  }
  /** Which address an article was first read at. */
  readonly canonicals: {
    readonly canonical: string
    readonly url: string
  }
  readonly validators: {
    readonly url: string
    readonly etag: string | null
    readonly modified: string | null
  }
  /** Where the raw response of an address is, or was to be written. */
  readonly responses: {
    readonly url: string
    readonly file: string
    readonly start_byte: number
    readonly end_byte: number
  }
  /** How much of a file has been imported: so many records, or the whole of it. */
  readonly imports: {
    readonly file: string
    readonly records: number
    readonly whole: boolean
  }
}

/** Each may do what those before it may. */
export const roles = ['reader', 'editor', 'publisher', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Whether an editor has seen an article as it is now, as it was before, or not at all. */
export const reviewStates = ['new', 'changed', 'reviewed'] as const
export type ReviewState = (typeof reviewStates)[number]

export const alertStates = ['open', 'handled', 'dismissed'] as const
export type AlertState = (typeof alertStates)[number]

/** One try to send a post. */
export interface Attempt {
  readonly version: number
  readonly text: string
  readonly photos: number
  /** The last message of the channel before it. */
  readonly after: number
}

/**
 * `sending` is written before Telegram is asked: a post found so by the next publisher may be in the channel or not.
 * `failed` and `uncertain` wait for a person.
 */
export type PostState = 'waiting' | 'sending' | 'shown' | 'removed' | 'failed' | 'uncertain'
