import type { Page } from '../source/schema.js'
import type { Bus, GiveOptions } from './bus.js'
import { page as pages } from './streams.js'

/**
 * Puts a page on the stream that readers take from, as `derek import` does where NATS_URL is set: whoever reads and keeps
 * it, it is stored once. Waits while the stream is full. `url` is the address that it was found at: of two addresses
 * whose pages name the same canonical one, the first to come is kept. Throws a TooLargeError.
 *
 * @example await putPage(bus, { content, format: 'html', url: 'https://example.kz/news/1' })
 */
export async function putPage(
  bus: Bus,
  page: Page,
  options: GiveOptions & { readonly url?: string } = {},
): Promise<void> {
  const { url, ...giving } = options
  await bus.give(pages, url === undefined ? { page } : { url, page }, giving)
}
