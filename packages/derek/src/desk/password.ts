import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's second choice of parameters for scrypt: 32 MB and some 100 ms a try, so that many at once do no harm. */
const cost = { log2N: 15, r: 8, p: 3 } as const
const hashBytes = 32

/** How many are tried at once: each takes its memory. */
const mostAtOnce = 2
let running = 0
const waiting: (() => void)[] = []

async function derive(password: string, salt: Buffer, { log2N, r, p }: typeof cost | Cost): Promise<Buffer> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    const N = 2 ** log2N
    const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
    // The same letters in another composition are the same password.
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, hash) =>
        error === null ? resolve(hash) : reject(error),
      )
    })
  } finally {
    running--
    waiting.shift()?.()
  }
}

interface Cost {
  readonly log2N: number
  readonly r: number
  readonly p: number
}

/** A password as it is kept: parameters, salt and hash, in one line. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  return ['scrypt', cost.log2N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** What nobody's password is, so that an unknown name takes as long as a known one. */
const nobody = [
  'scrypt',
  cost.log2N,
  cost.r,
  cost.p,
  'AAAAAAAAAAAAAAAAAAAAAA',
  Buffer.alloc(hashBytes).toString('base64url'),
].join('$')

/** Whether it is the password; takes the same time where there is none to compare with. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, log2N, r, p, salt = '', hash = ''] = (kept ?? nobody).split('$')
  const made = await derive(password, Buffer.from(salt, 'base64url'), {
    log2N: Number(log2N),
    r: Number(r),
    p: Number(p),
  })
  const expected = Buffer.from(hash, 'base64url')
  return made.length === expected.length && timingSafeEqual(made, expected) && kept !== undefined
}

export const shortestPassword = 12
export const longestPassword = 256

export type PasswordFault = 'short' | 'long' | 'name' | 'simple'

/** What a password is refused for: length before all, as NIST SP 800-63B has it; no rules about kinds of letters. */
export function passwordFault(password: string, name: string): PasswordFault | undefined {
  const letters = [...password]
  if (letters.length < shortestPassword) return 'short'
  if (letters.length > longestPassword) return 'long'
  const plain = password.toLowerCase()
  if (name.length >= 3 && plain.includes(name.toLowerCase())) return 'name'
  if (new Set(letters).size < 5 || isRun(letters) || known.some((word) => plain.includes(word))) return 'simple'
  return undefined
}

/** The beginnings of what is tried first. */
const known = ['password', '12345678', 'qwertyui', 'йцукенгш', 'құпиясөз', 'derekderek', 'letmein1']

/** abcdef…, 987654…: each letter follows from the one before. */
function isRun(letters: readonly string[]): boolean {
  const codes = letters.map((letter) => letter.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)))
  return steps.size === 1
}
