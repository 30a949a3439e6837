/** What is wrong with a CoNLL-U text, by the format of Universal Dependencies; syntax may be left unspecified. */
export function conlluFaults(text: string): readonly string[] {
  const faults: string[] = []
  if (text === '') return faults
  if (!text.endsWith('\n\n')) faults.push('a sentence must end with an empty line')
  const ids = new Set<string>()
  for (const [number, sentence] of text.slice(0, -2).split('\n\n').entries()) {
    const say = (what: string): void => {
      faults.push(`sentence ${number + 1}: ${what}`)
    }
    const lines = sentence.split('\n')
    const comments = lines.filter((line) => line.startsWith('# '))
    const words = lines.slice(comments.length)
    const value = (name: string): string | undefined =>
      comments.find((line) => line.startsWith(`# ${name} = `))?.slice(`# ${name} = `.length)
    const id = value('sent_id')
    if (id === undefined || id === '' || ids.has(id)) say(`sent_id ${id}`)
    ids.add(id ?? '')
    if (words.length === 0) say('no words')
    let made = ''
    for (const [i, line] of words.entries()) {
      const columns = line.split('\t')
      const [at, form = '', lemma, upos = '', xpos, feats = '', head, deprel, deps, misc = ''] = columns
      if (columns.length !== 10 || columns.some((column) => column === '')) say(`${columns.length} columns: ${line}`)
      if (columns.some((column) => /^\s|\s$/u.test(column))) say(`white space at an end: ${line}`)
      if (at !== String(i + 1)) say(`ID ${at}`)
      if (lemma === undefined || [xpos, head, deprel, deps].some((column) => column !== '_')) say(`columns: ${line}`)
      if (!upostags.has(upos)) say(`UPOS ${upos}`)
      if (feats !== '_') {
        const names = feats
          .split('|')
          .map((pair) => /^([A-Z][A-Za-z0-9]*(?:\[[a-z0-9]+\])?)=[A-Z0-9][A-Za-z0-9,]*$/u.exec(pair)?.[1])
        const sorted = names.toSorted((a, b) => ((a ?? '').toLowerCase() < (b ?? '').toLowerCase() ? -1 : 1))
        if (names.includes(undefined) || new Set(names).size !== names.length) say(`FEATS ${feats}`)
        if (names.join() !== sorted.join()) say(`FEATS are not sorted: ${feats}`)
      }
      if (!misc.split('|').every((pair) => /^[A-Za-z]+=[^\s|]+$/u.test(pair))) say(`MISC ${misc}`)
      made += form + (misc.split('|').includes('SpaceAfter=No') || i === words.length - 1 ? '' : ' ')
    }
    if (made !== value('text')) say(`# text = ${value('text')}, but the words are ${made}`)
  }
  return faults
}

const upostags = new Set('ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X'.split(' '))
