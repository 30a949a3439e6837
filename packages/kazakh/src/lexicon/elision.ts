const words = (list: string): readonly string[] => list.split(/\s+/u).filter((word) => word !== '')

/** Words whose last vowel falls out before a suffix that begins with a vowel: орын ("place"), орны. */
export const elided: ReadonlySet<string> = new Set(
  words(`орын ауыз мұрын ерін иін қарын мойын халық көрік құлық ырық бөрік әріп қалып ғұрып түрік ерік мүлік парық нарық
    қауіп қойын қорық ірік сұрық құрық кейіп бүрік ауыл дауыс көңіл бауыр`),
)

/** Those of them that are as often written in full: ауылы and аулы ("its village"). */
export const elidedAtWill: ReadonlySet<string> = new Set(words('ауыл дауыс көңіл бауыр'))
