import type { Child } from 'hono/jsx'
import type { Interface } from '../site/language.js'
import { Layout } from '../site/layout.js'
import type { Account } from '../store/accounts.js'
import { mostCounted, type QueueCounts } from '../store/queue.js'
import { type Role, roles } from '../store/schema.js'
import { type DeskMessages, deskMessages } from './messages.js'

/** What every page of the desk is made with. */
export interface Desk {
  readonly site: Interface
  readonly words: DeskMessages
  /** Who is logged in, and what their forms must bring with them. */
  readonly visitor?: { readonly account: Account; readonly csrf: string; readonly counts: QueueCounts }
}

export const deskOf = (site: Interface, visitor?: Desk['visitor']): Desk => ({
  site,
  words: deskMessages[site.language],
  ...(visitor === undefined ? {} : { visitor }),
})

export interface FrameProps {
  readonly desk: Desk
  readonly title: string
  /** The page's address without its language. */
  readonly path: string
  /** What went wrong, or was done. */
  readonly fault?: string | undefined
  readonly note?: string | undefined
  readonly children?: Child
}

/** Whether who is logged in has this role, or one that may more. */
export const may = ({ visitor }: Desk, role: Role): boolean =>
  visitor !== undefined && roles.indexOf(visitor.account.role) >= roles.indexOf(role)

/** How much waits, beside the name of where it does. */
const Count = ({ count }: { readonly count: number }) =>
  count === 0 ? null : <span class="count">{count >= mostCounted ? `${mostCounted - 1}+` : count}</span>

/** A page of the desk: who is here, where one can go, and what has just happened. */
export const Frame = ({ desk, title, path, fault, note, children }: FrameProps) => {
  const { site, words, visitor } = desk
  const link = (to: string, name: string, count = 0) => (
    <a href={site.to(to)} aria-current={path.split('?')[0] === to ? 'page' : undefined}>
      {name} <Count count={count} />
    </a>
  )
  return (
    <Layout site={site} title={title} path={path} isUnlisted>
      {visitor !== undefined && (
        <nav class="desk" aria-label={words.nav.label}>
          {link('/desk', words.nav.queue, visitor.counts.articles)}
          {link('/desk/alerts', words.nav.alerts, visitor.counts.alerts)}
          {may(desk, 'editor') && link('/desk/posts', words.nav.posts, visitor.counts.posts)}
          {may(desk, 'administrator') && link('/desk/accounts', words.nav.accounts)}
          {may(desk, 'administrator') && link('/desk/audit', words.nav.audit)}
          {may(desk, 'administrator') && link('/desk/status', words.nav.status)}
          <a href={site.to('/desk/profile')}>
            {words.signedInAs(visitor.account.name, words.roles[visitor.account.role])}
          </a>
          <form method="post" action={site.to('/desk/log-out')}>
            <Csrf desk={desk} />
            <button type="submit" class="plain">
              {words.logOut}
            </button>
          </form>
        </nav>
      )}
      <h1>{title}</h1>
      {fault !== undefined && (
        <div class="problem" role="alert">
          <strong>{fault}</strong>
        </div>
      )}
      {note !== undefined && (
        <p class="note" role="status">
          {note}
        </p>
      )}
      {children}
    </Layout>
  )
}

/** What a form of the desk must bring: it shows that the form came from a page of this session. */
export const Csrf = ({ desk }: { readonly desk: Desk }) => (
  <input type="hidden" name="csrf" value={desk.visitor?.csrf ?? ''} />
)

interface KeysProps {
  readonly desk: Desk
  readonly names: readonly (readonly [key: string, what: string])[]
  readonly hint?: string
}

/** The keys of a page, for whoever works without a mouse. */
export const Keys = ({ desk, names, hint }: KeysProps) => (
  <section aria-labelledby="keys">
    <h2 id="keys">{desk.words.queue.keys}</h2>
    {hint !== undefined && <p>{hint}</p>}
    <dl class="keys">
      {names.map(([key, what]) => (
        <div>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </section>
)
