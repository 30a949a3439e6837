import { styleText } from 'node:util'
import { byType } from '../record/by-type.js'
import type { ArticleRecord, Span } from '../record/schema.js'

/** A record as a journalist wants to see it: who said and did what, to whom, when, on whose word. */

type Style = Parameters<typeof styleText>[0]

export interface TextOptions {
  readonly colour: boolean
}

export function toText(record: ArticleRecord, { colour }: TextOptions): string {
  const paint = (style: Style, text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const entities = new Map(record.entities.map((entity) => [entity.id, entity]))
  const name = (id: string | undefined): string => entities.get(id ?? '')?.name ?? '?'
  const names = (ids: readonly string[]): string => ids.map(name).join(', ')
  const lines: string[] = []
  const heading = (text: string): void => {
    lines.push('', paint('bold', text))
  }
  const quote = (span: Span): void => {
    lines.push(paint('dim', `      ${sentenceOf(record, span)}`))
  }

  const title = record.title ?? record.blocks[0]?.text ?? ''
  lines.push(paint('bold', title.length > 100 ? `${title.slice(0, 99)}…` : title))
  const facts = [record.source.name, record.publishedAt, `${record.language}-${record.script}`, record.url]
  lines.push(paint('dim', facts.filter((fact) => fact !== undefined).join(' · ')))
  if (record.language !== 'kk') {
    lines.push('', `The language is ${record.language}, not Kazakh: nothing is claimed of this text.`)
    return `${lines.join('\n')}\n`
  }
  if (record.attribution.chain.length > 0) {
    heading('On whose word')
    for (const link of record.attribution.chain) lines.push(`  ${paint('magenta', link.role)}  ${link.name}`)
  }
  for (const credit of record.photoCredits) lines.push(`  ${paint('magenta', 'photo')}  ${credit.name}`)
  if (record.statements.length > 0) {
    heading('Who said what')
    for (const said of record.statements) {
      const to = said.addressee === undefined ? '' : ` → ${paint('cyan', name(said.addressee))}`
      const when = said.time === undefined ? '' : `, ${said.time}`
      const doubt = said.confidence === undefined ? '' : `, confidence ${said.confidence}`
      lines.push(
        `  ${paint('cyan', said.speaker === undefined ? '?' : name(said.speaker))}${to}  ${paint('yellow', said.act)} (${said.kind}${said.polarity === 'negative' ? ', negated' : ''}${when}${doubt})`,
      )
      if (said.content !== undefined) lines.push(`    ${said.content.text}`)
      quote(said.cue)
    }
  }
  if (record.events.length > 0) {
    heading('What happened')
    for (const event of record.events) {
      const who = [names(event.actors), names(event.recipients)].filter((part) => part !== '').join(' → ')
      const facts = [who, event.time, event.place === undefined ? undefined : name(event.place)]
      lines.push(
        `  ${paint('green', event.type)}  ${facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')}${event.document === undefined ? '' : ` · ${name(event.document)}`}`,
      )
      for (const evidence of event.evidence) quote(evidence)
    }
  }
  if (record.times.length > 0) {
    heading('When')
    for (const time of record.times) {
      lines.push(`  ${time.value}  ${time.text}`)
      quote(time)
    }
  }
  if (record.entities.length > 0) {
    heading('Who and what')
    for (const [type, list] of byType(record.entities)) {
      lines.push(`  ${type}: ${list.map((entity) => `${entity.name} (${entity.mentions.length})`).join(', ')}`)
    }
  }
  return `${lines.join('\n')}\n`
}

/** The sentence that bears a span. */
function sentenceOf(record: ArticleRecord, span: Span): string {
  const sentence = record.sentences?.find(
    (candidate) => candidate.block === span.block && candidate.start <= span.start && span.end <= candidate.end,
  )
  return sentence?.text ?? record.blocks.find((block) => block.id === span.block)?.text ?? span.text
}
