import type { Entity, EntityType } from './schema.js'

/** Entities grouped by type, types in the order of their first entity. */
export function byType(entities: readonly Entity[]): ReadonlyMap<EntityType, readonly Entity[]> {
  const grouped = new Map<EntityType, Entity[]>()
  for (const entity of entities) {
    const same = grouped.get(entity.type)
    if (same === undefined) grouped.set(entity.type, [entity])
    else same.push(entity)
  }
  return grouped
}
