import { describe, expect, it } from 'vitest'
import { story, told } from '../../test/stories.js'
import { alertsOf } from './alerts.js'
import { flowOf } from './copying.js'
import { firstSaid } from './first.js'
import { alertSchema, firstSaidSchema, flowSchema } from './schema.js'
import type { StoryText } from './text.js'

const all = (): readonly StoryText[] => [story.press(), story.portal(), story.russian(), story.copy()]
const edges = (texts: readonly StoryText[]): readonly string[] =>
  flowSchema.parse(flowOf(texts)).edges.map(({ from, to, by }) => `${from} > ${to}: ${by.join(', ')}`)

describe('who has it from whom', () => {
  it('is told by credits and by shared text', () => {
    expect(edges([story.copy(), story.portal(), story.press()])).toEqual([
      'press > portal: attribution, text',
      'press > copy: text',
    ])
  })

  it('is told of a translation that keeps nearly all', () => {
    expect(edges([story.press(), story.russian()])).toEqual(['press > russian: translation'])
  })

  it('leaves a report that has its own words alone', () => {
    const own = told('own', 'Қапал хабары', '2027-06-03T14:00:00+05:00', [
      'Қапалдықтар көпірге қуанды',
      'Тілшіміз ауылда болып, тұрғындармен сөйлесті.',
      'Зейнеткер Күлән Сапар бұрын өзеннен қайықпен өткенін айтады.',
    ])
    const { articles } = flowOf([story.press(), own])
    expect(articles.map(({ role }) => role)).toEqual(['independent', 'independent'])
  })

  it('names a source that is outside the story', () => {
    const { articles } = flowOf([story.portal()])
    expect(articles[0]?.outside.map(({ name }) => name)).toEqual(['Жетісу облысының баспасөз қызметі'])
  })

  it('shows its evidence', () => {
    const [edge] = flowOf([story.press(), story.portal()]).edges
    expect(edge?.evidence.attribution[0]?.text).toContain('баспасөз қызметі')
    expect(edge?.evidence.sentences[0]?.from.article).toBe('press')
    expect(edge?.evidence.sentences[0]?.to.article).toBe('portal')
  })
})

describe('who said it first', () => {
  it('is the earliest, and each retelling is as faithful as its parts', () => {
    const portal = story.portal()
    const sentence = portal.sentences.find(({ quotes }) => quotes.length > 0)
    const [quote] = sentence?.quotes ?? []
    if (sentence === undefined || quote === undefined) throw new Error('the portal quotes')
    const span = {
      block: sentence.block,
      ...quote,
      text: sentence.text.slice(quote.start - sentence.start, quote.end - sentence.start),
    }
    const found = firstSaidSchema.parse(firstSaid([portal, story.copy(), story.press()], span, 'portal'))
    expect(found.first.article).toBe('press')
    expect(found.first.span.text).toBe('Бұл көпір екі ауылдың арасын он шақырымға қысқартты')
    const [altered, faithful] = found.retellings
    expect(altered?.article).toBe('portal')
    expect(altered?.faithfulness.parts).toMatchObject({ speaker: 1, act: 1, numbers: 0.5 })
    expect(faithful?.faithfulness.score).toBe(1)
    expect(altered?.faithfulness.score).toBeLessThan(1)
  })

  it('is nobody where there is no such sentence', () => {
    expect(firstSaid(all(), { block: 'b99', start: 0, end: 1, text: 'x' }, 'press')).toBeUndefined()
  })
})

describe('what to look at', () => {
  it('is a quote that differs, and a copy without credit', () => {
    const texts = all()
    const found = alertsOf(texts, flowOf(texts)).map((alert) => alertSchema.parse(alert))
    expect(found.filter(({ kind }) => kind === 'quote-differs')).toHaveLength(1)
    expect(
      found.filter(({ kind }) => kind === 'unattributed-copy').map(({ other }) => other.sentence.article),
    ).toContain('copy')
  })

  it('is a count that two outlets give differently, and not a later count of the same one', () => {
    const count = (id: string, outlet: string, hour: number, dead: number) =>
      told(id, outlet, `2027-01-14T${hour}:00:00+05:00`, ['Апат', `Жол апатынан ${dead} адам қаза тапты.`])
    const texts = [count('a', 'Бір', 10, 4), count('b', 'Екі', 11, 5), count('c', 'Бір', 12, 6)]
    const found = alertsOf(texts, flowOf(texts)).filter(({ kind }) => kind === 'numbers-contradict')
    expect(found.map(({ topic, one, other }) => [topic, one.value, other.value].toSorted())).toEqual([
      ['death', '6', '5'].toSorted(),
    ])
  })
})
