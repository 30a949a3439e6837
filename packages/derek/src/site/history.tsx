import type { Revision } from '../store/revisions.js'
import type { Version } from '../store/versions.js'
import { dayOf } from './home.js'
import type { Interface } from './language.js'
import { differencesPath, revisionDifferencesPath } from './stories.js'

export interface HistoryProps {
  readonly site: Interface
  readonly id: string
  /** What the machine and people made of the article; shown where there is more than one. */
  readonly revisions: readonly Revision[]
  /** What its publisher made of it; shown where there is more than one. */
  readonly versions: readonly Version[]
}

/** Which text of its publisher an article is, and who corrected what Derek says of it. */
export const History = (props: HistoryProps) => (
  <>
    {props.versions.length > 1 && <Versions {...props} />}
    {props.revisions.length > 1 && <Revisions {...props} />}
  </>
)

const Versions = ({ site, id, versions }: HistoryProps) => {
  const { history } = site.messages
  const at = versions.findIndex((version) => version.id === id)
  const [before, after, newest] = [versions[at - 1], versions[at + 1], versions.at(-1)]
  const link = (version: Version, rel?: string) => (
    <a href={site.to(`/articles/${version.id}`)} rel={rel}>
      {dayOf(version.publishedAt ?? version.readAt)}
    </a>
  )
  return (
    <p class="facts history" lang={site.language} dir="ltr">
      {after === undefined ? history.newest : history.earlier} ({at + 1}/{versions.length})
      {before !== undefined && (
        <>
          {' · '}
          {history.before} {link(before, 'prev')} (
          <a href={site.to(differencesPath(before.id, id))}>{site.messages.stories.whatChanged}</a>)
        </>
      )}
      {after !== undefined && (
        <>
          {' · '}
          {history.after} {link(after, 'next')}
        </>
      )}
      {after !== undefined && newest !== undefined && newest !== after && (
        <>
          {' · '}
          {history.last} {link(newest)}
        </>
      )}
    </p>
  )
}

const Revisions = ({ site, id, revisions }: HistoryProps) => {
  const { history } = site.messages
  const isCorrected = revisions.some(({ isCurrent, madeBy }) => isCurrent && madeBy !== undefined)
  return (
    <details class="facts history" lang={site.language} dir="ltr">
      <summary>
        {isCorrected && (
          <>
            <strong>{history.isCorrected}</strong>
            {' · '}
          </>
        )}
        {history.revisions(revisions.length)}
      </summary>
      <ol>
        {revisions.map(({ number, madeBy, madeAt, note, isCurrent }, index) => (
          <li value={number}>
            <a href={`/api/articles/${id}/revisions/${number}`}>
              <time datetime={madeAt}>{dayOf(madeAt)}</time>
            </a>
            {' · '}
            {madeBy === undefined ? history.machine : <bdi>{history.corrected(madeBy)}</bdi>}
            {isCurrent && (
              <>
                {' · '}
                <strong>{history.current}</strong>
              </>
            )}
            {note !== undefined && (
              <>
                {': '}
                <bdi>{note}</bdi>
              </>
            )}
            {index > 0 && (
              <>
                {' ('}
                <a href={site.to(revisionDifferencesPath(id, revisions[index - 1]?.number ?? 1, number))}>
                  {site.messages.stories.whatChanged}
                </a>
                )
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
