import { recordJsonSchema } from '../record/json-schema.js'
import { exit, type Terminal } from './terminal.js'

export const schemaHelp = `derek schema

  Prints the JSON Schema of the record, as it is published in packages/derek/schema/record.schema.json.
`

export function schemaCommand(terminal: Terminal): number {
  terminal.print(`${JSON.stringify(recordJsonSchema(), null, 2)}\n`)
  return exit.done
}
