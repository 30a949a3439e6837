/** Languages that are told apart, and all others. */
export type Language = 'kk' | 'ru' | 'en' | 'other'

export interface Evidence {
  readonly language: Language
  readonly pattern: RegExp
  /** How much one occurrence speaks for the language. */
  readonly weight: number
}

const words = (list: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${list.trim().replace(/\s+/gu, '|')})(?![\\p{L}\\p{M}])`, 'giu')
const endings = (list: string): RegExp =>
  new RegExp(`\\p{L}{2}(?:${list.trim().replace(/\s+/gu, '|')})(?![\\p{L}\\p{M}])`, 'giu')

const of = (language: Language, pattern: RegExp, weight: number): Evidence => ({ language, pattern, weight })

const cyrillic: readonly Evidence[] = [
  of('kk', /[қғұ]/giu, 1),
  of('kk', /і/giu, 0.7),
  of('kk', /[әңөүһ]/giu, 0.7),
  of('kk', words(`
    мен бен пен деп бар жоқ бұл осы сол бір екі үш жыл жылы жылдың болды болып болады болған еді емес және үшін туралы
    бойынша арқылы ең ел елі де да па ба ма не та те қала адам бала халық ал олар оның біз сіз ол алматы астана қазақстан
    ақпан наурыз сәуір мамыр маусым шілде тамыз қазан қараша деді дейді айтты жаңа басшысы тоқаев аса ауыл аудан
    ауа райы райының күні түні барады келді берді алды кетті сайын кейін бойы дейін басты барлық қай кім жаз айы`), 1.5),
  of('kk', endings(`
    ның дың тың нің дің тің лар лер дар дер тар тер лары лері дары дері тары тері ында інде нда нде ған ген қан кен
    атын етін ады еді йды йді ды ді ты ті мыз міз ымыз іміз лық лік дық дік тық тік шы ші сыз сіз мен пен бен ға ге қа ке
    да де та те дан ден тан тен нан нен ып іп дағы дегі тағы тегі сы сі ласы лап леп`), 0.5),
  of('ru', words(`
    и в на что по не с для его как это из о к от за при был была было были также года году год на`), 1.5),
  of('ru', words(`
    он она они мы вы я ты у об со ко до после под над или но а же ли бы если уже ещё еще только который которая
    которые которых всё все всех этот эта эти этого сегодня завтра вчера может будет нет да ни когда где чтобы более
    между через без против во том того`), 1.2),
  of('ru', endings(`
    ого его ому ему ый ий ая яя ое ее ые ие ых их ым им ыми ими ов ев ах ях ами ями ть ться тся ет ют ит ят ла ло ли
    ял ял ня ния нию ние нии ении ость ости сти тей лей ской ский ского ную ной ция ции цию`), 0.7),
  of('ru', /[ёъщ]/giu, 0.5),
  of('ru', /ь/giu, 0.3),
  // Ukrainian, Belarusian, Tatar, Bashkir, Chuvash, Serbian, Macedonian, Tajik, Uzbek, Yakut …
  of('other', /[їєґўҹҝјҗҙҫҡљњђћџѓќҷӣҳӑӗӳҥҕӟӧӥ]/giu, 4),
  of('other', words(`
    та що як це від або який які було щоб та є або і
    менен жана үчүн бул эле эмес боюнча тууралуу деген анын бир болгон жылы алар
    белән һәм бу өчен булган иде итте рәисе татарстан башкортостан казан
    ва билан учун бу
    кыргыз кыргызстан кыргызстандын президенти министри жогорку
    болон байна энэ нь дээр юм
    се са на от за да не е като през това или
    је су за од који`), 1),
  of('other', endings(`нын нун дун тун лор лөр дор дөр тор төр лорду торду ган нан ийн ыг ийг аар ээр оор өөр ууд үүд`), 0.6),
  of(
    'other',
    words(`
    що від або має мають кожна людина свободи бути його який це цього усі всі людини
    кожны чалавек мае права яго якія або паводле гэта
    се да всеки има това са със като което човек
    һәр кеше хокукка хокуклы тиеш түгел өчен белән булырга
    ар бир укук укугу укуктуу адамга тийиш болууга жана менен үчүн
    хүн бүр эрх эрхтэй байх ёстой болно юм
    һәр бир инсан вә үчүн олан`),
    1.2,
  ),
  of('other', endings('ларны ларга лардан ләрне ләргә ләрдән әсе дә гә тә'), 0.8),
  of('other', /өө|үү|оо|ээ|уу/giu, 0.8),
] // biome-ignore format: lists of words

const latin: readonly Evidence[] = [
  of('kk', /[ǵńñŋūŭ]/giu, 0.8),
  of('kk', /(?<!\p{L})[qğ]?(?=\p{L})[^\P{L}cxw]*(?:qy|qa|qo|qu|qū|aq|yq|oq|uq|ūq|lyq|dyq|tyq)/giu, 0.5),
  of('kk', /[bdgğǵjklmnpqrstzş]y[bdgğǵjklmnńñŋpqrstzş]/giu, 0.3),
  of('kk', /[áäóöúü]/giu, 0.2),
  of('kk', /ı[yaý]|(?<!\p{L})j[aäáeyıio]/giu, 0.3),
  of('kk', words(`
    men ben pen dep bar joq bul būl osy sol eki ekı úsh üş jyl jyly jyldyń jyldyñ jyldyŋ boldy bolyp bolady bolǵan bolğan
    edi edı emes jáne jäne úshin üşin üşın týraly turaly twraly boıynsha boiynşa boıynşa arqyly eń eñ eŋ el eli elı
    qala adam bala halyq olar onyń onyñ biz bız qazaqstan qazaq almaty astana aqpan naýryz nauryz sáýir mamyr maýsym
    mausym shilde şılde tamyz qazan qarasha qaraşa dedi dedı deıdi deidı aıtty aitty jańa jaña basshysy basşysy toqaev
    nemese sonymen qatar eshkim eşkım eshkimdi eşkımdı kim óz öz óziniń özınıñ barlyq ár är óte öte`), 1.5),
  of('kk', endings(`
    nyń nyñ nyŋ dyń dyñ dyŋ tyń tyñ tyŋ niń nıñ niŋ diń dıñ diŋ tiń tıñ tiŋ lary leri lerı dary derı deri tary terı teri
    ynda inde ında ǵan ğan gen qan ken atyn etin etın ady edi edı ıdy idi idı dy dı ty tı myz mız miz
    tti ttı tty ady edi yn jyn lyq lik lık dyq dik dık tyq tik tık syz sız ǵa ğa qa daǵy dağy taǵy tağy degı tegı shylyq şylyq yp`), 0.6),
  of('en', words(`the of and to in is for on that with was by has said at it from are be as an or this not will have`), 1.5),
  of('en', words(`
    a he she they we you his her their its our my i new who what when where how after before over more than two one people
    president government minister country police year years world city day time state states news were been would could
    about into up out us against between first last also but if do does did can may no yes all some other says`), 0.9),
  of('en', endings('ing tion tions ment ness ould ight ough ally ed ers ies'), 0.5),
  // Letters of neighbours that no Kazakh alphabet has.
  of('other', /[əâîûßñãõàèìòùêôåøæœčćžšđłřěťďňżźśęąőűʻ‘’ʼ]/giu, 0.3),
  of('other', /[əßãõøåæœčžšđłřěőűňëâ]/giu, 1.5),
  of('other', /[og][ʻ‘’ʼ'`](?=\p{L})/giu, 2.5),
  of('other', /[ç]/giu, 0.8),
  of('other', /x/giu, 0.3),
  of('other', words(`
    ve bir bu için ile olan olarak daha çok de da ne ama sonra dedi kadar gibi yeni en türkiye
    ve er kes içün olğan onıñ aqqı yahut insan olaraq
    her bir hoquqi we bilen boyiche
    va bilan uchun ham bu bir uning deb bo'lgan edi o'zbekiston yil yili
    və üçün ilə bu bir olan azərbaycan
    hem bilen üçin we bu bir
    der die das und ist von mit den für im dem ein eine nicht auf des sich
    le la les de des et en est un une du pour dans que qui sur au pas
    el los las y en es por con una para del se que
    il di che e un una per con del della sono
    o os as e do da em um uma que com não para
    en och att det som på av är
    w i na z się nie do to jest że
    dan yang di ini itu dengan untuk`), 1.1),
  of('other', endings(`
    ların lerin ları leri ının inin dır dir dur dür mış miş muş müş yor acak ecek larda lerde ması mesi liği lığı
    ning lari ning gan ish lar bilan moqda digan yapti
    ión ción mente`), 0.45),
] // biome-ignore format: lists of words

const arabic: readonly Evidence[] = [
  of('kk', /[ۋڭ]/giu, 0.5),
  of('kk', /ء(?=\p{L})|ٴ/giu, 1.5),
  of('kk', /[ەۇ]/giu, 0.35),
  of('kk', /ى(?=\p{L})/giu, 0.6),
  of('kk', words('مەن بەن پەن دەپ بار جوق بۇل وسى سول ەكى جىل جىلى بولدى بولىپ جانە تۋرالى ەل دەدى قازاقستان قازاق الماتى استانا قالا ادام بالا'), 2),
  // Uyghur, Kurdish, Persian, Urdu, Arabic.
  of('other', /[ئېۈغۅ]/giu, 3),
  of('other', /[ێڕڵەۆ](?=ێ|ڕ|ڵ)|[ێڕڵ]/giu, 3),
  of('other', /[ةثذصضطظإأؤخ]/giu, 1),
  of('other', /[یٹڈڑںےٽڤه]/giu, 1),
  of('other', /(?<!\p{L})ال/giu, 0.4),
  of('other', words('در از به که این است را با برای و من في على إلى عن ان هذا اور کے کی میں ہے و لە بۆ بە لە ۋە بىلەن ئۈچۈن'), 1.5),
] // biome-ignore format: lists of words

/** By the script that a text is mostly in. */
export const evidence: Readonly<Record<'Cyrl' | 'Latn' | 'Arab', readonly Evidence[]>> = {
  Cyrl: cyrillic,
  Latn: latin,
  Arab: arabic,
}
