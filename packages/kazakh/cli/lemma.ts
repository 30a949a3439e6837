import { analyzeSentences } from 'kazakh'
import { type Command, UsageError } from './command.js'
import { paragraphs } from './paragraphs.js'

export const lemma: Command = {
  name: 'lemma',
  help: `kazakh lemma
  The text with each token as its lemma, line by line.`,
  async *run(args, input) {
    if (args[0] !== undefined) throw new UsageError(`lemma has no option "${args[0]}"; see kazakh --help`)
    for await (const { text, ended } of paragraphs(input)) {
      const lemmas = analyzeSentences(text).flatMap(({ tokens }) => tokens.map((token) => token.lemma))
      yield `${lemmas.join(' ')}${ended ? '\n' : ' '}`
    }
  },
}
