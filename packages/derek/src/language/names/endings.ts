/**
 * What may stand after a stem, told by spelling alone. The model does not use the analyzer of `kazakh`: its features
 * then stay what they were in training when the lexicon grows.
 */

const plural = '(?:лар|лер|дар|дер|тар|тер)'
const possession = '(?:ымыз|іміз|мыз|міз|сы|сі|ың|ің|ым|ім|ы|і)'
const grammaticalCase =
  '(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|ны|ні|ды|ді|ты|ті|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен)'
const bareCase = '(?:а|е|н|дай|дей|тай|тей)'
const place = '(?:[дт][ае]ғы|[дт][ае]гі|нд[ае]ғы|нд[ае]гі)'
const relation = '(?:лық|лік|дық|дік|тық|тік)'

const caseEnding = new RegExp(`(?:${grammaticalCase}|${place})$`, 'u')
const nominalEnding = new RegExp(`${plural}?(?:ымыз|іміз|сы|сі|ы|і)?(?:${grammaticalCase}|${place})?$`, 'u')
const anyEnding = new RegExp(
  `^(?:-?)${plural}?${possession}?(?:${grammaticalCase}|${bareCase})?(?:ғы|гі|қы|кі)?${relation}?${plural}?(?:сы|сі|ы|і)?${grammaticalCase}?$`,
  'u',
)

const cut = (lower: string, ending: RegExp, least: number): string => {
  if (lower.length <= 4 || lower.length > longestWord) return lower
  const match = ending.exec(lower)
  return match === null || match.index < least ? lower : lower.slice(0, match.index)
}

const longestWord = 60

/** The word without its case: қаласының → қаласы ("city"). */
export const withoutCase = (lower: string): string => cut(lower, caseEnding, 2)

/** The word without case, possession and plural: қалаларының → қала. */
export const withoutEndings = (lower: string): string => cut(lower, nominalEnding, 3)

const known = new Map<string, boolean>()

const isEnding = (ending: string): boolean => {
  let answer = known.get(ending)
  if (answer === undefined) {
    answer = anyEnding.test(ending)
    if (known.size < 20_000) known.set(ending, answer)
  }
  return answer
}

const longestEnding = 14
const voiceless: Readonly<Record<string, string>> = { б: 'п', ғ: 'қ', г: 'к' }

/** What the dictionary may have this word under, the longest first: қазағым → қазағым, қазағ, қазақ. */
export function stemsOf(lower: string): readonly string[] {
  const stems = [lower]
  const least = Math.max(2, lower.length - longestEnding)
  for (let length = lower.length - 1; length >= least; length--) {
    if (!isEnding(lower.slice(length))) continue
    const stem = lower.slice(0, length)
    stems.push(stem)
    const unvoiced = voiceless[stem.charAt(length - 1)]
    if (unvoiced !== undefined) stems.push(stem.slice(0, -1) + unvoiced)
  }
  return stems
}
