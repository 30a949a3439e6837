import {
  analyze,
  analyzeSentences,
  convert,
  detectLanguage,
  detectLatin,
  detectScript,
  type Feats,
  findDates,
  findNumbers,
  type Script,
  sentences,
  type TaggedToken,
  terms,
  toCyrillic,
  type Writing,
  writeFeats,
} from 'kazakh'
import { findNames } from '../language/names/names.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'

export interface PlaygroundProps {
  readonly site: Interface
  /** What is taken apart; a sentence of our own where nothing was sent. */
  readonly text?: string
}

/** Characters that the page takes: it is for trying, not for books. */
export const playgroundLimit = 2_000

const example = 'Қостанайдағы жаңа көпір 2026 жылғы 14 мамырда ашылып, алғашқы күні екі мыңға жуық көлік өтті.'

/** A text in Kazakh taken apart: its script and language, its tokens with their analyses, and the other scripts. */
export const Playground = ({ site, text = example }: PlaygroundProps) => {
  const { messages, to } = site
  const { playground } = messages
  return (
    <Layout site={site} title={playground.heading} path="/kazakh">
      <h1>{playground.heading}</h1>
      <p class="prose">{playground.intro}</p>
      <form class="read" method="get" action={to('/kazakh')} data-live="results">
        <label for="text">{playground.text}</label>
        <textarea id="text" name="text" rows={3} lang="kk" dir="auto" maxlength={playgroundLimit}>
          {text}
        </textarea>
        <button type="submit">{playground.show}</button>
      </form>
      <div id="results" aria-live="polite">
        <Results site={site} text={text} />
      </div>
    </Layout>
  )
}

const writings: readonly (readonly [Writing, lang: string, name: string])[] = [
  ['cyrillic', 'kk', 'Кирилл'],
  ['latin-2021', 'kk-Latn', 'Latyn 2021'],
  ['latin-2019', 'kk-Latn', 'Latyn 2019'],
  ['latin-2018', 'kk-Latn', 'Latyn 2018'],
  ['tote', 'kk-Arab', 'توتە'],
]

const Results = ({ site, text }: { readonly site: Interface; readonly text: string }) => {
  const { playground } = site.messages
  const script = detectScript(text)
  const cyrillic = toCyrillic(text).text
  const dates = findDates(cyrillic, new Date().toISOString())
  const numbers = findNumbers(cyrillic)
  const names = namesIn(cyrillic, script)
  return (
    <>
      <p class="facts">
        {playground.language}: <strong>{detectLanguage(text)}</strong> · {playground.script}: <strong>{script}</strong>
        {script === 'Latn' && <> · {detectLatin(text)}</>}
      </p>
      <section>
        <h2>{playground.scripts}</h2>
        <dl class="scripts">
          {writings.map(([writing, lang, name]) => (
            <>
              <dt lang={lang} translate="no">
                {name}
              </dt>
              <dd lang={lang} dir={writing === 'tote' ? 'rtl' : 'ltr'} translate="no">
                {convert(text, { to: writing }).text}
              </dd>
            </>
          ))}
        </dl>
      </section>
      <section>
        <h2>{playground.tokens}</h2>
        {/* The region scrolls where the table is wider than a phone: the keyboard must reach it. */}
        <section class="scroll" tabindex={0} aria-label={playground.tokens}>
          <table>
            <thead>
              <tr>
                <th scope="col">{playground.token}</th>
                <th scope="col">{playground.lemma}</th>
                <th scope="col">UPOS</th>
                <th scope="col">{playground.feats}</th>
                <th scope="col">{playground.confidence}</th>
              </tr>
            </thead>
            <tbody>
              {analyzeSentences(cyrillic).flatMap(({ tokens }) =>
                tokens.map((token) => <TokenRow token={token} more={playground.more} />),
              )}
            </tbody>
          </table>
        </section>
      </section>
      {names.length > 0 && (
        <section>
          <h2>{playground.names}</h2>
          <ul>
            {names.map(({ text: name, class: kind, confidence }) => (
              <li>
                <strong lang="kk" translate="no">
                  {name}
                </strong>{' '}
                <span class="role">{`${kind} ${confidence.toFixed(2)}`}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{playground.terms}</h2>
        <p lang="kk" translate="no">
          {[...new Set(terms(text).map(({ term }) => term))].join(' · ')}
        </p>
      </section>
      {dates.length + numbers.length > 0 && (
        <section>
          <h2>{playground.values}</h2>
          <ul>
            {dates.map(({ start, end, value }) => (
              <li>
                <span lang="kk" translate="no">
                  {cyrillic.slice(start, end)}
                </span>{' '}
                → <strong>{value}</strong>
              </li>
            ))}
            {numbers.map(({ start, end, value }) => (
              <li>
                <span lang="kk" translate="no">
                  {cyrillic.slice(start, end)}
                </span>{' '}
                → <strong>{value}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Names of 25 classes, as the trained model finds them. */
function namesIn(text: string, script: Script) {
  return sentences(text).flatMap(({ tokens }) => {
    const words = tokens.map(({ text: form, kind, start, end }) => ({ form, kind, start, end }))
    return findNames(words, { capitals: script !== 'Arab' }).map((name) => ({
      ...name,
      text: text.slice(words[name.start]?.start, words[name.end - 1]?.end),
    }))
  })
}

interface TokenRowProps {
  readonly token: TaggedToken
  readonly more: (count: number) => string
}

/** A token as it is read in its sentence, and what else it may be. */
const TokenRow = ({ token, more }: TokenRowProps) => {
  const readings = token.kind === 'word' || token.kind === 'number' ? analyze(token.text) : []
  const others = readings.filter(
    ({ lemma, upos, feats }) =>
      lemma !== token.lemma || upos !== token.upos || writeFeats(feats) !== writeFeats(token.feats),
  )
  return (
    <tr>
      <th scope="row" lang="kk" translate="no">
        {token.text}
      </th>
      <td lang="kk" translate="no">
        {token.lemma}
      </td>
      <td>{token.upos}</td>
      <td>
        {featsOf(token.feats)}
        {others.length > 0 && (
          <details>
            <summary>{more(others.length)}</summary>
            <ul>
              {others.map((other) => (
                <li>
                  <span lang="kk" translate="no">
                    {other.lemma}
                  </span>{' '}
                  {other.upos} {featsOf(other.feats)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td>{token.confidence.toFixed(2)}</td>
    </tr>
  )
}

/** Features as they are written in CoNLL-U; nothing where there are none. */
const featsOf = (feats: Feats): string => (Object.keys(feats).length === 0 ? '' : writeFeats(feats))
