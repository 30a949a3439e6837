import { edges, finals, type State, states } from './morphotactics.js'
import { realize, soundCount } from './phonology.js'

/**
 * Endings read from the end of a word: how far back may an ending begin? Where the letters read can be the end of no
 * ending, none that is longer can be either, so a word is cut at few places. An automaton over letters, made as it is
 * walked: a node is all that the letters read may be, whatever the sound of the stem.
 */
export interface Backward {
  /** Whether the letters read are a whole ending. */
  readonly whole: boolean
  readonly next: Map<number, Backward | undefined>
  readonly places: readonly Place[]
}

/** A place in a suffix, read from its end: the letters before `at` are still to come. */
interface Place {
  readonly suffix: Suffix
  readonly at: number
}

/** A suffix in one of its spellings, and the state that it follows. */
interface Suffix {
  readonly form: string
  readonly from: State
  readonly to: State
  /** A number of its own. */
  readonly id: number
}

function spelled(): readonly Suffix[] {
  const made: Suffix[] = []
  for (const from of states) {
    for (const { template, to } of edges[from]) {
      const forms = new Set(Array.from({ length: soundCount }, (_, sound) => realize(template, sound)))
      // A last stop is voiced before the vowel of the next suffix.
      for (const form of [...forms]) {
        if (/[кқ]$/u.test(form)) forms.add(form.slice(0, -1) + (form.endsWith('қ') ? 'ғ' : 'г'))
      }
      for (const form of forms) made.push({ form, from, to, id: made.length })
    }
  }
  return made
}

let byEnd: ReadonlyMap<State, readonly Place[]> | undefined
let root: Backward | undefined
const nodes = new Map<string, Backward>()

/** The ends of all suffixes that lead to a state. */
function endingIn(state: State): readonly Place[] {
  if (byEnd === undefined) {
    const suffixes = spelled()
    byEnd = new Map(
      states.map((to) => [
        to,
        suffixes.filter((suffix) => suffix.to === to).map((suffix): Place => ({ suffix, at: suffix.form.length })),
      ]),
    )
  }
  return byEnd.get(state) ?? []
}

/** Before any letter is read. */
export function endOfWord(): Backward {
  root ??= nodeOf(states.filter((state) => finals[state].length > 0).flatMap(endingIn), true)
  return root
}

function nodeOf(places: readonly Place[], whole: boolean): Backward {
  const key = `${whole} ${[...new Set(places.map(({ suffix, at }) => suffix.id * 16 + at))].sort((a, b) => a - b).join()}`
  const before = nodes.get(key)
  if (before !== undefined) return before
  const made: Backward = { whole, next: new Map(), places }
  nodes.set(key, made)
  return made
}

/** One more letter, by its code unit, to the left; undefined where no ending has it there. */
export function leftward(node: Backward, code: number): Backward | undefined {
  if (node.next.has(code)) return node.next.get(code)
  const places = new Map<number, Place>()
  const add = (place: Place): unknown => places.set(place.suffix.id * 16 + place.at, place)
  const begun = new Set<State>()
  for (const { suffix, at } of node.places) {
    if (suffix.form.charCodeAt(at - 1) !== code) continue
    if (at > 1) add({ suffix, at: at - 1 })
    else begun.add(suffix.from)
  }
  for (const state of begun) for (const place of endingIn(state)) add(place)
  const whole = begun.size > 0
  const made = places.size === 0 && !whole ? undefined : nodeOf([...places.values()], whole)
  node.next.set(code, made)
  return made
}
