/**
 * Abbreviations that are written with a full stop, in lower case and without the stop, in Cyrillic, Latin and töte.
 * To add one, put it in the list that says what its stop may be.
 */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter((word) => word !== ''))

/** Their stop is their own and ends no sentence: 1946 ж. Тегеранда ("in 1946, in Tehran"), 2 млрд. доллар. */
const open = list(`
  млн млрд трлн ж ғ мыс проф доц акад обл ауд мкр т.ғ.д т.ғ.к ф.ғ.д ф.ғ.к э.ғ.д э.ғ.к п.ғ.д п.ғ.к з.ғ.д з.ғ.к
  б.з.б б.з.д б.з б.ғ.д м.ғ.д х.ғ.д гр қ к д көш даң ред тел шағ ст шт св инж ген полк лейт кап
  mln mlrd trln j ğ ǵ mys prof dots akad obl aud mkr kösh kósh dañ dań
  ملن ملرد ترلن ج
`)

/** Their stop is their own too, but they often stand last: и т.б. ("and so on"), жж., теңге. */
const closing = list(`
  т.б т.с.с т.с т.т т.т.б жж ғғ тг
  t.b t.s.s t.s t.t jj ğğ ǵǵ tg
  ت.ب ت.س.س ت.س
`)

/** Words and units too: the stop is theirs only where the sentence plainly goes on, with a small letter or a digit. */
const doubtful = list(`
  км м см мм кг г мг га л кв теңг сағ мин сек бет б с т қар тар суп сур кесте қ.қ мың
  қаң ақп нау сәу мам мау шіл там қыр қаз жел дүй сей сәр бей жек сен сб вс пн янв фев
  km m sm mm kg g ga l min sek sağ saǵ bet qar qañ qań aqp
`)

/** Every abbreviation, for whoever asks only whether a word may be one. */
export const abbreviations: ReadonlySet<string> = new Set([...open, ...closing, ...doubtful])

/** What the full stop after a word is. */
export type Stop = 'own' | 'own or last' | 'doubtful' | 'none'

export function stopAfter(word: string): Stop {
  const key = word.toLowerCase()
  if (open.has(key)) return 'own'
  if (closing.has(key)) return 'own or last'
  return doubtful.has(key) ? 'doubtful' : 'none'
}
