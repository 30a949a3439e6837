import { decline, type Range } from 'kazakh'
import { countries, type Listed } from '../../data/lists.js'
import type { Analysis, AnalyzedBlock, AnalyzedSentence, Word } from '../../language/schema.js'
import { isPossessed, isPunctuation, lemmaOf } from '../../language/words.js'
import { isOwnName as isNameOf } from '../attribution/own.js'
import { tellsNews } from '../news.js'
import { spanOf } from '../span.js'
import { type GazetteerHit, lookUp, lookUpName } from './gazetteer.js'
import { keyOf, personKey } from './keys.js'
import { Claims, described, type Found, type Part, type Role } from './mention.js'
import { nationOf } from './nations.js'
import {
  abbreviatedAt,
  headAt,
  headedAt,
  headKey,
  namesakeAt,
  quotedAt,
  type ThingHit,
  workAt,
} from './organizations.js'
import {
  allPartsOfName,
  bylineIn,
  isGivenName,
  isLastPart,
  isSurname,
  isUnlisted,
  type NameContext,
  type NameHit,
  nameAfterTitle,
  nameAt,
  namesInList,
  partsOfName,
  respelled,
  shortNameAt,
} from './people.js'
import { type TitleHit, titleEndingAt } from './titles.js'
import { sentenceCase, stateBodyAt, unitAt } from './units.js'

/** A name that a tagger found: the words of a sentence from `from` up to `to`. */
export interface TaggedName {
  readonly from: number
  readonly to: number
  readonly type: Found['type']
  readonly confidence: number
}

/** What finds names by a model, sentence by sentence; what the rules find wins where the two overlap. */
export type Tagger = (words: readonly Word[]) => readonly TaggedName[]

/**
 * Every mention that the words of an article show: names, titles that stand for a person, pronouns. In reading order.
 * What shows itself is found first in the whole article; then what only the rest of the article shows to be a name.
 */
export function findMentions(analysis: Analysis, tagger?: Tagger): readonly Found[] {
  const article = articleOf(analysis)
  const bylines = bylinesOf(analysis.blocks)
  const all = analysis.blocks.flatMap((block, blockIndex) =>
    !tellsNews(block.block) && !bylines.has(block)
      ? []
      : block.sentences.map((sentence, sentenceIndex) => {
          const finder = new SentenceFinder(sentence, article, speechIn(block))
          finder.findSure()
          return { block, sentence, at: { block: blockIndex, sentence: sentenceIndex }, finder }
        }),
  )
  return all.flatMap(({ block, sentence, at, finder }) =>
    finder.findRest(tagger?.(sentence.words) ?? []).map((part): Found => {
      const found = { ...part, block, at, sentence }
      if (analysis.script === 'Cyrl') return found
      const { kind, type, name } = found
      if (kind === 'name' && type === 'person') return { ...found, name: respelled(name) }
      if (kind !== 'name' || type === 'person') return found
      const spelt = { ...found, name: spelledAsListed(withTsiya(name)), aliases: found.aliases.map(withTsiya) }
      return analysis.script === 'Latn' ? withSpelling(spelt) : spelt
    }),
  )
}

/** Short lines right before or after what is told, and no comments: who wrote it, for whom, from where. */
function bylinesOf(blocks: readonly AnalyzedBlock[]): ReadonlySet<AnalyzedBlock> {
  const found = new Set<AnalyzedBlock>()
  const isShort = ({ block, sentences }: AnalyzedBlock): boolean =>
    block.kind === 'other' && sentences.length === 1 && (sentences[0]?.words.length ?? 0) <= longestByline
  let near = 3
  for (const block of blocks) {
    const { kind, text } = block.block
    if (/^(?:heading|lead|paragraph|quote)$/u.test(kind)) near = 3
    else if (near > 0 && isShort(block) && !aboutComments.test(text)) {
      found.add(block)
      near--
    } else near = 0
  }
  return found
}

const aboutComments = /пікір|коммент|komment|pikir|comment/iu

const longestByline = 8

/** Федерасиясы, полисия, академьялық, where an alphabet has one letter for с and ц, or for и and ь. */
const withTsiya = (name: string): string =>
  name.replace(/(?<=[аеиоуөүұк])си(?=я)/gu, 'ци').replace(/(?<=[бвгджзклмнпрстфхцш])ья(?=л[ыі])/gu, 'ия')

/** Вольга, which another alphabet made of Волга: as the lists spell what is read alike. */
function spelledAsListed(name: string): string {
  const listed = lookUpName(name)
  return (
    [listed?.name, ...(listed?.aliases ?? [])].find((one) => one !== undefined && keyOf(one) === keyOf(name)) ?? name
  )
}

/** In a Latin article a name may be that of a foreign thing: «Antiquity» is called so too. */
function withSpelling(found: Found): Found {
  const { block, sentence, from, to } = found
  const isPlain = found.case === 'Nom' || /^[»”“"]$/u.test(sentence.words[to]?.form ?? '')
  if (found.kind !== 'name' || found.type === 'person' || !isPlain) return found
  const { text } = spanOf(block, { start: sentence.words[from]?.start ?? 0, end: sentence.words[to - 1]?.end ?? 0 })
  return { ...found, written: [...(found.written ?? []), text] }
}

/** What the sentences of an article learn from each other. */
interface ArticleContext {
  readonly capitals: boolean
  readonly isCyrillic: boolean
  readonly date: string | undefined
  /** Keys of parts of people's names. */
  readonly parts: Set<string>
  /** The same of names of several parts, name by name. */
  readonly fullNames: (readonly string[])[]
  /** Keys of names that were shown to be organizations. */
  readonly organizations: Set<string>
  /** What quoted names are of, by their keys: where their noun stands beside them once, it need not elsewhere. */
  readonly quoted: Map<string, ThingHit['type']>
  /** Parliaments of other countries, by their noun. */
  readonly parliaments: Map<string, Part>
  /** Common nouns that stand right before a person's name: they may mean that person again. */
  readonly described: Set<string>
  /** Abbreviations that the article explains, with what they are of. */
  readonly abbreviations: Map<string, Part>
  /** What the body is called in Latin on whose own site the article is. */
  readonly self: string | undefined
  /** Listed names that stand with a capital inside a sentence: they are names at the start of one as well. */
  readonly inside: ReadonlySet<string>
}

function articleOf(analysis: Analysis): ArticleContext {
  const inside = new Set<string>()
  let words = 0
  let capitals = 0
  for (const { sentences } of analysis.blocks) {
    for (const sentence of sentences) {
      for (const [i, word] of sentence.words.entries()) {
        if (word.kind !== 'word') continue
        words++
        if (!word.capital) continue
        capitals++
        if (i > 0 && !isPunctuation(sentence.words[i - 1])) for (const key of keysOf(word)) inside.add(key)
      }
    }
  }
  return {
    capitals: analysis.script !== 'Arab' && capitals * 100 > words,
    isCyrillic: analysis.script === 'Cyrl',
    date: analysis.article.publishedAt?.slice(0, 10),
    parts: new Set(),
    fullNames: [],
    organizations: new Set(),
    quoted: new Map(),
    parliaments: new Map(),
    described: new Set(),
    abbreviations: new Map(),
    inside,
    self: analysis.script === 'Cyrl' ? selfOf(analysis) : undefined,
  }
}

/** The name in Latin that the site of an article is called by, as its text writes it: EcoNova of econova.kz. */
function selfOf({ blocks, article: { source } }: Analysis): string | undefined {
  const forms = new Set<string>()
  for (const { sentences } of blocks)
    for (const { words } of sentences) for (const word of words) if (isLatin(word)) forms.add(word.form)
  const own = [...forms].filter((form) => form.length >= 3 && isNameOf(form, source))
  return own.find((form) => form !== form.toUpperCase()) ?? own[0]
}

const keysOf = (word: Word): readonly string[] => [keyOf(word.form), ...word.analyses.map((a) => keyOf(a.base))]

class SentenceFinder {
  readonly #words: readonly Word[]
  readonly #article: ArticleContext
  readonly #capitals: boolean
  readonly #claims = new Claims()
  readonly #people = new Claims()
  readonly #titles: readonly TitleHit[]
  readonly #names: NameContext
  readonly #chained: Set<TitleHit> = new Set()
  /** Titles before a name that is another person's. */
  readonly #apart: Set<TitleHit> = new Set()
  readonly #speech: readonly Range[]
  #found: Part[] = []

  constructor(sentence: AnalyzedSentence, article: ArticleContext, speech: readonly Range[]) {
    this.#words = sentence.words
    this.#speech = speech
    this.#article = article
    // A heading in capitals says of no word that it is a name.
    this.#capitals = article.capitals && !isShouted(sentence.words)
    this.#titles = findTitles(sentence.words)
    const titles = this.#titles
    this.#names = {
      claims: this.#claims,
      capitals: this.#capitals,
      parts: article.parts,
      fullNames: article.fullNames,
      isTitle: (at) => titles.some((title) => title.from === at),
      isHead: (at) => headAt(sentence.words, at) !== undefined,
    }
  }

  findSure(): void {
    const words = this.#words
    for (const part of this.#listed()) {
      this.#add(part)
      if (part.type === 'person') this.#show(part.name)
    }
    this.#joinParliaments()
    for (let i = 0; i < words.length; i++) {
      const quoted = quotedAt(words, i, this.#capitals, () => undefined)
      if (quoted === undefined) continue
      this.#replace(quoted)
      this.#article.quoted.set(keyOf(quoted.name), quoted.type)
    }
    for (let i = 0; i < words.length; i++) {
      const work = workAt(words, i)
      if (work === undefined) continue
      this.#found = this.#found.filter((part) => part.to <= work.from || work.to <= part.from)
      this.#claims.take(work)
    }
    for (let i = 0; i < words.length; i++) {
      const whole = abbreviatedAt(words, i)
      if (whole === undefined || this.#found.some((part) => part.from <= whole.from && part.to === whole.to)) continue
      this.#found = this.#found.filter((part) => part.to <= whole.from || whole.short < part.from)
      this.#add(thing(whole))
      this.#add({ ...thing(whole), from: whole.short, to: whole.short + 1, case: 'Nom' })
      const letters = words[whole.short]?.form ?? ''
      this.#article.abbreviations.set(letters, thing(whole))
    }
    for (let i = 0; i < words.length; i++) {
      const named = namesakeAt(words, i, this.#capitals)
      if (named === undefined) continue
      this.#found = this.#found.filter((part) => part.to <= named.from || named.to <= part.from)
      this.#add(thing(named))
      i = named.to - 1
    }
    for (let i = 0; i < words.length; i++) {
      const to = latinRun(words, i)
      const plus = to > i && !this.#claims.has(i, to) && this.#article.isCyrillic ? this.#plusAt(i, to) : undefined
      if (plus !== undefined) this.#add(plus)
      if (to - i < 2 || this.#claims.has(i, to) || !this.#article.isCyrillic) continue
      // Toyota Camry is a car, and so is what a noun calls one: «LADA Largus» көлігі.
      const first = lookUp(words, i, true, this.#article.date)
      if (first?.listed.kind === 'company' || first?.listed.kind === 'maker' || isProduct(words, to)) {
        i = to - 1
        continue
      }
      const vision = words[to]?.kind === 'number' && /^20\d\d$/u.test(words[to].form) ? to + 1 : to
      this.#add({
        from: i,
        to: vision,
        type: vision > to || isUndertaking(words, to) ? 'initiative' : 'organization',
        kind: 'name',
        name: this.#text(i, vision),
        case: 'Nom',
        aliases: [],
        confidence: 0.6,
      })
      i = vision - 1
    }
    for (const make of makesIn(words)) {
      this.#found = this.#found.filter((part) => part.to <= make.from || make.to <= part.from)
      this.#claims.take(make)
    }
    const outlet = datelineOutlet(words)
    if (outlet !== undefined && !this.#claims.has(outlet.from, outlet.to))
      this.#add({
        ...outlet,
        type: 'organization',
        kind: 'name',
        name: this.#text(outlet.from, outlet.to),
        case: 'Nom',
        aliases: [],
      })
    this.#nameTitled()
    for (let i = 0; i < words.length; i++) {
      const name = nameAt(words, i, this.#names)
      if (name !== undefined) this.#addPerson(name)
    }
    for (const name of namesInList(words, this.#names)) this.#addPerson(name)
    const byline = bylineIn(words, this.#names)
    if (byline !== undefined) this.#addPerson(byline)
    for (const part of this.#found) {
      if (part.type === 'organization') {
        this.#article.organizations.add(keyOf(part.name))
        for (const alias of part.aliases) this.#article.organizations.add(keyOf(alias))
      }
    }
  }

  /** "Перу Конгресі | Хуан Санчесті босатты": the parliament of a country, and no first name of whom follows. */
  #joinParliaments(): void {
    if (!this.#capitals) return
    for (const land of this.#found.filter(({ isCountry, case: form }) => isCountry === true && form === 'Nom')) {
      const word = this.#words[land.to]
      const head = headAt(this.#words, land.to)
      if (word?.capital !== true || head === undefined || !isParliament.test(head.head)) continue
      const reading = word.analyses.find(({ feats }) => feats['Person[psor]'] === '3')
      if (reading === undefined || land.country === 'KZ') continue
      const body: Part = {
        from: land.from,
        to: land.to + 1,
        type: 'organization',
        kind: 'name',
        name: `${this.#text(land.from, land.to)} ${reading.base}`,
        case: reading.feats.Case ?? 'Nom',
        aliases: [],
        ...(land.country === undefined ? {} : { country: land.country }),
      }
      this.#found = this.#found.filter((part) => part.to <= body.from || body.to <= part.from)
      this.#add(body)
      this.#article.parliaments.set(head.head, body)
    }
  }

  /** "Конгресс төрағасы", after "Перу Конгресі" was named: that one, and not the best known. */
  #ofArticle(part: Part): Part {
    if (part.listedKind !== 'parliament' || part.to - part.from !== 1 || part.country === 'KZ') return part
    const named = this.#article.parliaments.get(headAt(this.#words, part.from)?.head ?? '')
    return named === undefined ? part : { ...named, from: part.from, to: part.to, case: part.case ?? 'Nom' }
  }

  /** Names with a title before them, or with several: "облыс әкімінің орынбасары, профессор …". */
  #nameTitled(): void {
    const words = this.#words
    let next: { readonly title: TitleHit; readonly at: number } | undefined
    for (const title of this.#titles.toReversed()) {
      if (title.plural || (title.case ?? 'Nom') !== 'Nom') {
        next = undefined
        continue
      }
      const role = this.#roleOf(title)
      const chained =
        next !== undefined && joinsTitles(words, title.to, next.title.from, this.#found) ? next.at : undefined
      if (chained !== undefined) {
        const at = chained
        this.#found = this.#found.map((part) =>
          part.from === at && part.type === 'person' ? { ...part, also: [...(part.also ?? []), role] } : part,
        )
        this.#chained.add(title)
        next = { title, at }
        continue
      }
      const after = afterTitle(words, title)
      const listed = this.#found.findIndex((part) => part.from === after && part.type === 'person')
      const known = this.#found[listed]
      if (known !== undefined) {
        const span = { from: this.#prefixStart(title), to: title.to }
        this.#found[listed] = { ...known, role, title: span }
        next = { title, at: after }
        continue
      }
      const name = nameAfterTitle(words, after, this.#names)
      if (name !== undefined && this.#isObject(title, name)) {
        this.#apart.add(title)
        this.#addPerson(name)
        next = undefined
        continue
      }
      if (name !== undefined) this.#addPerson(name, role, title)
      next = name === undefined ? undefined : { title, at: name.from }
    }
  }

  /**
   * "Мемлекет басшысы | Асан Үсеновті министр қызметіне тағайындады" (the head of state appointed Asan Üsenov): the title
   * opens an active sentence that names nobody else as its subject, so it is the subject.
   */
  #isObject(title: TitleHit, name: NameHit): boolean {
    if (title.title.role !== 'head-of-state' || name.case !== 'Acc') return false
    const words = this.#words
    const verb = words.findLast((word) => word.analyses[0]?.feats.VerbForm !== undefined)
    const isActive = verb?.analyses.every(({ feats }) => feats.Voice !== 'Pass') === true
    const hasSubject =
      this.#titles.some((other) => other.from >= name.to && !isGiven.test(words[other.to]?.lower ?? '')) ||
      this.#found.some(({ type, case: form, to }) => type === 'person' && form === 'Nom' && to <= title.from) ||
      words.some((_, i) => i >= name.to && nameAt(words, i, this.#names)?.case === 'Nom')
    return isActive && !hasSubject
  }

  findRest(tagged: readonly TaggedName[]): readonly Part[] {
    const words = this.#words
    for (let i = 0; i < words.length; i++) {
      const quoted = quotedAt(words, i, this.#capitals, (name) => this.#typeOf(name, i))
      if (quoted !== undefined && !this.#claims.has(quoted.from, quoted.to)) this.#add(thing(quoted))
    }
    for (const [i, word] of words.entries()) {
      const letters = /^\p{Lu}{2,9}/u.exec(word.form)?.[0]
      const whole = letters === undefined ? undefined : this.#article.abbreviations.get(letters)
      if (whole === undefined || this.#claims.has(i)) continue
      const reading = word.analyses.find((a) => a.base === letters)
      if (reading === undefined && word.form !== letters) continue
      this.#add({ ...whole, from: i, to: i + 1, case: reading?.feats.Case ?? 'Nom' })
    }
    for (let i = 0; i < words.length; i++) {
      const name = shortNameAt(words, i, this.#names)
      if (name !== undefined && this.#article.parts.size > 0 && this.#isShown(name)) this.#addPerson(name)
    }
    for (let i = 0; i < words.length; i++) if (!this.#addUnit(i) && !this.#addStateBody(i)) this.#addHeaded(i)
    this.#addSelf()
    for (let i = 0; i < words.length; i++) this.#addShared(i)
    for (let i = 0; i < words.length; i++) {
      const name = shortNameAt(words, i, this.#names)
      if (name !== undefined) this.#addPerson(name)
    }
    for (const name of tagged) this.#addTagged(name)
    this.#joinRegions()
    this.#joinStates()
    this.#giveOffices()
    for (const title of this.#titles) this.#addTitle(title)
    this.#dropSeats()
    for (let i = 0; i < words.length; i++) this.#addPlain(i)
    for (let i = 0; i < words.length; i++) this.#addDescribed(i)
    for (const [i, word] of words.entries()) {
      const pronoun = personalPronoun(word)
      if (pronoun !== undefined && !this.#claims.has(i) && !this.#isSaid(i))
        this.#add({ ...pronoun, from: i, to: i + 1 })
    }
    return this.#found
      .map((part) => this.#withCity(part))
      .map((part) => (this.#isSaid(part.from) ? { ...part, said: true } : part))
      .sort((a, b) => a.from - b.from || b.to - a.to)
  }

  /** The body on whose site the article is, but where its name alone signs a line. */
  #addSelf(): void {
    const { self } = this.#article
    if (self === undefined || this.#words.length <= 3) return
    for (const [i, word] of this.#words.entries()) {
      if (this.#claims.has(i) || !isLatin(word) || keyOf(word.form) !== keyOf(self)) continue
      // "Econova төрағасы": a title that the body is part of.
      if (this.#names.isTitle(i + 1) || this.#words[i + 1]?.form === '+') continue
      this.#add({
        from: i, to: i + 1, type: 'organization', kind: 'name', name: self, case: 'Nom', aliases: [], confidence: 0.8,
      }) // biome-ignore format: one row
    }
  }

  /** "Алматы | қаласында" (in the city of): the noun is of the name, and bears its case. */
  #withCity(part: Part): Part {
    const next = this.#words[part.to]
    if (part.type !== 'place' || part.kind !== 'name' || (part.case ?? 'Nom') !== 'Nom' || part.isCountry === true)
      return part
    const reading = next?.analyses.find(({ lemma, feats }) => lemma === 'қала' && feats['Person[psor]'] === '3')
    if (reading === undefined || reading.feats.Number === 'Plur' || this.#claims.has(part.to)) return part
    return { ...part, to: part.to + 1, case: reading.feats.Case ?? 'Nom' }
  }

  #add(found: Part): void {
    const { name } = found
    // In a text without capitals a name is still given with one.
    const isPlain = !this.#capitals && found.kind === 'name' && !/^\p{Script=Latin}/u.test(name)
    const part = isPlain
      ? { ...found, name: found.type === 'organization' ? sentenceCase(name) : initial(name) }
      : found
    this.#found.push(part)
    this.#claims.take(part)
    if (part.type === 'person') this.#people.take(part)
  }

  #addPerson(hit: NameHit, role?: Role, title?: TitleHit): void {
    const before = title === undefined ? {} : { title: { from: this.#prefixStart(title), to: title.to } }
    const noun = role === undefined ? this.#nounBefore(hit.from) : undefined
    if (noun !== undefined) this.#article.described.add(noun)
    const also = noun === undefined ? {} : { also: [{ title: noun, role: described }] }
    this.#add({ ...person(hit, role), ...before, ...also })
    if (hit.confidence === undefined || hit.confidence >= 0.5) this.#show(hit.name)
  }

  /** Remembers of what parts a name is: whoever is called by one of them is then known. */
  #show(name: string): void {
    for (const part of partsOfName(name)) this.#article.parts.add(part)
    const parts = allPartsOfName(name)
    if (parts.length > 1) this.#article.fullNames.push(parts)
  }

  /** "көп балалы | ана | Бекзада": the common noun that says who a person is. */
  #nounBefore(at: number): string | undefined {
    const word = this.#words[at - 1]
    if (word === undefined || word.capital || this.#claims.has(at - 1)) return undefined
    const noun = nounReading(word)
    return noun?.feats.Case === 'Nom' && headAt(this.#words, at - 1) === undefined
      ? noun.lemma.toLowerCase()
      : undefined
  }

  /** "дейді ана", where the article has shown a mother by name. */
  #addDescribed(at: number): void {
    const word = this.#words[at]
    if (word === undefined || this.#claims.has(at) || this.#isSaid(at)) return
    const reading = nounReading(word)
    if (reading === undefined || reading.feats.Number === 'Plur') return
    const noun = reading.lemma.toLowerCase()
    if (!this.#article.described.has(noun) || this.#isInTitle(at)) return
    if (this.#found.some((part) => part.type === 'person' && part.from === at + 1)) return
    this.#add({
      from: at, to: at + 1, type: 'person', kind: 'title', name: noun, case: reading.feats.Case ?? 'Nom', aliases: [],
      role: { title: noun, role: described }, weak: true,
    }) // biome-ignore format: one row
  }

  /** "Министр Дания Тілеген": after a title, before a word that is in no list, what names a land as well is a given name. */
  #isNamedAfterTitle(at: number): boolean {
    const next = this.#words[at + 1]
    const isAfterTitle = this.#titles.some(({ to, case: form }) => to === at && (form ?? 'Nom') === 'Nom')
    return isAfterTitle && next !== undefined && isUnlisted(next) && headAt(this.#words, at + 1) === undefined
  }

  #isShown(name: NameHit): boolean {
    return partsOfName(name.name).some((part) => this.#article.parts.has(part))
  }

  /** A quoted name with its noun is stronger than a listed name inside it: «Қайрат» клубы. */
  #replace(quoted: ThingHit): void {
    const inside = this.#found.filter((part) => part.from < quoted.to && quoted.from < part.to)
    if (inside.some((part) => part.from < quoted.from - 1 || part.to > quoted.to + 1)) return
    const same = inside.find((part) => part.from === quoted.from && part.to === quoted.to && part.type === quoted.type)
    if (same !== undefined || (inside.length > 0 && quoted.type === 'document')) {
      if (same !== undefined) return
    }
    this.#found = this.#found.filter((part) => !inside.includes(part))
    this.#add(thing(quoted))
  }

  #typeOf(name: string, at: number): ThingHit['type'] | undefined {
    return this.#article.quoted.get(keyOf(name)) ?? (this.#isOrganization(name, at) ? 'organization' : undefined)
  }

  #isOrganization(name: string, at: number): boolean {
    if (this.#article.organizations.has(keyOf(name))) return true
    const words = this.#words
    let close = at + 1
    while (close - at <= 5 && close < words.length && !/^[»”“"]$/u.test(words[close]?.form ?? '')) close++
    if (close >= words.length || close - at > 5) return false
    // «Politiken»: a name in another alphabet, in a text that is not.
    if (isProduct(words, close)) return false
    if (/^[A-Za-z][A-Za-z\s.-]+$/u.test(name)) return true
    // "«Тобылдың» бас бапкері" (the head coach of Tobol)
    if (this.#titles.some((title) => title.from === close + 1)) return true
    // "… 6 қыркүйек – «Сыр таңы»": a dateline ends with the outlet.
    return isDateline(words, at)
  }

  /** Names of the lists; one that is also a given name before a surname, or is inside a title, is left to those. */
  #listed(): readonly Part[] {
    const words = this.#words
    const found: Part[] = []
    for (let i = 0; i < words.length; i++) {
      const hit = lookUp(words, i, this.#capitals, this.#article.date)
      const word = words[i]
      if (hit === undefined && word?.kind === 'url' && /^[\p{L}\d.-]+$/u.test(word.form)) {
        // A host in running text is how an outlet or a site is called.
        found.push({
          from: i, to: i + 1, type: 'organization', kind: 'name', name: hostOf(word.form), case: 'Nom', aliases: [],
        }) // biome-ignore format: one row
      }
      if (hit === undefined) continue
      // "Мәскеуде Горбачев" (in Moscow, Gorbachev): a name with a case does not go on.
      const isName =
        (hit.case ?? 'Nom') === 'Nom' &&
        hit.listed.kind !== 'parliament' &&
        (isPersonal(words, i, hit.listed) || this.#isNamedAfterTitle(i))
      // "Шевченкоға", after "Олег Шевченко" was named: he, and not the town.
      const isShown =
        word !== undefined &&
        hit.listed.type === 'place' &&
        !/^(?:Loc|Abl)$/u.test(hit.case ?? '') &&
        isLastPart(word, this.#names)
      if (hit.to - hit.from === 1 && (isName || isShown || this.#isCommon(i, hit.listed))) continue
      // Without capitals: "қабыл алды" (accepted) is no city, and «Арай» | хабар агенттігі is not Хабар.
      const isPart =
        (hit.listed.type === 'place' &&
          hit.case === 'Nom' &&
          headAt(words, hit.to) === undefined &&
          words[hit.to]?.analyses.some(({ upos }) => upos === 'VERB') === true) ||
        (hit.listed.type === 'organization' && isClosing(words[i - 1]))
      if (!this.#capitals && isPart) continue
      // "Абай облыстық полиция департаменті": a region may have a person's name.
      if (hit.listed.type === 'person' && /^(?:облыстық|аудандық|қалалық)$/u.test(words[hit.to]?.lower ?? '')) continue
      // Toyota Camry is a car.
      if (hit.listed.kind === 'company' && isLatin(words[hit.to])) continue
      if (hit.listed.kind === 'maker' && !isFirm(words, hit.to)) continue
      // "Qazaqstan Media": a longer name in another alphabet.
      if (this.#article.isCyrillic && isLatin(word) && latinRun(words, i) > hit.to) continue
      // "Астана күні" (the day of Astana) is a feast.
      if (
        hit.listed.type === 'place' &&
        hit.case === 'Nom' &&
        /^күні(?:не|нде|нен|нің|н)?$/u.test(words[hit.to]?.lower ?? '')
      )
        continue
      if (isNamesake(words, hit) || (hit.listed.isCountry === true && isMoney(words[hit.to]))) continue
      if (
        this.#titles.some(
          (title) =>
            title.from <= i &&
            (hit.to === title.to || (hit.to < title.to && title.title.role === 'head-of-government')),
        )
      )
        continue
      // ОПЕК+ is not ОПЕК.
      const plus = hit.listed.type === 'organization' ? this.#plusAt(i, hit.to) : undefined
      found.push(plus ?? this.#ofArticle(this.#trimmed(this.#asNamed(listedPart(hit)))))
      i = hit.to - 1
    }
    return found
  }

  /** "ОПЕК+", "Arai+": a name that ends with the sign. */
  #plusAt(from: number, to: number): Part | undefined {
    if (this.#words[to]?.form !== '+' || !this.#isJoined(to)) return undefined
    const name = this.#text(from, to + 1)
    return { from, to: to + 1, type: 'organization', kind: 'name', name, case: 'Nom', aliases: [] }
  }

  /** "Қарасу | ауылы" is no Қарасу ауданы: the noun after a short name may say that another place bears it. */
  #asNamed(part: Part): Part {
    const short = part.name.split(' ')[0] ?? part.name
    const own = part.name.split(' ').at(-1) ?? ''
    const noun = part.to - part.from === 1 ? headAt(this.#words, part.to)?.head : undefined
    const isOther =
      part.type === 'place' && own !== short && noun !== undefined && dropped.has(noun) && !own.startsWith(noun)
    if (!isOther || !/^(?:district|region)$/u.test(part.listedKind ?? '')) return part
    const { listedKind: _, ...named } = part
    return { ...named, name: short, aliases: [] }
  }

  /** "Сырдария өзені" is called Сырдария: the noun of a city, village or river is no part of the mention. */
  #trimmed(part: Part): Part {
    const last = this.#words[part.to - 1]
    const written =
      this.#text(part.from, part.to - 1) +
      (part.to - part.from > 1 && !this.#isJoined(part.to - 1) ? ' ' : '') +
      (last === undefined ? '' : baseIn(last, part))
    const named = { ...part, written: [written] }
    if (part.type !== 'place' || part.to - part.from !== 2) return named
    const head = headAt(this.#words, part.to - 1)
    if (head === undefined || !dropped.has(head.head)) return named
    return { ...named, to: part.to - 1, aliases: [...part.aliases, this.#text(part.from, part.to - 1)] }
  }

  /** A listed name that is also a common word ("Есікті", the door), where the capital or the lack of it says nothing. */
  #isCommon(at: number, { type, kind, isWord: isListedWord }: Listed): boolean {
    const word = this.#words[at]
    if (word === undefined || (word.form.length > 1 && word.form === word.form.toUpperCase() && this.#capitals))
      return false
    const isStable =
      type === 'place' ||
      type === 'document' ||
      kind === 'government' ||
      kind === 'parliament' ||
      kind === 'international'
    const isWord = isStable
      ? isListedWord === true
      : word.analyses.some(({ upos, confidence }) => upos !== 'PROPN' && upos !== 'X' && confidence >= 0.9)
    if (!isWord) return false
    if (!this.#capitals) return true
    return opens(this.#words, at) && !keysOf(word).some((key) => this.#article.inside.has(key))
  }

  #isInTitle(at: number): boolean {
    return this.#titles.some(({ from, to }) => from <= at && at < to)
  }

  /** "Қостанай облысының полиция департаменті": a body of a place, or within another body. */
  #addUnit(at: number): boolean {
    const hit = this.#isInTitle(at) ? undefined : unitAt(this.#words, at, this.#found, (i) => this.#isInTitle(i))
    if (hit === undefined) return false
    this.#found = this.#found.filter((part) => !hit.inside.includes(part))
    this.#add(hit.part)
    return true
  }

  /** "… деп хабарлады ауыл шаруашылығы министрлігі", in small letters. */
  #addStateBody(at: number): boolean {
    const body = stateBodyAt(this.#words, at, (i) => !this.#claims.has(i) && !this.#isInTitle(i))
    if (body === undefined) return false
    const place = this.#placeBefore(body.from)
    if (place === undefined || place.country === body.country) this.#add(body)
    else {
      // "Украина қорғаныс министрлігі" is not the one of the lists.
      const written = body.aliases[0] ?? body.name
      const { listedKind: _, country: __, ...plain } = body
      const own = place.country === undefined ? plain : { ...plain, country: place.country }
      this.#add(
        this.#joined(place, { ...own, name: written.slice(0, 1).toLowerCase() + written.slice(1), aliases: [] }),
      )
    }
    return true
  }

  #addHeaded(at: number): void {
    const words = this.#words
    const headed = headedAt(words, at, this.#claims, this.#capitals, (i) => this.#isOther(i))
    if (headed === undefined) {
      this.#addAfterName(at)
      return
    }
    // "Ақорданың баспасөз қызметі": what a body's press service says, the body does.
    if (headed.head === pressService) {
      this.#addAfterName(at)
      return
    }
    // "министр" in "Қорғаныс министрі" is a title; "мәслихат" in "мәслихат депутаты" is not its holder.
    if (this.#titles.some((title) => title.from <= at && at === title.to - 1)) return
    // A document's name may hold the names of its parties, which stay mentions of their own.
    if (!this.#capitals && headed.type === 'organization' && isClosing(this.#words[headed.from - 1])) return
    if (headed.head === 'қызмет' && this.#titles.some((title) => title.to === at)) return
    // "Әкім облыстық денсаулық басқармасының …": the governor, then the board.
    if (this.#titles.some((title) => title.from === headed.from && title.to <= at && title.title.alone === 'yes'))
      return
    if (headed.type === 'document') {
      const same = this.#found.some((part) => part.to === headed.to && part.type === 'document')
      if (!same) this.#add(thing(headed))
      return
    }
    if (!this.#claims.has(headed.from, headed.to)) this.#add(this.#bare(this.#withPlace(headed), headed.head))
  }

  /** A person's name, or the last word of another name that does not belong to what follows it: Сенат | көші-қон туралы заң. */
  #isOther(at: number): boolean {
    if (this.#people.has(at)) return true
    const next = this.#words[at + 1]
    const isOwner =
      next?.analyses[0]?.feats['Person[psor]'] === '3' || /^(?:мен|пен|бен|және|арасындағы)$/u.test(next?.lower ?? '')
    return this.#found.some(
      ({ type, to, case: form }) =>
        to === at + 1 && /^(?:organization|place)$/u.test(type) && form === 'Nom' && !isOwner,
    )
  }

  /** "DalaPress агенттігі", "ЛОТ әуе компаниясы" are called DalaPress and ЛОТ: a name of its own needs no noun. */
  #bare(part: Part, head: string | undefined): Part {
    if (head === undefined || !calledAlone.test(head)) return part
    let to = part.from
    while (to < part.to && isOwnName(this.#words[to])) to++
    if (to === part.from || to === part.to) return part
    return { ...part, to, name: this.#text(part.from, to), aliases: [part.name, ...part.aliases] }
  }

  /** "Нұрсәт пен Қаратау аудандары", "Ақмола, Қостанай облыстары": places that share a noun. */
  #addShared(at: number): void {
    const word = this.#words[at]
    const head = headAt(this.#words, at)
    if (word === undefined || head === undefined || head.type !== 'place') return
    const reading = word.analyses.find((a) => keyOf(a.lemma) === keyOf(head.head) && a.feats.Number === 'Plur')
    if (reading === undefined) return
    for (const { from, to } of sharersBefore(this.#words, head.from)) {
      const written = this.#text(from, to)
      const full = `${written} ${head.head}`
      const listed = lookUpName(`${full}ы`) ?? lookUpName(`${full}і`)
      this.#found = this.#found.filter((part) => part.from < from || part.to > to)
      this.#add({
        from, to, type: 'place', kind: 'name', name: listed?.name ?? written, case: 'Nom',
        aliases: listed === undefined ? [full] : [written],
      }) // biome-ignore format: one row
    }
  }

  /** "Ақтөбе – Қандыағаш тас жолы": a road is called by where it leads from and to. */
  #roadBefore(at: number): number | undefined {
    const to = this.#words[at - 1]
    const dash = this.#words[at - 2]
    const from = this.#words[at - 3]
    const isRoad = to?.capital === true && from?.capital === true && /^[–—-]$/u.test(dash?.form ?? '')
    return isRoad ? at - 3 : undefined
  }

  /** "Уәлиханов көшесі", "Алматы қаласының прокуратурасы": the noun belongs to the name found right before it. */
  #addAfterName(at: number): void {
    const word = this.#words[at]
    const head = headAt(this.#words, at)
    if (word === undefined || head === undefined || this.#claims.has(at) || head.type === 'document') return
    if (
      this.#titles.some(
        (title) => title.from <= at && (at === title.to - 1 || (at === title.to && head.head === 'қызмет')),
      )
    )
      return
    const reading = word.analyses.find(
      (a) => head.head.split(' ').at(-1)?.startsWith(headKey(a.lemma)) === true && a.feats['Person[psor]'] === '3',
    )
    if (reading === undefined || reading.feats.Number === 'Plur') return
    const regional = head.type === 'organization' ? this.#regionalBefore(head.from) : undefined
    if (regional !== undefined && regional.from < head.from) {
      const part = { from: regional.from, to: at + 1, name: `${this.#text(regional.from, at)} ${reading.base}` }
      const caseName = reading.feats.Case ?? 'Nom'
      this.#add(this.#joined(regional.place, { ...part, type: head.type, kind: 'name', case: caseName, aliases: [] }))
      return
    }
    const road = head.type === 'place' && roads.test(head.head) ? this.#roadBefore(head.from) : undefined
    if (road !== undefined) {
      const name = `${this.#text(road, at)} ${reading.base}`
      this.#found = this.#found.filter((part) => part.from < road || part.from > at)
      this.#add({
        from: road,
        to: at + 1,
        type: 'place',
        kind: 'name',
        name,
        case: reading.feats.Case ?? 'Nom',
        aliases: [],
      })
      return
    }
    if (missions.test(head.head) && this.#addMission(head.from, at, reading)) return
    if (head.head === pressService) {
      this.#addServiceOf(head.from, at, reading)
      return
    }
    const before =
      this.#ownerBefore(head.from, unions.test(head.head)) ??
      (head.type === 'organization' ? this.#seatOf(head.from) : undefined)
    if (before === undefined) return
    const isOwner =
      (before.type === 'place' || (before.type === 'person' && before.to < head.from)) &&
      head.type === 'organization' &&
      /^(?:Nom|Gen)$/u.test(before.case ?? '')
    const isSite = before.type === 'place' && before.to === head.from && before.case === 'Nom' && sites.test(head.head)
    const isNamesake =
      before.type === 'person' && before.case === 'Nom' && before.to === head.from && namesakes.test(head.head)
    if (!isOwner && !isNamesake && !isSite) return
    // "Алматының орталығы", "Орал қаласының орталығы": its middle.
    const isBare = before.to === head.from || /^қаласының$/u.test(this.#words[head.from - 1]?.lower ?? '')
    if (head.head === 'орталық' && isBare) return
    if (before.isCountry === true && !isStateBody.test(head.head) && !unions.test(head.head)) return
    const name = this.#text(before.from, at) + (this.#isJoined(at) ? '' : ' ') + reading.base
    const named: Part = {
      from: before.from,
      to: at + 1,
      type: head.type,
      kind: 'name',
      name,
      case: reading.feats.Case ?? 'Nom',
      aliases: isOwner ? this.#ownedBy(before, at, reading.base) : [],
    }
    this.#found = this.#found.filter((part) => part !== before)
    this.#add(named)
  }

  /** "Қазақстанның Түркиядағы елшілігі", "ЮНЕСКО-ның Қазақстандағы өкілдігі", "Түркиядағы Қазақстан елшілігі" */
  #addMission(head: number, at: number, { base, feats }: Word['analyses'][number]): boolean {
    const endsAt = (to: number, fits: (part: Part) => boolean): Part | undefined =>
      this.#found.find((part) => part.to === to && /^(?:place|organization)$/u.test(part.type) && fits(part))
    const isSeat = ({ type, case: form }: Part): boolean => type === 'place' && form === 'Loc'
    const last = endsAt(head, isSeat)
    const sender =
      last === undefined ? endsAt(head, ({ isCountry }) => isCountry === true) : endsAt(last.from, () => true)
    // "Лимадағы | АҚШ елшілігі": where in a country an embassy stands is no part of its name.
    const inCountry =
      sender === undefined ? undefined : endsAt(sender.from, (part) => isSeat(part) && part.isCountry === true)
    const seat = last ?? inCountry
    if (seat === undefined || sender === undefined) return false
    const from = Math.min(seat.from, sender.from)
    const noun = this.#text(head, at) + (head < at ? ' ' : '') + base
    const written = `${this.#text(from, head)} ${noun}`
    const sent = last === undefined ? genitiveOf(sender.name) : this.#text(sender.from, sender.to)
    const named = `${sent} ${this.#text(seat.from, seat.to)} ${noun}`
    // "Иранның Астанадағы елшілігі" is the one in Kazakhstan.
    const land = countries().find(({ code }) => code === seat.country)?.name
    const inLand = land === undefined || missionOf.test(noun) ? [] : [`${sent} ${whereOf(land)} ${noun}`]
    this.#found = this.#found.filter((part) => part !== seat && part !== sender)
    this.#add({
      from, to: at + 1, type: 'organization', kind: 'name', name: named, case: feats.Case ?? 'Nom',
      aliases: [written, ...inLand].filter((name) => name !== named),
    }) // biome-ignore format: one row
    return true
  }

  /** "Премьер-Министрдің | баспасөз қызметі": whose press service it is, by office. */
  #addServiceOf(head: number, at: number, { base, feats }: Word['analyses'][number]): void {
    const owner = this.#titles.find(
      ({ to, plural, case: form }) => to === head && !plural && /^(?:Nom|Gen)$/u.test(form ?? ''),
    )
    if (owner === undefined || this.#claims.has(owner.from, at)) return
    const name = `${this.#text(owner.from, at)} ${base}`
    const genitive = `${decline(this.#text(owner.from, owner.to), 'Gen')} ${this.#text(owner.to, at)} ${base}`
    const aliases = owner.case === 'Gen' ? [] : [genitive]
    const part: Part = {
      from: owner.from,
      to: at + 1,
      type: 'organization',
      kind: 'name',
      name,
      aliases,
      case: feats.Case ?? 'Nom',
    }
    this.#add(part)
  }

  /** "ШҚО мәслихаты" is Шығыс Қазақстан облысының мәслихаты as well. */
  #ownedBy({ name, to }: Part, at: number, noun: string): readonly string[] {
    const body = to === at ? noun : `${this.#text(to, at)} ${noun}`
    return [`${name} ${body}`, ...(/(?:сы|ны)$/u.test(name) ? [`${decline(name, 'Gen')} ${body}`] : [])]
  }

  /** The name right before a noun, or with adjectives between: "Қарағанды | техникалық | университеті". */
  #ownerBefore(at: number, isUnion: boolean): Part | undefined {
    for (let end = at; end > 0 && at - end <= 3; end--) {
      const found = this.#found.find((part) => part.to === end && part.kind === 'name')
      // "Әл-Фараби аудандық соты": a district, and so its court, may bear a person's name.
      const isSeat =
        found?.type === 'place' || /^(?:аудандық|қалалық|облыстық|ауылдық)$/u.test(this.#words[end]?.lower ?? '')
      if (found !== undefined) return end < at && !isSeat ? undefined : found
      const between = this.#words[end - 1]
      // "Ақтөбе облысының | полиция | департаменті"
      if (headAt(this.#words, end - 1) !== undefined && !/^(?:қаласы|қаласының|полиция)$/u.test(between?.lower ?? ''))
        return undefined
      const isCity = /^(?:қаласы|қаласының)$/u.test(between?.lower ?? '')
      const isField =
        between !== undefined &&
        !between.capital &&
        between.kind === 'word' &&
        (((isUnion || between.lower === 'полиция') && nounReading(between)?.feats.Case === 'Nom') ||
          between.analyses.some((a) => a.upos === 'ADJ' && a.confidence >= 0.7) ||
          /(?:лық|лік|дық|дік|тық|тік)$/u.test(between.lower))
      if (!isCity && !isField) return undefined
    }
    return undefined
  }

  /** "Түркістан | облыстық төтенше жағдайлар | департаменті": the region of a body whose field stands between. */
  #seatOf(at: number): Part | undefined {
    for (let i = at - 1; i > 0 && at - i <= 5; i--) {
      const word = this.#words[i]
      if (word === undefined || word.kind !== 'word' || word.capital || this.#claims.has(i)) return undefined
      if (/^(?:облыстық|аудандық|қалалық)$/u.test(word.lower))
        return this.#found.find((part) => part.type === 'place' && part.to === i && (part.case ?? 'Nom') === 'Nom')
    }
    return undefined
  }

  /** "Қостанай облысы бойынша | полиция | департаменті": the region of a body, and where the rest of its name begins. */
  #regionalBefore(at: number): { readonly place: Part; readonly from: number } | undefined {
    let from = at
    while (
      from > 0 &&
      at - from < 4 &&
      this.#words[from - 1]?.kind === 'word' &&
      this.#words[from - 1]?.lower !== 'бойынша'
    )
      from--
    if (this.#words[from - 1]?.lower !== 'бойынша' || this.#claims.has(from, at)) return undefined
    const place = this.#placeBefore(from)
    return place === undefined || place.isCountry === true ? undefined : { place, from }
  }

  #isJoined(at: number): boolean {
    return (this.#words[at - 1]?.end ?? 0) === (this.#words[at]?.start ?? 0)
  }

  #text(from: number, to: number): string {
    let made = ''
    for (let i = from; i < to; i++) {
      made += this.#words[i]?.form ?? ''
      if (i < to - 1 && !this.#isJoined(i + 1)) made += ' '
    }
    return made
  }

  /** "Қарағанды | техникалық университеті": a place right before a body is part of its name. */
  #withPlace(hit: ThingHit): Part {
    const part = thing(hit)
    const place = this.#placeBefore(hit.from)
    if (hit.type !== 'organization' || place === undefined) return part
    if (place.isCountry === true && !isStateBody.test(hit.head ?? '')) return part
    return this.#joined(place, part)
  }

  #joined(place: Part, part: Part): Part {
    this.#found = this.#found.filter((other) => other !== place)
    const own = this.#capitals ? part.name : part.name.slice(0, 1).toLowerCase() + part.name.slice(1)
    const text = this.#text(place.from, part.from)
    // Without capitals the list's own spelling of the place is the surer: жүңго is Жұңго.
    const spelt = this.#capitals ? undefined : place.aliases.find((one) => personKey(one) === personKey(text))
    const written = `${spelt ?? (this.#capitals ? text : text.slice(0, 1).toUpperCase() + text.slice(1))} ${own}`
    const plain = `${place.name} ${own}`
    const genitive = /сы$|ны$/u.test(place.name) ? [`${place.name}ның ${own}`] : []
    // As it stands here, where the lists call the body otherwise.
    const here = (part.written ?? []).map((one) => `${this.#text(place.from, part.from)} ${one}`)
    const aliases = [plain, ...genitive, ...here, part.name, ...part.aliases]
    return { ...part, from: place.from, name: written, aliases }
  }

  #placeBefore(at: number): Part | undefined {
    // "Жамбыл облысы бойынша Экономикалық тергеу департаменті", "Тараз қаласы бойынша …": so are regional bodies called.
    let end = at
    while (at - end < 2 && /^(?:қаласы|қаласының|бойынша)$/u.test(this.#words[end - 1]?.lower ?? '')) end--
    return this.#found.find(
      (part) => part.type === 'place' && part.to === end && /^(?:Nom|Gen)$/u.test(part.case ?? 'Nom'),
    )
  }

  /** "Ақтөбе облысы | Полиция департаменті": a listed body of many regions is this region's here. */
  #joinRegions(): void {
    for (const part of [...this.#found]) {
      if (part.type !== 'organization' || part.kind !== 'name') continue
      const place = this.#placeBefore(part.from)
      if (place === undefined) continue
      const isForeign = place.isCountry === true && part.country !== undefined && place.country !== part.country
      const isRegional = place.isCountry !== true && (part.listedKind === undefined || part.listedKind === 'government')
      // "Қырғызстан | Ұлттық банкі", "Ресейдің | Мемлекеттік думасы"
      const head = headAt(this.#words, part.to - 1)?.head ?? ''
      const isOwned =
        place.isCountry === true &&
        part.listedKind === undefined &&
        part.name.includes(' ') &&
        (isOfState.test(head) || /^(?:Ұлттық|Мемлекеттік) /u.test(part.name))
      if (!isForeign && !isRegional && !isOwned) continue
      const joined = this.#joined(place, part)
      // Another country's ministry is not the one of the same name here.
      const bare = part.name.replace(/\S+$/u, head)
      const own = isForeign
        ? { ...joined, aliases: joined.aliases.slice(0, 1), country: place.country ?? '' }
        : isOwned
          ? { ...joined, aliases: [...joined.aliases, bare], country: place.country ?? '' }
          : joined
      this.#found = this.#found.map((other) => (other === part ? own : other))
      this.#claims.take(own)
    }
  }

  /** "Қазақстан Республикасының | Конституциясы": the constitution and the codes of a country have its name. */
  #joinStates(): void {
    for (const part of [...this.#found]) {
      const last = this.#words[part.to - 1]?.lower ?? ''
      if (part.type !== 'document' || !/^(?:конституция|кодекс)/u.test(last)) continue
      this.#found = this.#found.filter((other) => other.isCountry !== true || other.from !== part.from)
      const state = this.#found.find((other) => other.isCountry === true && other.to === part.from)
      if (state === undefined || !/^(?:Nom|Gen)$/u.test(state.case ?? 'Nom')) continue
      const genitive = state.name === 'Қазақстан' ? [`Қазақстан Республикасының ${part.name}`, `ҚР ${part.name}`] : []
      const joined = this.#joined(state, part)
      const own = { ...joined, aliases: [...joined.aliases, ...genitive] }
      this.#found = this.#found.map((other) => (other === part ? own : other))
      this.#claims.take(own)
    }
  }

  #addTagged({ from, to, type, confidence }: TaggedName): void {
    if (this.#claims.has(from, to)) return
    const last = this.#words[to - 1]
    if (last === undefined) return
    const base = last.analyses[0]?.base ?? last.form
    const name = this.#text(from, to - 1) + (to - from > 1 && !this.#isJoined(to - 1) ? ' ' : '') + base
    const caseName = last.analyses[0]?.feats.Case ?? 'Nom'
    this.#add({ from, to, type, kind: 'name', name, case: caseName, aliases: [], confidence })
  }

  /** "… Энергетика министрі болып тағайындалды" (was appointed minister): the office is the subject's from now on. */
  #giveOffices(): void {
    const words = this.#words
    for (const title of this.#titles) {
      const next = words[title.to]?.lower ?? ''
      const isNew = /^(?:болып|қызметіне|лауазымына|етіп)$/u.test(next) && words.slice(title.to).some(isAppointing)
      const isOver = /^(?:қызметінен|лауазымынан)$/u.test(next) && words.slice(title.to).some(isDismissing)
      if (!isNew && !isOver) continue
      const people = this.#found.filter(
        (part) => part.type === 'person' && part.kind === 'name' && /^(?:Nom|Acc)$/u.test(part.case ?? 'Nom'),
      )
      const holder = people.find((part) => part.from >= title.to) ?? people.findLast((part) => part.to <= title.from)
      if (holder === undefined) continue
      const role: Role = { ...this.#roleOf(title), ...(isNew ? { since: 'new' } : {}) }
      this.#found = this.#found.map((part) => (part === holder ? { ...part, role: part.role ?? role } : part))
    }
    // "министрлікті басқарған Асқар …" (who headed the ministry)
    for (const [i, word] of words.entries()) {
      if (!/^басқар(?:ған|ып|атын)$/u.test(word.lower)) continue
      const holder = this.#found.find((part) => part.type === 'person' && part.kind === 'name' && part.from === i + 1)
      if (holder === undefined || holder.role !== undefined) continue
      const isMinistry = words[i - 1]?.analyses.some((a) => a.lemma.toLowerCase() === 'министрлік') ?? false
      const role: Role = {
        title: isMinistry ? 'министр' : 'басшы',
        role: isMinistry ? 'minister' : 'head',
        ...(words.some((other) => other.lower.startsWith('босат') || other.lower.startsWith('бұған')) ? { since: 'former' } : {}),
      } // biome-ignore format: a table
      this.#found = this.#found.map((part) => (part === holder ? { ...part, role } : part))
    }
  }

  #addTitle(title: TitleHit): void {
    const words = this.#words
    const after = afterTitle(words, title)
    const isBeforeName = this.#found.some(
      (part) => part.type === 'person' && part.kind === 'name' && part.from === after,
    )
    if (title.title.role.startsWith('presidential-')) this.#addOwner(title)
    if ((isBeforeName && !this.#apart.has(title)) || title.plural || this.#chained.has(title)) return
    // "көмекші – хатшы болып тағайындалды": an office that somebody is given stands for nobody.
    let given: TitleHit | undefined = title
    while (given !== undefined && !isGiven.test(words[given.to]?.lower ?? '')) {
      const { to }: TitleHit = given
      given = this.#titles.find((other) => other.from > to && joinsTitles(words, to, other.from, this.#found))
    }
    if (given !== undefined && !this.#leaves(title)) return
    const role = this.#roleOf(title)
    const from = this.#prefixStart(title)
    // A bare noun of office stands for its holder where it is listed as doing so; else for one whom the article named.
    if (this.#claims.has(title.to - 1)) return
    const first = words[title.from]
    const isStrong =
      title.title.alone === 'yes' || (first?.capital === true && !opens(words, title.from) && this.#capitals)
    const isOf = from < title.from
    if (!isStrong && !isOf && this.#isSaid(title.from)) return
    if (!isStrong && title.title.role === 'member') return
    this.#found.push({ ...titlePart(title, role), from, ...(isStrong || isOf ? {} : { weak: true }) })
  }

  /** "Қала әкімі | қызметінен кетті" (left office), where nobody before it does. */
  #leaves({ from, to }: TitleHit): boolean {
    const verb = this.#words[to + 1]
    const isLeaving = /^(?:қызметінен|лауазымынан)$/u.test(this.#words[to]?.lower ?? '')
    const isBefore = this.#found.some((part) => part.type === 'person' && part.to <= from)
    return isLeaving && !isBefore && verb !== undefined && lemmaOf(verb) === 'кет'
  }

  /** "Президенттің көмекшісі" (the President's aide) speaks of the President too. */
  #addOwner(title: TitleHit): void {
    const owner = titleEndingAt(this.#words, title.from) ?? titleEndingAt(this.#words, title.from + 1)
    if (owner === undefined || owner.from < title.from || owner.to >= title.to || owner.title.role !== 'head-of-state')
      return
    this.#found.push(titlePart(owner, this.#roleOf(owner)))
  }

  /** "Қазақстан Президенті", "Шымкент қаласының әкімі": the place is part of what the person is called. */
  #dropSeats(): void {
    const last = this.#titles.findLast((title) => title.title.role === 'governor')
    const seats = new Set(
      this.#titles.flatMap((title) => {
        const prefix = this.#prefixOf(title)
        const row = title === last && prefix?.type === 'place' ? this.#seatsBefore(prefix) : []
        const isSeat = prefix?.type === 'place' && (prefix.to - prefix.from === 1 || isRegion.test(prefix.name))
        return isSeat && (prefix.isCountry === true || isOffice.test(title.title.role)) ? [prefix, ...row] : row
      }),
    )
    if (seats.size > 0) this.#found = this.#found.filter((part) => !seats.has(part))
  }

  /** "… Ақсу ауданының, … Қарасор, ал … Бестөбе ауданының әкімі": seats of other people who have the same title. */
  #seatsBefore(last: Part): readonly Part[] {
    const people = this.#found.filter((part) => part.type === 'person' && part.kind === 'name')
    const ends = new Set(people.map((part) => part.to))
    return this.#found.filter((part) => {
      const next = this.#words[part.to]
      const end = /^(?:ауданының|қаласының|облысының)$/u.test(next?.lower ?? '') ? part.to + 1 : part.to
      const isCut = part.to < last.from && part.type === 'place' && this.#words[end]?.form === ','
      return isCut && ends.has(part.from)
    })
  }

  /** "Комитет", "бұл министрлік", "аталған ұйым": something that the article has named, by its noun. */
  #addPlain(at: number): void {
    const word = this.#words[at]
    const head = headAt(this.#words, at)
    if (word === undefined || head === undefined || head.type !== 'organization' || this.#claims.has(at)) return
    if (this.#isInTitle(at)) return
    const reading = word.analyses.find((a) => a.lemma.toLowerCase() === head.head && a.feats.VerbForm === undefined)
    if (reading === undefined || reading.feats['Person[psor]'] !== undefined || reading.feats.Number === 'Plur') return
    const before = this.#words[at - 1]?.lower ?? ''
    const isPointed = /^(?:бұл|осы|аталған|аталмыш|сол)$/u.test(before)
    const isCapital = word.capital && this.#capitals
    // "Үкімет" is one body in small letters too, but "жаңа үкімет" and "жергілікті үкімет" are not that.
    const isState = head.head === 'үкімет' && this.#capitals && !isQuality(this.#words[at - 1]) && !this.#isSaid(at)
    if (!isPointed && !isCapital && !isState) return
    const next = this.#words[at + 1]
    if (next !== undefined && headAt(this.#words, at + 1) !== undefined && !isPointed) return
    this.#add({
      from: isPointed ? at - 1 : at,
      to: at + 1,
      type: 'organization',
      kind: 'description',
      name: head.head,
      case: reading.feats.Case ?? 'Nom',
      aliases: [],
      head: head.head,
    })
  }

  /** Whether a word is of somebody's direct speech: what it refers to is seldom of the article. */
  #isSaid(at: number): boolean {
    const word = this.#words[at]
    return word !== undefined && this.#speech.some(({ start, end }) => start <= word.start && word.end <= end)
  }

  /** The country or institution that stands before a title: Қытай Төрағасы, БҰҰ Бас хатшысы, Қытай мемлекетінің басшысы. */
  #prefixOf(title: TitleHit): Part | undefined {
    let end = title.from
    while (end > 0 && /^(?:мемлекетінің|елінің|республикасының|үкіметінің)$/u.test(this.#words[end - 1]?.lower ?? ''))
      end--
    const before = (at: number): Part | undefined =>
      this.#found.find(
        (part) =>
          part.to === at &&
          (part.type === 'place' || part.type === 'organization') &&
          (part.case === undefined || part.case === 'Nom' || part.case === 'Gen'),
      )
    const found = before(title.from) ?? before(end)
    if (found !== undefined) return found
    // "«Сыр» қауымдастығының төрағасы", "Өзбекстанның Астанадағы елшісі": a word stands between.
    const between = this.#words[end - 1]
    if (between === undefined) return undefined
    const isHead = headAt(this.#words, end - 1) !== undefined
    if (/^(?:қаласы|қаласының|облысының|ауданының)$/u.test(between.lower)) return before(end - 1)
    const place = this.#found.find((part) => part.to === end && part.type === 'place' && part.case === 'Loc')
    if (place !== undefined)
      return before(place.from) ?? (/^(?:colleague|guest|ambassador)$/u.test(title.title.role) ? place : undefined)
    if (!isHead) return undefined
    const closing = /^[»”“"]$/u.test(this.#words[end - 2]?.form ?? '') ? end - 2 : end - 1
    return before(closing)
  }

  #prefixStart(title: TitleHit): number {
    const prefix = this.#prefixOf(title)
    if (prefix !== undefined) return prefix.from
    const before = this.#words[title.from - 1]
    if (before === undefined) return title.from
    const isBody = this.#isBodys(title)
    return isBody || nationOf(before) !== undefined || /^(?:жаңа|бұрынғы)$/u.test(before.lower)
      ? title.from - 1
      : title.from
  }

  /** "Полиция басшысы" (the chief of police), but not "полиция | экс-президентті ұстады". */
  #isBodys(title: TitleHit): boolean {
    return isPlainBody(this.#words, title.from - 1) && isPossessed(this.#words[title.to - 1])
  }

  #roleOf(title: TitleHit): Role {
    const prefix = this.#prefixOf(title)
    const before =
      prefix === undefined ? undefined : this.#found.find((part) => part.to === prefix.from && part.isCountry === true)
    const adjective = this.#words[title.from - 1]
    // "португалиялық бапкер" (the Portuguese coach) says where somebody is from, "түрік президенті" whose president he is.
    const origin = adjective === undefined ? undefined : nationOf(adjective)
    const nation = ofNations.test(title.title.role) ? origin : undefined
    const country =
      prefix?.isCountry === true
        ? prefix.country
        : (before?.country ?? prefix?.country ?? nation ?? title.title.country)
    const word = adjective?.lower
    const body = prefix === undefined && adjective !== undefined && this.#isBodys(title) ? adjective.form : undefined
    return {
      title: title.title.title,
      // "Беларусь басшысы": who leads a country is its head of state.
      role: title.title.title === 'басшы' && prefix?.isCountry === true ? 'head-of-state' : title.title.role,
      ...(country === undefined ? {} : { country }),
      ...(origin === undefined ? {} : { from: origin }),
      ...(prefix === undefined || prefix.isCountry === true
        ? body === undefined
          ? {}
          : { of: body }
        : { of: prefix.name }),
      ...(title.title.covers.length === 0 ? {} : { covers: title.title.covers }),
      ...(word === 'жаңа' ? { since: 'new' } : word === 'бұрынғы' || title.former === true ? { since: 'former' } : {}),
    }
  }
}

const initial = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1)

/** Bodies that are called by a name in Latin letters or capitals without their noun. */
const calledAlone =
  /^(?:агенттік|портал|сайт|газет|журнал|басылым|телеарна|арна|компания|авиакомпания|әуекомпания|команда|клуб|биржа|серіктестік|партия|телекомпания|радио)$/u

const isOwnName = (word: Word | undefined): boolean =>
  isLatin(word) || (word?.kind !== 'punctuation' && /^\p{Lu}\p{L}*\p{Lu}\p{L}?$/u.test(word?.form ?? ''))

/** Bodies of those who share a calling, of which a country has one: Қазақстан күрес федерациясы. */
const unions = /^(?:федерация|қауымдастық|одақ|ассоциация|лига)$/u

const isParliament = /^(?:парламент|сенат|конгресс|сейм|кнессет|бундестаг|рада|дума|хурал)$/u

const isStateBody =
  /^(?:құрама|үкімет|парламент|мәжіліс|сенат|конгресс|сейм|министрлік|әкімшілік|елшілік|консулдық|кеңес|прокуратура|полиция|ведомство|ұлттық банк)$/u

/** Heads of which a person's name may be the whole name: Уәлиханов көшесі, Назарбаев университеті. */
const namesakes =
  /^(?:көше|даңғыл|алаң|ауыл|аудан|қала|кент|университет|институт|академия|мектеп|лицей|гимназия|колледж|қор|театр|музей|кітапхана|орталық|саябақ|стадион)$/u

/** "Қазақстанның Түркиядағы елшілігі": bodies that one country has in another. */
const missions = /^(?:елшілік|консулдық|бас консулдық|өкілдік)$/u

/** Of these a country may have several in another. */
const missionOf = /^(?:бас )?консулдығы$/u

/** АҚШ-тың, Иранның */
function genitiveOf(name: string): string {
  const genitive = decline(name, 'Gen')
  return name === name.toUpperCase() ? `${name}-${genitive.slice(name.length).replace(/^-/u, '')}` : genitive
}

/** Қазақстан: Қазақстандағы (which is in Kazakhstan) */
function whereOf(place: string): string {
  const where = decline(place, 'Loc')
  return where + (where.endsWith('е') ? 'гі' : 'ғы')
}

/** Bodies that a country has one of by that name. */
const isOfState = /^(?:банк|дума|палата|сот|жиналыс|кеңес|комитет|агенттік|министрлік|прокуратура|ассамблея)$/u

const pressService = 'баспасөз қызметі'

/** What stands at a place and is called by it: Қордай асуы (pass), Алматы вокзалы. */
const sites =
  /^(?:асу|шатқал|каньон|вокзал|әуежай|порт|бекет|станция|авиабаза|айлақ|сарай|монумент|мемориал|көше|даңғыл|алаң|бульвар|шағын аудан|шағынаудан|мөлтек аудан|ықшамаудан)$/u

const roads = /^(?:тас жол|тасжол|автожол|жол|трасса|темір жол|теміржол)$/u

const dropped = new Set(['қала', 'ауыл', 'кент', 'өзен', 'уәлаят', 'аймақ', 'провинция', 'штат'])

const ofNations =
  /head|minister|president|leader|ambassador|diplomat|consul|guest|colleague|monarch|speaker|official|representative|deputy|chair/u

/** Regions and districts have more words than one. */
const isRegion = /(?:облысы|ауданы)$/u

const isOffice = /(?:head-of|president|minister|governor|mayor|speaker|monarch|ambassador|chief|head$)/u

const isClosing = (word: Word | undefined): boolean => /^[»”]$/u.test(word?.form ?? '')

const isQuality = (word: Word | undefined): boolean => /^(?:ADJ|DET)$/u.test(word?.analyses[0]?.upos ?? '')

const nounReading = (word: Word) =>
  word.analyses.find(
    ({ upos, confidence, feats }) => upos === 'NOUN' && confidence >= 0.7 && feats.VerbForm === undefined,
  )

/** The last word of a listed name without its case. */
const baseIn = (word: Word, part: Part): string => {
  if (part.case === 'Nom') return word.form
  const reading = word.analyses.find((a) => a.feats.Case === part.case && a.feats.VerbForm === undefined)
  return reading?.base ?? word.form
}

/** "Полиция өкілі": a noun of a body, without a case, right before a title. */
const isPlainBody = (words: readonly Word[], at: number): boolean =>
  headAt(words, at)?.type === 'organization' &&
  words[at]?.analyses.some((a) => a.feats.VerbForm === undefined && a.feats.Case === 'Nom' && a.confidence >= 0.7) ===
    true

const isDismissing = (word: Word): boolean => /^(?:босат|шеттет|алы[пн])/u.test(lemmaOf(word))

const isAppointing = (word: Word): boolean => /^(?:тағайында|сайлан|бекітіл|кіріс|қой)/u.test(lemmaOf(word))

/** "ұлттық қауіпсіздік комитетінің төрағасы – Әділ …", "министр, профессор …": the name may come after a dash. */
function afterTitle(words: readonly Word[], title: TitleHit): number {
  const [mark, next, last] = [words[title.to], words[title.to + 1], words[title.to + 2]]
  const isDash = /^[–—-]$/u.test(mark?.form ?? '')
  if (isDash && next?.capital === true && words[title.to - 1]?.capital === true) return title.to + 1
  // "«Тобыл» бапкері, сербиялық Зоран …": where the bearer is from may stand between.
  const isOrigin = mark?.form === ',' && next?.capital === false && /(?:лық|лік|дық|дік|тық|тік)$/u.test(next.lower)
  return isOrigin && last?.capital === true ? title.to + 2 : title.to
}

function opens(words: readonly Word[], at: number): boolean {
  for (let i = 0; i < at; i++) if (!isPunctuation(words[i])) return false
  return true
}

/** Whether a sentence is all in capitals. */
function isShouted(words: readonly Word[]): boolean {
  const long = words.filter((word) => word.kind === 'word' && word.form.length > 2)
  const upper = long.filter((word) => word.form === word.form.toUpperCase())
  return long.length >= 4 && upper.length * 10 > long.length * 7
}

/** "ҚЫЗЫЛОРДА. 6 қыркүйек – …": what the dash of a dateline leads to is the outlet. */
function isDateline(words: readonly Word[], at: number): boolean {
  const dash = at - 1
  return (
    dash > 0 &&
    dash <= 6 &&
    /^[–—-]$/u.test(words[dash]?.form ?? '') &&
    words.slice(0, dash).some((word) => word.kind === 'number')
  )
}

/** "АСТАНА. 12 мамыр – Арай.": the outlet without quotation marks, up to the end of the sentence. */
const months = /^(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)$/u

function datelineOutlet(words: readonly Word[]): { readonly from: number; readonly to: number } | undefined {
  const dash = words.findIndex((word) => /^[–—-]$/u.test(word.form))
  const isDated =
    dash >= 2 && dash <= 6 && months.test(words[dash - 1]?.lower ?? '') && words[dash - 2]?.kind === 'number'
  if (!isDated) return undefined
  let to = dash + 1
  while (words[to]?.kind === 'word' && words[to]?.capital === true && to - dash <= 3) to++
  return to > dash + 1 && words[to]?.form === '.' && to === words.length - 1 ? { from: dash + 1, to } : undefined
}

/** The names that "мен" or commas join before a noun that they share; none where nothing joins them. */
function sharersBefore(words: readonly Word[], end: number): readonly { readonly from: number; readonly to: number }[] {
  const found: { readonly from: number; readonly to: number }[] = []
  for (let to = end; to > 0; ) {
    let from = to
    while (from > 0 && words[from - 1]?.kind === 'word' && words[from - 1]?.capital === true) from--
    // "Қазір Нұр-Сұлтан және Алматы қалалары": the first capital is the sentence's.
    if (
      from === 0 &&
      to - from > 1 &&
      !/^(?:Батыс|Шығыс|Солтүстік|Оңтүстік|Бейімбет|Мағжан|Шал)$/u.test(words[0]?.form ?? '')
    )
      from++
    if (from === to) break
    found.push({ from, to })
    if (!/^(?:мен|пен|бен|және|,)$/u.test(words[from - 1]?.lower ?? '')) break
    to = from - 1
  }
  return found.length > 1 ? found : []
}

const isLatin = (word: Word | undefined): boolean =>
  word?.kind === 'word' && /^(?=\p{Lu})\p{Script=Latin}[\p{Script=Latin}\d'’-]*$/u.test(word.form)

/** "NovaGate | бағдарламасы", «Nova Peak» | жобасы: a name of an undertaking, by its noun, or by that of several. */
function isUndertaking(words: readonly Word[], to: number): boolean {
  const at = isPunctuation(words[to]) ? to + 1 : to
  return [at, at + 1].some((i) => headAt(words, i)?.type === 'initiative')
}

/** Nouns for what a maker's name in Latin letters is only the name of. */
const products = /^(?:көлі[кг]|автокөлі[кг]|автомобил|машина|ұша[қғ]|тікұша[қғ]|смартфон|автобус|мотоцикл|трактор)/u

/** Whether a noun after a name, and after what is joined to it, says that it is of a make: «X» пен «Y» көліктері. */
function isProduct(words: readonly Word[], to: number): boolean {
  for (let i = to; i < words.length && i - to <= 8; i++) {
    const word = words[i]
    if (word === undefined || products.test(word.lower)) return word !== undefined
    if (!isLatin(word) && !/^(?:[«»“”",]|мен|пен|бен|және|маркалы|үлгідегі|жүк|жеңіл|атты)$/u.test(word.lower))
      return false
  }
  return false
}

/** "Toyota Vitz маркалы көлік", "Hyundai Accent автокөлігі": what a car is of, in whatever script. */
function makesIn(words: readonly Word[]): readonly { readonly from: number; readonly to: number }[] {
  return words.flatMap((word, to) => {
    if (!isMake.test(word.lower)) return []
    let from = to
    while (from > 0 && to - from < 3 && words[from - 1]?.kind === 'word' && words[from - 1]?.capital === true) from--
    return from === to ? [] : [{ from, to }]
  })
}

const isMake = /^(?:маркалы|үлгідегі|автокөлі[кг]|автомобил)/u

/** "Hyundai компаниясы", «КамАЗ» зауыты: a noun says that the maker is meant, not a car. */
function isFirm(words: readonly Word[], to: number): boolean {
  const at = isPunctuation(words[to]) ? to + 1 : to
  return headAt(words, at)?.type === 'organization' || headAt(words, at + 1)?.type === 'organization'
}

const alike: Readonly<Record<string, string>> = {
  а: 'a', А: 'A', в: 'b', В: 'B', с: 'c', С: 'C', е: 'e', Е: 'E', н: 'h', Н: 'H', к: 'k', К: 'K', м: 'm', М: 'M', о: 'o', О: 'O', р: 'p',
  Р: 'P', т: 't', Т: 'T', у: 'y', У: 'Y', х: 'x', Х: 'X', і: 'i', І: 'I',
} // biome-ignore format: a table

/** A host with a letter of another alphabet that looks like its own, as typists leave them. */
const hostOf = (form: string): string =>
  /[A-Za-z]/u.test(form) ? form.replace(/[а-яіА-ЯІ]/gu, (letter) => alike[letter] ?? letter) : form

/** Where a run of Latin words with capitals ends: Halyk Finance, Qatar Investment Authority. */
function latinRun(words: readonly Word[], from: number): number {
  let to = from
  while (isLatin(words[to])) to++
  return to
}

const isGiven =
  /^(?:болып|етіп|болған|ретінде|қызметі|қызметіне|қызметін|қызметінен|қызметінде|лауазымына|лауазымынан|лауазымын|лауазымында|міндетін|міндеттерін)$/u

/** Whether only a comma or a dash, and what the second title is of, stand between two titles of one person. */
function joinsTitles(words: readonly Word[], from: number, to: number, found: readonly Part[]): boolean {
  if (!/^[,–—-]$/u.test(words[from]?.form ?? '')) return false
  if (to === from + 1) return true
  return to - from <= 8 && found.some((part) => part.from === from + 1 && part.to <= to && part.type !== 'person')
}

/** Quoted names are shorter than this, quoted sentences longer. */
const longName = 40

/** Where a block gives direct speech: between quotation marks, or after the dash that begins it, up to who said it. */
function speechIn({ aligned: { text } }: AnalyzedBlock): readonly Range[] {
  const found: Range[] = []
  for (const match of text.matchAll(/«[^«»]*»|“[^“”]*”|"[^"]*"/gu)) {
    if (match[0].length > longName) found.push({ start: match.index, end: match.index + match[0].length })
  }
  if (/^[–—-]\s/u.test(text)) {
    const said = /[,!?…]\s[–—-]\s/u.exec(text)
    found.push({ start: 0, end: said?.index ?? text.length })
    const again = said === null ? -1 : text.indexOf('. – ', said.index + 3)
    if (again !== -1) found.push({ start: again, end: text.length })
  }
  return found
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

const listedPart = ({ from, to, listed, case: caseName }: GazetteerHit): Part => ({
  from,
  to,
  type: listed.type,
  kind: 'name',
  name: listed.name,
  aliases: listed.type === 'person' ? [] : listed.aliases,
  ...(caseName === undefined ? {} : { case: caseName }),
  ...(listed.country === undefined ? {} : { country: listed.country }),
  ...(listed.isCountry === undefined ? {} : { isCountry: listed.isCountry }),
  ...(listed.kind === undefined ? {} : { listedKind: listed.kind }),
})

const pronouns = new Set(['ол'])

function personalPronoun(word: Word): Omit<Part, 'from' | 'to'> | undefined {
  const analysis = word.analyses[0]
  // Онда is "there" and "then".
  if (analysis?.upos !== 'PRON' || !pronouns.has(analysis.lemma) || analysis.feats.Case === 'Loc') return undefined
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

/** A listed place that is a person here: Абай Құнанбайұлы. */
const isPersonal = (words: readonly Word[], i: number, { isCountry }: Listed): boolean => {
  const [given, before, next] = [words[i - 2], words[i - 1], words[i + 1]]
  if (next?.capital === true && isSurname(next) && lookUpName(next.form) === undefined) return true
  // "Виктория Сәтова": a given name before a surname.
  const own = words[i]
  if (
    own !== undefined &&
    isCountry !== true &&
    isGivenName(own) &&
    own.analyses[0]?.feats.Case !== 'Gen' &&
    next?.capital === true &&
    next.kind === 'word' &&
    lookUpName(next.form) === undefined &&
    headAt(words, i + 1) === undefined
  )
    return true
  // "Владимир Шевченко": a surname after a given name, unless a surname stands before.
  // "Вице-министр Серік Ақмола айтты": the first capital is the sentence's; in "Азия чемпионы" the place owns what follows.
  const isOwner = next?.analyses.some(({ feats }) => feats['Person[psor]'] === '3') === true
  const isAfterName = given?.capital === true && (isOwner || !opens(words, i - 2))
  if (before?.capital !== true || isAfterName || isCountry === true || opens(words, i)) return false
  if (/^\p{Lu}{2}/u.test(words[i]?.form ?? '')) return false
  return /^\p{Lu}\.$/u.test(before.form) || (isGivenName(before) && !isListedAlone(before))
}

/** A given name that is as well the name of a place: Алматы, Жамбыл. */
const isListedAlone = (word: Word): boolean => lookUpName(word.form)?.type === 'place'

/** "АҚШ доллары" is money. */
const isMoney = (word: Word | undefined): boolean => /^(?:доллар|теңге|рубл|юан)/u.test(word?.lower ?? '')

/** A listed name that belongs to a longer one: "Абай атындағы …" (named after Abai). */
const isNamesake = (words: readonly Word[], hit: GazetteerHit): boolean => words[hit.to]?.lower === 'атындағы'
