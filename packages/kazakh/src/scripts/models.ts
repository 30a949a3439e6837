import { loans } from './loans.js'
import { type Exception, type Model, readModel } from './model.js'
import { latin2018Answers, latin2018Exceptions, latin2018Weights } from './restoration/latin2018.js'
import { latin2019Answers, latin2019Exceptions, latin2019Weights } from './restoration/latin2019.js'
import { latin2021Answers, latin2021Exceptions, latin2021Weights } from './restoration/latin2021.js'
import { plainAnswers, plainExceptions, plainWeights } from './restoration/plain.js'
import { toteAnswers, toteExceptions, toteWeights } from './restoration/tote.js'
import { hamzaOf, type Lossy, pieces, spellings } from './spellings.js'

const readers: Readonly<Record<Lossy, () => Model>> = {
  'latin-2018': () => readModel(latin2018Answers, latin2018Weights, latin2018Exceptions),
  'latin-2019': () => readModel(latin2019Answers, latin2019Weights, latin2019Exceptions),
  'latin-2021': () => readModel(latin2021Answers, latin2021Weights, latin2021Exceptions),
  plain: () => readModel(plainAnswers, plainWeights, plainExceptions),
  tote: () => readModel(toteAnswers, toteWeights, toteExceptions),
}
const read = new Map<Lossy, Model>()

/** The model of an alphabet that the package ships, read when it is first asked for. */
export function modelOf(alphabet: Lossy): Model {
  const known = read.get(alphabet)
  if (known !== undefined) return known
  const learned = readers[alphabet]()
  const model = { ...learned, exceptions: new Map([...loansIn(alphabet), ...learned.exceptions]) }
  read.set(alphabet, model)
  return model
}

/** The loans by their spelling; in töte also without the hamza, which a suffix may take away. */
function loansIn(alphabet: Lossy): [string, Exception][] {
  return (loans.match(/[^\s-]+/gu) ?? []).flatMap((cyrillic): [string, Exception][] => {
    const spelled = pieces(cyrillic, spellings[alphabet])
      .map((piece) => piece.spelled)
      .join('')
    const exception: Exception = { cyrillic, inflects: cyrillic.length > 4 }
    const marked = alphabet === 'tote' && hamzaOf(cyrillic)
    return marked
      ? [
          [spelled, exception],
          [`ء${spelled}`, exception],
        ]
      : [[spelled, exception]]
  })
}
