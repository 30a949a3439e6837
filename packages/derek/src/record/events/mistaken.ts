import type { Trigger } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { caseOf } from '../../language/words.js'
import type { PhraseHit } from '../phrases.js'
import { lately } from './discourse.js'
import type { Telling } from './events.js'
import { isReported } from './roles.js'
import { isUnderWay } from './told.js'

/**
 * What has the words of an event and tells none, or another: figures of speech, statistics, forecasts, circumstances.
 * `told` is the phrase as it was found, `hit` with the form that its auxiliary gives it.
 */
export function isMistaken(telling: Telling, told: PhraseHit<Trigger>, hit: PhraseHit<Trigger>): boolean {
  const { words } = telling.sentence
  const { entry } = hit
  // "Депутаттар ұсынысты қолдайтынын айтты" (said that they back it): no vote.
  if (/^(?:қолда|жақта|мақұлда)$/u.test(entry.verb) && /[ае]т[ыі]н|йт[ыі]н/u.test(words[told.to - 1]?.lower ?? ''))
    return true
  // "Асанов төрағалық еткен отырыста": the session tells it.
  if (entry.verb === 'төрағалық ет' && told.form === 'Part') return true
  // "Дайын екенін жеткізді" (conveyed that he was ready): said, and no aid brought.
  if (entry.type === 'aid' && entry.verb === 'жеткіз' && isSaidThing(words[hit.from - 1])) return true
  // "Бұрын сотталған": what somebody is known for.
  if (/^(?:trial|arrest)$/u.test(entry.type) && words[hit.from - 1]?.lower === 'бұрын') return true
  // "67 пайыз дауыс жинап, әкім болып сайланды": what it led to tells it.
  if (
    entry.verb === 'дауыс жина' &&
    (told.form === 'Conv' || lately(telling.told).some(({ type }) => type === 'appoint'))
  )
    return true
  // A show, a find, a championship that goes on while others are told of: "чемпионат өтіп жатқан Ташкентте".
  const isFact = /^(?:Fin|Past)$/u.test(hit.form) || isReported(words, hit)
  if (
    isStaged(entry) &&
    (!isFact || told.form === 'Conv' || isUnderWay(words, told) || !(telling.isNews || telling.block <= lead))
  )
    return true
  // "Бельгияға жасаған | жұмыс сапары аясында": the visit is told by its noun, of its owner.
  if (entry.type === 'visit' && hit.form === 'Part' && /^сапар/u.test(words[hit.to - 1]?.lower ?? '')) return true
  // "Дамуға кеңінен жол ашты" (opened the way): a figure of speech.
  if (/^(?:аш|ашыл)$/u.test(entry.verb) && figure.test(words[hit.from - 1]?.lower ?? '')) return true
  // "Тестілеуден босатылды" (was exempted from the test): no office.
  if (entry.verb === 'босат' && isFreed(words[hit.from - 1])) return true
  // "Компания таратқан мәлімдемеде" (in the statement it gave out): the source of what is said there.
  if (
    entry.type === 'publish' &&
    told.form === 'Part' &&
    /^(?:Loc|Ins|Abl|Dat)$/u.test(caseOf(words[told.to - 1]) ?? '')
  )
    return true
  // "Сенім грамотасын тапсырды" (presented his credentials) is no award.
  if (
    entry.type === 'award' &&
    words.some(({ lower }, i) => lower === 'сенім' && /^грамота/u.test(words[i + 1]?.lower ?? ''))
  )
    return true
  // "X әкімнің орынбасары болды" (became deputy); "орынбасары болған" tells what he once was.
  if (entry.type === 'appoint' && /[ыі] бол$/u.test(entry.verb) && (told.form !== 'Fin' || told.tense !== 'Past'))
    return true
  // "Заң 1 қаңтарда күшіне енеді": the one told, and no decree of its own.
  if (
    /^(?:күшіне ен|қолданысқа енгіз)/u.test(entry.verb) &&
    lately(telling.told).some(({ type }) => /^(?:decree|vote|sign)$/u.test(type))
  )
    return true
  // "Келесі отырыс 2 мамырда өтеді": of the court.
  if (entry.type === 'meet' && entry.needs.includes('отырыс') && telling.told.at(-1)?.type === 'trial') return true
  // "Төтенше жағдай жарияланды": after a flood, and not after a protest.
  if (/^төтенше жағдай/u.test(entry.verb) && !isCalamity(telling)) return true
  if (/^(?:accident|disaster|investigate)$/u.test(entry.type) && isCount(words, hit)) return true
  if (/^(?:accident|disaster|investigate|arrest|trial|award)$/u.test(entry.type) && isOverTime(words)) return true
  return /^(?:accident|disaster)$/u.test(entry.type) && isForecast(words, hit)
}

const isSaidThing = (word: Word | undefined): boolean =>
  word?.analyses.some(({ feats, upos }) => feats.Case === 'Acc' && (feats.VerbForm !== undefined || upos === 'AUX')) ===
  true

/** What only its own news tells of: in other news it is a circumstance. */
const isStaged = ({ type, frame }: Trigger): boolean =>
  /^(?:perform|discover)$/u.test(type) || (type === 'compete' && frame === 'fact')

/** The blocks that open an article: heading, dateline, lead. */
const lead = 3

const figure = /^(?:жол|жолын|мүмкіндік|тыныс|сыр|сырын|көз|көзін|шот|терезе|аузын|беті|бетін)/u

const isFreed = (word: Word | undefined): boolean =>
  caseOf(word) === 'Abl' &&
  word?.analyses.some(({ lemma }) =>
    /^(?:қызмет|лауазым|жұмыс|орын|міндет|тақ|.*(?:лық|лік|дық|дік))$/u.test(lemma),
  ) !== true

/** "Ертең боран соғып, көктайғақ сақталады": weather that is expected. */
const isForecast = (words: readonly Word[], { to, form, tense }: PhraseHit<Trigger>): boolean => {
  if (form === 'Fin') return tense === 'Pres'
  const verb = words
    .slice(to)
    .find(({ lower, analyses }) => !/[ыі]?п$/u.test(lower) && analyses[0]?.feats.VerbForm !== undefined)
  const reading = verb?.analyses[0]
  return (
    form === 'Conv' && reading?.upos === 'VERB' && reading.feats.VerbForm === 'Fin' && reading.feats.Tense === 'Pres'
  )
}

/** "Биыл 300 жол апаты болған" (this year there were 300): a statistic, and not one accident. */
const isMany = (word: Word): boolean => word.analyses[0]?.upos === 'NOUN' && word.analyses[0].feats.Number === 'Plur'

function isCount(words: readonly Word[], { entry, from, to }: PhraseHit<Trigger>): boolean {
  const isCounted = (at: number): boolean => {
    const first = /^(?:жол|көлік|орман|қылмыстық|тұрмыстық|жол-көлік)$/u.test(words[at - 1]?.lower ?? '') ? at - 1 : at
    // "120-дан астам қылмыстық іс" (more than 120 cases).
    const number = /^(?:астам|аса|жуық)$/u.test(words[first - 1]?.lower ?? '') ? first - 2 : first - 1
    const counted = words[number]
    // "Жетпістен астам жол-көлік оқиғасы".
    const isInWords = counted?.analyses[0]?.upos === 'NUM' && !/^(?:бір|екі|үш|.*нш[ыі])$/u.test(counted.lower)
    return isInWords || Number.parseInt(counted?.form ?? '', 10) > 3
  }
  // "Болған апаттар": of many nothing is told.
  const isOfMany = (word: Word): boolean =>
    isMany(word) && (entry.needs.length === 0 || entry.needs.includes(word.analyses[0]?.lemma ?? ''))
  if (words.slice(from, to + 2).some(isOfMany)) return true
  if (entry.verb.includes(' ')) return isCounted(from)
  const start = Math.max(0, from - 6)
  return words
    .slice(start, from)
    .some(({ analyses }, i) => analyses.some(({ lemma }) => entry.needs.includes(lemma)) && isCounted(start + i))
}

/** "Жыл басынан бері", "соңғы екі жылда": what has been over so long is a statistic. */
const isOverTime = (words: readonly Word[]): boolean =>
  words.some(
    ({ lower }, i) =>
      (lower === 'басынан' && words[i + 1]?.lower === 'бері') ||
      (/^(?:соңғы|осы)$/u.test(lower) &&
        words.slice(i + 2, i + 4).some((word) => /^(?:жылда|айда)$/u.test(word.lower))),
  )

const isCalamity = ({ sentence: { words }, told }: Telling): boolean =>
  lately(told).some(({ type }) => /^(?:accident|disaster)$/u.test(type)) ||
  words.some(({ analyses }) => analyses.some(({ lemma }) => calamity.test(lemma)))

const calamity = /^(?:су|тасқын|өрт|сілкініс|зілзала|сел|көшкін|боран|дауыл|аяз|апат|жарылыс|құрғақшылық)$/u
