import { describe, expect, it } from 'vitest'
import { authorOf, captionAndCredit, classify, isCredit, isDateline, noticeOf } from './kinds.js'

describe('a line by which an outlet speaks for itself', () => {
  it.each([
    ['Telegram арнамызға жазылыңыз!', 'promo'],
    ['Taǵy oqyńyz: Kópir ashyldy', 'related'],
    ['تاعى وقىڭىز: كوپىر اشىلدى', 'related'],
    ['Тагы окыныз: Копір ашылды', 'related'],
    ['Сайт материалдарын көшіріп басуға рұқсат жоқ.', 'rights'],
    ['© 2026 Арай газеті', 'rights'],
    ['Біз cookie файлдарын пайдаланамыз', 'consent'],
    ['12 пікір', 'comment'],
    ['Читайте также: Мост открыт', 'related'],
    ['Subscribe to our newsletter', 'promo'],
    ['Дайындаған: Асан Үсен', 'byline'],
    ['Опубликовано:', 'byline'],
    ['Арай жаңалықтарынан хабардар болыңыз:', 'promo'],
    ['Бастапқы мақала: https://arai.kz/1.html', 'related'], // the original article
    ['Оқыңыз: Көпір қашан ашылады', 'related'],
    ['Кілт сөздер: көпір, жол', 'tags'],
    ['345 рет қаралды', 'byline'], // seen 345 times
    ['Тел.: 8 (7172) 00-00-00', 'promo'],
  ])('%s: %s', (line, part) => {
    expect(noticeOf(line)).toBe(part)
  })

  it.each([
    'Әкім Telegram арнасында жаңа жоба туралы айтып, тұрғындардың сұрағына жауап берді.',
    'Автор бұл кітапты он жыл жазған.',
    'Тілші Асан Үсен оқиға орнына барып қайтты.',
    'Пікірлер екіге жарылды.',
  ])('is none where news is told: %s', (line) => {
    expect(noticeOf(line)).toBeUndefined()
  })
})

describe('who wrote an article, in so many words', () => {
  it.each([
    ['Автор: Асан Үсен', 'Асан Үсен'],
    ['Сұхбаттасқан Ербол Тасқын', 'Ербол Тасқын'],
    ['Материалды дайындаған – А. Үсен', 'А. Үсен'],
    ['Avtory: Asan Úsen', 'Asan Úsen'],
    ['By Jane Doe', 'Jane Doe'],
  ])('%s', (line, name) => {
    expect(authorOf(line)).toBe(name)
  })

  it('is not said in a sentence', () => {
    expect(authorOf('Автор Асан Үсен кітабын таныстырды.')).toBeUndefined()
    expect(authorOf('Авторлық құқық')).toBeUndefined()
  })
})

describe('pictures', () => {
  it('are credited after a label, after the sign, or with who took them', () => {
    for (const line of [
      'Фото: Ақорда',
      'Sýret: Asan Úsen',
      '© Ақорда',
      'Суретті түсірген Асан Үсен',
      'Автор сурета: А. Үсен',
      'Кавер фото: Асан Үсен',
      'Фото ашық дереккөзден', // from open sources
      'Сурет ұйымдастырушылардан алынды.', // was taken from the organizers
      'Суретті түсірген: Асан Үсен',
      'Ақорданың баспасөз қызметінің фотосы',
      'Видеодан скрин',
    ]) {
      expect(isCredit(line), line).toBe(true)
    }
    for (const line of [
      'Фото көрмесі ашылды.',
      '© 2026 Арай',
      'Суретте мектеп оқушылары.',
      '© Арай, 2026',
      'Кадр: облысқа жаңа әкім келді',
    ])
      expect(isCredit(line), line).toBe(false)
  })

  it('may have caption and credit in one line', () => {
    expect(captionAndCredit('Жаңа көпір. Фото: А. Үсен')).toEqual(['Жаңа көпір.', 'Фото: А. Үсен'])
    expect(captionAndCredit('Фото: А. Үсен')).toBeUndefined()
  })
})

describe('datelines', () => {
  it.each([
    'АСТАНА. 12 мамыр – Арай.',
    '2026 жылғы 4 наурыз, 14:05',
    '14:05, 09 Қаңтар 2026',
    '04.03.2026',
    'Алматы, 3 ақпан 2021',
    '13 jeltoqsan, Astana',
    'اگەنتتىك، قۇلجا، 11-شىلدە',
    'Авторы және күні: Асан Үсен 04.03.2026, 14:05',
    '4 марта 2026 г., 14:05',
  ])('are lines that are a day, with place or hour: %s', (line) => {
    expect(isDateline(line)).toBe(true)
  })

  it.each([
    'Көпір 2026 жылғы 4 наурызда ашылып, жұрт қуанды.',
    '9 мамыр – Жеңіс күні',
    '12 мектеп 2024 жылы салынды',
    'Отырыс 4 наурыз күні өтті',
  ])('are not lines that tell or name more: %s', (line) => {
    expect(isDateline(line)).toBe(false)
  })
})

describe('blocks without markup', () => {
  it('are told apart by text and place', () => {
    const texts = [
      'Ауылда мектеп ашылды',
      'Фото: А. Үсен',
      'Бүгін ауылда мектеп ашылды.',
      'Оған әкім қатысты.',
      'Telegram арнамызға жазылыңыз!',
    ]
    expect(classify(texts.map((text) => ({ text }))).map(({ kind }) => kind)).toEqual([
      'heading',
      'photo-credit',
      'lead',
      'paragraph',
      'promo',
    ])
  })

  it.each(['"Арай"', 'Дерек: arai.kz.', 'دەرەك: arai.kz.', 'اسان ءۇسەن.'])('end with whose they are: %s', (line) => {
    const texts = ['Ауылда мектеп ашылды', 'Бүгін ауылда мектеп ашылды.', 'Оған әкім қатысты.', line]
    expect(classify(texts.map((text) => ({ text }))).at(-1)?.kind).toBe('other')
  })

  it('have a headline over a single paragraph', () => {
    const texts = ['Ауылда мектеп ашылды', 'Бүгін ауылда мектеп ашылды, оған әкім қатысты.']
    expect(classify(texts.map((text) => ({ text }))).map(({ kind }) => kind)).toEqual(['heading', 'lead'])
  })

  it('end with a sentence however short', () => {
    const texts = ['اۋىلدا مەكتەپ اشىلدى', 'بۇگىن اۋىلدا مەكتەپ اشىلدى.', 'وعان اكىم قاتىستى.', 'جۇرت قۋاندى.']
    expect(classify(texts.map((text) => ({ text }))).at(-1)?.kind).toBe('paragraph')
  })

  it.each([
    ['between paragraphs, a line without a stop heads what follows', 'Келесі кезең не болмақ', 'heading'], // what is next
    ['a question does, too', 'Құрылыс қалай жүрді?', 'heading'], // how the building went
    ['"in the picture" begins a caption', 'Суретте: мектеп оқушылары', 'caption'],
  ])('%s', (_, line, kind) => {
    const long = 'Бүгін ауылда жаңа мектеп ашылып, оған облыс әкімі мен ауыл тұрғындары қатысты.'
    const texts = ['Ауылда мектеп ашылды', long, long.replace('Бүгін', 'Кеше'), line, long.replace('мектеп', 'көпір')]
    expect(classify(texts.map((text) => ({ text })))[3]?.kind).toBe(kind)
  })

  it.each(['Қаржы министрлігінің баспасөз қызметі', 'Асан Үсен, «Арай»', 'Айгүл СЕЙІТҚЫЗЫ, Павлодар облысы'])(
    'end with who signs them: %s',
    (line) => {
      const texts = ['Ауылда мектеп ашылды', 'Бүгін ауылда мектеп ашылды.', 'Оған әкім қатысты.', line]
      expect(classify(texts.map((text) => ({ text }))).at(-1)?.kind).toBe('other')
    },
  )

  it('take an address under the headline for whose the picture is', () => {
    const texts = [
      'Ауылда мектеп ашылды',
      'arai.kz',
      'Бүгін ауылда мектеп ашылды, оған әкім мен жұрт қатысты.',
      'Жұрт қуанды.',
    ]
    expect(classify(texts.map((text) => ({ text })))[1]?.kind).toBe('photo-credit')
  })

  it('list the hours of a programme', () => {
    const texts = [
      'Бүгін ауылда жарыс өтеді',
      'Ауылда бүгін екі жарыс өтеді.',
      '14:45 – шаңғы жарысы;',
      '17:00 – жүгіру.',
    ]
    expect(classify(texts.map((text) => ({ text }))).map(({ kind }) => kind)).toEqual([
      'heading',
      'lead',
      'list',
      'list',
    ])
  })

  it('go on with the headlines that are announced', () => {
    const texts = [
      'Ауылда мектеп ашылды',
      'Бүгін ауылда мектеп ашылды.',
      'Тақырып бойынша:',
      'Көпір қашан ашылады',
      'Жұрт қуанды.',
    ]
    expect(
      classify(texts.map((text) => ({ text })))
        .map(({ kind }) => kind)
        .slice(2),
    ).toEqual(['promo', 'promo', 'paragraph'])
  })
})
