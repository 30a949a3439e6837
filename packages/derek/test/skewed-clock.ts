/** Makes the clock of a process wrong by DEREK_CLOCK_SKEW milliseconds: `node --import` this before all else. */
const right = Date
const skew = Number(process.env.DEREK_CLOCK_SKEW ?? 0)
const now = (): number => right.now() + skew

globalThis.Date = new Proxy(right, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

export {}
