import { type Model, readModel } from './model.js'
import { latin2018Answers, latin2018Exceptions, latin2018Weights } from './restoration/latin2018.js'
import { latin2019Answers, latin2019Exceptions, latin2019Weights } from './restoration/latin2019.js'
import { latin2021Answers, latin2021Exceptions, latin2021Weights } from './restoration/latin2021.js'
import { toteAnswers, toteExceptions, toteWeights } from './restoration/tote.js'
import type { Alphabet } from './spellings.js'

const readers: Readonly<Record<Alphabet, () => Model>> = {
  'latin-2018': () => readModel(latin2018Answers, latin2018Weights, latin2018Exceptions),
  'latin-2019': () => readModel(latin2019Answers, latin2019Weights, latin2019Exceptions),
  'latin-2021': () => readModel(latin2021Answers, latin2021Weights, latin2021Exceptions),
  tote: () => readModel(toteAnswers, toteWeights, toteExceptions),
}
const read = new Map<Alphabet, Model>()

/** The model of an alphabet that the package ships, read when it is first asked for. */
export function modelOf(alphabet: Alphabet): Model {
  const known = read.get(alphabet)
  if (known !== undefined) return known
  const model = readers[alphabet]()
  read.set(alphabet, model)
  return model
}
