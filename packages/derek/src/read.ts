import { restore } from './article/restore.js'
import { analyze } from './language/analyze.js'
import { record } from './record/record.js'
import type { ArticleRecord } from './record/schema.js'
import type { Page } from './source/schema.js'

/** A page to its record: the whole of Derek, without a server. */
export function read(page: Page): ArticleRecord {
  return record(analyze(restore(page)))
}
