/** Written with a full stop that does not end a sentence, in lower case, without the stop. */
export const abbreviations: ReadonlySet<string> = new Set(
  `т.б т.с.с т.с б.з.д б.з ж жж ғ ғғ млн млрд трлн мың км м см мм кг г га тг теңг обл ауд қ қал к көш даң мкр ш
   проф доц акад т.ғ.д ф.ғ.д ф.ғ.к э.ғ.д доктор гр шт ст бет б суп сур кесте тар т.т т.п т мыс қар ред жүрг
   аға кіші с сағ мин сек св ср дүй сей сәр бей жек сен сб вс пн янв фев қаң ақп нау сәу мам мау шіл там қыр қаз жел`
    .split(/\s+/u)
    .filter((word) => word !== ''),
)

/** Those that often do end one: и т.б. ("and so on"), жж. */
export const closingAbbreviations: ReadonlySet<string> = new Set(['т.б', 'т.с.с', 'т.с', 'ж', 'жж', 'тг', 'т.т'])
