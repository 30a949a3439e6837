import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Database, Role } from './schema.js'

/** Somebody who works at the desk. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Whether a second factor is asked. */
  readonly hasTotp: boolean
  readonly isDisabled: boolean
  /** ISO 8601; absent where log-in is open. */
  readonly lockedUntil?: string
}

/** What only log-in needs to know. */
export interface Credentials extends Account {
  readonly password: string
  readonly totp?: string
}

export interface AuditEntry {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  readonly by: string
  readonly action: string
  readonly subject: string
  /** The id of the article that it was about. */
  readonly article?: string
}

export interface AuditQuery {
  readonly limit: number
  /** Only before this entry. */
  readonly before?: string | undefined
  readonly by?: string | undefined
  readonly action?: string | undefined
  readonly article?: string | undefined
}

/** What was asked of accounts cannot be done. */
export class AccountError extends Error {
  override readonly name = 'AccountError'
  constructor(
    readonly kind: 'invitation' | 'name-taken' | 'unknown-account' | 'last-administrator' | 'code',
    message: string,
  ) {
    super(message)
  }
}

/**
 * Accounts, sessions and invitations. A token is given out once and kept as its SHA-256: who reads the database cannot
 * log in. What changes an account is written into the audit in the same transaction.
 */
export interface Accounts {
  isEmpty(): Promise<boolean>
  list(): Promise<readonly Account[]>
  /** The token of a link by which one account of this role can be made, within so many hours. */
  invite(role: Role, by: string, hours: number): Promise<string>
  /** Whether an invitation is still good, and for which role. */
  invitation(token: string): Promise<Role | undefined>
  /** Makes the account of an invitation, which is spent by it. */
  accept(token: string, name: string, password: string): Promise<Account>
  credentials(name: string): Promise<Credentials | undefined>
  /** Counts a log-in that failed; from the fifth on the account is locked, each time twice as long, to an hour. */
  failed(name: string): Promise<void>
  /** Begins a session, and answers its token. `step` is the time step of the code that was given. */
  begin(account: Account, hours: number, step?: number): Promise<string>
  session(token: string): Promise<Account | undefined>
  end(token: string): Promise<void>
  setPassword(account: Account, password: string): Promise<void>
  /** Sets the second factor, or takes it away. */
  setTotp(account: Account, totp: string | undefined, by: string): Promise<void>
  setRole(id: string, role: Role, by: string): Promise<void>
  /** Shuts an account, and ends its sessions; or opens it again. */
  setDisabled(id: string, isDisabled: boolean, by: string): Promise<void>
  audit(by: string, action: string, subject: string, article?: string): Promise<void>
  /** The last first. */
  auditLog(query: AuditQuery): Promise<readonly AuditEntry[]>
}

const failuresBeforeLock = 5
const firstLockSeconds = 30
const longestLockSeconds = 3600
/** A session that was not used for so long is over, whatever its end. */
const idleHours = 4

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
const newToken = (): string => randomBytes(32).toString('base64url')
const inHours = (hours: number) => sql<Date>`now() + make_interval(secs => ${hours * 3600})`

export function accountsOver(database: Kysely<Database>): Accounts {
  const note = async (on: Kysely<Database>, by: string, action: string, subject: string): Promise<void> => {
    await on.insertInto('audit').values({ by, action, subject, article_id: null }).execute()
  }
  const byId = async (on: Transaction<Database>, id: string): Promise<Account> => {
    const row = await on.selectFrom('accounts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (row === undefined) throw new AccountError('unknown-account', `there is no account ${id}`)
    return accountOf(row)
  }
  /** Somebody must always be able to let others in. */
  const keepAdministrator = async (on: Transaction<Database>): Promise<void> => {
    const row = await on
      .selectFrom('accounts')
      .select('id')
      .where('role', '=', 'administrator')
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined) throw new AccountError('last-administrator', 'the last administrator stays')
  }
  return {
    async isEmpty() {
      return (await database.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) === undefined
    },
    async list() {
      return (await database.selectFrom('accounts').selectAll().orderBy('name').execute()).map(accountOf)
    },
    async invite(role, by, hours) {
      const token = newToken()
      await database.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('invitations').where('expires_at', '<', sql<Date>`now()`).execute()
        await transaction
          .insertInto('invitations')
          .values({ hash: hashOf(token), role, made_by: by, expires_at: inHours(hours) })
          .execute()
        await note(transaction, by, 'invite', role)
      })
      return token
    },
    async invitation(token) {
      const row = await database
        .selectFrom('invitations')
        .select('role')
        .where('hash', '=', hashOf(token))
        .where('expires_at', '>', sql<Date>`now()`)
        .executeTakeFirst()
      return row?.role
    },
    async accept(token, name, password) {
      return database.transaction().execute(async (transaction) => {
        const spent = await transaction
          .deleteFrom('invitations')
          .where('hash', '=', hashOf(token))
          .where('expires_at', '>', sql<Date>`now()`)
          .returning('role')
          .executeTakeFirst()
        if (spent === undefined) throw new AccountError('invitation', 'the invitation is spent, or its time is over')
        const row = await transaction
          .insertInto('accounts')
          .values({ name, role: spent.role, password })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) throw new AccountError('name-taken', `there is an account of the name ${name}`)
        await note(transaction, name, 'join', spent.role)
        return accountOf(row)
      })
    },
    async credentials(name) {
      const row = await database.selectFrom('accounts').selectAll().where('name', '=', name).executeTakeFirst()
      if (row === undefined) return undefined
      return { ...accountOf(row), password: row.password, ...(row.totp === null ? {} : { totp: row.totp }) }
    },
    async failed(name) {
      await database.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('accounts')
          .set({
            failures: sql<number>`failures + 1`,
            locked_until: sql<Date>`case when failures + 1 >= ${failuresBeforeLock} then now() + make_interval(secs =>
              least(${longestLockSeconds}, ${firstLockSeconds} * power(2, least(failures + 1 - ${failuresBeforeLock}, 20))))
              else locked_until end`,
          })
          .where('name', '=', name)
          .returning('failures')
          .executeTakeFirst()
        if (row !== undefined) await note(transaction, name, 'log-in failed', String(row.failures))
      })
    },
    async begin(account, hours, step) {
      const token = newToken()
      await database.transaction().execute(async (transaction) => {
        let taken = transaction
          .updateTable('accounts')
          .set({ failures: 0, locked_until: null, ...(step === undefined ? {} : { totp_step: step }) })
          .where('id', '=', account.id)
        if (step !== undefined) taken = taken.where('totp_step', '<', String(step))
        if ((await taken.returning('id').executeTakeFirst()) === undefined) {
          throw new AccountError('code', 'the code has been used')
        }
        await transaction.deleteFrom('sessions').where('expires_at', '<', sql<Date>`now()`).execute()
        await transaction
          .insertInto('sessions')
          .values({ hash: hashOf(token), account: account.id, expires_at: inHours(hours) })
          .execute()
        await note(transaction, account.name, 'log in', account.name)
      })
      return token
    },
    async session(token) {
      const hash = hashOf(token)
      const row = await database
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.account')
        .selectAll('accounts')
        .select(sql<boolean>`sessions.seen_at < now() - interval '1 minute'`.as('stale'))
        .where('sessions.hash', '=', hash)
        .where('sessions.expires_at', '>', sql<Date>`now()`)
        .where('sessions.seen_at', '>', sql<Date>`now() - make_interval(hours => ${idleHours})`)
        .where('accounts.disabled_at', 'is', null)
        .executeTakeFirst()
      if (row === undefined) return undefined
      if (row.stale) {
        await database.updateTable('sessions').set({ seen_at: sql<Date>`now()` }).where('hash', '=', hash).execute()
      }
      return accountOf(row)
    },
    async end(token) {
      await database.deleteFrom('sessions').where('hash', '=', hashOf(token)).execute()
    },
    async setPassword(account, password) {
      await database.transaction().execute(async (transaction) => {
        await transaction.updateTable('accounts').set({ password }).where('id', '=', account.id).execute()
        // Whoever had the old password is out.
        await transaction.deleteFrom('sessions').where('account', '=', account.id).execute()
        await note(transaction, account.name, 'change password', account.name)
      })
    },
    async setTotp(account, totp, by) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('accounts')
          .set({ totp: totp ?? null, totp_step: 0 })
          .where('id', '=', account.id)
          .execute()
        await note(transaction, by, totp === undefined ? 'remove second factor' : 'set second factor', account.name)
      })
    },
    async setRole(id, role, by) {
      await database.transaction().execute(async (transaction) => {
        const { name, role: before } = await byId(transaction, id)
        await transaction.updateTable('accounts').set({ role }).where('id', '=', id).execute()
        await keepAdministrator(transaction)
        await note(transaction, by, `role ${before} → ${role}`, name)
      })
    },
    async setDisabled(id, isDisabled, by) {
      await database.transaction().execute(async (transaction) => {
        const { name } = await byId(transaction, id)
        await transaction
          .updateTable('accounts')
          .set({ disabled_at: isDisabled ? sql<Date>`now()` : null, failures: 0, locked_until: null })
          .where('id', '=', id)
          .execute()
        await keepAdministrator(transaction)
        if (isDisabled) await transaction.deleteFrom('sessions').where('account', '=', id).execute()
        await note(transaction, by, isDisabled ? 'shut' : 'open', name)
      })
    },
    async audit(by, action, subject, article) {
      await database
        .insertInto('audit')
        .values({ by, action, subject, article_id: article ?? null })
        .execute()
    },
    async auditLog({ limit, before, by, action, article }) {
      let query = database.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
      if (before !== undefined) query = query.where('id', '<', before)
      if (by !== undefined) query = query.where('by', '=', by)
      if (action !== undefined) query = query.where('action', '=', action)
      if (article !== undefined) query = query.where('article_id', '=', article)
      return (await query.execute()).map((row) => ({
        id: String(row.id),
        at: row.at.toISOString(),
        by: row.by,
        action: row.action,
        subject: row.subject,
        ...(row.article_id === null ? {} : { article: row.article_id }),
      }))
    },
  }
}

function accountOf(row: Selectable<Database['accounts']>): Account {
  const { name, role, totp, disabled_at, locked_until } = row
  return {
    id: String(row.id),
    name,
    role,
    hasTotp: totp !== null,
    isDisabled: disabled_at !== null,
    ...(locked_until !== null && locked_until.getTime() > Date.now()
      ? { lockedUntil: locked_until.toISOString() }
      : {}),
  }
}
