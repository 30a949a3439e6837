import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectLanguage, detectLatin, detectScript } from './detect.js'

describe('the Latin alphabet', () => {
  test.each([
    ['Memleket basshysy jańa ýákildi qabyldady', '2018'],
    ['Memleket basşysy jaŋa wäkildi qabyldady, dep habarlaıdy', '2019'],
    ['Memleket basşysy jaña uäkıldı qabyldady, dep habarlaidy', '2021'],
    ['Bügın Astanada jiyn öttı', '2021'],
    ['Búgin Astanada jıyn ótti', '2018'],
  ])('%s: %s', (text, variant) => expect(detectLatin(text)).toBe(variant))
})

describe('the language', () => {
  test.each([
    ['kk', 'Мемлекет басшысы қонақтарды қабылдады'],
    ['kk', 'Президент Тоқаев'],
    ['kk', 'Алматыда кар жауды'],
    ['kk', 'Ауа райы'],
    ['kk', 'Qazaqstan Prezıdentiniń Jarlyǵy'],
    ['kk', 'Bügın Astanada jiyn öttı'],
    ['kk', 'Búgin Astanada jıyn ótti'],
    ['kk', 'Oqu jyly bastaldy'],
    ['kk', 'پرەزيدەنت قوناقتاردى قابىلدادى'],
    ['kk', 'ءبىزدىڭ ەل'],
    ['ru', 'Президент принял гостей'],
    ['ru', 'Новости дня'],
    ['ru', 'Сегодня в Астане прошло заседание'],
    ['en', 'The president received guests in Astana'],
    ['en', 'Breaking news from the capital'],
    ['und', 'Türkiye Cumhurbaşkanı konukları kabul etti'],
    ['und', 'Bugün Ankara’da toplantı yapıldı'],
    ['und', 'Oʻzbekiston Respublikasi Prezidenti mehmonlarni qabul qildi'],
    ['und', 'Azərbaycan Prezidenti qonaqları qəbul etdi'],
    ['und', 'Кыргызстандын президенти конокторду кабыл алды'],
    ['und', 'Татарстан рәисе кунакларны кабул итте'],
    ['und', 'Президент України прийняв гостей'],
    ['und', 'Монгол Улсын Ерөнхийлөгч зочдыг хүлээн авлаа'],
    ['und', 'رئيس الجمهورية استقبل الضيوف'],
    ['und', 'رئیس جمهور از مهمانان استقبال کرد'],
    ['und', 'پرېزىدېنت مېھمانلارنى قوبۇل قىلدى'],
    ['und', 'Der Präsident empfing die Gäste'],
    ['und', '12.05.2024'],
    ['und', ''],
  ])('%s: %s', (language, text) => expect(detectLanguage(text)).toBe(language))

  test('is told for any string at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => ['kk', 'ru', 'en', 'und'].includes(detectLanguage(text))),
    )
  })
})

test('the script of a text is that of most letters', () => {
  expect(detectScript('Telegram арнасы ашылды')).toBe('Cyrl')
  expect(detectScript('قازاق')).toBe('Arab')
  expect(detectScript(`${'1 '.repeat(15_000)}абв`)).toBe('Cyrl')
  expect(detectScript('2024!')).toBe('Zyyy')
})
