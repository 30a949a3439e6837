import type { Word } from '../../language/schema.js'
import { phraseAt } from '../phrases.js'
import type { Phrase } from './name.js'
import { isOutlet } from './outlet.js'
import { isOrganization, isPressService, phraseBefore } from './phrase.js'
import { reportIndex } from './reports.js'
import type { Reading, Text } from './text.js'
import { tellerOf, toldTo } from './told.js'

/** Sources by whose word the article goes: "Y-ның мәліметінше". */

/** "Y-ның мәліметінше": at the article's start it says whose the article is; later on, whose one figure is. */
export function viewOf(text: Text, isPublished: boolean): Reading | undefined {
  const { words } = text
  const view = words.findIndex((word, i) => viewpoint.test(word.lower) || isGiven(words, i) || isAsReported(words, i))
  const told = view <= 0 ? undefined : toldTo(words.slice(0, view + 2))
  if (told !== undefined) {
    const teller = tellerOf(words, told)
    return { links: teller === undefined ? [told] : [told, teller], cues: [] }
  }
  const confirmed = view === -1 ? confirmedBy(text) : undefined
  if (confirmed !== undefined) return { links: [{ ...confirmed, role: 'origin' }], cues: [] }
  const source = view <= 0 ? undefined : phraseBefore(text, view, 0)
  if (source === undefined || (!isOrganization(text, source) && !isOutlet(words, source))) return undefined
  // "X-ке сүйенсек" (if we go by X): nobody goes by himself.
  const isOwn = isOutlet(words, source) && !isPublished && words[view]?.lower !== 'сүйенсек'
  const role = isOwn ? 'publisher' : 'origin'
  // "X-тің хабарлауынша" (as X reports) reports the article where it opens it; else it states as well, as "X-тің
  // мәліметінше" (by X's data) does.
  const isReport = /^(хабарлауынша|жазуынша|хабарлағандай|жазғандай)$/u.test(words[view]?.lower ?? '')
  return { links: [{ ...source, role, inPassing: true }], cues: isReport && text.isFirst && text.isLead ? [view] : [] }
}

/** "Мұны Ақорданың баспасөз қызметі | растады" (confirmed this): at the article's start, whose it is. */
function confirmedBy(text: Text): Phrase | undefined {
  const confirmed = text.words.findIndex(({ lower }) => lower === 'растады')
  const service = confirmed <= 0 ? undefined : phraseBefore(text, confirmed, 0)
  return service !== undefined && isPressService(text.words, service) ? service : undefined
}

const viewpoint =
  /^(хабарлауынша|жазуынша|мәліметінше|мәліметтерінше|дерегінше|деректерінше|ақпаратынша|мәлімдеуінше|хабарлағандай|жазғандай|мәлімдегендей|сүйенсек)$/u

/** "ведомстводан | мәлім еткендей" (as they let know): a phrase of two words; of one, the list above has it. */
function isAsReported(words: readonly Word[], at: number): boolean {
  // "елшіліктен | белгілі болғандай" (as became known from the embassy)
  const isFromThem = words[at - 1]?.analyses[0]?.feats.Case === 'Abl'
  if (isFromThem && /^(мәлім|белгілі)$/u.test(words[at]?.lower ?? '') && words[at + 1]?.lower === 'болғандай')
    return true
  if (!/[ғгқк][ае]нд[ае]й$/u.test(words[at + 1]?.lower ?? '')) return false
  const hit = phraseAt(reportIndex(), words, at + 1)
  return hit !== undefined && hit.from === at && !hit.passive
}

/** "… таратқан мәліметке сәйкес" (according to what … gave out), "…-дан алынған ақпарат бойынша", "… хабарламада айтылғандай". */
const isGiven = (words: readonly Word[], at: number): boolean =>
  isGiving(words, at) &&
  /^(сәйкес|бойынша|сүйенсек|қарағанда|айтылғандай|көрсетілгендей|делінгендей)$/u.test(words[at + 2]?.lower ?? '')

/** "Министрліктің баспасөз қызметі | таратқан хабарламада": who gave it out stands before. */
export const isGiving = (words: readonly Word[], at: number): boolean =>
  /^(таратқан|жариялаған|берген|ұсынған|жолдаған|алынған|келген|түскен)$/u.test(words[at]?.lower ?? '') &&
  /^(мәлімет|ақпарат|дерек|хабарлама|мәлімдеме|релиз|пресс-релиз|баспасөз-релиз)/u.test(words[at + 1]?.lower ?? '')
