/** Takes out of a text what nobody may read in a log, a trace or a status page. */
export type Clean = (text: string) => string

const hidden = '***'

/** What a secret looks like, wherever it comes from: what stands before it stays. */
const shapes: readonly (readonly [pattern: RegExp, without: string])[] = [
  // postgres://user:password@host, smtps://user:password@host
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#]{1,500}@/giu, `$1${hidden}@`],
  // The token of a bot, alone or in an address of the Bot API.
  [/\b(bot)?\d{5,16}:[\w-]{20,}/gu, `$1${hidden}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/giu, `$1 ${hidden}`],
  [/\bwhsec_[\w+/=-]+/gu, `whsec_${hidden}`],
  [/(\bderek_session=)[^\s;"']+/gu, `$1${hidden}`],
  [/(\/desk\/join\/)[\w-]+/gu, `$1${hidden}`],
  // ?token=…&code=…
  [/([?&](?:\w*(?:token|key|secret|password|signature|session)|pass|sig|auth|code)=)[^\s&#"']+/giu, `$1${hidden}`],
  // password=…, "secret": "…"
  [/\b((?:password|passwd|secret|token)=)[^\s&;,"']+/giu, `$1${hidden}`],
  [/("(?:password|passwd|secret|token|pass)"\s?:\s?")[^"]+/giu, `$1${hidden}`],
]

/**
 * Takes out the secrets of this process, which are known, and all that looks like one.
 *
 * ```ts
 * withoutSecrets(['sesame'])('sesame is the word of postgres://derek:open@db/news')
 * // '*** is the word of postgres://***@db/news'
 * ```
 */
export function withoutSecrets(secrets: readonly string[]): Clean {
  const known = [...new Set(secrets.flatMap(writingsOf))].sort((a, b) => b.length - a.length)
  return (text) => {
    let clean = text
    for (const secret of known) clean = clean.replaceAll(secret, hidden)
    for (const [pattern, without] of shapes) clean = clean.replace(pattern, without)
    return clean
  }
}

/** What is shorter stands in too many other words to be taken out of them. */
const shortest = 4

/** A secret as it is, and as it stands in an address, in Base64 and in JSON. */
const writingsOf = (secret: string): readonly string[] =>
  [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    JSON.stringify(secret).slice(1, -1),
  ].filter(({ length }) => length >= shortest)

/** The password in an address such as smtp://user:password@host; none where there is none. */
export function passwordIn(address: string): readonly string[] {
  const [, written] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#:]*:([^/?#]*)@/iu.exec(address) ?? []
  if (written === undefined || written === '') return []
  try {
    return [written, decodeURIComponent(written)]
  } catch {
    return [written]
  }
}
