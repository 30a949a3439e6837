import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageFolder } from '../data/table.js'
import { recordJsonSchema } from './json-schema.js'

it('is published as the schema has it: `npm run schema -w derek` after a change', () => {
  const published = readFileSync(join(packageFolder(), 'schema/record.schema.json'), 'utf8')
  expect(JSON.parse(published)).toEqual(recordJsonSchema())
})
