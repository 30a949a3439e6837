import type { Child } from 'hono/jsx'
import type { ArticleSpan, Change, Differences, Edit } from '../story/schema.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { tagOfText } from './scripts.js'
import { differencesPath, FindingText, revisionDifferencesPath } from './stories.js'

export interface Side {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly when?: string
}

interface DifferencesProps {
  readonly site: Interface
  readonly differences: Differences
  readonly before: Side
  readonly after: Side
  /** The numbers of two revisions of one article. */
  readonly revisions?: readonly [from: number, to: number]
}

/** Two articles side by side, sentence by sentence; what became of each stands between them in words. */
export const DifferencesView = ({ site, differences, before, after, revisions }: DifferencesProps) => {
  const { stories: words } = site.messages
  const { changes, findings, kept, taken } = differences
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  const head = ({ id, title, source, when }: Side, revision: number | undefined) => (
    <div>
      <p class="facts">
        {source}
        {when !== undefined && ` · ${when}`}
        {revision !== undefined && ` · № ${revision}`}
      </p>
      <h2>
        <a href={site.to(`/articles/${id}`)} lang={tagOfText(title)} dir="auto">
          {title}
        </a>
      </h2>
    </div>
  )
  const path =
    revisions === undefined
      ? differencesPath(before.id, after.id)
      : revisionDifferencesPath(before.id, revisions[0], revisions[1])
  return (
    <Layout
      site={site}
      title={words.differences}
      path={path}
      isUnlisted
      alternates={[
        { href: `/api${path}`, type: 'application/json', title: words.differences },
        { href: `/api${path}&format=csv`, type: 'text/csv', title: words.differences },
      ]}
    >
      <h1>{words.differences}</h1>
      <p class="facts">{words.shares(percent(kept), percent(taken))}</p>
      <div class="two sides">
        {head(before, revisions?.[0])}
        {head(after, revisions?.[1])}
      </div>
      {findings.length > 0 && (
        <section aria-labelledby="findings">
          <h2 id="findings">{words.findings}</h2>
          <ul class="findings">
            {findings.map((finding) => (
              <li>
                <FindingText site={site} finding={finding} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="sentences">
        <h2 id="sentences">{words.bySentence}</h2>
        <ol class="changes">
          {changes.map((change) => (
            <li class={change.kind}>
              <p class="kind">
                {words.changeKinds[change.kind]}
                {change.moved && ` · ${words.moved}`}
              </p>
              <div class="two">
                <Sentences spans={change.before} words={change.words} side="before" />
                <Sentences spans={change.after} words={change.words} side="after" />
              </div>
            </li>
          ))}
        </ol>
      </section>
      <p class="facts">
        <a href={`/api${path}`} rel="nofollow">
          JSON
        </a>{' '}
        ·{' '}
        <a href={`/api${path}&format=csv`} rel="nofollow">
          CSV
        </a>
      </p>
    </Layout>
  )
}

interface SentencesProps {
  readonly spans: Change['before']
  readonly words: readonly Edit[]
  readonly side: 'before' | 'after'
}

const Sentences = ({ spans, words, side }: SentencesProps) => (
  <div>
    {spans.map((span) => (
      <p lang={tagOfText(span.text)} dir="auto">
        {marked(span, words, side)}
      </p>
    ))}
  </div>
)

/** A sentence with the words that are not in the other: crossed out in the earlier, underlined in the later. */
function marked(sentence: ArticleSpan, words: readonly Edit[], side: 'before' | 'after'): Child[] {
  const own = words
    .flatMap((edit) => {
      const span = edit[side]
      const isHere = span !== undefined && span.block === sentence.block
      return isHere && edit.kind !== 'kept' && edit.kind !== 'inflected' ? [span] : []
    })
    .filter(({ start, end }) => start >= sentence.start && end <= sentence.end)
    .sort((a, b) => a.start - b.start)
  const made: Child[] = []
  let at = sentence.start
  for (const { start, end } of own) {
    if (start < at) continue
    made.push(sentence.text.slice(at - sentence.start, start - sentence.start))
    const text = sentence.text.slice(start - sentence.start, end - sentence.start)
    made.push(side === 'before' ? <del>{text}</del> : <ins>{text}</ins>)
    at = end
  }
  made.push(sentence.text.slice(at - sentence.start))
  return made
}
