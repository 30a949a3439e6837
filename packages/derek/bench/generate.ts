import { createHash } from 'node:crypto'
import { decline } from 'kazakh'
import { outletOf } from '../src/article/outlet.js'
import { givenNames, places as placeList } from '../src/data/lists.js'
import type { Act, ArticleRecord, Entity, Event, EventType, Mention, Span, Statement } from '../src/record/schema.js'
import type { Page } from '../src/source/schema.js'

/**
 * Kazakh news of invented people, in any number, the same each time: for measures and tests that need many articles. A
 * page is as it would come in; its record is made with it, so that it need not be read (reading takes a hundred times
 * as long): all spans are exact, and reading the page gives the same id and blocks.
 */
export interface Generated {
  readonly page: Page
  readonly record: ArticleRecord
}

export interface GenerateOptions {
  readonly seed?: number
  /** How many people there are to speak: the first are in the news most. */
  readonly people?: number
  /** Days over which the articles are spread, up to the end of 2025. */
  readonly days?: number
  /** Each so many articles, one is a changed text of the one before, at the same address; 0 for none. */
  readonly changedEach?: number
}

type Random = (below: number) => number

/** A small generator of random numbers, so that the same articles are made each time. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pick = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[random(list.length)]
  if (chosen === undefined) throw new Error('nothing to pick from')
  return chosen
}

/** The first of a list are picked most, as in the news. */
const pickEarly = <T>(random: Random, list: readonly T[]): T =>
  pick(random, list.slice(0, 1 + Math.floor(list.length * (random(1_000) / 1_000) ** 3)))

const sites = [
  ['zhetigen', 'Жетіген'],
  ['tobyl', 'Тобыл жаршысы'],
  ['bayterek', 'Бәйтерек ақпарат'],
  ['saryarka', 'Сарыарқа хабар'],
  ['kokzhiek', 'Көкжиек'],
  ['zhaiyk', 'Жайық үні'],
  ['altai', 'Алтай тынысы'],
  ['alatau', 'Алатау жаңалықтары'],
  ['syr', 'Сыр бойы'],
  ['ertis', 'Ертіс толқыны'],
] as const

const offices = [
  'әкім',
  'министр',
  'депутат',
  'дәрігер',
  'мұғалім',
  'сарапшы',
  'директор',
  'инженер',
  'ғалым',
  'төраға',
]

const subjects = [
  'мектеп',
  'аурухана',
  'көпір',
  'кітапхана',
  'стадион',
  'зауыт',
  'балабақша',
  'театр',
  'теміржол',
  'әуежай',
  'саябақ',
  'мұражай',
  'университет',
  'жылыжай',
  'электр стансасы',
  'су қоймасы',
  'газ құбыры',
  'автобекет',
  'спорт сарайы',
  'ғылыми орталық',
]
/** What becomes of them, said plainly and as what somebody says. */
const fates = [
  ['салынады', 'салынатынын'],
  ['ашылады', 'ашылатынын'],
  ['жөнделеді', 'жөнделетінін'],
  ['кеңейеді', 'кеңейетінін'],
  ['жабылады', 'жабылатынын'],
  ['көшіріледі', 'көшірілетінін'],
  ['қайта жабдықталады', 'қайта жабдықталатынын'],
] as const
const whens = [
  'күзде',
  'көктемде',
  'келер жылы',
  'екі айда',
  'жыл соңында',
  'маусымда',
  'осы аптада',
  'кезең-кезеңімен',
]
const qualities = ['жаңа', 'заманауи', 'ескі', 'үлкен', 'шағын', 'орталық', 'облыстық', 'ауылдық', 'балалар']
const reporting: readonly (readonly [cue: string, act: Act])[] = [
  ['айтты', 'state'],
  ['мәлімдеді', 'state'],
  ['атап өтті', 'state'],
  ['түсіндірді', 'explain'],
  ['ескертті', 'warn'],
  ['еске салды', 'remind'],
  ['жоққа шығарды', 'deny'],
]
const addressing: readonly (readonly [cue: string, act: Act, ending: 'Dat' | 'Acc'])[] = [
  ['көмегі үшін алғыс айтты', 'thank', 'Dat'],
  ['жетістігімен құттықтады', 'congratulate', 'Acc'],
  ['істі аяқтауды тапсырды', 'order', 'Dat'],
  ['көмек беруге уәде етті', 'promise', 'Dat'],
  ['сұрақ қойды', 'ask', 'Dat'],
]
const background = [
  'Құрылысқа бюджеттен {n} миллион теңге бөлінді',
  'Оған {n} адам жұмысқа тартылды',
  'Жоба {n} отбасын қамтиды',
  'Былтыр мұндай {n} нысан пайдалануға берілді',
  'Тұрғындар бұл істі көптен күткен еді',
  'Жұмыс барысын арнайы топ қадағалайды',
  'Құжаттар толық дайын, мердігер анықталды',
  'Аумағы {n} шаршы метрге жетеді',
  'Ауа райы қолайлы болса, жұмыс мерзімінен бұрын аяқталады',
  'Соңғы {n} жылда өңірде халық саны артты',
]

interface World {
  readonly people: readonly string[]
  readonly places: readonly string[]
}

function worldOf(random: Random, people: number): World {
  const given = givenNames().filter(({ gender, word }) => gender === 'm' && word === undefined)
  const single = given.map(({ name }) => name).filter((name) => /^[\p{Lu}][\p{Ll}]{4,}$/u.test(name))
  const surname = (): string => `${pick(random, single)}ов`.replace(/([аәеоөуүұыіийьэюя])ов$/u, 'ев')
  const names = new Set<string>()
  while (names.size < people) names.add(`${pick(random, single)} ${surname()}`)
  const cities = placeList().filter(({ kind, word, to }) => kind === 'city' && word === undefined && to === undefined)
  return { people: [...names], places: cities.map(({ name }) => name).filter((name) => /^\p{L}+$/u.test(name)) }
}

/** Blocks as they are written, with a span wherever something is claimed. */
class Writer {
  readonly blocks: { readonly id: string; readonly kind: 'heading' | 'lead' | 'paragraph'; text: string }[] = []

  begin(kind: 'heading' | 'lead' | 'paragraph'): void {
    this.blocks.push({ id: `b${this.blocks.length + 1}`, kind, text: '' })
  }

  write(text: string): Span {
    const block = this.blocks.at(-1)
    if (block === undefined) throw new Error('no block was begun')
    const start = block.text.length
    block.text += text
    return { block: block.id, start, end: block.text.length, text }
  }
}

/** The entities of one article, each known by its name. */
class Cast {
  private readonly byName = new Map<string, { readonly entity: Entity; readonly mentions: Mention[] }>()

  mention(name: string, type: Entity['type'], span: Span, ending: Mention['case'] = 'Nom'): string {
    let known = this.byName.get(name)
    if (known === undefined) {
      const mentions: Mention[] = []
      known = { entity: { id: `e${this.byName.size + 1}`, type, name, aliases: [], mentions }, mentions }
      this.byName.set(name, known)
    }
    known.mentions.push({ ...span, kind: 'name', lemma: name, case: ending })
    return known.entity.id
  }

  get entities(): readonly Entity[] {
    return [...this.byName.values()].map(({ entity }) => entity)
  }
}

/** The articles, one after another. */
export function* generate(
  count: number,
  { seed = 1, people = 400, days = 1_000, changedEach = 0 }: GenerateOptions = {},
): Generator<Generated> {
  const random = randomFrom(seed)
  const world = worldOf(random, people)
  let before: { readonly number: number; readonly seed: number; readonly at: number } | undefined
  for (let number = 1; number <= count; number++) {
    const isChanged = changedEach > 0 && number % changedEach === 0 && before !== undefined
    const at = Date.UTC(2025, 11, 31, 18) - random(days * 1_440) * 60_000
    const own = { number, seed: random(2 ** 31), at }
    if (isChanged && before !== undefined) {
      yield articleOf({ ...before, at: before.at + 3_600_000 }, world, true)
      continue
    }
    before = own
    yield articleOf(own, world, false)
  }
}

interface Plan {
  readonly number: number
  readonly seed: number
  readonly at: number
}

function articleOf({ number, seed, at }: Plan, { people, places }: World, isChanged: boolean): Generated {
  const random = randomFrom(seed)
  const [host, siteName] = pickEarly(random, sites)
  const url = `https://${host}.example/news/${number}`
  const source = outletOf(undefined, url, siteName)
  const publishedAt = `${new Date(at).toISOString().slice(0, 19)}Z`
  const writer = new Writer()
  const cast = new Cast()
  const statements: Statement[] = []
  const events: Event[] = []
  const present = new Set<string>()
  while (present.size < 3) present.add(pickEarly(random, people))
  const place = pickEarly(random, places)
  const subject = `${pick(random, qualities)} ${pick(random, subjects)}`
  const claim = (): readonly [string, string] => {
    const [plain, nominal] = pick(random, fates)
    const rest = `${pick(random, qualities)} ${pick(random, subjects)} ${pick(random, whens)}`
    return [`${rest} ${plain}`, `${rest} ${nominal}`]
  }
  const someone = (except?: string): string =>
    pick(
      random,
      [...present].filter((name) => name !== except),
    )
  const say = (speaker: string, statement: Omit<Statement, 'id' | 'speaker' | 'about' | 'polarity'>): void => {
    statements.push({ id: `s${statements.length + 1}`, speaker, about: [], polarity: 'positive', ...statement })
  }
  const happen = (type: EventType, event: Omit<Event, 'id' | 'type'>): void => {
    events.push({ id: `v${events.length + 1}`, type, plover: 'CONSULT', ...event })
  }

  const named = (
    name: string,
    ending: 'Nom' | 'Dat' | 'Acc' | 'Ins' | 'Loc',
    type: Entity['type'] = 'person',
  ): string => cast.mention(name, type, writer.write(ending === 'Nom' ? name : decline(name, ending)), ending)

  const quote = (): void => {
    writer.write('«')
    const [text] = claim()
    const content = writer.write(`${text.charAt(0).toUpperCase()}${text.slice(1)}`)
    writer.write('», – ')
    const cue = writer.write('деді')
    writer.write(` ${pick(random, offices)} `)
    say(named(someone(), 'Nom'), { kind: 'direct', act: 'state', cue, content })
    writer.write('. ')
  }
  const report = (): void => {
    const [verb, act] = pick(random, reporting)
    const speaker = named(someone(), 'Nom')
    writer.write(' ')
    const content = writer.write(claim()[1])
    writer.write(' ')
    say(speaker, { kind: 'indirect', act, cue: writer.write(verb), content })
    writer.write('. ')
  }
  const address = (): void => {
    const one = someone()
    const other = someone(one)
    const [verb, act, ending] = pick(random, addressing)
    const speaker = named(one, 'Nom')
    writer.write(' ')
    const addressee = named(other, ending)
    writer.write(' ')
    say(speaker, { kind: 'indirect', act, cue: writer.write(verb), addressee })
    writer.write('. ')
  }
  const meet = (): void => {
    const one = someone()
    const other = someone(one)
    const from = named(one, 'Nom')
    writer.write(' ')
    const to = named(other, 'Ins')
    const evidence = [writer.write(' кездесті')]
    happen('meet', { actors: [from, to], recipients: [], evidence, time: publishedAt.slice(0, 10) })
    writer.write('. ')
  }
  const visit = (): void => {
    const actor = named(someone(), 'Nom')
    writer.write(' ')
    const where = named(place, 'Dat', 'place')
    const evidence = [writer.write(' барды')]
    happen('visit', { actors: [actor], recipients: [], place: where, evidence })
    writer.write('. ')
  }
  const tell = (): void => {
    writer.write(`${pick(random, background).replace('{n}', String(2 + random(900)))}. `)
  }

  writer.begin('heading')
  named(place, 'Loc', 'place')
  const title = `${decline(place, 'Loc')} ${subject} ${pick(random, fates)[0]}`
  writer.write(title.slice(decline(place, 'Loc').length))
  writer.begin('lead')
  named(place, 'Loc', 'place')
  writer.write(` ${subject} ${pick(random, whens)} ${pick(random, fates)[0]}, деп хабарлайды ${siteName}. `)
  const makers = [quote, report, address, meet, visit, tell, tell, tell]
  for (let paragraph = 0; paragraph < 5; paragraph++) {
    writer.begin('paragraph')
    for (let sentence = 0; sentence < 2 + random(3); sentence++) pick(random, makers)()
  }
  if (isChanged) {
    writer.begin('paragraph')
    writer.write('Толықтырылды: ')
    report()
  }
  const blocks = writer.blocks.map((block) => ({ ...block, text: block.text.trim() }))
  const text = blocks.map((block) => block.text).join('\n')
  const record: ArticleRecord = {
    id: createHash('sha256').update([source.id, url, text].join('\0')).digest('hex').slice(0, 16),
    source,
    url,
    publishedAt,
    title,
    authors: [],
    tags: [],
    language: 'kk',
    script: 'Cyrl',
    blocks,
    attribution: { chain: [] },
    photoCredits: [],
    entities: cast.entities,
    times: [],
    statements,
    events,
  }
  return { page: pageOf(record), record }
}

function pageOf({ title = '', url = '', source, publishedAt = '', blocks }: ArticleRecord): Page {
  const paragraphs = blocks.filter(({ kind }) => kind !== 'heading').map(({ text }) => `    <p>${text}</p>`)
  const content = `<!doctype html>
<html lang="kk">
<head>
  <meta charset="utf-8">
  <title>${title}</title>
  <link rel="canonical" href="${url}">
  <meta property="og:type" content="article">
  <meta property="og:url" content="${url}">
  <meta property="og:site_name" content="${source.name}">
  <meta property="article:published_time" content="${publishedAt}">
</head>
<body>
  <article>
    <h1>${title}</h1>
${paragraphs.join('\n')}
  </article>
</body>
</html>
`
  return { content, format: 'html', url }
}
