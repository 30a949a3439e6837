import type { SummaryPage } from '../store/store.js'
import { ReadForm, type ReadFormProps } from './form.js'
import { Layout } from './layout.js'
import { tagOfText } from './scripts.js'

export interface HomeProps extends ReadFormProps {
  readonly latest: SummaryPage
}

/** The front page: the form, and what was read last. */
export const Home = ({ site, latest, sent, error }: HomeProps) => {
  const { messages, to } = site
  return (
    <Layout site={site} title={messages.name} path="/">
      <h1>{messages.tagline}</h1>
      <div class="columns">
        <section aria-labelledby="latest">
          <h2 id="latest">{messages.latest}</h2>
          {latest.articles.length === 0 && <p>{messages.none}</p>}
          <ul class="articles">
            {latest.articles.map(({ id, title, source, publishedAt, language, statements, events }) => (
              <li>
                <a href={to(`/articles/${id}`)} lang={language === 'kk' ? tagOfText(title) : language} dir="auto">
                  {title}
                </a>
                <p class="facts">
                  {source}
                  {publishedAt !== undefined && (
                    <>
                      {' · '}
                      <time datetime={publishedAt}>{dayOf(publishedAt)}</time>
                    </>
                  )}
                  {' · '}
                  {messages.counts(statements, events)}
                </p>
              </li>
            ))}
          </ul>
          {latest.next !== undefined && <a href={to(`/?cursor=${latest.next}`)}>{messages.older}</a>}
        </section>
        <ReadForm site={site} {...(sent === undefined ? {} : { sent })} {...(error === undefined ? {} : { error })} />
      </div>
    </Layout>
  )
}

/** The day in Kazakhstan, as 24.03.2025. */
export const dayOf = (instant: string): string =>
  new Date(instant).toLocaleDateString('ru-KZ', {
    timeZone: 'Asia/Almaty',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
