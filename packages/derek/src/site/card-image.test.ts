import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { drawCard, writeCard } from './card-image.js'

const fontFiles = [createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')]
const words = { above: 'Тобыл · 14.05.2026', below: '6 мәлімдеме, 1 оқиға' }

/** How far to the right and down the letters of a card reach. */
const reachOf = (title: string): readonly [number, number] => {
  const texts = [...writeCard({ ...words, title }).matchAll(/<text .*?<\/text>/gu)].join('')
  const box = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">${texts}</svg>`, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans' },
  }).getBBox()
  return [(box?.x ?? 0) + (box?.width ?? 0), (box?.y ?? 0) + (box?.height ?? 0)]
}

describe('the card of an article', () => {
  it('is a PNG of the size that cards have', async () => {
    const png = await drawCard({ ...words, title: 'Қостанайда жаңа көпір ашылды' })
    const view = new DataView(png?.buffer ?? new ArrayBuffer(24))
    expect([view.getUint32(0), view.getUint32(16), view.getUint32(20)]).toEqual([0x89504e47, 1200, 630])
  })

  it.each([
    'Көпір',
    'Қостанайда Тобыл өзені арқылы салынған жаңа көпір ашылды',
    'ШЫМКЕНТТЕГІ ЖЫЛЫЖАЙДЫҢ ШЫҒЫНЫ '.repeat(8),
    'Щ'.repeat(200),
    'және '.repeat(60),
    'WWW '.repeat(60),
    '',
  ])('keeps any title inside: %s', (title) => {
    const [right, down] = reachOf(title)
    expect(right).toBeLessThanOrEqual(1_160)
    expect(down).toBeLessThanOrEqual(600)
  })

  it('has a title in töte in Cyrillic, and markup as text', () => {
    expect(writeCard({ ...words, title: 'جاڭا كوپىر' })).toContain('Жаңа көпір')
    expect(writeCard({ ...words, title: '</text><script>' })).not.toContain('<script>')
  })
})
