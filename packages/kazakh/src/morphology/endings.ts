import type { Feats, Upos } from './features.js'
import { type Edge, edges, finals, type State, states } from './morphotactics.js'
import { allSounds, isVowel, realize, type Sound, soundAfter, soundCount } from './phonology.js'

/** One reading of the letters after a stem. */
export interface Ending {
  readonly feats: Feats
  /** The sounds of stems after which the ending is spelled as the rules say, as bits. */
  readonly regular: number
  /** Those after which loans and names are met with it, that keep their own harmony or final. */
  readonly tolerated: number
  /** How many letters of the ending are case, at its end. */
  readonly caseLength: number
  /** How many of its letters belong to the lemma, by derivation, and the part of speech they make. */
  readonly lemmaLength: number
  readonly upos: Upos | undefined
  readonly suffixes: readonly string[]
}

/** A suffix spelled, after stems of some sounds. */
interface Arc {
  readonly edge: Edge
  readonly sound: Sound
  readonly regular: number
  readonly tolerated: number
}

type Arcs = ReadonlyMap<string, readonly Arc[]>

const stop = /[кқ]$/u
const isVowelLike = (spelling: string): boolean => isVowel(spelling) || spelling.startsWith('у')

/** What a suffix may follow by its final: bits of sounds. */
function allowedAfter(edge: Edge, finalNames: readonly string[]): number {
  if (edge.after === undefined) return allSounds
  let mask = 0
  for (const final of edge.after) mask |= 3 << (finalNames.indexOf(final) * 2)
  return mask
}
const finalNames = ['vowel', 'glide', 'lateral', 'nasal', 'voiced', 'voiceless']

/** All first suffixes of a state, by spelling: the stem is not known yet, so every sound is tried. */
function firstArcs(state: State): Arcs {
  const arcs = new Map<string, Arc[]>()
  for (const edge of edges[state]) {
    const allowed = allowedAfter(edge, finalNames)
    const bySounds = Array.from({ length: soundCount }, (_, sound) => realize(edge.template, sound))
    for (const form of new Set(bySounds)) {
      const bySound = new Map<Sound, { regular: number; tolerated: number }>()
      for (let sound = 0; sound < soundCount; sound++) {
        if ((allowed & (1 << sound)) === 0) continue
        const regular = bySounds[sound] === form
        if (!regular && !isTolerated(bySounds, sound, form)) continue
        const next = soundAfter(sound, form)
        const masks = bySound.get(next) ?? { regular: 0, tolerated: 0 }
        if (regular) masks.regular |= 1 << sound
        else masks.tolerated |= 1 << sound
        bySound.set(next, masks)
      }
      for (const [sound, masks] of bySound) addArc(arcs, form, { edge, sound, ...masks })
    }
  }
  return arcs
}

/** Either the harmony or the final is not the stem's, not both; and never a vowel too many or too few. */
function isTolerated(bySounds: readonly string[], sound: Sound, form: string): boolean {
  for (let other = 0; other < soundCount; other++) {
    if (bySounds[other] !== form || other < 2 !== sound < 2) continue
    const sameHarmony = (other & 1) === (sound & 1)
    const sameFinal = other >> 1 === sound >> 1
    if (sameHarmony !== sameFinal) return true
  }
  return false
}

function addArc(arcs: Map<string, Arc[]>, form: string, arc: Arc): void {
  const same = arcs.get(form)
  if (same === undefined) arcs.set(form, [arc])
  else same.push(arc)
}

/** The suffixes after another one: its sound is known, and they sound as they must. */
function laterArcs(state: State, sound: Sound): Arcs {
  const arcs = new Map<string, Arc[]>()
  for (const edge of edges[state]) {
    if ((allowedAfter(edge, finalNames) & (1 << sound)) === 0) continue
    const form = realize(edge.template, sound)
    addArc(arcs, form, { edge, sound: soundAfter(sound, form), regular: allSounds, tolerated: 0 })
  }
  return arcs
}

const first = new Map<State, Arcs>()
const later = new Map<number, Arcs>()
const longestSuffix = 9

function arcsOf(state: State, sound: Sound | undefined): Arcs {
  if (sound === undefined) {
    const made = first.get(state) ?? firstArcs(state)
    first.set(state, made)
    return made
  }
  const key = states.indexOf(state) * soundCount + sound
  const made = later.get(key) ?? laterArcs(state, sound)
  later.set(key, made)
  return made
}

const empty: Ending = {
  feats: {},
  regular: allSounds,
  tolerated: 0,
  caseLength: 0,
  lemmaLength: 0,
  upos: undefined,
  suffixes: [],
}

function walk(ending: string, at: number, state: State, sound: Sound | undefined, path: Ending, found: Ending[]): void {
  if (at === ending.length) {
    for (const last of finals[state]) found.push({ ...path, feats: { ...path.feats, ...last } })
    return
  }
  const arcs = arcsOf(state, sound)
  const most = Math.min(longestSuffix, ending.length - at)
  // A stop at the end of the suffix before is voiced before vowels, and only there.
  const before = path.suffixes.at(-1)
  const voiced = before !== undefined && /[ғг]$/u.test(before)
  const stopped = before !== undefined && stop.test(before)
  for (let length = 1; length <= most; length++) {
    const spelling = ending.slice(at, at + length)
    if (voiced && !isVowelLike(spelling)) return
    if (stopped && isVowelLike(spelling)) return
    const plain = arcs.get(spelling)
    if (plain !== undefined) for (const arc of plain) follow(ending, at + length, arc, spelling, path, found)
    const last = spelling.slice(-1)
    if ((last === 'ғ' || last === 'г') && at + length < ending.length) {
      const unvoiced = arcs.get(spelling.slice(0, -1) + (last === 'ғ' ? 'қ' : 'к'))
      if (unvoiced !== undefined) for (const arc of unvoiced) follow(ending, at + length, arc, spelling, path, found)
    }
  }
}

function follow(ending: string, at: number, arc: Arc, spelling: string, path: Ending, found: Ending[]): void {
  const derives = arc.edge.derives !== undefined
  walk(ending, at, arc.edge.to, arc.sound, {
    // A derived word begins anew.
    feats: derives ? arc.edge.feats : { ...path.feats, ...arc.edge.feats },
    regular: path.suffixes.length === 0 ? arc.regular : path.regular,
    tolerated: path.suffixes.length === 0 ? arc.tolerated : path.tolerated,
    caseLength: arc.edge.feats.Case !== undefined && arc.edge.derives === undefined ? spelling.length : 0,
    lemmaLength: derives ? at : path.lemmaLength,
    upos: arc.edge.derives ?? path.upos,
    suffixes: [...path.suffixes, spelling],
  }, found) // biome-ignore format: one step
}

const featsKey = (feats: Feats): string =>
  Object.keys(feats)
    .sort()
    .map((name) => `${name}=${feats[name]}`)
    .join('|')

const shared = new Map<string, Feats>()

/** Equal features are one object, sorted by name as Universal Dependencies writes them. */
export function internFeats(feats: Feats): Feats {
  const key = featsKey(feats)
  const before = shared.get(key)
  if (before !== undefined) return before
  const sorted = Object.fromEntries(
    Object.entries(feats).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
  )
  shared.set(key, sorted)
  return sorted
}

function parse(ending: string, start: State): readonly Ending[] {
  const found: Ending[] = []
  walk(ending, 0, start, undefined, empty, found)
  const byReading = new Map<string, Ending>()
  for (const one of found) {
    const key = `${featsKey(one.feats)} ${one.lemmaLength} ${one.upos}`
    const same = byReading.get(key)
    byReading.set(
      key,
      same === undefined
        ? { ...one, feats: internFeats(one.feats) }
        : { ...same, regular: same.regular | one.regular, tolerated: same.tolerated | one.tolerated },
    )
  }
  return [...byReading.values()]
}

/** Endings are few and recur, so each is read once; beyond this many they are forgotten and read again. */
const remembered = 40_000
const longestEnding = 30
const caches = new Map<State, Map<string, readonly Ending[]>>()
const nothing: readonly Ending[] = []

/** All readings of the letters after a stem that begins in a state. */
export function endingsOf(ending: string, start: State): readonly Ending[] {
  if (ending.length > longestEnding) return nothing
  let cache = caches.get(start)
  if (cache === undefined) {
    cache = new Map()
    caches.set(start, cache)
  }
  const before = cache.get(ending)
  if (before !== undefined) return before
  const made = parse(ending, start)
  if (cache.size >= remembered) cache.clear()
  cache.set(ending, made.length === 0 ? nothing : made)
  return made
}
