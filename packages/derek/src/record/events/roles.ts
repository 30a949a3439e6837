import type { Trigger } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { caseOf, isClosingQuote, isOpeningQuote, isPossessed, isPunctuation } from '../../language/words.js'
import type { Linked } from '../entities/mention.js'
import type { PhraseHit } from '../phrases.js'
import { holdersOf, isPartOfTalks, isToldNoun, landsMeant, lastSides, lately, nounOfBoth } from './discourse.js'
import { type Draft, unique } from './merge.js'
import { companyOf, isBodyNoun, isPeople, isSport } from './nouns.js'
import { holdersIn } from './sessions.js'

/** Who did it, to whom or with whom, and on what paper: ids of entities. */
export interface Roles {
  readonly actors: readonly string[]
  readonly recipients: readonly string[]
  readonly document?: string
  /** Whether the last event of this type is spoken of again. */
  readonly again?: boolean
  /** With whom besides, where they have no names. */
  readonly others?: string
}

/** What was told before a sentence, and what the article says of those in it. */
export interface Discourse {
  /** The events told before. */
  readonly told: readonly Draft[]
  /** The offices that the article gives people. */
  readonly roles: ReadonlyMap<string, ReadonlySet<string>>
  /** The parties of the last treaty told before. */
  readonly parties: readonly string[]
  /** The two people whom a sentence before named as a pair. */
  readonly pair: readonly string[]
  /** The parliament spoken of last. */
  readonly parliament: string | undefined
  /** The organization that a sentence before was of: who "компания" and "реттеуші" are. */
  readonly body: Linked | undefined
  /** The person whom the sentences before it are of. */
  readonly subject: Linked | undefined
  /** Whether they stand in its own paragraph. */
  readonly goesOn: boolean
  /** Whether the article is about sport. */
  readonly isSport: boolean
  /** The first team that an article about sport names. */
  readonly team: string | undefined
  /** The two lands spoken of last: "Қазақстан мен Жапония арасындағы". */
  readonly lands: readonly string[]
  /** Whom the article names first as one who acts: "отандасымыз" of a contest. */
  readonly hero: string | undefined
  /** The team of a land, where the article names one: Бельгия, Бельгия құрамасы. */
  teamOf(side: Linked): string
}

interface Around extends Discourse {
  readonly words: readonly Word[]
  /** Of the sentence, and of the clause. */
  readonly mentions: readonly Linked[]
  readonly inClause: readonly Linked[]
  /** The words of the clause. */
  readonly clause: readonly Word[]
}

/** The roles of an event by the cases of those named around its verb; undefined where its frame is not filled. */
export function rolesIn(around: Around, hit: PhraseHit<Trigger>): Roles | undefined {
  const { words, mentions, inClause } = around
  const { entry } = hit
  if (entry.frame === 'fact') {
    // "Іздеу жарияланған адам" (a person who is sought): told of him in passing.
    if (entry.type === 'investigate' && hit.form === 'Part' && !isReported(words, hit) && isOfPeople(words, hit.to))
      return undefined
    const by =
      entry.type === 'decree'
        ? deciders(inClause, words)
        : /^(?:perform|publish)$/u.test(entry.type) ||
            (entry.type === 'launch' &&
              hit.form === 'Fin' &&
              !hit.passive &&
              /^(?:тұсауын|лентасын|іргетасын|қазығын)/u.test(entry.verb))
          ? authors(around, hit)
          : /^(?:investigate|trial)$/u.test(entry.type)
            ? openers(around, hit)
            : []
    const against = /^(?:trial|investigate)$/u.test(entry.type) ? accused(inClause, words) : []
    return { actors: unique(by.map(({ entity }) => entity)), recipients: unique(against.map(({ entity }) => entity)) }
  }
  if (entry.type === 'compete' && entry.frame === 'together') return contest(around, hit)
  const document = mentions.find(
    (mention) => mention.type === 'document' && (hit.form === 'Part' ? mention.from >= hit.to : true),
  )
  const withDocument =
    document === undefined || !/^(sign|decree)$/u.test(entry.type) ? {} : { document: document.entity }
  const parties = document === undefined ? [] : partiesOf(document, mentions)
  // "Ақтауға баратын жол" (the road to Aktau): what it modifies is nobody who travels.
  if (entry.type === 'visit' && hit.form === 'Part' && !isReported(words, hit)) {
    if (modifiedBy(words, mentions, hit) === undefined) return undefined
  }
  // "Көмекке келген еріктілер" (volunteers who came to help): it is theirs, who have no name.
  if (
    hit.form === 'Part' &&
    entry.frame === 'doer' &&
    !isReported(words, hit) &&
    isOfPeople(words, hit.to) &&
    modifiedBy(words, mentions, hit) === undefined
  )
    return undefined
  const inVerbs = subjectsOf(around, hit)
  const known = (inVerbs.length > 0 ? inVerbs : carriedOver(around, hit)).map((side) => ownHolder(around, hit, side))
  const subjects = [...known, ...bodyMeant(around, hit, known)]
  // "Кейін бас дәрігер Асановпен әңгімелесті": who goes on does so, too.
  const isAlone =
    /^(?:meet|call)$/u.test(entry.type) &&
    subjects.length === 1 &&
    subjects.every(({ type, case: form, said }) => type === 'person' && form === 'Ins' && said !== true)
  const host =
    isAlone && !isReported(words, hit)
      ? (subjectIn(mentions) ??
        (subjects.some(({ entity }) => entity === around.subject?.entity) ? undefined : around.subject))
      : undefined
  // "Ауданға жаңа әкім келді" is an appointment told, and no visit.
  if (entry.verb === 'кел' && subjects.some((subject) => isNewcomer(subject, words))) return undefined
  const useParties = hit.form === 'Part' && parties.length > 0 && entry.type === 'sign'
  // "Жаңадан тағайындалған төрт елші": what it modifies is nobody it happens to.
  const isPassing = /^(?:appoint|dismiss)$/u.test(entry.type) && hit.passive
  if (hit.form === 'Part' && isPassing && !isReported(words, hit) && modifiedBy(words, mentions, hit) === undefined)
    return undefined
  // "Сенат төрағасын қабылдады": who receives a person votes on nothing.
  const isReceived =
    inClause.some(({ type, case: form }) => type === 'person' && form === 'Acc') ||
    words.slice(Math.max(0, hit.from - 2), hit.from).some((word) => isPeople(word, 'Acc'))
  if (entry.type === 'vote' && isReceived) return undefined
  // "Сенат төрағасы Асанов … қабылдап алды": what one person does is no vote of the body.
  const isBodys = entry.needs.includes('сенат') && /^(?:қабылда|мақұлда|бекіт)$/u.test(entry.verb)
  if (isBodys && subjects.length > 0 && subjects.every(({ type }) => type === 'person')) return undefined
  // "Президенттер Бакуде өтетін кеңес отырысын пысықтады": who speaks of a session to come holds it not.
  const isToCome = isOfSession(words, hit)
  const actors = [
    ...(useParties || (subjects.length === 0 && entry.type === 'sign')
      ? parties
      : isToCome
        ? subjects.filter(({ type }) => type === 'organization')
        : subjects),
    ...(host === undefined ? [] : [host]),
  ]
  // "Асанов саммит аясында Үсеновпен кездесті": the two met, and not the body whose summit it was.
  const isPersonal = actors.filter(({ type }) => type === 'person').length >= 2
  if (entry.type === 'meet' && !isPersonal) actors.push(...holdersIn(inClause, words), ...chairsOf(inClause, words))
  // "Самарқандта өтетін | Мемлекетаралық кеңестің отырысы": whose session it modifies.
  if (entry.type === 'meet' && hit.form === 'Part' && actors.length === 0)
    actors.push(
      ...holdersIn(
        mentions.filter(({ from }) => from >= hit.to && from - hit.to <= 2),
        words,
      ),
    )
  if (/^(appoint|dismiss|decree|award)$/u.test(entry.type)) actors.push(...deciders(inClause, words))
  // "Ұлттық банктің комитеті шешім қабылдады": what its part decides, the body does.
  if (entry.type === 'decree') actors.push(...actors.flatMap((part) => wholeOf(part, inClause)))
  const body = /^(?:vote|decree)$/u.test(entry.type) && actors.length === 0 ? lastBody(around, hit) : []
  const receiving = entry.frame === 'together' || entry.type === 'visit' ? [] : recipientsIn(around, entry)
  const named = unique([...actors.map(({ entity }) => entity), ...body])
  const ids = together(around, hit, actors, named)
  const guests =
    entry.type === 'receive' && receiving.length === 0 ? lastGuest(around) : receiving.map(({ entity }) => entity)
  const recipients = unique(guests).filter((id) => !ids.includes(id))
  const again = isAgain(around, hit, recipients.length)
  // "Зауыт іске қосылды", "келісімге қол қойылды": the passive needs no doer.
  const needsNobody =
    again ||
    /^(?:launch|attack|protest)$/u.test(entry.type) ||
    (hit.passive && entry.type === 'sign') ||
    // "Облыста карантин енгізілді": by whom, everybody knows.
    (hit.passive && isImpersonal.test(entry.verb) && hit.form === 'Fin') ||
    isAnybody(around, hit)
  if (ids.length + recipients.length === 0 && !needsNobody && !isSession(entry, hit)) return undefined
  if (!again && !isFilled(around, hit, ids, [...actors, ...receiving], receiving)) return undefined
  // "Спортингке қарсы кездесу өткізді": a contest whose other side has no name, and no meeting.
  if (around.isSport && entry.type === 'meet' && /кездес/u.test(entry.verb) && ids.length < 2 && !again)
    return undefined
  const others = isTogether(entry) && ids.length === 1 ? companyOf(around.clause) : undefined
  return {
    actors: ids,
    recipients,
    ...withDocument,
    ...(again ? { again } : {}),
    ...(others === undefined ? {} : { others }),
  }
}

/** "Президенттер | Бакуде өтетін | кеңес отырысын пысықтады": those who speak of a session to come do not hold it. */
const isOfSession = (words: readonly Word[], { entry, form, to }: PhraseHit<Trigger>): boolean =>
  entry.type === 'meet' &&
  form === 'Part' &&
  /[аейи]т[ыі]н$/u.test(words[to - 1]?.lower ?? '') &&
  words.slice(to, to + 5).some(({ analyses }) => analyses.some(({ lemma }) => /^(?:отырыс|саммит|форум)$/u.test(lemma)))

/**
 * "Министр Асанов министр Вебермен кездесті. Сол күні министр Фогтпен де кездесті": of two who hold an office, the one
 * the article is of meets the others.
 */
function ownHolder({ hero, roles, told }: Around, { entry }: PhraseHit<Trigger>, side: Linked): Linked {
  if (!/^(?:call|meet)$/u.test(entry.type) || side.kind !== 'title' || side.case !== 'Nom') return side
  if (hero === undefined || side.entity === hero) return side
  const offices = roles.get(side.entity)
  const isShared = [...(roles.get(hero) ?? [])].some((office) => offices?.has(office) === true)
  const hasMet = lately(told).some(
    ({ type, actors }) => type === entry.type && actors.includes(hero) && actors.includes(side.entity),
  )
  return isShared && hasMet ? { ...side, entity: hero } : side
}

/** "Компания Visa-мен меморандумға қол қойды": the organization that a sentence before was of. */
function bodyMeant(
  { words, body }: Around,
  { entry, from, passive }: PhraseHit<Trigger>,
  known: readonly Linked[],
): readonly Linked[] {
  if (body === undefined || passive || !/^(?:aid|decree|launch|meet|publish|sign)$/u.test(entry.type)) return []
  if (known.some((one) => one.type === 'person' || one.case === 'Nom' || one.entity === body.entity)) return []
  const isMeant = words.slice(0, from).some(
    (word, i) =>
      isBodyNoun(word) &&
      !word.capital &&
      !isPossessed(word) &&
      caseOf(word) === 'Nom' &&
      // "Компания басшысы": its head.
      !isPossessed(words[i + 1]),
  )
  return isMeant ? [body] : []
}

const isNewcomer = ({ kind, from }: Linked, words: readonly Word[]): boolean =>
  kind === 'title' && words.slice(Math.max(0, from - 1), from + 1).some(({ lower }) => /^(?:жаңа|жас)$/u.test(lower))

const isOfPeople = (words: readonly Word[], at: number): boolean =>
  words
    .slice(at, at + 1)
    .some((word) => !word.capital && ['Nom', 'Gen', 'Dat', 'Acc', 'Ins', 'Abl'].some((form) => isPeople(word, form)))

/** "Отырыста шарт ратификацияланды", "сенаторлар … ратификациялады": who sat. */
function lastBody({ words, told, parliament }: Around, hit: PhraseHit<Trigger>): readonly string[] {
  const isThere = words
    .slice(0, 4)
    .some((word) => /^(?:отырыста|жиында|мәжілісте|сессияда|сенаторлар|мәжілісмендер)$/u.test(word.lower))
  const sat = isThere
    ? told.findLast(({ type, actors, again }) => type === 'meet' && again !== true && actors.length > 0)?.actors
    : undefined
  // "130 депутаттың 101-і жақтаған": deputies of the parliament spoken of.
  const isTheirs = parliament !== undefined && words.some(({ lower }) => isDeputy.test(lower))
  if (sat !== undefined || isTheirs) return sat ?? (parliament === undefined ? [] : [parliament])
  // "Сенат заң қабылдады. Сондай-ақ келісім ратификацияланды": by the same chamber.
  const last = told.at(-1)
  return hit.passive && hit.entry.verb !== 'бекіт' && last !== undefined && /^(?:vote|decree)$/u.test(last.type)
    ? last.actors
    : []
}

/** "Қонақты әуежайда министр қарсы алды": who has come, as was told. */
const lastGuest = ({ clause, told }: Around): readonly string[] =>
  clause.some((word) => /^(?:қонақты|мейманды|меймандарды|қонақтарды|делегацияны)$/u.test(word.lower))
    ? (told.findLast(({ type }) => type === 'visit')?.actors ?? [])
    : []

/** "Форум 5 мамырда Ақтауда өтті": a session is told of though nobody is named, where its day or place is. */
const isSession = ({ type, needs, verb }: Trigger, { form }: PhraseHit<Trigger>): boolean =>
  type === 'meet' &&
  form !== 'Conv' &&
  (/(?:^| )(?:өт|өткіз|бол|баста|ұйымдастыр|аяқтал)$/u.test(verb) || verb === 'бас қос') &&
  (needs.length > 0 || verb !== 'кездесу өт')

/** What an authority does, that goes unnamed. */
const isImpersonal = /^(?:карантин|мораторий|санкция|тыйым|жарлық|қаулы|өкім|заң|заңға) /u

const isMeeting = (word: Word): boolean =>
  word.analyses.some(({ lemma }) => /^(?:кездесу|келіссөз|басқосу|жүздесу)$/u.test(lemma))

/** "Бұл шартқа", or a bare "келісімге" that opens the clause. */
const isThatTreaty = (clause: readonly Word[]): boolean =>
  clause.some((word) => isThis.test(word.lower)) ||
  /^(?:келісім|шарт|құжат|меморандум|декларация|хаттама)(?:ге|қа|ға)$/u.test(clause[0]?.lower ?? '')

const isThis = /^(?:бұл|осы|аталған|аталмыш|сол|оған)$/u

const isTogether = ({ frame, type }: Trigger): boolean => frame === 'together' && type !== 'sign'

/** Who is in it together; where only their lands are named, the people: "Қазақстан мен Қытай президенттері кездесті". */
function together(
  around: Around,
  hit: PhraseHit<Trigger>,
  actors: readonly Linked[],
  named: readonly string[],
): readonly string[] {
  const isPersonal = actors.some(({ type }) => type === 'person')
  if (hit.entry.frame !== 'together' || (named.length >= 2 && isPersonal) || isOfSession(around.words, hit))
    return named
  // "Президенттер ұйымның Бакуде өтетін саммитіне…": the summit is the body's.
  if (hit.form === 'Part' && hit.entry.type === 'meet' && named.length > 0) return named
  const noun = nounOfBoth(around.clause)
  const holders = noun === undefined ? undefined : holdersOf(noun, around.roles)
  const isBodys = actors.some(({ type }) => type === 'organization')
  if (holders !== undefined && !isPersonal && !isBodys) return holders
  return named.length >= 2 ? named : unique([...named, ...bothSides(around, hit)])
}

/** "Тараптар келісімге қол қойды", "кездесу соңында келісімге қол қойылды": those who had met. */
function bothSides(around: Around, hit: PhraseHit<Trigger>): readonly string[] {
  const { clause, words, told, parties } = around
  // "Бұл шартқа Бакуде қол қойылған": the parties of the treaty told before.
  if (hit.passive && hit.entry.type === 'sign' && isThatTreaty(clause)) return parties
  const noun = nounOfBoth(clause)
  // "Токиода екі ел қол қойған": the lands.
  if (around.lands.length > 0 && landsMeant(clause) === around.lands.length) return around.lands
  if (noun !== undefined) {
    const sides = holdersOf(noun, around.roles) ?? lastSides(told)
    return sides.length > 0 ? sides : around.pair
  }
  const isImplied = hit.passive && hit.entry.type === 'sign' && isPartOfTalks(words)
  // "Келесі кездесу мамырда өтеді": of the same.
  const isNext = clause.some(
    (word, i) => /^(?:келесі|алдағы|қарымта)$/u.test(word.lower) && clause.slice(i + 1, i + 3).some(isMeeting),
  )
  return isImplied || isNext ? lastSides(told) : []
}

/** "Кездесу Астанада өтті", "жүлдені министр табыстады": what has been told already. */
function isAgain({ words, clause, inClause }: Around, hit: PhraseHit<Trigger>, recipients: number): boolean {
  const { entry } = hit
  const isOf = (word: Word, form: string): boolean =>
    word.analyses.some(({ lemma, feats }) => entry.needs.includes(lemma.toLowerCase()) && feats.Case === form)
  const at = (form: string): number => {
    const from = Math.max(0, hit.from - 12)
    const near = words.slice(from, hit.from).findLastIndex((word) => isOf(word, form))
    return near < 0 ? -1 : from + near
  }
  if (entry.type === 'award' && entry.frame === 'undergoer' && !hit.passive) {
    // "Жеңімпазға … табыстады": the winner is the one told before.
    const isGiven = recipients > 0 || clause.some((word) => isPeople(word, 'Dat') && !isWinner(word))
    const object = at('Acc')
    return !isGiven && object >= 0
  }
  if (entry.frame !== 'together' || !/(?:^| )(?:өт|бол|аяқтал)$/u.test(entry.verb)) return false
  // "12 қарашада болған жиында … қабылдады", "Асановтың төрағалығымен өткен отырыста": the session just told.
  const chairs = new Set(chairsOf(inClause, words))
  const isNobodys = !inClause.some(
    (one) =>
      (one.type === 'person' && !chairs.has(one)) ||
      (one.type === 'organization' && one.case !== 'Loc' && !isOfChair(one, chairs)),
  )
  if (hit.form === 'Part' && isNobodys) {
    const isIt = (noun: Word): boolean =>
      noun.analyses[0]?.feats['Person[psor]'] === undefined &&
      ['Loc', 'Nom', 'Dat', 'Abl'].some((form) => isOf(noun, form))
    // "Өткен | отырыста" may be one phrase of the list.
    const isInPhrase = words.slice(hit.from + 1, hit.to).some((word) => caseOf(word) === 'Loc' && isSessionNoun(word))
    if (isInPhrase || words.slice(hit.to, hit.to + 1).some(isIt)) return true
  }
  const subject = at('Nom')
  const isFirst = subject >= 0 && !words.slice(0, subject).some(({ kind }) => kind === 'word')
  return (
    isFirst &&
    isToldNoun(words, subject) &&
    !inClause.some(({ type, case: form }) => type === 'person' || (type === 'organization' && form !== 'Loc'))
  )
}

/** "Палата | төрағасы Асановтың төрағалығымен": the body that the chair is of. */
const isOfChair = ({ from }: Linked, chairs: ReadonlySet<Linked>): boolean =>
  [...chairs].some((chair) => from < chair.to && chair.to - from <= 6)

const isSessionNoun = (word: Word): boolean =>
  !isPossessed(word) &&
  word.analyses.some(({ lemma }) => /^(?:отырыс|жиын|мәжіліс|кездесу|сессия|саммит)$/u.test(lemma))

const isWinner = (word: Word): boolean =>
  word.analyses.some(
    ({ lemma, feats }) => /^(?:жеңімпаз|лауреат|жүлдегер|иегер)$/u.test(lemma) && feats.Number !== 'Plur',
  )

/** "40 адамды ұстады", "лауреаттарды қабылдады": people, though nobody is named. */
function isAnybody({ words, clause }: Around, { entry, passive, from, form }: PhraseHit<Trigger>): boolean {
  const near = words.slice(Math.max(0, from - 4), from)
  if (/^(?:arrest|trial)$/u.test(entry.type))
    return passive
      ? (/^(?:Fin|Past|Conv)$/u.test(form) && clause.some((word) => isPeople(word, 'Nom'))) ||
          // "Он күдіктінің ұсталғанын хабарлады".
          near.some((word) => isPeople(word, 'Gen'))
      : near.some((word) => isPeople(word, 'Acc'))
  if (entry.type === 'dismiss') return passive && words.slice(0, from).some((word) => isPeople(word, 'Nom'))
  // "Жеңімпаздарға диплом табысталды", "мұғалімдерді марапаттады", "үздік қызметкерлер марапатталды".
  if (entry.type === 'award') {
    const cases = passive ? ['Dat', 'Acc', 'Nom'] : ['Dat', 'Acc']
    return words.slice(0, from).some((word) => cases.some((form) => isPeople(word, form)))
  }
  // "Қырғыз парламенті мақұлдады": a body without a name of its own.
  const isBody = (word: Word): boolean =>
    isDeputy.test(word.lower) || /^(?:парламенті|конгресі|сенаты)$/u.test(word.lower)
  return entry.type === 'vote' && words.slice(0, from).some(isBody)
}

const isDeputy =
  /^(?:депутаттар|депутаттардың|депутаттың|депутаты|сенаторлар|сенаторлардың|мәжілісмендер|конгрессмендер|мәслихат|оқылымда)$/u

/** Who opens a case or publishes: "полиция іс қозғады", "тергеу бастаған конгрессмен Адамс". */
function openers({ words, mentions, inClause }: Around, hit: PhraseHit<Trigger>): readonly Linked[] {
  if (hit.passive) return []
  const modified = hit.form === 'Part' && !isReported(words, hit) ? modifiedBy(words, mentions, hit) : undefined
  if (modified !== undefined) return [modified]
  return inClause.filter(({ type, case: form, to }) => type === 'organization' && form === 'Nom' && to <= hit.to)
}

/** Whose work comes out or is played: "жазушы Асановтың романы жарық көрді", "«Жалын» баспасы жинақ шығарды". */
function authors(around: Around, hit: PhraseHit<Trigger>): readonly Linked[] {
  const { inClause, words } = around
  const owners = inClause.filter(
    ({ type, case: form, to }) =>
      type === 'person' &&
      to <= hit.from &&
      (form === 'Nom' || (form === 'Gen' && words.slice(to, hit.to).some((word) => isPossessed(word)))),
  )
  return owners.length > 0 ? owners.slice(0, 1) : openers(around, hit)
}

/** Against whom a case is opened or a verdict goes: "Оспановқа қатысты іс қозғалды", "Оспановтың ісі бойынша үкім шықты". */
const accused = (mentions: readonly Linked[], words: readonly Word[]): readonly Linked[] =>
  mentions.filter(
    ({ type, case: form, to }) =>
      type === 'person' &&
      (form === 'Dat' || (form === 'Gen' && /^(?:ісі|ісін|ісіне|үстінен)$/u.test(words[to]?.lower ?? ''))),
  )

/**
 * The sides of a contest, in whatever case: "А Б-ны жеңді", "А Б-дан ұтылды", "А Б-мен тең ойнады", "А – Б матчы". Teams
 * play before countries do, and those before people; a country's championship plays not at all. The first side is the
 * subject, the others whom it met. An opponent may go unnamed: "қарсыласынан басым түсті".
 */
function contest(around: Around, hit: PhraseHit<Trigger>): Roles | undefined {
  const { words, inClause, mentions } = around
  // "Медаль жеңіп алды": a medal is won, and nobody beaten.
  if (hit.entry.verb === 'жең' && /^ал(?!ғаш)/u.test(words[hit.to]?.lower ?? '')) return undefined
  // "Қазақстан хоккейшілері": a land's sportsmen play for it.
  const playsFor = ({ type, case: form, to }: Linked): boolean =>
    type === 'place' &&
    form === undefined &&
    words.slice(to, to + 1).some((next) => isSport(next) && isPeople(next, 'Nom'))
  const isSide = (mention: Linked): boolean =>
    playsFor(mention) ||
    (isActor(mention) && isOfMatch(mention, words)) ||
    (/^(?:Nom|Acc|Ins|Dat|Abl)$/u.test(mention.case ?? '') &&
      isActor(mention) &&
      !(mention.type === 'place' && after(mention, mentions, words).some(isTournament)) &&
      words.slice(mention.to, mention.to + 1).every((next) => !isPeople(next, 'Nom')))
  const isTeam = (mention: Linked): boolean => mention.type === 'organization' && isNamedTeam(mention, words)
  const isLand = ({ type, case: form, to }: Linked): boolean =>
    type === 'place' && (!/^(?:Dat|Abl)$/u.test(form ?? '') || words[to]?.lower === 'қарсы')
  const sides = inClause.filter(isSide)
  const first = sides.some(({ case: form }) => form === 'Nom')
    ? undefined
    : mentions.findLast((mention) => isSide(mention) && mention.case === 'Nom' && mention.to <= hit.from)
  const all = first === undefined ? sides : [first, ...sides.filter((side) => side !== first)]
  // Officials meet, and contest nothing.
  const rivals = /^(?:кездес|жолық)$/u.test(hit.entry.verb)
    ? all.filter(({ role }) => role === undefined || /^(?:athlete|coach|champion|captain)$/u.test(role.role))
    : all
  const pools = [
    rivals.filter(isTeam),
    rivals.filter((side) => isTeam(side) || isLand(side)),
    rivals.filter(({ type }) => type === 'person'),
  ]
  // "Серікбаев Волчакты жеңді. Қазақстандық спортшы одан бұрын …": our own, and not the one just beaten.
  const who = (side: Linked): string =>
    side.kind === 'title' && side.case === 'Nom' && around.hero !== undefined && !isForeign(side, words)
      ? around.hero
      : around.teamOf(side)
  const playing = pools.find((pool) => unique(pool.map(who)).length >= 2 && pool.some(isOpponent(words)))
  if (playing !== undefined) {
    const ids = unique(playing.map(who))
    return { actors: ids.slice(0, 1), recipients: ids.slice(1) }
  }
  if (isAgain(around, hit, 0) || (hit.entry.verb === 'өт' && sides.length === 0 && hit.form === 'Fin'))
    return { actors: [], recipients: [], again: true }
  // "Жартылай финалда Б-ны ұтқан": who, the contest before says.
  const met = pools.find(({ length }) => length > 0)
  const rival = met?.every(({ case: form }) => form !== 'Nom') === true ? met[0] : undefined
  const [winner] =
    rival === undefined
      ? []
      : (around.told.findLast(({ type, actors }) => type === 'compete' && actors.length > 0)?.actors ?? [])
  if (rival !== undefined && winner !== undefined && winner !== around.teamOf(rival))
    return { actors: [winner], recipients: [around.teamOf(rival)] }
  // "Ұлттық құрама Б-мен 1:1 есебімен тең ойнады", "алматылықтар Б-ны жеңді": one side has no name, and is whom the article
  // is of.
  const isTeams = rival !== undefined && isTeam(rival)
  const own = isTeams && around.team !== around.teamOf(rival) && around.team !== undefined ? [around.team] : []
  if (rival !== undefined && around.clause.some(({ lower }) => /^(?:есебімен|қарсы)$/u.test(lower)))
    return { actors: own, recipients: [around.teamOf(rival)] }
  // "Теннисші Б-мен бетпе-бет келді": the sportsman is whom the article is of.
  const { subject, clause } = around
  if (rival !== undefined && subject !== undefined && subject.entity !== rival.entity && clause.some(isSportsman))
    return { actors: [subject.entity], recipients: [around.teamOf(rival)] }
  // "Жас спортшы отандасымыздан басым түсті": our own, whom the article is of.
  const isOurs = around.clause.some(
    (word) => ours.test(word.lower) && /^(?:Acc|Abl|Ins|Dat)$/u.test(caseOf(word) ?? ''),
  )
  const winners = met?.filter(({ case: form }) => form === 'Nom') ?? []
  if (isOurs && around.hero !== undefined && winners.length === 1 && winners[0]?.entity !== around.hero)
    return { actors: winners.map(around.teamOf), recipients: [around.hero] }
  if (!decisive.test(hit.entry.verb) || met === undefined) return undefined
  const one = met.find(({ case: form, type }) => form === 'Nom' && type !== 'place')
  if (one !== undefined) return { actors: [around.teamOf(one)], recipients: [] }
  return rival === undefined ? undefined : { actors: [], recipients: [around.teamOf(rival)] }
}

/** "Тунистік | спортшы", "жас спортшы": of another land, or not the one whom all know. */
const isForeign = ({ from, to }: Linked, words: readonly Word[]): boolean =>
  words
    .slice(Math.max(0, from - 2), to)
    .some(
      ({ lower }) =>
        /(?:[дтл][ыі][қк]|жас|жапон|орыс|өзбек|қырғыз|түрік|чех)$/u.test(lower) &&
        !/^(?:қазақстан|отан)дық$/u.test(lower),
    )

const ours = /^(?:отандас|жерлес|спортшы|боксшы|палуан|теннисші|дзюдошы)[ыі]мыз/u

const isSportsman = (word: Word): boolean =>
  isPeople(word, 'Nom') &&
  (isSport(word) || word.analyses.some(({ lemma }) => /^(?:отандас|жерлес|теннисші|балуан)$/u.test(lemma)))

/** "А мен Б-ның жекпе-жегі", "«А» мен «Б» арасындағы ойын": whose match it is, or between whom. */
const isOfMatch = ({ case: form, to }: Linked, words: readonly Word[]): boolean =>
  (form === 'Gen' && words.slice(to, to + 4).some(isMatch)) ||
  (form === undefined && words.slice(to, to + 5).some((word) => /^арасында/u.test(word.lower)))

const isMatch = (word: Word): boolean => word.analyses.some(({ lemma }) => /^(?:матч|жекпе-жек|ойын)$/u.test(lemma))

/** "Б-ны жеңді", "Б-мен ойнады", "А мен Б кездесті", "А – Б": a row of bare names alone plays nothing. */
const isOpponent =
  (words: readonly Word[]) =>
  (mention: Linked): boolean =>
    mention.case !== 'Nom' ||
    /^(?:мен|пен|бен|және|[–—-])$/u.test(
      words[isClosingQuote(words[mention.to]) ? mention.to + 1 : mention.to]?.lower ?? '',
    )

/** «Қайрат», Қазақстан құрамасы: a name in quotation marks, or one that says it is a team's. */
export const isNamedTeam = ({ from, name }: Linked, words: readonly Word[]): boolean =>
  /(?:құрама|клуб|команда)/u.test(name) ||
  (isOpeningQuote(words[from - 1]) && !/(?:лига|федерация|қауымдасты|комитет|телеарна)/u.test(name))

/** Up to three words after a mention, as far as the next one. */
function after({ to }: Linked, mentions: readonly Linked[], words: readonly Word[]): readonly Word[] {
  const next = mentions.find(({ from }) => from >= to)?.from ?? words.length
  return words.slice(to, Math.min(next, to + 3))
}

/** Verbs by which one side alone has played. */
const decisive = /(?:жең|ұт|ұтыл|жеңіл|жет|түс|өткіз|тап|жібер|сүрін)$/u

const isTournament = (word: Word): boolean =>
  word.analyses.some(({ lemma }) =>
    /^(?:чемпионат|лига|(?:супер)?куб(?:ок|огы)|турнир|премьер-лига|президент)$/u.test(lemma),
  )

/**
 * In a row only the last is declined: "Асан, Үсен және Марат|ты". What stands before it in the row has its case.
 */
export function withRows(mentions: readonly Linked[], words: readonly Word[]): readonly Linked[] {
  const rows: Linked[] = []
  for (const mention of mentions.toReversed()) {
    const next = rows[0]
    const isInRow =
      next !== undefined &&
      mention.case === 'Nom' &&
      next.type === mention.type &&
      next.case !== undefined &&
      next.case !== 'Gen' &&
      (next.title?.from ?? next.from) === mention.to + 1 &&
      /^(?:мен|пен|бен|және|,)$/u.test(words[mention.to]?.lower ?? '')
    const own = kindCase(mention, words)
    const isOwners = next !== undefined && next.case === undefined && isJoinedTo(mention, next, words)
    if (own !== undefined) rows.unshift({ ...mention, case: own })
    else if (isOwner(mention, words) || isOwners) rows.unshift(caseless(mention))
    else rows.unshift(isInRow ? { ...mention, case: next.case } : mention)
  }
  return rows
}

const isJoinedTo = ({ type, to }: Linked, next: Linked, words: readonly Word[]): boolean =>
  next.type === type && next.from === to + 1 && /^(?:мен|пен|бен|және)$/u.test(words[to]?.lower ?? '')

const caseless = ({ case: _, ...mention }: Linked): Linked => mention

const kindsOfPlace =
  /^(қала|облыс|аудан|ауыл|өңір|аймақ|кент|жол|автожол|тасжол|трасса|көше|порт|аэропорт|әуежай|стадион|сарай|орталық|уәлаят|провинция|штат|губерния|республика|өлке|ықшамаудан)$/u
const kindsOfTeam = /^(?:команда|клуб|құрама|ұжым)$/u

/**
 * A name's case is that of the noun that says what it is: Атбасар | қаласы|нда ("in the town of Atbasar"), «Фола» |
 * командасы|мен ("with the team Fola"), Бельгия (1:1) және Польша | құрамалары|мен.
 */
function kindCase(mention: Linked, words: readonly Word[]): string | undefined {
  if (mention.case !== 'Nom') return undefined
  // «Көксарай» | резиденциясында, «Имам Бұхари» | орденімен.
  if (
    isClosingQuote(words[mention.to]) &&
    words.slice(Math.max(0, mention.from - 2), mention.from).some(isOpeningQuote)
  ) {
    const noun = words[mention.to + 1]?.analyses[0]
    if (noun?.feats['Person[psor]'] === '3' && noun.upos === 'NOUN') return noun.feats.Case
  }
  if (!/^(?:place|organization)$/u.test(mention.type)) return undefined
  const next = isClosingQuote(words[mention.to]) ? mention.to + 1 : mention.to
  const own =
    caseOfKind(words[next], mention.type === 'place' ? kindsOfPlace : kindsOfTeam) ??
    caseOfKind(words[next], kindsOfTeam)
  if (own !== undefined) return own
  for (let i = next; i < words.length && i - next <= 9; i++) {
    const word = words[i]
    const shared = caseOfKind(word, kindsOfTeam, 'Plur')
    if (shared !== undefined) return shared
    if (word === undefined || (word.kind === 'word' && !word.capital && !/^(?:мен|пен|бен|және)$/u.test(word.lower)))
      break
  }
  return undefined
}

const caseOfKind = (word: Word | undefined, kinds: RegExp, number?: string): string | undefined =>
  word?.analyses.find(
    ({ lemma, feats }) => feats['Person[psor]'] === '3' && feats.Number === number && kinds.test(lemma.toLowerCase()),
  )?.feats.Case

/** "Бангладеш | астанасында", "Абай | атындағы": a bare name before what it owns is its owner, and does nothing here. */
function isOwner(mention: Linked, words: readonly Word[]): boolean {
  if (mention.case !== 'Nom' || mention.kind !== 'name') return false
  const next = words[mention.to]
  // "Қазақстан мен Польша арасында", "Алматы облысы бойынша": where, or of what.
  if (/^(?:атында|арасында|бойынша|туралы|жөнінде|жайлы)/u.test(next?.lower ?? '')) return true
  // "Қазақстан | суперкубогын жеңіп алды": a country's cup.
  if (next !== undefined && isTournament(next)) return mention.type === 'place'
  // "Ресей әскерін шығарды": what is its own may be what it does something to.
  return mention.type === 'place' && next?.analyses[0]?.feats['Person[psor]'] === '3' && caseOf(next) !== 'Acc'
}

/** What each type cannot do without: a reception receives somebody, a meeting has two sides unless it ends the clause. */
function isFilled(
  around: Around,
  hit: PhraseHit<Trigger>,
  actors: readonly string[],
  people: readonly Linked[],
  recipients: readonly Linked[],
): boolean {
  const { entry } = hit
  const { words } = around
  switch (entry.type) {
    case 'receive': {
      if (hit.passive) return false
      if (/^(?:қабылдау|сенім)/u.test(entry.verb)) return actors.length + recipients.length > 1
      if (entry.verb.includes('рәсім')) return recipients.some(({ type }) => type === 'person')
      const isSomebody = around.clause.some((word) => isPeople(word, 'Acc'))
      return recipients.some(({ type }) => type === 'person') ? people.length > 1 : isSomebody && people.length > 0
    }
    case 'arrest':
    case 'trial':
      return people.some(({ type }) => type === 'person') || isAnybody(around, hit)
    case 'dismiss':
    case 'appoint':
      if (isAnybody(around, hit) || (entry.verb.endsWith('сайла') && !hit.passive && bodies(people))) return true
      // "Президент өзі тағайындаған өкіл": of whom it is not told.
      return (
        people.some(({ type }) => type === 'person') &&
        (hit.passive || !transitive.test(entry.verb) || recipients.length > 0)
      )
    case 'visit':
      return people.some(({ type }) => type === 'person')
    case 'sign':
      return entry.verb.endsWith('қол қой') || hit.passive || actors.length >= 2
    default:
      // "Инвесторлар кездесетін кедергілер": nobody meets.
      if (entry.verb === 'кездес' && hit.form === 'Part' && actors.length < 2) return isReported(words, hit)
      return (
        entry.frame !== 'together' ||
        actors.length >= 2 ||
        hit.form !== 'Conv' ||
        /^(?:келіссөз|кездесу|отырыс|жиын|кеңес|мәжіліс) (?:өткіз|жүргіз)$/u.test(entry.verb) ||
        (entry.verb === 'өт' && actors.length > 0) ||
        chairsOf(around.inClause, words).length > 0 ||
        companyOf(around.clause) !== undefined
      )
  }
}

const bodies = (people: readonly Linked[]): boolean =>
  people.length > 0 && people.every(({ type }) => type === 'organization')

/** Verbs of appointing and dismissing that need an object. */
const transitive = /(?:тағайында|босат|сайла|бекіт|жібер|шығар|кетір|шеттет|аластат|тайдыр|қу)$/u

/** Who leads a session: "Төлеу Асановтың төрағалығымен отырыс өтті". */
const chairsOf = (mentions: readonly Linked[], words: readonly Word[]): readonly Linked[] =>
  mentions.filter(
    ({ type, case: form, to }) =>
      type === 'person' &&
      form === 'Gen' &&
      /^(?:төрағалығымен|басшылығымен|қатысуымен|жетекшілігімен)$/u.test(words[to]?.lower ?? ''),
  )

/** The countries or bodies that a treaty is between: "Қазақстан мен Қытай арасындағы … декларация". */
export const partiesOf = (document: Linked, mentions: readonly Linked[]): readonly Linked[] =>
  mentions.filter((m) => m.type === 'place' && m.isCountry === true && m.from >= document.from && m.to < document.to)

const isActor = (mention: Linked): boolean => /^(person|organization|place)$/u.test(mention.type)

/** The subject of the verb; of a participle, what it modifies: "сапармен келген | министр Баһром Сафаров". */
function subjectsOf({ words, inClause, mentions }: Around, hit: PhraseHit<Trigger>): readonly Linked[] {
  const { entry } = hit
  if (hit.form === 'Part' && entry.frame !== 'together') {
    const modified = modifiedBy(words, mentions, hit)
    if (modified !== undefined) return [modified]
  }
  // "Анкараға сапары басталды": the visit is the subject, and its owner the one who goes.
  if (entry.verb.startsWith('сапары '))
    return inClause.filter(({ type, case: form }) => type === 'person' && form === 'Gen')
  const reported = isReported(words, hit)
  const owner = reported ? ownerIn(inClause, words, hit) : undefined
  if (owner !== undefined && entry.frame !== 'together') return [owner]
  // "Министр | ескерткіштің ашылу рәсіміне қатысты": who is there opens nothing by that.
  if (entry.type === 'launch' && hit.form === 'Vnoun') return []
  // "Отставкаға кететінін айтты" (said that he would resign): whoever says so, where nobody else owns the verb.
  const speaker = reported && /^(?:visit|dismiss)$/u.test(entry.type) ? subjectIn(inClause) : undefined
  if (speaker !== undefined && speaker.to <= hit.from && !words.slice(speaker.to, hit.from).some(isOwnerWord))
    return [speaker]
  const named = reported ? withoutSpeaker(inClause, words, hit.passive) : inClause
  const people = named.filter((mention) => mention.type === 'person')
  const acting = entry.frame !== 'together' && !people.some(({ case: form }) => form === 'Nom')
  const pool = people.length > 0 && !acting ? people : named.filter(isActor)
  const isJoined = (mention: Linked): boolean => /^(мен|пен|бен|және)$/u.test(words[mention.to]?.lower ?? '')
  if (entry.frame === 'together') {
    // "Асановқа телефон шалды": whom one calls is in the dative.
    const cases = entry.type === 'call' ? /^(?:Nom|Ins|Dat)$/u : /^(?:Nom|Ins)$/u
    const sides = pool.filter(
      (mention) =>
        cases.test(mention.case ?? '') || isJoined(mention) || isBetween(mention, words) || isLastInRow(mention, words),
    )
    return sides.length > 0 ? sides : pool.filter(({ type, case: form }) => type === 'organization' && form !== 'Loc')
  }
  // "Ресей | әскері шабуылдады": the land whose army it is.
  const isArmys = ({ type, to }: Linked): boolean =>
    entry.type === 'attack' && type === 'place' && words.slice(to, to + 1).some(isArmy)
  const sides = pool.filter((mention) => mention.case === 'Nom' || isArmys(mention))
  // "Асановтың фильмі жүлде алды": a prize of one's work is one's own.
  if (entry.type === 'award' && entry.frame === 'doer' && sides.length === 0) {
    return named.filter(({ type, case: form }) => type === 'person' && form === 'Gen')
  }
  // "Мәжілістің отырысында заң қабылданды": the body whose session it was.
  return sides.length > 0 || entry.type !== 'vote' ? sides : named.filter(({ type }) => type === 'organization')
}

const isArmy = (word: Word): boolean =>
  caseOf(word) === 'Nom' && word.analyses.some(({ lemma }) => /^(?:әскер|армия|авиация|флот)$/u.test(lemma))

/** A clause without a subject goes on with that of the clause before: "Ол зертхана басқарады, былтыр сыйлық алған". */
function carriedOver(around: Around, hit: PhraseHit<Trigger>): readonly Linked[] {
  const { mentions, inClause, words } = around
  const { entry } = hit
  if (entry.frame === 'together' || isReported(words, hit)) return []
  // "Орден Асановқа берілді": to whom, and not by or of the one before.
  const given = entry.type === 'award' && hit.passive ? /^(?:Acc|Dat)$/u : /^Acc$/u
  if (
    entry.frame === 'undergoer' &&
    inClause.some(({ type, case: form }) => type === 'person' && given.test(form ?? ''))
  ) {
    return []
  }
  const subject = subjectIn(mentions)
  if (subject !== undefined) return subject.to <= hit.from ? [subject] : []
  return around.subject !== undefined && goesOn(around, hit) ? [around.subject] : []
}

/** Who a sentence is of. */
export const subjectIn = (mentions: readonly Linked[]): Linked | undefined =>
  mentions.find(({ type, case: form }) => type === 'person' && form === 'Nom')

/** "Асанов 1968 жылы туған. 2013 жылы әкім болып тағайындалған": a sentence that names no subject has the last one. */
const goesOn = ({ mentions, words, goesOn: isIn }: Around, { entry, form, from }: PhraseHit<Trigger>): boolean =>
  isIn &&
  /^(?:appoint|dismiss|award|visit|trial)$/u.test(entry.type) &&
  /^(?:Fin|Past|Conv)$/u.test(form) &&
  !mentions.some(({ type, case: own }) => /^(?:person|organization)$/u.test(type) && own === 'Nom') &&
  // "Вице-министрі | қызметіне": a bare noun before what it owns is no subject; nor is "әкім | болып".
  !words
    .slice(0, from)
    .some(
      (word, i) =>
        isPeople(word, 'Nom') && !isPossessed(words[i + 1]) && !/^(?:болып|ретінде)$/u.test(words[i + 1]?.lower ?? ''),
    )

/** "…ашылатынын айтты" (said that it would open): the subject of the sentence speaks, and does not do what is told. */
export const isReported = (words: readonly Word[], hit: PhraseHit<Trigger>): boolean =>
  hit.form === 'Vnoun' ||
  (hit.form === 'Part' &&
    words.slice(hit.to - 1, hit.to + 1).some((word, i) =>
      word.analyses.some(
        ({ upos, feats }) =>
          // "Баруға дайындалып | жатқанын": the auxiliary has the ending.
          (i === 0 || upos === 'AUX') &&
          feats.VerbForm === 'Part' &&
          ((feats.Case !== undefined && feats.Case !== 'Nom') || feats['Person[psor]'] !== undefined),
      ),
    ))

/** Whose deed a nominalized verb tells: "Асанов|тың тағайындалғанын айтты", "Асанов|тың сайлануына байланысты". */
const ownerIn = (mentions: readonly Linked[], words: readonly Word[], hit: PhraseHit<Trigger>): Linked | undefined =>
  mentions.findLast(
    (mention) =>
      mention.case === 'Gen' &&
      mention.to <= hit.from &&
      /^(?:person|organization)$/u.test(mention.type) &&
      // "Үкіметтің басшысы": it owns the noun after it, not the verb.
      !isPossessed(words[mention.to]) &&
      !words.slice(mention.to, mention.to + 9).some(isDecision),
  )

const isOwnerWord = (word: Word, i: number, near: readonly Word[]): boolean =>
  caseOf(word) === 'Gen' && !isPossessed(near[i + 1])

const isNominative = ({ type, case: form }: Linked): boolean => type === 'organization' && form === 'Nom'

/** Those of whom it is told; who tells it is in the nominative, and not in a row with another ("А мен Б-ның сөйлескені"). */
function withoutSpeaker(mentions: readonly Linked[], words: readonly Word[], isPassive: boolean): readonly Linked[] {
  const speaker = subjectIn(mentions)
  const isInRow = /^(?:мен|пен|бен|және)$/u.test(words[speaker?.to ?? 0]?.lower ?? '')
  // "Прокуратура қол қойылғанын анықтады": who found it out signed nothing.
  const found = isPassive && speaker === undefined ? mentions.find(isNominative) : undefined
  return isInRow ? mentions : mentions.filter((mention) => mention !== speaker && mention !== found)
}

/** The person that a participle stands before, with nothing but a title between. */
function modifiedBy(words: readonly Word[], mentions: readonly Linked[], hit: PhraseHit<Trigger>): Linked | undefined {
  const next = mentions.find((mention) => mention.type === 'person' && mention.from >= hit.to)
  if (next === undefined || next.from - hit.to > 6) return undefined
  const between = words.slice(hit.to, next.from)
  return between.every((word) => !isPunctuation(word) && word.analyses[0]?.feats.VerbForm === undefined)
    ? next
    : undefined
}

/**
 * "Мәжіліс 23 мамырда, Сенат 21 маусымда қабылдаған": where each subject has a time of its own, each did it by itself.
 */
export const isGapped = (subjects: readonly Linked[], times: readonly { readonly start: number }[]): boolean =>
  subjects.length > 1 &&
  subjects.every((subject, i) => {
    const from = endOf(subject)
    const next = subjects[i + 1]
    const to = next === undefined ? Number.POSITIVE_INFINITY : endOf(next)
    return times.some(({ start }) => start >= from && start < to)
  })

const endOf = ({ sentence, to }: Linked): number => sentence.words[to - 1]?.end ?? 0

/** "Қырғызстан, Тәжікстан және Өзбекстан | басшылары": the last of the lands whose leaders meet. */
const isLastInRow = ({ type, case: form, from, to }: Linked, words: readonly Word[]): boolean =>
  type === 'place' &&
  form === undefined &&
  /^(?:мен|пен|бен|және)$/u.test(words[from - 1]?.lower ?? '') &&
  words.slice(to, to + 1).some((word) => isPossessed(word) && isPeople(word, 'Nom'))

/** "А мен Б арасында", "А-ның Б-мен кездесуі өтті". */
const isBetween = (mention: Linked, words: readonly Word[]): boolean =>
  words[mention.to]?.lower === 'арасында' || (mention.case === 'Gen' && !isSite(mention, words))

/** "Мойынқұм ауданының мәдениет үйінде": where they meet, and not who. */
const isSite = ({ type, to }: Linked, words: readonly Word[]): boolean =>
  type === 'place' && words.slice(to, to + 3).some((word) => isPossessed(word) && caseOf(word) === 'Loc')

const wholeOf = (part: Linked, mentions: readonly Linked[]): readonly Linked[] =>
  part.type !== 'organization'
    ? []
    : mentions.filter(({ type, case: form, to }) => type === 'organization' && form === 'Gen' && to === part.from)

/** Whose decision it was: "Үкіметтің 3 наурыздағы № 127 қаулысымен" (by the government's resolution). */
const deciders = (mentions: readonly Linked[], words: readonly Word[]): readonly Linked[] =>
  mentions.filter(
    (mention) =>
      /^(person|organization)$/u.test(mention.type) &&
      ((mention.case === 'Gen' && words.slice(mention.to, mention.to + 9).some(isDecision)) ||
        // "Үкімет қаулысымен".
        words.slice(mention.to, mention.to + 1).some(isDecision)),
  )

const isDecision = (word: Word): boolean =>
  word.analyses.some(({ lemma, feats }) => feats.Case === 'Ins' && /^(шешім|жарлық|өкім|бұйрық|қаулы)$/u.test(lemma))

function recipientsIn({ inClause, words }: Around, { type, verb }: Trigger): readonly Linked[] {
  const cases = type === 'receive' || type === 'arrest' ? /^Acc$/u : /^(Acc|Dat)$/u
  const isCredentials = verb.startsWith('сенім грамотасын')
  const isLand = /^(?:aid|attack)$/u.test(type)
  const wanted = type === 'send' ? /^(?:Acc|Dat|Abl)$/u : isCredentials ? /^(?:Dat|Abl)$/u : cases
  // "Ресей | әскеріне шабуыл жасады": who attacks a land's army attacks the land.
  const caseIn = ({ case: form, to }: Linked): string => form ?? (isLand ? (caseOf(words[to]) ?? '') : '')
  // "Асановтың атына жеделхат келді".
  const isAddressed = ({ case: form, to }: Linked): boolean =>
    type === 'send' && form === 'Gen' && words[to]?.lower === 'атына'
  // "Асановтың отставкасын қабылдады": whose it is.
  const isLeaving = ({ type: own, case: form, to }: Linked): boolean =>
    type === 'dismiss' &&
    own === 'person' &&
    form === 'Gen' &&
    words.slice(to, to + 3).some(({ lower }) => /^(?:отставкас|өкілетті[кг]|мандат)/u.test(lower))
  // "Асановтың кандидатурасына дауыс берді": whom one votes for.
  const isCandidate = ({ type: own, case: form, to }: Linked): boolean =>
    type === 'vote' && own === 'person' && form === 'Gen' && /^кандидатура/u.test(words[to]?.lower ?? '')
  return inClause.filter(
    (mention) =>
      isCandidate(mention) ||
      isLeaving(mention) ||
      (isActor(mention) &&
        (isLand || mention.type !== 'place') &&
        (wanted.test(caseIn(mention)) || isAddressed(mention))),
  )
}
