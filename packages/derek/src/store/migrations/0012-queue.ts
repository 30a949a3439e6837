import { type Kysely, type Migration, sql } from 'kysely'

/**
 * What waits for the eyes of an editor: articles, each with the revision that was reviewed, and alerts of stories. Posts
 * and notices that follow the corrections of their article. And an audit that can be asked for a person or an article.
 */
export const queue: Migration = {
  async up(database: Kysely<unknown>) {
    await addQueue(database)
    await addAlerts(database)
    await followCorrections(database)
    await sql`alter table audit add column article_id text`.execute(database)
    await sql`create index audit_by_person on audit (by, id desc)`.execute(database)
    await sql`create index audit_by_action on audit (action, id desc)`.execute(database)
    await sql`create index audit_by_article on audit (article_id, id desc)`.execute(database)
  },
}

async function addQueue(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table queue (
      article_id text primary key references articles on delete cascade,
      source_id text not null,
      moment timestamptz not null,
      is_listed boolean not null,
      revision integer not null,
      is_corrected boolean not null,
      least real not null,
      outlets integer not null default 1,
      reviewed_revision integer check (reviewed_revision >= 0),
      reviewed_by text,
      reviewed_at timestamptz,
      claimed_by text,
      claimed_until timestamptz,
      state text not null generated always as (case when reviewed_revision is null then 'new'
        when reviewed_revision = revision then 'reviewed' else 'changed' end) stored,
      is_waiting boolean not null generated always as (reviewed_revision is distinct from revision) stored,
      check ((reviewed_revision is null) = (reviewed_by is null) and (reviewed_by is null) = (reviewed_at is null)),
      check ((claimed_by is null) = (claimed_until is null))
    )
  `.execute(database)
  await sql`
    insert into queue (article_id, source_id, moment, is_listed, revision, is_corrected, least, outlets)
    select articles.id, source_id, coalesce(published_at, read_at), true, revision,
      exists (select from revisions where revisions.article_id = articles.id and number = revision
        and made_by is not null),
      coalesce((select min((statement ->> 'confidence')::real)
        from jsonb_array_elements(record -> 'statements') as statement), 1),
      coalesce((select outlets from story_articles join stories on stories.id = story_id
        where story_articles.article_id = articles.id), 1)
    from articles where replaced_by is null
  `.execute(database)
  // Each order of the list, over all that waits, and of one source.
  for (const [name, order] of [
    ['newest', sql`moment desc, article_id desc`],
    ['least', sql`least, moment desc, article_id desc`],
    ['covered', sql`outlets desc, moment desc, article_id desc`],
  ] as const) {
    await sql`
      create index ${sql.ref(`queue_by_${name}`)} on queue (is_waiting, ${order}) where is_listed
    `.execute(database)
  }
  await sql`create index queue_by_source on queue (source_id, moment desc, article_id desc) where is_listed`.execute(
    database,
  )
  await sql`create index queue_all on queue (moment desc, article_id desc) where is_listed`.execute(database)
  await sql`create index queue_changed on queue (moment desc, article_id desc)
    where is_listed and state = 'changed'`.execute(database)
  await sql`create index queue_corrected on queue (moment desc, article_id desc)
    where is_listed and is_corrected`.execute(database)
}

async function addAlerts(database: Kysely<unknown>): Promise<void> {
  // Each change of a story's articles counts one up: its alerts are found anew where they were found for an earlier one.
  await sql`
    alter table stories add column changes bigint not null default 1, add column alerts_of bigint not null default 0
  `.execute(database)
  await sql`create index stories_to_compare on stories (last_at desc) where alerts_of < changes and outlets > 1`.execute(
    database,
  )
  await sql`
    create table alerts (
      id bigint generated always as identity primary key,
      key text not null unique,
      story_id text not null,
      content jsonb not null,
      outlets jsonb not null,
      is_present boolean not null default true,
      found_at timestamptz not null default now(),
      state text not null default 'open' check (state in ('open', 'handled', 'dismissed')),
      note text,
      made_by text,
      made_at timestamptz,
      check ((state = 'open') = (made_by is null))
    )
  `.execute(database)
  await sql`create index alerts_by_state on alerts (state, id desc) where is_present`.execute(database)
  await sql`create index alerts_by_story on alerts (story_id)`.execute(database)
}

async function followCorrections(database: Kysely<unknown>): Promise<void> {
  await sql`alter table posts add column template jsonb, add column attention jsonb`.execute(database)
  await sql`create index posts_by_article on posts (article_id)`.execute(database)
  await sql`create index posts_attention on posts (id desc) where attention is not null`.execute(database)
  // A thing is told once as found, and once more for each correction of it.
  await sql`
    alter table notices add column kind text not null default 'found' check (kind in ('found', 'corrected')),
      drop constraint notices_item
  `.execute(database)
  await sql`create unique index notices_found on notices (search, item) where kind = 'found'`.execute(database)
  await sql`create index notices_by_article on notices ((content ->> 'article'))`.execute(database)
}
