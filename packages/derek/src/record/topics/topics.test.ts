import { describe, expect, it } from 'vitest'
import { topics } from '../../data/lists.js'
import { read } from '../../read.js'

const topicsOf = (content: string) => read({ content, format: 'text' }).topics?.map(({ id }) => id)

describe('the topics of an article', () => {
  it('follow from its words, in any form and script', () => {
    // Floods in two villages; rescuers evacuated the people.
    const flood =
      'Екі ауылды су басты\nТасқыннан кейін құтқарушылар тұрғындарды қауіпсіз жерге көшірді. Су тасқынының салдарынан көпір бұзылды.'
    expect(topicsOf(flood)).toContain('medtop:20000148')
    // The team won the match; its coach thanked the fans.
    const match =
      'Qaısar komandasy matchta jeńdi\nBas bapker jankúıerlerge alǵys aıtty. Fýtbolshylar fınalda taǵy eki gol soqty.'
    expect(topicsOf(match)).toContain('medtop:20000822')
  })

  it('are at most three, the surest first', () => {
    const { topics: found = [] } = read({
      format: 'text',
      content:
        'Мектепте өрт шықты\nМұғалімдер мен оқушылар эвакуацияланды. Дәрігерлер ауруханада емдеп жатыр. Полиция тергеу бастады, сот үкім шығарды. Футбол матчы өтпейді.',
    })
    expect(found.length).toBeLessThanOrEqual(3)
    expect(found.map(({ confidence }) => confidence)).toEqual(
      found.map(({ confidence }) => confidence).sort((a, b) => b - a),
    )
  })

  it('are none where the words do not tell, or are not Kazakh', () => {
    expect(topicsOf('Кеше келген қонақ бүгін қайтты. Ол ертең хабарласады.')).toEqual([])
    expect(topicsOf('Правительство утвердило бюджет, сообщает пресс-служба министерства финансов страны.')).toEqual([])
  })

  it('have known topics above them, and one of the 17 of IPTC at the top', () => {
    const tops = topics().filter(({ above }) => above === undefined)
    expect(tops.length).toBe(17)
    const known = new Set(tops.map(({ id }) => id))
    expect(topics().filter(({ above }) => above !== undefined && !known.has(above))).toEqual([])
    expect(new Set(topics().map(({ id }) => id)).size).toBe(topics().length)
  })
})
