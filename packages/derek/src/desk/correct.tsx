import { blockKinds } from '../article/schema.js'
import { correct } from '../correct/correct.js'
import { placeOf } from '../correct/place.js'
import type { Fault } from '../record/faults.js'
import {
  type ArticleRecord,
  acts,
  attributionRoles,
  entityTypes,
  eventTypes,
  mentionKinds,
  polarities,
  statementKinds,
  timeKinds,
} from '../record/schema.js'
import { assetPath } from '../site/assets.js'
import { revisionDifferencesPath } from '../site/stories.js'
import { ConflictError, RecordError, type Revision, type RevisionRecord } from '../store/revisions.js'
import type { Store } from '../store/store.js'
import { titleOf } from '../store/title.js'
import {
  askedOf,
  type Field,
  type FieldName,
  type FormFault,
  fieldsOf,
  type Layer,
  layers,
  namesOf,
  spanParts,
  type Typed,
  typedOf,
} from './correct-form.js'
import { Csrf, type Desk, Frame, Keys } from './frame.js'
import { hourOf } from './moment.js'
import { type DeskOptions, page, refuse, type Status, type Visit } from './visit.js'

const pathOf = (article: string): string => `/desk/articles/${encodeURIComponent(article)}/correct`
const itemPath = (article: string, layer: Layer, item: string): string =>
  `${pathOf(article)}?open=${encodeURIComponent(`${layer}:${item}`)}#open`

/** The form that is open: of an item, or of a new one. */
interface Open {
  readonly layer: Layer
  readonly item: string
  readonly typed: Typed
  /** The number of the revision that its writer saw first. */
  readonly base: number
  readonly note: string
}

const layerOf = (name: string | undefined): Layer | undefined => layers.find((layer) => layer === name)
const numberOf = (sent: string): number | undefined => (/^[1-9]\d{0,8}$/u.test(sent) ? Number(sent) : undefined)

/** The page of corrections, with the form of `?open=statement:s1` open. */
export async function showCorrection({ c, desk }: Visit, { store }: DeskOptions): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const [current, revisions] = await Promise.all([store.revision(id), store.revisions(id)])
  if (current === undefined) return refuse(c, desk, 404, desk.site.messages.errors.missing)
  const [, name, item = ''] = /^([a-z]+):(.*)$/su.exec(c.req.query('open') ?? '') ?? []
  const layer = layerOf(name)
  const typed = layer === undefined ? undefined : item === '' ? {} : typedOf(current.record, layer, item)
  const open =
    layer === undefined || typed === undefined ? undefined : { layer, item, typed, base: current.number, note: '' }
  return page(c, <CorrectPage desk={desk} current={current} revisions={revisions} open={open} />)
}

/** One correction: what a form asks for, made to the revision that it names. */
export async function correctArticle(visit: Visit, { store }: DeskOptions): Promise<Response> {
  const { c, desk, account, sent, sentAll } = visit
  const { words, site } = desk
  const id = c.req.param('id') ?? ''
  const onRevision = numberOf(sent('onRevision'))
  const base = numberOf(sent('base')) ?? onRevision
  if (onRevision === undefined || base === undefined) return refuse(c, desk, 422, words.stale)
  const [on, seen, revisions] = await Promise.all([
    store.revision(id, onRevision),
    store.revision(id, base),
    store.revisions(id),
  ])
  if (on === undefined || seen === undefined) return refuse(c, desk, 404, site.messages.errors.missing)
  const by = account.name
  const note = sent('note').trim().slice(0, 500).toWellFormed()
  const again = (open: Open | undefined, fault: string, status: Status) =>
    page(c, <CorrectPage desk={desk} current={on} revisions={revisions} open={open} fault={fault} />, status)
  if (sent('do') === 'undo') return undo(visit, store, on, revisions)
  const layer = layerOf(sent('layer'))
  if (layer === undefined) return refuse(c, desk, 422, words.stale)
  const item = sent('item')
  const typed: Typed = Object.fromEntries(namesOf(layer).map((name) => [name, sentAll(name)]))
  const open: Open = { layer, item, typed, base, note }
  const asked = askedOf({ layer, item, isRemoval: sent('do') === 'remove', typed }, seen.record, on.record)
  if ('kind' in asked) return again(open, faultText(desk, asked), 422)
  let record = on.record
  for (const change of asked.changes) {
    const made = correct(record, change)
    if (made.kind === 'refused') return again(open, refusedText(desk, made.faults), 422)
    record = made.record
  }
  try {
    const made = await store.correct(id, record, { by, note, onRevision })
    if (made === undefined) return refuse(c, desk, 404, site.messages.errors.missing)
  } catch (error) {
    if (error instanceof RecordError) return again(open, refusedText(desk, error.faults), 422)
    if (!(error instanceof ConflictError)) throw error
    const wanted = { open, isRemoval: sent('do') === 'remove', seen }
    return page(c, <ConflictPage desk={desk} article={id} theirs={error.current} wanted={wanted} />, 409)
  }
  const shown = layer === 'mention' || layer === 'mentions' || layer === 'merge' ? 'entity' : layer
  return c.redirect(site.to(asked.item === undefined ? pathOf(id) : itemPath(id, shown, asked.item)), 303)
}

/** Takes back the last correction, where it is one's own: the revision before it counts again, as a new one. */
async function undo(
  { c, desk, account: { name: by } }: Visit,
  store: Store,
  on: RevisionRecord,
  revisions: readonly Revision[],
): Promise<Response> {
  const { id } = on.record
  const { nothingToUndo, conflict } = desk.words.correct
  const again = async (fault: string): Promise<Response> => {
    const current = (await store.revision(id)) ?? on
    return page(c, <CorrectPage desk={desk} current={current} revisions={revisions} fault={fault} />, 409)
  }
  const before = revisionBefore(revisions, by)
  if (before === undefined) return again(nothingToUndo)
  try {
    await store.restoreRevision(id, before, { by, onRevision: on.number })
  } catch (error) {
    if (error instanceof ConflictError) return again(conflict)
    throw error
  }
  return c.redirect(desk.site.to(pathOf(id)), 303)
}

/** The revision that counted before the one that counts, where this person made that. */
function revisionBefore(revisions: readonly Revision[], name: string): number | undefined {
  const at = revisions.findIndex(({ isCurrent }) => isCurrent)
  if (revisions[at]?.madeBy !== name) return undefined
  const firstByHand = revisions.findIndex(({ madeBy }) => madeBy !== undefined)
  // What the reader made after a person is kept beside, and never counted.
  const counted = revisions.filter(({ madeBy }, i) => i < at && (madeBy !== undefined || i < firstByHand))
  return counted.at(-1)?.number
}

const refusedText = ({ words }: Desk, faults: readonly Fault[]): string =>
  words.correct.faults.refused(faults.map(({ detail }) => detail).join('; '))

function faultText({ words }: Desk, fault: FormFault): string {
  const { faults, fields } = words.correct
  switch (fault.kind) {
    case 'absent':
      return faults.absent(fault.text)
    case 'many':
      return faults.many(fault.text, fault.count)
    case 'needed':
      return faults.needed(fields[fault.field])
    case 'no-time':
      return faults.noTime(fault.value)
    case 'gone':
      return faults.gone
  }
}

interface CorrectPageProps {
  readonly desk: Desk
  readonly current: RevisionRecord
  readonly revisions: readonly Revision[]
  readonly open?: Open | undefined
  readonly fault?: string | undefined
}

const langOf = ({ language, script }: ArticleRecord): string =>
  language === 'kk' && script === 'Arab' ? 'kk-Arab' : language

/** The article beside what is said of it: one thing at a time can be changed. */
const CorrectPage = ({ desk, current, revisions, open, fault }: CorrectPageProps) => {
  const { site, words, visitor } = desk
  const { record } = current
  const labels = words.correct
  const canUndo = revisionBefore(revisions, visitor?.account.name ?? '') !== undefined
  return (
    <Frame desk={desk} title={labels.title} path={pathOf(record.id)} fault={fault}>
      <p class="facts">
        <a href={site.to(`/articles/${encodeURIComponent(record.id)}`)} lang={langOf(record)} dir="auto">
          {titleOf(record)}
        </a>
      </p>
      {canUndo && (
        <form method="post" action={site.to(pathOf(record.id))}>
          <Csrf desk={desk} />
          <input type="hidden" name="onRevision" value={String(current.number)} />
          <button type="submit" name="do" value="undo" class="plain">
            {labels.undo}
          </button>
        </form>
      )}
      <div class="post-desk">
        <section aria-label={site.messages.article.text} class="blocks" tabindex={0}>
          {record.blocks.map(({ id, kind, text }) => (
            <p>
              <span class="kind">
                {id} ·{' '}
                <a
                  href={site.to(itemPath(record.id, 'block', id))}
                  aria-label={labels.kindOf(id, site.messages.blocks[kind])}
                >
                  {site.messages.blocks[kind]}
                </a>
              </span>{' '}
              <span data-block={id} lang={langOf(record)} dir="auto">
                {text}
              </span>
            </p>
          ))}
        </section>
        <div>
          {open !== undefined && <OpenForms desk={desk} current={current} open={open} />}
          <Items desk={desk} record={record} open={open} />
          <Keys desk={desk} names={labels.keyNames} hint={labels.keysHint} />
        </div>
      </div>
      <script type="module" src={assetPath('correct.js')} />
    </Frame>
  )
}

const longestExcerpt = 60
const excerpt = (text: string): string =>
  text.length > longestExcerpt ? `${text.slice(0, longestExcerpt - 1).toWellFormed()}…` : text

interface ItemsProps {
  readonly desk: Desk
  readonly record: ArticleRecord
  readonly open?: Open | undefined
}

/** All that is said of the article, by kind: each leads to its form. */
const Items = ({ desk, record, open }: ItemsProps) => {
  const { site, words } = desk
  const { article, acts: actNames, eventTypes: eventNames, entityTypes: typeNames, roles } = site.messages
  const names = new Map(record.entities.map(({ id, name }) => [id, name]))
  const who = (ids: readonly (string | undefined)[]): string =>
    ids.flatMap((id) => (id === undefined ? [] : (names.get(id) ?? []))).join(', ')
  const groups: readonly (readonly [Layer, string, readonly (readonly [item: string, text: string])[]])[] = [
    [
      'statement',
      article.statements,
      record.statements.map(({ id, speaker, act, content }) => [
        id,
        `${who([speaker])} ${actNames[act]}: ${excerpt(content?.text ?? '')}`,
      ]),
    ],
    [
      'event',
      article.events,
      record.events.map(({ id, type, actors, recipients }) => [
        id,
        `${eventNames[type]}: ${who(actors)} → ${who(recipients)}`,
      ]),
    ],
    ['entity', article.people, record.entities.map(({ id, type, name }) => [id, `${name} (${typeNames[type]})`])],
    ['time', article.times, record.times.map((time) => [placeOf(time), `${time.value} ${excerpt(time.text)}`])],
    [
      'link',
      article.attribution,
      record.attribution.chain.map(({ name, role, span }) => [placeOf(span), `${name} (${roles[role]})`]),
    ],
    ['credit', words.correct.change.credit, record.photoCredits.map(({ name, span }) => [placeOf(span), name])],
  ]
  return (
    <>
      {groups.map(([layer, title, items]) => (
        <section aria-labelledby={`all-${layer}`}>
          <h2 id={`all-${layer}`}>{title}</h2>
          <ul>
            {items.map(([item, text]) => (
              <li>
                <a
                  href={site.to(itemPath(record.id, layer, item))}
                  aria-current={open?.layer === layer && open.item === item ? 'true' : undefined}
                >
                  {text}
                </a>
              </li>
            ))}
            <li>
              <a href={site.to(itemPath(record.id, layer, ''))}>{words.correct.make[layer]}</a>
            </li>
          </ul>
        </section>
      ))}
    </>
  )
}

interface FormProps {
  readonly desk: Desk
  readonly current: RevisionRecord
  readonly open: Open
}

/** The form of an item; of an entity also those of its mentions, and of the entity that it is the same as. */
const OpenForms = ({ desk, current, open }: FormProps) => {
  const ofEntity: readonly Layer[] = ['entity', 'mention', 'mentions', 'merge']
  const isEntity = ofEntity.includes(open.layer) && open.item !== ''
  const shown = isEntity ? ofEntity : [open.layer]
  return (
    <div id="open">
      {shown.map((layer) => {
        const typed = layer === open.layer ? open.typed : (typedOf(current.record, layer, open.item) ?? {})
        return <ItemForm desk={desk} current={current} open={{ ...open, layer, typed }} />
      })}
    </div>
  )
}

const ItemForm = ({ desk, current, open }: FormProps) => {
  const { site, words } = desk
  const labels = words.correct
  const { layer, item, typed, base, note } = open
  const isRemovable = item !== '' && layer !== 'mention' && layer !== 'merge' && layer !== 'block'
  const title = item === '' ? labels.make[layer] : labels.change[layer]
  return (
    <form class="desk-form" method="post" action={site.to(pathOf(current.record.id))} aria-label={title}>
      <h2>{title}</h2>
      <Csrf desk={desk} />
      <input type="hidden" name="onRevision" value={String(current.number)} />
      <input type="hidden" name="base" value={String(base)} />
      <input type="hidden" name="layer" value={layer} />
      <input type="hidden" name="item" value={item} />
      {fieldsOf[layer].map((field) => (
        <FieldView desk={desk} record={current.record} layer={layer} item={item} field={field} typed={typed} />
      ))}
      <label>
        {labels.note} <input name="note" maxlength={500} value={note} />
      </label>
      <div class="actions">
        <button type="submit" name="do" value="save">
          {layer === 'merge' ? labels.merge : layer === 'mentions' ? labels.split : words.posts.save}
        </button>
        {isRemovable && (
          <button type="submit" name="do" value="remove" class="plain">
            {layer === 'mentions' ? labels.removeChosen : labels.remove}
          </button>
        )}
      </div>
    </form>
  )
}

interface FieldViewProps {
  readonly desk: Desk
  readonly record: ArticleRecord
  readonly layer: Layer
  readonly item: string
  readonly field: Field
  readonly typed: Typed
}

const FieldView = ({ desk, record, layer, item, field: { name, control }, typed }: FieldViewProps) => {
  const labels = desk.words.correct
  const label = labels.fields[name]
  const given = typed[name] ?? []
  switch (control) {
    case 'line':
      return (
        <label>
          {label} <input name={name} value={given[0] ?? ''} dir="auto" />
        </label>
      )
    case 'lines':
      return (
        <label>
          {label}{' '}
          <textarea name={name} rows={3} dir="auto">
            {`\n${given[0] ?? ''}`}
          </textarea>
        </label>
      )
    case 'choice':
      return (
        <label>
          {label}{' '}
          <select name={name}>
            {optionsOf(desk, layer, name).map(([value, called]) => (
              <option value={value} selected={given.includes(value)}>
                {called}
              </option>
            ))}
          </select>
        </label>
      )
    case 'entity':
    case 'entities': {
      const isMany = control === 'entities'
      const others = layer === 'merge' ? record.entities.filter(({ id }) => id !== item) : record.entities
      return (
        <label>
          {label}{' '}
          <select name={name} multiple={isMany} size={isMany ? Math.min(6, others.length + 1) : undefined}>
            {!isMany && <option value="">{labels.none}</option>}
            {others.map(({ id, name: called }) => (
              <option value={id} selected={given.includes(id)}>
                {called}
              </option>
            ))}
          </select>
        </label>
      )
    }
    case 'mentions': {
      const mentions = record.entities.find(({ id }) => id === item)?.mentions ?? []
      return (
        <fieldset>
          <legend>{label}</legend>
          {mentions.map((mention) => (
            <label>
              <input type="checkbox" name={name} value={placeOf(mention)} checked={given.includes(placeOf(mention))} />{' '}
              {mention.text} ({mention.block})
            </label>
          ))}
        </fieldset>
      )
    }
    case 'spans': {
      const count = (typed[spanParts(name)[1]] ?? []).filter((text) => text !== '').length
      const shown = name === 'evidence' ? count + 1 : 1
      return (
        <>
          {Array.from({ length: shown }, (_, at) => (
            <SpanView desk={desk} record={record} name={name} at={at} layer={layer} typed={typed} />
          ))}
        </>
      )
    }
  }
}

/** The key that takes what is selected in the article into a span: see assets/correct.js. */
function keyOf(layer: Layer, name: FieldName): string {
  if (layer === 'statement') return name === 'content' ? 's' : 'c'
  if (layer === 'event') return 'e'
  if (layer === 'time') return 't'
  if (layer === 'credit') return 'p'
  return layer === 'link' ? 'a' : 'm'
}

interface SpanViewProps extends Pick<FieldViewProps, 'desk' | 'record' | 'layer' | 'typed'> {
  readonly name: FieldName
  readonly at: number
}

/** Words of a block: which block, the words themselves, and which of them where they are there more than once. */
const SpanView = ({ desk, record, layer, name, at, typed }: SpanViewProps) => {
  const labels = desk.words.correct
  const [block, text, nth] = spanParts(name)
  return (
    <fieldset data-key={keyOf(layer, name)}>
      <legend>
        {labels.fields[name]}
        {at > 0 ? ` ${at + 1}` : ''}
      </legend>
      <label>
        {labels.block}{' '}
        <select name={block} data-part="block">
          {record.blocks.map((one) => (
            <option value={one.id} selected={typed[block]?.[at] === one.id}>
              {one.id}: {excerpt(one.text)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {labels.words}{' '}
        <textarea name={text} rows={2} dir="auto" data-part="text" lang={langOf(record)}>
          {`\n${typed[text]?.[at] ?? ''}`}
        </textarea>
      </label>
      <label>
        {labels.nth} <input name={nth} inputmode="numeric" size={3} value={typed[nth]?.[at] ?? ''} data-part="nth" />
      </label>
      <button type="button" class="plain" data-take hidden>
        {labels.take}
      </button>
    </fieldset>
  )
}

function optionsOf(desk: Desk, layer: Layer, name: FieldName): readonly (readonly [value: string, called: string])[] {
  const { acts: actNames, said, eventTypes: eventNames, entityTypes: typeNames, roles } = desk.site.messages
  const labels = desk.words.correct
  switch (name) {
    case 'act':
      return acts.map((act) => [act, actNames[act]])
    case 'polarity':
      return polarities.map((polarity) => [polarity, labels.polarities[polarity]])
    case 'role':
      return attributionRoles.map((role) => [role, roles[role]])
    case 'type':
      return layer === 'event'
        ? eventTypes.map((type) => [type, eventNames[type]])
        : entityTypes.map((type) => [type, typeNames[type]])
    case 'kind':
      if (layer === 'statement') return statementKinds.map((kind) => [kind, said[kind]])
      if (layer === 'block') return blockKinds.map((kind) => [kind, desk.site.messages.blocks[kind]])
      if (layer === 'time') return timeKinds.map((kind) => [kind, labels.timeKinds[kind]])
      return mentionKinds.map((kind) => [kind, labels.mentionKinds[kind]])
    default:
      return []
  }
}

interface ConflictPageProps {
  readonly desk: Desk
  readonly article: string
  readonly theirs: Revision
  readonly wanted: { readonly open: Open; readonly isRemoval: boolean; readonly seen: RevisionRecord }
}

/** Somebody else corrected the article first: what they did, what was wanted, and what can be done now. */
const ConflictPage = ({ desk, article, theirs, wanted: { open, isRemoval, seen } }: ConflictPageProps) => {
  const { site, words } = desk
  const labels = words.correct
  const { layer, item, typed, base, note } = open
  const title = item === '' ? labels.make[layer] : `${labels.change[layer]} (${nameOf(seen.record, layer, item)})`
  return (
    <Frame desk={desk} title={labels.conflict} path={pathOf(article)}>
      <p>
        {labels.cameFirst(theirs.madeBy ?? site.messages.history.machine, hourOf(theirs.madeAt), theirs.number)}
        {theirs.note !== undefined && (
          <>
            {': '}
            <bdi>{theirs.note}</bdi>
          </>
        )}
        {' · '}
        <a href={site.to(revisionDifferencesPath(article, base, theirs.number))}>{site.messages.stories.whatChanged}</a>
      </p>
      <h2>
        {labels.wanted}: {title}
      </h2>
      {isRemoval && <p>{labels.remove}</p>}
      {!isRemoval && <Wanted desk={desk} record={seen.record} open={open} />}
      <form class="actions" method="post" action={site.to(pathOf(article))}>
        <Csrf desk={desk} />
        <input type="hidden" name="onRevision" value={String(theirs.number)} />
        <input type="hidden" name="base" value={String(base)} />
        <input type="hidden" name="layer" value={layer} />
        <input type="hidden" name="item" value={item} />
        <input type="hidden" name="note" value={note} />
        {Object.entries(typed).flatMap(([name, values]) =>
          values.map((value) => <input type="hidden" name={name} value={value} />),
        )}
        <button type="submit" name="do" value={isRemoval ? 'remove' : 'save'}>
          {labels.apply}
        </button>
        <a href={site.to(item === '' ? pathOf(article) : itemPath(article, layer, item))}>{labels.drop}</a>
      </form>
    </Frame>
  )
}

/** What a person knows an item by: a name, or words of the article. */
function nameOf(
  { statements, events, entities, times, attribution, photoCredits }: ArticleRecord,
  layer: Layer,
  item: string,
): string {
  const statement = statements.find(({ id }) => id === item)
  switch (layer) {
    case 'statement':
      return excerpt((statement?.content ?? statement?.cue)?.text ?? item)
    case 'event':
      return excerpt(events.find(({ id }) => id === item)?.evidence[0]?.text ?? item)
    case 'time':
      return times.find((time) => placeOf(time) === item)?.text ?? item
    case 'link':
      return attribution.chain.find(({ span }) => placeOf(span) === item)?.name ?? item
    case 'credit':
      return photoCredits.find(({ span }) => placeOf(span) === item)?.name ?? item
    case 'block':
      return item
    default:
      return entities.find(({ id }) => id === item)?.name ?? item
  }
}

/** The fields that somebody typed otherwise than they were. */
const Wanted = ({
  desk,
  record,
  open: { layer, item, typed },
}: Pick<FieldViewProps, 'desk' | 'record'> & { readonly open: Open }) => {
  const was = typedOf(record, layer, item) ?? {}
  const names = new Map(record.entities.map(({ id, name }) => [id, name]))
  const changed = fieldsOf[layer].flatMap(({ name, control }) => {
    const sent = control === 'spans' ? spanParts(name)[1] : name
    const values = (typed[sent] ?? []).filter((value) => value.trim() !== '')
    const before = (was[sent] ?? []).filter((value) => value.trim() !== '')
    if (JSON.stringify(values) === JSON.stringify(before)) return []
    const options = new Map(optionsOf(desk, layer, name))
    const called = (value: string): string =>
      (control === 'entity' || control === 'entities' ? names.get(value) : options.get(value)) ?? value
    return [[desk.words.correct.fields[name], values.map(called).join('; ') || desk.words.correct.none] as const]
  })
  return (
    <ul>
      {changed.map(([label, value]) => (
        <li>
          {label}: <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  )
}
