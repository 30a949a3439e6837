/** Cardinal numbers in words, up to the thousands: жиырма бес ("twenty-five") is 25. */

const units: ReadonlyMap<string, number> = new Map([
  ['нөл', 0], ['бір', 1], ['екі', 2], ['үш', 3], ['төрт', 4], ['бес', 5], ['алты', 6], ['жеті', 7], ['сегіз', 8],
  ['тоғыз', 9], ['он', 10], ['жиырма', 20], ['отыз', 30], ['қырық', 40], ['елу', 50], ['алпыс', 60], ['жетпіс', 70],
  ['сексен', 80], ['тоқсан', 90],
]) // biome-ignore format: a table
const powers: ReadonlyMap<string, number> = new Map([
  ['жүз', 100], ['мың', 1_000], ['миллион', 1_000_000], ['млн', 1_000_000], ['миллиард', 1_000_000_000],
  ['млрд', 1_000_000_000], ['триллион', 1_000_000_000_000], ['трлн', 1_000_000_000_000],
]) // biome-ignore format: a table

/** The words that `parseNumber` knows, for patterns that look for numbers in a text. */
export const numberWords: readonly string[] = [...units.keys(), ...powers.keys()]

/**
 * The value of a cardinal number in words, in digits or mixed (1,5 мың), or undefined where a word is none.
 *
 * @example
 * parseNumber('бір мың тоғыз жүз тоқсан бір') // 1991
 */
export function parseNumber(words: string): number | undefined {
  const parts = words
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)[\s\u00A0\u202F](?=\d{3}(?!\d))/gu, '')
    .split(/\s+/u)
  if (parts[0] === '' || parts[0] === undefined) return undefined
  let total = 0
  let group = 0
  for (const part of parts) {
    const unit = units.get(part) ?? digits(part)
    const power = powers.get(part)
    if (unit !== undefined) group += unit
    else if (power === 100) group = Math.max(group, 1) * 100
    else if (power !== undefined) {
      total += Math.max(group, 1) * power
      group = 0
    } else return undefined
  }
  return total + group
}

const digits = (part: string): number | undefined =>
  /^\d{1,15}(?:[.,]\d{1,9})?$/u.test(part) ? Number(part.replace(',', '.')) : undefined
