import { type Kysely, type Migration, sql } from 'kysely'

/**
 * What is counted and filtered by beside the words, with the words in one index; what was said, to be searched by
 * itself; and the words and names that there are, to be suggested.
 */
export const suggestions: Migration = {
  async up(database: Kysely<unknown>) {
    // Opening the store makes the rows anew, with all that they have now.
    await sql`delete from documents`.execute(database)
    await sql`drop index documents_terms`.execute(database)
    await sql`alter table documents add column facets text[] not null`.execute(database)
    await sql`create index documents_terms on documents using gin (terms, facets)`.execute(database)
    await database.schema
      .createTable('sayings')
      .addColumn('article_id', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
      .addColumn('statement', 'text', (column) => column.notNull())
      .addColumn('named', sql`text[]`, (column) => column.notNull())
      .addColumn('published_at', 'timestamptz')
      .addColumn('length', 'integer', (column) => column.notNull())
      .addColumn('terms', sql`tsvector`, (column) => column.notNull())
      .addColumn('facets', sql`text[]`, (column) => column.notNull())
      .addPrimaryKeyConstraint('sayings_key', ['article_id', 'statement'])
      .execute()
    await sql`create index sayings_terms on sayings using gin (terms, facets)`.execute(database)
    await database.schema
      .createIndex('sayings_by_date')
      .on('sayings')
      .expression(sql`published_at desc nulls last, article_id, statement`)
      .execute()
    await database.schema
      .createTable('words')
      .addColumn('lexeme', sql`text collate "C"`, (column) => column.primaryKey())
      .addColumn('word', 'text', (column) => column.notNull())
      .addColumn('spelling', sql`text collate "C"`)
      .addColumn('articles', 'integer', (column) => column.notNull())
      .execute()
    // Counts change with every article: there is room for that beside the row, and no index has them.
    await sql`alter table words set (fillfactor = 70)`.execute(database)
    await sql`create index words_by_spelling on words (spelling)`.execute(database)
    await sql`create index words_by_end on words (reverse(spelling) collate "C")`.execute(database)
    await database.schema
      .createTable('names')
      .addColumn('key', sql`text collate "C"`, (column) => column.notNull())
      .addColumn('spelling', sql`text collate "C"`, (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('articles', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('names_key', ['key', 'spelling'])
      .execute()
    await sql`alter table names set (fillfactor = 70)`.execute(database)
    await sql`create index names_by_spelling on names (spelling)`.execute(database)
    // Whatever takes an article out of the index takes it from the counts; all lock the words in one order.
    await sql`
      create function forget_words() returns trigger language plpgsql as $$
      begin
        perform from words where lexeme = any(tsvector_to_array(old.terms)) order by lexeme for update;
        update words set articles = articles - 1 where lexeme = any(tsvector_to_array(old.terms));
        return old;
      end $$
    `.execute(database)
    await sql`
      create trigger forget_words before delete on documents for each row execute function forget_words()
    `.execute(database)
  },
}
