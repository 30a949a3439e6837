/** How many of each kind, in words: "3 kept, 1 reworded"; what is not of a kind has a name of its own. */
export const countsOf = (
  kinds: Readonly<Record<string, string>>,
  counts: Readonly<Record<string, number>>,
  moved: string,
): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${kind === 'moved' ? moved : (kinds[kind] ?? kind)}: ${count}`)
    .join(', ')
