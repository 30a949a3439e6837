import { type Kysely, type Migration, sql } from 'kysely'
import { addressOf } from '../../article/canonical.js'

/**
 * Revisions of articles, and articles as versions of one another; and claims with their days and things, so that lists
 * are read from an index in their order.
 */
export const revisions: Migration = {
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable('revisions')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('number', 'integer', (column) => column.notNull().check(sql`number > 0`))
      .addColumn('made_by', 'text', (column) => column.check(sql`made_by <> ''`))
      .addColumn('made_at', 'timestamptz', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.check(sql`note <> ''`))
      .addColumn('record', 'jsonb', (column) => column.notNull())
      .addPrimaryKeyConstraint('revisions_key', ['article_id', 'number'])
      .execute()
    await sql`
      insert into revisions (article_id, number, made_at, record) select id, 1, read_at, record from articles
    `.execute(database)
    await addVersions(database)
    await addClaimColumns(database)
  },
}

async function addVersions(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table articles
      add column revision integer not null default 1,
      add column address text check (address <> ''),
      add column version integer not null default 1 check (version > 0),
      add column replaced_by text constraint articles_replaced_by references articles (id)
        on delete set null deferrable check (replaced_by <> id)
  `.execute(database)
  await addressAll(database)
  await database.schema.createIndex('articles_by_address').on('articles').column('address').execute()
  await sql`create index articles_newest on articles (arrival) where replaced_by is null`.execute(database)
  await sql`create index articles_replaced on articles (replaced_by) where replaced_by is not null`.execute(database)
  await sql`
    update articles set version = chain.version, replaced_by = chain.next from (
      select id, row_number() over own as version, lead(id) over own as next from articles where address is not null
      window own as (partition by address order by coalesce(published_at, read_at), arrival)
    ) as chain where articles.id = chain.id and (chain.next is not null or chain.version > 1)
  `.execute(database)
  for (const table of ['statements', 'events', 'entities', 'documents']) {
    await sql`
      delete from ${sql.table(table)} where article_id in (select id from articles where replaced_by is not null)
    `.execute(database)
  }
}

/** Addresses are spelt alike by this program, so it has to see them all. */
async function addressAll(database: Kysely<unknown>): Promise<void> {
  let after = ''
  for (;;) {
    const { rows } = await sql<{ id: string; url: string | null; fetched: string | null }>`
      select articles.id, articles.url, pages.url as fetched from articles
      left join pages on pages.article_id = articles.id
      where articles.id > ${after} order by articles.id limit 1000
    `.execute(database)
    const addresses = rows.flatMap(({ id, url, fetched }) => {
      const address = addressOf({ url: url ?? undefined }, fetched ?? undefined)
      return address === undefined ? [] : [{ id, address }]
    })
    await sql`
      update articles set address = known.address
      from jsonb_to_recordset(${JSON.stringify(addresses)}::jsonb) as known (id text, address text)
      where articles.id = known.id
    `.execute(database)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}

/**
 * A claim has its day and the things that it is of beside it. That they are those of its entities, the keys see to: where
 * a person merges two things, they follow. The defaults are for rows that are made by hand, to measure with.
 */
async function addClaimColumns(database: Kysely<unknown>): Promise<void> {
  const published = sql`coalesce(to_char(articles.published_at at time zone 'Asia/Almaty', 'YYYY-MM-DD'), '')`
  await sql`alter table entities add constraint entities_thing_key unique (article_id, id, thing)`.execute(database)
  await sql`
    alter table statements
      add column day text collate "C" not null default '',
      add column arrival bigint not null default 0,
      add column speaker_thing text,
      add column addressee_thing text,
      drop constraint statements_speaker,
      drop constraint statements_addressee
  `.execute(database)
  await sql`
    update statements set day = ${published}, arrival = articles.arrival,
      speaker_thing = (select thing from entities as own where own.article_id = articles.id and own.id = speaker),
      addressee_thing = (select thing from entities as own where own.article_id = articles.id and own.id = addressee)
    from articles where articles.id = statements.article_id
  `.execute(database)
  await sql`
    alter table events
      add column day text collate "C" not null default '',
      add column arrival bigint not null default 0
  `.execute(database)
  await sql`
    update events set arrival = articles.arrival, day = case when time is null then ${published}
      else coalesce(substring(time from '^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9X])'), '') end
    from articles where articles.id = events.article_id
  `.execute(database)
  await sql`alter table participants add column thing text, drop constraint participants_entity`.execute(database)
  await sql`
    update participants set thing = entities.thing from entities
    where entities.article_id = participants.article_id and entities.id = participants.entity
  `.execute(database)
  await sql`alter table participants alter column thing set not null`.execute(database)
  for (const [table, name, part, thing] of [
    ['statements', 'statements_speaker', 'speaker', 'speaker_thing'],
    ['statements', 'statements_addressee', 'addressee', 'addressee_thing'],
    ['participants', 'participants_entity', 'entity', 'thing'],
  ] as const) {
    await sql`
      alter table ${sql.table(table)} add constraint ${sql.ref(name)}
        foreign key (article_id, ${sql.ref(part)}, ${sql.ref(thing)}) references entities (article_id, id, thing)
        on update cascade
    `.execute(database)
  }
  await addIndexes(database)
}

/** Claims in the order of their lists, by all that these are asked for. */
async function addIndexes(database: Kysely<unknown>): Promise<void> {
  const order = sql`day, arrival, (-position)`
  for (const [table, column] of [
    ['statements', 'act'],
    ['statements', 'speaker_thing'],
    ['statements', 'addressee_thing'],
    ['events', 'type'],
  ] as const) {
    const name = sql.ref(`${table}_by_${column}`)
    await sql`create index ${name} on ${sql.table(table)} (${sql.ref(column)}, ${order})`.execute(database)
  }
  await sql`create index statements_by_day on statements (${order})`.execute(database)
  await sql`create index events_by_day on events (${order})`.execute(database)
  await database.schema.createIndex('participants_by_thing').on('participants').column('thing').execute()
  await database.schema.dropIndex('entities_thing').execute()
  // What things are called is read from the index alone; a name that is longer is no name.
  await sql`create index entities_by_thing on entities (thing, key, left(name, 200))`.execute(database)
  await sql`create index entities_by_type on entities (type, thing)`.execute(database)
}
