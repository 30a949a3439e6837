import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

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
    include: ['packages/*/{src,cli,eval,bench,train,test}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
