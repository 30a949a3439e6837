import type { PartReader } from './parts.js'
import type { Segment } from './segments.js'
import { around, attribute, type Element } from './tree.js'

/**
 * Which element of a page holds the article. It begins with the element that has most running text directly in it, and
 * widens to an element around as long as that one adds more running text than it adds of anything else.
 */

/** A longer paragraph does not say more about where the article is. */
const longest = 1_000
/** Running text in a list is more often a list of other articles. */
const listWeight = 0.3
/** What a page calls its article's text is believed, if it holds this share of what would be chosen otherwise. */
const statedShare = 0.6
const bodyWeight = 1.5
/** What the page states to be the article's text, in JSON-LD, is believed over what only looks like it. */
const statedWeight = 3
const beyondTitle = 0.5

export const endsSentence = /[.!?…:;。．！？؟؛।]["»”’')\]」』）]*$/u
/** Scripts without spaces say with a few signs what others say with a word. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu
const wordsIn = (text: string): number => text.split(/\s+/u, 12).length + (text.match(dense)?.length ?? 0) / 2

/** Whether a segment reads like a sentence or more of running text. */
export const isProse = ({ text, linked, part, markup }: Segment): boolean =>
  (part === undefined || part === 'lead') &&
  markup !== 'heading' &&
  markup !== 'caption' &&
  linked <= text.length * (markup === 'list' ? 0.15 : 0.4) &&
  (text.length >= 140 || wordsIn(text) >= 30 || (endsSentence.test(text) && wordsIn(text) >= 5 && text.length >= 40))

/** Elements that are pieces of a text, not holders of one. */
const pieces = /^(?:p|li|ul|ol|dl|dd|dt|blockquote|pre|h[1-6]|tr|tbody|font|center|span|b|i|strong|em|figure)$/u

interface Worth {
  /** Running text directly in the element, or in pieces of text in it. */
  direct: number
  prose: number
  rest: number
}

/** The element that holds the article's text; undefined where there is no running text at all. */
export function contentOf(segments: readonly Segment[], partOf: PartReader): Element | undefined {
  const worths = worthsOf(segments)
  const weigh = (element: Element): number => (partOf(element) === 'body' || isStated(element) ? bodyWeight : 1)
  const start = highest(worths, (element, { direct }) => direct * weigh(element))
  if (start === undefined) return undefined
  let best = start
  let isNamed = weigh(start) > 1
  const titles = new Set(segments.flatMap(({ level, element }) => (level === 1 ? [element, ...around(element)] : [])))
  let hasTitle = titles.has(start)
  for (const outer of around(start)) {
    const inside = worths.get(best)
    const all = worths.get(outer)
    if (inside === undefined || all === undefined) break
    const more = all.prose - inside.prose
    // Beyond what is called the body, and beyond the element that holds the title too, other articles begin.
    const least =
      hasTitle || isNamed ? Math.max(inside.prose * beyondTitle, all.rest - inside.rest) : all.rest - inside.rest
    if (more > least && more > inside.prose * 0.02) best = outer
    hasTitle ||= titles.has(outer)
    isNamed ||= weigh(outer) > 1
  }
  const most = worths.get(best)?.prose ?? 0
  return highest(worths, (element, { prose }) => (isStated(element) && prose >= most * statedShare ? prose : 0)) ?? best
}

function highest(
  worths: ReadonlyMap<Element, Worth>,
  score: (element: Element, worth: Worth) => number,
): Element | undefined {
  let best: Element | undefined
  let most = 0
  for (const [element, worth] of worths) {
    const own = score(element, worth)
    if (own > most) {
      best = element
      most = own
    }
  }
  return best
}

function worthsOf(segments: readonly Segment[]): ReadonlyMap<Element, Worth> {
  const worths = new Map<Element, Worth>()
  for (const segment of segments) {
    const length = Math.min(segment.text.length, longest)
    const weight = segment.stated === true ? statedWeight : segment.markup === 'list' ? listWeight : 1
    const prose = isProse(segment) ? length * weight : 0
    const counts = segment.part === undefined || segment.part === 'related'
    const rest = prose === 0 && counts ? Math.min(length, 100) : 0
    if (prose === 0 && rest === 0) continue
    let isDirect = true
    let direct = prose
    for (let element: Element | undefined = segment.element; element !== undefined; element = element.parent) {
      const worth = worths.get(element) ?? { direct: 0, prose: 0, rest: 0 }
      worth.prose += prose
      worth.rest += rest
      if (isDirect) worth.direct += direct
      // What stands one holder further out counts half: articles in sections have their paragraphs one deeper.
      if (!pieces.test(element.name)) {
        direct /= 2
        isDirect = direct >= prose / 2
      }
      worths.set(element, worth)
    }
  }
  return worths
}

/** Whether the page itself says that an element is the article's body. */
const isStated = (element: Element): boolean =>
  /\barticleBody\b/iu.test(attribute(element, 'itemprop')) || attribute(element, 'property') === 'content:encoded'
