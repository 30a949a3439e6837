import { en } from './messages/en.js'
import { kk } from './messages/kk.js'
import { type Language, languages, type Messages } from './messages/messages.js'
import { ru } from './messages/ru.js'

const all: { readonly [L in Language]: Messages } = { kk, ru, en }

/** The language of the interface is in the address: /articles/1 in Kazakh, /ru/articles/1 in Russian. */
export interface Interface {
  readonly language: Language
  readonly messages: Messages
  /** The address of a page of the site in this language; `path` begins with a slash. */
  to(path: string): string
}

export const interfaces: readonly Interface[] = languages.map((language) => ({
  language,
  messages: all[language],
  to: (path) => addressOf(language, path),
}))

const addressOf = (language: Language, path: string): string => {
  if (language === 'kk') return path
  return path === '/' ? `/${language}` : `/${language}${path}`
}
