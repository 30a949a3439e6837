import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

// 2 March 2026 is a Monday.
const timesIn = (content: string) =>
  read({ content, format: 'text', publishedAt: '2026-03-02' }).times.map(({ text, value }) => `${text} ${value}`)

describe('times', () => {
  it.each([
    ['a weekday lies where its verb puts it', 'Жиын сенбіде өтті.', ['сенбіде 2026-02-28']], // was on Saturday
    // goes on Saturday and will see
    ['a weekday whose verb comes after a converb', 'Ол сенбіде барып, көреді.', ['сенбіде 2026-03-07']],
    ['a day to come, by its verb', 'Бекет 1 қыркүйекте ашылады.', ['1 қыркүйекте 2026-09-01']], // will be opened
    ['a weekday to come', 'Жиын сенбіде өтеді.', ['сенбіде 2026-03-07']], // will be on Saturday
    [
      'an hour belongs to the day of its sentence',
      'Өрт 27 ақпанда, сағат 21:40-та шықты.',
      ['27 ақпанда 2026-02-27', 'сағат 21:40-та 2026-02-27T21:40'],
    ],
    [
      'a day right before its hour is one with it',
      'Өрт кеше сағат 21:40-та шықты.',
      ['кеше сағат 21:40-та 2026-03-01T21:40'],
    ],
    ['a season to come', 'Зауыт көктемде ашылады.', ['көктемде 2026-21']], // will open in spring
    // for two hours
    ['a duration without its postposition', 'Су екі сағат бойы ақты.', ['екі сағат PT2H']],
    ['a duration since something, before a verb of the past', 'Ол 13 жылдан соң жеңді.', ['13 жылдан P13Y']], // won after
    ['the same from now, before one to come', 'Ол 3 жылдан кейін келеді.', ['3 жылдан кейін 2029']], // will come in
    ['a duration as an adjective', 'Ол екі күндік сапармен келді.', ['екі күндік P2D']], // on a visit of two days
    ['no anniversary', 'Театр 50 жылдық мерейтойын атады.', []], // its 50th
    ['a season and which it is', 'Көпір келер күзге дейін бітеді.', ['келер күзге 2026-23']], // until next autumn
    ["a year's, without its noun", 'Түсім былтырғыдан көп.', ['былтырғыдан 2025']], // more than last year's
    [
      'that day is the last that was named',
      'Көпір 14 қаңтарда ашылды. Сол күні жиын өтті.',
      ['14 қаңтарда 2026-01-14', 'Сол күні 2026-01-14'],
    ],
  ])('%s', (_, text, times) => {
    expect(timesIn(text)).toEqual(times)
  })
})
