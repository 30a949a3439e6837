import type { ArticleRecord } from '../record/schema.js'

const longestTitle = 200

/** An article without a title is called by how it begins. */
export function titleOf(record: ArticleRecord): string {
  const title = record.title ?? record.blocks.find(({ kind }) => kind === 'lead')?.text ?? record.blocks[0]?.text ?? ''
  return title.length > longestTitle ? `${title.slice(0, longestTitle - 1).toWellFormed()}…` : title
}
