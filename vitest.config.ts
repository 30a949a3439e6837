import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** Names what was not tested, so that nobody takes it for tested. */
const skipped: Reporter = {
  onTestRunEnd(modules) {
    const names = modules.flatMap(({ children }) => [...children.allTests('skipped')].map(({ fullName }) => fullName))
    if (names.length === 0) return
    console.log('Skipped, for want of ../shared, Chromium, TEST_DATABASE_URL or DEREK_KILLS:')
    for (const name of names) console.log(`  ${name}`)
  },
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
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
