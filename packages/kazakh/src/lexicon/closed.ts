import type { Feats, Upos } from '../morphology/features.js'
import type { State } from '../morphology/morphotactics.js'

/** Words of the closed classes, and forms that no rule makes, each with what it says by itself. */
export interface Closed {
  readonly upos: Upos
  readonly feats: Feats
  readonly weight: number
  readonly words: string
  /** The lemma, where it is not the word. */
  readonly lemma?: string
  /** Where its suffixes begin, where the part of speech does not say it. */
  readonly start?: State
}

const row = (upos: Upos, weight: number, words: string, feats: Feats = {}): Closed => ({ upos, feats, weight, words })
const form = (upos: Upos, weight: number, lemma: string, words: string, start: State, feats: Feats): Closed => ({
  upos,
  feats,
  weight,
  words,
  lemma,
  start,
})

const caseNames = ['Nom', 'Gen', 'Dat', 'Acc', 'Loc', 'Abl', 'Ins']
/** A pronoun's cases in their order; spellings that compete are joined by a slash. */
const declined = (lemma: string, weight: number, forms: string, feats: Feats): readonly Closed[] =>
  forms
    .split(' ')
    .map((words, i) =>
      form('PRON', weight, lemma, words.replaceAll('/', ' '), 'end', { ...feats, Case: caseNames[i] ?? 'Nom' }),
    )

const personal = (person: string, number: string, polite = false): Feats => ({
  Number: number,
  Person: person,
  PronType: 'Prs',
  ...(polite ? { Polite: 'Form' } : {}),
})
const demonstrative: Feats = { PronType: 'Dem' }

const pronouns: readonly Closed[] = [
  ...declined('мен', 10, 'мен менің маған мені менде менен менімен', personal('1', 'Sing')),
  ...declined('сен', 5, 'сен сенің саған сені сенде сенен сенімен', personal('2', 'Sing')),
  ...declined('ол', 10, 'ол оның/аның оған оны онда/оның одан/онан онымен', personal('3', 'Sing')),
  ...declined('біз', 10, 'біз біздің бізге бізді бізде бізден бізбен', personal('1', 'Plur')),
  ...declined('сіз', 5, 'сіз сіздің сізге сізді сізде сізден сізбен', personal('2', 'Sing', true)),
  ...declined('олар', 8, 'олар олардың оларға оларды оларда олардан олармен', personal('3', 'Plur')),
  ...declined('сендер', 2, 'сендер сендердің сендерге сендерді сендерде сендерден сендермен', personal('2', 'Plur')),
  ...declined('сіздер', 2, 'сіздер сіздердің сіздерге сіздерді сіздерде сіздерден сіздермен', personal('2', 'Plur', true)),
  ...declined('біздер', 1, 'біздер біздердің біздерге біздерді біздерде біздерден біздермен', personal('1', 'Plur')),
  ...declined('ол', 2, 'ол оның оған оны онда одан/онан онымен', demonstrative),
  ...declined('бұл', 10, 'бұл/бұ бұның/мұның бұған/мұған бұны/мұны бұнда/мұнда бұдан/мұнан/мұндан/мұдан бұнымен/мұнымен', demonstrative),
  ...declined('сол', 6, 'сол соның соған соны сонда содан/сонан сонымен', demonstrative),
  ...declined('осы', 10, 'осы осының осыған осыны осында осыдан/осынан осымен/осынымен', demonstrative),
  ...['бұл:бұлар', 'сол:солар', 'осы:осылар', 'мынау:мыналар', 'анау:аналар'].map((pair) => {
    const [lemma = '', words = ''] = pair.split(':')
    return form('PRON', 2, lemma, words, 'plural', { ...demonstrative, Number: 'Plur' })
  }),
  row('PRON', 1, 'мынау анау сонау осынау ана мына', demonstrative),
  ...['бұл:былай бүйтіп', 'ол:олай', 'сол:солай', 'осы:осылай', 'бұл:мұндай бұндай', 'ол:ондай', 'сол:сондай', 'осы:осындай'].map((pair) => {
    const [lemma = '', words = ''] = pair.split(':')
    return form('PRON', 3, lemma, words, 'attributive', demonstrative)
  }),
  row('PRON', 8, 'кім не немене', { PronType: 'Int' }),
  form('PRON', 2, 'қандай', 'қандай', 'attributive', { PronType: 'Int' }),
  row('PRON', 1, 'қандай қайсы нешеу қанша', { PronType: 'Int' }),
  row('PRON', 4, 'өз', { PronType: 'Prs', Reflex: 'Yes' }),
  form('PRON', 1, 'сол', 'соныменен', 'end', { Case: 'Ins', PronType: 'Dem' }),
  form('PRON', 1, 'өз', 'өзінше', 'end', { 'Number[psor]': 'Plur,Sing', 'Person[psor]': '3', PronType: 'Prs', Reflex: 'Yes' }),
  form('PRON', 2, 'өз', 'өздер', 'plural', { 'Number[psor]': 'Plur', PronType: 'Prs', Reflex: 'Yes' }),
  row('PRON', 2, 'ешкім ештеңе ешнәрсе дәнеңе ешқайсы', { PronType: 'Neg' }),
  form('PRON', 1, 'ешнәрсе', 'еш&нәрсе', 'noun', { PronType: 'Neg' }),
  row('PRON', 2, 'біреу әрбіреу нәрсе бірдеңе бірнәрсе әлдекім әлдене кейбіреу бір кейбір басқа', { PronType: 'Ind' }),
  row('PRON', 2, 'бірқатар барша барлық', { PronType: 'Tot' }),
  form('PRON', 5, 'бәрі', 'бәрі', 'possessed3', { 'Number[psor]': 'Plur,Sing', 'Person[psor]': '3', PronType: 'Tot' }),
] // biome-ignore format: a table

const copulaPresent: Feats = { Aspect: 'Hab', Mood: 'Ind', Tense: 'Pres', VerbForm: 'Fin' }
const posture: Feats = { Mood: 'Ind', Tense: 'Pres', VerbForm: 'Fin' }
const copulaPerson = (words: string, person: string, number: string, polite = false): Closed =>
  form('AUX', 2, 'е', words, 'end', {
    ...copulaPresent,
    Person: person,
    Number: number,
    ...(polite ? { Polite: 'Form' } : {}),
  })

const copula: readonly Closed[] = [
  form('AUX', 15, 'е', 'еді', 'past', { Mood: 'Ind', Tense: 'Past', VerbForm: 'Fin' }),
  form('AUX', 3, 'е', 'екен', 'finite', { ...copulaPresent, Evident: 'Fh' }),
  form('AUX', 4, 'е', 'екен', 'gerund', { Tense: 'Past', VerbForm: 'Ger' }),
  form('AUX', 2, 'е', 'екендік', 'gerund', { VerbForm: 'Ger' }),
  form('AUX', 5, 'е', 'емес', 'finite', { ...copulaPresent, Polarity: 'Neg' }),
  copulaPerson('мын мін бын бін пын пін', '1', 'Sing'),
  copulaPerson('мыз міз быз біз пыз піз', '1', 'Plur'),
  copulaPerson('сың сің', '2', 'Sing'),
  copulaPerson('сыз сіз', '2', 'Sing', true),
  form('AUX', 2, 'е', 'емей', 'end', { Aspect: 'Perf', Polarity: 'Neg', VerbForm: 'Conv' }),
]

/** Four verbs say the present by their stem alone: тұр ("stands"), жатырмын ("I am lying"). */
const postures: readonly Closed[] = (['AUX', 'VERB'] as const).flatMap((upos) => [
  ...['тұр', 'отыр', 'жүр'].map((word) => form(upos, upos === 'AUX' ? 8 : 2, word, word, 'finite', posture)),
  form(upos, upos === 'AUX' ? 8 : 2, 'жат', 'жатыр', 'finite', posture),
])

/** Converbs that lose their л: боп is болып ("being"). */
const contracted: readonly Closed[] = (['VERB', 'AUX'] as const).flatMap((upos) =>
  ['бол:боп', 'қыл:қып', 'кел:кеп', 'қал:қап', 'ал:ап', 'сал:сап', 'әкел:әкеп'].flatMap((pair) => {
    const [lemma = '', word = ''] = pair.split(':')
    return ['Conv', 'Inf'].map((verbForm) =>
      form(upos, 0.5, lemma, word, 'end', { Aspect: 'Perf', VerbForm: verbForm }),
    )
  }),
)

export const closed: readonly Closed[] = [
  ...pronouns,
  ...copula,
  ...postures,
  ...contracted,
  row('DET', 10, 'осы бұл', demonstrative),
  row('DET', 2, 'сол мына ана', demonstrative),
  row('DET', 0.6, 'ол', demonstrative),
  row('DET', 1, 'әлгі осындай сондай мұндай ондай мынадай анадай манағы мынау анау осынау сонау', demonstrative),
  row('DET', 3, 'бір кейбір кей бірнеше қайсыбір белгілі түрлі басқа өзге біраз сондай бірер', { PronType: 'Ind' }),
  row('DET', 5, 'әр барлық бүкіл күллі әрбір барша көп көптеген бірқатар бірталай талай бар қалған', { PronType: 'Tot' }),
  row('DET', 3, 'қай қандай не неше қанша қайсы', { PronType: 'Int' }),
  row('DET', 3, 'өз', { PronType: 'Prs', Reflex: 'Yes' }),
  row('DET', 2, 'ешқандай ешбір еш', { PronType: 'Neg' }),
  row('CCONJ', 10, 'және мен әрі немесе яки я бірақ алайда да не әлде яғни ал сондай-ақ біресе сондықтан түгіл'),
  row('CCONJ', 2, 'дегенмен тек қалай сонда болмаса әйтсе'),
  row('SCONJ', 2, 'егер өйткені себебі сондықтан яғни да алайда әйтпесе егерде сонда әрі'),
  row(
    'ADP',
    5,
    `үшін туралы жөнінде жайлы хақында арқылы бойынша дейін шейін кейін соң бұрын бері сайын сияқты секілді ретінде
    қарсы қатысты байланысты қарай таман жөніндегі гөрі басқа сәйкес орай сай бойы қарамастан бірге қатар тыс астам
    кейінгі аса баста туралы тәрізді жуық іспетті`,
  ),
  form('ADP', 2, 'лы', 'лы лі ды ді ты ті', 'end', {}),
  form('ADP', 0.2, 'сыз', 'сыз сіз сз', 'end', {}),
  form('ADP', 2, 'ғы', 'ғы гі қы кі', 'end', {}),
  row('ADP', 2, 'кі'),
  form('PART', 8, 'ма', 'ма ме ба бе па пе', 'end', {}),
  form('PART', 3, 'ғой', 'ғой қой', 'end', {}),
  row('PART', 1, 'ше шығар тек міне әрине ау мыс ғана екеш'),
  row('ADV', 20, 'да'),
  ...(['ADV', 'CCONJ', 'SCONJ'] as const).map((upos) => form(upos, 8, 'да', 'де та те', 'end', {})),
  row('ADV', 4, 'ғана емес -ақ'),
  form('ADV', 2, 'ғана', 'қана', 'end', {}),
  row('ADV', 3, 'қалай қайдан қайда қашан неліктен неге нелер неғұрлым', { PronType: 'Int' }),
  row(
    'ADV',
    3,
    `бүгін кеше ертең биыл былтыр қазір кейін бұрын енді әлі жиі тез өте аса әсіресе одан ең тым тағы сондай-ақ сонымен
    бірге қатар осылайша мәселен мысалы яғни алдымен әрдайым бүрсігүні алдыңгүні бірден жедел әрқашан ешқашан ендігәрі
    тек міне баяғыда көбіне негізінен сонда қайта мүлдем әрең небәрі кейіннен бұрыннан осыншама соншама тиісінше сәйкесінше дереу тікелей жалпы шамамен қайтадан бұдан осында мұнда`,
  ),
  form('CCONJ', 4, 'мен', 'пен бен', 'end', {}),
  row('INTJ', 2, 'иә жоқ міне мейлі е о па ой әй қош мәссаған ау алло рахмет тәңір аа ааа ыы ыыы ээ эээ әә ммм'),
  row(
    'ADJ',
    5,
    `жаңа үлкен жоғары оң батыл маңызды жақсы зор ұзақ нақты халықаралық ресми арнайы ниетті дайын мүдделі сенімді
    міндетті жоқ бар керек қажет тиіс мүмкін көп аз ұлы кіші ауыр жеңіл қатты жұмсақ қысқа кең тар биік төмен терең
    таза жас кәрі ескі қызыл ақ қара көк сары жасыл жылы суық ыстық салқын бай кедей ашық жабық тең бос толық жалғыз
    ортақ жалпы ерекше негізгі басты бірінші соңғы алғашқы қазақ орыс ағылшын жергілікті мемлекеттік ұлттық қоғамдық
    әлеуметтік экономикалық саяси тарихи мәдени әскери заңды еңбек шетелдік отандық`,
  ),
  row('NUM', 10, 'бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз мың'),
  row('NUM', 8, 'миллион миллиард триллион жарты жарым ширек нөл'),
  row('NUM', 5, 'біреу екеу үшеу төртеу бесеу алтау жетеу', { NumType: 'Coll' }),
  form('NUM', 1, 'жиырма', 'жиырмасыншы', 'attributive', { NumType: 'Ord' }),
  { ...row('NOUN', 5, 'т ж млн млрд трлн км м кг г га см мм т.б. ж. жж. млн. млрд. трлн. мыс. б.з.б. б.з. т. км² м² тг'), start: 'end' },
  // First parts of compounds: телерадиокешен, аудиокітап.
  row('NOUN', 0.3, 'теле радио авто био эко кино видео аудио фото микро мега супер анти гидро агро медиа нано онлайн экс вице'),
  row('AUX', 6, 'бол'),
  row('AUX', 3, 'отыр жат тұр жүр бер ал қал кел'),
  row('AUX', 0.3, 'кет жібер қой шық түс таста көр бара бақ сал өт баста'),
  row(
    'VERB',
    3,
    `айт де сөйле сөйлес кездес жолық бер ал бар кел кет қара көр біл ойла сана есепте жаз оқы аш жап сат бол ет қыл
    жаса қос шақыр сұра тапсыр ұсын жеткіз мәлімде хабарла ата өт баста аяқта құттықта тағайында босат қабылда жібер
    жолда білдір тоқтал көрсет қолда қатыс өткіз таны тан тарат таса жүргіз тарт құр бекіт жарияла айыпта сына
    түсіндір ескерт келіс талқыла жос мақтан тіле қуан өкін марапатта ұйымдастыр жат тұр отыр жүр қал қой шық түс
    таста же іш`,
  ),
  row('NOUN', 2, 'нәрсе оқу сайлау тергеу зерттеу басқару бақылау даму сұрау қарау жүру тұру шешу өсу сауда оқыту тәрбие'),
  row('NOUN', 3, `президент министр премьер-министр басшы төраға әкім спикер ел мемлекет үкімет министрлік ведомство пікір
    сөз мәлімет дерек айту баспасөз қызмет сілтеме хабар кездесу жиын отырыс сапар келісім декларация жарлық қаулы заң
    меморандум шарт хаттама құжат ұйым кеңес одақ банк қор агенттік комитет комиссия департамент басқарма қауымдастық
    жоба бастама бағдарлама стратегия тұжырым тұжырымдама алғыс ризашылық сәлем көңіл тілек жыл ай күн апта ғасыр сағат
    қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан дүйсенбі сейсенбі сәрсенбі
    бейсенбі жұма сенбі жексенбі қала аудан облыс ауыл кент республика халық ынтымақтастық серіктестік`),
] // biome-ignore format: a table
