import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentences } from './sentences.js'
import { tokenize } from './tokenize.js'

const texts = (text: string) => tokenize(text).map((token) => token.text)
const kinds = (text: string) => tokenize(text).map(({ text, kind }) => `${text} ${kind}`)

describe('tokenize', () => {
  it('keeps suffixes with abbreviations, numbers and hyphens', () => {
    expect(texts('БҰҰ-дағы 55-ші сессия, 2020-жылғы')).toEqual(['БҰҰ-дағы', '55-ші', 'сессия', ',', '2020-жылғы'])
  })

  it('keeps initials, addresses and grouped digits whole', () => {
    expect(texts('А.Жанұзақ EGIN.KZ 1 200 000 т.б.')).toEqual(['А.', 'Жанұзақ', 'EGIN.KZ', '1 200 000', 'т.б.'])
  })

  it.each([
    ['press@egin.kz', 'email'],
    ['https://egin.kz/kk/news?id=5#top', 'url'],
    ['t.me/egin_kz', 'url'],
    ['@egin_kz', 'handle'],
    ['#Сайлау2026', 'hashtag'],
    ['👩🏽‍🚀', 'emoji'],
    ['🇰🇿', 'emoji'],
    ['5️⃣', 'emoji'],
    ['13.03.2020', 'number'],
    ['14:30-да', 'number'], // at 14:30
    ['90%-ға', 'number'], // to 90 %
    ['32,5°С', 'number'],
    ['1.2.3', 'number'],
    ['б.з.д.', 'abbreviation'], // BC
    ['млрд.', 'abbreviation'],
    ['ХХІ', 'word'],
    ['COVID-19-дан', 'word'], // from COVID-19
    ['км²', 'word'],
    ['қа\u00ADзақ', 'word'],
    ['وقىدى', 'word'], // read, in töte
    ['qazaǵym', 'word'],
  ])('%s is one token', (text, kind) => {
    expect(kinds(text)).toEqual([`${text} ${kind}`])
  })

  it('parts the suffix from the quotation it follows', () => {
    expect(kinds('«Егін»-нің')).toEqual(['« punctuation', 'Егін word', '» punctuation', '-нің suffix'])
  })

  it('parts units, currencies and marks from numbers', () => {
    expect(texts('100км $50 №7 (12)…')).toEqual(['100', 'км', '$', '50', '№', '7', '(', '12', ')', '…'])
  })

  it('reads the punctuation of töte', () => {
    expect(texts('كەلدى، كەتتى؟')).toEqual(['كەلدى', '،', 'كەتتى', '؟'])
  })

  it('loses nothing: tokens are slices, and only white space lies between them', () => {
    const piece = fc.constantFrom('а', 'Б', '.', '-', '@', '#', '5', ' ', '»', 'x', '://', '\u200d', '\ud800', '️', '%')
    const wild = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(wild, fc.constantFrom('surface', 'ud'), (text, segmentation) => {
        let at = 0
        for (const token of tokenize(text, { segmentation })) {
          expect(text.slice(at, token.start)).toMatch(/^\s*$/u)
          expect(text.slice(token.start, token.end)).toBe(token.text)
          for (const word of token.words ?? []) expect(word.start >= token.start && word.end <= token.end).toBe(true)
          at = token.end
        }
        expect(text.slice(at)).toMatch(/^\s*$/u)
      }),
    )
  })

  it.each([
    'а',
    '.',
    '-',
    '1',
    '"',
    '«',
    'а.',
    'а-',
    '1.',
    '1 111 ',
    '@',
    'а@',
    'http://.',
    '\ud83d',
    '👩‍',
    "а'",
    '?.',
  ])('goes once over a long run of %j', (piece) => {
    const text = piece.repeat(50_000)
    expect(sentences(text).length).toBeGreaterThan(0)
  })
})

describe('tokenize with UD segmentation', () => {
  const words = (text: string) =>
    tokenize(text, { segmentation: 'ud' }).flatMap((token) => token.words?.map(({ form }) => form) ?? [token.text])

  it('splits copulas, -ау and -ақ, and houses from their numbers', () => {
    expect(words('Біз дайынбыз')).toEqual(['Біз', 'дайын', 'быз']) // we are ready
    expect(words('айтады-ау')).toEqual(['айтады', 'ау'])
    expect(words('17-үйде 55-ші')).toEqual(['17', '-', 'үйде', '55-ші'])
  })

  it('leaves verbs and words of the dictionary whole', () => {
    expect(words('айтамыз сондай-ақ')).toEqual(['айтамыз', 'сондай-ақ'])
  })
})

describe('sentences', () => {
  const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end))

  it('does not end at initials, abbreviations and quoted stops before a dash', () => {
    expect(split('Кітапты Б.Орынбай жазды. «Оқыңыз!» – деді ол. Бәрі оқыды.')).toEqual([
      'Кітапты Б.Орынбай жазды.',
      '«Оқыңыз!» – деді ол.',
      'Бәрі оқыды.',
    ])
  })

  it.each([
    '1946 ж. Тараздан келді.', // came from Taraz in 1946
    'Құны 2 млрд. АҚШ доллары.',
    'Ғалым А. Орынбай келді.',
    '12. Мұнан кейін сөйледі.', // numbered
    '– Келдің бе? – деп сұрады.', // dialogue
    '"Осылай!" дегендей қарады.',
    'Ол 3.5 пайыз, яғни аз.',
  ])('%s is one sentence', (text) => {
    expect(split(text)).toEqual([text])
  })

  it('ends after и т.б. ("and so on") before a capital, and at the marks of töte', () => {
    expect(split('Алма, алмұрт, т.б. Бәрі пісті.')).toEqual(['Алма, алмұрт, т.б.', 'Бәрі пісті.'])
    expect(split('كەلدى مە؟ كەلدى. جوق.')).toEqual(['كەلدى مە؟', 'كەلدى.', 'جوق.'])
  })

  it('ends at every line break', () => {
    expect(split('Бірінші жол\nекінші жол')).toEqual(['Бірінші жол', 'екінші жол'])
  })
})
