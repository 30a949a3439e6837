import { existsSync } from 'node:fs'
import { analyze, type CaseName, decline, undecline } from 'kazakh'
import { newsSentences, readIob2 } from './iob2.js'
import type { Eval } from './main.js'

/** A name that the corpus has in a case and, elsewhere, bare: that the bare one occurs proves what is undeclined. */
interface Pair {
  readonly bare: string
  readonly declined: string
  readonly case: CaseName
}

const endings: readonly (readonly [CaseName, RegExp])[] = [
  ['Gen', /^[ндт][ыі]ң$/u],
  ['Dat', /^(?:[қғ]а|[кг]е|н[ае])$/u],
  ['Acc', /^(?:[ндт][ыі]|н)$/u],
  ['Loc', /^н?[дт][ае]$/u],
  ['Abl', /^[ндт][ае]н$/u],
  ['Ins', /^[мбп]ен$/u],
]

function persons(): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { tokens, tags } of readIob2(newsSentences)) {
    let name: string[] = []
    for (let i = 0; i <= tokens.length; i++) {
      const tag = tags[i]
      if (tag === 'I-PERSON') name.push(tokens[i] ?? '')
      else {
        if (name.length > 0) found.add(name.join(' '))
        name = tag === 'B-PERSON' ? [tokens[i] ?? ''] : []
      }
    }
  }
  return found
}

function pairsOf(names: ReadonlySet<string>): readonly Pair[] {
  const pairs: Pair[] = []
  for (const declined of names) {
    for (let length = 1; length <= 3; length++) {
      const bare = declined.slice(0, -length)
      const found = endings.find(([, pattern]) => pattern.test(declined.slice(-length)))
      if (found !== undefined && names.has(bare)) pairs.push({ bare, declined, case: found[0] })
    }
  }
  return pairs
}

const percent = (right: number, all: number): string => `${((100 * right) / Math.max(all, 1)).toFixed(1)} %`.padStart(9)

function run(): void {
  if (!existsSync(newsSentences)) {
    console.log(`not here, skipped (${newsSentences})`)
    return
  }
  const names = persons()
  const pairs = pairsOf(names)
  const bare = [...new Set(pairs.map((pair) => pair.bare))].filter((name) => !pairs.some((p) => p.declined === name))
  const ours = (name: string): string => undecline(name)[0]?.name ?? name
  const lemma = (name: string): string => {
    const words = name.split(' ')
    const last = words.pop() ?? ''
    return [...words, analyze(last)[0]?.lemma ?? last].join(' ')
  }
  console.log(`${names.size} distinct PERSON spans; ${pairs.length} of them in a case with the bare name elsewhere\n`)
  console.log(`${''.padEnd(40)}  names    right`)
  const row = (title: string, all: number, right: number): void =>
    console.log(`${title.padEnd(40)}${String(all).padStart(7)}${percent(right, all)}`)
  row('undecline, names in a case', pairs.length, pairs.filter((p) => ours(p.declined) === p.bare).length)
  row('undecline, names proved bare', bare.length, bare.filter((name) => ours(name) === name).length)
  row('  analyze()[0].lemma, names in a case', pairs.length, pairs.filter((p) => lemma(p.declined) === p.bare).length)
  row('  analyze()[0].lemma, names proved bare', bare.length, bare.filter((name) => lemma(name) === name).length)
  row('decline', pairs.length, pairs.filter((p) => decline(p.bare, p.case) === p.declined).length)
  if (process.env.SHOW === undefined) return
  for (const p of pairs) if (ours(p.declined) !== p.bare) console.log(`  undecline ${p.declined} → ${ours(p.declined)}`)
  for (const name of bare) if (ours(name) !== name) console.log(`  bare ${name} → ${ours(name)}`)
  for (const p of pairs) {
    const made = decline(p.bare, p.case)
    if (made !== p.declined) console.log(`  decline ${p.bare} ${p.case} → ${made}, printed ${p.declined}`)
  }
}

/** `npm run eval -- names`; SHOW=1 lists faults. */
export const names: Eval = { name: 'names', about: 'names out of their cases and into them', run }
