import { toCyrillic } from 'kazakh'
import { outlets } from '../../data/lists.js'
import type { Source } from '../../source/schema.js'

/**
 * Whether a name is that of the outlet on whose page the article is, whatever its script and spelling: «Жайық пресс» is
 * zhaiyk-press.kz, kaz.orda.kz is Orda.kz, and "Ертіс-ақпарат" is how ertis.kz signs its news.
 */
export function isOwnName(written: string, source: Source): boolean {
  const cyrillic = /\p{Script=Arabic}/u.test(written) ? toCyrillic(written).text : written
  const name = cyrillic.replace(/\s*-\s*ақпарат$/iu, '')
  if (name.toLowerCase() === source.name.toLowerCase()) return true
  const own = isAddress(source.name) ? siteOf(source.name) : source.id
  if ((idByName().get(name.toLowerCase()) ?? siteOf(name)) === own) return true
  const folded = fold(labelOf(name))
  return folded.length >= 3 && folded === fold(labelOf(source.name))
}

let ids: ReadonlyMap<string, string> | undefined

/** The listed outlets by what they are called, in lower case; the first of a name has it. */
function idByName(): ReadonlyMap<string, string> {
  ids ??= new Map(
    outlets()
      .toReversed()
      .flatMap(({ id, name, aliases }) => [name, ...aliases].map((one): [string, string] => [one.toLowerCase(), id])),
  )
  return ids
}

export const isAddress = (name: string): boolean => /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/iu.test(name)

/** Domains of two letters that are no country's in the eyes of who takes them. */
const ofNoCountry = /\.(?:kz|tv|me|io|co|ai|cc|fm)$/iu

/** "24.kg", "gazeta.ru": the address of another land. */
export const isForeignAddress = (name: string): boolean =>
  isAddress(name) && /\.[a-z]{2}$/iu.test(name) && !ofNoCountry.test(name)

/** The site of a listed press service, such as polisia.kz: it gives out what others publish. */
export const isServiceSite = (name: string): boolean =>
  isAddress(name) && outlets().some(({ id, kind }) => kind === 'press-service' && id === siteOf(name))

/** The listed outlet of an address or of the site above it (kaz.orda.kz is of orda.kz); else the site itself. */
export function siteOf(address: string): string {
  const host = address.toLowerCase()
  const site = host.split('.').slice(-2).join('.')
  return outlets().find(({ hosts }) => hosts.includes(host) || hosts.includes(site))?.id ?? site
}

/** What an address is called without its domain: zhaiyk-press of zhaiyk-press.kz. */
const labelOf = (name: string): string => (isAddress(name) ? (name.split('.').at(-2) ?? name) : name)

/** The letters that Cyrillic, the Latin alphabets and addresses write alike. */
const letters: Readonly<Record<string, string>> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'e', ж: 'j', з: 'z', и: 'i', й: 'i', к: 'k', қ: 'k',
  л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u', ф: 'f', х: 'h',
  һ: 'h', ц: 's', ч: 's', ш: 's', щ: 's', ы: 'i', і: 'i', э: 'e', ю: 'iu', я: 'ia', zh: 'j', sh: 's', ch: 's', kh: 'h',
  gh: 'g', ya: 'ia', yu: 'iu', ý: 'u', y: 'i', ı: 'i', q: 'k', x: 'h', w: 'u', c: 's', ŋ: 'n', ə: 'a',
} // biome-ignore format: a table

const fold = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFC')
    .replace(/zh|sh|ch|kh|gh|ya|yu|[\p{Script=Cyrillic}ýyıqxwcŋə]/gu, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z\d]/gu, '')
    .replace(/(.)\1+/gu, '$1')
