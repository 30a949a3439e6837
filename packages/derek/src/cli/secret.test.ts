import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { placeOf } from './place.js'
import { secretOf } from './secret.js'

describe('a secret', () => {
  let folder: string
  let file: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'derek-secret-'))
    file = join(folder, 'database')
    await writeFile(file, 'postgres://derek:open@db/news\n')
  })
  afterEach(() => vi.unstubAllEnvs())
  afterAll(() => rm(folder, { recursive: true }))

  it('may be in a file that nobody else reads', async () => {
    await chmod(file, 0o600)
    vi.stubEnv('DATABASE_URL', '')
    vi.stubEnv('DATABASE_URL_FILE', file)
    expect(placeOf('serve')).toMatchObject({ store: { url: 'postgres://derek:open@db/news' } })
  })

  it('is refused where others may read it, unless systemd guards it', async () => {
    await chmod(file, 0o640)
    vi.stubEnv('DEREK_TOKEN', '')
    vi.stubEnv('DEREK_TOKEN_FILE', file)
    expect(() => secretOf('serve', 'DEREK_TOKEN')).toThrow(`serve: DEREK_TOKEN_FILE: others may read ${file}`)
    vi.stubEnv('CREDENTIALS_DIRECTORY', folder)
    expect(secretOf('serve', 'DEREK_TOKEN')).toContain('postgres://')
  })

  it('is not said where it is wrong', async () => {
    vi.stubEnv('DATABASE_URL', 'mysql://derek:open@db/news')
    expect(() => placeOf('serve')).toThrow(/^serve: DATABASE_URL: not of the form postgres:\/\/user@host\/database$/u)
  })
})
