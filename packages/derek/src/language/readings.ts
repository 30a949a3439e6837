import type { Analysis, Feats } from 'kazakh'

/**
 * Analyses in the features that the rules of the record ask for. The treebank, whose features `kazakh` gives, says what
 * a verb does in its sentence: it reads -ған as a participle, a noun or a finite past, and a converb as an infinitive
 * before an auxiliary. Rules ask for what a word is by its suffixes: Fin, Part, Conv or Vnoun (the noun in -у).
 */
export function readings(analyses: readonly Analysis[]): readonly Analysis[] {
  const before = made.get(analyses)
  if (before !== undefined) return before
  const all = unique(analyses.map(reading))
  made.set(analyses, all)
  return all
}

const made = new WeakMap<readonly Analysis[], readonly Analysis[]>()

function reading(analysis: Analysis): Analysis {
  const { feats } = analysis
  const last = analysis.suffixes.at(-1) ?? ''
  // ұйымындағы ("that is in its organization"): a locative made an attribute.
  if (feats.Case === 'Loc' && /[ғг][ыі]$/u.test(last)) return { ...analysis, feats: { ...feats, Attributive: 'Yes' } }
  const shape = verbShape(analysis)
  if (shape === undefined || (shape === feats.VerbForm && feats.Mood !== 'Des')) return analysis
  return { ...analysis, feats: shaped(feats, shape) }
}

type VerbShape = 'Fin' | 'Part' | 'Conv' | 'Vnoun'

const participle = /(?:[ғгқк][ае]н|т[ыі]н|[мбп][ае][қк]|[мбп][ае][қк]ш[ыі]|[ае]?р|с)$/u

function verbShape({ feats, suffixes }: Analysis): VerbShape | undefined {
  switch (feats.VerbForm) {
    case 'Ger':
      return feats.Tense === undefined && feats.Aspect === undefined ? 'Vnoun' : 'Part'
    case 'Inf':
    case 'Conv':
      return feats.Mood === undefined ? 'Conv' : 'Fin'
    case 'Fin':
      return feats.Person === '3' && participle.test(suffixes.at(-1) ?? '') ? 'Part' : 'Fin'
    case 'Part':
      return 'Part'
    default:
      return undefined
  }
}

/** A participle has no person, mood or nominative of its own; -мақ is an intention. */
function shaped(feats: Feats, shape: VerbShape): Feats {
  const mood = feats.Mood === 'Des' && feats.Tense === 'Fut' ? { Mood: 'Int' } : {}
  if (shape !== 'Part') return { ...feats, ...mood, VerbForm: shape }
  const kept = Object.entries(feats).filter(
    ([name, value]) => !/^(?:Mood|Person|Number)$/u.test(name) && !(name === 'Case' && value === 'Nom'),
  )
  const plural = feats.VerbForm === 'Ger' && feats.Number === 'Plur' ? { Number: 'Plur' } : {}
  return { ...Object.fromEntries(kept), ...plural, ...mood, VerbForm: shape }
}

function unique(analyses: readonly Analysis[]): readonly Analysis[] {
  const seen = new Set<string>()
  return analyses.filter(({ lemma, upos, feats }) => {
    const sorted = Object.entries(feats).sort(([a], [b]) => (a < b ? -1 : 1))
    const key = `${lemma} ${upos} ${sorted.join()}`
    return !seen.has(key) && seen.add(key)
  })
}
