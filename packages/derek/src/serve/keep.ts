import { read } from '../read.js'
import type { ArticleRecord } from '../record/schema.js'
import type { Page } from '../source/schema.js'
import type { Store } from '../store/store.js'
import { inStage } from '../telemetry/stages.js'

/** Reads a page and keeps its record: what the site, the API and the samples all do with what comes in. */
export type Keep = (page: Page) => Promise<ArticleRecord>

export function keepIn(store: Store): Keep {
  return async (page) => {
    const record = await inStage('read', {}, () => read(page))
    await store.save(page, record)
    return record
  }
}
