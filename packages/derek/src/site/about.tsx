import { Onward } from './cards.js'
import type { Interface } from './language.js'
import { Layout } from './layout.js'

/** What Derek is, and how it reads in short. */
export const About = ({ site }: { readonly site: Interface }) => {
  const { about, news } = site.messages
  return (
    <Layout site={site} title={about.heading} path="/about">
      <div class="prose">
        <h1>{about.heading}</h1>
        {about.paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        <Onward href={site.to('/method')}>{news.nav.method}</Onward>
      </div>
    </Layout>
  )
}
