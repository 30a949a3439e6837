import { z } from 'zod'
import type { Interface } from './language.js'
import { Layout } from './layout.js'
import { catalogData } from './linked-data.js'

/** What of an OpenAPI description the page shows. */
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().optional(),
        description: z.string().optional(),
        responses: z.record(z.string(), z.object({ description: z.string() })),
      }),
    ),
  ),
})

export interface ReferenceProps {
  readonly site: Interface
  /** The OpenAPI description, as served at /api/openapi.json. */
  readonly document: unknown
}

/** The API, readable: each call with what it answers. */
export const Reference = ({ site, document }: ReferenceProps) => {
  const { reference } = site.messages
  const { paths } = documentSchema.parse(document)
  return (
    <Layout site={site} title={reference.heading} path="/reference" data={(origin) => catalogData(site, origin)}>
      <div class="prose">
        <h1>{reference.heading}</h1>
        <p>{reference.intro}</p>
        <p>
          <a href="/api/openapi.json">{reference.description}</a> · <a href="/api/record.schema.json">JSON Schema</a>
        </p>
        <div lang="en">
          {Object.entries(paths).flatMap(([path, calls]) =>
            Object.entries(calls).map(([method, { summary, description, responses }]) => (
              <section>
                <h2>
                  <code>
                    {method.toUpperCase()} {path}
                  </code>
                </h2>
                <p>
                  {summary}. {description}
                </p>
                <ul>
                  {Object.entries(responses).map(([status, response]) => (
                    <li>
                      <code>{status}</code> {response.description}
                    </li>
                  ))}
                </ul>
              </section>
            )),
          )}
        </div>
        <h2>curl</h2>
        <pre tabindex={0}>
          <code>{example}</code>
        </pre>
      </div>
    </Layout>
  )
}

const example = `curl -s localhost:3000/api/read -H 'content-type: application/json' \\
  -d '{"text": "«Көпір күзде ашылады», – деді әкім Арман Сәтов.", "publishedAt": "2026-03-24"}'`
