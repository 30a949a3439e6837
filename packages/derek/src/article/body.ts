import type { BlockKind, Part } from './schema.js'

/** The kinds of blocks that are the article's own text; datelines say when it was made, captions and credits go with its pictures. */
const bodyKinds = new Set<BlockKind>(['heading', 'lead', 'paragraph', 'list', 'table', 'quote'])

/** The text of an article without its title, captions, notices and whatever else stands around: a line a block. */
export const bodyText = (
  blocks: readonly { readonly kind: BlockKind; readonly text: string; readonly part?: Part | undefined }[],
  title: string | undefined,
): string =>
  blocks
    .filter(
      ({ kind, text, part }, i) =>
        bodyKinds.has(kind) && part !== 'lead' && !(kind === 'heading' && (text === title || i === 0)),
    )
    .map(({ text }) => text)
    .join('\n')
