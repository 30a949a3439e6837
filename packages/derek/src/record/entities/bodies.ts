import { decline } from 'kazakh'
import { isInitialPart, keyOf, personParts } from './keys.js'
import { localNames } from './units.js'

/** When two names are of one body. Names are given as keys, but where a person's name stands in them. */

/** Whether one name is a shorter form of the other, in whichever order. */
export function isOneBody(a: string, b: string): boolean {
  const [one, other] = [keyOf(a), keyOf(b)]
  return (
    other.endsWith(` ${one}`) || one.endsWith(` ${other}`) || isShorter(one, other) || isLocalOf(one, other) ||
    isLocalOf(other, one) || isNamesake(a, b) || isNamesake(b, a)
  ) // biome-ignore format: one question
}

/** Whether the first name says more of the body than the second: then it is the canonical one. */
export const isFullerName = (a: string, b: string): boolean =>
  keyOf(a).endsWith(` ${keyOf(b)}`) || isLocalOf(keyOf(b), keyOf(a)) || isNamesake(b, a)

/** "Гренландия үкіметі" of "Гренландия автономиялық үкіметі": it begins and ends alike, and leaves words out. */
function isShorter(a: string, b: string): boolean {
  if (!b.startsWith(a.slice(0, a.indexOf(' ') + 1))) return false
  const [short, long] = a.length < b.length ? [a.split(' '), b.split(' ')] : [b.split(' '), a.split(' ')]
  return (
    short.length >= 2 &&
    short[0] === long[0] &&
    short.at(-1) === long.at(-1) &&
    short.every((word) => long.includes(word))
  )
}

/**
 * Whether a body that is told by no place ("өңірлік полиция департаменті", the regional police department) is the one that
 * another name tells with it ("Абай облысының Полиция департаменті").
 */
function isLocalOf(general: string, special: string): boolean {
  const [, adjective = '', own = ''] = /^(облыстық|аудандық|қалалық|өңірлік) (.+)$/u.exec(general) ?? []
  const seat = own !== '' && special.endsWith(` ${own}`) ? special.slice(0, -own.length - 1) : ''
  if (!seat.includes(' ')) return false
  return adjective === 'өңірлік' || seat.split(' ').at(-1)?.startsWith(adjective.slice(0, -4)) === true
}

/**
 * "С.Жолов атындағы драма театры" of "Сәкен Жолов атындағы облыстық драма театры": named after the same person, by no more
 * of the name, with words left out.
 */
function isNamesake(short: string, long: string): boolean {
  if (!short.includes(after) || !long.includes(after)) return false
  const [ofShort, ofLong] = [namesakeOf(short), namesakeOf(long)]
  if (ofShort === undefined || ofLong === undefined) return false
  const isName = ofShort.person.every(
    (part, i) =>
      ofLong.person.at(i - ofShort.person.length) === part ||
      (isInitialPart(part) && ofLong.person.at(i - ofShort.person.length)?.startsWith(part.slice(0, -1)) === true),
  )
  const isBody = ofShort.body.at(-1) === ofLong.body.at(-1) && ofShort.body.every((word) => ofLong.body.includes(word))
  return isName && isBody && short !== long
}

const after = ' атындағы '

/** Whom a body is named after, and what it is: "Сәкен Жолов | атындағы | драма театры". */
function namesakeOf(
  name: string,
): { readonly person: readonly string[]; readonly body: readonly string[] } | undefined {
  const [person, body] = name.split(after)
  return person === undefined || body === undefined
    ? undefined
    : { person: personParts(person), body: keyOf(body).split(' ') }
}

/** "Облыстық тарихи-өлкетану музейі", in an article that names one region: that region's. */
export function namesIn(region: string, body: string): readonly string[] {
  const own = /^облыстық (.+)$/iu.exec(body)?.[1]
  return own === undefined ? [] : [`${decline(region, 'Gen')} ${own}`, ...localNames(region, own)]
}
