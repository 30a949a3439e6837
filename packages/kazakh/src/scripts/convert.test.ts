import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Aligned, toSource } from '../alignment/alignment.js'
import {
  arabicFromCyrillic,
  convert,
  cyrillicFromArabic,
  cyrillicFromLatin,
  latinFromCyrillic,
  toCyrillic,
  type Writing,
} from './convert.js'

const writings: readonly Writing[] = ['cyrillic', 'latin-2018', 'latin-2019', 'latin-2021', 'tote']
const others = writings.slice(1)

describe('Cyrillic into the Latin alphabets', () => {
  test.each([
    ['2018', 'Memleket basshysynyń Túrkııaǵa sapary', 'Мемлекет басшысының Түркияға сапары'],
    ['2019', 'Memleket basşysynyŋ Türkıağa sapary', 'Мемлекет басшысының Түркияға сапары'],
    ['2021', 'Memleket basşysynyñ Türkiağa sapary', 'Мемлекет басшысының Түркияға сапары'],
    ['2018', 'Áıgerim oqý jylyn bastady', 'Әйгерім оқу жылын бастады'],
    ['2021', 'Äigerım oqu jylyn bastady', 'Әйгерім оқу жылын бастады'],
  ] as const)('of %s: %s', (variant, latin, cyrillic) => {
    expect(latinFromCyrillic(cyrillic, variant).text).toBe(latin)
    expect(cyrillicFromLatin(latin, variant).text).toBe(cyrillic)
  })

  test('ел is a land, and no ale', () => {
    expect(cyrillicFromLatin('eki el basshysy', '2018').text).toBe('екі ел басшысы')
    expect(cyrillicFromArabic('ەكى ەل').text).toBe('екі ел')
  })

  test('a word in capitals stays so, a digraph at a capital has one', () => {
    expect(latinFromCyrillic('ШЫҒЫС Шығыс Ш. Іле ЖАЙЫҚ Иса', '2018').text).toBe('SHYǴYS Shyǵys Sh. Ile JAIYQ Isa')
    expect(latinFromCyrillic('ІЛЕ ЖАЙЫҚ Иса', '2021').text).toBe('ILE JAİYQ İsa')
    expect(cyrillicFromLatin('ILE JAİYQ İsa', '2021').text).toBe('ІЛЕ ЖАЙЫҚ Иса')
  })
})

describe('Cyrillic into töte', () => {
  test.each([
    ['тіл', 'ءتىل', 'a front word has the hamza'],
    ['кітап', 'كىتاپ', 'not with ك'],
    ['бүгін', 'بۇگىن', 'nor گ'],
    ['дәптер', 'داپتەر', 'nor ە'],
    ['қазір', 'قازىر', 'nor where its first vowel is back'],
    ['үй-жай', 'ءۇي-جاي', 'each part of a compound for itself'],
    ['Тоқаев', 'توقاەۆ', 'в has a letter of its own'],
    ['Түркия', 'تۇركيا', 'ия is spelled as я is'],
  ])('%s is %s: %s', (cyrillic, arabic) => {
    expect(arabicFromCyrillic(cyrillic).text).toBe(arabic)
    expect(cyrillicFromArabic(arabic).text).toBe(cyrillic.toLowerCase())
  })

  test('punctuation is turned after Kazakh words, not in numbers', () => {
    const text = 'Бар ма? Иә, 2,5 млн; Telegram, иә.'
    expect(arabicFromCyrillic(text).text).toBe('بار ما؟ ءيا، 2,5 ملن؛ Telegram, ءيا.')
    expect(cyrillicFromArabic(arabicFromCyrillic(text).text, { capitals: true }).text).toBe(text)
  })

  test('hamza is read as U+0621 and U+0674, at live pages and in China', () => {
    expect(cyrillicFromArabic('ءبىر ٴبىر').text).toBe('бір бір')
  })

  test('capitals come back at the start of sentences and of names that are told', () => {
    const isName = (word: string): boolean => word.startsWith('айдар')
    const text = arabicFromCyrillic('Таң атты. Бүгін Айдармен кездесті!').text
    expect(cyrillicFromArabic(text, { capitals: true, isName }).text).toBe('Таң атты. Бүгін Айдармен кездесті!')
  })
})

describe('what is not Kazakh', () => {
  const text =
    'Telegram-да COVID-19 туралы, WhatsApp, IV тоқсан, XXI ғасыр: www.example.kz/жол?a=б, a.b@mail.kz, @arna_kz, YouTube.'
  test.each(others)('survives the way to %s and back', (to) => {
    const there = convert(text, { to }).text
    for (const kept of [
      'Telegram-',
      'COVID-19',
      'WhatsApp',
      'IV ',
      'XXI',
      'www.example.kz/жол?a=б',
      '@arna_kz',
      'a.b@mail.kz',
    ]) {
      expect(there).toContain(kept)
    }
    expect(convert(there, { to: 'cyrillic' }).text).toBe(text)
  })

  test.each(others)('Russian loans and names come back from %s', (to) => {
    const words = 'цзиньпин, щучинск, ельцин, хабаровск, эрмитаж, съезд, октябрь, цирк, экономика, пьеса'
    expect(convert(convert(words, { to }).text, { to: 'cyrillic' }).text.toLowerCase()).toBe(words)
  })

  test('a Cyrillic numeral is written in Latin letters', () => {
    expect(latinFromCyrillic('ХХІ ғасыр').text).toBe('XXI ğasyr')
  })

  test('an English phrase in a Cyrillic text stays, a Kazakh one is converted', () => {
    expect(toCyrillic('Ол «The New York Times» газетінде істейді').text).toContain('The New York Times')
    expect(toCyrillic('Газет былай жазды: «Memleket basshysy Astanaǵa keldi»').text).toContain(
      'Мемлекет басшысы Астанаға келді',
    )
  })
})

test('words of three scripts in one text are each converted', () => {
  expect(convert('Қала, qala jáne قالا', { to: 'cyrillic', latin: '2018' }).text).toBe('Қала, қала және қала')
  expect(convert('Bul qala jáne қала, قالا', { to: 'latin-2021' }).text).toBe('Būl qala jäne qala, qala')
})

test('decomposed letters are composed on the way', () => {
  expect(convert('Жайық'.normalize('NFD'), { to: 'latin-2021' }).text).toBe('Jaiyq')
})

test('a made word points to its source', () => {
  const aligned = latinFromCyrillic('Ол ащы сөз', '2018')
  const start = aligned.text.indexOf('ashshy')
  expect(toSource(aligned, { start, end: start + 6 })).toEqual({ start: 3, end: 6 })
})

const isAligned = ({ text, source, starts }: Aligned): boolean => {
  if (starts.length !== text.length + 1 || starts[text.length] !== source.length) return false
  return starts.every((start, i) => start <= source.length && (i === 0 || start >= (starts[i - 1] ?? 0)))
}

const kazakh = fc
  .array(fc.constantFrom(...'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘҒЩЮІ -.,?!1ашiıİIwñş́ءتىلەڭۇ٠؟'), {
    maxLength: 40,
  })
  .map((letters) => letters.join(''))
const wild = fc.oneof(
  kazakh,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)

describe('for any text at all', () => {
  test('alignment is monotone and within the source', () => {
    fc.assert(
      fc.property(wild, fc.constantFrom(...writings), (text, to) => {
        expect(isAligned(convert(text, { to }))).toBe(true)
        expect(convert(text, { to }).source).toBe(text)
      }),
    )
  })

  test('a text without letters stays', () => {
    const marks = fc.string({ unit: fc.constantFrom(...'0123456789 .,;:?!«»“”()-–—%№\n\t'), maxLength: 40 })
    fc.assert(fc.property(marks, fc.constantFrom(...writings), (text, to) => convert(text, { to }).text === text))
  })

  test('lone surrogates, control characters and endless words do no harm', () => {
    const long = `${'қа'.repeat(50_000)}\uD800\u0000${'qa'.repeat(50_000)}${'@a.'.repeat(10_000)}`
    for (const to of writings) expect(isAligned(convert(long, { to }))).toBe(true)
    for (const endless of ['qazaqstan', 'قازاقستان', 'ءتىل', 'sh', 'ı']) {
      expect(isAligned(convert(endless.repeat(20_000), { to: 'cyrillic' }))).toBe(true)
    }
  })
})
