import type { Cue } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import { isClosingQuote, isDash, isPunctuation } from '../../language/words.js'
import { type PhraseHit, type PhraseIndex, phraseAt } from '../phrases.js'
import { isOccasion } from './nouns.js'

/** Which verbs of saying tell that something was said, and which only modify a noun or lead to another verb. */

/**
 * The auxiliaries after a cue belong to it: "талап етіп отыр" (is demanding), "айтып өтті", "құттықтай келіп", "айтқан
 * болатын" (had said). What they say of time and person decides whether it tells.
 */
export function withAuxiliaries(index: PhraseIndex<Cue>, words: readonly Word[], hit: PhraseHit<Cue>): PhraseHit<Cue> {
  const next = words[hit.to]
  if (isProgressive(words, hit)) return { ...hit, form: 'Fin' }
  if (next === undefined || next.kind !== 'word' || isInnerCue(index, words, hit.to)) return hit
  // "айтып жауап берді" (answered, saying): two cues of one statement.
  const second = hit.form === 'Conv' ? phraseAt(index, words, hit.to + 1) : undefined
  if (second !== undefined && second.from === hit.to && second.form === 'Fin' && hit.entry.verb !== 'де')
    return { ...hit, to: second.to, form: second.form }
  if (hit.form === 'Conv') {
    const auxiliary = next.analyses.find(
      ({ lemma, feats }) =>
        // "санай | беруге болады" (one may go on holding): a verbal noun, which tells nothing.
        /^(Fin|Conv|Part|Vnoun)$/u.test(feats.VerbForm ?? '') &&
        /^(отыр|жатыр|тұр|жүр|кет|өт|қой|бер|жібер|шық|кел)$/u.test(lemma),
    )
    if (auxiliary === undefined) return hit
    // "наразылық танытып жүргендерге" (to those who protest): a noun phrase.
    if (auxiliary.feats.Case !== undefined) return { ...hit, form: 'Part' }
    const form = /^(отыр|жатыр|тұр|жүр)$/u.test(next.lower) ? 'Fin' : (auxiliary.feats.VerbForm ?? hit.form)
    const { Person } = auxiliary.feats
    const person = Person === undefined ? {} : { person: Person }
    return withAuxiliaries(index, words, { ...hit, to: hit.to + 1, form, ...person })
  }
  if (hit.form !== 'Part') return hit
  if (/^(болатын|болған|еді|екен)$/u.test(next.lower)) return { ...hit, to: hit.to + 1, form: 'Fin' }
  if (/^(жоқ|емес)$/u.test(next.lower)) return { ...hit, to: hit.to + 1, form: 'Fin', negated: true }
  return hit
}

/** "шағымдануда", "талап етуде" (is complaining, is demanding) at the end of a clause, and no "үндеуде" (in the appeal). */
function isProgressive(words: readonly Word[], { form, to }: PhraseHit<Cue>): boolean {
  const word = words[to - 1]
  const next = words[to]?.form ?? '.'
  return (
    form === 'Vnoun' && /(?:уда|уде|юда|юде)$/u.test(word?.lower ?? '') && /^[.,;!?]$/u.test(next) && !isOccasion(word)
  )
}

/** "айтып өтті": a converb that is the first part of a cue's own phrase. */
const isInnerCue = (index: PhraseIndex<Cue>, words: readonly Word[], at: number): boolean => {
  const hit = phraseAt(index, words, at)
  return hit !== undefined && hit.from < at
}

/** Finite verbs and converbs tell; a participle or verbal noun inside a noun phrase does not, unless it ends the clause. */
export function isPredicate(index: PhraseIndex<Cue>, words: readonly Word[], hit: PhraseHit<Cue>): boolean {
  // What is told in the first person is the speaker's own, inside of what is quoted.
  if (hit.person === '1' || hit.person === '2') return false
  // "де" after a clause is the particle ("too"); a passive converb tells of plans and not of speech.
  const verb = words[hit.to - 1]
  if (/^(де|да)$/u.test(verb?.lower ?? '') || (hit.passive && hit.entry.verb !== 'де' && hit.form === 'Conv'))
    return false
  if (hit.passive && (hit.entry.frame.includes('dep') || /^(intend|assess|promise)$/u.test(hit.entry.act))) return false
  // "«…», – демекші" (as the saying goes): nobody's words
  if (/^(?:демекші|айтпақшы)$/u.test(verb?.lower ?? '')) return false
  // "былайша айтқанда" (so to say), "министр айтқанда" (when the minister said): when, and not that.
  if (hit.form === 'Part' && /[ғгқк][ае]нд[ае]$/u.test(verb?.lower ?? '')) return false
  // "сынағысы келмейтінін" (that he did not want to criticize): a wish to speak is no speech.
  if (/[ғгқк][ыі]с[ыі]$/u.test(verb?.lower ?? '')) return false
  if (hit.passive && !toldInPassive.test(hit.entry.act)) return false
  // "түсіндіре алмады" (could not explain)
  if (
    hit.form === 'Conv' &&
    words[hit.to]?.analyses.some(({ lemma, feats }) => lemma === 'ал' && feats.Polarity === 'Neg')
  )
    return false
  if (hit.form === 'Fin') return verb?.lower !== 'деп'
  if (hit.form === 'Conv') {
    const next = words[hit.to]
    // "деп" alone joins a clause to the verb after it; it is no cue of its own.
    return verb?.lower !== 'деп' && !(next !== undefined && isInnerCue(index, words, hit.to))
  }
  return hit.form === 'Part' && endsClause(words, hit)
}

/** "айтылды", "тапсырылды": what is said though nobody is named. "айып тағылды" (was charged) is no statement. */
const toldInPassive = /^(state|order|request|ask|propose|explain|warn|remind)$/u

/** Whether a participle tells: at the end of its clause, after speech, or in what names the paper where it stands. */
function endsClause(words: readonly Word[], hit: PhraseHit<Cue>): boolean {
  const next = words[hit.to]
  // "…, – делінген қаулыда", "деп жазылған жеделхатта" (it is said in the decree, written in the telegram)
  const isInPaper = next?.analyses.some(({ feats }) => feats.Case === 'Loc') === true
  if (hit.passive && (hit.entry.verb === 'де' || isInPaper)) return true
  // "«…», – деп мәлімдеген министр" (declared the minister): after speech, and no other verb tells.
  const isQuestion = next?.analyses.some(({ lemma }) => /^(сұрақ|сауал|пікір|ой|сөз)$/u.test(lemma)) === true
  if (isAfterSpeech(words, hit.from) && !isQuestion && !words.slice(hit.to).some(isFiniteVerb)) return true
  return next === undefined || isPunctuation(next) || /^(хабарламада|мәлімдемеде|құжатта|жарлықта)$/u.test(next.lower)
}

/** Whether a cue stands after speech: its closing mark or a dash, and perhaps "деп". */
export const isAfterSpeech = (words: readonly Word[], from: number): boolean => {
  const mark = words[words[from - 1]?.lower === 'деп' ? from - 2 : from - 1]
  return isDash(mark) || isClosingQuote(mark)
}

export const isFiniteVerb = (word: Word): boolean => word.analyses[0]?.feats.VerbForm === 'Fin'
