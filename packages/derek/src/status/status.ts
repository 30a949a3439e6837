import type { KeptLook, Paused, StoreSize } from '../store/operation.js'
import type { PostState } from '../store/schema.js'
import type { SourceSummary } from '../store/sources.js'
import type { Store } from '../store/store.js'
import type { Remembered } from '../telemetry/log.js'
import { version } from '../version.js'

/** What waits between two stages. */
export interface Queue {
  readonly name: string
  readonly waiting: number
  /** Handed out, and not yet done. */
  readonly underWay?: number
  /** Put aside, since nobody could handle it: a person is to look at it. */
  readonly dead?: number
  /** How long the first has waited, in seconds. */
  readonly oldest?: number
}

/** The queues that this process knows of: the streams in its memory, or those of NATS. */
export type Queues = () => Promise<readonly Queue[]>

export const noQueues: Queues = async () => []

/** How Derek is, for everybody. */
export interface Status {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly version: string
  /** Articles in lists and search. */
  readonly articles: number
  readonly newest?: { readonly id: string; readonly title: string; readonly readAt: string }
  /** Those of most articles first. */
  readonly sources: readonly SourceSummary[]
  readonly queues: readonly Queue[]
}

const mostSources = 500

export async function publicStatusOf(store: Store, queues: Queues): Promise<Status> {
  const [sources, { articles }, waiting] = await Promise.all([
    store.sources(mostSources),
    store.latest({ limit: 1 }),
    queuesOf(store, queues),
  ])
  const [newest] = articles
  return {
    at: new Date().toISOString(),
    version,
    articles: sources.reduce((sum, source) => sum + source.articles, 0),
    ...(newest === undefined ? {} : { newest: { id: newest.id, title: newest.title, readAt: newest.readAt } }),
    sources,
    queues: waiting,
  }
}

/** The process's queues, and those in the store: what is to be posted and told. */
async function queuesOf(store: Store, queues: Queues): Promise<readonly Queue[]> {
  const [own, posts, notices] = await Promise.all([queues(), store.posts.counts(), store.saved.counts()])
  const count = (counts: readonly { readonly state: string; readonly count: number }[], ...states: readonly string[]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, one) => sum + one.count, 0)
  return [
    ...own,
    {
      name: 'publish',
      waiting: count(posts, 'waiting'),
      underWay: count(posts, 'sending'),
      dead: count(posts, 'failed', 'uncertain'),
    },
    { name: 'notify', waiting: count(notices, 'waiting'), dead: count(notices, 'failed') },
  ]
}

/** How Derek is, for those who keep it running. */
export interface FullStatus extends Status {
  readonly node: string
  /** When this process began. */
  readonly since: string
  /** Bytes of memory that this process has. */
  readonly memory: number
  readonly posts: readonly { readonly state: PostState; readonly count: number }[]
  readonly paused: readonly Paused[]
  readonly looks: readonly KeptLook[]
  readonly size: StoreSize
  /** The last warnings and errors of this process, the newest first. */
  readonly events: readonly Remembered[]
}

export async function fullStatusOf(
  store: Store,
  queues: Queues,
  events: () => readonly Remembered[],
): Promise<FullStatus> {
  const { operation, posts } = store
  const [status, counts, paused, looks, size] = await Promise.all([
    publicStatusOf(store, queues),
    posts.counts(),
    operation.paused(),
    operation.looks(),
    operation.size(),
  ])
  return {
    ...status,
    node: process.versions.node,
    since: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    memory: process.memoryUsage.rss(),
    posts: counts,
    paused,
    looks,
    size,
    events: events(),
  }
}
