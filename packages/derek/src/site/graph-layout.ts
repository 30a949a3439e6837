/** Where the boxes of a graph stand. The same graph is always laid out alike: nothing is left to chance. */

export interface Box {
  readonly width: number
  readonly height: number
}

/** The middle of a box. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Layout {
  readonly places: readonly Point[]
  readonly height: number
}

/** Pairs of boxes, by their number, that are drawn to each other. */
export type Ties = readonly (readonly [number, number])[]

const steps = 240
const partings = 160
const gap = 8
/** How strongly all is drawn to the middle. */
const gravity = 0.15
/** How much of the picture the boxes may fill, at first; it grows where they still overlap. */
const fill = 0.3
const attempts = 5
const growth = 1.35

/**
 * Lays boxes out in a picture of a width, as high as it must be for them not to overlap. Boxes push each other off, ties
 * pull them together, and each step is shorter than the one before.
 *
 * ```ts
 * layOut([{ width: 80, height: 24 }, { width: 80, height: 24 }], [[0, 1]], 320)
 * ```
 */
export function layOut(boxes: readonly Box[], ties: Ties, width: number): Layout {
  const area = boxes.reduce((sum, box) => sum + (box.width + gap) * (box.height + gap), 0)
  const tallest = boxes.reduce((most, box) => Math.max(most, box.height), 0)
  let height = Math.max(160, tallest + 2 * gap, Math.ceil(area / fill / width))
  for (let attempt = 1; ; attempt++) {
    const bodies = simulate(boxes, ties, width, height)
    if (attempt === attempts || !bodies.some((body, i) => bodies.slice(i + 1).some((other) => overlap(body, other)))) {
      return { places: bodies.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })), height }
    }
    height = Math.ceil(height * growth)
  }
}

interface Body extends Box {
  x: number
  y: number
}

function simulate(boxes: readonly Box[], ties: Ties, width: number, height: number): readonly Body[] {
  const bodies = boxes.map((box, i): Body => ({ ...box, ...startOf(i, boxes.length, width, height) }))
  const distance = Math.sqrt((width * height) / Math.max(1, boxes.length))
  for (let step = 0; step < steps; step++) {
    const reach = (1 - step / steps) * (width / 10)
    const forces = bodies.map(() => ({ x: 0, y: 0 }))
    for (const [i, body] of bodies.entries()) {
      for (let j = 0; j < i; j++) push(body, bodies[j], forces[i], forces[j], distance)
    }
    for (const [a, b] of ties) pull(bodies[a], bodies[b], forces[a], forces[b], distance)
    for (const [i, body] of bodies.entries()) {
      const force = forces[i] ?? { x: 0, y: 0 }
      force.x += (width / 2 - body.x) * gravity
      force.y += (height / 2 - body.y) * gravity
      const size = Math.hypot(force.x, force.y)
      if (size > 0) {
        const far = Math.min(size, reach) / size
        body.x += force.x * far
        body.y += force.y * far
      }
      keepInside(body, width, height)
    }
  }
  for (let round = 0; round < partings; round++) {
    if (!partAll(bodies, width, height)) break
  }
  return bodies
}

/** On a spiral of the golden angle: evenly spread, the first in the middle. */
function startOf(i: number, count: number, width: number, height: number): Point {
  const angle = i * Math.PI * (3 - Math.sqrt(5))
  const radius = Math.sqrt((i + 0.5) / Math.max(1, count)) * 0.45
  return { x: width / 2 + Math.cos(angle) * radius * width, y: height / 2 + Math.sin(angle) * radius * height }
}

interface Force {
  x: number
  y: number
}

function push(a: Body, b: Body | undefined, onA: Force | undefined, onB: Force | undefined, distance: number): void {
  if (b === undefined || onA === undefined || onB === undefined) return
  const [x, y] = [a.x - b.x, a.y - b.y]
  const squared = Math.max(x * x + y * y, 1)
  const strength = (distance * distance) / squared / 8
  onA.x += x * strength
  onA.y += y * strength
  onB.x -= x * strength
  onB.y -= y * strength
}

function pull(
  a: Body | undefined,
  b: Body | undefined,
  onA: Force | undefined,
  onB: Force | undefined,
  distance: number,
) {
  if (a === undefined || b === undefined || onA === undefined || onB === undefined) return
  const [x, y] = [b.x - a.x, b.y - a.y]
  const strength = Math.hypot(x, y) / distance / 2
  onA.x += x * strength
  onA.y += y * strength
  onB.x -= x * strength
  onB.y -= y * strength
}

const overlapX = (a: Body, b: Body): number => (a.width + b.width) / 2 + gap - Math.abs(a.x - b.x)
const overlapY = (a: Body, b: Body): number => (a.height + b.height) / 2 + gap - Math.abs(a.y - b.y)
/** Whether boxes overlap; rounding to whole pixels may take the gap between them, but no more. */
const overlap = (a: Body, b: Body): boolean => overlapX(a, b) > gap - 2 && overlapY(a, b) > gap - 2

/** Moves boxes that overlap apart, the shorter way; answers whether any did. */
function partAll(bodies: readonly Body[], width: number, height: number): boolean {
  let moved = false
  for (const [i, a] of bodies.entries()) {
    for (const b of bodies.slice(i + 1)) {
      const [x, y] = [overlapX(a, b), overlapY(a, b)]
      if (x <= 0 || y <= 0) continue
      moved = true
      if (x < y) {
        const half = a.x < b.x ? -x / 2 : x / 2
        a.x += half
        b.x -= half
      } else {
        const half = a.y < b.y ? -y / 2 : y / 2
        a.y += half
        b.y -= half
      }
      keepInside(a, width, height)
      keepInside(b, width, height)
    }
  }
  return moved
}

/** A box that is wider than the picture stands in its middle. */
function keepInside(body: Body, width: number, height: number): void {
  body.x = clamp(body.x, body.width / 2 + 2, width - body.width / 2 - 2)
  body.y = clamp(body.y, body.height / 2 + 2, height - body.height / 2 - 2)
}

const clamp = (value: number, least: number, most: number): number =>
  least > most ? (least + most) / 2 : Math.min(Math.max(value, least), most)

/** Where the line from the middle of a box to a point leaves the box. */
export function borderOf(middle: Point, box: Box, to: Point): Point {
  const [x, y] = [to.x - middle.x, to.y - middle.y]
  if (x === 0 && y === 0) return middle
  const share = Math.min(
    x === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(x),
    y === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(y),
    1,
  )
  return { x: middle.x + x * share, y: middle.y + y * share }
}
