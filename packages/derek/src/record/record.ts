import type { Analysis, AnalyzedBlock } from '../language/schema.js'
import { findAttribution } from './attribution/attribution.js'
import { findPhotoCredits } from './attribution/credits.js'
import { findMentions } from './entities/find.js'
import { type Linked, wordsOf } from './entities/mention.js'
import { nameOf } from './entities/organizations.js'
import { type Known, resolve } from './entities/resolve.js'
import { findEvents } from './events/events.js'
import { indexMentions } from './mentions.js'
import type { ArticleRecord, Entity, Mention, Sentence } from './schema.js'
import { spanOf } from './span.js'
import { findStatements } from './statements/statements.js'
import { findTimes } from './times/times.js'
import { findTopics } from './topics/topics.js'

/** An analysed article to its record. An article that is not in Kazakh is named so, and nothing is claimed of it. */
export function record(analysis: Analysis): ArticleRecord {
  const { article, language, script } = analysis
  const photoCredits = findPhotoCredits(analysis)
  const base = {
    id: article.id,
    source: article.source,
    ...(article.url === undefined ? {} : { url: article.url }),
    ...(article.publishedAt === undefined ? {} : { publishedAt: article.publishedAt }),
    ...(article.title === undefined ? {} : { title: article.title }),
    authors: article.authors,
    tags: article.tags,
    language,
    script,
    blocks: article.blocks,
    photoCredits,
    topics: findTopics(analysis),
    sentences: analysis.blocks.flatMap(sentencesOf),
  }
  if (language !== 'kk') {
    return { ...base, attribution: { chain: [] }, entities: [], times: [], statements: [], events: [] }
  }
  const { known, mentions } = resolve(findMentions(analysis), article.publishedAt)
  const where = indexMentions(mentions)
  const times = findTimes(analysis)
  const attribution = findAttribution(analysis, where)
  return {
    ...base,
    attribution: { chain: attribution.chain },
    entities: known.map((entity) => toEntity(entity, where.of(entity.id))),
    times: times.map(({ time }) => time),
    statements: findStatements(analysis, where, times, attribution),
    events: findEvents(analysis, where, times),
  }
}

function toEntity(entity: Known, mentions: readonly Linked[]): Entity {
  const written = mentions.filter(({ kind }) => kind === 'name').map(asWritten)
  return {
    id: entity.id,
    type: entity.type,
    name: entity.name,
    aliases: [...new Set([...entity.aliases, ...written])].filter((alias) => alias !== entity.name),
    ...(entity.sameAs === undefined ? {} : { sameAs: entity.sameAs }),
    mentions: mentions.map(toMention),
  }
}

/** A name as this article spells it, in the nominative. */
const asWritten = (mention: Linked): string => nameOf(mention.sentence.words, mention.from, mention.to)

function toMention(mention: Linked): Mention {
  const words = wordsOf(mention)
  const range = { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 }
  return {
    ...spanOf(mention.block, range),
    kind: mention.kind,
    lemma: mention.name,
    ...(mention.case === undefined ? {} : { case: mention.case }),
    ...(mention.confidence === undefined ? {} : { confidence: mention.confidence }),
  }
}

/** Where sentences are; their tokens are given where they are asked for (tokens.ts). */
const sentencesOf = (block: AnalyzedBlock): readonly Sentence[] =>
  block.sentences.map((sentence) => spanOf(block, sentence))
