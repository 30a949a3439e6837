import { expect, test } from 'vitest'
import { UsageError } from './command.js'
import { number } from './number.js'

async function run(args: readonly string[], ...pieces: readonly string[]): Promise<string> {
  async function* input(): AsyncIterable<string> {
    yield* pieces
  }
  let printed = ''
  for await (const text of number.run(args, input())) printed += text
  return printed
}

test('writes numbers in digits, with the endings that the words have', async () => {
  const text = 'Екі жарым мың адам, бір мың тоғыз жүз тоқсан бірінші жыл, елуге\n'
  expect(await run([], text)).toBe('2500 адам, 1991-ші жыл, 50-ге\n')
})

test('writes digits in words, but no dates, clock times or Roman numerals', async () => {
  expect(await run(['--words'], '51-ші үй, 50-ге 13.03.2020 14:30 ХХІ')).toBe(
    'елу бірінші үй, елуге 13.03.2020 14:30 ХХІ\n',
  )
})

test('takes lines that come in pieces', async () => {
  expect(await run([], 'он ек', 'і\nбес')).toBe('12\n5\n')
})

test('does not know other options', async () => {
  await expect(run(['--letters'])).rejects.toThrow(UsageError)
})
