import type { Word } from '../../language/schema.js'
import { isPossessed, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { timeIn } from './clause.js'
import { lastSides, nounOfBoth } from './discourse.js'
import type { Telling } from './events.js'
import type { Draft } from './merge.js'
import { companyOf } from './nouns.js'
import { withRows } from './roles.js'

const sessions = /^(отырыс|жиын|мәжіліс|саммит|форум|құрылтай|съезд|сессия|жиналыс|конференция|конгресс)$/u

/** What a session is told by where no verb tells it. */
interface Session {
  readonly draft: Draft
  /** Offsets into the block's analysis text. */
  readonly from: number
  readonly to: number
}

const talks = /^(?:кездесу|келіссөз|сөйлесу|жүздесу)$/u
/** Talks that are told by a verbal noun. */
const talking = /^(?:сөйлес|тілдес)$/u
const during = /^(?:барысында|кезінде|аясында|шеңберінде|соңында|қорытындысында|қорытындысы|үстінде)$/u
const mishaps: Readonly<Record<string, Draft['type']>> = {
  апат: 'accident',
  жарылыс: 'accident',
  соқтығыс: 'accident',
  өрт: 'accident',
  тасқын: 'disaster',
  зілзала: 'disaster',
  сел: 'disaster',
  дауыл: 'disaster',
}

/**
 * Events that a noun tells while the verb tells another: "Әкіммен кездесу барысында … айтты" (said during the meeting),
 * "Ақтауға сапары аясында" (within the visit), "Теміртаудағы жарылыс салдарынан" (because of the explosion).
 */
export function nominalsIn(telling: Telling): readonly Session[] {
  const { words } = telling.sentence
  return words.flatMap((word, i): readonly Session[] => {
    if (word.kind !== 'word') return []
    const next = words[i + 1]?.lower ?? ''
    if ((isOf(word, talks) || isTalking(word)) && !isVerbOf(words[i + 1])) return talkAt(telling, i)
    if (isOf(word, /^(?:сапар|іссапар)$/u)) return visitAt(telling, i)
    if (/^қабылдауын[ад]а?$/u.test(word.lower)) return receptionAt(telling, i)
    if (/^жеделхат(?:та|ында)$/u.test(word.lower)) return letterAt(telling, i)
    return /^салдар/u.test(next) ? mishapAt(telling, i) : []
  })
}

const isOf = (word: Word | undefined, lemmas: RegExp): boolean =>
  word?.analyses.some(({ lemma, upos }) => upos === 'NOUN' && lemmas.test(lemma.toLowerCase())) === true

const isTalking = (word: Word | undefined): boolean =>
  word?.analyses.some(({ lemma, feats }) => feats.VerbForm === 'Vnoun' && talking.test(lemma)) === true

const hasCase = (word: Word, wanted: string): boolean => word.analyses.some(({ feats }) => feats.Case === wanted)

/** "Кездесу өткізді", "кездесуге шақырды": what the next verb does with the meeting says whether it was held. */
const isVerbOf = (word: Word | undefined): boolean =>
  word?.analyses.some(({ upos, feats }) => upos === 'VERB' && feats.VerbForm !== undefined) === true

/** The mentions in the noun phrase that ends at word `at`: at most a dozen words back, with no finite verb between. */
function before({ sentence: { words }, mentions }: Telling, at: number): readonly Linked[] {
  let from = at
  while (from > 0 && at - from < 12 && words[from - 1]?.analyses[0]?.feats.VerbForm !== 'Fin') from--
  return withRows(mentions, words).filter((mention) => mention.from >= from && mention.to <= at)
}

const subjectOf = ({ mentions }: Telling): Linked | undefined =>
  mentions.find(({ type, case: form, said }) => type === 'person' && form === 'Nom' && said !== true)

function talkAt(telling: Telling, at: number): readonly Session[] {
  const { words } = telling.sentence
  // "X-пен кездесу алдында Y мен Z келіссөзі": of two talks, each has its own.
  const last = words.slice(0, at).findLastIndex((word) => isOf(word, talks))
  const near = before(telling, at).filter(({ from }) => from > last)
  const people = near.filter(({ type }) => type === 'person')
  const sides = (people.length > 0 ? people : near.filter(({ type }) => /^(?:place|organization)$/u.test(type))).filter(
    (side) => /^(?:Gen|Ins)$/u.test(side.case ?? '') || /^(?:мен|пен|бен|және)$/u.test(words[side.to]?.lower ?? ''),
  )
  const ids = new Set(sides.map(({ entity }) => entity))
  const subject = subjectOf(telling)
  if (ids.size === 1 && sides[0]?.case === 'Ins' && subject !== undefined) ids.add(subject.entity)
  // "Студенттермен кездесуде әкім … айтты": with people without a name.
  const others = companyOf(words.slice(Math.max(0, at - 3), at))
  const isDuring =
    during.test(words[at + 1]?.lower ?? '') || words.slice(at, at + 1).some((word) => hasCase(word, 'Loc'))
  if (ids.size === 0 && others !== undefined && isDuring && subject !== undefined) ids.add(subject.entity)
  // "Келіссөз барысында үкімет басшылары … талқылады": those who met.
  else if (ids.size === 0 && isDuring && nounOfBoth(words) !== undefined)
    for (const id of lastSides(telling.told)) ids.add(id)
  // "Былтырғы кездесуде Асанов … ұсынған": an earlier one of those who meet now.
  else if (ids.size === 0 && isDuring && isDatedTalk(telling, at)) {
    const sides = lastSides(telling.told)
    if (subject !== undefined && sides.includes(subject.entity)) for (const id of sides) ids.add(id)
  }
  if (ids.size < 2 && others === undefined) return []
  if (ids.size === 0) return []
  const isCall =
    isTalking(words[at]) || words.slice(Math.max(0, at - 4), at).some(({ lower }) => /^телефон/u.test(lower))
  // "Аляскадағы кездесуі": where, right before.
  const place = near.findLast((mention) => mention.type === 'place' && mention.case === 'Loc' && mention.to === at)
  const draft = {
    type: isCall ? 'call' : 'meet',
    plover: 'CONSULT',
    actors: [...ids],
    recipients: [],
    ...(place === undefined ? {} : { place: place.entity }),
    ...(others === undefined || ids.size > 1 ? {} : { others }),
    ...(isOf(words[at], /^кездесу$/u) ? { nominal: true } : {}),
  } as const
  return [told(telling, at, draft)]
}

/** "Былтырғы | кездесуде", "наурыздағы | келіссөзде": the time stands right before, and is that of the talks. */
const isDatedTalk = ({ sentence: { words }, times }: Telling, at: number): boolean => {
  const before = words[at - 1]
  return (
    before !== undefined &&
    /[ғгқк][ыі]$/u.test(before.lower) &&
    times.some(({ start, end }) => start <= before.start && end >= before.end)
  )
}

/**
 * "Ақтауға сапары аясында", "Асановтың Ақтауға жасаған сапарына қатысты", "Венгрияға ресми сапарын … бастады": whose
 * visit, and where to.
 */
function visitAt(telling: Telling, at: number): readonly Session[] {
  const { words } = telling.sentence
  const near = before(telling, at)
  const isThere = ({ type, case: form }: Linked): boolean => type === 'place' && /^(?:Dat|Loc)$/u.test(form ?? '')
  const isDuring = during.test(words[at + 1]?.lower ?? '')
  const isOwn =
    words.slice(at, at + 1).some((word) => isPossessed(word) && hasCase(word, 'Acc')) && !isVerbOf(words[at + 1])
  const owner = near.find(({ type, case: form }) => type === 'person' && form === 'Gen')
  const visitor = owner ?? (isDuring || isOwn ? subjectOf(telling) : undefined)
  // Its own verb tells of a visit that is made: "сапармен келді", "сапары басталды".
  if (visitor === undefined || (!isDuring && words.slice(at, at + 1).some((word) => hasCase(word, 'Ins')))) return []
  const named = near.findLast(isThere) ?? startOf(telling, at)
  const place = named?.entity ?? (isDuring ? whereMet(telling, visitor.entity) : undefined)
  if (place === undefined) return []
  return [told(telling, at, { type: 'visit', plover: 'CONSULT', actors: [visitor.entity], recipients: [], place })]
}

/** "Сапарын Қазақстаннан бастағаны": where it began. */
const startOf = ({ sentence: { words }, mentions }: Telling, at: number): Linked | undefined =>
  mentions.find(
    ({ type, case: form, from, to }) =>
      type === 'place' && form === 'Abl' && from === at + 1 && /^баста/u.test(words[to]?.lower ?? ''),
  )

/** "Сапар барысында балықшылармен жүздесті": where the visitor has met others, unless a visit was told. */
const whereMet = ({ told: events }: Telling, visitor: string): string | undefined =>
  events.some(({ type, actors }) => type === 'visit' && actors.includes(visitor))
    ? undefined
    : events.findLast(({ type, actors }) => type === 'meet' && actors.includes(visitor))?.place

/** Who has greeted, thanked or condoled with whom, before a letter is spoken of. */
export interface Greeting {
  readonly from: string
  readonly to: string
}

export function greetingIn({ sentence: { words }, mentions }: Telling): Greeting | undefined {
  const isCongratulated = words.some((word) => word.analyses.some(({ lemma }) => lemma === 'құттықта'))
  const isCondoled = words.some(({ lower }, i) => /^айт/u.test(lower) && words[i - 1]?.lower === 'көңіл')
  if (!isCongratulated && !isCondoled) return undefined
  const from = mentions.find(({ type, case: form }) => type === 'person' && form === 'Nom')
  const to = withRows(mentions, words).find(
    ({ type, case: form }) => type === 'person' && form === (isCongratulated ? 'Acc' : 'Dat'),
  )
  return from === undefined || to === undefined ? undefined : { from: from.entity, to: to.entity }
}

/** "Құттықтау жеделхатында … тілек айтылған": the telegram by which somebody was greeted before. */
function letterAt(telling: Telling, at: number): readonly Session[] {
  const { greeting } = telling
  if (greeting === undefined) return []
  return [told(telling, at, { type: 'send', actors: [greeting.from], recipients: [greeting.to] })]
}

/** "Президенттің қабылдауында министр болды": who came, and to whom. */
function receptionAt(telling: Telling, at: number): readonly Session[] {
  const { words } = telling.sentence
  const host = before(telling, at).findLast(
    ({ type, case: form, to }) => type === 'person' && form === 'Gen' && to === at,
  )
  const guest = telling.mentions.find(({ type, case: form }) => type === 'person' && form === 'Nom')
  const isVisited = words.slice(at + 1).some(({ lower }) => /^(?:бол(?:ды|ады|ған)|кел(?:ді|еді|ген))$/u.test(lower))
  if (host === undefined || guest === undefined || guest.entity === host.entity || !isVisited) return []
  const draft = { type: 'receive', plover: 'CONSULT', actors: [host.entity], recipients: [guest.entity] } as const
  return [told(telling, at, draft)]
}

function mishapAt(telling: Telling, at: number): readonly Session[] {
  const { words } = telling.sentence
  const type = words[at]?.analyses.map(({ lemma }) => mishaps[lemma.toLowerCase()]).find((found) => found !== undefined)
  const place = before(telling, at).findLast((mention) => mention.type === 'place' && mention.case === 'Loc')
  if (type === undefined || place === undefined) return []
  return [told(telling, at, { type, actors: [], recipients: [], place: place.entity })]
}

/** A draft with its day, where the phrase says one. */
function told(telling: Telling, at: number, draft: Omit<Draft, 'evidence' | 'time' | 'confidence'>): Session {
  const { words } = telling.sentence
  // "Астанаға сапары | қыркүйекке жоспарланған": when it is to be may be said after it.
  const plan = words.slice(at + 1, at + 6).findIndex(({ lower }) => /^(?:жоспарлан|белгілен|көздел)/u.test(lower))
  const time = timeIn(telling, { from: 0, to: at + 2 + Math.max(plan, -1) })?.time.value
  return {
    draft: { ...draft, ...(time === undefined ? {} : { time }), evidence: [], confidence: 0.6 },
    from: words[at]?.start ?? 0,
    to: words[at]?.end ?? 0,
  }
}

/** "Үкімет отырысында … тапсырды" (ordered at the government's session): the session was held, though no verb says so. */
export function sessionsIn(telling: Telling): readonly Session[] {
  const { words } = telling.sentence
  return words.flatMap((word, i): readonly Session[] => {
    if (!isSession(word) || !(hasCase(word, 'Loc') || attends(words[i + 1]))) return []
    const named = telling.mentions.find((mention) => mention.type === 'organization' && leadsTo(mention, words, i))
    const holder = named ?? bodyAt(telling, i)
    if (holder === undefined) return []
    const time = timeIn(telling, { from: 0, to: i + 1 })?.time.value
    // "Саммитіне қатысу үшін барды" (went to take part in it): it is to come.
    const isHeld = hasCase(word, 'Loc') || /^(?:қатысты|қатысқан|қатысып|төрағалық)$/u.test(words[i + 1]?.lower ?? '')
    // "9 маусымда өтетін отырысына қатысады": its own day.
    const isOwn = words.slice(Math.max(0, i - reach), i).some(({ lower }) => /^(?:өтетін|болатын|өткен)$/u.test(lower))
    const guessed = telling.isNews && isHeld ? telling.published : undefined
    const isPurpose = words[i + 1]?.lower === 'қатысу'
    const dated = (isPurpose && !isOwn ? undefined : time) ?? guessed
    const place = before(telling, holder.from).findLast(({ type, case: form }) => type === 'place' && form === 'Loc')
    const draft: Draft = {
      type: 'meet',
      plover: 'CONSULT',
      actors: [holder.entity],
      recipients: [],
      ...(place === undefined ? {} : { place: place.entity }),
      ...(dated === undefined ? {} : { time: dated }),
      evidence: [],
      confidence: 0.6,
    }
    return [{ draft, from: words[holder.from]?.start ?? word.start, to: word.end }]
  })
}

/** "Мәжілістің | жалпы отырысында": in small letters, of a body that the article names. */
function bodyAt({ sentence: { words }, bodies }: Telling, at: number): Pick<Linked, 'entity' | 'from'> | undefined {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const word = words[i]
    if (word === undefined || isPunctuation(word)) return undefined
    if (word.capital) continue
    const body = word.analyses
      .filter(({ feats }) => feats.Case === 'Gen')
      .map(({ lemma }) => bodies.get(lemma.toLowerCase()))
      .find((found) => found !== undefined)
    if (body !== undefined) return { entity: body.entity, from: i }
  }
  return undefined
}

/** How far before its noun a session may say when it is. */
const reach = 10

const isSession = (word: Word): boolean =>
  word.analyses.some(({ lemma, feats }) => sessions.test(lemma.toLowerCase()) && feats['Person[psor]'] === '3')

/** "Саммитіне қатысты", "отырысына төрағалық етті". */
const attends = (word: Word | undefined): boolean => /^(?:қатыс|төрағалық)/u.test(word?.lower ?? '')

/** The body whose session a clause names, in whatever case: "Үкіметтің отырысын өткізді". */
export const holdersIn = (mentions: readonly Linked[], words: readonly Word[]): readonly Linked[] =>
  mentions.filter(
    (mention) =>
      mention.type === 'organization' &&
      words
        .slice(mention.to, mention.to + 4)
        .some((word, i) => isSession(word) && leadsTo(mention, words, mention.to + i)),
  )

/** "Үкіметтің | кезекті | отырысында": at most three words between, none of them a noun of its own. */
const leadsTo = (mention: Linked, words: readonly Word[], at: number): boolean =>
  mention.to <= at &&
  at - mention.to <= 3 &&
  /^(Gen|Nom)$/u.test(mention.case ?? '') &&
  words.slice(mention.to, at).every(isAttribute)

const isAttribute = (word: Word): boolean => {
  const feats = word.analyses[0]?.feats
  if (feats === undefined) return word.kind === 'number'
  // "Үкіметтің 3 наурыздағы отырысында": what says when or where stands between as well.
  const isAttributive = /[дт](?:ағы|егі)$/u.test(word.lower)
  return isAttributive || (!/^(?:Fin|Conv)$/u.test(feats.VerbForm ?? '') && /^(?:Nom)?$/u.test(feats.Case ?? ''))
}
