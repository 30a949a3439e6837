import type { Analysis } from './features.js'

/** Pronouns whose stem changes in their cases. */
const table: readonly (readonly [lemma: string, forms: readonly (readonly [string, string])[]])[] = [
  ['ол', cases('ол оның оған оны онда одан онымен')],
  ['бұл', [...cases('бұл бұның бұған бұны бұнда бұдан бұнымен'), ...cases('бұл мұның мұған мұны мұнда мұдан мұнымен').slice(1)]],
  ['сол', cases('сол соның соған соны сонда содан сонымен')],
  ['осы', cases('осы осының осыған осыны осында осыдан осымен')],
  ['мен', cases('мен менің маған мені менде менен менімен')],
  ['сен', cases('сен сенің саған сені сенде сенен сенімен')],
  ['біз', cases('біз біздің бізге бізді бізде бізден бізбен')],
  ['сіз', cases('сіз сіздің сізге сізді сізде сізден сізбен')],
  ['олар', cases('олар олардың оларға оларды оларда олардан олармен')],
  ['бәрі', cases('бәрі бәрінің бәріне бәрін бәрінде бәрінен бәрімен')],
] // biome-ignore format: a table

function cases(forms: string): readonly (readonly [string, string])[] {
  const names = ['Nom', 'Gen', 'Dat', 'Acc', 'Loc', 'Abl', 'Ins']
  return forms.split(' ').map((form, i) => [form, names[i] ?? 'Nom'])
}

/** "Мен" is also the conjunction "and": both stay possible. */
const ambiguous = new Set(['мен'])

export const pronounForms: ReadonlyMap<string, Analysis> = new Map(
  table.flatMap(([lemma, forms]) =>
    forms
      .filter(([form]) => !ambiguous.has(form))
      .map(([form, caseName]): [string, Analysis] => [
        form,
        { lemma, base: lemma, upos: 'PRON', feats: { Case: caseName, PronType: 'Prs' }, confidence: 0.95 },
      ]),
  ),
)
