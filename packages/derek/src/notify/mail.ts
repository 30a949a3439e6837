import { createHash } from 'node:crypto'
import { createTransport, type Transporter } from 'nodemailer'
import type { Notice, SavedSearch } from '../store/saved.js'
import type { Told } from './webhook.js'

export interface MailOptions {
  /** smtp://user:password@host:587 or smtps://… */
  readonly server: string
  /** Whom letters are from. */
  readonly from: string
  /** Where the site is: links in letters lead there. */
  readonly site: string
}

type Letter = Extract<SavedSearch['delivery'], { kind: 'mail' }>

export type Mailer = (search: SavedSearch, to: Letter, notices: readonly Notice[]) => Promise<Told>

const words = {
  kk: {
    subject: (name: string, count: number) => `${name}: ${count} жаңа`,
    why: 'Бұл хат сақталған іздеу бойынша келді:',
    corrected: 'Түзетілді',
    before: 'Бұрын',
    gone: 'Мақалада бұл жоқ болып шықты.',
  },
  ru: {
    subject: (name: string, count: number) => `${name}: новых ${count}`,
    why: 'Это письмо пришло по сохранённому поиску:',
    corrected: 'Исправлено',
    before: 'Было',
    gone: 'В статье этого нет.',
  },
  en: {
    subject: (name: string, count: number) => `${name}: ${count} new`,
    why: 'This letter was sent for the saved search:',
    corrected: 'Corrected',
    before: 'Before',
    gone: 'The article does not say so.',
  },
} as const

/** Sends what was found for a search as one letter of plain text. */
export function mailerOf({ server, from, site }: MailOptions): Mailer {
  const transport: Transporter = createTransport(server, { from })
  return async (search, { to, language }, notices) => {
    const { subject, why, corrected, before: was, gone } = words[language]
    const said = ({ who, text }: { readonly who?: string | undefined; readonly text: string }): string =>
      who === undefined ? text : `${who}: ${text}`
    const link = (article: string, claim: string | undefined): string =>
      new URL(
        `${language === 'kk' ? '' : `${language}/`}articles/${article}${claim === undefined ? '' : `?show=${claim}`}`,
        site,
      ).href
    const items = notices.map(({ item }) => {
      const { article, claim, title, source, before, isGone = false } = item
      const place = [`${title} (${source})`, link(article, claim)]
      if (before === undefined) return [said(item), ...place].join('\n')
      const changed = [`${corrected}: ${isGone ? gone : said(item)}`, `${was}: ${said(before)}`]
      return [...changed, ...(before.title === title ? [] : [`${was}: ${before.title}`]), ...place].join('\n')
    })
    try {
      await transport.sendMail({
        to,
        subject: subject(search.name, notices.length),
        text: `${items.join('\n\n')}\n\n-- \n${why} ${search.name}\n`,
        // The same letter, where it is sent again because an answer was lost, is the same to the reader's programme.
        messageId: `<${createHash('sha256')
          .update(notices.map(({ id }) => id).join())
          .digest('hex')
          .slice(0, 32)}@${new URL(site).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'List-Id': `<search-${search.id}.${new URL(site).hostname}>` },
      })
      return { kind: 'taken' }
    } catch (error) {
      return { kind: 'later', reason: error instanceof Error ? error.message : String(error) }
    }
  }
}
