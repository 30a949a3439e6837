/** The classes of KazNERD, in the order that the model knows them by. */
export const nameClasses = [
  'ADAGE',
  'ART',
  'CARDINAL',
  'CONTACT',
  'DATE',
  'DISEASE',
  'EVENT',
  'FACILITY',
  'GPE',
  'LANGUAGE',
  'LAW',
  'LOCATION',
  'MISCELLANEOUS',
  'MONEY',
  'NON_HUMAN',
  'NORP',
  'ORDINAL',
  'ORGANISATION',
  'PERCENTAGE',
  'PERSON',
  'POSITION',
  'PRODUCT',
  'PROJECT',
  'QUANTITY',
  'TIME',
] as const

export type NameClass = (typeof nameClasses)[number]

/**
 * A label of one word: 0 is outside of any name; then four for each class: it begins a name, is inside of one, ends
 * one, or is one by itself (BIOES).
 */
export type Label = number
export const outside: Label = 0
export const labelCount = 1 + 4 * nameClasses.length

export const begin = 0
export const inside = 1
export const end = 2
export const single = 3

export const label = (classIndex: number, part: number): Label => 1 + 4 * classIndex + part
export const partOf = (l: Label): number => (l - 1) & 3
const classIndexOf = (l: Label): number => (l - 1) >> 2

export const mayStart = (l: Label): boolean => l === outside || partOf(l) === begin || partOf(l) === single
export const mayEnd = (l: Label): boolean => l === outside || partOf(l) === end || partOf(l) === single
export const mayFollow = (before: Label, after: Label): boolean =>
  mayStart(after) ? mayEnd(before) : !mayEnd(before) && classIndexOf(before) === classIndexOf(after)

/** A name as words from `start` up to `end`, not including it. */
export interface NameSpan {
  readonly start: number
  readonly end: number
  readonly class: NameClass
}

/** The names that a legal sequence of labels tells. */
export function spansOf(labels: ArrayLike<Label>): readonly NameSpan[] {
  const spans: NameSpan[] = []
  let start = 0
  for (let i = 0; i < labels.length; i++) {
    const here = labels[i] ?? outside
    if (here === outside) continue
    if (mayStart(here)) start = i
    const name = nameClasses[classIndexOf(here)]
    if (mayEnd(here) && name !== undefined) spans.push({ start, end: i + 1, class: name })
  }
  return spans
}

/** The labels of `length` words with these names in them. */
export function labelsOf(spans: Iterable<NameSpan>, length: number): Uint8Array {
  const labels = new Uint8Array(length)
  for (const span of spans) {
    const index = nameClasses.indexOf(span.class)
    const last = span.end - 1
    if (span.start === last) labels[last] = label(index, single)
    else {
      labels.fill(label(index, inside), span.start + 1, last)
      labels[span.start] = label(index, begin)
      labels[last] = label(index, end)
    }
  }
  return labels
}
