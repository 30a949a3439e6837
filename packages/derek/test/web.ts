import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Watched } from '../src/watch/sources.js'

export interface Site {
  readonly origin: string
  /** Paths asked for, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** A site on this machine, for as long as a test needs it. */
export async function serveSite(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Site> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A page as a small portal would have it. */
export const newsPage = (title: string, text: string, head = ''): string =>
  `<!doctype html><html lang="kk"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><article><h1>${title}</h1><p>${text}</p><p>Ауыл әкімі Болат Сәрсенов мектеп ашылды деді.</p></article></body></html>`

export interface PortalOptions {
  /** Told of each path before it is answered, but for robots.txt; `host` has the port. */
  readonly onAsked?: (path: string, host: string) => void
  /** Milliseconds that each page takes. */
  readonly delay?: number
}

/** A portal without a robots.txt: /feed names so many articles, /news/0 and on. */
export const servePortal = (articles: number, { onAsked = () => {}, delay = 0 }: PortalOptions = {}): Promise<Site> =>
  serveSite((request, response) => {
    const path = request.url ?? ''
    if (path === '/robots.txt') return response.writeHead(404).end()
    onAsked(path, request.headers.host ?? '')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (path === '/feed') {
      const links = Array.from({ length: articles }, (_, i) => `<item><link>/news/${i}</link></item>`)
      return response.end(`<rss>${links.join('')}</rss>`)
    }
    const number = /\d+$/u.exec(path)?.[0] ?? ''
    const page = newsPage(`${number}-жаңалық`, `Ауылда ${number}-мектеп ашылды.`)
    if (delay === 0) return response.end(page)
    return setTimeout(() => response.end(page), delay)
  })

/** A portal as a source that is watched by its feed. */
export const portalSource = ({ origin }: Site, name: string): Watched => ({
  name,
  kind: 'portal',
  home: origin,
  feeds: [`${origin}/feed`],
  sitemaps: [],
  sections: [],
  rules: [],
  licence: 'invented',
})
