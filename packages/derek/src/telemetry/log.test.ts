import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonLog, type Log, remembering, textLog } from './log.js'
import { passwordIn, withoutSecrets } from './secrets.js'

const secret = 'жеті қат "көк" аспан'

/** What a log wrote, line by line. */
function written(make: (write: (line: string) => void) => Log, tell: (log: Log) => void): readonly string[] {
  const lines: string[] = []
  tell(make((line) => lines.push(line)))
  return lines
}
const inJson = (tell: (log: Log) => void) =>
  written((write) => jsonLog(write, withoutSecrets([secret]), () => new Date('2026-03-24T04:00:00Z')), tell)
const inText = (tell: (log: Log) => void) => written((write) => textLog(write, withoutSecrets([secret])), tell)

describe('a log for programs', () => {
  it('is one line of JSON an event, with what it is about', () => {
    const lines = inJson((log) => {
      log('мақала\nоқылды', { stage: 'read', article: 'a1', ms: 12 })
      log('it is slow', { level: 'warn', url: 'https://tobyl.example/1' })
    })
    expect(lines.map((line) => [line.endsWith('\n'), JSON.parse(line)])).toEqual([
      [
        true,
        {
          time: '2026-03-24T04:00:00.000Z',
          level: 'info',
          message: 'мақала\nоқылды',
          stage: 'read',
          article: 'a1',
          ms: 12,
        },
      ],
      [
        true,
        { time: '2026-03-24T04:00:00.000Z', level: 'warn', message: 'it is slow', url: 'https://tobyl.example/1' },
      ],
    ])
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true)
  })

  it('has an error with its stack, its code and its causes, even where they are a ring', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const error = new TypeError('it failed', { cause })
    cause.cause = error
    const [line = ''] = inJson((log) => log('a request failed', { level: 'error', error }))
    const { error: told } = JSON.parse(line)
    expect(told).toMatchObject({ name: 'TypeError', message: 'it failed', cause: { code: 'ECONNREFUSED' } })
    expect(told.stack).toContain('log.test.ts')
    expect(JSON.parse(inJson((log) => log('x', { error: 'no error' }))[0] ?? '')).toMatchObject({
      error: { name: 'string', message: 'no error' },
    })
  })
})

describe('a log for people', () => {
  it('is the message as it is, and the stack of what nobody expected', () => {
    const error = new Error('it failed')
    expect(
      inText((log) => {
        log('all is well', { stage: 'read' })
        log('it failed, and is tried again', { level: 'warn', error })
        log('a request failed', { level: 'error', error })
      }),
    ).toEqual(['all is well', 'it failed, and is tried again', `a request failed: ${error.stack}`])
  })
})

describe('no log', () => {
  it('has a secret of the process, wherever it stands and however it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
          const text = `${before}${form}${after}`
          const error = new Error(text, { cause: new Error(text) })
          const lines = [inJson, inText].flatMap((write) =>
            write((log) => log(text, { level: 'error', url: text, source: text, error })),
          )
          for (const line of lines) {
            expect(line).not.toContain(form)
            expect(line).not.toContain(JSON.stringify(form).slice(1, -1))
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['postgres://derek:open-door@db/news', 'postgres://***@db/news'],
    ['smtps://post@mail.kz:open-door@mail.kz:465 refused', 'smtps://***@mail.kz:465 refused'],
    [
      'https://api.telegram.org/bot123456789:AAE-abcdefghijklmnopqrstuvwxyz0/sendMessage',
      'https://api.telegram.org/bot***/sendMessage',
    ],
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer ***'],
    ['https://tobyl.example/feed?page=2&api_key=open-door&x=1', 'https://tobyl.example/feed?page=2&api_key=***&x=1'],
    ['signed by whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'signed by whsec_***'],
    ['cookie: derek_session=abcdef; other=1', 'cookie: derek_session=***; other=1'],
    ['/desk/join/AbC-_123 is not there', '/desk/join/*** is not there'],
    ['host=db password=open-door dbname=news', 'host=db password=*** dbname=news'],
    ['{"user":"derek","password":"open door"}', '{"user":"derek","password":"***"}'],
  ])('has what looks like a secret: %s', (text, clean) => {
    expect(withoutSecrets([])(text)).toBe(clean)
    expect(inText((log) => log(text))).toEqual([clean])
    expect(JSON.parse(inJson((log) => log('x', { error: new Error(text) }))[0] ?? '').error.message).toBe(clean)
  })

  it('loses what is no secret', () => {
    for (const text of [
      'news.kz: https://news.kz/kk/2026/03/24/1234567?page=2: answered 503; again at 2026-03-24T09:00:00.000Z',
      'DEREK_TOKEN: at least 16 characters',
      'the database db.example:5432/news is waited for',
      'ertis.kz: read at 12:30:45, 3:2 for Tobyl; write to desk@ertis.kz',
    ]) {
      expect(withoutSecrets([])(text)).toBe(text)
    }
  })
})

it('finds the password in an address, as it is written and as it is meant', () => {
  expect(passwordIn('postgres://derek:p%40ss@db/news')).toEqual(['p%40ss', 'p@ss'])
  expect(passwordIn('smtp://mail.kz:587')).toEqual([])
  expect(passwordIn('postgres://derek@db/news')).toEqual([])
  expect(passwordIn('smtp://derek:100%@mail.kz')).toEqual(['100%'])
})

it('remembers the last of what went wrong, without its secrets, and the newest first', () => {
  const { log, events } = remembering(() => {}, withoutSecrets([secret]), 2)
  log('all is well')
  for (const message of ['first', 'second', secret])
    log(message, { level: 'warn', stage: 'fetch', error: new Error(secret) })
  expect(events().map(({ message, stage }) => [message, stage])).toEqual([
    ['***', 'fetch'],
    ['second', 'fetch'],
  ])
  expect(JSON.stringify(events())).not.toContain('аспан')
})
