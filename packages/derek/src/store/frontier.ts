import { type Kysely, type RawBuilder, sql } from 'kysely'
import { isAway } from './databases.js'
import type { Database } from './schema.js'
import { together } from './together.js'

/** An address that a source names, as it was found. */
export interface Found {
  readonly url: string
  readonly title?: string | undefined
  readonly publishedAt?: string | undefined
  readonly source?: string | undefined
}

/** Whether it is a host's turn; if not, milliseconds until the turn that is promised. */
export type Turn = { readonly taken: true } | { readonly taken: false; readonly wait: number }

/** What became of an address. */
export interface Outcome {
  readonly outcome: 'read' | 'same' | 'unread' | 'given-up' | 'disallowed'
  readonly article?: string
  readonly reason?: string
}

/** An article, by its canonical address, is claimed for the address that it is read at. */
export interface Claim {
  readonly canonical: string
  readonly url: string
}

/** An address that waits for its host's turn. */
export interface Due {
  readonly item: Found
  /** Since when, ISO 8601. */
  readonly due: string
}

/** A host of which addresses are not done. */
export interface UndoneHost {
  readonly host: string
  readonly addresses: number
  /** Whether one of them, not given to anybody, is due soon, the pauses between requests aside. */
  readonly hasSoon: boolean
}

export interface Look {
  readonly address: string
  /** The time that it is due at, ISO 8601. */
  readonly due: string
}

/**
 * The frontier of a crawl: hosts and when they may be asked, feeds and when they are due, addresses and what became of
 * them. All workers share it, so that each host is asked by one of them at a time. All times are the database's: the
 * clock of a worker says nothing.
 */
export interface Frontier {
  /** The time of the database, in milliseconds. */
  now(): Promise<number>
  /**
   * Takes a host's turn where it has come and nobody has it. Where it has not, the next one that nobody was promised is
   * promised: whoever comes again then need not come in vain. What is further away than `turnsAhead` is promised to nobody.
   * `pause` is in seconds.
   */
  takeTurn(host: string, pause: number): Promise<Turn>
  /** Gives the turn back: the next is after a pause, which grows to at most one and a half by chance. */
  endTurn(host: string, pause: number): Promise<void>
  setPause(host: string, seconds: number): Promise<void>
  holdOff(host: string, seconds: number): Promise<void>
  /** For how many milliseconds yet the host is to be left alone, beyond the pause between two requests. */
  heldFor(host: string): Promise<number>
  /** Counts a fault of the host; answers how many it had in a row. */
  trouble(host: string): Promise<number>
  calm(host: string): Promise<void>

  /** The text of a robots.txt that was fetched within a day. */
  robots(origin: string): Promise<string | undefined>
  setRobots(origin: string, text: string): Promise<void>
  /** What an answer brought, so that a later request asks whether it changed. */
  validated(answer: Validated): Promise<void>
  validators(url: string): Promise<{ readonly etag?: string; readonly modified?: string } | undefined>

  /** Makes feeds due, whether they are or not. */
  lookNow(addresses: readonly string[]): Promise<void>
  /** Which feeds of these are due. */
  dueLooks(addresses: readonly string[]): Promise<readonly Look[]>
  /** A feed is due again after so many seconds. Says nothing where it was given another time since. */
  lookAgain(look: Look, seconds: number): Promise<void>
  /** Counts a failure to look at a feed, in a row; answers how many. */
  lookFailed(address: string): Promise<number>
  lookDone(address: string): Promise<void>
  /** A feed is not due before so many seconds have passed. */
  lookIn(address: string, seconds: number): Promise<void>

  /** Which of these addresses were not found before. */
  unknown(urls: readonly string[]): Promise<ReadonlySet<string>>
  /** Notes addresses, which then wait, and with them that what named them has been seen as it is now. */
  found(items: readonly Found[], seen?: Validated): Promise<void>
  /** What became of an address, if anything has. */
  outcome(url: string): Promise<Outcome | undefined>
  /** Counts an attempt to fetch an address that failed; answers how many did. */
  failed(item: Found, reason: string): Promise<number>
  /** Notes what became of an address; what came first stays. */
  done(url: string, outcome: Outcome): Promise<void>
  /** The same of many. */
  doneAll(outcomes: ReadonlyMap<string, Outcome>): Promise<void>
  /** Claims an article for the address that it is first read at; answers that address. */
  claim(canonical: string, url: string): Promise<string>
  /** The same of many, as if one were claimed after the other. */
  claimAll(claims: readonly Claim[]): Promise<readonly string[]>
  /**
   * Addresses that wait and whose time has come, those of a host in the order of it: of each host as many as have their
   * turn soon, less those that were given and not done. `pause` is in seconds.
   */
  due(pause: number, limit: number): Promise<readonly Due[]>
  /** Addresses were given: they wait no longer, where nothing else was noted of them since. */
  given(due: readonly Due[]): Promise<void>
  /** An address waits for so many seconds, and then for its host's turn. */
  wait(item: Found, seconds: number): Promise<void>
  /** Addresses that were given, and of which nothing was heard for so many seconds, wait again. */
  waitAgain(seconds: number): Promise<void>
  /** Hosts of which addresses are not done, and whether one of those waits for no longer than so many seconds. */
  undoneHosts(seconds: number): Promise<readonly UndoneHost[]>
  /** How many addresses that a source named are not done; never more than `most`. */
  undone(source: string, most: number): Promise<number>
}

/** Seconds: turns further away than this are promised to nobody. */
export const turnsAhead = 60
/** Seconds for whose turns addresses are given: the rest of what may be promised is for feeds, and for what comes back. */
const givenAhead = 30
/** An address that was given so many seconds ago, and not heard of since, keeps no other from being given. */
const longestUnderWay = 10 * 60
const mostOfHost = 1_000

/** Where something was fetched, and what a later request asks by. */
export interface Validated {
  readonly url: string
  readonly etag?: string | undefined
  readonly modified?: string | undefined
}

/** A worker that asks has its answer before so many seconds have passed, or is dead. */
const turnSeconds = 30
/** A pause is at most one and a half of itself, and the next to come is let in a little after it. */
const slot = (pause: number) => sql<number>`greatest(${pause}::float8, pause) * 1.5 + 0.05`
const seconds = (value: number) => sql`make_interval(secs => ${value}::float8)`
/** RFC 9309: a robots.txt is not relied on for longer than a day. */
const robotsSeconds = 24 * 60 * 60

/** So many addresses are claimed, or are done, by one statement. */
const mostTogether = 100

interface Done extends Outcome {
  readonly url: string
}

export function frontierOver(database: Kysely<Database>): Frontier {
  const doneTogether = together<Done, void>({
    most: mostTogether,
    async doAll(all) {
      await noteOutcomes(database, inTurn(all))
      return () => {}
    },
    isOfAll: isAway,
  })
  const claimTogether = together<Claim, string>({
    most: mostTogether,
    async doAll(claims) {
      const firsts = await claimAll(database, claims)
      const owners = new Map(claims.map((claim, i) => [claim, firsts[i]]))
      return (claim) => owners.get(claim) ?? claim.url
    },
    isOfAll: isAway,
  })
  return {
    async now() {
      const { rows } = await sql<{ now: Date }>`select now() as now`.execute(database)
      return new Date(rows[0]?.now ?? Number.NaN).getTime()
    },
    async takeTurn(host, pause) {
      const { rows: taken } = await sql`
        insert into hosts (host, busy_until) values (${host}, now() + ${seconds(turnSeconds)})
        on conflict (host) do update set busy_until = excluded.busy_until
        where greatest(hosts.next_at, hosts.held_until, hosts.busy_until) <= now()
        returning host
      `.execute(database)
      if (taken.length > 0) return { taken: true }
      const { rows } = await sql<{ wait: number }>`
        update hosts set queued_until = case when next < now() + ${seconds(turnsAhead)} then next else queued_until end
        from (
          select host as own,
            greatest(queued_until, next_at, held_until, now()) + make_interval(secs => ${slot(pause)}) as next
          from hosts where host = ${host} for update
        ) as promised
        where host = own
        returning extract(epoch from next - now())::float8 as wait
      `.execute(database)
      return { taken: false, wait: Math.max(0, rows[0]?.wait ?? 0) * 1000 }
    },
    async endTurn(host, pause) {
      await sql`
        update hosts set busy_until = now(),
          next_at = now() + make_interval(secs => greatest(${pause}::float8, pause) * (1 + random() / 2))
        where host = ${host}
      `.execute(database)
    },
    async setPause(host, pause) {
      await sql`update hosts set pause = ${pause} where host = ${host} and pause <> ${pause}`.execute(database)
    },
    async holdOff(host, wait) {
      await sql`
        insert into hosts (host, held_until) values (${host}, now() + ${seconds(wait)})
        on conflict (host) do update set held_until = greatest(hosts.held_until, excluded.held_until)
      `.execute(database)
    },
    async heldFor(host) {
      const { rows } = await sql<{ held: number }>`
        select extract(epoch from held_until - now())::float8 as held from hosts where host = ${host}
      `.execute(database)
      return Math.max(0, rows[0]?.held ?? 0) * 1000
    },
    async trouble(host) {
      const { rows } = await sql<{ troubles: number }>`
        insert into hosts (host, troubles) values (${host}, 1)
        on conflict (host) do update set troubles = hosts.troubles + 1
        returning troubles
      `.execute(database)
      return rows[0]?.troubles ?? 1
    },
    async calm(host) {
      await sql`update hosts set troubles = 0 where host = ${host} and troubles <> 0`.execute(database)
    },

    async robots(origin) {
      const { rows } = await sql<{ text: string }>`
        select text from robots where origin = ${origin} and fetched_at > now() - ${seconds(robotsSeconds)}
      `.execute(database)
      return rows[0]?.text
    },
    async setRobots(origin, text) {
      // PostgreSQL keeps no NUL in a text.
      const kept = text.replaceAll('\0', '')
      await sql`
        insert into robots (origin, text) values (${origin}, ${kept})
        on conflict (origin) do update set text = excluded.text, fetched_at = now()
      `.execute(database)
    },
    async validators(url) {
      const row = await database
        .selectFrom('validators')
        .select(['etag', 'modified'])
        .where('url', '=', url)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const { etag, modified } = row
      return { ...(etag === null ? {} : { etag }), ...(modified === null ? {} : { modified }) }
    },

    validated: (answer) => noteValidators(database, answer),

    async lookNow(addresses) {
      await sql`
        insert into looks (address) select * from jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb)
        on conflict (address) do update set due_at = now()
      `.execute(database)
    },
    async dueLooks(addresses) {
      await sql`
        insert into looks (address) select * from jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb)
        on conflict do nothing
      `.execute(database)
      const { rows } = await sql<Look>`
        select address, ${isoOf(sql`due_at`)} as due from looks
        where due_at <= now()
          and address in (select * from jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb))
        order by due_at, address
      `.execute(database)
      return rows
    },
    async lookAgain({ address, due }, wait) {
      await sql`
        update looks set due_at = now() + ${seconds(wait)}
        where address = ${address} and due_at = ${due}::timestamptz
      `.execute(database)
    },
    async lookFailed(address) {
      const { rows } = await sql<{ failures: number }>`
        update looks set failures = failures + 1 where address = ${address} returning failures
      `.execute(database)
      return rows[0]?.failures ?? 1
    },
    async lookDone(address) {
      await sql`update looks set failures = 0 where address = ${address} and failures <> 0`.execute(database)
    },
    async lookIn(address, wait) {
      await sql`
        update looks set due_at = greatest(due_at, now() + ${seconds(wait)}) where address = ${address}
      `.execute(database)
    },

    async unknown(urls) {
      const { rows } = await sql<{ url: string }>`
        select own.url from jsonb_array_elements_text(${JSON.stringify(urls)}::jsonb) as own (url)
        where not exists (select from addresses where addresses.url = own.url)
      `.execute(database)
      return new Set(rows.map(({ url }) => url))
    },
    async found(items, seen) {
      await database.transaction().execute(async (transaction) => {
        if (items.length > 0) {
          const sorted = items.map((item, place) => ({ url: item.url, item, place })).sort(byUrl)
          // Each waits behind those that were found before it.
          await sql`
            insert into addresses (url, item, due_at)
            select item ->> 'url', item, now() + make_interval(secs => place * 1e-6)
            from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as own (item jsonb, place integer)
            on conflict do nothing
          `.execute(transaction)
        }
        if (seen !== undefined) await noteValidators(transaction, seen)
      })
    },
    async outcome(url) {
      const row = await database
        .selectFrom('addresses')
        .select(['outcome', 'article', 'reason'])
        .where('url', '=', url)
        .executeTakeFirst()
      if (row === undefined || row.outcome === null) return undefined
      const { outcome, article, reason } = row
      return { outcome, ...(article === null ? {} : { article }), ...(reason === null ? {} : { reason }) }
    },
    async failed(item, reason) {
      const { rows } = await sql<{ attempts: number }>`
        insert into addresses (url, item, attempts, reason)
        values (${item.url}, ${JSON.stringify(item)}::jsonb, 1, ${reason})
        on conflict (url) do update set attempts = addresses.attempts + 1, reason = excluded.reason
        returning attempts
      `.execute(database)
      return rows[0]?.attempts ?? 1
    },
    done: (url, outcome) => doneTogether({ url, ...outcome }),
    doneAll: (outcomes) => noteOutcomes(database, outcomes),
    claim: (canonical, url) => claimTogether({ canonical, url }),
    claimAll: (claims) => claimAll(database, claims),
    async due(pause, limit) {
      // Hosts one by one, by the index: of one there may be any number of addresses.
      const { rows } = await sql<Due>`
        with recursive named (host) as (
          (${nextHost(sql`''`)})
          union all
          select (${nextHost(sql`named.host`)}) from named where named.host is not null
        ), open (host, room) as (
          select named.host,
            least(${mostOfHost}, greatest(1, floor(${givenAhead} / (${slot(pause)})))) - (
              select count(*) from addresses where ${hostOf} = named.host and outcome is null and due_at is null
                and given_at > now() - ${seconds(longestUnderWay)}
            )
          from named left join hosts on hosts.host = named.host
          where named.host is not null
            and coalesce(greatest(next_at, held_until) < now() + ${seconds(turnsAhead)}, true)
        )
        select item, ${isoOf(sql`due_at`)} as due from open cross join lateral (
          select item, due_at from addresses
          where ${hostOf} = open.host and outcome is null and due_at <= now()
          order by due_at limit greatest(0, room)
        ) as waiting
        limit ${limit}
      `.execute(database)
      return rows
    },
    async given(due) {
      const pairs = JSON.stringify(due.map(({ item, due }) => ({ url: item.url, due })))
      await sql`
        update addresses set due_at = null, given_at = now()
        from jsonb_to_recordset(${pairs}::jsonb) as own (url text, due timestamptz)
        where addresses.url = own.url and due_at = own.due
      `.execute(database)
    },
    async wait(item, wait) {
      await sql`
        insert into addresses (url, item, due_at)
        values (${item.url}, ${JSON.stringify(item)}::jsonb, now() + ${seconds(wait)})
        on conflict (url) do update set due_at = excluded.due_at
      `.execute(database)
    },
    async waitAgain(wait) {
      await sql`
        update addresses set due_at = now()
        where outcome is null and due_at is null and given_at <= now() - ${seconds(wait)}
      `.execute(database)
    },
    async undoneHosts(wait) {
      const { rows } = await sql<UndoneHost>`
        select own.host, own.addresses,
          own.due_at is not null and greatest(own.due_at, held_until) <= now() + ${seconds(wait)} as "hasSoon"
        from (
          select ${hostOf} as host, count(*)::int as addresses, min(due_at) as due_at
          from addresses where outcome is null group by 1
        ) as own left join hosts on hosts.host = own.host
        order by own.host
      `.execute(database)
      return rows
    },
    async undone(source, most) {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from (
          select from addresses where outcome is null and item ->> 'source' = ${source} limit ${most}
        ) as own
      `.execute(database)
      return rows[0]?.count ?? 0
    },
  }
}

/** What is noted of addresses at last, where it is noted one after another. */
function inTurn(all: readonly Done[]): ReadonlyMap<string, Outcome> {
  const last = new Map<string, Outcome>()
  for (const { url, ...outcome } of all) if (!last.has(url) || outcome.outcome === 'read') last.set(url, outcome)
  return last
}

/** What came first stays, but for what was read later. */
async function noteOutcomes(database: Kysely<Database>, outcomes: ReadonlyMap<string, Outcome>): Promise<void> {
  if (outcomes.size === 0) return
  const rows = [...outcomes].map(([url, outcome]) => ({ url, ...outcome })).sort(byUrl)
  await sql`
    insert into addresses (url, item, outcome, article, reason, done_at)
    select url, jsonb_build_object('url', url), outcome, article, reason, now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as own (url text, outcome text, article text, reason text)
    on conflict (url) do update set
      outcome = excluded.outcome, article = excluded.article, reason = excluded.reason, done_at = now()
    where addresses.outcome is null or excluded.outcome = 'read'
  `.execute(database)
}

async function claimAll(database: Kysely<Database>, claims: readonly Claim[]): Promise<readonly string[]> {
  if (claims.length === 0) return []
  const { rows } = await sql<{ url: string | null }>`
    with own as (
      select * from jsonb_to_recordset(${JSON.stringify(claims.map((claim, place) => ({ ...claim, place })))}::jsonb)
        as own (canonical text, url text, place integer)
    ), mine as (
      insert into canonicals (canonical, url)
      select distinct on (canonical) canonical, url from own order by canonical, place
      on conflict do nothing returning canonical, url
    )
    select coalesce(mine.url, canonicals.url) as url
    from own left join mine using (canonical) left join canonicals using (canonical) order by place
  `.execute(database)
  const firsts = rows.flatMap(({ url }) => url ?? [])
  // Where another has claimed one since the statement began, it is seen by the next.
  return firsts.length < claims.length ? claimAll(database, claims) : firsts
}

/** In one order, so that two who note the same do not wait for each other. */
const byUrl = (a: { readonly url: string }, b: { readonly url: string }): number => (a.url < b.url ? -1 : 1)

async function noteValidators(database: Kysely<Database>, { url, etag, modified }: Validated): Promise<void> {
  if (etag === undefined && modified === undefined) return
  const values = { etag: etag ?? null, modified: modified ?? null }
  await database
    .insertInto('validators')
    .values({ url, ...values })
    .onConflict((conflict) => conflict.column('url').doUpdateSet(values))
    .execute()
}

/** The host of an address, as \`hosts\` has it. */
const hostOf = sql`split_part(url, '/', 3)`

/** The first host after another of which an address waits. */
const nextHost = (after: RawBuilder<unknown>) => sql`
  select ${hostOf} from addresses
  where outcome is null and due_at is not null and ${hostOf} > ${after} order by ${hostOf} limit 1
`

/** To the microsecond, as Date does not have it. */
const isoOf = (time: RawBuilder<unknown>) => sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
