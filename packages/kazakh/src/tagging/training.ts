/** What makes and measures taggers: `import … from 'kazakh/training'`. Tagging itself needs none of it. */
export { readConllu, readFeats, type TreebankWord, writeFeats } from './conllu.js'
export { type Learned, type LearnOptions, learn } from './learn.js'
export { readNews } from './news.js'
export { type Model, type Packed, pack, unpack } from './pack.js'
export { isDevelopment, treebankResources } from './treebank.js'
