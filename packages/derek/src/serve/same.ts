import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares in a time that tells nothing of where the two differ. */
export const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
