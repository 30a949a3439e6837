import { captionAndCredit } from './kinds.js'
import type { Labelled } from './label.js'
import type { RawBlock } from './raw.js'
import type { Image } from './schema.js'

/**
 * Labelled segments to blocks. Pictures have no text of their own: captions and credits take the picture of their own
 * figure, else the one just before them, else the one just after.
 */
export function tiePictures(labelled: readonly Labelled[], address: string | undefined): readonly RawBlock[] {
  const blocks: RawBlock[] = []
  for (const [i, { segment, kind, part }] of labelled.entries()) {
    if (segment.image !== undefined) continue
    const isOfPicture =
      kind === 'caption' || kind === 'photo-credit' || kind === undefined || kind === 'paragraph' || kind === 'other'
    const image = isOfPicture ? pictureOf(labelled, i) : undefined
    const both = kind === 'caption' ? captionAndCredit(segment.text) : undefined
    if (both !== undefined) {
      const of = image === undefined ? {} : { image: absolute(image, address) }
      blocks.push({ text: both[0], kind: 'caption', ...of }, { text: both[1], kind: 'photo-credit', ...of })
      continue
    }
    blocks.push({
      text: segment.text,
      ...(kind === undefined ? {} : { kind }),
      ...(part === undefined ? {} : { part }),
      ...(image === undefined ? {} : { image: absolute(image, address) }),
    })
  }
  return blocks
}

function pictureOf(labelled: readonly Labelled[], at: number): Image | undefined {
  const own = labelled[at]?.segment
  if (own === undefined) return undefined
  const ofGroup = (index: number): Image | undefined => {
    const near = labelled[index]?.segment
    return own.group !== undefined && near?.group === own.group ? near.image : undefined
  }
  const before = nearest(labelled, at, -1)
  const after = nearest(labelled, at, 1)
  return ofGroup(before) ?? ofGroup(after) ?? labelled[before]?.segment.image ?? labelled[after]?.segment.image
}

const nearestOf = 10

/** The place of the picture next to a caption, with nothing but other captions and credits between. */
function nearest(labelled: readonly Labelled[], at: number, step: 1 | -1): number {
  for (let i = at + step; Math.abs(i - at) <= nearestOf; i += step) {
    const one = labelled[i]
    if (one === undefined) return -1
    if (one.segment.image !== undefined) return i
    if (one.kind !== 'caption' && one.kind !== 'photo-credit') return -1
  }
  return -1
}

const absolute = (image: Image, address: string | undefined): Image =>
  URL.canParse(image.url, address) ? { ...image, url: new URL(image.url, address).href } : image
