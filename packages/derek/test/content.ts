import pg from 'pg'

/** All that follows from articles, whatever order they came in: the rows of each query, as texts. */
export type Content = ReadonlyMap<string, readonly string[]>

/** Of these there is no row where all is well. */
export const faults = [
  'articles without a story, or in two',
  'stories whose articles are miscounted',
  'days whose articles are miscounted',
] as const

const queries = {
  articles: `select id, revision, version, replaced_by, address, md5(record::text) from articles order by id`,
  revisions: `select article_id, number, made_by, md5(record::text) from revisions order by article_id, number`,
  pages: `select article_id, md5(content), format, url from pages order by article_id`,
  statements: `select article_id, id, speaker_thing, act, day, md5(text) from statements order by article_id, id`,
  events: `select article_id, id, type, day, md5(text) from events order by article_id, id`,
  entities: `select article_id, id, thing, mention_count from entities order by article_id, id`,
  documents: `select article_id, length, md5(terms::text) from documents order by article_id`,
  cards: `select article_id, lead from cards order by article_id`,
  // Of two texts of one address, `article` is the one that was kept last.
  addresses: `select url, outcome from addresses order by url`,
  canonicals: `select canonical, url from canonicals order by canonical`,
  // An article is in one story, and a story has as many articles as are in it; which ones is a matter of the order.
  'articles without a story, or in two': `
    select id from articles left join story_articles on article_id = id
    group by id having count(article_id) <> (case when replaced_by is null then 1 else 0 end) order by id`,
  'stories whose articles are miscounted': `
    select stories.id from stories left join story_articles on story_id = stories.id
    group by stories.id having count(article_id) <> stories.articles order by stories.id`,
  'days whose articles are miscounted': `
    select day, articles from story_days where articles <> 0
    except select day, count(*) from story_articles group by day
    union all
    (select day, count(*) from story_articles group by day except select day, articles from story_days)`,
} as const

/** What is in a database, each row as a text. */
export async function contentOf(url: string): Promise<Content> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const content = new Map<string, readonly string[]>()
    for (const [name, query] of Object.entries(queries)) {
      const { rows } = await client.query({ text: query, rowMode: 'array' })
      content.set(
        name,
        rows.map((row) => JSON.stringify(row)),
      )
    }
    return content
  } finally {
    await client.end()
  }
}

/** How much is there. */
export const rowsIn = (content: Content): number => [...content.values()].reduce((sum, rows) => sum + rows.length, 0)

const examples = 3

/** What differs from what is expected: a line for each kind of row, with the first few. Nothing where all is the same. */
export function differencesIn(content: Content, expected: Content): readonly string[] {
  return [...expected].flatMap(([name, wanted]) => {
    const rows = content.get(name) ?? []
    const [there, should] = [new Set(rows), new Set(wanted)]
    const missing = wanted.filter((row) => !there.has(row))
    const more = rows.filter((row) => !should.has(row))
    if (missing.length === 0 && more.length === 0 && rows.length === wanted.length) return []
    const some = (of: readonly string[]): string =>
      of.length === 0 ? 'none' : `${of.slice(0, examples).join(', ')}${of.length > examples ? ', …' : ''}`
    return [
      `${name}: ${rows.length} rows, ${wanted.length} expected; ${missing.length} missing (${some(missing)}), ` +
        `${more.length} that should not be (${some(more)})`,
    ]
  })
}
