/**
 * What is typed in place of Kazakh letters, as data: `wrong right` pairs, capitals following small letters where they
 * look alike too.
 */
const pairs = (list: string): ReadonlyMap<string, string> =>
  new Map((list.match(/\S+/gu) ?? []).map((pair): [string, string] => [pair.charAt(0), pair.slice(1)]))

/** Latin and Greek letters that look like Cyrillic ones: aзaйту (to reduce) with two Latin a. */
export const cyrillicLike = pairs(`
  aа AА cс CС eе EЕ oо OО pр PР xх XХ yу kк KК MМ HН TТ BВ iі IІ hһ əә ƏӘ ǝә ɵө ƟӨ ıі ѕѕ ɋқ
  αа ΑА ΒВ ΕЕ ΗН ΙІ ιі κк ΚК ΜМ οо ΟО ρр ΡР ΤТ χх ΧХ υу ΥҮ θө ΘӨ ϴӨ γү`)

/** Cyrillic letters that look like Latin ones: Qаzаqstan with two Cyrillic а. */
export const latinLike = pairs(`
  аa АA сc СC еe ЕE оo ОO рp РP хx ХX уy УY КK МM НH ТT ВB іi ІI јj ЈJ ѕs ЅS һh ԛq ԜW ԝw ӓä ӒÄ ӧö ӦÖ`)

/** Letters of other Cyrillic alphabets, and signs, that stand for Kazakh letters: қазақстaн typed as ҡазаҡстан. */
export const kazakhLike = pairs(`
  ѳө ѲӨ ӊң ӉҢ ҥң ҤҢ ӈң ӇҢ ҡқ ҠҚ ӄқ ӃҚ ҝқ ҜҚ ҟқ ҞҚ ѓғ ЃҒ ӷғ ӶҒ ҕғ ҔҒ ӯұ ӮҰ ӱү ӰҮ ӧө ӦӨ ӓә ӒӘ ӏі ӀІ ҳһ ҲҺ
  ¥ұ ɎҰ`)

/**
 * KZ-1048 (STRK 1048-2002), the Kazakh 8-bit encoding, read as Windows-1251: ќазаќ for қазақ. Words of a text are mended
 * so only where the text has ќ and і or another such letter, which no language has both: Macedonian has no і.
 */
export const kz1048 = pairs('ЌҚ ќқ ЋҺ ћһ ЎҰ ўұ ЈӘ јә ҐӨ ґө ЄҒ єғ ЇҮ їү ЅҢ ѕң')
