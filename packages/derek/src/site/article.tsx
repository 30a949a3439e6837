import type { Child } from 'hono/jsx'
import { detectLatin, isTurkicLatin } from 'kazakh'
import type { Block } from '../article/schema.js'
import { byType } from '../record/by-type.js'
import type { ArticleRecord, Entity, Event, Statement } from '../record/schema.js'
import type { Revision } from '../store/revisions.js'
import type { StorySummary } from '../store/stories.js'
import { titleOf } from '../store/title.js'
import type { Version } from '../store/versions.js'
import type { FirstSaid } from '../story/schema.js'
import { sourcePath, TopicLinks } from './cards.js'
import {
  type Claims,
  claimsOf,
  creditId,
  cut,
  type Lit,
  linkId,
  litBy,
  type NumberedSentence,
  timeId,
} from './claims.js'
import { History } from './history.js'
import { dayOf } from './home.js'
import { type Interface, kazakhIn } from './language.js'
import { Layout } from './layout.js'
import { articleData } from './linked-data.js'
import { ArticleForms, articleAlternates } from './other-forms.js'
import { scripts, tagOf } from './scripts.js'
import { FirstSaidNote, StoryLink } from './stories.js'
import { pathOf } from './thing.js'

export interface ArticleProps {
  readonly site: Interface
  readonly record: ArticleRecord
  /** The key of the thing that each entity is, by the entity's id. */
  readonly things: ReadonlyMap<string, string>
  /** The claim or sentence that is lit: what the address says after ?show= */
  readonly show?: string
  readonly revisions?: readonly Revision[]
  readonly versions?: readonly Version[]
  /** The story that it is part of. */
  readonly story?: StorySummary
  /** Who said first what the lit statement says. */
  readonly first?: FirstSaid
}

/** What every part of the page needs: how it is called, what is lit, and where links lead. */
interface View {
  readonly site: Interface
  readonly record: ArticleRecord
  readonly claims: Claims
  readonly lit: Lit
  readonly ranges: ReadonlyMap<string, readonly Shown[]>
  readonly things: ReadonlyMap<string, string>
  nameOf(id: string | undefined): string | undefined
}

/** A range of a block that looks different: lit, or a mention that leads to the page of its thing. */
interface Shown {
  readonly start: number
  readonly end: number
  readonly thing?: string
}

/** The lit spans and the mentions of an article, by block. */
function rangesOf(record: ArticleRecord, lit: Lit, things: ReadonlyMap<string, string>) {
  const ranges = new Map<string, Shown[]>(record.blocks.map(({ id }) => [id, []]))
  for (const { block, start, end } of lit.spans) ranges.get(block)?.push({ start, end })
  for (const { id, mentions } of record.entities) {
    const thing = things.get(id)
    if (thing === undefined) continue
    for (const { block, start, end } of mentions) ranges.get(block)?.push({ start, end, thing })
  }
  return ranges
}

/** An article with its claims beside it: each claim lights up its sentences, each sentence its claims. */
export const ArticlePage = ({
  site,
  record,
  things,
  show,
  revisions = [],
  versions = [],
  story,
  first,
}: ArticleProps) => {
  const claims = claimsOf(record)
  const names = new Map(record.entities.map(({ id, name }) => [id, name]))
  const lit = litBy(show, claims)
  const ranges = rangesOf(record, lit, things)
  const view: View = { site, record, claims, lit, ranges, things, nameOf: (id) => names.get(id ?? '') }
  const { article } = site.messages
  const title = titleOf(record)
  const heading = record.blocks.find(({ kind, text }) => kind === 'heading' && text === title)
  return (
    <Layout
      site={site}
      title={title}
      path={`/articles/${record.id}`}
      lang={langOf(record)}
      {...descriptionOf(record)}
      card={{
        type: 'article',
        image: `/cards/${record.id}.png`,
        ...(record.publishedAt === undefined ? {} : { publishedAt: record.publishedAt }),
      }}
      alternates={articleAlternates(record.id)}
      data={(origin) => articleData(record, things, origin)}
    >
      <div class="reading" id="reading">
        <article
          aria-label={article.text}
          lang={langOf(record)}
          dir={record.script === 'Arab' ? 'rtl' : 'ltr'}
          data-latin={latinOf(record)}
          data-names={namesOf(record)}
        >
          <header>
            <h1>{heading === undefined ? title : <BlockText view={view} block={heading} />}</h1>
            <Facts view={view} />
            <History site={site} id={record.id} revisions={revisions} versions={versions} />
            <StoryLink site={site} story={story} />
            <TopicLinks site={site} topics={record.topics?.map(({ id }) => id) ?? []} />
            <MadeInScript view={view} />
          </header>
          {record.blocks
            .filter((block) => block !== heading)
            .map((block) => (
              <BlockView view={view} block={block} />
            ))}
          <ArticleForms site={site} id={record.id} />
        </article>
        <aside aria-label={article.claims} class="claims" data-latin={latinOf(record)} data-names={namesOf(record)}>
          <FirstSaidNote site={site} article={record.id} first={first} />
          {record.language === 'kk' ? <ClaimLists view={view} /> : <p>{article.notKazakh(record.language)}</p>}
        </aside>
      </div>
    </Layout>
  )
}

const longestDescription = 200

/** What the article says first. */
function descriptionOf(record: ArticleRecord): { readonly description?: string } {
  const lead = record.blocks.find(({ kind }) => kind === 'lead' || kind === 'paragraph')?.text
  if (lead === undefined) return {}
  return {
    description:
      lead.length > longestDescription
        ? `${lead
            .slice(0, longestDescription - 1)
            .toWellFormed()
            .trimEnd()}…`
        : lead,
  }
}

/** BCP 47: what an article is written in. */
const langOf = ({ language, script }: ArticleRecord): string => (language === 'kk' ? tagOf(script) : language)

/** The Latin alphabet of an article, which its short blocks may not show; nothing where it is of another script. */
function latinOf({ language, script, blocks }: ArticleRecord): string | undefined {
  if (language !== 'kk' || script !== 'Latn') return undefined
  const text = blocks.map((block) => block.text).join('\n')
  return isTurkicLatin(text) ? undefined : detectLatin(text)
}

/** The words that have capitals in Cyrillic, of an article in töte, which has none. */
function namesOf({ script, entities, attribution }: ArticleRecord): string | undefined {
  if (script !== 'Arab') return undefined
  const names = [...entities, ...attribution.chain].map(({ name }) => name).join(' ')
  return [...new Set(names.match(/(?<!\p{L})\p{Lu}\p{L}+/gu))].join(' ').toLowerCase()
}

/** Says, where an article is shown in another script than its own, that a machine wrote it so; and leads to its own. */
const MadeInScript = ({ view: { site, record, lit } }: { readonly view: View }) => {
  const own = scripts.find((script) => script === record.script)
  if (record.language !== 'kk' || site.script === undefined || own === undefined || own === site.script) return null
  const { machine, original, names } = site.messages.script
  const path = `/articles/${record.id}`
  const shown = lit.show === undefined ? path : `${path}?show=${encodeURIComponent(lit.show)}`
  return (
    <p class="made" lang={site.language}>
      {machine}{' '}
      <a href={kazakhIn(own).to(shown)} hreflang={kazakhIn(own).hreflang}>
        {original} ({names[own]})
      </a>
    </p>
  )
}

const Facts = ({ view: { site, record } }: { readonly view: View }) => {
  const { article } = site.messages
  return (
    <p class="facts" lang={site.language} dir="ltr">
      <a href={site.to(sourcePath(record.source.id))}>{record.source.name}</a>
      {record.publishedAt !== undefined && (
        <>
          {' · '}
          <time datetime={record.publishedAt}>{dayOf(record.publishedAt)}</time>
        </>
      )}
      {record.url !== undefined && (
        <>
          {' · '}
          <a href={record.url} rel="noopener nofollow">
            {article.original}
          </a>
        </>
      )}
      {' · '}
      <a href={`/api/articles/${record.id}`}>{article.data}</a>
    </p>
  )
}

/** Kinds that a reader need not be told of: their looks say it. */
const plain: ReadonlySet<Block['kind']> = new Set(['heading', 'paragraph', 'quote', 'list'])

const BlockView = ({ view, block }: { readonly view: View; readonly block: Block }) => {
  const { messages, language } = view.site
  const original = view.record.blocks.find(({ id }) => id === block.repeats)
  const label = plain.has(block.kind) ? undefined : (
    <span class="kind" lang={language}>
      {messages.blocks[block.kind]}
      {original !== undefined && (
        <>
          , {messages.article.repeats} <bdi lang={langOf(view.record)}>{excerpt(original.text)}</bdi>
        </>
      )}
    </span>
  )
  const text = <BlockText view={view} block={block} />
  switch (block.kind) {
    case 'heading':
      return <h2>{text}</h2>
    case 'quote':
      return <blockquote>{text}</blockquote>
    default:
      return (
        <p class={`block ${block.kind}`}>
          {label}
          {text}
        </p>
      )
  }
}

const excerpt = (text: string): string => (text.length > 40 ? `${text.slice(0, 39).toWellFormed()}…` : text)

/** A block's text, sentence by sentence, with the spans that are lit marked. Nothing of the text is lost or added. */
const BlockText = ({ view, block }: { readonly view: View; readonly block: Block }) => {
  const parts: Child[] = []
  let at = 0
  for (const sentence of view.claims.sentences.filter((candidate) => candidate.block === block.id)) {
    if (sentence.start > at) parts.push(block.text.slice(at, sentence.start))
    parts.push(<SentenceView view={view} sentence={sentence} block={block} />)
    at = sentence.end
  }
  if (at < block.text.length) parts.push(block.text.slice(at))
  return <>{parts}</>
}

interface SentenceProps {
  readonly view: View
  readonly sentence: NumberedSentence
  readonly block: Block
}

const SentenceView = ({ view, sentence, block }: SentenceProps) => {
  const lit = view.lit.sentences.has(sentence.id)
  const hasClaims = view.claims.resting.has(sentence.id)
  const number = String(sentence.number)
  return (
    <span class={lit ? 'sentence lit' : 'sentence'} id={sentence.id}>
      {cut(block.text, sentence.start, sentence.end, view.ranges.get(block.id) ?? []).map(({ text, within }) => {
        const thing = within.find((range) => range.thing !== undefined)?.thing
        const named =
          thing === undefined ? (
            text
          ) : (
            <a class="mention" href={view.site.to(pathOf(thing))}>
              {text}
            </a>
          )
        return within.some((range) => range.thing === undefined) ? <mark>{named}</mark> : named
      })}
      {hasClaims && (
        <a
          class="number"
          href={linkTo(view, sentence.id, sentence.id)}
          aria-label={view.site.messages.article.showClaims(number)}
          lang={view.site.language}
        >
          {number}
        </a>
      )}
    </span>
  )
}

/** The address that lights up a claim or a sentence, and goes to where the reader then looks. */
const linkTo = ({ site, record, lit }: View, show: string, goTo: string): string => {
  const page = site.to(`/articles/${record.id}`)
  return lit.show === show ? page : `${page}?show=${encodeURIComponent(show)}#${goTo}`
}

const ClaimLists = ({ view }: { readonly view: View }) => {
  const { record, site } = view
  const { article } = site.messages
  const { chain } = record.attribution
  const isEmpty =
    [record.statements, record.events, record.entities, record.times, chain, record.photoCredits].flat().length === 0
  if (isEmpty) return <p>{article.nothing}</p>
  return (
    <>
      <ClaimList title={article.statements} items={record.statements}>
        {record.statements.map((statement) => (
          <StatementView view={view} statement={statement} />
        ))}
      </ClaimList>
      <ClaimList title={article.events} items={record.events}>
        {record.events.map((event) => (
          <EventView view={view} event={event} />
        ))}
      </ClaimList>
      <ClaimList title={article.attribution} items={[...chain, ...record.photoCredits]}>
        {chain.map(({ name, role }, index) => (
          <ClaimView view={view} id={linkId(index)}>
            <strong lang={langOf(record)}>{name}</strong> <span class="role">{site.messages.roles[role]}</span>
          </ClaimView>
        ))}
        {record.photoCredits.map(({ name }, index) => (
          <ClaimView view={view} id={creditId(index)}>
            <strong lang={langOf(record)}>{name}</strong> <span class="role">{article.photo}</span>
          </ClaimView>
        ))}
      </ClaimList>
      <ClaimList title={article.times} items={record.times}>
        {record.times.map((time, index) => (
          <ClaimView view={view} id={timeId(index)}>
            <strong>{time.value}</strong> <bdi lang={langOf(record)}>{time.text}</bdi>
          </ClaimView>
        ))}
      </ClaimList>
      <ClaimList title={article.people} items={record.entities}>
        {[...byType(record.entities)].map(([type, entities]) => (
          <li class="group">
            <h3>{site.messages.entityTypes[type]}</h3>
            <ul>
              {entities.map((entity) => (
                <EntityView view={view} entity={entity} />
              ))}
            </ul>
          </li>
        ))}
      </ClaimList>
    </>
  )
}

interface ClaimListProps {
  readonly title: string
  readonly items: readonly unknown[]
  readonly children?: Child
}

const ClaimList = ({ title, items, children }: ClaimListProps) =>
  items.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )

/** The numbers of sentences, which paper shows in place of links. */
const numbersOf = ({ claims }: View, ids: readonly string[]): string =>
  claims.sentences
    .filter(({ id }) => ids.includes(id))
    .map(({ number }) => number)
    .join(', ')

interface ClaimProps {
  readonly view: View
  readonly id: string
  readonly beside?: Child
  readonly children?: Child
}

/** One claim: all of it is the link that lights up its sentences. */
const ClaimView = ({ view, id, beside, children }: ClaimProps) => {
  const sentences = view.claims.byId.get(id)?.sentences ?? []
  const isLit = view.lit.claims.has(id)
  return (
    <li>
      <a
        class={isLit ? 'claim lit' : 'claim'}
        href={linkTo(view, id, sentences[0] ?? 'reading')}
        aria-current={isLit ? 'true' : undefined}
        title={view.site.messages.article.showSentence}
        data-rests={sentences.join(' ')}
        data-numbers={numbersOf(view, sentences)}
        id={`claim-${id}`}
      >
        {children}
      </a>
      {beside}
    </li>
  )
}

const StatementView = ({ view, statement }: { readonly view: View; readonly statement: Statement }) => {
  const { site, record, nameOf } = view
  const { article, acts, said } = site.messages
  const speaker = nameOf(statement.speaker)
  const addressee = nameOf(statement.addressee)
  return (
    <ClaimView view={view} id={statement.id}>
      {speaker === undefined ? <strong>{article.nobody}</strong> : <strong lang="kk">{speaker}</strong>}{' '}
      <span class="act">{acts[statement.act]}</span>
      {statement.polarity === 'negative' && <span class="role"> {article.negated}</span>}
      {addressee !== undefined && (
        <span class="to">
          {' '}
          {article.to} <strong lang="kk">{addressee}</strong>
        </span>
      )}
      {statement.content !== undefined && (
        <bdi class={`content ${statement.kind}`} lang={langOf(record)}>
          {statement.content.text}
        </bdi>
      )}
      <span class="details">
        {[
          said[statement.kind],
          statement.time,
          statement.confidence === undefined ? undefined : `${article.confidence} ${statement.confidence}`,
        ]
          .filter((detail) => detail !== undefined)
          .join(' · ')}
      </span>
    </ClaimView>
  )
}

const EventView = ({ view, event }: { readonly view: View; readonly event: Event }) => {
  const { site, nameOf } = view
  const who = (ids: readonly string[]): string =>
    ids
      .map(nameOf)
      .filter((name) => name !== undefined)
      .join(', ')
  const sides = [who(event.actors), who(event.recipients)].filter((side) => side !== '').join(' → ')
  const details = [event.time, nameOf(event.place), nameOf(event.document), event.plover]
  return (
    <ClaimView view={view} id={event.id}>
      <strong>{site.messages.eventTypes[event.type]}</strong> <span lang="kk">{sides}</span>
      <span class="details" lang="kk">
        {details.filter((detail) => detail !== undefined).join(' · ')}
      </span>
    </ClaimView>
  )
}

const EntityView = ({ view, entity }: { readonly view: View; readonly entity: Entity }) => {
  const { messages, to } = view.site
  const thing = view.things.get(entity.id)
  const page =
    thing === undefined ? undefined : (
      <a class="page" href={to(pathOf(thing))} aria-label={`${messages.thing.page}: ${entity.name}`}>
        ↗
      </a>
    )
  return (
    <ClaimView view={view} id={entity.id} beside={page}>
      <strong lang="kk">{entity.name}</strong>{' '}
      <span class="role">{messages.article.mentions(entity.mentions.length)}</span>
    </ClaimView>
  )
}
