import { expect, test } from 'vitest'
import { UsageError } from './command.js'
import { convert } from './convert.js'

async function run(args: readonly string[], ...pieces: readonly string[]): Promise<string> {
  async function* input(): AsyncIterable<string> {
    yield* pieces
  }
  let text = ''
  for await (const piece of convert.run(args, input())) text += piece
  return text
}

test('converts line by line, wherever the input is cut', async () => {
  expect(await run(['--to', 'latin-2021'], 'Жаңа жы', 'л\nКүн', ' шықты')).toBe('Jaña jyl\nKün şyqty')
})

test('keeps to the Latin alphabet that the text began with', async () => {
  expect(await run(['--to', 'cyrillic'], 'Memleket basshysy ańyz\n', 'aı\n')).toBe('Мемлекет басшысы аңыз\nай\n')
})

test('gives capitals where asked', async () => {
  expect(await run(['--to', 'cyrillic', '--capitals'], 'قالا. ءتىل\n')).toBe('Қала. Тіл\n')
})

test.each([[[]], [['--to']], [['--to', 'greek']], [['--to', 'tote', '--fast']]])(
  'says what is wrong with %j',
  async (args) => {
    await expect(run(args, 'а')).rejects.toThrow(UsageError)
  },
)
