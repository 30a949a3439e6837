import type { Analysis, AnalyzedSentence, Word } from '../../language/schema.js'

import { lookUp } from './gazetteer.js'
import { Claims, type Found, type Role } from './mention.js'
import { headedAt, quotedAt, type ThingHit } from './organizations.js'
import { type NameHit, nameAfterTitle, nameAt } from './people.js'
import { type TitleHit, titleEndingAt } from './titles.js'

/** Every mention that the words of an article show: names, titles that stand for a person, pronouns. In reading order. */
export function findMentions(analysis: Analysis): readonly Found[] {
  const capitals = analysis.script !== 'Arab'
  return analysis.blocks.flatMap((block, blockIndex) =>
    block.block.kind === 'promo'
      ? []
      : block.sentences.flatMap((sentence, sentenceIndex) =>
          findInSentence(sentence, capitals).map(
            (found): Found => ({
              ...found,
              block,
              at: { block: blockIndex, sentence: sentenceIndex },
              sentence,
            }),
          ),
        ),
  )
}

type Part = Omit<Found, 'block' | 'at' | 'sentence'>

function findInSentence(sentence: AnalyzedSentence, capitals: boolean): readonly Part[] {
  const { words } = sentence
  const claims = new Claims()
  const found: Part[] = []
  const add = (part: Part): void => {
    found.push(part)
    claims.take(part)
  }
  const titles = findTitles(words)
  for (const part of findListed(words, capitals, titles)) add(part)
  for (let i = 0; i < words.length; i++) {
    const quoted = quotedAt(words, i)
    if (quoted !== undefined && !claims.has(quoted.from, quoted.to)) add(thing(quoted))
  }
  for (const title of titles) {
    const name = nameAfterTitle(words, title.to, claims)
    if (name !== undefined) add(person(name, roleOf(title, words, found)))
  }
  for (let i = 0; i < words.length; i++) {
    const headed = headedAt(words, i, claims)
    if (headed === undefined || titles.some((title) => title.from <= i && i < title.to)) continue
    // A document's name may hold the names of its parties, which stay mentions of their own.
    if (headed.type === 'document' || !claims.has(headed.from, headed.to)) add(thing(headed))
  }
  for (let i = 0; i < words.length; i++) {
    const name = nameAt(words, i, claims)
    if (name !== undefined) add(person(name))
  }
  nameWithRegions(found, words)
  for (const title of titles) {
    const isBeforeName = found.some(
      (part) => part.type === 'person' && part.from === title.to && part.role !== undefined,
    )
    if (isBeforeName || title.plural) continue
    const role = roleOf(title, words, found)
    const from = prefixStart(title, words, found)
    // A bare noun of office stands for its holder only where it is written or listed as doing so.
    const alone = title.title.alone === 'yes' || words[title.from]?.capital === true || from < title.from
    if (alone) found.push({ ...titlePart(title, role), from })
  }
  for (const [i, word] of words.entries()) {
    const pronoun = personalPronoun(word)
    if (pronoun !== undefined && !claims.has(i)) add({ ...pronoun, from: i, to: i + 1 })
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to)
}

/** "Ақтөбе облысы | Полиция департаменті": a body may also be called with the region before it. */
function nameWithRegions(found: Part[], words: readonly Word[]): void {
  for (const [i, part] of found.entries()) {
    if (part.type !== 'organization') continue
    const region = found.find(
      (other) => other.type === 'place' && other.to === part.from && /^(Nom|Gen)$/u.test(other.case ?? ''),
    )
    if (region === undefined) continue
    const written = words
      .slice(region.from, region.to)
      .map((word) => word.form)
      .join(' ')
    found[i] = { ...part, aliases: [...part.aliases, `${written} ${part.name}`, `${region.name} ${part.name}`] }
  }
}

const person = (name: NameHit, role?: Role): Part => ({
  from: name.from,
  to: name.to,
  type: 'person',
  kind: 'name',
  name: name.name,
  case: name.case,
  aliases: [],
  ...(role === undefined ? {} : { role }),
  ...(name.confidence === undefined ? {} : { confidence: name.confidence }),
})

const thing = ({ from, to, type, name, case: caseName, aliases }: ThingHit): Part => ({
  from, to, type, kind: 'name', name, case: caseName, aliases,
}) // biome-ignore format: one row

const titlePart = (title: TitleHit, role: Role): Part => ({
  from: title.from,
  to: title.to,
  type: 'person',
  kind: 'title',
  name: title.title.title,
  aliases: [],
  role,
  ...(title.case === undefined ? {} : { case: title.case }),
})

const pronouns = new Set(['ол'])

function personalPronoun(word: Word): Omit<Part, 'from' | 'to'> | undefined {
  const analysis = word.analyses[0]
  if (analysis?.upos !== 'PRON' || !pronouns.has(analysis.lemma)) return undefined
  return { type: 'person', kind: 'pronoun', name: analysis.lemma, case: analysis.feats.Case ?? 'Nom', aliases: [] }
}

function findTitles(words: readonly Word[]): readonly TitleHit[] {
  const hits: TitleHit[] = []
  for (let last = words.length - 1; last >= 0; last--) {
    const title = titleEndingAt(words, last)
    if (title === undefined) continue
    hits.push(title)
    last = title.from
  }
  return hits.reverse()
}

/** Names of the lists; one that is also a given name before a surname, or is inside a title, is left to those. */
function findListed(words: readonly Word[], capitals: boolean, titles: readonly TitleHit[]): readonly Part[] {
  const found: Part[] = []
  for (let i = 0; i < words.length; i++) {
    const hit = lookUp(words, i, capitals)
    const word = words[i]
    if (hit === undefined && word?.kind === 'url' && /^[\p{L}\d.-]+$/u.test(word.form)) {
      // A host in running text is how an outlet or a site is called.
      found.push({ from: i, to: i + 1, type: 'organization', kind: 'name', name: word.form, case: 'Nom', aliases: [] })
    }
    if (hit === undefined) continue
    const single = hit.to - hit.from === 1
    if (single && isPersonal(words, i)) continue
    if (titles.some((title) => title.from <= i && hit.to <= title.to)) continue
    found.push({
      from: hit.from,
      to: hit.to,
      type: hit.listed.type,
      kind: 'name',
      name: hit.listed.name,
      aliases: hit.listed.aliases,
      ...(hit.case === undefined ? {} : { case: hit.case }),
      ...(hit.listed.country === undefined ? {} : { country: hit.listed.country }),
      ...(hit.listed.isCountry === undefined ? {} : { isCountry: hit.listed.isCountry }),
    })
    i = hit.to - 1
  }
  return found
}

/** A listed place that is a person here: Абай Құнанбайұлы. */
const isPersonal = (words: readonly Word[], i: number): boolean => {
  const next = words[i + 1]
  return next?.capital === true && /(?:ұлы|қызы|ов|ова|ев|ева)$/u.test(next.analyses[0]?.base ?? next.form)
}

/** The country or institution that stands before a title: Қытай Төрағасы, БҰҰ Бас хатшысы, Қытай мемлекетінің басшысы. */
function prefixOf(title: TitleHit, words: readonly Word[], found: readonly Part[]): Part | undefined {
  let end = title.from
  while (end > 0 && /^(мемлекетінің|елінің|республикасының|үкіметінің)$/u.test(words[end - 1]?.lower ?? '')) end--
  return found.find(
    (part) =>
      part.to === end &&
      (part.type === 'place' || part.type === 'organization') &&
      (part.case === undefined || part.case === 'Nom' || part.case === 'Gen'),
  )
}

const prefixStart = (title: TitleHit, words: readonly Word[], found: readonly Part[]): number =>
  prefixOf(title, words, found)?.from ?? title.from

function roleOf(title: TitleHit, words: readonly Word[], found: readonly Part[]): Role {
  const prefix = prefixOf(title, words, found)
  const before =
    prefix === undefined ? undefined : found.find((part) => part.to === prefix.from && part.isCountry === true)
  const country =
    prefix?.isCountry === true ? prefix.country : (before?.country ?? prefix?.country ?? title.title.country)
  return {
    title: title.title.title,
    role: title.title.role,
    ...(country === undefined ? {} : { country }),
    ...(prefix === undefined || prefix.isCountry === true ? {} : { of: prefix.name }),
  }
}
