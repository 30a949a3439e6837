/** A command of `kazakh`: a filter from standard input to standard output. */
export interface Command {
  readonly name: string
  /** What --help prints of it, indented by two spaces. */
  readonly help: string
  /** Takes the text piece by piece, as it is read, and answers what is printed. Throws UsageErrors. */
  run(args: readonly string[], input: AsyncIterable<string>): AsyncIterable<string>
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Lines of an input that comes in pieces, without their ends. The last may be unfinished. */
export async function* lines(input: AsyncIterable<string>): AsyncIterable<string> {
  let rest = ''
  for await (const piece of input) {
    const parts = (rest + piece).split(/\r?\n/u)
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}
