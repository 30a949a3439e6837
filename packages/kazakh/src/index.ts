export { type Aligned, compose, identity, type Range, toSource } from './alignment/alignment.js'
export { type DateKind, type DateMention, type DatePart, findDates } from './dates/dates.js'
export { composed } from './mending/composed.js'
export { mend } from './mending/mend.js'
export { findRestorations, type Restoration, type RestoreOptions, restoreLetters } from './mending/restore-letters.js'
export { type Analyzer, type AnalyzerOptions, analyze, createAnalyzer } from './morphology/analyze.js'
export { type Analysis, type Feats, type Upos, uposTags } from './morphology/features.js'
export { generate } from './morphology/generate.js'
export { finalOf, type Harmony, harmonyOf, suffixAfter } from './morphology/phonology.js'
export {
  decline,
  nameHarmony,
  type PersonName,
  parsePersonName,
  type UndeclinedName,
  undecline,
} from './names/names.js'
export { findNumbers, type NumberMention } from './numbers/find.js'
export type { CaseName } from './numbers/forms.js'
export { parseRoman, writeRoman } from './numbers/roman.js'
export {
  type NumberReading,
  parseNumber,
  readNumber,
  type WriteNumberOptions,
  writeDigits,
  writeNumber,
} from './numbers/words.js'
export {
  arabicFromCyrillic,
  type ConvertOptions,
  type CyrillicOptions,
  convert,
  cyrillicFromArabic,
  cyrillicFromLatin,
  latinFromCyrillic,
  toCyrillic,
  type Writing,
} from './scripts/convert.js'
export { detectLanguage, detectLatin, detectScript, type LatinVariant, type Script } from './scripts/detect.js'
export { isTurkicLatin, respellTurkic } from './scripts/turkic.js'
export { stopWords } from './search/stopwords.js'
export { fold, highlights, type Term, type TermOptions, terms } from './search/terms.js'
export { type TreebankWord, writeFeats } from './tagging/conllu.js'
export {
  analyzeSentences,
  createTagger,
  type TaggedSentence,
  type TaggedToken,
  type TaggedWord,
  type Tagger,
  type TaggerOptions,
  tag,
} from './tagging/tag.js'
export { type Sentence, sentences } from './tokens/sentences.js'
export { isAbbreviation, type Token, type TokenizeOptions, type TokenKind, tokenize } from './tokens/tokenize.js'
export { type SyntacticWord, udWords } from './tokens/words.js'
