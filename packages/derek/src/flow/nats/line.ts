/** A connection that may break and mend, as whoever asks over it sees it. */

/** The connection broke before the answer came. */
export class LineError extends Error {
  override readonly name = 'LineError'
}

/** Asks while the connection holds, and not over a broken one: what is asked then is lost, and waited for in vain. */
export class Line {
  /** How often it broke. */
  age = 0
  isBroken = false
  private readonly asking = new Set<(error: LineError) => void>()
  private readonly held = new Set<() => void>()

  breaks(): void {
    this.age++
    this.isBroken = true
    for (const reject of this.asking) reject(new LineError('the connection broke'))
  }

  mends(): void {
    this.isBroken = false
    for (const go of this.held) go()
  }

  /** What is answered; throws a LineError when the connection breaks before, or the signal ends the wait for it. */
  async answer<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    while (this.isBroken && signal?.aborted !== true) await this.mended(signal)
    if (this.isBroken) throw new LineError('the connection is broken')
    return new Promise((resolve, reject) => {
      this.asking.add(reject)
      void ask()
        .then(resolve, reject)
        .finally(() => this.asking.delete(reject))
    })
  }

  private mended(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal?.removeEventListener('abort', go)
        this.held.delete(go)
        resolve()
      }
      signal?.addEventListener('abort', go)
      this.held.add(go)
    })
  }
}
