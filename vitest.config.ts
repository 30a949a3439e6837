import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type Reporter, type TestSpecification } from 'vitest/node'

/** Names what was not tested, so that nobody takes it for tested. */
const skipped: Reporter = {
  onTestRunEnd(modules) {
    const names = modules.flatMap(({ children }) => [...children.allTests('skipped')].map(({ fullName }) => fullName))
    if (names.length === 0) return
    console.log('Skipped, for want of ../shared, Chromium, TEST_DATABASE_URL or DEREK_KILLS:')
    for (const name of names) console.log(`  ${name}`)
  },
}

/** The files that take longest, those first: a long one that begins last leaves the other cores idle. */
const slow = [
  'publish-kills',
  'correct-kills',
  'kills',
  'import-kills',
  'pages',
  'many',
  'flow-faults',
  'flow-end',
  'flow-slow-disk',
  'publish-faults',
  'serve-end',
  'flow-pressure',
  'keep-workers',
  'clocks',
  'backup',
  'backup-command',
  'export-command',
  'publish-command',
  'desk-pages',
  'publish',
  'desk',
  'read',
  'stories',
  'search',
  'flow',
  'fetch',
  'away',
  'follow',
]

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = slow.indexOf(basename(moduleId, '.test.ts'))
      return place === -1 ? slow.length : place
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  // Tests run the sources, not the build: what you edit is what is tested.
  resolve: {
    alias: [
      { find: /^kazakh$/u, replacement: fileURLToPath(new URL('packages/kazakh/src/index.ts', import.meta.url)) },
      {
        find: 'kazakh/training',
        replacement: fileURLToPath(new URL('packages/kazakh/src/tagging/training.ts', import.meta.url)),
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    reporters: ['default', skipped],
    include: ['packages/*/{src,cli,eval,bench,train,test}/**/*.test.{ts,tsx}'],
    // Vitest leaves a core free: of two, half the time was lost.
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
