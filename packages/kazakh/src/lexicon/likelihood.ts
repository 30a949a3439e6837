import type { Feats, Upos } from '../morphology/features.js'
import { priors } from './priors.js'

/** How often the treebank has a part of speech with some features, out of context: what an analysis is weighed by. */

const counts = new Map<string, number>()
const totals = new Map<string, number>()

function load(): void {
  for (const line of priors.split('\n')) {
    const [upos = '', feats = '', count = ''] = line.split('\t')
    if (upos === '') continue
    counts.set(`${upos}\t${feats}`, Number(count))
    totals.set(upos, (totals.get(upos) ?? 0) + Number(count))
  }
}

const byFeats = new Map<Upos, Map<Feats, number>>()

/** ln of the share of this part of speech's words that have these features; features are compared as objects. */
export function logShareOf(upos: Upos, feats: Feats): number {
  if (totals.size === 0) load()
  let shares = byFeats.get(upos)
  if (shares === undefined) {
    shares = new Map()
    byFeats.set(upos, shares)
  }
  const before = shares.get(feats)
  if (before !== undefined) return before
  const written = Object.entries(feats).map(([name, value]) => `${name}=${value}`)
  const count = counts.get(`${upos}\t${written.join('|')}`) ?? 0
  const share = Math.log((count + 0.1) / ((totals.get(upos) ?? 0) + 20))
  shares.set(feats, share)
  return share
}
