import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

/** Organizations by name, each with the texts of its mentions. */
const bodiesOf = (text: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    read({ content: text, format: 'text', publishedAt: '2024-05-14' })
      .entities.filter(({ type }) => type === 'organization')
      .map(({ name, mentions }) => [name, mentions.map((one) => one.text)]),
  )

const names = (text: string): readonly string[] => Object.keys(bodiesOf(text))

describe('bodies of a place', () => {
  it.each([
    // "…, reports the emergency department of the East Kazakhstan region."
    ['Көлік өзенге құлады, деп хабарлайды ШҚО төтенше жағдайлар департаменті.', 'Шығыс Қазақстан облысының төтенше жағдайлар департаменті'],
    // "According to the press service of the police of the West Kazakhstan region …"
    ['БҚО ПД баспасөз қызметінің мәліметінше, іс қозғалды.', 'Батыс Қазақстан облысының Полиция департаменті'],
    // "Rescuers of the emergency department of the Turkistan region came."
    ['Түркістан облысының ТЖД құтқарушылары келді.', 'Түркістан облысының Төтенше жағдайлар департаменті'],
    // "The building board of the city of Aqsu answered."
    ['Ақсу қаласы құрылыс бөлімі жауап қатты.', 'Ақсу қаласының құрылыс бөлімі'],
    // "The specialized administrative court of the city of Semei ruled."
    ['Семей қаласының мамандандырылған әкімшілік соты қаулы шығарды.', 'Семей қаласының мамандандырылған әкімшілік соты'],
    // "The board of natural resources and of regulating the use of nature of the Aqtobe region explained."
    ['Ақтөбе облысының табиғи ресурстар және табиғатты пайдалануды реттеу басқармасы түсіндірді.', 'Ақтөбе облысының табиғи ресурстар және табиғатты пайдалануды реттеу басқармасы'],
    // "The ecology department for the Pavlodar region gave a fine."
    ['Павлодар облысы бойынша Экология департаменті айыппұл салды.', 'Павлодар облысының Экология департаменті'],
    // "According to the emergency department of the Mangystau region, the fire was put out."
    ['Маңғыстау облыстық ТЖД мәліметінше, өрт сөндірілді.', 'Маңғыстау облыстық Төтенше жағдайлар департаменті'],
  ])('are called in full: %s', (text, name) => {
    expect(names(text)).toEqual([name])
  }) // biome-ignore format: a case a row

  it.each([
    // "The regional emergency department gave out the figures."
    ['Мәліметті өңірлік төтенше жағдайлар департаменті таратты.', 'өңірлік төтенше жағдайлар департаменті'],
    // "The wounded came into the city hospital for all branches."
    ['Зардап шеккендер қалалық көпбейінді ауруханаға түсті.', 'қалалық көпбейінді аурухана'],
    // "The region's specialized administrative court of several districts decided."
    ['Облыстық мамандандырылған ауданаралық әкімшілік соты шешім шығарды.', 'Облыстық мамандандырылған ауданаралық әкімшілік соты'],
    // "The city's department of architecture and town-planning took this decision."
    ['Бұл шешімді қалалық сәулет және қала құрылысы бөлімі қабылдады.', 'қалалық сәулет және қала құрылысы бөлімі'],
  ])('are told by an adjective alone: %s', (text, name) => {
    expect(names(text)).toEqual([name])
  }) // biome-ignore format: a case a row

  it.each([
    // "The case was heard in a district court."
    'Іс аудандық сотта қаралды.',
    // "The work goes on in the centre of the city of Oral."
    'Жұмыс Орал қаласының орталығында жүріп жатыр.',
    // "Pre-trial inquiry by the region's police began."
    'Облыстық полиция сотқа дейінгі тергеп-тексеруді бастады.',
  ])('are none by a bare noun: %s', (text) => {
    expect(names(text).filter((name) => /сот|орталығы/u.test(name))).toEqual([])
  })

  it('end where what the place has itself begins', () => {
    // "An inhabitant of the Aqtobe region complained to the education board."
    expect(names('Ақтөбе облысының тұрғыны білім басқармасына шағымданды.')).toEqual([])
  })

  it('are one however they are called, by the fullest name', () => {
    // "The emergency department said the water was high. The head of the emergency department of the Abai region … The
    // department …"
    const text =
      'Төтенше жағдайлар департаменті су деңгейін айтты.\n\nБұл туралы Абай облысының Төтенше жағдайлар департаменті тағы жазды.\n\nДепартамент күш жіберді.'
    expect(bodiesOf(text)).toEqual({
      'Абай облысының Төтенше жағдайлар департаменті': [
        'Төтенше жағдайлар департаменті',
        'Абай облысының Төтенше жағдайлар департаменті',
        'Департамент',
      ],
    })
  })

  it('are one where an adjective stands for the place', () => {
    // "The regional police department opened a case. The suspect was brought to the police department of the Almaty region."
    const text =
      'Өңірлік полиция департаменті іс қозғады.\n\nКүдікті Алматы облыстық Полиция департаментіне жеткізілді.'
    expect(bodiesOf(text)).toEqual({
      'Алматы облыстық Полиция департаменті': [
        'Өңірлік полиция департаменті',
        'Алматы облыстық Полиция департаментіне',
      ],
    })
  })

  it('are two in two regions', () => {
    // "The police department of the Zhambyl region opened a case. The police department of the Abai region denied it."
    const text =
      'Жамбыл облысының Полиция департаменті іс қозғады.\n\nАбай облысының Полиция департаменті оны жоққа шығарды.'
    expect(names(text)).toEqual(['Жамбыл облысының Полиция департаменті', 'Абай облысының Полиция департаменті'])
  })
})

describe('bodies within another', () => {
  it.each([
    // "The committee of administrative police of the ministry of the interior explained."
    ['Экология министрлігінің Қалдықтарды басқару комитеті түсіндірді.', 'Экология және табиғи ресурстар министрлігінің Қалдықтарды басқару комитеті'],
    // "The committee of the fire service of the ministry of emergencies inspected."
    ['ТЖМ Өртке қарсы қызмет комитеті тексерді.', 'Төтенше жағдайлар министрлігінің Өртке қарсы қызмет комитеті'],
    // "The department of the agency of financial monitoring for the East Kazakhstan region opened a case."
    ['ҚМА ШҚО бойынша департаменті іс қозғады.', 'Қаржылық мониторинг агенттігінің Шығыс Қазақстан облысы бойынша департаменті'],
    // "The department of the bureau of statistics for the Pavlodar region gave a report."
    ['Ұлттық статистика бюросының Павлодар облысы бойынша департаменті есеп жариялады.', 'Ұлттық статистика бюросының Павлодар облысы бойынша департаменті'],
    // "The board of domestic policy of the administration of Oral answered."
    ['Орал әкімдігі ішкі саясат бөлімі жауап қатты.', 'Орал әкімдігінің ішкі саясат бөлімі'],
  ])('are named with it: %s', (text, name) => {
    expect(names(text)).toEqual([name])
  }) // biome-ignore format: a case a row

  it('are two bodies where the first is a subject', () => {
    // "The ministry of health set the education board a task."
    const text = 'Денсаулық сақтау министрлігі облыстық білім басқармасына тапсырма берді.'
    expect(names(text)).toEqual(['Денсаулық сақтау министрлігі', 'облыстық білім басқармасы'])
  })
})

describe('ministries and agencies in small letters', () => {
  it.each([
    // "Therefore Asan waited for an answer of the agency against corruption."
    ['Сол үшін Асан жемқорлыққа қарсы іс-қимыл агенттігінен жауап күтті.', 'Сыбайлас жемқорлыққа қарсы іс-қимыл агенттігі'],
    ['Асанның айтуынша, ауыл шаруашылығы министрлігі тапшылық жоқ деп отыр.', 'Ауыл шаруашылығы министрлігі'],
    // "He sent the answer to the ministry of health."
    ['Жауапты денсаулық сақтау министрлігіне жолдады.', 'Денсаулық сақтау министрлігі'],
    ['Бұл жоба халықты әлеуметтік қорғау министрлігінде талқыланды.', 'Еңбек және халықты әлеуметтік қорғау министрлігі'],
    ['Жапонияның ауыл шаруашылығы министрлігі хабарлады.', 'Жапонияның ауыл шаруашылығы министрлігі'],
  ])('are those of the lists, or of the country before: %s', (text, name) => {
    expect(names(text)).toEqual([name])
  }) // biome-ignore format: a case a row

  it('are found in a line of capitals', () => {
    // "The head of the second department of the agency against corruption spoke."
    const text =
      'СЫБАЙЛАС ЖЕМҚОРЛЫҚҚА ҚАРСЫ КҮРЕС АГЕНТТІГІ ЕКІНШІ ДЕПАРТАМЕНТІНІҢ БАСШЫСЫ СӨЙЛЕДІ.\n\nАсан Үсенов келді.'
    expect(names(text)).toEqual(['Сыбайлас жемқорлыққа қарсы күрес агенттігінің екінші департаменті'])
  })

  it.each([
    // "Asan wrote to the ministry in question.", "…, reports the news agency Stan.kz."
    ['Асан тиісті министрлігіне хат жазды.', []],
    ['Өрт болды, деп хабарлайды Dala.kz ақпарат агенттігі.', ['Dala.kz']],
  ])('are none without what they are for: %s', (text, found) => {
    expect(names(text)).toEqual(found)
  })
})
