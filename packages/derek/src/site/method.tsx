import { type Measures, measuredLayers, measuredSets, measures } from '../data/measures.js'
import { dayInWords } from './cards.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'

/** A text whose Kazakh examples, each with its meaning in quotation marks after it, say that they are Kazakh. */
const WithExamples = ({ site, text }: { readonly site: Interface; readonly text: string }) =>
  site.language === 'kk'
    ? text
    : text
        .split(/((?<=[(,] ?)\p{Script=Cyrillic}+(?: \p{Script=Cyrillic}+)*(?= [«“]))/u)
        .map((part, index) => (index % 2 === 1 ? <span lang="kk">{part}</span> : part))

/** How articles are read, how sure the reading is, what it does not know, and how a mistake is put right. */
export const Method = ({ site }: { readonly site: Interface }) => {
  const { method } = site.messages
  const figures = measures()
  return (
    <Layout site={site} title={method.heading} path="/method">
      <div class="prose method">
        <h1>{method.heading}</h1>
        {method.intro.map((paragraph) => (
          <p class="lead">{paragraph}</p>
        ))}
        <h2>{method.how}</h2>
        <ol class="steps">
          {method.steps.map(([name, what]) => (
            <li>
              <strong>{name}.</strong> <WithExamples site={site} text={what} />
            </li>
          ))}
        </ol>
        <h2>{method.sure}</h2>
        {method.sureText.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        {figures === undefined ? <p>{method.notMeasured}</p> : <Figures site={site} figures={figures} />}
        <h2>{method.unknown}</h2>
        <ul>
          {method.unknowns.map((unknown) => (
            <li>{unknown}</li>
          ))}
        </ul>
        <h2>{method.corrections}</h2>
        {method.correctionsText.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
    </Layout>
  )
}

interface FiguresProps {
  readonly site: Interface
  readonly figures: Measures
}

const Figures = ({ site, figures }: FiguresProps) => {
  const { method } = site.messages
  const number = (value: number): string => value.toFixed(2).replace('.', method.decimal)
  const sets = measuredSets.flatMap((name) => figures.sets.filter((set) => set.name === name))
  // A level that no statement is at says the same as the one above it.
  const confidence = (figures.sets.find(({ name }) => name === 'measuring')?.confidence ?? []).filter(
    ({ found }, i, all) => found !== all[i - 1]?.found,
  )
  return (
    <>
      <section class="scroll" tabindex={0} aria-label={method.sure}>
        <table class="figures">
          <caption>{method.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{method.layer}</th>
              {sets.map(({ name, articles }) => (
                <th scope="col">{method.sets[name](articles)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measuredLayers.map((layer) => (
              <tr>
                <th scope="row">{method.layers[layer]}</th>
                {sets.map(({ layers }) => {
                  const score = layers[layer]
                  return score === undefined ? (
                    <td>–</td>
                  ) : (
                    <td>
                      <strong>{number(score.f1)}</strong>
                      <span class="details">
                        {number(score.precision)} · {number(score.recall)}
                      </span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="facts">{method.measured(dayInWords(site, figures.measured))}</p>
      <h2>{method.confidence}</h2>
      {method.confidenceText.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {confidence.length > 0 && (
        <section class="scroll" tabindex={0} aria-label={method.confidence}>
          <table class="figures short">
            <thead>
              <tr>
                <th scope="col">{method.least}</th>
                <th scope="col">{method.found}</th>
                <th scope="col">{method.right}</th>
                <th scope="col">{method.rightInAll}</th>
              </tr>
            </thead>
            <tbody>
              {confidence.map(({ least, found, right, rightInAll }) => (
                <tr>
                  <th scope="row">{least === 1 ? number(1) : method.orMore(number(least))}</th>
                  <td>{found}</td>
                  <td>{number(right)}</td>
                  <td>{number(rightInAll)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {figures.topics !== undefined && (
        <>
          <h2>{method.topics}</h2>
          <p>
            {method.topicsText(
              number(figures.topics.precision),
              number(figures.topics.recall),
              figures.topics.articles,
            )}{' '}
            <a href={site.to('/topics')}>{site.messages.news.nav.topics}</a>
          </p>
        </>
      )}
    </>
  )
}
