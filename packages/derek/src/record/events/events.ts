import { triggers as listed, type Trigger } from '../../data/lists.js'
import type { Analysis, AnalyzedSentence, Word } from '../../language/schema.js'
import { caseOf, isPossessed, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import { type Mentions, timesByBlock } from '../mentions.js'
import { tellsNews } from '../news.js'
import { indexPhrases, invertedAt, type PhraseHit, type PhraseIndex, phrasesAt } from '../phrases.js'
import type { Event } from '../schema.js'
import { spanOf } from '../span.js'
import type { FoundTime } from '../times/times.js'
import {
  type Clause,
  clauseOf,
  dayOfTalks,
  endOf,
  isSite,
  isThatSite,
  pastDay,
  placeOf,
  standsIn,
  timeAbove,
  timeIn,
} from './clause.js'
import { lately } from './discourse.js'
import { areFar, type Draft, merge, plain, unique } from './merge.js'
import { isMistaken } from './mistaken.js'
import { isAboutSport, isPeople, isSport } from './nouns.js'
import {
  type Discourse,
  isGapped,
  isNamedTeam,
  isReported,
  partiesOf,
  type Roles,
  rolesIn,
  subjectIn,
  withRows,
} from './roles.js'
import { type Greeting, greetingIn, nominalsIn, sessionsIn } from './sessions.js'
import { settle } from './setting.js'
import { isTold, isUnderWay } from './told.js'

let index: PhraseIndex<Trigger> | undefined

/** All events of an article, each told event once however often it is told. */
export function findEvents(analysis: Analysis, mentions: Mentions, times: readonly FoundTime[]): readonly Event[] {
  index ??= indexPhrases(listed())
  const triggers = index
  const found: Draft[] = []
  const tellings: Telling[] = []
  const inBlock = timesByBlock(times)
  const aboutSport = isAboutSport(analysis)
  const teamOf = aboutSport ? teamsIn(analysis, mentions) : ({ entity }: Linked) => entity
  const team = aboutSport ? firstTeam(analysis, mentions) : undefined
  const roles = rolesOf(analysis, mentions)
  const bodies = bodiesOf(analysis, mentions)
  let parties: readonly string[] = []
  let lands: readonly string[] = []
  let parliament: string | undefined
  let pair: readonly string[] = []
  let body: Linked | undefined
  let hero: string | undefined
  let lastPlace: Linked | undefined
  let subject: Linked | undefined
  let greeting: Greeting | undefined
  for (const [blockIndex, block] of analysis.blocks.entries()) {
    if (!tellsNews(block.block) || block.block.kind === 'photo-credit') continue
    const here = inBlock.get(blockIndex) ?? []
    const days: FoundTime[] = []
    for (const [sentenceIndex, sentence] of block.sentences.entries()) {
      const telling: Telling = {
        sentence,
        block: blockIndex,
        lastPlace,
        bodies,
        isReminder: isReminder(sentence.words),
        mentions: mentions.in(blockIndex, sentenceIndex),
        times: here.filter((time) => time.start >= sentence.start && time.end <= sentence.end),
        published: analysis.article.publishedAt?.slice(0, 10),
        before: days,
        told: found,
        roles,
        parties,
        parliament,
        pair,
        body,
        hero,
        subject,
        goesOn: subject?.block === block,
        greeting,
        isSport: aboutSport,
        team,
        lands,
        teamOf,
        isNews: blockIndex <= 2 || block.block.kind === 'lead' || block.block.repeats !== undefined,
      }
      const at = [tellings.push(telling) - 1]
      for (const { draft, from, to } of [...sessionsIn(telling), ...nominalsIn(telling)]) {
        found.push({ ...draft, at, evidence: [spanOf(block, { start: from, end: to })] })
      }
      for (let i = 0; i < sentence.words.length; i++) {
        for (const hit of hitsAt(triggers, sentence.words, i)) {
          const drafts = eventsAt(telling, hit)
          if (drafts.length === 0) continue
          const evidence = [spanOf(block, rangeOf(sentence, hit))]
          for (const one of drafts) {
            const draft = { ...one, at, ...(block.block.kind === 'heading' ? { heading: true } : {}) }
            found.push({ ...draft, evidence })
            // A law that is signed is both: the signing, and the law.
            if (draft.type === 'decree' && hit.entry.verb.endsWith('қол қой')) {
              found.push({ ...draft, type: 'sign', plover: 'AGREE', evidence })
            }
            const decider = decreeing(telling, hit)
            if (decider !== undefined && /^(?:appoint|dismiss|award)$/u.test(draft.type)) {
              const { recipients: _, document: __, plover: ___, ...decree } = draft
              found.push({ ...decree, type: 'decree', actors: [decider.entity], recipients: [], evidence })
            }
          }
          break
        }
      }
      parties = partiesIn(telling) ?? parties
      lands = landsIn(telling) ?? lands
      parliament = parliamentIn(telling) ?? parliament
      pair = pairIn(telling) ?? pair
      hero ??= subjectIn(telling.mentions)?.entity
      body = bodyIn(telling.mentions) ?? body
      lastPlace = telling.mentions.findLast(({ type }) => type === 'place') ?? lastPlace
      subject = subjectIn(telling.mentions) ?? subject
      greeting = greetingIn(telling) ?? greeting
      if (!telling.isReminder) days.push(...telling.times)
    }
  }
  const widths = new Map<string, number>()
  const widthOf = (place: string): number => {
    const known = widths.get(place) ?? Math.max(0, ...mentions.of(place).map(widthIn))
    widths.set(place, known)
    return known
  }
  const first = (entity: string): Linked | undefined => mentions.of(entity)[0]
  const named = {
    widthOf,
    isLand: (entity: string): boolean => first(entity)?.type === 'place',
    isBody: (entity: string): boolean => first(entity)?.type === 'organization',
    isIn: (town: string, land: string): boolean => {
      const [of, it] = [first(town), first(land)]
      return it?.isCountry === true && of?.isCountry !== true && of?.country !== undefined && of.country === it.country
    },
    isTown: (entity: string): boolean =>
      /^(?:city|settlement)$/u.test(first(entity)?.listedKind ?? '') && !mentions.of(entity).some(isOfStreet),
  }
  return merge(found, named).map((event, i) => ({ id: `v${i + 1}`, ...plain(settle(event, tellings)) }))
}

/** "Ерлан Асановтың жарлығымен … тағайындалды": who issued the decree by which somebody is appointed. */
const decreeing = ({ sentence: { words }, mentions }: Telling, { from }: PhraseHit<Trigger>): Linked | undefined =>
  mentions.find(
    ({ type, kind, case: form, to }) =>
      type === 'person' &&
      kind === 'name' &&
      form === 'Gen' &&
      to < from &&
      // "Бүгінгі жарлығымен".
      words
        .slice(to, to + 3)
        .some((word) => word.analyses.some(({ lemma, feats }) => lemma === 'жарлық' && feats.Case === 'Ins')),
  )

/** "Қазақстан мен Моңғолия арасындағы шарт": whom a treaty of the sentence is between. */
function partiesIn({ sentence: { words }, mentions }: Telling): readonly string[] | undefined {
  for (const document of mentions) {
    if (document.type !== 'document') continue
    const inside = partiesOf(document, mentions)
    const between = words.findIndex((word) => /^арасында/u.test(word.lower))
    const before = mentions.filter(({ type, to }) => type === 'place' && to <= between && between - to <= 4)
    const parties = unique((inside.length >= 2 ? inside : before).map(({ entity }) => entity))
    if (parties.length >= 2) return parties
  }
  return undefined
}

/** "Қазақстан мен Жапония арасындағы байланыс": the two lands that are spoken of. */
function landsIn({ sentence: { words }, mentions }: Telling): readonly string[] | undefined {
  const between = words.findIndex((word) => /^арасында/u.test(word.lower))
  const pair = mentions.filter(({ isCountry, to }) => isCountry === true && to <= between && between - to <= 2)
  const lands = unique(pair.map(({ entity }) => entity))
  if (lands.length === 2) return lands
  // "Ресей, Түркия мен Иран өкілдері": three or more in a row.
  const row = mentions.filter(
    ({ isCountry, to }, i) =>
      isCountry === true &&
      (/^(?:,|мен|пен|бен|және)$/u.test(words[to]?.lower ?? '') ||
        /^(?:,|мен|пен|бен|және)$/u.test(words[(mentions[i]?.from ?? 0) - 1]?.lower ?? '')),
  )
  const several = unique(row.map(({ entity }) => entity))
  return several.length >= 3 ? several : undefined
}

/** "Екі елдің министрлері Асанов пен Беридзе қатысты": two people named as a pair. */
function pairIn({ sentence: { words }, mentions }: Telling): readonly string[] | undefined {
  const people = mentions.filter(({ type, kind }) => type === 'person' && kind === 'name')
  const [first, second] = people
  const isPair =
    people.length === 2 &&
    first !== undefined &&
    second !== undefined &&
    second.from === first.to + 1 &&
    /^(?:мен|пен|бен|және)$/u.test(words[first.to]?.lower ?? '')
  return isPair && first.entity !== second.entity ? [first.entity, second.entity] : undefined
}

/** The organization that a sentence is of, or whose head speaks in it. */
const bodyIn = (mentions: readonly Linked[]): Linked | undefined =>
  mentions.find(({ type, case: form }) => type === 'organization' && form === 'Nom') ??
  mentions.find(({ type, case: form }) => type === 'organization' && form === 'Gen')

/** The parliament that a sentence speaks of, whose deputies those of the next are. */
const parliamentIn = ({ sentence: { words }, mentions }: Telling): string | undefined =>
  mentions.findLast(({ type, from, to }) => type === 'organization' && words.slice(from, to).some(isParliament))?.entity

function firstTeam({ blocks }: Analysis, mentions: Mentions): string | undefined {
  for (const [i, { sentences }] of blocks.entries()) {
    for (const [j, { words }] of sentences.entries()) {
      const team = mentions.in(i, j).find((mention) => mention.type === 'organization' && isNamedTeam(mention, words))
      if (team !== undefined) return team.entity
    }
  }
  return undefined
}

/** The organizations that the article names, by their name in small letters: "мәжілістің отырысы" of Мәжіліс. */
function bodiesOf({ blocks }: Analysis, mentions: Mentions): ReadonlyMap<string, Linked> {
  const bodies = new Map<string, Linked>()
  for (const [i, { sentences }] of blocks.entries()) {
    for (const j of sentences.keys()) {
      for (const mention of mentions.in(i, j)) {
        if (mention.type === 'organization') bodies.set(mention.name.toLowerCase(), mention)
      }
    }
  }
  return bodies
}

/** The offices that titles give people, anywhere in the article. */
function rolesOf({ blocks }: Analysis, mentions: Mentions): ReadonlyMap<string, ReadonlySet<string>> {
  const roles = new Map<string, Set<string>>()
  for (const [i, { sentences }] of blocks.entries()) {
    for (const j of sentences.keys()) {
      for (const { entity, role } of mentions.in(i, j)) {
        if (role === undefined) continue
        const own = roles.get(entity)
        if (own === undefined) roles.set(entity, new Set([role.role]))
        else own.add(role.role)
      }
    }
  }
  return roles
}

/** "Бельгияны жеңді", "Бельгия құрамасы": in sport a land is its team, where the article names that. */
function teamsIn({ blocks }: Analysis, mentions: Mentions): (side: Linked) => string {
  const teams = new Map<string, string>()
  for (const [i, { sentences }] of blocks.entries()) {
    for (const j of sentences.keys()) {
      for (const { type, name, entity } of mentions.in(i, j)) {
        const land = type === 'organization' ? /^(.+?)(?: ұлттық)? құрамасы$/u.exec(name)?.[1] : undefined
        if (land !== undefined && !teams.has(land)) teams.set(land, entity)
      }
    }
  }
  return ({ type, name, entity }) => (type === 'place' ? (teams.get(name) ?? entity) : entity)
}

/** How much land a place takes: a country, a region, a district, and what is smaller. */
function widthIn({ name, isCountry, listedKind }: Linked): number {
  if (isCountry === true) return 3
  // A river or a range says less than the town or the district by it.
  if (/^(?:water|mountain)$/u.test(listedKind ?? '')) return 1.5
  if (listedKind === 'region' || / (?:облысы|өлкесі|аймағы|өңірі)$/u.test(name)) return 2
  return / ауданы$/u.test(name) ? 1 : 0
}

const none: readonly never[] = []

/** "Белгілері" (signs): sooner a noun than the participle of белгіле (mark). */
const isNoun = ({ analyses }: Word): boolean =>
  analyses[0]?.upos === 'NOUN' &&
  analyses.every(
    ({ feats, confidence }) =>
      confidence < 0.8 || feats.VerbForm === undefined || (feats.VerbForm === 'Part' && feats.Tense === 'Fut'),
  )

/** The phrases whose verb a word may be, in the order in which they are tried. */
function hitsAt(triggers: PhraseIndex<Trigger>, words: readonly Word[], at: number): readonly PhraseHit<Trigger>[] {
  if (words[at]?.analyses.some(({ feats }) => feats.VerbForm !== undefined) !== true || isNoun(words[at])) return none
  const hits = phrasesAt(triggers, words, at).toSorted(byNeeds)
  const inverted = invertedAt(triggers, words, at)
  return inverted === undefined ? hits : [inverted, ...hits]
}

/** Of phrases of one length, the one that asks for more first. */
const byNeeds = (a: PhraseHit<Trigger>, b: PhraseHit<Trigger>): number =>
  a.from - b.from || Number(b.entry.needs.length > 0) - Number(a.entry.needs.length > 0)

/** A sentence that may tell an event, and what stands in it. */
export interface Telling extends Discourse {
  readonly sentence: AnalyzedSentence
  /** Index of its block. */
  readonly block: number
  /** The organizations of the article, by name in small letters. */
  readonly bodies: ReadonlyMap<string, Linked>
  /** The last place named before it. */
  readonly lastPlace: Linked | undefined
  /** Whether it reminds of what was before. */
  readonly isReminder: boolean
  readonly mentions: readonly Linked[]
  readonly times: readonly FoundTime[]
  /** The day of publication. */
  readonly published: string | undefined
  /** The headline, the lead and what repeats them tell what happened now. */
  readonly isNews: boolean
  /** The times told before it in its block, but for those of reminders. */
  readonly before: readonly FoundTime[]
  /** Who greeted or condoled with whom last. */
  readonly greeting: Greeting | undefined
}

const rangeOf = (sentence: AnalyzedSentence, hit: PhraseHit<Trigger>) => ({
  start: sentence.words[hit.from]?.start ?? sentence.start,
  end: sentence.words[hit.to - 1]?.end ?? sentence.end,
})

/** The events that a phrase tells: one, but for a row of opponents or of subjects that have each their own day. */
function eventsAt(telling: Telling, told: PhraseHit<Trigger>): readonly Draft[] {
  const { words } = telling.sentence
  if (!isTold(words, told)) return []
  const isPredicate = endsClause(words, told) || precedesTime(words, told) || isUnderWay(words, told)
  const hit = {
    ...told,
    form: isPredicate ? 'Past' : formOf(words, told),
    passive: told.passive || isPassiveStem(words, told),
  }
  const { entry } = hit
  const clause = clauseOf(words, hit)
  const mentions = withRows(telling.mentions, words)
  const inClause = mentions.filter((mention) => mention.from >= clause.from && mention.to <= clause.to)
  // "Парламент заң қабылдады": what a parliament does with a law is a vote, but for a treaty that it ratifies.
  if (
    entry.type === 'decree' &&
    entry.verb !== 'ратификацияла' &&
    entry.frame !== 'fact' &&
    words.slice(clause.from, clause.to).some(isParliament)
  )
    return []
  if (entry.needs.length > 0 && !needsAreMet(telling, inClause, clause, hit)) return []
  if (isMistaken(telling, told, hit)) return []
  const { told: before } = telling
  const around = {
    words,
    mentions,
    inClause,
    clause: words.slice(clause.from, clause.to),
    told: before,
    roles: telling.roles,
    parties: telling.parties,
    parliament: telling.parliament,
    pair: telling.pair,
    body: telling.body,
    hero: telling.hero,
    subject: telling.subject,
    goesOn: telling.goesOn,
    isSport: telling.isSport,
    team: telling.team,
    lands: telling.lands,
    teamOf: telling.teamOf,
  }
  const roles = rolesIn(around, hit)
  if (roles === undefined) return []
  // "Қабылдады. Президент қонақпен әңгімелесті": the reception itself.
  if (/^(?:әңгімелес|сұхбаттас|пікір алмас)$/u.test(entry.verb) && wasReceived(telling.told, roles)) return []
  const place = placeOf(inClause, words, entry) ?? (isThatSite(words, hit) ? telling.lastPlace : undefined)
  const time = timeIn(telling, clause) ?? timeAbove(telling, hit)
  // "Былтыр Бакуде өткен саммитте": long ago, and not the session just told.
  const isPast = hit.form === 'Part' && time !== undefined && areFar(time.time.value, telling.published ?? '')
  // "Форумды министр ашты", "отырысты спикер жүргізді": the one told.
  const isOpened = entry.type === 'meet' && /^(?:аш|жүргіз)$/u.test(entry.verb)
  const again = (roles.again === true && !isPast) || isOpened
  // "Жаңадан сайланған президент Асанов": how he came to his office is told in passing, unless the day is said.
  if (/^(?:appoint|dismiss)$/u.test(entry.type) && hit.form === 'Part' && !isReported(words, hit) && time === undefined)
    return []
  const isMishap = /^(?:accident|disaster|attack)$/u.test(entry.type)
  // "Тасқыннан зардап шеккен тұрғындар": of them, and in passing.
  const isPassing =
    isMishap &&
    hit.form === 'Part' &&
    words.slice(hit.to, hit.to + 1).some((word) => isPeople(word, caseOf(word) ?? ''))
  // "Болған тасқынның салдары": told as known, and nothing said of it.
  const isKnown = entry.type !== 'attack' && isMishap && hit.form === 'Part' && !isReported(words, hit)
  // "Су тасқыны болып, жұмыстан шыға алмадық": what somebody recalls of himself.
  const isRecalled = isMishap && words.some(isOfSpeaker)
  if ((isPassing || isKnown || isRecalled) && time === undefined && place === undefined) return []
  if (isRecalled && (time === undefined || time.time.value.length < 10)) return []
  const isEarlier = telling.isReminder
  const carried = hit.form === 'Fin' && !isEarlier ? dayOfTalks(telling, hit) : undefined
  // What is to be has no day of its own unless it is said.
  const guessed = hit.form === 'Fin' && hit.tense === 'Past' && !isEarlier ? telling.published : undefined
  // "Сапар ертең аяқталады": the day it ends is not the day of the visit.
  const isEnd = entry.type === 'visit' && /аяқта/u.test(entry.verb)
  const dated = isEnd ? undefined : (pastDay(telling, hit, time) ?? carried ?? guessed)
  // "Кездесу кеше өтті": in sport a meeting is a match.
  const isScored = words.some(({ lower }) => lower === 'есебімен')
  const isMatch = entry.type === 'meet' && (isScored || (telling.isSport && again))
  // "Оқиға 28 ақпанда болған": the mishap told before.
  const isThat = entry.type === 'accident' && entry.verb === 'бол' && entry.needs.includes('оқиға')
  const mishap = isThat ? before.findLast(({ type }) => /^(?:accident|disaster|attack)$/u.test(type)) : undefined
  if (isThat && mishap === undefined) return []
  const isMedal = entry.type === 'award' && telling.isSport && words.slice(clause.from, clause.to).some(isPrizeOfSport)
  const needsMore = entry.type === 'meet' || (entry.type === 'sign' && hit.form === 'Part')
  const isNobodys = roles.actors.length + roles.recipients.length === 0 && needsMore && !again
  if (isNobodys && time === undefined && place === undefined) return []
  // "Акция дүйсенбіде басталды": the protest told before.
  const isProtest =
    entry.type === 'launch' && entry.needs.includes('акция') && before.some(({ type }) => type === 'protest')
  const draft: Draft = {
    ...(isThat ? { again: true } : {}),
    type:
      mishap !== undefined
        ? mishap.type
        : isProtest
          ? 'protest'
          : isMedal || isMatch
            ? 'compete'
            : isCalledAgain(telling, entry)
              ? 'call'
              : isElection(inClause, hit, words)
                ? 'vote'
                : entry.type,
    ...(again ? { again } : {}),
    ...(entry.type === 'meet' ? gatheringOf(around, hit, roles) : {}),
    ...(isWhole(entry) ? { whole: true } : {}),
    ...(roles.others === undefined ? {} : { others: roles.others }),
    ...(isEarlier && words.slice(0, 6).some(({ lower }) => /^(?:бұрын|бұған|бұдан|осыған)$/u.test(lower))
      ? { earlier: true }
      : {}),
    ...(also.test(
      words
        .slice(0, 2)
        .map(({ lower }) => lower)
        .join(' '),
    )
      ? { also: true }
      : {}),
    // "Қарымта ойын 7 шілдеде өтеді", "палатаның келесі отырысы": another one of the same.
    // "Өткен айда осындай жарылыстан алты адам мерт болған": another mishap like it.
    ...((/^(?:compete|meet|sign)$/u.test(entry.type) && around.clause.some(isAnother)) ||
    (isMishap && time !== undefined && around.clause.some(({ lower }) => /^(?:осындай|ұқсас)$/u.test(lower)))
      ? { next: true }
      : {}),
    ...(entry.plover === undefined ? {} : { plover: entry.plover }),
    actors: unique([...giverOf(telling, hit, roles), ...roles.actors]),
    ...(entry.type === 'award' && entry.frame === 'undergoer' && !hit.passive && roles.recipients.length === 0
      ? { gives: true }
      : {}),
    ...(isByTitle(inClause, roles) ? { byTitle: true } : {}),
    recipients: entry.frame === 'fact' && isMishap ? victimsIn(inClause, words, hit) : roles.recipients,
    ...(dated === undefined ? {} : { time: dated }),
    ...(place === undefined ? {} : { place: place.entity }),
    ...(roles.document === undefined ? {} : { document: roles.document }),
    evidence: [],
    ...(time === undefined && dated !== undefined
      ? { confidence: carried !== undefined ? 0.7 : telling.isNews ? 0.6 : 0.4 }
      : {}),
  }
  if (entry.type === 'compete' && roles.recipients.length > 1)
    return roles.recipients.map((other) => ({ ...draft, recipients: [other] }))
  const subjects = inClause.filter(({ entity }) => roles.actors.includes(entity))
  const times = telling.times.filter(({ time: { kind } }) => kind === 'date')
  if (entry.frame !== 'doer' || !isGapped(subjects, times)) return [draft]
  return subjects.map((subject, i) => {
    const own = timeIn(telling, { from: subject.to, to: subjects[i + 1]?.from ?? hit.from })
    return { ...draft, actors: [subject.entity], ...(own === undefined ? {} : { time: own.time.value }) }
  })
}

/** "Асанов апатта қаза тапты": who died or was hurt, where there is a name. */
const victimsIn = (mentions: readonly Linked[], words: readonly Word[], hit: PhraseHit<Trigger>): readonly string[] =>
  /^(?:қаза|мерт|көз|опат|жарақат|зардап|апатқа|қайтыс|күйік|құла)/u.test(hit.entry.verb) && !isReported(words, hit)
    ? unique(
        mentions.flatMap(({ type, case: form, kind, to, entity }) =>
          type === 'person' && form === 'Nom' && kind === 'name' && to <= hit.from ? [entity] : [],
        ),
      )
    : []

const isOfSpeaker = ({ analyses }: Word): boolean =>
  analyses[0]?.feats.Person === '1' && analyses[0].feats.VerbForm === 'Fin' && analyses[0].feats.Mood === 'Ind'

const wasReceived = (told: readonly Draft[], { actors, recipients }: Roles): boolean => {
  const these = [...actors, ...recipients]
  return lately(told).some(
    ({ type, actors: hosts, recipients: guests }) =>
      type === 'receive' && these.length > 1 && these.every((id) => hosts.includes(id) || guests.includes(id)),
  )
}

/** Whether a meeting is a summit or a forum, or talks between some. */
function gatheringOf(
  { clause, inClause }: { readonly clause: readonly Word[]; readonly inClause: readonly Linked[] },
  { entry }: PhraseHit<Trigger>,
  { actors }: Roles,
): Pick<Draft, 'gathering'> {
  if (/^(?:.* )?(?:кездес|келіссөз|жүздес|әңгімелес|тілдес|сұхбаттас|пікір алмас)/u.test(entry.verb))
    return { gathering: 'talks' }
  const isTalk = clause.some(({ analyses }) =>
    analyses.some(({ lemma }) => /^(?:кездесу|жүздесу|келіссөз)$/u.test(lemma)),
  )
  // "Министрлер Бакуде бас қосты": many, none of whom is named.
  if (entry.verb === 'бас қос' && !inClause.some(({ type, entity }) => type === 'person' && actors.includes(entity)))
    return { gathering: 'forum' }
  const isForum = clause.some(({ analyses }) => analyses.some(({ lemma }) => forum.test(lemma.toLowerCase())))
  return isForum && entry.needs.some((noun) => forum.test(noun))
    ? { gathering: 'forum' }
    : isTalk
      ? { gathering: 'talks' }
      : {}
}

const forum = /(?:саммит|форум|съезд|құрылтай|конференция|конгресс|ассамблея|симпозиум)$/u

/** "Телефон арқылы сөйлесті … Президенттер тамызда да тілдескен": by telephone, too. */
const isCalledAgain = ({ told }: Telling, { verb }: Trigger): boolean =>
  verb === 'тілдес' && lately(told).findLast(({ type }) => /^(?:call|meet)$/u.test(type))?.type === 'call'

/** "Президент бір топ азаматты марапаттады. «Құрмет» ордені Асановқа берілді": by the same. */
const giverOf = (
  { told }: Telling,
  { entry, passive }: PhraseHit<Trigger>,
  { actors, recipients }: Roles,
): readonly string[] => {
  if (entry.type !== 'award' || !passive || actors.length + recipients.length !== 1) return []
  const last = lately(told).findLast(({ type, gives }) => type === 'award' && gives === true)
  return last !== undefined && last.actors.length === 1 && last.recipients.length === 0 ? last.actors : []
}

/** "Мәжілістің жаңа төрағасы сайланды": by the office alone, which may be of another so far. */
const isByTitle = (mentions: readonly Linked[], { actors, recipients }: Roles): boolean => {
  const of = mentions.filter(({ entity }) => actors.includes(entity) || recipients.includes(entity))
  return of.length > 0 && of.every(({ type, kind }) => type === 'person' && kind === 'title')
}

/** A championship, an election. */
const isWhole = ({ type, frame, verb, needs }: Trigger): boolean =>
  type === 'compete'
    ? needs.includes('чемпионат') && (frame === 'fact' || verb === 'өткіз')
    : type === 'vote' && frame === 'fact' && /сайлау|референдум/u.test(`${verb} ${needs.join(' ')}`)

/** "Астана | ауданында", "Теміртау | көшесінде": a part of a town, named after another. */
const isOfStreet = ({ sentence: { words }, to }: Linked): boolean =>
  /^(?:ауданы|көшесі|даңғылы|ықшамаудан|шағынаудан)/u.test(words[to]?.lower ?? '')

const isAnother = ({ lower }: Word, at: number, words: readonly Word[]): boolean =>
  /^(?:қарымта|келесі|алдағы|алғашқы)$/u.test(lower) &&
  words
    .slice(at + 1, at + 3)
    .some(({ lower: noun }) => /^(?:кездес|отырыс|жиын|саммит|ойын|матч|меморандум|келісім)/u.test(noun))

/** "Сонымен қатар Астанада өрт шықты": one besides. */
const also = /^(?:сонымен қатар|сонымен бірге|сондай-ақ|бұдан бөлек|бұған қоса|тағы бір)/u

const isParliament = (word: Word): boolean =>
  word.analyses.some(({ lemma }) =>
    /^(?:мәжіліс|сенат|парламент|депутат|мәслихат|палата|конгресс|сейм|бундестаг|кнессет|дума|рада|хурал)$/u.test(
      lemma.toLowerCase(),
    ),
  )

/** "Сенат судья сайлайды": who is elected has no name, and what a body does is vote. */
const isElection = (
  mentions: readonly Linked[],
  { entry, passive }: PhraseHit<Trigger>,
  words: readonly Word[],
): boolean =>
  entry.type === 'appoint' &&
  entry.verb.endsWith('сайла') &&
  !passive &&
  !mentions.some(({ type }) => type === 'person') &&
  mentions.some(
    ({ type, case: form, from, to }) =>
      type === 'organization' && form === 'Nom' && words.slice(from, to).some(isParliament),
  )

const isPrizeOfSport = (word: Word): boolean => word.analyses.some(({ lemma }) => /^(?:медаль|жүлде)$/u.test(lemma))

/** "Марапаттал|ды" (was awarded): listed as a verb of its own, it is the passive of another all the same. */
const isPassiveStem = (words: readonly Word[], { entry, from, to, form }: PhraseHit<Trigger>): boolean => {
  const stem = entry.verb.slice(entry.verb.lastIndexOf(' ') + 1)
  const verbs = form === 'Part' ? words.slice(from, to) : words.slice(to - 1, to)
  return (
    /[лн]$/u.test(stem) &&
    verbs.some(({ analyses }) =>
      analyses.some(
        ({ lemma, feats, confidence }) =>
          feats.Voice === 'Pass' && confidence > 0.8 && lemma !== stem && stem.startsWith(lemma),
      ),
    )
  )
}

/** "Өтіп жатыр" (is being held), "аударылып қалды": with an auxiliary after it, a converb has the form of that. */
function formOf(words: readonly Word[], { form, to }: PhraseHit<Trigger>): string {
  if (form !== 'Conv' || !/п$/u.test(words[to - 1]?.lower ?? '')) return form
  const auxiliary = words[to]?.analyses.find(({ upos }) => upos === 'AUX')
  // What goes on has no one day.
  if (auxiliary?.feats.VerbForm === 'Fin' && /^(?:жат|жатыр|отыр|тұр|жүр|кел)$/u.test(auxiliary.lemma)) return 'Past'
  return auxiliary?.feats.VerbForm ?? form
}

/** "…хат жолдаған." (has sent): a participle that ends its clause is its predicate, and modifies nothing. */
const endsClause = (words: readonly Word[], { form, to }: PhraseHit<Trigger>): boolean =>
  form === 'Part' &&
  (words[to] === undefined || isPunctuation(words[to]) || /^(?:еді|болатын|екен|деп|және)$/u.test(words[to].lower)) &&
  words[to - 1]?.analyses.every(
    ({ feats }) => feats.VerbForm !== 'Part' || (feats.Case === undefined && feats['Person[psor]'] === undefined),
  ) === true

/** "Ақтауға барған кезде" (when he went to Aktau): a participle that says when, and modifies nobody. */
const precedesTime = (words: readonly Word[], { form, to }: PhraseHit<Trigger>): boolean =>
  form === 'Part' && /^(?:кезде|кезінде|сәтте|уақытта|соң|бойда)$/u.test(words[to]?.lower ?? '')

/** "Еске сала кетсек", "бұған дейін", "бұрын": what follows happened before, on a day that is not said. */
const isReminder = (words: readonly Word[]): boolean =>
  words
    .slice(0, 6)
    .some((word) => /^(еске|естеріңізге|есте|айта|бұрын|бұған|осыған|бұрнағы|ертерек)$/u.test(word.lower)) ||
  words.some((word) => /^(бұрын|еді|болатын)$/u.test(word.lower))

/** Бизнес-форум is a форум, and медиафорум. */
const isOrEndsIn = (lemma: string, wanted: string): boolean =>
  lemma === wanted || (lemma.endsWith(wanted) && (lemma.at(-wanted.length - 1) === '-' || wanted.length >= 5))

/** "Жүздесуі", "шерулері": a verbal noun that the list has, by the form it has there. */
const isVerbalNoun = ({ lower }: Word, form: string | undefined, wanted: string): boolean =>
  form === 'Vnoun' && /у$/u.test(wanted) && lower.startsWith(wanted)

const afterwards = /^(?:кейін|кейінгі|соң|бұрын|бұрынғы)$/u
/** "Апат кезінде … болды": it is not the accident that the verb is of. */
const apart =
  /^(?:кейін|кейінгі|соң|бұрын|бұрынғы|кезінде|кезіндегі|салдарынан|туралы|бойынша|барысында|аясында|алдында|жөнінде|үшін|орнында|орнына)$/u

/** Verbs that say next to nothing by themselves: their noun is their subject, and near: "жиын қалада өтті". */
const light = /^(?:бол|өт|баста|бастал|жалғас|қарал)$/u

/** How far before a verb that says next to nothing its noun may stand: "жиыны 20 қарашада – балалар күнінде өтеді". */
const reach = 10

/** "Рұқсат етілмеген | митингілер": a participle before a noun. */
const isAttributive = (word: Word | undefined): boolean =>
  word?.analyses[0]?.feats.VerbForm === 'Part' && word.analyses[0].feats.Case === undefined

/** How far the noun may stand that a participle is of: "өтетін | Қазақстан мен Ресейдің өңіраралық форумы". */
function afterPart(words: readonly Word[], at: number): number {
  let to = at
  // "Ол бастаған | белсенділер": what people it is of that he leads.
  if (words.slice(at, at + 1).some((word) => isPeople(word, 'Nom'))) return at
  while (
    to < words.length &&
    to - at < 9 &&
    !isPunctuation(words[to]) &&
    !(words[to]?.analyses[0]?.feats.VerbForm !== undefined && !isAttributive(words[to]))
  )
    to++
  return Math.min(words.length, Math.max(to, at + 4))
}

/** A noun that must be there: in the clause, or, for a participle, right after it: өтетін саммит ("summit to be held"). */
function needsAreMet(
  { sentence: { words }, isSport: aboutSport, told: before }: Telling,
  mentions: readonly Linked[],
  clause: Clause,
  hit: PhraseHit<Trigger>,
): boolean {
  if (hit.entry.needs.includes('@place')) {
    return mentions.some((mention) => mention.type === 'place' && standsIn(mention, words, 'Dat'))
  }
  // "Зардап шеккен ауылға барды" (went to the village that suffered).
  if (hit.entry.needs.includes('@site'))
    return words.slice(Math.max(clause.from, hit.from - 3), hit.from).some((word) => isSite(word, 'Dat'))
  // "Асанов кеше Ақтауда болды" (was in Aktau), "Ақтаудағы зауытты аралады" (went round the plant there).
  if (hit.entry.needs.includes('@there'))
    return mentions.some(
      (mention) => mention.type === 'place' && standsIn(mention, words, 'Loc') && endOf(mention, words) === hit.from,
    )
  if (hit.entry.needs.includes('@in'))
    return mentions.some(({ type, case: form }) => type === 'place' && form === 'Loc')
  // "Арнайы комиссия құрылды", "Асанов жеңіске жетті": after a mishap, and in an election.
  if (hit.entry.verb === 'комиссия құр' && lately(before).some(({ type }) => type === 'accident')) return true
  if (hit.entry.needs[0] === 'сайлау' && lately(before).some(({ type }) => type === 'vote')) return true
  if (hit.entry.needs.includes('@sport')) return aboutSport || words.some(isSport)
  // "Әуежайда ұсталды": a person that is held is arrested.
  if (
    hit.entry.verb === 'ұста' &&
    hit.passive &&
    (mentions.some(({ type, case: form }) => type === 'person' && form === 'Nom') ||
      words.slice(Math.max(0, hit.from - 2), hit.from).some((word) => isPeople(word, 'Nom')))
  )
    return true
  const isLight = light.test(hit.entry.verb)
  // "Келіссөз жүргізіп, қабылдауда болады": a noun before another verb is that one's.
  const other = words.findLastIndex(
    (word, i) => i < hit.from - 1 && i >= hit.from - reach && word.analyses[0]?.feats.VerbForm === 'Conv',
  )
  const from = isLight ? Math.max(clause.from, hit.from - reach, other + 1) : clause.from
  const to = hit.form === 'Part' ? afterPart(words, hit.to) : isLight ? hit.from : clause.to
  // "Оқиға | 27 желтоқсан күні … ауылы маңында болған": the subject opens the clause, however far the verb is.
  const [first, second] = words.slice(clause.from, from)
  const isSubject = ({ lemma, feats }: Word['analyses'][number]): boolean =>
    feats.Case === 'Nom' && hit.entry.needs.includes(lemma.toLowerCase())
  if (hit.entry.verb === 'бол' && !isPossessed(second) && first?.analyses.some(isSubject)) return true
  return words.slice(from, to).some(
    (word, i) =>
      // "кездесуден кейінгі" (after the meeting) tells of none.
      !(isLight ? apart : afterwards).test(words[from + i + 1]?.lower ?? '') &&
      hit.entry.needs.some(
        (wanted) =>
          (word.lower === wanted && !isLight) ||
          word.analyses.some(
            ({ lemma, feats }) =>
              (isOrEndsIn(lemma.toLowerCase(), wanted) || isVerbalNoun(word, feats.VerbForm, wanted)) &&
              // "Келіссөздердің екінші кезеңі басталады": a part of it is.
              (!isLight ||
                from + i >= hit.to ||
                feats.Case === 'Nom' ||
                (feats.Case === 'Gen' && /^(?:meet|vote)$/u.test(hit.entry.type))),
          ),
      ),
  )
}
