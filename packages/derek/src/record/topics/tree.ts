import { topics } from '../../data/lists.js'

let aboves: ReadonlyMap<string, string | undefined> | undefined

/** The topic that a topic is part of: medtop:20000148 (disaster) → medtop:03000000. */
export function aboveOf(id: string): string | undefined {
  aboves ??= new Map(topics().map((topic) => [topic.id, topic.above]))
  return aboves.get(id)
}

/** A topic and those that are part of it. */
export const withParts = (id: string): readonly string[] => [
  id,
  ...topics().flatMap((topic) => (topic.above === id ? [topic.id] : [])),
]
