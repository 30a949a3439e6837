import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

/** What an article is found to name: its entities' names, and how else they are called. */
const namesIn = (text: string, type = 'organization'): readonly (readonly string[])[] =>
  read({ content: text, format: 'text', publishedAt: '2024-05-14' })
    .entities.filter((entity) => entity.type === type)
    .map(({ name, aliases }) => [name, ...aliases])

const firstNames = (text: string): readonly (string | undefined)[] => namesIn(text).map(([name]) => name)

describe('bodies by what they are', () => {
  it.each([
    // "The director of Kóktem Qurylys LLP was arrested."
    ['«Көктем Құрылыс» ЖШС директоры ұсталды.', 'Көктем Құрылыс'],
    ['«Тау-Кен Сервис» жауапкершілігі шектеулі серіктестігі тендер ұтты.', 'Тау-Кен Сервис'],
    ['«Қалалық жарық» КММ жұмысшылары келді.', 'Қалалық жарық'],
    ['«Ертіс орманы» РММ инспекторлары ұстады.', 'Ертіс орманы'],
    ['ЖШС «Темір жол сервис» айыппұл төледі.', 'Темір жол сервис'],
    ['"Дәулет" ЖК қарызын төлемеген.', 'Дәулет'],
    ['«Сарыарқа» коммерциялық емес акционерлік қоғамы жиналыс өткізді.', 'Сарыарқа'],
    // "The Aqniet charity fund helped."
    ['«Ақниет» қайырымдылық қоры көмек берді.', 'Ақниет'],
    // "The Arlan ice hockey club lost."
    ['«Арлан» хоккей клубы ұтылды.', 'Арлан'],
  ])('have a noun or a legal form beside the quotation marks: %s', (text, name) => {
    expect(firstNames(text)).toEqual([name])
  }) // biome-ignore format: a case a row

  it.each([
    // "According to the news agency Dala24, there was a fire."
    ['Dala24 ақпарат агенттігінің хабарлауынша, өрт болды.', 'Dala24'],
    ['Мұны AltynTV арнасы көрсетті.', 'AltynTV'],
    ['Мәліметті La Nación газеті жариялады.', 'La Nación'],
    ['The Steppe Post басылымы жазды.', 'The Steppe Post'],
  ])('are media in letters of another alphabet: %s', (text, name) => {
    expect(firstNames(text)).toEqual([name])
  }) // biome-ignore format: a case a row

  it.each([
    // "A round of the Premier League of Kazakhstan is over."
    ['Қазақстан Премьер-лигасында тур аяқталды.', 'Қазақстан Премьер-лигасы'],
    ['Қазақстан дзюдо федерациясы жиналыс өткізді.', 'Қазақстан дзюдо федерациясы'],
    ['Алматы облысының бокс федерациясы турнир өткізді.', 'Алматы облысының бокс федерациясы'],
    ['Румыния құрамасы жеңіске жетті.', 'Румыния құрамасы'],
    ['Qazaqstan boks federasııasynyń jaýapty tulǵalary Astanada nıet bildirgen.', 'Қазақстан бокс федерациясы'],
    // "Lost by 0:1 to Kazan's Rubin", "drew with Tashkent's Bunyodkor", and three others of a city.
    ['Қазанның «Рубинінен» 0:1 есебімен жеңіліп қалды.', 'Рубин'],
    ['Ташкенттің «Бунёдкорымен» 1:1 есебімен тең ойнады.', 'Бунёдкор'],
    ['Мәскеудің «Торпедосынан» 0:2 есебімен ұтылды.', 'Торпедо'],
    ['Команда кеше «Слованмен» соңғы ойынын өткізді.', 'Слован'],
    ['Ол венгрлердің МТК командасымен тең ойнады.', 'МТК'],
  ])('are of a sport: %s', (text, name) => {
    expect(firstNames(text)).toEqual([name])
  }) // biome-ignore format: a case a row

  it.each([
    // "Rescuers of fire station no. 7 came."
    ['№7 өртсөндіру бөлімінің құтқарушылары келді.', '№7 өртсөндіру бөлімі'],
    ['№ 12 мектеп-гимназиясында жиын өтті.', '№ 12 мектеп-гимназиясы'],
    ['№5 орта мектепте өрт шықты.', '№5 орта мектеп'],
  ])('are told by a number: %s', (text, name) => {
    expect(firstNames(text)).toEqual([name])
  }) // biome-ignore format: a case a row
})

describe('two clubs of a match', () => {
  it('show each other', () => {
    // "Pakhtakor and Almaty's Qairat held a match."
    expect(firstNames('«Пахтакор» мен Алматының «Қайраты» кездесу өткізді.')).toEqual(['Пахтакор', 'Қайрат'])
  })
})

describe('bodies with a sign', () => {
  it.each([
    // "The countries of OPEC+ agreed.", "…, reports the news agency Aray+."
    ['ОПЕК+ елдері келісті.', 'ОПЕК+'],
    ['Өрт болды, деп хабарлайды Aray+ақпарат агенттігі.', 'Aray+'],
  ])('have it in their name: %s', (text, name) => {
    expect(firstNames(text)).toEqual([name])
  })
})

describe('the government', () => {
  it('is one body in small letters too', () => {
    // "Timur Zholov spoke at the government's meeting. The Government will help, he said."
    const text = 'Тимур Жолов үкіметтің жиынында сөйледі. Ол Үкімет көмектесетінін айтты.'
    expect(firstNames(text)).toEqual(['Үкімет'])
  })

  it('is that of the country which the article has named', () => {
    // "The government of Chile resigned. The government worked for a year."
    const text = 'Чили үкіметі отставкаға кетті. Бұл үкімет бір жыл жұмыс істеді. Содан үкімет тарады.'
    expect(firstNames(text)).toEqual(['Чили үкіметі'])
  })

  it('is none where its kind is told', () => {
    // "A new government works in the land of Timur Zholov."
    expect(firstNames('Тимур Жолов елінде жаңа үкімет жұмыс істейді.')).toEqual([])
  })
})

describe('missions', () => {
  it('are called by the country that they are in', () => {
    // "The embassy of Chile in Astana sent a note. A list is open at the Chilean embassy in Kazakhstan."
    const text = 'Чилидің Астанадағы елшілігі нота жолдады.\n\nҚазақстандағы Чили елшілігінде тізім ашылды.'
    expect(namesIn(text)).toEqual([
      ['Чилидің Астанадағы елшілігі', 'Чилидің Қазақстандағы елшілігі', 'Қазақстандағы Чили елшілігі'],
    ])
  })

  it('are two in two countries', () => {
    // "The embassies of Kazakhstan in Germany and in Turkey …"
    const text = 'Қазақстанның Германиядағы елшілігі хабарлады.\n\nҚазақстанның Түркиядағы елшілігі де хабарлады.'
    expect(firstNames(text)).toEqual(['Қазақстанның Германиядағы елшілігі', 'Қазақстанның Түркиядағы елшілігі'])
  })
})

describe('bodies named after somebody', () => {
  it('do not begin with the name of somebody else', () => {
    // "President Asan Üsenov went to the theatre named after Saken Zholov."
    const text = 'Президент Асан Үсенов Сәкен Жолов атындағы музыкалық драма театрына барды.'
    expect(firstNames(text)).toEqual(['Сәкен Жолов атындағы музыкалық драма театры'])
  })
})

describe('bylines in töte', () => {
  it('are people of two names, with a label or without', () => {
    // "Rain fell in Astana. Author: Marlan Zhiembet."
    const text = 'استانادا جاڭبىر جاۋدى. حالىق قۋاندى.\n\nاۆتور: مارلان جيەمبەت'
    expect(namesIn(text, 'person').map(([name]) => name)).toEqual(['Марлан Жиембет'])
  })
})

describe('streets', () => {
  it('may be named after places', () => {
    // "An accident happened where Almaty street and Shymkent avenue meet."
    const text = 'Апат Алматы көшесі мен Шымкент даңғылының қиылысында болды.'
    expect(namesIn(text, 'place').map(([name]) => name)).toEqual(['Алматы көшесі', 'Шымкент даңғылы'])
  })
})
