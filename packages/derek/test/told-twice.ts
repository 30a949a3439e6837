import { read } from '../src/read.js'
import { openText } from '../src/source/open.js'
import type { Page } from '../src/source/schema.js'

/** One event told by two outlets; people and outlets are invented. The second changes a number and drops a sentence. */
const readout = `Су шаруашылығы министрі Бекзат Орманов Шымкентте су қоймасын ашты
Су шаруашылығы министрі Бекзат Орманов 3 наурызда Шымкентте 45 млн текше метрлік су қоймасын ашты.
«Қойма 12 мың гектар жерді суғарады», – деді Бекзат Орманов.
Құрылысқа 18 млрд теңге жұмсалды.
Министр құрылысшыларға алғыс айтты.`

const retold = `Шымкентте жаңа су қоймасы ашылды
Су шаруашылығы министрі Бекзат Орманов 3 наурызда Шымкентте 45 млн текше метрлік су қоймасын ашты, деп хабарлайды «Сыр самалы» министрліктің баспасөз қызметіне сілтеме жасап.
«Қойма 12 мың гектар жерді суғарады», – деді Бекзат Орманов.
Құрылысқа 19 млрд теңге жұмсалды.`

const pageOf = (text: string, source: string, publishedAt: string): Page => ({ ...openText(text), source, publishedAt })

export const toldTwice = [
  pageOf(readout, 'Министрлік', '2026-03-03T10:00:00+05:00'),
  pageOf(retold, 'Сыр самалы', '2026-03-03T12:30:00+05:00'),
].map((page) => ({ page, record: read(page) }))
