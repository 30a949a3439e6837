import { describe, expect, it } from 'vitest'
import { parseRobots } from './robots.js'

describe('robots.txt', () => {
  it('is read from the group that names Derek, else from that of all', () => {
    const text =
      'User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Derek/0.1\nDisallow: /search\nCrawl-delay: 2.5'
    expect(parseRobots(text).allows('/news')).toBe(true)
    expect(parseRobots(text).allows('/search?q=1')).toBe(false)
    expect(parseRobots(text).crawlDelay).toBe(2.5)
    expect(parseRobots(text, 'someone').allows('/news')).toBe(false)
  })

  it('lets the longest rule decide, and of two as long the one that allows', () => {
    const robots = parseRobots('User-agent: *\nDisallow: /news\nAllow: /news/kk\nDisallow: /a\nAllow: /a')
    expect(['/news/ru', '/news/kk/1', '/a', '/'].map(robots.allows)).toEqual([false, true, true, true])
  })

  it('knows * and $, and letters that addresses have escaped', () => {
    const robots = parseRobots('User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print\nDisallow: /іздеу')
    expect(robots.allows('/a.pdf')).toBe(false)
    expect(robots.allows('/a.pdf?x')).toBe(true)
    expect(robots.allows('/news/1/print/2')).toBe(false)
    expect(robots.allows(new URL('http://x/іздеу').pathname)).toBe(false)
  })

  it('allows all where it is empty or no robots.txt at all', () => {
    for (const text of ['', '<!doctype html><p>404', 'Disallow: /', 'User-agent: *\nDisallow:']) {
      expect(parseRobots(text).allows('/news'), text).toBe(true)
    }
  })

  it('names its sitemaps', () => {
    expect(parseRobots('Sitemap: https://example.kz/news.xml').sitemaps).toEqual(['https://example.kz/news.xml'])
  })

  it('takes no longer for patterns made to be slow', () => {
    const robots = parseRobots(`User-agent: *\n${`Disallow: /${'*a'.repeat(500)}b$\n`.repeat(100)}`)
    expect(robots.allows(`/${'a'.repeat(10_000)}`)).toBe(true)
  })
})
