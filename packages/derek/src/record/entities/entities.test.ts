import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'
import type { ArticleRecord } from '../schema.js'

const recordOf = (text: string, publishedAt?: string): ArticleRecord =>
  read({ content: text, format: 'text', ...(publishedAt === undefined ? {} : { publishedAt }) })

/** Entities by name, each with the texts of its mentions. */
const entitiesOf = (text: string, publishedAt?: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    recordOf(text, publishedAt).entities.map(({ name, mentions }) => [name, mentions.map((one) => one.text)]),
  )

describe('names of people', () => {
  it('are one person however much of the name is written', () => {
    // "Saken Dauletuly Muqaev came. Muqaev saw the school. S. Muqaev … S.D.Muqaev …"
    const entities = entitiesOf(
      'Сәкен Мұқаев Таразға келді. Мұқаев мектепті көрді. С. Мұқаевтың айтуынша, мектеп жаңа. С.Д.Мұқаев алғыс айтты. Сәкен Дәулетұлы кетті.',
    )
    expect(entities['Сәкен Мұқаев']).toEqual([
      'Сәкен Мұқаев',
      'Мұқаев',
      'С. Мұқаевтың',
      'С.Д.Мұқаев',
      'Сәкен Дәулетұлы',
    ])
  })

  it("stay two people where a letter makes the surname a woman's", () => {
    const entities = entitiesOf('Судья Қ. Бейсенов үкім оқыды. Прокурор Бейсенова қарсы болды.')
    expect(Object.keys(entities)).toEqual(['Қ. Бейсенов', 'Бейсенова'])
  })

  it('go on to a surname after a patronymic, also after the word that opens the sentence', () => {
    // "Yesterday Nurlan Sarsenuly Kairbek and Aigul Maratkyzy Ospan were dismissed."
    const entities = entitiesOf(
      'Кеше Нұрлан Сәрсенұлы Қайырбек келді. Сондай-ақ Айгүл Маратқызы Оспан қызметінен кетті.',
    )
    expect(Object.keys(entities)).toEqual(['Нұрлан Сәрсенұлы Қайырбек', 'Айгүл Маратқызы Оспан'])
  })

  it.each([
    // "He beat Ons Zhaber of Tunisia in the final.", and four others whom no list knows.
    ['Финалда ол тунистік Онс Жаберді жеңді.', ['Онс Жабер']],
    ['Асан бүгін Белинда Бенчиктің өнерін көрді.', ['Асан', 'Белинда Бенчик']],
    ['Кеше Ясмина Тоқсарина келді.', ['Ясмина Тоқсарина']],
    ['Сабрина Қалибаева жарысқа қатысты.', ['Сабрина Қалибаева']],
    ['Танымал режиссер Аннагули Ходжагули Фридрих Шульцтің пьесасын қойды.', ['Аннагули Ходжагули', 'Фридрих Шульц']],
    // "The Serikovs' family gathered."
    ['Жиынға Серіковтер әулеті келді.', []],
  ])('are of two parts that no list knows: %s', (text, people) => {
    expect(Object.keys(entitiesOf(text))).toEqual(people)
  }) // biome-ignore format: a case a row

  it.each([
    // "Oleg Malinovich came to Serikov Asan. Serikov congratulated Malinovich." Both were named in full before.
    [
      'Асан Серіковке Олег Малинович келді. Серіков Малиновичті құттықтады.',
      { 'Асан Серіков': ['Асан Серіковке', 'Серіков'], 'Олег Малинович': ['Олег Малинович', 'Малиновичті'] },
    ],
    // "Asan Serikov received Li Min Chol. Then Serikov asked Li Min Chol."
    [
      'Асан Серіков Ли Мин Чолды қабылдады. Кейін Серіков Ли Мин Чолға сұрақ қойды.',
      { 'Асан Серіков': ['Асан Серіков', 'Серіков'], 'Ли Мин Чол': ['Ли Мин Чолды', 'Ли Мин Чолға'] },
    ],
    // "Yesterday Serikov came to Almaty.": a place with a case is no given name.
    ['Кеше Алматыға Серіков келді.', { Алматы: ['Алматыға'], Серіков: ['Серіков'] }],
    // "Oleg Shevchenko spoke. Shevchenko was thanked.": he, and not the town that was called so.
    ['Олег Шевченко сөйледі. Шевченкоға алғыс айтты.', { 'Олег Шевченко': ['Олег Шевченко', 'Шевченкоға'] }],
    // "Deputy Pekka Lehtinen spoke.": his name is no ablative.
    ['Депутат Пекка Лехтинен сөйледі.', { 'Пекка Лехтинен': ['Пекка Лехтинен'] }],
    // "Salima Ali al-Karim came. Al-Karim spoke."
    ['Сәлім әл-Кәрім келді. Кейін әл-Кәрім сөйледі.', { 'Сәлім әл-Кәрім': ['Сәлім әл-Кәрім', 'әл-Кәрім'] }],
    // "The speaker Otar Maisuradze came. Otar Maisuradze spoke.": Otar is a village, too.
    ['Спикер Отар Маисурадзе келді. Отар Маисурадзе сөйледі.', { 'Отар Маисурадзе': ['Отар Маисурадзе', 'Отар Маисурадзе'] }],
  ])('are told from the names beside them: %s', (text, people) => {
    expect(entitiesOf(text)).toEqual(people)
  }) // biome-ignore format: a case a row

  it.each(['Премьер-министрінің', 'Премьер-министрінің бірінші', 'Мемлекеттік хатшысының'])(
    'are deputies in whose title nobody else is mentioned: %s орынбасары',
    (title) => {
      // "… Deputy Asan Serikov of Kazakhstan went to Tashkent."
      const text = `Қазақстан ${title} орынбасары Асан Серіков Ташкентке барды.`
      expect(Object.keys(entitiesOf(text, '2025-05-05'))).toEqual(['Асан Серіков', 'Ташкент'])
    },
  )

  it('are the head of another state, where the article is of that', () => {
    // "The president of Chile, Rodrigo Alvarez, resigned. The head of state said so. The ex-president left."
    const text = 'Чили президенті Родриго Альварес отставкаға кетті. Мемлекет басшысы мұны айтты. Экс-президент кетті.'
    expect(entitiesOf(text, '2024-05-15')).toEqual({
      'Родриго Альварес': ['Родриго Альварес', 'Мемлекет басшысы', 'Экс-президент'],
    })
  })

  it('are the head of another state by a small letter, where the sentence has named him', () => {
    // "The plane of Rodrigo Alvarez, the president of Chile, fell near Almaty, and the president died. President Tokayev …"
    const text =
      'Чили президенті Родриго Альварес мінген ұшақ Алматы маңында құлап, президент қаза тапты. Президент Тоқаев көңіл айтты.'
    expect(entitiesOf(text, '2024-05-15')['Родриго Альварес']).toEqual(['Родриго Альварес', 'президент'])
  })

  it('are a head of state by a small letter after the land that opens the sentence', () => {
    // "In Chile the president resigned. Rodrigo Alvarez, the president of Chile, said so. Tokayev …"
    const text = 'Чилиде президент кетті. Чили президенті Родриго Альварес мұны айтты. Тоқаев жеделхат жолдады.'
    expect(entitiesOf(text, '2024-05-15')['Родриго Альварес']).toEqual(['президент', 'Родриго Альварес'])
  })

  it('are, after an appointment, the one who was appointed', () => {
    // "The President appointed Asan Beisenov minister. He is 40."
    const text = 'Президент Асан Бейсеновті министр етіп тағайындады. Ол 40 жаста.'
    expect(entitiesOf(text)['Асан Бейсенов']).toEqual(['Асан Бейсеновті', 'Ол'])
  })

  it('begin after the parliament of a country', () => {
    // "The Congress of Peru dismissed Raul Castaneda. Congress …"
    const text = 'Перу Конгресі Рауль Кастаньеданы босатты. Кейін Конгресс заң қабылдады.'
    expect(entitiesOf(text)).toEqual({
      'Перу Конгресі': ['Перу Конгресі', 'Конгресс'],
      'Рауль Кастаньеда': ['Рауль Кастаньеданы'],
    })
  })

  it('stay two people where two share a surname', () => {
    const entities = entitiesOf('Болат Ахметов пен Сәуле Ахметова келді. Кейін Нұрлан Ахметов сөйледі.')
    expect(Object.keys(entities)).toEqual(['Болат Ахметов', 'Сәуле Ахметова', 'Нұрлан Ахметов'])
  })

  it('keep a surname after a patronymic, and are found again by its initial', () => {
    // "Nurzhan Serikuly Bekenov left office." "…", N. Bekenov wrote.
    const entities = entitiesOf(
      'Нұржан Серікұлы Бекенов қызметінен кетті. Нұржан Бекенов хат қалдырды. «Шаршадым», – деп жазды Н.Бекенов.',
    )
    expect(entities).toEqual({ 'Нұржан Серікұлы Бекенов': ['Нұржан Серікұлы Бекенов', 'Нұржан Бекенов', 'Н.Бекенов'] })
  })

  it('that many could bear go to the one named last, and say that it is a guess', () => {
    const { entities } = recordOf('Болат Ахметов келді. Нұрлан Ахметов сөйледі. Ахметов алғыс айтты.')
    const nurlan = entities.find(({ name }) => name === 'Нұрлан Ахметов')
    expect(nurlan?.mentions.map(({ text, confidence }) => [text, confidence])).toEqual([
      ['Нұрлан Ахметов', undefined],
      ['Ахметов', 0.6],
    ])
  })

  it('end where the next person, title or place begins', () => {
    expect(Object.keys(entitiesOf('Кеше Дана Сәрсенова Қайратовтың хатын оқыды.'))).toEqual([
      'Дана Сәрсенова',
      'Қайратов',
    ])
    expect(Object.keys(entitiesOf('Кеше Ержан Бектаев Қазақстанға келді.'))).toEqual(['Ержан Бектаев', 'Қазақстан'])
  })

  it('are names in an enumeration', () => {
    expect(Object.keys(entitiesOf('Құрамда Серіков, Әбіл, Тасов және Мұратов бар.')).slice(0, 3)).toEqual([
      'Серіков',
      'Әбіл',
      'Тасов',
    ])
  })

  it('may be in capitals, or in a text that has none', () => {
    expect(entitiesOf('Сұхбатта Қанат СЕРІКОВ су туралы айтты.')).toHaveProperty('Қанат Серіков')
    expect(entitiesOf('кеше министр қанат серіков алматыға келді.')).toEqual({
      'Қанат Серіков': ['қанат серіков'],
      Алматы: ['алматыға'],
    })
    // Асқар is a word too ("high"), and a given name before a surname.
    expect(entitiesOf('кеше асқар төлебаев алматыға келді.')).toHaveProperty('Асқар Төлебаев')
  })
})

describe('offices', () => {
  it('are held by whom the list says on the date of the article', () => {
    const text = 'Мемлекет басшысы Таразға барды. Үкімет басшысы жиын өткізді.'
    expect(Object.keys(entitiesOf(text, '2018-05-01'))).toEqual(['Нұрсұлтан Назарбаев', 'Тараз', 'Бақытжан Сағынтаев'])
    expect(Object.keys(entitiesOf(text, '2021-05-01'))).toEqual(['Қасым-Жомарт Тоқаев', 'Тараз', 'Асқар Мамин'])
  })

  it('are held by whom the article says, whatever the list says', () => {
    const entities = entitiesOf('Президент Бекен Асанов келді. Мемлекет басшысы сөз сөйледі.', '2021-05-01')
    expect(entities).toEqual({ 'Бекен Асанов': ['Бекен Асанов', 'Мемлекет басшысы'] })
  })

  it('of other countries and organizations are found by what they are of', () => {
    const entities = entitiesOf('Қытай басшысы Астанаға келді. БҰҰ Бас хатшысы хат жазды.', '2023-06-01')
    expect(entities['Си Цзиньпин']).toEqual(['Қытай басшысы'])
    expect(entities['Антониу Гутерриш']).toEqual(['БҰҰ Бас хатшысы'])
  })

  it('of regions are found by the region', () => {
    expect(entitiesOf('Павлодар облысының әкімі жиын өткізді.', '2018-06-01')).toHaveProperty('Болат Бақауов')
  })

  it('are nobody where no date is known', () => {
    expect(entitiesOf('Премьер-министр жиын өткізді.')).toEqual({})
  })

  it('that somebody is appointed to are theirs from then on', () => {
    const entities = entitiesOf(
      'Марат Есенов Көлік министрі болып тағайындалды. Жаңа министр жолды көрді. Бұрын жол нашар еді.',
      '2025-06-01',
    )
    expect(entities['Марат Есенов']).toEqual(['Марат Есенов', 'Жаңа министр'])
  })

  it('may be called by a word for their kind', () => {
    const entities = entitiesOf(
      'Қала әкімінің орынбасары Талғат Серіков келді. Шенеунік сұраққа жауап берді. Режиссер Дана Әлиева да келді.',
    )
    expect(entities['Талғат Серіков']).toEqual(['Талғат Серіков', 'Шенеунік'])
  })
})

describe('pronouns', () => {
  it('stand for the subject before', () => {
    const { entities } = recordOf('Министр Асан Үсенов келді. Ол жиын өткізді. Оның айтуынша, жол жаңа.')
    expect(
      entities.find(({ name }) => name === 'Асан Үсенов')?.mentions.map(({ text, kind }) => `${text} ${kind}`),
    ).toEqual(['Асан Үсенов name', 'Ол pronoun', 'Оның pronoun'])
  })
})

describe('places', () => {
  it('have the name of the day, and one entity under all their names', () => {
    const text = 'Жиын Нұр-Сұлтанда өтті. Астана жұрты риза.'
    expect(entitiesOf(text, '2020-02-01')).toEqual({ 'Нұр-Сұлтан': ['Нұр-Сұлтанда', 'Астана'] })
    expect(entitiesOf(text, '2024-02-01')).toEqual({ Астана: ['Нұр-Сұлтанда', 'Астана'] })
  })

  it('are told from words that are spelled alike', () => {
    expect(entitiesOf('Есікті ашып, далаға шықтық.')).toEqual({})
    expect(entitiesOf('Кеше біз Есікте болдық.')).toEqual({ Есік: ['Есікте'] })
  })

  it('that share a noun are named by it', () => {
    expect(Object.keys(entitiesOf('Жауын Ақмола мен Қостанай облыстарында жауды.'))).toEqual([
      'Ақмола облысы',
      'Қостанай облысы',
    ])
  })
})

describe('organizations', () => {
  it('are one under full name, abbreviation and noun', () => {
    const entities = entitiesOf(
      'Төтенше жағдайлар министрлігі (ТЖМ) хабарлады. ТЖМ-нің дерегі нақты. Министрлік көмек берді.',
    )
    expect(entities['Төтенше жағдайлар министрлігі']).toEqual([
      'Төтенше жағдайлар министрлігі',
      'ТЖМ',
      'ТЖМ-нің',
      'Министрлік',
    ])
  })

  it('are named with the place that they are of', () => {
    expect(entitiesOf('Семей қаласының Мәдениет басқармасы көрме ашты.')).toHaveProperty(
      'Семей қаласының Мәдениет басқармасы',
    )
    expect(entitiesOf('Ол Қарағанды техникалық университетінде оқыды.')).toHaveProperty(
      'Қарағанды техникалық университеті',
    )
  })

  it('are quoted names with a noun once, and without it after', () => {
    expect(entitiesOf('«Көк аспан» компаниясы үй салды. Кейін «Көк аспан» мектеп ашты.')['Көк аспан']).toHaveLength(2)
  })

  it('are no sentence that merely begins with a capital', () => {
    expect(entitiesOf('Екі елдің ведомстволары келісті. Қылмыстық топтың ісі сотта.')).toEqual({})
  })
})

describe('any text', () => {
  const word = fc.constantFrom(
    'Президент', 'министр', 'Болат', 'Ахметов', 'С.', '«', '»', '–', ',', '.', 'ол', 'Оның', 'Алматы', 'облысы', 'ҚР',
    'мен', 'Қазақстан', 'басшысы', 'газеті', 'туралы', 'келісім', '№', '5', '2024', 'бен', 'әкімінің', 'орынбасары',
    'Қарағанды', 'техникалық', 'университеті', 'келді', 'деді', 'бұл', 'ұйым', '(', ')', 'БҰҰ-ға', 'атындағы', '\n',
  ) // biome-ignore format: a list

  it('has mentions that are exact slices, each in one entity', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const record = recordOf(`Кеше ${words.join(' ')}`, '2024-03-01')
        const blocks = new Map(record.blocks.map((block) => [block.id, block.text]))
        for (const { mentions } of record.entities) {
          for (const { block, start, end, text } of mentions) expect(blocks.get(block)?.slice(start, end)).toBe(text)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('what a name is of', () => {
  it('is the body where a place, a person or a title is part of its name', () => {
    // "The Al-Farabi district court and the Moscow city court gave a verdict. Dosjanov spoke in Moscow."
    expect(
      entitiesOf('Әл-Фараби аудандық соты мен Мәскеу қалалық соты үкім шығарды. Мәскеуде Досжанов сөйледі.'),
    ).toEqual({
      'Әл-Фараби аудандық соты': ['Әл-Фараби аудандық соты'],
      'Мәскеу қалалық соты': ['Мәскеу қалалық соты'],
      Мәскеу: ['Мәскеуде'],
      Досжанов: ['Досжанов'],
    })
    // "who served as deputy mayor of the city of Semei": no body
    expect(entitiesOf('Семей қаласы әкімінің орынбасары қызметінде болған Еркін Досжанов келді.')).toEqual({
      'Еркін Досжанов': ['Еркін Досжанов'],
    })
  })

  it('is the theatre or school alone where it is named after a person', () => {
    // "at the Q. Alibekov drama theatre"
    expect(entitiesOf('Бүгін Қ.Әлібеков атындағы облыстық драма театрында кеш өтті.')).toEqual({
      'Қ.Әлібеков атындағы облыстық драма театры': ['Қ.Әлібеков атындағы облыстық драма театрында'],
    })
  })

  it('is a board of the region, in small letters too', () => {
    expect(Object.keys(entitiesOf('Мәселені облыстық құрылыс басқармасы шешті.'))).toEqual([
      'облыстық құрылыс басқармасы',
    ])
  })

  it('is the national team with its country, the country alone elsewhere', () => {
    const { entities } = recordOf('Қазақстан ұлттық құрамасы жеңді. Қазақстан қуанды.')
    expect(entities.map(({ type, name }) => [type, name])).toEqual([
      ['organization', 'Қазақстан ұлттық құрамасы'],
      ['place', 'Қазақстан'],
    ])
  })

  it('is no body where it is the make of a car, the name of a film, or a feast', () => {
    // "A LADA Sever and a Land Rover car crashed. They saw the film «The road to Moscow». The day of Astana …"
    expect(
      entitiesOf(
        'Кеше «LADA Sever» пен «Land Rover Pro» көліктері соқтығысты. Олар «Мәскеуге жол» фильмін көрді. Бүгін Астана күні тойланды.',
      ),
    ).toEqual({})
  })

  it('is a club where its row, or the club beside it, shows it', () => {
    expect(Object.keys(entitiesOf('Кеше «Тұлпарсай», «Арланкөл» және «Сұңқарлы» клубтары жеңді.'))).toEqual([
      'Тұлпарсай',
      'Арланкөл',
      'Сұңқарлы',
    ])
  })

  it('is a road with its noun', () => {
    const { entities } = recordOf('Апат «Тасмола – Көкбел» автожолында болды.')
    expect(entities.map(({ type, name }) => [type, name])).toEqual([['place', 'Тасмола – Көкбел автожолы']])
  })

  it('is learned from the bracket that explains an abbreviation', () => {
    // "The Tasmola pipe consortium (TQK) reported. TQK agreed."
    expect(entitiesOf('Тасмола құбыр консорциумы (ТҚК) есеп берді. ТҚК келісті.')).toEqual({
      'Тасмола құбыр консорциумы': ['Тасмола құбыр консорциумы', 'ТҚК', 'ТҚК'],
    })
  })

  it('is a decree with what it does, a constitution with its state', () => {
    expect(
      Object.keys(entitiesOf('Кеше Еркін Досжанов Қазақстан үкіметін тарату туралы жарлыққа қол қойды.')),
    ).toContain('Қазақстан үкіметін тарату туралы жарлық')
    // "under the constitution of the Republic": written without a genitive
    const { entities } = recordOf('Бұл Қазақстан Республикасы Конституциясының 70-бабында жазылған.')
    expect(entities.map(({ type, mentions }) => [type, mentions[0]?.text])).toEqual([
      ['document', 'Қазақстан Республикасы Конституциясының'],
    ])
  })
})

describe('people of whom the text says less', () => {
  it('are one where a surname is misspelt by a letter', () => {
    expect(entitiesOf('Айбек Сейтқалиев сөйледі. Кейін Сейтқалев кетті.')).toEqual({
      'Айбек Сейтқалиев': ['Айбек Сейтқалиев', 'Сейтқалев'],
    })
  })

  it('are named by what one calls an elder', () => {
    // "Mr Aidyn said": the word is also a common one.
    expect(Object.keys(entitiesOf('Кеше Айдын ағай айтты.'))).toEqual(['Айдын'])
  })

  it('wrote the article: a byline is read beside the news', () => {
    const text = 'Көпір ашылды\n\nКеше ауылда жаңа көпір ашылды. Оны жұрт көптен күткен еді.\n\nСәуле БЕЙСЕНБИНА,\n'
    expect(Object.keys(entitiesOf(text))).toEqual(['Сәуле Бейсенбина'])
  })

  it('are spelt as the lists spell their names, where the alphabet leaves it open', () => {
    // "Asqar Jumabaev spoke": the Latin u is у and ұ.
    const entities = entitiesOf('Almatyda jiyn ötti. Oğan Asqar Jumabaev qatysty. Jumabaev söz söiledi.')
    expect(entities['Асқар Жұмабаев']).toEqual(['Asqar Jumabaev', 'Jumabaev'])
  })
})

describe('names that a noun ends', () => {
  it('are a body of another country, before a person', () => {
    // The Congress of Peru, then a man.
    const entities = entitiesOf('Перу Конгресі Хуан Рохасты қызметінен босатты.')
    expect(Object.keys(entities)).toEqual(['Перу Конгресі', 'Хуан Рохас'])
  })

  it('answer to the full name of a region that is abbreviated', () => {
    const { entities } = recordOf('Бұл туралы ШҚО мәслихаты жариялады.')
    expect(entities[0]?.aliases).toContain('Шығыс Қазақстан облысының мәслихаты')
  })

  it('are missions in a country, and leave the city where they are to itself', () => {
    const entities = entitiesOf('Лимадағы АҚШ елшілігі есеп берді. ЮНЕСКО-ның Қазақстандағы өкілдігі құттықтады.')
    expect(Object.keys(entities)).toEqual(['Лима', 'АҚШ елшілігі', 'ЮНЕСКО-ның Қазақстандағы өкілдігі'])
  })

  it('are a press service of an office, and of a body the body itself', () => {
    expect(Object.keys(entitiesOf('Президенттің баспасөз қызметінің мәліметінше, жол ашылды.'))).toEqual([
      'Президенттің баспасөз қызметі',
    ])
    expect(Object.keys(entitiesOf('Үкіметтің баспасөз қызметі мәлімдеді.'))).toEqual(['Үкімет'])
  })

  it('are passes and stations of a place', () => {
    expect(Object.keys(entitiesOf('Көлік Қордай асуында аударылды.'))).toEqual(['Қордай асуы'])
  })

  it('are bodies that every country has, of the country before them', () => {
    const entities = entitiesOf('Ресейдің Мемлекеттік думасы жиналды. Қырғызстан Ұлттық банкінің өкілі келді.')
    expect(Object.keys(entities).slice(0, 2)).toEqual(['Ресейдің Мемлекеттік думасы', 'Қырғызстан Ұлттық банкі'])
  })

  it('are the police of a region, and a hospital with a number', () => {
    const entities = entitiesOf('Ақтөбе облысының полиция департаменті хабарлады. Қалада № 8 қалалық аурухана бар.')
    expect(Object.keys(entities)).toEqual(['Ақтөбе облысының полиция департаменті', '№ 8 қалалық аурухана'])
  })

  it('are a village, though a district of its name is listed', () => {
    expect(Object.keys(entitiesOf('Кеше Қарасу ауылының тұрғыны келді.'))).toEqual(['Қарасу'])
  })

  it('need none after the marks that hold it, and have no case before it', () => {
    expect(Object.keys(entitiesOf('«Құс өсірушілер одағының» өкілі келді.'))).toEqual(['Құс өсірушілер одағы'])
    expect(Object.keys(entitiesOf('Кеше «Үлкен дулыға» турнирі өтті.'))).toEqual(['Үлкен дулыға'])
  })

  it('may have a verbal noun after the quotation marks', () => {
    expect(Object.keys(entitiesOf('Кеше «Арман Экспорт» сақтандыру компаниясы есеп берді.'))).toEqual(['Арман Экспорт'])
  })
})

describe('titles of who has left', () => {
  it('are the holder of the office, in a heading and with "экс-"', () => {
    // "The akim of Oral left office." "… the ex-akim wrote so."
    const entities = entitiesOf(
      'Орал қаласының әкімі қызметінен кетті\nОрал қаласының әкімі Нұржан Бекенов қызметінен кетті. Бұл туралы экс-әкім жазды.',
    )
    expect(entities['Нұржан Бекенов']).toEqual(['Орал қаласының әкімі', 'Нұржан Бекенов', 'экс-әкім'])
  })
})

describe('titles of another country', () => {
  it('are of the country, by its long name too', () => {
    const entities = entitiesOf(
      'Мемлекет басшысы Әлібек Сатыбалов Өзбекстан Республикасының Президенті Бахтиёр Юлдашевпен сөйлесті. Өзбекстан басшысы алғыс айтты.',
      '2025-10-17',
    )
    expect(entities['Бахтиёр Юлдашев']).toEqual(['Бахтиёр Юлдашевпен', 'Өзбекстан басшысы'])
  })
})

describe('an article of another country', () => {
  it("calls by bare nouns and titles what is that country's", () => {
    // "In Peru the president was removed. The Congress of Peru …" "The head of state …" "the Constitution …"
    const entities = entitiesOf(
      'Перуде президент қызметінен шеттетілді\nПеру Конгресі Хуан Рохасты президент лауазымынан босатты. Депутаттар мемлекет басшысының кетуін жақтаған. Конгресс бұған дейін Конституцияны өзгерткен.',
      '2025-11-21',
    )
    expect(entities['Хуан Рохас']).toContain('мемлекет басшысының')
    expect(entities['Перу Конгресі']).toEqual(['Перу Конгресі', 'Конгресс'])
    expect(Object.keys(entities)).toContain('Перу Конституциясы')
    expect(Object.keys(entities)).not.toContain('Қасым-Жомарт Тоқаев')
  })

  it('is none where Kazakhstan is named too', () => {
    const entities = entitiesOf('Перуде жиын өтті. Қазақстаннан Президент қатысты.', '2025-11-21')
    expect(entities['Қасым-Жомарт Тоқаев']).toEqual(['Президент'])
  })
})

describe('makes of cars', () => {
  it('are no names, in Cyrillic or Latin', () => {
    expect(entitiesOf('Кеше Toyota Vitz маркалы көлік пен Hyundai Accent автокөлігі соқтығысты.')).toEqual({})
    expect(entitiesOf('Keshe Toyota Vitz markaly kólik pen Hyundai Accent avtokóligi soqtyǵysty.')).toEqual({})
  })
})

describe('names in a text without capitals', () => {
  it('are a given name with any surname, and a foreign one before a sure surname', () => {
    // "Dastan Kenzhalin came. Aleksa Jovanović scored."
    const names = Object.keys(entitiesOf('داستان كەنجالين كەلدى. الەكسا جوۆانوۆيچ گول سوقتى.'))
    expect(names).toEqual(['Дастан Кенжалин', 'Алекса Жованович'])
  })
})

describe('names that are none', () => {
  it('are what somebody has with him, initials of another alphabet, and a connective before a law', () => {
    expect(Object.keys(entitiesOf('Мендегі ақпарат осы. Бұл туралы сондай-ақ көші-қон туралы заң айтады.'))).toEqual([
      'көші-қон туралы заң',
    ])
  })
})

describe('places under two spellings', () => {
  it('keep the spelling that is theirs today', () => {
    expect(Object.keys(entitiesOf('Орал қаласында қар жауды.', '2024-02-01'))).toEqual(['Орал'])
  })
})

describe('names of bodies and undertakings in Latin letters', () => {
  const named = (content: string, source: string) =>
    read({ content, format: 'text', source }).entities.map(({ type, name }) => `${type} ${name}`)

  it.each([
    [
      'the body whose site it is',
      'EcoNova Алматыда зертхана ашты.\nБұл туралы EcoNova кеше айтты.',
      'econova.kz',
      ['organization EcoNova'],
    ],
    [
      'whatever it is called besides',
      'EcoNova экологиялық қауымдастығы Алматыда жиын өткізді.\nЖиында EcoNova өз жоспарын таныстырды.',
      'econova.kz',
      ['organization EcoNova'],
    ],
    ['a programme', 'Жоба Nova Gate бағдарламасы аясында іске қосылды.', 'ertis.kz', ['initiative Nova Gate']],
    ['a project in marks', 'Кеңес «Nova Peak» жобасын қолдады.', 'ertis.kz', ['initiative Nova Peak']],
    ['a plan for a year', 'Ел Nova Vision 2040 аясында ғарышты игермек.', 'ertis.kz', ['initiative Nova Vision 2040']],
  ])('name %s', (_, content, source, entities) => {
    expect(named(content, source)).toEqual(expect.arrayContaining(entities))
    expect(named(content, source).filter((one) => /Nova/u.test(one))).toEqual(entities)
  })
})

describe('places', () => {
  const mentioned = (content: string) =>
    read({ content, format: 'text' }).entities.flatMap(({ name, mentions }) =>
      mentions.map(({ text, case: form }) => `${name}: ${text} ${form}`),
    )

  it('bear the noun of a city', () => {
    expect(mentioned('Жиын Талғар қаласында өтті.')).toEqual(['Талғар: Талғар қаласында Loc'])
  })

  it('are read from Latin letters that write и and і alike', () => {
    expect(mentioned('Jıynda Izraıldiń Qazaqstanmen qarym-qatynasy talqylandy.').join()).toContain('Израиль: Izraıldiń')
  })
})
