import { describe, expect, it } from 'vitest'
import { decode } from './decode.js'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
/** Letters of windows-1251 from А to я are in a row from 0xC0. */
const windows1251 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0)
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code
  })

describe('bytes as text', () => {
  it('are UTF-8 where that holds, whatever the page declares', () => {
    expect(decode(utf8('<meta charset="windows-1251">Қазақ тілі'))).toContain('Қазақ тілі')
  })

  it('are windows-1251 where they are no UTF-8, declared or not', () => {
    expect(decode(windows1251('<meta charset=windows-1251>Жиналыс болды'))).toContain('Жиналыс болды')
    expect(decode(windows1251('Жиналыс болды'))).toBe('Жиналыс болды')
  })

  it('are UTF-8 still where a few of them are broken', () => {
    const bytes = utf8('Ауылда жаңа мектеп ашылды, деп хабарлады әкім.')
    bytes[3] = 0xff
    expect(decode(bytes)).toContain('жаңа мектеп ашылды')
  })

  it('are refused by name where they are none', () => {
    expect(() => decode(Uint8Array.of())).toThrow('empty')
    expect(() => decode(Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x2d))).toThrow('PDF')
  })
})
