import type { Word } from '../../language/schema.js'
import { caseOf, isPossessed, isPunctuation } from '../../language/words.js'
import type { PhraseHit } from '../phrases.js'

/**
 * Whether a verb tells that something happened or is set to happen. What is denied, wished, asked for, possible or only
 * supposed is not told: барған жоқ ("did not go"), барса ("if he goes"), баруы мүмкін ("may go"), баруды сұрады.
 */
export function isTold(words: readonly Word[], hit: PhraseHit<unknown>): boolean {
  // "Егер … қойылса, … қосылады": what would be.
  if (words.slice(0, hit.from).some(({ lower }) => lower === 'егер')) return false
  if (hit.tense === 'Pres' && words.slice(0, hit.from).some(isCondition)) return false
  if (hit.negated || /^(?:Cnd|Des|Opt)$/u.test(hit.mood ?? '')) return false
  const next = words[hit.to]?.lower ?? ''
  if (unreal.test(next)) return false
  // "босатып көрмеді": the auxiliary carries the negation.
  if (hit.form === 'Conv' && isNegatedAuxiliary(words[hit.to])) return false
  // "ұшып баруды тапсырды": what is to be done.
  if (hit.form === 'Conv' && isVerbalNoun(words[hit.to])) return false
  // "Жедел шешім қабылдай | алатын адам": what one is able to; "жеңе алды" (managed to win) is told.
  if (hit.form === 'Conv' && isAble(words, hit.to)) return false
  // "Тергеуші", "қолданушы": who does so for a living.
  if (/уш[ыі]/u.test(words[hit.to - 1]?.lower ?? '')) return false
  // "Жариялап отырсын" (let them publish).
  if (hit.form === 'Conv' && words[hit.to]?.analyses[0]?.feats.Mood === 'Imp') return false
  if (hit.form === 'Conv' && leadsToUnreal(words, hit.to)) return false
  if (isHabit(words.slice(Math.max(0, hit.from - 8), hit.from))) return false
  // "келдік" (we came): the speaker's own, whom no name in the clause stands for.
  if (/^[12]$/u.test(hit.person ?? '')) return false
  // "өткен айда" (last month): a time that has passed, and no session.
  if (hit.form === 'Part' && lemmaIs(words[hit.to - 1], /^өт$/u) && lemmaIs(words[hit.to], span)) return false
  // "Таңғы жетіден бастап" (from seven on) begins nothing.
  if (words[hit.to - 1]?.lower === 'бастап' && caseOf(words[hit.to - 2]) === 'Abl') return false
  // "Қашан ашылатыны белгісіз", "жарық көргеніне 100 жыл": not known, and an anniversary.
  if (hit.form === 'Part' && isDoubtOrAge(words, hit)) return false
  if (/^(?:Vnoun|Ger)$/u.test(hit.form)) return isFact(words, hit)
  const after = words.slice(hit.to, hit.to + 5)
  // "барар еді" (would go); "барған еді" is the past perfect, and told.
  if (hit.tense === 'Fut' && hit.form === 'Part' && next === 'еді') return false
  return !(next === 'деп' && after.slice(1).some(isHope))
}

/** "Министр кетсе, сайлау болады" (if he goes, there will be an election); "айта кетсек" and "болса" set no condition. */
const isCondition = (word: Word, i: number, words: readonly Word[]): boolean =>
  words[i + 1]?.lower === ',' &&
  !/^(?:бол|ет|де)са$/u.test(word.lower) &&
  word.analyses[0]?.feats.Mood === 'Cnd' &&
  !/^[12]$/u.test(word.analyses[0].feats.Person ?? '')

const unreal = /^(?:жоқ|емес|мүмкін|керек|тиіс|қажет|ықтимал|[мбп][ае]|жағдайда|сайын|сияқты|болар|шығар)$/u

const span = /^(?:жыл|ай|апта|жұма|ғасыр|күн|тоқсан|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|сенбі|жексенбі)$/u

const lemmaIs = (word: Word | undefined, wanted: RegExp): boolean =>
  word?.analyses.some(({ lemma }) => wanted.test(lemma)) === true

const isNegatedAuxiliary = (word: Word | undefined): boolean =>
  word?.analyses.some(({ upos, feats }) => upos === 'AUX' && feats.Polarity === 'Neg') === true

const isAble = (words: readonly Word[], at: number): boolean =>
  /[аеиій]$/u.test(words[at - 1]?.lower ?? '') &&
  lemmaIs(words[at], /^ал$/u) &&
  words[at]?.analyses.some(({ feats }) => feats.VerbForm === 'Fin' && feats.Tense === 'Past') !== true

const isVerbalNoun = (word: Word | undefined): boolean => {
  const first = word?.analyses.find(({ upos }) => upos === 'VERB' || upos === 'AUX')
  return /^(?:Vnoun|Ger)$/u.test(first?.feats.VerbForm ?? '')
}

/** "Босатылып, әкім болып тағайындалуы мүмкін" (may be dismissed and appointed): a converb is as real as its verb. */
function leadsToUnreal(words: readonly Word[], at: number): boolean {
  const next = words.slice(at, at + 12).findIndex(isVerbalNoun)
  const isFirst = !words.slice(at, at + next).some((word) => word.analyses[0]?.feats.VerbForm === 'Fin')
  return next >= 0 && isFirst && /^(?:мүмкін|керек|тиіс|қажет|ықтимал)$/u.test(words[at + next + 1]?.lower ?? '')
}

function isDoubtOrAge(words: readonly Word[], { to }: PhraseHit<unknown>): boolean {
  if (/^(?:белгісіз|беймәлім)$/u.test(words[to]?.lower ?? '')) return true
  return caseOf(words[to - 1]) === 'Dat' && words.slice(to, to + 5).some(({ lower }) => /^жыл(?:дан)?$/u.test(lower))
}

/** "Бірнеше рет сауал жолдаған" (has asked several times): no one event. */
const isHabit = (words: readonly Word[]): boolean =>
  words.some(
    ({ lower }, i) =>
      /^(?:жиі|үнемі|әрдайым|күнде|әлсін-әлсін)$/u.test(lower) ||
      // "Жылда" (every year); "соңғы отыз жылда" is within thirty.
      (lower === 'жылда' && words[i - 1]?.kind !== 'number' && !isCounted(words[i - 1])) ||
      (lower === 'сайын' && /^(?:жыл|күн|ай|апта)$/u.test(words[i - 1]?.lower ?? '')) ||
      (lower === 'рет' && /^(?:бірнеше|талай|неше|сан|екі|үш|төрт|бес)$/u.test(words[i - 1]?.lower ?? '')),
  )

const isCounted = (word: Word | undefined): boolean =>
  word?.analyses.some(({ upos }) => upos === 'NUM') === true ||
  /^(?:соңғы|осы|сол|алғашқы|келер|келесі)$/u.test(word?.lower ?? '')

const isHope = (word: Word): boolean =>
  word.analyses.some(({ lemma }) => /^(?:үміттен|күт|тіле|арманда|сұра|болжа|шақыр|сана|ойла)$/u.test(lemma))

/**
 * A verbal noun that is spoken of as done: тағайындалуына байланысты ("on his appointment"), сайлануымен құттықтады
 * ("congratulated on the election"), босату туралы жарлық ("a decree on dismissing").
 */
function isFact(words: readonly Word[], hit: PhraseHit<unknown>): boolean {
  const last = words[hit.to - 1]
  // "Тағайындалуына келісім берді" (agreed to the appointment).
  if (words[hit.to]?.lower === 'келісім' && /^бер/u.test(words[hit.to + 1]?.lower ?? '')) return true
  const next = words[hit.to]?.lower ?? ''
  if (/^(?:байланысты|орай|қарамастан)$/u.test(next)) return true
  if (/^(?:туралы|жөніндегі|жөнінде)$/u.test(next)) return words.slice(hit.to + 1, hit.to + 4).some(isDecree)
  // "Мектептің ашылғандығын айтты": what has been, though a noun.
  if (/[ғқ]анды[ғқ]|[гк]енді[гк]/u.test(last?.lower ?? '')) return true
  const { Case, 'Person[psor]': owner } =
    last?.analyses.find(({ feats }) => /^(?:Vnoun|Ger)$/u.test(feats.VerbForm ?? ''))?.feats ?? {}
  switch (Case) {
    case 'Abl':
      return /^(?:кейін|соң)$/u.test(next)
    case 'Ins':
      return words.slice(hit.to, hit.to + 4).some((word) => /^құттықта/u.test(word.lower))
    case 'Loc':
      return isUnderWay(words, hit)
    case 'Dat':
      // "Мұражайдың ашылуына қатысты" (took part in the opening).
      // "Кетуге тура келді" (had to go).
      return (owner === '3' && /^қатыс(?:ты|ып|қан|ады)/u.test(next)) || next === 'тура'
    default:
      // "Ашылуы | қыркүйекке жоспарланған": the day stands between.
      return (
        isCeremony.test(next) ||
        words.slice(hit.to, hit.to + (owner === '3' ? 4 : 1)).some(({ lower }) => isPlan.test(lower))
      )
  }
}

/** "Іс сотта қаралуда", "тергеу жүргізілуде": a verbal noun in the locative that ends its clause tells what goes on. */
export const isUnderWay = (words: readonly Word[], { form, to }: PhraseHit<unknown>): boolean =>
  /^(?:Vnoun|Ger)$/u.test(form) &&
  /у[дт][ае]$/u.test(words[to - 1]?.lower ?? '') &&
  (words[to] === undefined || isPunctuation(words[to])) &&
  caseOf(words[to - 1]) === 'Loc' &&
  !isPossessed(words[to - 1])

/** "Марапаттау | рәсімі", "іргетасын қалау | салтанаты": what is done there. */
const isCeremony = /^(?:рәсім|салтанат)/u

/** "Іске қосу | жоспарланып отыр", "келуі | күтіледі": what is planned is told, as if it were to be done. */
const isPlan = /^(?:жоспарлан|көздел|күтіл|белгілен)(?!ме)/u

const isDecree = (word: Word): boolean =>
  word.analyses.some(({ lemma }) => /^(?:жарлық|өкім|бұйрық|қаулы|шешім)$/u.test(lemma))
