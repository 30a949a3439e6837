import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

/**
 * A bank of the constructions in which Kazakh news tells who said what, one or two sentences to each. A bug in a real
 * article is mended by adding its construction here, with invented people.
 */

const opening = 'Жиын өтті.' // The meeting was held: names in it would be in the heading otherwise.

/** "speaker → addressee | act | content" of every statement; direct speech in marks, "–" where nothing more is said. */
function saidIn(text: string): readonly string[] {
  const { statements, entities } = read({
    content: `${opening} ${text}`,
    format: 'text',
    publishedAt: '2026-03-02',
    source: 'ertis.kz',
  })
  const name = (id: string | undefined) => entities.find((entity) => entity.id === id)?.name ?? '?'
  return statements.map(({ speaker, addressee, act, kind, content }) => {
    const who = `${name(speaker)}${addressee === undefined ? '' : ` → ${name(addressee)}`}`
    const said = content === undefined ? '–' : kind === 'direct' ? `«${content.text}»` : content.text
    return `${who} | ${act} | ${said}`
  })
}

type Case = readonly [text: string, ...said: string[]]

const constructions: Readonly<Record<string, readonly Case[]>> = {
  'a clause made a noun': [
    [
      'Ерлан Сәбитов жол салынып жатқанын, алайда қаржы жетпейтінін айтты.', // is being built, but money is short
      'Ерлан Сәбитов | state | жол салынып жатқанын, алайда қаржы жетпейтінін',
    ],
    [
      'Ерлан Сәбитов су деңгейі төмендесе, көпір ашылатынын мәлімдеді.', // if the water falls
      'Ерлан Сәбитов | state | су деңгейі төмендесе, көпір ашылатынын',
    ],
    [
      'Ерлан Сәбитов тергеу аяқталмайынша, ештеңе айта алмайтынын жеткізді.', // until the inquiry ends
      'Ерлан Сәбитов | state | тергеу аяқталмайынша, ештеңе айта алмайтынын',
    ],
    [
      'Ерлан Сәбитов тағы 40 үйдің салынғанын хабарлады.', // 40 more houses
      'Ерлан Сәбитов | state | тағы 40 үйдің салынғанын',
    ],
    [
      'Ерлан Сәбитов сауалға жауап бере отырып, төлемнің қаңтарда берілетінін мәлімдеді.', // answering the question
      'Ерлан Сәбитов | state | төлемнің қаңтарда берілетінін',
    ],
    ['Ерлан Сәбитов бұған дейін де осылай мәлімдеген болатын.', 'Ерлан Сәбитов | state | –'], // had declared so
    ['Мұны Ерлан Сәбитов мәлімдеді.', 'Ерлан Сәбитов | state | Мұны'], // this was declared by
    ['Бұл туралы Ерлан Сәбитов айтты.', 'Ерлан Сәбитов | state | –'],
    [
      'Айгүл Омарова оқушыларға суды өлшейтін құрал берілгенін айтты.', // pupils were given: not to whom it is said
      'Айгүл Омарова | state | оқушыларға суды өлшейтін құрал берілгенін',
    ],
  ],
  'speech after деп': [
    ['Айгүл Омарова жолдың керегі жоқ деп жазды.', 'Айгүл Омарова | state | жолдың керегі жоқ'],
    [
      'Жаңа зауыт мың адамды жұмыспен қамтиды, деп атап өтті әкім Ерлан Сәбитов.', // who says it stands after
      'Ерлан Сәбитов | state | Жаңа зауыт мың адамды жұмыспен қамтиды',
    ],
    ['Айгүл Омарова жол керек деген пікірде.', 'Айгүл Омарова | assess | жол керек'], // is of the opinion that
    [
      'Айгүл Омарова желіде: «Мұндай заң керек емес», – деп жазды.', // on the network
      'Айгүл Омарова | state | «Мұндай заң керек емес»',
    ],
    ['«Көпір күзде ашылады», – деп қайталады Ерлан Сәбитов.', 'Ерлан Сәбитов | state | «Көпір күзде ашылады»'], // repeated
  ],
  'what is said before its subject': [
    [
      'Қорытындыны бүгін комиссияның (ОСК) төрағасы Ерлан Сәбитов мәлім етті.', // announced the results
      'Ерлан Сәбитов | state | Қорытындыны',
    ],
    [
      'Көпірдің ашылатынын Ерлан Сәбитов отырыстан кейін журналистерге айтты.', // told the journalists
      'Ерлан Сәбитов | state | Көпірдің ашылатынын',
    ],
    [
      'Бұл ақпаратты қалалық полиция департаменті растады.', // confirmed by the police
      'қалалық полиция департаменті | state | Бұл ақпаратты',
    ],
  ],
  views: [
    [
      'Қазгидромет таратқан мәліметке сәйкес, ертең қар жауады.', // by what … gave out
      'Қазгидромет | state | ертең қар жауады',
    ],
    ['Айгүл Омарова бұл пікірге келісетінін айтты.', 'Айгүл Омарова | agree | бұл пікірге'],
    ['Айгүл Омарова мұнымен келіспейді.', 'Айгүл Омарова | deny | мұнымен'], // does not agree with this
    ['Айгүл Омарова бұл хабарды жоққа шығармады.', 'Айгүл Омарова | state | бұл хабарды'], // did not rule it out
    ['Айгүл Омарова құжаттың дайын екенін айтты.', 'Айгүл Омарова | state | құжаттың дайын екенін'], // the paper is ready
    ['Айгүл Омарова көмектесуге дайын екенін айтты.', 'Айгүл Омарова | intend | көмектесуге дайын екенін'], // she is
  ],
  'orders and requests': [
    [
      'Ерлан Сәбитов Айгүл Омароваға тұқымды жеткізуді жүктеді.', // charged her with bringing seed
      'Ерлан Сәбитов → Айгүл Омарова | order | тұқымды жеткізуді',
    ],
    [
      'Айгүл Омарова Үкіметтен есеп жариялауды талап етті.', // who demands of the government cannot order it
      'Айгүл Омарова → Үкімет | request | есеп жариялауды',
    ],
    [
      'Ерлан Сәбитов Айгүл Омарованы қаржыны аударуға міндеттеді.', // obliged her to
      'Ерлан Сәбитов → Айгүл Омарова | order | қаржыны аударуға',
    ],
  ],
  'what is no statement': [
    ['Мәжіліс су туралы заңды мақұлдады.'], // approved a law: a deed
    ['Олжабаланың жәдігерлері музейге тапсырылды.'], // were handed to the museum
    ['Келесі шешім туралы хабар 19 сәуірде жарияланады.'], // will be published
  ],
  'who speaks': [
    [
      'Көп балалы ана Бекзада Түменова көпірге қуанды. «Енді бәрі жақсы», – дейді көп балалы ана.', // a mother of many
      'Бекзада Түменова | state | «Енді бәрі жақсы»',
    ],
    [
      'Айгүл Омарова үйлі болды. «Үкіметке рақмет», – дейді көп балалы ана.', // nobody else is in the paragraph
      'Айгүл Омарова | state | «Үкіметке рақмет»',
    ],
    [
      'Қазақстан Президенті Нұрбол Есенов Қытай Төрағасы Уаң Миңді қабылдады. Мәртебелі мейман елге ризалығын білдірді.', // guest
      'Уаң Миң | thank | елге',
    ],
    [
      'Министр Ерлан Сәбитов Түркия министрі Орхан Йылмазбен кездесті. Ерлан Сәбитов әріптесін Астанаға шақырды.', // colleague
      'Ерлан Сәбитов → Орхан Йылмаз | request | Астанаға',
    ],
    [
      'Қазақстан Президенті Нұрбол Есенов пен Еуропалық кеңестің төрағасы Элена Маркетти кездесті. ' +
        'Еуропалық кеңес төрағасы Нұрбол Есеновті Брюссельге шақырды.', // the title is not his
      'Элена Маркетти → Нұрбол Есенов | request | Брюссельге',
    ],
    [
      'Бас бапкер Хосе Перейра келді. Португалиялық маман қақпашы Ислам Тұраровты мақтады.', // the Portuguese specialist
      'Хосе Перейра → Ислам Тұраров | praise | қақпашы Ислам Тұраровты',
    ],
    ['Мәжіліс депутаттары жалақыны көтеруді ұсынды.', '? | propose | жалақыны көтеруді'], // deputies, not the chamber
    [
      'Халықаралық валюта қоры Астанаға келді. Ұйым инфляцияның баяулайтынын атап өтті.', // the organization
      'Халықаралық валюта қоры | state | инфляцияның баяулайтынын',
    ],
    [
      'Ертіс облыстық полиция департаментінің баспасөз қызметі түсініктеме берді.', // a press service for its body
      'Ертіс облыстық полиция департаменті | explain | –',
    ],
    [
      'Ерлан Сәбитов Facebook парақшасында көпірдің ашылғанын жазды.', // a network is no part of a name
      'Ерлан Сәбитов | state | көпірдің ашылғанын',
    ],
    [
      'Жүргізуші Томаш Вуйчик Reuters тілшісіне: «Үш күн кезекте тұрмын», – деп шағымданды.', // complained to its reporter
      'Томаш Вуйчик → Reuters | criticize | «Үш күн кезекте тұрмын»',
    ],
    [
      'Дүниежүзілік денсаулық сақтау ұйымы (ДДСҰ) шараның қажет екенін растады.', // its abbreviation is no part of it
      'Дүниежүзілік денсаулық сақтау ұйымы | state | шараның қажет екенін',
    ],
  ],
}

describe.each(Object.entries(constructions))('statements: %s', (_, cases) => {
  it.each(cases)('%s', (text, ...said) => {
    expect(saidIn(text)).toEqual(said)
  })
})
