import type { Interface } from './language.js'
import { Layout } from './layout.js'

/** What Derek is, how it reads, and how sure it is. */
export const About = ({ site }: { readonly site: Interface }) => {
  const { about } = site.messages
  return (
    <Layout site={site} title={about.heading} path="/about">
      <div class="prose">
        <h1>{about.heading}</h1>
        {about.paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
    </Layout>
  )
}
