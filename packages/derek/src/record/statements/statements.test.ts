import { describe, expect, it } from 'vitest'
import { read } from '../../read.js'

/** Who said, to whom, by which act, and what, as a reader would put it. */
function saidIn(content: string): readonly string[] {
  const { statements, entities } = read({ content, format: 'text', publishedAt: '2026-03-02' })
  const name = (id: string | undefined) => entities.find((entity) => entity.id === id)?.name ?? '?'
  return statements.map(({ speaker, addressee, act, kind, content: said }) =>
    [
      `${name(speaker)}${addressee === undefined ? '' : ` → ${name(addressee)}`}`,
      act,
      kind === 'direct' ? `«${said?.text}»` : said?.text,
    ].join(' | '),
  )
}

describe('statements', () => {
  it.each([
    [
      'reported speech: the clause, without its speaker and its verb',
      'Министр Ерлан Сәбитов жолдың жазда жөнделетінін айтты.', // said that the road would be mended in summer
      ['Ерлан Сәбитов | state | жолдың жазда жөнделетінін'],
    ],
    [
      'a quotation with its verb after it',
      '«Жол жазда ашылады, бәрі дайын», – деді министр Ерлан Сәбитов.',
      ['Ерлан Сәбитов | state | «Жол жазда ашылады, бәрі дайын»'],
    ],
    [
      'a quotation of a word or two',
      '«Жол дайын», – деді министр Ерлан Сәбитов.', // the road is ready
      ['Ерлан Сәбитов | state | «Жол дайын»'],
    ],
    ['no quotation in a name before a dash', '«Сарыарқа таңы» – Қарағандыда шығатын газет.', []], // is a newspaper
    [
      'a dash in place of quotation marks',
      '– Жол жазда ашылады, бәрі дайын, – деді министр Ерлан Сәбитов.',
      ['Ерлан Сәбитов | state | «Жол жазда ашылады, бәрі дайын»'],
    ],
    [
      'a view',
      'Ерлан Сәбитовтің пікірінше, жол жазда ашылады.', // in the opinion of
      ['Ерлан Сәбитов | assess | жол жазда ашылады'],
    ],
    [
      'a denied view',
      'Ерлан Сәбитов жол жазда ашылады деп санамайды.', // does not think that
      ['Ерлан Сәбитов | deny | жол жазда ашылады'],
    ],
    [
      'an intention inside of what is said',
      'Ерлан Сәбитов жолды жөндеуге ниетті екенін жеткізді.', // said that he intends to
      ['Ерлан Сәбитов | intend | жолды жөндеуге ниетті екенін'],
    ],
    [
      'two statements with one speaker',
      'Ерлан Сәбитов жолшыларға алғыс айтып, көпірдің күзде ашылатынын жеткізді.', // thanked, and said that
      ['Ерлан Сәбитов | thank | жолшыларға', 'Ерлан Сәбитов | state | көпірдің күзде ашылатынын'],
    ],
    [
      'a statement inside of another',
      'Ерлан Сәбитов әкім Айгүл Омарованың жол дайын деп айтқанын еске салды.', // recalled that the governor had said
      ['Ерлан Сәбитов | remind | әкім Айгүл Омарованың жол дайын деп айтқанын', 'Айгүл Омарова | state | жол дайын'],
    ],
    [
      'an occasion that is no part of what is said',
      'Ерлан Сәбитов баспасөз мәслихатында жолдың жазда ашылатынын айтты.', // at the press conference
      ['Ерлан Сәбитов | state | жолдың жазда ашылатынын'],
    ],
  ])('has %s', (_, text, said) => {
    expect(saidIn(text)).toEqual(said)
  })

  it('finds whom it is said to', () => {
    expect(saidIn('Ерлан Сәбитов Айгүл Омароваға көмегі үшін алғыс айтты.')[0]).toMatch(
      /^Ерлан Сәбитов → Айгүл Омарова \| thank/u,
    )
  })

  it('knows no speaker where the source is unnamed, and takes none from elsewhere inside the view', () => {
    expect(saidIn('Ақпарат көздерінің айтуынша, жол жабылады.')).toEqual(['? | state | жол жабылады'])
  })

  it('takes bringing for bringing', () => {
    expect(saidIn('Жүргізуші жүкті қоймаға жеткізді.')).toEqual([]) // delivered the load to the store
  })

  it('reads speech that a sentence announces and the next paragraph holds', () => {
    expect(saidIn('Ерлан Сәбитов былай деп жазды:\n«Жол жазда ашылады, бәрі дайын тұр».')).toEqual([
      'Ерлан Сәбитов | state | «Жол жазда ашылады, бәрі дайын тұр»',
    ])
  })
})
