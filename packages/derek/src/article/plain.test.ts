import { describe, expect, it } from 'vitest'
import { fromText } from './plain.js'

const kindsOf = (...lines: readonly string[]): readonly (string | undefined)[] =>
  fromText(lines.join('\n')).blocks.map(({ kind }) => kind)

describe('plain text', () => {
  it('has a block a line, and lines wrapped by hand as one', () => {
    expect(fromText('Бір.\nЕкі.\r\n\r\nҮш.').blocks.map(({ text }) => text)).toEqual(['Бір.', 'Екі.', 'Үш.'])
    expect(fromText('Ауылда жаңа\nмектеп пен\nклуб және\nкөпір ашылды.').blocks).toHaveLength(1)
  })

  it('has list items where lines are numbered, or have dashes after a colon; else a dash begins speech', () => {
    expect(kindsOf('Үш орын бар:', '1) мектеп;', '2) клуб.')).toEqual([undefined, 'list', 'list'])
    expect(kindsOf('Үш орын бар:', '– мектеп;', '– клуб.')).toEqual([undefined, 'list', 'list'])
    expect(kindsOf('Біз әңгімелестік.', '– Қалайсыз?', '– Жақсы.')).toEqual([undefined, undefined, undefined])
    expect(kindsOf('ءبىز اڭگىمەلەستىك.', '– قالايسىز؟', '– جاقسى.')).toEqual([undefined, undefined, undefined])
  })

  it('has list items by their signs, rosters of names after a colon, and rows of cells', () => {
    expect(kindsOf('Жоба:', '• қуаты – 100 МВт', '• жұмыс орны – 120')).toEqual([undefined, 'list', 'list'])
    expect(kindsOf('«Арай»: Асанов, Ли (Қуанов, 65), Серіков, Әлиев.')).toEqual(['list'])
    expect(kindsOf('Ол былай деді: келем, көрем, қайтам, жатам.')).toEqual([undefined])
    expect(kindsOf('Қала | Күндіз | Түнде', 'Астана\t+5\t-3')).toEqual(['table', 'table'])
  })
})
