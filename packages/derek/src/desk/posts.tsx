import type { Child } from 'hono/jsx'
import { toMarkup } from '../post/markup.js'
import { longestText, type Post } from '../post/post.js'
import type { Channel, KeptPost } from '../store/posts.js'
import type { PostState } from '../store/schema.js'
import { Csrf, type Desk, Frame, may } from './frame.js'
import { hourOf } from './moment.js'

export interface PostsPageProps {
  readonly desk: Desk
  readonly posts: readonly KeptPost[]
  readonly channels: readonly Channel[]
  readonly counts: readonly { readonly state: PostState; readonly count: number }[]
  /** The state that is asked for, `attention`, or nothing for all. */
  readonly chosen: string
  /** The last post of the page, where there are earlier ones. */
  readonly older: string | undefined
}

/** What is in line, shown, or waits for a person. */
export const PostsPage = ({ desk, posts, channels, counts, chosen, older }: PostsPageProps) => {
  const { site, words } = desk
  const { posts: labels } = words
  const choices = [
    ['', labels.all, undefined] as const,
    ['attention', labels.attention, undefined] as const,
    ...counts.map(({ state, count }) => [state, labels.states[state], count] as const),
  ]
  return (
    <Frame desk={desk} title={words.nav.posts} path="/desk/posts">
      <nav class="choices" aria-label={labels.state}>
        {choices.map(([state, name, count]) => (
          <a
            href={site.to(state === '' ? '/desk/posts' : `/desk/posts?state=${state}`)}
            aria-current={state === chosen ? 'page' : undefined}
          >
            {name} {count !== undefined && <span class="count">{count}</span>}
          </a>
        ))}
      </nav>
      {channels.length === 0 && <p>{labels.noChannels}</p>}
      {channels.map(({ id, trouble }) =>
        trouble === undefined ? null : (
          <div class="problem" role="alert">
            <strong>{id}</strong>
            <p class="detail" lang="en">
              {labels.trouble(trouble)}
            </p>
          </div>
        ),
      )}
      {posts.length === 0 && <p>{labels.none}</p>}
      <ol class="posts">
        {posts.map((post) => (
          <li id={`post-${post.id}`}>
            <p class="meta">
              <strong>{labels.states[post.state]}</strong> · {post.channel} ·{' '}
              <time datetime={post.dueAt}>{hourOf(post.dueAt)}</time>
              {post.article !== undefined && (
                <>
                  {' · '}
                  <a href={site.to(`/articles/${encodeURIComponent(post.article)}`)}>{words.audit.article}</a>
                </>
              )}
              {post.attention !== undefined && (
                <>
                  {' · '}
                  <strong class="state">{labels.attention}</strong>
                </>
              )}
            </p>
            {post.fault !== undefined && (
              <p class="detail" lang="en">
                {post.fault}
              </p>
            )}
            {post.post !== undefined && <Bubble post={post.post} label={labels.preview} />}
            <div class="actions">
              <a href={site.to(`/desk/posts/${post.id}`)}>{labels.edit}</a>
              {(post.state === 'failed' || post.state === 'uncertain') && (
                <form method="post" action={site.to(`/desk/posts/${post.id}/retry`)}>
                  <Csrf desk={desk} />
                  <button type="submit">{labels.retry}</button>
                </form>
              )}
              {post.state === 'uncertain' && (
                <form method="post" action={site.to(`/desk/posts/${post.id}/found`)}>
                  <Csrf desk={desk} />
                  <input name="message" inputmode="numeric" required aria-label={labels.foundHint} size={8} />
                  <button type="submit">{labels.found}</button>
                </form>
              )}
            </div>
          </li>
        ))}
      </ol>
      {older !== undefined && (
        <p>
          <a
            href={site.to(
              `/desk/posts?${new URLSearchParams({ ...(chosen === '' ? {} : { state: chosen }), before: older })}`,
            )}
          >
            {words.audit.older}
          </a>
        </p>
      )}
    </Frame>
  )
}

export interface PostPageProps {
  readonly desk: Desk
  readonly kept: KeptPost
  /** What was sent, where it is not what is kept. */
  readonly sent?: { readonly markup: string; readonly post: Post }
  readonly fault?: string | undefined
}

/** One post: its text to be edited, and how Telegram shows it. */
export const PostPage = ({ desk, kept, sent, fault }: PostPageProps) => {
  const { site, words } = desk
  const { posts: labels } = words
  const path = `/desk/posts/${kept.id}`
  const post = sent?.post ?? kept.post
  return (
    <Frame desk={desk} title={`${kept.channel}: ${labels.states[kept.state]}`} path={path} fault={fault}>
      {kept.attention !== undefined && (
        <Attention desk={desk} action={site.to(path)} version={kept.version} post={kept.attention} />
      )}
      <div class="post-desk">
        <form class="desk-form" method="post" action={site.to(path)}>
          <Csrf desk={desk} />
          <input type="hidden" name="version" value={String(kept.version)} />
          <PostField
            desk={desk}
            markup={sent?.markup ?? (kept.post === undefined ? '' : toMarkup(kept.post))}
            post={post}
          />
          <div class="actions">
            <button type="submit" name="do" value="preview">
              {labels.previewButton}
            </button>
            <button type="submit" name="do" value="save">
              {labels.save}
            </button>
            <button type="submit" name="do" value="remove">
              {labels.remove}
            </button>
          </div>
        </form>
        <section aria-label={labels.preview}>
          {post !== undefined && <Bubble post={post} label={labels.preview} />}
        </section>
      </div>
    </Frame>
  )
}

interface AttentionProps {
  readonly desk: Desk
  readonly action: string
  readonly version: number
  readonly post: Post
}

/** The article of a post that a person wrote was corrected: what it would say by now, to be taken or not. */
const Attention = ({ desk, action, version, post }: AttentionProps) => {
  const { posts: labels } = desk.words
  return (
    <section class="problem" aria-labelledby="attention">
      <h2 id="attention">{labels.attention}</h2>
      <p>{labels.attentionHint}</p>
      <p>{labels.proposed}:</p>
      <Bubble post={post} label={labels.proposed} />
      <form class="actions" method="post" action={action}>
        <Csrf desk={desk} />
        <input type="hidden" name="version" value={String(version)} />
        <input type="hidden" name="text" value={toMarkup(post)} />
        <button type="submit" name="do" value="save">
          {labels.take}
        </button>
        <button type="submit" name="do" value="leave">
          {labels.leave}
        </button>
      </form>
    </section>
  )
}

export interface DraftPageProps {
  readonly desk: Desk
  readonly article: string
  /** What was made of it before. */
  readonly posts: readonly KeptPost[]
  /** When it is to be shown, as the field has it. */
  readonly due: string
  /** Of what the template makes of the article now. */
  readonly digest: string
  readonly channels: readonly Channel[]
  readonly chosen: { readonly channel: string; readonly template: 'post' | 'short'; readonly photo: boolean }
  readonly markup: string
  readonly post: Post
  readonly fault?: string | undefined
}

/** A new post of an article: first where and how, then its text. */
export const DraftPage = ({
  desk,
  article,
  posts,
  due,
  digest,
  channels,
  chosen,
  markup,
  post,
  fault,
}: DraftPageProps) => {
  const { site, words } = desk
  const { posts: labels } = words
  const path = `/desk/articles/${article}/post`
  return (
    <Frame desk={desk} title={labels.make} path={path} fault={fault}>
      <form class="filter" method="get" action={site.to(path)}>
        <label>
          {labels.channel}{' '}
          <select name="channel">
            {channels.map(({ id, script }) => (
              <option value={id} selected={id === chosen.channel}>
                {id} ({site.messages.script.names[script]})
              </option>
            ))}
          </select>
        </label>
        <label>
          {labels.template}{' '}
          <select name="template">
            {(['post', 'short'] as const).map((template) => (
              <option value={template} selected={template === chosen.template}>
                {labels.templates[template]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input type="checkbox" name="photo" value="1" checked={chosen.photo} /> {labels.photo}
        </label>
        <button type="submit">{labels.previewButton}</button>
      </form>
      <div class="post-desk">
        <form class="desk-form" method="post" action={site.to(path)}>
          <Csrf desk={desk} />
          <input type="hidden" name="channel" value={chosen.channel} />
          <input type="hidden" name="template" value={chosen.template} />
          <input type="hidden" name="digest" value={digest} />
          {chosen.photo && <input type="hidden" name="photo" value="1" />}
          <PostField desk={desk} markup={markup} post={post} />
          <label for="due">{labels.due}</label>
          <input id="due" name="due" type="datetime-local" value={due} />
          <label>
            <input type="checkbox" name="pin" value="1" /> {labels.pin}
          </label>
          <label>
            <input type="checkbox" name="silent" value="1" /> {labels.silent}
          </label>
          <div class="actions">
            <button type="submit" name="do" value="preview">
              {labels.previewButton}
            </button>
            <button type="submit" name="do" value="put">
              {labels.put}
            </button>
          </div>
        </form>
        <section aria-label={labels.preview}>
          <Bubble post={post} label={labels.preview} />
        </section>
      </div>
      {posts.length > 0 && (
        <section aria-labelledby="earlier">
          <h2 id="earlier">{labels.earlier}</h2>
          <ul>
            {posts.map(({ id, channel, state, dueAt }) => (
              <li>
                <a href={site.to(`/desk/posts/${id}`)}>
                  {channel}: {labels.states[state]}, {hourOf(dueAt)}
                </a>
              </li>
            ))}
          </ul>
          {may(desk, 'publisher') && (
            <form
              class="actions"
              method="post"
              action={site.to(`/desk/articles/${encodeURIComponent(article)}/withdraw`)}
            >
              <Csrf desk={desk} />
              <button type="submit" aria-describedby="withdraw-hint">
                {labels.withdraw}
              </button>
              <span class="hint" id="withdraw-hint">
                {labels.withdrawHint}
              </span>
            </form>
          )}
        </section>
      )}
    </Frame>
  )
}

interface PostFieldProps {
  readonly desk: Desk
  readonly markup: string
  readonly post: Post | undefined
}

const PostField = ({ desk, markup, post }: PostFieldProps) => {
  const { posts: labels } = desk.words
  return (
    <>
      <label for="text">{labels.text}</label>
      <textarea id="text" name="text" rows={14} dir="auto" aria-describedby="text-hint">
        {/* A first line break after the tag would be taken for the page's. */}
        {`\n${markup}`}
      </textarea>
      <p class="hint" id="text-hint">
        {labels.markup}
        {post !== undefined && ` · ${labels.length(post.text.length, longestText(post))}`}
      </p>
    </>
  )
}

/** A post as Telegram shows it. */
const Bubble = ({ post, label }: { readonly post: Post; readonly label: string }) => (
  <article class="bubble" aria-label={label} dir="auto">
    {post.photos.length > 0 && (
      <p class="photos">
        {post.photos.map((url) => (
          <img class="photo" src={url} alt={new URL(url).pathname.split('/').at(-1)} />
        ))}
      </p>
    )}
    <p>{shown(post)}</p>
  </article>
)

function shown({ text, entities }: Post): Child[] {
  const made: Child[] = []
  let at = 0
  for (const entity of [...entities].sort((a, b) => a.offset - b.offset)) {
    if (entity.offset < at) continue
    made.push(text.slice(at, entity.offset))
    at = entity.offset + entity.length
    const words = text.slice(entity.offset, at)
    if (entity.type === 'bold') made.push(<strong>{words}</strong>)
    else if (entity.type === 'italic') made.push(<em>{words}</em>)
    else if (entity.type === 'blockquote') made.push(<q class="quoted">{words}</q>)
    else if (entity.type === 'text_link') {
      made.push(
        <a href={entity.url} rel="noreferrer">
          {words}
        </a>,
      )
    }
  }
  made.push(text.slice(at))
  return made
}
