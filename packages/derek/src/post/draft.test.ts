import { detectScript } from 'kazakh'
import { describe, expect, it } from 'vitest'
import { read } from '../read.js'
import { openText } from '../source/open.js'
import { correctionOf, draftPost } from './draft.js'
import { faultsOf, postLimits } from './post.js'

const article = `Көлік министрі жаңа жолды ашты
Көлік министрі Ерлан Сапаров бүгін Таразда жаңа жолды ашты, деп хабарлайды «Бәйтерек» министрліктің баспасөз қызметіне сілтеме жасап. Жолдың ұзындығы 40 шақырым.
Сурет: Көлік министрлігі
«Бұл жол екі ауданды қосады», – деді Ерлан Сапаров.
Министр құрылысшыларға алғыс айтты.`

const record = read({ ...openText(article), source: 'Бәйтерек', publishedAt: '2026-03-02' })
const options = { script: 'Cyrl', template: 'post', link: 'https://bayterek.example/1', photo: false } as const

describe('a post made from a record', () => {
  it('has the headline, the lead, who said what, on whose word, and whose picture', () => {
    const { text } = draftPost(record, options)
    expect(text).toBe(`Көлік министрі жаңа жолды ашты

Көлік министрі Ерлан Сапаров бүгін Таразда жаңа жолды ашты, деп хабарлайды «Бәйтерек» министрліктің баспасөз қызметіне сілтеме жасап. Жолдың ұзындығы 40 шақырым.

«Бұл жол екі ауданды қосады»
— Ерлан Сапаров

Дереккөз: Бәйтерек ← министрліктің баспасөз қызметі
Сурет: Көлік министрлігі`)
  })

  it('marks the headline bold and links the source, in code units of its text', () => {
    const { text, entities } = draftPost(record, options)
    const marked = entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])
    expect(marked).toEqual([
      ['bold', 'Көлік министрі жаңа жолды ашты'],
      ['text_link', 'Дереккөз: Бәйтерек ← министрліктің баспасөз қызметі'],
    ])
  })

  it('is short by the short template', () => {
    const { text } = draftPost(record, { ...options, template: 'short' })
    expect(text).not.toContain('«Бұл жол')
    expect(text).not.toContain('40 шақырым')
    expect(text).toContain('Дереккөз')
  })

  it.each(['Latn', 'Arab'] as const)('is written in %s where the channel is', (script) => {
    const post = draftPost(record, { ...options, script })
    expect(detectScript(post.text)).toBe(script)
    expect(faultsOf(post)).toEqual([])
  })

  it('leaves out whole what does not fit, and never a part of a sentence', () => {
    const long = `${article}\n${'«Жол ұзақ әрі кең болады, халыққа керек», – деді Ерлан Сапаров.\n'.repeat(3)}`
    const picture = 'https://bayterek.example/1.jpg'
    const made = read({ ...openText(long), source: 'Бәйтерек', publishedAt: '2026-03-02' })
    const withPicture = {
      ...made,
      blocks: made.blocks.map((block, i) => (i === 2 ? { ...block, image: { url: picture } } : block)),
      title: 'Ж'.repeat(900),
    }
    const post = draftPost(withPicture, { ...options, photo: true })
    expect(post.photos).toEqual([picture])
    expect(post.text.length).toBeLessThanOrEqual(postLimits.caption)
    expect(post.text.endsWith('Сурет: Көлік министрлігі')).toBe(true)
  })

  it('cuts a headline that is too long by itself, not within a letter', () => {
    const post = draftPost({ ...record, title: '🏔'.repeat(5000) }, options)
    expect(post.text.length).toBeLessThanOrEqual(postLimits.text)
    expect(post.text.isWellFormed()).toBe(true)
    expect(faultsOf(post)).toEqual([])
  })

  it('says at its end who a quotation was taken to be by, and by whom it is', () => {
    const [speaker] = record.entities
    if (speaker === undefined) throw new Error('no speaker')
    const renamed = record.entities.map((entity) =>
      entity.name === 'Ерлан Сапаров' ? { ...entity, name: 'Ерлан Сапарәлі' } : entity,
    )
    const after = { ...record, entities: renamed }
    const change = correctionOf(record, after, options)
    expect(change).toBe('айтқан адам Ерлан Сапарәлі (бұрын: Ерлан Сапаров)')
    const post = draftPost(after, { ...options, corrections: [change ?? ''] })
    expect(post.text.endsWith('\n\nТүзетілді: айтқан адам Ерлан Сапарәлі (бұрын: Ерлан Сапаров)')).toBe(true)
    expect(faultsOf(post)).toEqual([])
    expect(correctionOf(record, after, { ...options, script: 'Latn' })).toMatch(/^aitqan adam/u)
  })

  it('says nothing of a correction that it does not show', () => {
    expect(correctionOf(record, { ...record, events: [], topics: [], times: [] }, options)).toBeUndefined()
    expect(correctionOf(record, { ...record, statements: [] }, { ...options, template: 'short' })).toBeUndefined()
  })
})

describe('the faults of a post', () => {
  it('are named before Telegram names them', () => {
    const post = { text: 'ә'.repeat(5000), entities: [], photos: [], preview: false, silent: false }
    expect(faultsOf(post)).toEqual([{ kind: 'too-long', length: 5000, limit: 4096 }])
    expect(faultsOf({ ...post, text: '  ' })).toEqual([{ kind: 'empty' }])
    expect(faultsOf({ ...post, text: 'ә', entities: [{ type: 'bold', offset: 0, length: 2 }] })).toEqual([
      { kind: 'outside', entity: 0 },
    ])
    const caption = { ...post, text: 'ә'.repeat(1025), photos: ['https://a.example/1.jpg'] }
    expect(faultsOf(caption)).toEqual([{ kind: 'too-long', length: 1025, limit: 1024 }])
  })
})
