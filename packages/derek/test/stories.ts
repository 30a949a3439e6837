import { read } from '../src/read.js'
import { openText } from '../src/source/open.js'
import { type StoryText, storyText } from '../src/story/text.js'

/** An article as stories compare it, of lines that are invented; the first is its title. */
export function told(id: string, outlet: string, publishedAt: string, lines: readonly string[]): StoryText {
  const record = read({ ...openText(lines.join('\n'), 'text'), publishedAt, source: outlet })
  return storyText({ ...record, id })
}

const bridge = [
  'Қапал ауылында көпір ашылды',
  'Жетісу облысының Қапал ауылында Биен өзені арқылы жаңа көпір ашылды.',
  'Ашылуға облыс әкімі Досым Ермекұлы қатысты.',
  '«Бұл көпір екі ауылдың арасын он шақырымға қысқартты», – деді Досым Ермекұлы.',
  'Құрылысқа 870 миллион теңге жұмсалды.',
]

/** A press service, and who has it from there. */
export const story = {
  press: () => told('press', 'Жетісу облысының баспасөз қызметі', '2027-06-03T11:00:00+05:00', bridge),
  portal: () =>
    told('portal', 'Талдықорған тынысы', '2027-06-03T13:00:00+05:00', [
      'Биен өзенінің үстінен көпір салынды',
      'Жетісу облысының Қапал ауылында Биен өзені арқылы жаңа көпір ашылды, деп хабарлайды Жетісу облысының баспасөз қызметі.',
      'Құрылысқа 780 миллион теңге жұмсалды.',
      '«Бұл көпір екі ауылдың арасын жиырма шақырымға қысқартты», – деді Досым Ермекұлы.',
    ]),
  russian: () =>
    told('russian', 'Жетысуские вести', '2027-06-03T15:00:00+05:00', [
      'В Капале открыли мост через Биен',
      'В селе Капал области Жетысу открыли новый мост через реку Биен.',
      'В открытии участвовал аким области Досым Ермекулы.',
      'На строительство потратили 870 млн тенге.',
    ]),
  copy: () => told('copy', 'Арқарлы пресс', '2027-06-04T08:00:00+05:00', bridge.slice(0, 4)),
}
