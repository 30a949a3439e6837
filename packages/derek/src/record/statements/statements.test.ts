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
    [
      'the time of saying before its subject', // yesterday … wrote on his page
      'Кеше Ерлан Сәбитов парақшасында жолдың жабылғанын жазды.',
      ['Ерлан Сәбитов | state | жолдың жабылғанын'],
    ],
    [
      'an auxiliary that belongs to the verb', // had said before
      'Бұған дейін Ерлан Сәбитов жолдың жабылмайтынын айтқан болатын.',
      ['Ерлан Сәбитов | state | жолдың жабылмайтынын'],
    ],
    [
      'how it was said between деп and its verb', // said stressing it
      '«Жол күзде ашылады», – деп қадап айтты Ерлан Сәбитов.',
      ['Ерлан Сәбитов | state | «Жол күзде ашылады»'],
    ],
    [
      'what is said before who says it', // … was confirmed by
      'Жолдың жабылғанын Ерлан Сәбитов растады.',
      ['Ерлан Сәбитов | state | Жолдың жабылғанын'],
    ],
    [
      'speech after a colon', // said as follows
      'Ерлан Сәбитов былай деді: «Жол күзде ашылады, бәрі дайын».',
      ['Ерлан Сәбитов | state | «Жол күзде ашылады, бәрі дайын»'],
    ],
    [
      'speech that goes on after its cue',
      '«Жол күзде ашылады, – деді Ерлан Сәбитов. – Бәрі дайын».',
      ['Ерлан Сәбитов | state | «Жол күзде ашылады»'],
    ],
    [
      'a value that somebody says to hold', // said that he valued the fishers' work highly
      'Ерлан Сәбитов балықшылардың еңбегін жоғары бағалайтынын айтты.',
      ['Ерлан Сәбитов | praise | балықшылардың еңбегін'],
    ],
    [
      'no recipient in the clause', // called the parties to hold back
      'Ерлан Сәбитов тараптарды ұстамдылық танытуға шақырды.',
      ['Ерлан Сәбитов | request | ұстамдылық танытуға'],
    ],
    [
      'a body that speaks from within', // at the ministry they said
      'Қаржы министрлігінде салықтың өспейтінін айтты.',
      ['Қаржы министрлігі | state | салықтың өспейтінін'],
    ],
    [
      'a body that is named by its head alone', // the ministry specified
      'Қаржы министрлігі салықтың өспейтінін айтты. Ведомство оның себебін түсіндірді.',
      ['Қаржы министрлігі | state | салықтың өспейтінін', 'Қаржы министрлігі | explain | оның себебін'],
    ],
    [
      'a view in the words of a verb', // as … noted
      'Ерлан Сәбитов атап өткендей, жол күзде ашылады.',
      ['Ерлан Сәбитов | state | жол күзде ашылады'],
    ],
    [
      'a question that is answered', // to the question
      '«Жол қашан ашылады екен?» деген сұраққа Ерлан Сәбитов жолдың күзде ашылатынын айтты.',
      ['? → Ерлан Сәбитов | ask | «Жол қашан ашылады екен?»', 'Ерлан Сәбитов | state | жолдың күзде ашылатынын'],
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

  it('takes nobody for the speaker where several or somebody unknown speak', () => {
    const before = 'Ерлан Сәбитов жолдың жабылғанын айтты. '
    expect(saidIn(`${before}Тұрғындар жолдың нашар екенін айтты.`)[1]).toBe('? | state | жолдың нашар екенін') // residents
  })

  it('takes bringing for bringing', () => {
    expect(saidIn('Жүргізуші жүкті қоймаға жеткізді.')).toEqual([]) // delivered the load to the store
    expect(saidIn('Ерлан Сәбитов көпірдің ашылуын түсіндіре алмады.')).toEqual([]) // could not explain
  })

  it('reads speech that a sentence announces and the next paragraph holds', () => {
    expect(saidIn('Ерлан Сәбитов былай деп жазды:\n«Жол жазда ашылады, бәрі дайын тұр».')).toEqual([
      'Ерлан Сәбитов | state | «Жол жазда ашылады, бәрі дайын тұр»',
    ])
  })
})
