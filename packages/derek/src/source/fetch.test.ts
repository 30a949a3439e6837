import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Site, serveSite } from '../../test/web.js'
import { fetchPage, userAgent } from './fetch.js'

describe('fetching a page', () => {
  let site: Site
  let agent = ''
  beforeEach(async () => {
    vi.stubEnv('DEREK_ALLOW_ADDRESSES', '127.0.0.1/32')
    site = await serveSite((request, response) => {
      agent = request.headers['user-agent'] ?? ''
      if (request.url === '/drip') {
        const drip = setInterval(() => response.write('<p>'), 50)
        response.on('close', () => clearInterval(drip))
      } else if (request.url === '/endless') {
        const part = Buffer.alloc(1024 * 1024, 'x')
        const more = (): void => {
          while (!response.destroyed && response.write(part));
          if (!response.destroyed) response.once('drain', more)
        }
        more()
      } else if (request.url === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end()
      else if (request.url === '/inside') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
      else if (request.url === '/nowhere') response.writeHead(302, { location: 'http://[' }).end()
      else if (request.url === '/cut')
        response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy())
      else response.end('<p>Ауыл')
    })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await site.close()
  })

  const kindOf = (path: string, milliseconds?: number): Promise<unknown> =>
    fetchPage(`${site.origin}${path}`, milliseconds).then(
      () => 'fetched',
      (error: { readonly kind?: unknown }) => error.kind,
    )

  it('ends where a body drips, has no end, or breaks off', async () => {
    expect(await kindOf('/drip', 300)).toBe('timeout')
    expect(await kindOf('/endless')).toBe('too-large')
    expect(await kindOf('/cut')).toBe('unreachable')
  })

  it('follows no redirect to a file, into a network, or to no address', async () => {
    expect(await kindOf('/file')).toBe('bad-address')
    expect(await kindOf('/inside')).toBe('refused-address')
    expect(await kindOf('/nowhere')).toBe('bad-address')
  })

  it('says who asks, and how its people are reached', async () => {
    vi.stubEnv('DEREK_CONTACT', 'desk@example.kz\r\nX-Evil: 1')
    expect(await kindOf('/')).toBe('fetched')
    expect(agent).toBe(userAgent())
    expect(agent).toBe('Derek/0.1 (news reader; contact: desk@example.kzX-Evil: 1)')
  })
})
