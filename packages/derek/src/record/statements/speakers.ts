import { speakers, titles } from '../../data/lists.js'
import type { Word } from '../../language/schema.js'
import type { Linked } from '../entities/mention.js'

/**
 * Who a common noun means: "спикер", "реттеуші" (the regulator), "ҚР СІМ ресми өкілі". An article names people with
 * their titles and bodies by their heads; a noun goes back to the last of those that it fits.
 */
export class Speakers {
  readonly #named: Linked[] = []
  readonly #papers: Linked[] = []
  /** Who spoke last, or, failing that, whom the sentence before was about. */
  last: string | undefined
  /** Who gave out, published or announced something last: "Хабарламада …" (in the notice) means theirs. */
  publisher: string | undefined
  /** Whether that sentence is of the paragraph that is being read. */
  isNear = false

  see(mentions: readonly Linked[]): void {
    this.#named.push(...mentions.filter(({ type }) => type === 'person' || type === 'organization'))
    this.#papers.push(...mentions.filter(({ type }) => type === 'document'))
  }

  /** The document that a noun means: қаулы, of the last one that is named so. */
  paper(word: Word): string | undefined {
    const keys = keysOf(word)
    return this.#papers.findLast(({ name }) => isHeadedBy(name, keys))?.entity
  }

  /** The entity that a noun phrase with this last word means; undefined where it is plural or fits nobody named. */
  meantBy(word: Word): string | undefined {
    const first = word.analyses[0]
    if (first === undefined || first.feats.Number === 'Plur' || first.feats['Number[psor]'] === 'Plur') return undefined
    const keys = keysOf(word)
    const titled = this.#named.findLast((mention) => titleKeys(mention).some((key) => keys.includes(key)))
    if (titled !== undefined) return titled.entity
    const headed = this.#named.findLast(({ type, name }) => type === 'organization' && isHeadedBy(name, keys))
    if (headed !== undefined) return headed.entity
    switch (meanings().get(keys.find((key) => meanings().has(key)) ?? '')) {
      case 'speaker':
        return this.#named.findLast(({ type, entity }) => type === 'person' && entity === this.last)?.entity
      case 'body':
        return this.#named.findLast((mention) => mention.type === 'organization' && isBody(mention))?.entity
      default:
        return undefined
    }
  }
}

/** A body that acts and not an outlet that reports: "ведомство" never means Ertis.kz. */
const isBody = ({ kind, listedKind, sentence, to }: Linked): boolean =>
  kind === 'name' && listedKind !== 'media' && sentence.words[to - 1]?.kind !== 'url'

let means: ReadonlyMap<string, 'speaker' | 'body'> | undefined

const meanings = (): ReadonlyMap<string, 'speaker' | 'body'> =>
  (means ??= new Map([
    // A title that names its holder by itself may mean whoever spoke: министр.
    ...titles().flatMap(({ title, alone }) => (alone === 'yes' ? [[title, 'speaker'] as const] : [])),
    ...speakers().flatMap(({ noun, means: who }) => (who === undefined ? [] : [[noun, who] as const])),
  ]))

const keysOf = (word: Word): readonly string[] => [
  ...new Set(
    word.analyses
      .filter(({ feats, confidence }) => feats.VerbForm === undefined && confidence >= 0.5)
      .flatMap(({ lemma, base }) => [lemma.toLowerCase(), base.toLowerCase()]),
  ),
]

/** The last word of the title a person is named by: өкіл of "ресми өкілі Айбек Смағұлов". */
function titleKeys({ type, kind, title, sentence, from, to }: Linked): readonly string[] {
  if (type !== 'person') return []
  // "көп балалы ана Бекзада" (a mother of many, Bekzada): a noun right before a name says who it is as a title does.
  const before = sentence.words[from - 1]
  if (kind === 'name' && title === undefined)
    return before?.analyses[0]?.upos === 'NOUN' && before.analyses[0].feats.Case === 'Nom' ? keysOf(before) : []
  const last =
    kind === 'title' ? sentence.words[to - 1] : title === undefined ? undefined : sentence.words[title.to - 1]
  return last === undefined ? [] : keysOf(last)
}

/** министрлік before its possession: министрліг(і) */
const softened = (noun: string): string =>
  noun.replace(/[қкп]$/u, (last) => (last === 'қ' ? 'ғ' : last === 'к' ? 'г' : 'б'))

/** Whether a body's name ends in one of these nouns, with its possession: "Энергетика министрлігі" in министрлік. */
function isHeadedBy(name: string, keys: readonly string[]): boolean {
  const head = name.split(' ').at(-1)?.toLowerCase() ?? ''
  return keys.some(
    (key) =>
      key.length >= 3 && head.length - key.length <= 3 && (head.startsWith(key) || head.startsWith(softened(key))),
  )
}
