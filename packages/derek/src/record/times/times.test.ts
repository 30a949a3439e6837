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
    [
      "today is a dateline's",
      'АСТАНА, 27 ақпан. Бүгін жиын өтті.\nКеше көпір ашылды.',
      ['27 ақпан 2026-02-27', 'Бүгін 2026-02-27', 'Кеше 2026-02-26'],
    ],
    [
      'both halves of a year',
      'Зауыт 2026 жылдың бірінші жартысында ашылып, екінші жартысында өнім береді.',
      ['2026 жылдың бірінші жартысында 2026-01/2026-06', 'екінші жартысында 2026-07/2026-12'],
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
    [
      'that year and that month are those of the day that was named',
      'Көпір 2019 жылғы 14 мамырда ашылды. Сол айда жиын өтті. Сол жылғы құны – 5 млн.',
      ['2019 жылғы 14 мамырда 2019-05-14', 'Сол айда 2019-05', 'Сол жылғы 2019'],
    ],
    ['days between, without the postposition', 'Жиын 3-5 ақпан аралығында өтті.', ['3-5 ақпан 2026-02-03/2026-02-05']],
    [
      'a clock time before its day',
      '14:41, 28 ақпан 2026\nКөпір ашылды. Жиын өтті.',
      ['14:41, 28 ақпан 2026 2026-02-28T14:41'],
    ],
    [
      'a weekday that something may be on',
      'Ол сенбіде ауысып, әкім болып тағайындалуы мүмкін деп жазды.',
      ['сенбіде 2026-03-07'],
    ],
    [
      'the hours of a programme',
      'Бүгінгі жарыстар\n14:45 – шаңғы жарысы;\n17:00 – жүгіру.',
      ['Бүгінгі 2026-03-02', '14:45 2026-03-02T14:45', '17:00 2026-03-02T17:00'],
    ],
    ['no repetition', 'Пойыз күн сайын жүреді.', []], // the train runs every day
    ['no anniversary of a possessor', 'Театрдың 50 жылдығына көрме ашылды.', []], // for the theatre's 50th
    ['no name of a holiday, but its year', 'Биыл Астана күнінде той өтті.', ['Биыл 2026']], // on Astana's day this year
    ['a length at least and at most', 'Жөндеу 10-14 күн жүреді.', ['10-14 күн P10D/P14D']],
  ])('%s', (_, text, times) => {
    expect(timesIn(text)).toEqual(times)
  })
})
