import { decompressed, type Exchange, headerOf } from '../source/fetch.js'
import { openFetched, openFile } from '../source/open.js'
import type { Page } from '../source/schema.js'

/** An answer that an archive kept. */
export type Answer = Pick<Exchange, 'url' | 'status' | 'headers' | 'payload'>

/** What may be a page, and can be sent to another thread. */
export type Found =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'file'; readonly path: string }

/** Whether an answer may be a page: no redirect, fault or picture. */
export function mayBePage(answer: Answer): boolean {
  const contentType = headerOf(answer, 'content-type') ?? ''
  return answer.status === 200 && /^\s*(?:$|text\/(?:html|plain)|application\/xhtml)/iu.test(contentType)
}

/** Opens what was found. Throws a SourceError. */
export async function openFound(found: Found): Promise<Page> {
  switch (found.kind) {
    case 'answer':
      return openAnswer(found.answer)
    case 'page':
      return found.page
    case 'file':
      return openFile(found.path)
  }
}

async function openAnswer(answer: Answer): Promise<Page> {
  // Some archives keep bodies decompressed, with headers that say otherwise.
  const bytes = await decompressed(answer).catch(() => answer.payload)
  return openFetched({ url: answer.url, bytes, contentType: headerOf(answer, 'content-type') ?? '' })
}
