import type { Child } from 'hono/jsx'
import type { Interface } from '../site/language.js'
import { Layout } from '../site/layout.js'
import type { Account } from '../store/accounts.js'
import { roles } from '../store/schema.js'
import { type DeskMessages, deskMessages } from './messages.js'

/** What every page of the desk is made with. */
export interface Desk {
  readonly site: Interface
  readonly words: DeskMessages
  /** Who is logged in, and what their forms must bring with them. */
  readonly visitor?: { readonly account: Account; readonly csrf: string }
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

/** A page of the desk: who is here, where one can go, and what has just happened. */
export const Frame = ({ desk, title, path, fault, note, children }: FrameProps) => {
  const { site, words, visitor } = desk
  const may = (role: (typeof roles)[number]) =>
    visitor !== undefined && roles.indexOf(visitor.account.role) >= roles.indexOf(role)
  return (
    <Layout site={site} title={title} path={path} isUnlisted>
      {visitor !== undefined && (
        <nav class="desk" aria-label={words.nav.label}>
          <a href={site.to('/desk')}>{words.desk}</a>
          {may('editor') && <a href={site.to('/desk/posts')}>{words.nav.posts}</a>}
          {may('administrator') && <a href={site.to('/desk/accounts')}>{words.nav.accounts}</a>}
          {may('administrator') && <a href={site.to('/desk/audit')}>{words.nav.audit}</a>}
          {may('administrator') && <a href={site.to('/desk/status')}>{words.nav.status}</a>}
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
