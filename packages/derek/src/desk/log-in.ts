import { generateSecret, generateURI, verify } from 'otplib'
import { type Account, AccountError, type Accounts } from '../store/accounts.js'
import { hashPassword, isPassword } from './password.js'

/** Hours after which a session is over. */
export const sessionHours = 12

export interface LogIn {
  readonly name: string
  readonly password: string
  readonly code: string
}

/**
 * Lets somebody in: the token of a new session, or nothing, whatever was wrong. An unknown name, a wrong password, a
 * missing code and a locked account cannot be told apart, by the answer or by its time.
 */
export async function logIn(accounts: Accounts, { name, password, code }: LogIn): Promise<string | undefined> {
  const known = await accounts.credentials(name)
  const right = await isPassword(password, known?.password)
  const step = known?.totp === undefined ? undefined : await stepOf(known.totp, code)
  if (known === undefined || known.isDisabled || known.lockedUntil !== undefined) return undefined
  if (!right || (known.totp !== undefined && step === undefined)) {
    await accounts.failed(name)
    return undefined
  }
  try {
    return await accounts.begin(known, sessionHours, step)
  } catch (error) {
    if (!(error instanceof AccountError)) throw error
    await accounts.failed(name)
    return undefined
  }
}

/** The time step whose code this is: now, or half a minute to either side. */
export async function stepOf(totp: string, code: string): Promise<number | undefined> {
  const token = code.replace(/\s/gu, '')
  if (!/^\d{6}$/u.test(token)) return undefined
  const result = await verify({ secret: totp, token, epochTolerance: 30 })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** A new secret for the second factor, and the address that an application of codes takes it by. */
export function newTotp(name: string): { readonly secret: string; readonly uri: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: 'Derek', label: name, secret }) }
}

/** Changes a password, if the old one is right; all sessions of the account end. */
export async function changePassword(
  accounts: Accounts,
  account: Account,
  old: string,
  password: string,
): Promise<boolean> {
  const known = await accounts.credentials(account.name)
  if (!(await isPassword(old, known?.password))) {
    await accounts.failed(account.name)
    return false
  }
  await accounts.setPassword(account, await hashPassword(password))
  return true
}
