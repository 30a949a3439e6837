/** Milliseconds in which a server has written to its disk what it took: its own wait is eight. */
const writtenAfter = 1_000

/** What a server that is killed now may not have on its disk yet, though it said so: given again when it is back. */
export class Lately {
  private given: { readonly at: number; readonly putAgain: () => Promise<void> }[] = []

  add(putAgain: () => Promise<void>): void {
    const now = performance.now()
    const first = this.given.findIndex(({ at }) => at > now - writtenAfter)
    if (first !== 0) this.given = first === -1 ? [] : this.given.slice(first)
    this.given.push({ at: now, putAgain })
  }

  all(): readonly (() => Promise<void>)[] {
    const { given } = this
    this.given = []
    return given.map(({ putAgain }) => putAgain)
  }
}
