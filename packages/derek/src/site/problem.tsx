import type { Interface } from './language.js'
import { Layout } from './layout.js'

/** A page that says what went wrong. */
export const ProblemPage = ({ site, message }: { readonly site: Interface; readonly message: string }) => {
  const { errors } = site.messages
  return (
    <Layout site={site} title={errors.heading} path="/" isUnlisted>
      <div class="prose">
        <h1>{message}</h1>
        <p>
          <a href={site.to('/')}>{errors.back}</a>
        </p>
      </div>
    </Layout>
  )
}
