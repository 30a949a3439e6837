import type { Word } from '../../language/schema.js'
import type { Linked } from '../entities/mention.js'
import { type Telling, timeIn } from './events.js'
import type { Draft } from './merge.js'

const sessions = /^(отырыс|жиын|мәжіліс|саммит|форум|құрылтай|съезд|сессия|жиналыс)$/u

/** What a session is told by where no verb tells it. */
interface Session {
  readonly draft: Draft
  /** Offsets into the block's analysis text. */
  readonly from: number
  readonly to: number
}

/** "Үкімет отырысында … тапсырды" (ordered at the government's session): the session was held, though no verb says so. */
export function sessionsIn(telling: Telling): readonly Session[] {
  const { words } = telling.sentence
  return words.flatMap((word, i): readonly Session[] => {
    if (!isSession(word)) return []
    const holder = telling.mentions.find((mention) => mention.type === 'organization' && leadsTo(mention, words, i))
    if (holder === undefined) return []
    const time = timeIn(telling, { from: 0, to: i + 1 })?.time.value
    const dated = time ?? (telling.isNews ? telling.published : undefined)
    const draft: Draft = {
      type: 'meet',
      plover: 'CONSULT',
      actors: [holder.entity],
      recipients: [],
      ...(dated === undefined ? {} : { time: dated }),
      evidence: [],
      confidence: 0.6,
    }
    return [{ draft, from: words[holder.from]?.start ?? word.start, to: word.end }]
  })
}

const isSession = (word: Word): boolean =>
  word.analyses.some(
    ({ lemma, feats }) => sessions.test(lemma) && feats.Case === 'Loc' && feats['Person[psor]'] === '3',
  )

/** "Үкіметтің | кезекті | отырысында": at most two words between, none of them a noun of its own. */
const leadsTo = (mention: Linked, words: readonly Word[], at: number): boolean =>
  mention.to <= at &&
  at - mention.to <= 2 &&
  /^(Gen|Nom)$/u.test(mention.case ?? '') &&
  words.slice(mention.to, at).every((word) => word.analyses[0]?.upos === 'ADJ' || word.kind === 'number')
