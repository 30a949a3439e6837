import { en } from './messages/en.js'
import { kk } from './messages/kk.js'
import { type Language, languages, type Messages } from './messages/messages.js'
import { ru } from './messages/ru.js'
import { directionOf, type Script, scripts, tagOf } from './scripts.js'

const all: { readonly [L in Language]: Messages } = { kk, ru, en }

/**
 * The language of the interface, and the script of its Kazakh, are in the address: /articles/1 in Kazakh,
 * /kk-arab/articles/1 in Kazakh in töte, /ru/articles/1 in Russian. So a link shows everyone the same page, search
 * engines see each, and caches need not know who asks; a cookie only remembers which script a reader chose.
 */
export interface Interface {
  readonly language: Language
  readonly messages: Messages
  /** The script that Kazakh is shown in; the Russian and English pages show it as it was written. */
  readonly script?: Script
  /** BCP 47, as lang says it: kk, kk-Latn, kk-Arab, ru, en. */
  readonly tag: string
  /** As hreflang says it: kk-Cyrl is named too, since there are others. */
  readonly hreflang: string
  readonly direction: 'ltr' | 'rtl'
  /** What its addresses begin with: '' or /kk-latn. */
  readonly prefix: string
  /** The address of a page of the site in this language; `path` begins with a slash. */
  to(path: string): string
}

export const interfaces: readonly Interface[] = languages.flatMap((language): readonly Interface[] =>
  language === 'kk'
    ? scripts.map((script) =>
        interfaceOf(language, tagOf(script), script === 'Cyrl' ? '' : `/kk-${script.toLowerCase()}`, script),
      )
    : [interfaceOf(language, language, `/${language}`)],
)

function interfaceOf(language: Language, tag: string, prefix: string, script?: Script): Interface {
  return {
    language,
    messages: all[language],
    ...(script === undefined ? {} : { script }),
    tag,
    hreflang: script === undefined ? tag : `kk-${script}`,
    direction: script === undefined ? 'ltr' : directionOf(script),
    prefix,
    to: (path) => (path === '/' && prefix !== '' ? prefix : prefix + path),
  }
}

/** The interface that an address is of, by how it begins; Kazakh in Cyrillic where it says nothing. */
export function interfaceAt(path: string): Interface {
  const found = interfaces.find(({ prefix }) => prefix !== '' && (path === prefix || path.startsWith(`${prefix}/`)))
  const site = found ?? interfaces.find(({ prefix }) => prefix === '')
  if (site === undefined) throw new Error('the site has no language')
  return site
}

/** The Kazakh interface in a script. */
export function kazakhIn(script: Script): Interface {
  const site = interfaces.find((candidate) => candidate.script === script)
  if (site === undefined) throw new Error(`the site is not in ${script}`)
  return site
}
