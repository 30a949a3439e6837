import { type Aligned, AlignmentBuilder, identity } from '../alignment/alignment.js'

/**
 * A text in Unicode's composed form (NFC), aligned: й that came as и with a breve is one letter again.
 * What NFC would reorder beyond a letter and its marks stays within them.
 */
export function composed(text: string): Aligned {
  if (!/\p{M}/u.test(text)) return identity(text)
  const builder = new AlignmentBuilder(text)
  for (const match of text.matchAll(/\P{M}\p{M}{1,8}/gu)) {
    const made = match[0].normalize('NFC')
    if (made === match[0]) continue
    builder.copy(match.index - builder.position)
    builder.replace(match[0].length, made)
  }
  return builder.finish()
}
