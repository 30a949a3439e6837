import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borderOf, layOut } from './graph-layout.js'

const box = fc.record({ width: fc.integer({ min: 30, max: 180 }), height: fc.constant(26) })
const graph = fc.array(box, { maxLength: 30 }).chain((boxes) =>
  fc.record({
    boxes: fc.constant(boxes),
    ties:
      boxes.length === 0
        ? fc.constant([])
        : fc.array(fc.tuple(fc.nat({ max: boxes.length - 1 }), fc.nat({ max: boxes.length - 1 })), { maxLength: 40 }),
    width: fc.constantFrom(320, 680, 1080),
  }),
)

describe('the layout of a graph', () => {
  it('is the same each time', () => {
    const boxes = Array.from({ length: 12 }, (_, i) => ({ width: 60 + i * 5, height: 26 }))
    const ties = boxes.map((_, i) => [i, (i * 5 + 1) % 12] as const)
    expect(layOut(boxes, ties, 320)).toEqual(layOut(boxes, ties, 320))
  })

  it('keeps every box inside the picture and off the others', () => {
    fc.assert(
      fc.property(graph, ({ boxes, ties, width }) => {
        const { places, height } = layOut(boxes, ties, width)
        for (const [i, a] of boxes.entries()) {
          const at = places[i] ?? { x: Number.NaN, y: Number.NaN }
          expect(at.x - a.width / 2).toBeGreaterThanOrEqual(0)
          expect(at.x + a.width / 2).toBeLessThanOrEqual(width)
          expect(at.y - a.height / 2).toBeGreaterThanOrEqual(0)
          expect(at.y + a.height / 2).toBeLessThanOrEqual(height)
          for (const [j, b] of boxes.entries()) {
            const other = places[j]
            if (j <= i || other === undefined) continue
            const apart = Math.max(
              Math.abs(at.x - other.x) - (a.width + b.width) / 2,
              Math.abs(at.y - other.y) - (a.height + b.height) / 2,
            )
            expect(apart).toBeGreaterThanOrEqual(0)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('ends lines at the borders of boxes', () => {
    expect(borderOf({ x: 0, y: 0 }, { width: 20, height: 10 }, { x: 100, y: 0 })).toEqual({ x: 10, y: 0 })
    expect(borderOf({ x: 0, y: 0 }, { width: 20, height: 10 }, { x: 0, y: -100 })).toEqual({ x: 0, y: -5 })
  })
})
