/** The words of dates, in the nominative and in lower case: a date that is not read for want of a word is mended here. */

const list = (words: string): readonly string[] => words.split(/\s+/u).filter((word) => word !== '')

export const months = list('қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан')
/** Months as papers of Soviet times and letters that quote them have them: 28 июнь. */
export const oldMonths = list('январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь')
export const weekdays = list('дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі')

/** Seasons, as EDTF numbers them from spring (21) to winter (24). */
export const seasons = list('көктем жаз күз қыс')

/** Words for a year, month, week or day relative to the anchor's: how many later. */
export const relations: ReadonlyMap<string, number> = new Map([
  ['былтырғы', -1], ['өткен', -1], ['осы', 0], ['биылғы', 0], ['ағымдағы', 0], ['үстіміздегі', 0],
  ['алдағы', 1], ['келесі', 1], ['келер', 1], ['келе жатқан', 1],
]) // biome-ignore format: a table

/** Days relative to the anchor. */
export const nearDays: ReadonlyMap<string, number> = new Map([
  ['алдыңгүні', -2], ['алдыңғы күні', -2], ['кеше', -1], ['бүгін', 0], ['ертең', 1], ['бүрсігүні', 2],
]) // biome-ignore format: a table

/** Days that are kept every year: month-day, or the first and the last of them. Possession and case may follow. */
export const holidays: ReadonlyMap<string, readonly string[]> = new Map([
  ['наурыз мейрамы', ['03-21', '03-23']], ['наурыз мерекесі', ['03-21', '03-23']], ['ұлыстың ұлы күні', ['03-22']],
  ['көрісу күні', ['03-14']], ['алғыс айту күні', ['03-01']], ['халықаралық әйелдер күні', ['03-08']],
  ['халық бірлігі күні', ['05-01']], ['қазақстан халқының бірлігі күні', ['05-01']], ['бірлік күні', ['05-01']],
  ['отан қорғаушы күні', ['05-07']], ['отан қорғаушылар күні', ['05-07']], ['жеңіс күні', ['05-09']],
  ['балаларды қорғау күні', ['06-01']], ['мемлекеттік рәміздер күні', ['06-04']], ['астана күні', ['07-06']],
  ['елорда күні', ['07-06']], ['конституция күні', ['08-30']], ['білім күні', ['09-01']], ['ұстаздар күні', ['10-05']],
  ['республика күні', ['10-25']], ['тәуелсіздік күні', ['12-16']], ['православиелік рождество', ['01-07']],
  ['жаңа жыл мерекесі', ['01-01']], ['жаңа жыл түні', ['01-01']],
]) // biome-ignore format: a table

/** Parts of the day that say which half of it an hour is in. */
export const dayParts: ReadonlyMap<string, 'morning' | 'evening' | 'night'> = new Map([
  ['таңғы', 'morning'], ['таңертеңгі', 'morning'], ['түскі', 'evening'], ['күндізгі', 'evening'], ['кешкі', 'evening'],
  ['кешкілік', 'evening'], ['түнгі', 'night'],
]) // biome-ignore format: a table

/** Whose time it is: the offset from UTC, or one from a day on. Most of Kazakhstan went from +06:00 to +05:00. */
export const zones: ReadonlyMap<string, readonly { readonly from: string; readonly offset: string }[]> = new Map(
  Object.entries({
    астана: [{ from: '2004-10-31', offset: '+06:00' }, { from: '2024-03-01', offset: '+05:00' }],
    'нұр-сұлтан': [{ from: '2004-10-31', offset: '+06:00' }, { from: '2024-03-01', offset: '+05:00' }],
    алматы: [{ from: '2004-10-31', offset: '+06:00' }, { from: '2024-03-01', offset: '+05:00' }],
    мәскеу: [{ from: '2014-10-26', offset: '+03:00' }],
    гринвич: [{ from: '', offset: 'Z' }],
    бейжің: [{ from: '', offset: '+08:00' }],
    ташкент: [{ from: '', offset: '+05:00' }],
    токио: [{ from: '', offset: '+09:00' }],
  }),
) // biome-ignore format: a table

/** Units of time, with the letters of ISO 8601 durations. */
export const unitsOfTime: ReadonlyMap<string, readonly [before: string, after: string]> = new Map([
  ['секунд', ['PT', 'S']], ['минут', ['PT', 'M']], ['сағат', ['PT', 'H']], ['күн', ['P', 'D']],
  ['тәулік', ['P', 'D']], ['апта', ['P', 'W']], ['ай', ['P', 'M']], ['жыл', ['P', 'Y']], ['ғасыр', ['P00', 'Y']],
]) // biome-ignore format: a table
