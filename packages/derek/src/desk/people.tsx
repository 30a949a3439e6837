import { addressWith } from '../site/filter.js'
import type { Account, AuditEntry } from '../store/accounts.js'
import { roles } from '../store/schema.js'
import { Csrf, type Desk, Frame } from './frame.js'
import { auditActions } from './messages.js'
import { hourOf } from './moment.js'

export interface ProfilePageProps {
  readonly desk: Desk
  /** A new second factor that waits to be confirmed. */
  readonly totp?: { readonly secret: string; readonly uri: string }
  readonly fault?: string | undefined
}

export const ProfilePage = ({ desk, totp, fault }: ProfilePageProps) => {
  const { site, words, visitor } = desk
  const { profile } = words
  return (
    <Frame desk={desk} title={words.nav.profile} path="/desk/profile" fault={fault}>
      <form class="desk-form" method="post" action={site.to('/desk/profile/password')}>
        <h2>{profile.change}</h2>
        <Csrf desk={desk} />
        <label for="old">{profile.old}</label>
        <input id="old" name="old" type="password" autocomplete="current-password" required />
        <label for="new">{profile.new}</label>
        <input id="new" name="new" type="password" autocomplete="new-password" required aria-describedby="new-hint" />
        <p class="hint" id="new-hint">
          {words.passwordHint}
        </p>
        <button type="submit">{profile.change}</button>
      </form>
      <form class="desk-form" method="post" action={site.to('/desk/profile/totp')}>
        <h2>{profile.totp}</h2>
        <Csrf desk={desk} />
        {totp !== undefined ? (
          <>
            <p>{profile.totpSecret}</p>
            <p>
              <a href={totp.uri}>
                <code class="secret">{totp.secret}</code>
              </a>
            </p>
            <input type="hidden" name="secret" value={totp.secret} />
            <label for="code">{words.code}</label>
            <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength={8} />
            <button type="submit">{profile.totpConfirm}</button>
          </>
        ) : visitor?.account.hasTotp === true ? (
          <>
            <p>{profile.totpOn}</p>
            <label for="code">{words.code}</label>
            <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength={8} />
            <button type="submit" name="remove" value="1">
              {profile.totpRemove}
            </button>
          </>
        ) : (
          <>
            <p>{profile.totpOff}</p>
            <button type="submit" name="begin" value="1">
              {profile.totpBegin}
            </button>
          </>
        )}
      </form>
    </Frame>
  )
}

export interface AccountsPageProps {
  readonly desk: Desk
  readonly accounts: readonly Account[]
  /** The link of an invitation that was just made. */
  readonly invitation?: string
  readonly fault?: string | undefined
}

export const AccountsPage = ({ desk, accounts, invitation, fault }: AccountsPageProps) => {
  const { site, words } = desk
  const { accounts: labels } = words
  return (
    <Frame desk={desk} title={words.nav.accounts} path="/desk/accounts" fault={fault}>
      {invitation !== undefined && (
        <div class="note" role="status">
          <p>{labels.invited}</p>
          <p>
            <code class="secret">{invitation}</code>
          </p>
        </div>
      )}
      <section class="scroll" aria-label={words.nav.accounts} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{labels.role}</th>
              <th scope="col">{labels.secondFactor}</th>
              <th scope="col">{labels.state}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr>
                <th scope="row">{account.name}</th>
                <td>
                  <form class="in-line" method="post" action={site.to(`/desk/accounts/${account.id}/role`)}>
                    <Csrf desk={desk} />
                    <RoleChoice desk={desk} id={`role-${account.id}`} chosen={account.role} label={account.name} />
                    <button type="submit">{labels.set}</button>
                  </form>
                </td>
                <td>{account.hasTotp ? labels.yes : labels.no}</td>
                <td>
                  <form class="in-line" method="post" action={site.to(`/desk/accounts/${account.id}/state`)}>
                    <Csrf desk={desk} />
                    {account.isDisabled
                      ? labels.states.shut
                      : account.lockedUntil === undefined
                        ? labels.states.open
                        : labels.states.locked}{' '}
                    <button type="submit" name="shut" value={account.isDisabled ? '' : '1'}>
                      {account.isDisabled || account.lockedUntil !== undefined ? labels.open : labels.shut}
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <form class="desk-form" method="post" action={site.to('/desk/invitations')}>
        <h2>{labels.invite}</h2>
        <Csrf desk={desk} />
        <RoleChoice desk={desk} id="invited-role" chosen="editor" label={labels.role} />
        <button type="submit">{labels.invite}</button>
      </form>
    </Frame>
  )
}

interface RoleChoiceProps {
  readonly desk: Desk
  readonly id: string
  readonly chosen: Account['role']
  readonly label: string
}

const RoleChoice = ({ desk, id, chosen, label }: RoleChoiceProps) => (
  <select id={id} name="role" aria-label={`${desk.words.accounts.role}: ${label}`}>
    {roles.map((one) => (
      <option value={one} selected={one === chosen}>
        {desk.words.roles[one]}
      </option>
    ))}
  </select>
)

type AuditAsked = Readonly<Partial<Record<'by' | 'action' | 'article', string>>>

export interface AuditPageProps {
  readonly desk: Desk
  readonly entries: readonly AuditEntry[]
  readonly asked: AuditAsked
  readonly older?: string
}

/** Who did what, the last first; of one person, of one kind, to one article. */
export const AuditPage = ({ desk, entries, asked, older }: AuditPageProps) => {
  const { site, words } = desk
  const { audit } = words
  const nameOf = (action: string): string => audit.actions[action] ?? action
  return (
    <Frame desk={desk} title={words.nav.audit} path={addressWith('/desk/audit', asked, {})}>
      <form class="filter" method="get" action={site.to('/desk/audit')}>
        <div class="fields">
          <label>
            {audit.by} <input name="by" value={asked.by ?? ''} maxlength={40} />
          </label>
          <label>
            {audit.action}{' '}
            <select name="action">
              <option value="">{words.queue.any}</option>
              {auditActions.map((action) => (
                <option value={action} selected={action === asked.action}>
                  {nameOf(action)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {audit.article} <input name="article" value={asked.article ?? ''} maxlength={200} />
          </label>
          <button type="submit">{audit.show}</button>
        </div>
      </form>
      <section class="scroll" aria-label={words.nav.audit} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{audit.at}</th>
              <th scope="col">{audit.by}</th>
              <th scope="col">{audit.action}</th>
              <th scope="col">{audit.subject}</th>
              <th scope="col">{audit.article}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ at, by, action, subject, article }) => (
              <tr>
                <td>
                  <time datetime={at}>{hourOf(at, true)}</time>
                </td>
                <td>
                  <a href={site.to(addressWith('/desk/audit', asked, { by }))}>{by}</a>
                </td>
                <td lang={audit.actions[action] === undefined ? 'en' : undefined}>{nameOf(action)}</td>
                <td>{subject}</td>
                <td>
                  {article !== undefined && (
                    <div class="actions">
                      <a href={site.to(addressWith('/desk/audit', {}, { article }))}>{article.slice(0, 12)}</a>
                      <a href={site.to(`/articles/${encodeURIComponent(article)}`)}>{words.accounts.open}</a>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {older !== undefined && (
        <p>
          <a href={site.to(addressWith('/desk/audit', { ...asked, before: older }, {}))}>{audit.older}</a>
        </p>
      )}
    </Frame>
  )
}
