import type { MentionKind, Statement, Time } from '../record/schema.js'
import type { Language } from '../site/messages/messages.js'
import type { QueueOrder } from '../store/queue.js'
import type { AlertState, PostState, ReviewState, Role } from '../store/schema.js'
import type { FieldName, Layer } from './correct-form.js'
import type { PasswordFault } from './password.js'

/** Every word of the desk. */
export interface DeskMessages {
  readonly desk: string
  readonly nav: {
    readonly label: string
    readonly queue: string
    readonly alerts: string
    readonly posts: string
    readonly accounts: string
    readonly audit: string
    readonly status: string
    readonly profile: string
  }
  readonly logIn: string
  readonly logOut: string
  readonly name: string
  readonly nameHint: string
  readonly password: string
  readonly passwordHint: string
  readonly passwordFaults: { readonly [F in PasswordFault]: string }
  readonly code: string
  readonly codeHint: string
  readonly wrong: string
  readonly join: string
  readonly joinAs: (role: string) => string
  readonly joined: string
  readonly badInvitation: string
  readonly nameTaken: string
  readonly badName: string
  readonly forbidden: string
  readonly stale: string
  readonly signedInAs: (name: string, role: string) => string
  readonly roles: { readonly [R in Role]: string }
  readonly profile: {
    readonly old: string
    readonly new: string
    readonly change: string
    readonly changed: string
    readonly oldWrong: string
    readonly totp: string
    readonly totpOn: string
    readonly totpOff: string
    readonly totpBegin: string
    readonly totpSecret: string
    readonly totpConfirm: string
    readonly totpRemove: string
    readonly codeWrong: string
  }
  readonly accounts: {
    readonly role: string
    readonly set: string
    readonly shut: string
    readonly open: string
    readonly state: string
    readonly states: { readonly open: string; readonly shut: string; readonly locked: string }
    readonly secondFactor: string
    readonly yes: string
    readonly no: string
    readonly invite: string
    readonly invited: string
    readonly lastAdministrator: string
  }
  readonly audit: {
    readonly at: string
    readonly by: string
    readonly action: string
    readonly subject: string
    readonly article: string
    readonly older: string
    readonly show: string
    /** What is done, as the audit has it in English; what is not here is shown so. */
    readonly actions: Readonly<Record<string, string>>
  }
  readonly queue: {
    readonly none: string
    readonly state: string
    readonly waiting: string
    readonly all: string
    readonly states: { readonly [S in ReviewState]: string }
    readonly source: string
    readonly topic: string
    readonly any: string
    readonly unsure: string
    readonly anyUnsure: string
    readonly below: (percent: number) => string
    readonly corrected: string
    readonly yes: string
    readonly no: string
    readonly since: string
    readonly order: string
    readonly orders: { readonly [O in QueueOrder]: string }
    readonly badSince: string
    readonly outlets: (count: number) => string
    readonly statements: (count: number) => string
    readonly least: (percent: number) => string
    readonly reviewedBy: (name: string, when: string) => string
    readonly claimedBy: (name: string, until: string) => string
    readonly mine: (until: string) => string
    readonly taken: (count: number) => string
    readonly select: (title: string) => string
    readonly review: string
    readonly reviewAll: string
    readonly claim: string
    readonly claimAll: string
    readonly release: string
    readonly correct: string
    readonly post: string
    readonly keys: string
    readonly keyNames: readonly (readonly [key: string, what: string])[]
    readonly next: string
  }
  readonly correct: {
    readonly title: string
    readonly make: { readonly [L in Layer]: string }
    readonly change: { readonly [L in Layer]: string }
    /** What leads from a block to the form of its kind. */
    readonly kindOf: (block: string, kind: string) => string
    readonly fields: { readonly [F in FieldName]: string }
    readonly polarities: { readonly [P in Statement['polarity']]: string }
    readonly mentionKinds: { readonly [K in MentionKind]: string }
    readonly timeKinds: { readonly [K in Time['kind']]: string }
    readonly block: string
    readonly words: string
    readonly nth: string
    readonly take: string
    readonly none: string
    readonly note: string
    readonly remove: string
    readonly removeChosen: string
    readonly split: string
    readonly merge: string
    readonly undo: string
    readonly nothingToUndo: string
    readonly faults: {
      readonly absent: (text: string) => string
      readonly many: (text: string, count: number) => string
      readonly needed: (field: string) => string
      readonly noTime: (value: string) => string
      readonly gone: string
      /** Why the record does not take it, as the record's own checks say it, in English. */
      readonly refused: (why: string) => string
    }
    readonly conflict: string
    readonly cameFirst: (name: string, when: string, number: number) => string
    readonly wanted: string
    readonly apply: string
    readonly drop: string
    readonly keysHint: string
    readonly keyNames: readonly (readonly [key: string, what: string])[]
  }
  readonly alerts: {
    readonly none: string
    readonly states: { readonly [S in AlertState]: string }
    readonly note: string
    readonly handle: string
    readonly dismiss: string
    readonly reopen: string
    readonly madeBy: (state: string, name: string, when: string) => string
  }
  readonly status: {
    /** Before how long ago the process began. */
    readonly since: string
    readonly outbox: string
    readonly paused: (channel: string, until: string) => string
    readonly looks: string
    readonly noLooks: string
    /** Before how long ago it was looked at. */
    readonly looked: string
    readonly failures: (count: number) => string
    readonly succeeded: string
    readonly events: string
    readonly noEvents: string
    readonly event: string
    readonly store: string
  }
  readonly posts: {
    readonly none: string
    readonly channel: string
    readonly noChannels: string
    readonly state: string
    readonly states: { readonly [S in PostState]: string }
    readonly text: string
    readonly markup: string
    readonly due: string
    readonly fault: string
    readonly retry: string
    readonly found: string
    readonly foundHint: string
    readonly edit: string
    readonly save: string
    readonly remove: string
    readonly changed: string
    readonly preview: string
    readonly previewButton: string
    readonly put: string
    readonly template: string
    readonly templates: { readonly post: string; readonly short: string }
    readonly photo: string
    readonly pin: string
    readonly silent: string
    readonly length: (length: number, limit: number) => string
    readonly tooLong: string
    readonly make: string
    readonly trouble: (reason: string) => string
    readonly inLine: string
    readonly all: string
    readonly attention: string
    readonly attentionHint: string
    readonly proposed: string
    readonly take: string
    readonly leave: string
    readonly badTime: string
    readonly corrected: string
    readonly earlier: string
    readonly withdraw: string
    readonly withdrawHint: string
  }
}

const kk: DeskMessages = {
  desk: 'Редакция',
  nav: {
    label: 'Редакция беттері',
    queue: 'Кезек',
    alerts: 'Ескертулер',
    posts: 'Жазбалар',
    accounts: 'Қызметкерлер',
    audit: 'Журнал',
    status: 'Жүйе күйі',
    profile: 'Менің есептік жазбам',
  },
  logIn: 'Кіру',
  logOut: 'Шығу',
  name: 'Аты',
  nameHint: '2–40 таңба: әріптер, сандар, нүкте, сызықша.',
  password: 'Құпиясөз',
  passwordHint: 'Кемінде 12 таңба. Ұзын сөз тіркесі қысқа жұмбақтан берік.',
  passwordFaults: {
    short: 'Құпиясөз тым қысқа: кемінде 12 таңба керек.',
    long: 'Құпиясөз тым ұзын: 256 таңбадан аспауы керек.',
    name: 'Құпиясөзде атыңыз болмауы керек.',
    simple: 'Құпиясөз тым оңай табылады.',
  },
  code: 'Код',
  codeHint: 'Екінші фактор қосылған болса, қолданбадағы алты сан.',
  wrong: 'Аты, құпиясөз немесе код дұрыс емес.',
  join: 'Есептік жазба ашу',
  joinAs: (role) => `Рөліңіз: ${role}`,
  joined: 'Есептік жазба ашылды. Енді кіріңіз.',
  badInvitation: 'Бұл шақыру пайдаланылған немесе мерзімі өткен.',
  nameTaken: 'Мұндай атпен есептік жазба бар.',
  badName: 'Аты 2–40 таңба болуы керек: әріптер, сандар, нүкте, сызықша.',
  forbidden: 'Бұған рұқсатыңыз жоқ.',
  stale: 'Бет ескірген немесе басқа жерден жіберілген. Қайта ашып көріңіз.',
  signedInAs: (name, role) => `${name} (${role})`,
  roles: { reader: 'оқушы', editor: 'редактор', publisher: 'жариялаушы', administrator: 'әкімші' },
  profile: {
    old: 'Қазіргі құпиясөз',
    new: 'Жаңа құпиясөз',
    change: 'Құпиясөзді өзгерту',
    changed: 'Құпиясөз өзгертілді. Қайта кіріңіз.',
    oldWrong: 'Қазіргі құпиясөз дұрыс емес.',
    totp: 'Екінші фактор',
    totpOn: 'Екінші фактор қосулы: кірерде код сұралады.',
    totpOff: 'Екінші фактор қосылмаған.',
    totpBegin: 'Қосу',
    totpSecret: 'Осы құпияны код қолданбасына енгізіңіз, содан кейін ол көрсеткен кодты жазыңыз.',
    totpConfirm: 'Растау',
    totpRemove: 'Өшіру',
    codeWrong: 'Код дұрыс емес.',
  },
  accounts: {
    role: 'Рөлі',
    set: 'Сақтау',
    shut: 'Жабу',
    open: 'Ашу',
    state: 'Күйі',
    states: { open: 'ашық', shut: 'жабық', locked: 'уақытша бұғатталған' },
    secondFactor: 'Екінші фактор',
    yes: 'бар',
    no: 'жоқ',
    invite: 'Шақыру',
    invited: 'Шақыру сілтемесі бір рет, 72 сағат ішінде жарамды. Ол енді көрсетілмейді:',
    lastAdministrator: 'Соңғы әкімшіні жабуға немесе рөлін өзгертуге болмайды.',
  },
  audit: {
    at: 'Қашан',
    by: 'Кім',
    action: 'Не істеді',
    subject: 'Нені',
    article: 'Мақала',
    older: 'Бұрынғылар',
    show: 'Көрсету',
    actions: {
      review: 'тексерді',
      claim: 'жұмысқа алды',
      release: 'қайта қойды',
      'correct article': 'мақаланы түзетті',
      'alert handled': 'ескертуді шешті',
      'alert dismissed': 'ескертуді қайтарды',
      'alert open': 'ескертуді қайта ашты',
      'put post in line': 'жазбаны кезекке қойды',
      'change post': 'жазбаны өзгертті',
      'remove post': 'жазбаны алды',
      'withdraw post': 'қайтарылған мақаланың жазбасын алды',
      'retry post': 'жазбаны қайталады',
      'found post': 'жазбаны арнадан тапты',
      'leave post': 'жазбаны сол күйі қалдырды',
      'correction changes post': 'түзету жазбаны өзгертті',
      'correction questions post': 'түзету жазбаны тексеруді сұрайды',
      'log in': 'кірді',
      'log-in failed': 'кіре алмады',
      join: 'есептік жазба ашты',
      invite: 'шақырды',
      shut: 'есептік жазбаны жапты',
      open: 'есептік жазбаны ашты',
      'change password': 'құпиясөзін өзгертті',
      'set second factor': 'екінші факторды қосты',
      'remove second factor': 'екінші факторды өшірді',
    },
  },
  queue: {
    none: 'Мұндай мақала жоқ.',
    state: 'Күйі',
    waiting: 'тексеруді күтетіндер',
    all: 'барлығы',
    states: { new: 'жаңа', changed: 'тексерілгеннен кейін өзгерген', reviewed: 'тексерілген' },
    source: 'Дереккөз',
    topic: 'Тақырып',
    any: 'кез келген',
    unsure: 'Сенімділігі',
    anyUnsure: 'сенімсіз сөзі бар',
    below: (percent) => `${percent} пайыздан төмен`,
    corrected: 'Түзетілген',
    yes: 'иә',
    no: 'жоқ',
    since: 'Қай күннен',
    order: 'Реті',
    orders: { newest: 'жаңасы', least: 'сенімсізі', covered: 'көп жазылғаны' },
    badSince: 'Күн дұрыс жазылмаған: 2026-03-02 түрінде болуы керек.',
    outlets: (count) => `${count} басылым`,
    statements: (count) => `${count} сөз`,
    least: (percent) => `ең төмен сенімділік: ${percent} %`,
    reviewedBy: (name, when) => `${name} тексерген, ${when}`,
    claimedBy: (name, until) => `${name} қарап отыр, ${until} дейін`,
    mine: (until) => `сіз қарап отырсыз, ${until} дейін`,
    taken: (count) => `Басқа редактор қарап отырғандықтан өзгертілмегені: ${count}.`,
    select: (title) => `Белгілеу: ${title}`,
    review: 'Тексердім',
    reviewAll: 'Белгіленгендерін тексердім',
    claim: 'Мен қараймын',
    claimAll: 'Белгіленгендерін мен қараймын',
    release: 'Қайта қою',
    correct: 'Түзету',
    post: 'Telegram жазбасы',
    keys: 'Пернелер',
    keyNames: [
      ['j / ↓', 'келесі мақала'],
      ['k / ↑', 'алдыңғы мақала'],
      ['Enter', 'мақаланы ашу'],
      ['r', 'тексердім'],
      ['c', 'мен қараймын'],
      ['x', 'белгілеу'],
    ],
    next: 'Келесілері',
  },
  correct: {
    title: 'Мақаланы түзету',
    make: {
      statement: 'Жаңа айтылым',
      event: 'Жаңа оқиға',
      entity: 'Жаңа қатысушы',
      mention: 'Жаңа аталу',
      mentions: 'Аталулар',
      merge: 'Сол қатысушы',
      time: 'Жаңа уақыт',
      link: 'Жаңа дереккөз',
      credit: 'Жаңа сурет авторы',
      block: 'Мәтін бөлігінің түрі',
    },
    change: {
      statement: 'Айтылым',
      event: 'Оқиға',
      entity: 'Қатысушы',
      mention: 'Жаңа аталу',
      mentions: 'Аталулар',
      merge: 'Бұл басқасымен бір',
      time: 'Уақыт',
      link: 'Дереккөз',
      credit: 'Сурет авторы',
      block: 'Мәтін бөлігінің түрі',
    },
    kindOf: (id, kind) => `${id} бөлігінің түрі: ${kind}`,
    fields: {
      speaker: 'Кім айтты',
      act: 'Қалай айтты',
      addressee: 'Кімге',
      content: 'Не айтты',
      cue: 'Айтқанын білдіретін сөз',
      kind: 'Түрі',
      polarity: 'Болымды не болымсыз',
      about: 'Кім, не туралы',
      time: 'Уақыты (ISO 8601 не EDTF)',
      type: 'Түрі',
      actors: 'Кім істеді',
      recipients: 'Кімге бағытталды',
      place: 'Қайда',
      document: 'Құжат',
      evidence: 'Негізі',
      name: 'Аты',
      aliases: 'Басқа аттары, әр жолға біреуден',
      span: 'Мақаладағы сөздер',
      lemma: 'Сөздік тұлғасы',
      value: 'Мәні (ISO 8601 не EDTF)',
      role: 'Рөлі',
      entity: 'Қатысушы',
      into: 'Мынамен бір',
      chosen: 'Қайсылары',
    },
    polarities: { positive: 'болымды', negative: 'болымсыз' },
    mentionKinds: { name: 'ат', title: 'лауазым', pronoun: 'есімдік', description: 'сипаттама' },
    timeKinds: { date: 'күн', time: 'сағат', duration: 'ұзақтық', set: 'қайталанатын' },
    block: 'Бөлік',
    words: 'Дәл сөздері',
    nth: 'Бірнешеу болса, нешіншісі',
    take: 'Белгіленгенді алу',
    none: 'жоқ',
    note: 'Түзетуге ескертпе',
    remove: 'Жою',
    removeChosen: 'Таңдалғандарды жою',
    split: 'Таңдалғандарды басқа қатысушы ету',
    merge: 'Біріктіру',
    undo: 'Соңғы түзетуімді қайтару',
    nothingToUndo: 'Соңғы түзету сіздікі емес.',
    faults: {
      absent: (text) => `Бөлікте мұндай сөздер жоқ: «${text}»`,
      many: (text, count) =>
        `Бөлікте «${text}» ${count} рет кездеседі: нешіншісі екенін 1 мен ${count} арасындағы санмен жазыңыз.`,
      needed: (field) => `Толтыру керек: ${field}`,
      noTime: (value) => `«${value}» уақыт емес: былай жазылады: 2026-03-02, 2026-03 не 2019-09/2020-03.`,
      gone: 'Ол енді жоқ.',
      refused: (why) => `Жазба мұндай түзетуді қабылдамайды (${why}).`,
    },
    conflict: 'Мақаланы басқа адам бұрын түзетті',
    cameFirst: (name, when, number) => `${number}-нұсқа: ${name}, ${when}`,
    wanted: 'Сіз қалағаныңыз',
    apply: 'Менікін соның үстіне қолдану',
    drop: 'Менікінен бас тарту',
    keysHint: 'Мақаладағы сөздерді белгілеп, пернені басыңыз: олар ашық тұрған өріске түседі.',
    keyNames: [
      ['s', 'не айтты'],
      ['c', 'айтқанын білдіретін сөз'],
      ['e', 'оқиғаның негізі'],
      ['a', 'дереккөз сөздері'],
      ['t', 'уақыт сөздері'],
      ['m', 'аталу'],
      ['p', 'сурет авторы'],
    ],
  },
  alerts: {
    none: 'Ескерту жоқ.',
    states: { open: 'ашық', handled: 'шешілген', dismissed: 'қайтарылған' },
    note: 'Ескертпе',
    handle: 'Шешілді',
    dismiss: 'Қайтару',
    reopen: 'Қайта ашу',
    madeBy: (state, name, when) => `${state}: ${name}, ${when}`,
  },
  status: {
    since: 'қосылды',
    outbox: 'Жазбалар кезегі',
    paused: (channel, until) => `${channel} арнасы ${until} дейін тоқтап тұр`,
    looks: 'Дереккөздерді қарау',
    noLooks: 'Дереккөздер әлі қаралмаған: derek watch.',
    looked: 'соңғы рет',
    failures: (count) => `(қатарынан ${count} рет)`,
    succeeded: 'соңғы сәтті қарау:',
    events: 'Соңғы қателер мен ескертулер',
    noEvents: 'Бұл процесс қосылғалы қате болған жоқ.',
    event: 'Не болды',
    store: 'Сақтау орны',
  },
  posts: {
    none: 'Жазба жоқ.',
    channel: 'Арна',
    noChannels: 'Арна жоқ: derek channel командасымен қосыңыз.',
    state: 'Күйі',
    states: {
      waiting: 'кезекте',
      sending: 'жіберілуде',
      shown: 'жарияланды',
      removed: 'алынды',
      failed: 'қате',
      uncertain: 'белгісіз',
    },
    text: 'Мәтін',
    markup: '**қалың**, _көлбеу_, [сілтеме](https://…), > дәйексөз',
    due: 'Уақыты (Астана)',
    fault: 'Қате',
    retry: 'Қайталау',
    found: 'Арнада бар',
    foundHint: 'хабар нөмірі',
    edit: 'Өңдеу',
    save: 'Сақтау',
    remove: 'Арнадан алу',
    changed: 'Бұл жазбаны басқа біреу өзгертіп қойған. Төменде оның нұсқасы; сіздің мәтініңіз өрісте қалды.',
    preview: 'Telegram-да осылай көрінеді',
    previewButton: 'Көру',
    put: 'Кезекке қою',
    template: 'Үлгі',
    templates: { post: 'толық', short: 'қысқа' },
    photo: 'суретімен',
    pin: 'бекіту',
    silent: 'дыбыссыз',
    length: (length, limit) => `${length} / ${limit}`,
    tooLong: 'Мәтін тым ұзын.',
    make: 'Telegram жазбасын жасау',
    trouble: (reason) => `Telegram: ${reason}`,
    inLine: 'Жазба кезекке қойылды.',
    all: 'барлығы',
    attention: 'назар керек',
    attentionHint: 'Мақала түзетілді, ал бұл жазбаны адам жазған. Екі мәтінді салыстырып, бірін таңдаңыз.',
    proposed: 'Түзетуден кейін былай болар еді',
    take: 'Осыны алу',
    leave: 'Өз мәтінім қалсын',
    badTime: 'Уақыт дұрыс жазылмаған.',
    corrected: 'Мақала осы арада түзетілді. Мәтініңізді қайта қараңыз.',
    earlier: 'Бұл мақаланың жазбалары',
    withdraw: 'Барлық жазбасын арналардан алу',
    withdrawHint: 'Дереккөз мақаланы қайтарып алса.',
  },
}

const ru: DeskMessages = {
  desk: 'Редакция',
  nav: {
    label: 'Страницы редакции',
    queue: 'Очередь',
    alerts: 'Сигналы',
    posts: 'Посты',
    accounts: 'Сотрудники',
    audit: 'Журнал',
    status: 'Состояние',
    profile: 'Моя учётная запись',
  },
  logIn: 'Войти',
  logOut: 'Выйти',
  name: 'Имя',
  nameHint: '2–40 знаков: буквы, цифры, точка, дефис.',
  password: 'Пароль',
  passwordHint: 'Не короче 12 знаков. Длинная фраза надёжнее короткой загадки.',
  passwordFaults: {
    short: 'Пароль слишком короткий: нужно не меньше 12 знаков.',
    long: 'Пароль слишком длинный: не больше 256 знаков.',
    name: 'В пароле не должно быть вашего имени.',
    simple: 'Пароль слишком легко угадать.',
  },
  code: 'Код',
  codeHint: 'Если включён второй фактор: шесть цифр из приложения.',
  wrong: 'Имя, пароль или код неверны.',
  join: 'Создать учётную запись',
  joinAs: (role) => `Ваша роль: ${role}`,
  joined: 'Учётная запись создана. Теперь войдите.',
  badInvitation: 'Это приглашение использовано или его срок истёк.',
  nameTaken: 'Учётная запись с таким именем уже есть.',
  badName: 'Имя — от 2 до 40 знаков: буквы, цифры, точка, дефис.',
  forbidden: 'У вас нет на это права.',
  stale: 'Страница устарела или отправлена с другого сайта. Откройте её заново.',
  signedInAs: (name, role) => `${name} (${role})`,
  roles: { reader: 'читатель', editor: 'редактор', publisher: 'выпускающий', administrator: 'администратор' },
  profile: {
    old: 'Нынешний пароль',
    new: 'Новый пароль',
    change: 'Сменить пароль',
    changed: 'Пароль изменён. Войдите снова.',
    oldWrong: 'Нынешний пароль неверен.',
    totp: 'Второй фактор',
    totpOn: 'Второй фактор включён: при входе спрашивается код.',
    totpOff: 'Второй фактор не включён.',
    totpBegin: 'Включить',
    totpSecret: 'Введите этот секрет в приложение кодов, затем напишите код, который оно показывает.',
    totpConfirm: 'Подтвердить',
    totpRemove: 'Выключить',
    codeWrong: 'Код неверен.',
  },
  accounts: {
    role: 'Роль',
    set: 'Сохранить',
    shut: 'Закрыть',
    open: 'Открыть',
    state: 'Состояние',
    states: { open: 'открыта', shut: 'закрыта', locked: 'временно заблокирована' },
    secondFactor: 'Второй фактор',
    yes: 'есть',
    no: 'нет',
    invite: 'Пригласить',
    invited: 'Ссылка-приглашение годится один раз, 72 часа. Больше она не будет показана:',
    lastAdministrator: 'Последнего администратора нельзя закрыть или понизить.',
  },
  audit: {
    at: 'Когда',
    by: 'Кто',
    action: 'Что сделал',
    subject: 'С чем',
    article: 'Статья',
    older: 'Раньше',
    show: 'Показать',
    actions: {
      review: 'проверил',
      claim: 'взял в работу',
      release: 'вернул в очередь',
      'correct article': 'исправил статью',
      'alert handled': 'разобрал сигнал',
      'alert dismissed': 'отклонил сигнал',
      'alert open': 'снова открыл сигнал',
      'put post in line': 'поставил пост в очередь',
      'change post': 'изменил пост',
      'remove post': 'снял пост',
      'withdraw post': 'снял пост отозванной статьи',
      'retry post': 'повторил пост',
      'found post': 'нашёл пост в канале',
      'leave post': 'оставил пост как есть',
      'correction changes post': 'исправление изменило пост',
      'correction questions post': 'исправление просит проверить пост',
      'log in': 'вошёл',
      'log-in failed': 'не смог войти',
      join: 'создал учётную запись',
      invite: 'пригласил',
      shut: 'закрыл учётную запись',
      open: 'открыл учётную запись',
      'change password': 'сменил пароль',
      'set second factor': 'включил второй фактор',
      'remove second factor': 'выключил второй фактор',
    },
  },
  queue: {
    none: 'Таких статей нет.',
    state: 'Состояние',
    waiting: 'ждут проверки',
    all: 'все',
    states: { new: 'новая', changed: 'изменилась после проверки', reviewed: 'проверена' },
    source: 'Источник',
    topic: 'Тема',
    any: 'любые',
    unsure: 'Уверенность',
    anyUnsure: 'есть неуверенные высказывания',
    below: (percent) => `ниже ${percent} %`,
    corrected: 'Исправленные',
    yes: 'да',
    no: 'нет',
    since: 'С какого дня',
    order: 'Порядок',
    orders: { newest: 'новые', least: 'наименее уверенные', covered: 'о чём пишут больше' },
    badSince: 'День записан неверно: нужно так: 2026-03-02.',
    outlets: (count) => `изданий: ${count}`,
    statements: (count) => `высказываний: ${count}`,
    least: (percent) => `наименьшая уверенность: ${percent} %`,
    reviewedBy: (name, when) => `проверено: ${name}, ${when}`,
    claimedBy: (name, until) => `занимается ${name}, до ${until}`,
    mine: (until) => `вы занимаетесь, до ${until}`,
    taken: (count) => `Не изменено, так как этим занят другой редактор: ${count}.`,
    select: (title) => `Отметить: ${title}`,
    review: 'Проверено',
    reviewAll: 'Отмеченные проверены',
    claim: 'Беру',
    claimAll: 'Беру отмеченные',
    release: 'Вернуть',
    correct: 'Исправить',
    post: 'Пост в Telegram',
    keys: 'Клавиши',
    keyNames: [
      ['j / ↓', 'следующая статья'],
      ['k / ↑', 'предыдущая статья'],
      ['Enter', 'открыть статью'],
      ['r', 'проверено'],
      ['c', 'беру'],
      ['x', 'отметить'],
    ],
    next: 'Дальше',
  },
  correct: {
    title: 'Исправить статью',
    make: {
      statement: 'Новое высказывание',
      event: 'Новое событие',
      entity: 'Новый участник',
      mention: 'Новое упоминание',
      mentions: 'Упоминания',
      merge: 'Тот же участник',
      time: 'Новое время',
      link: 'Новый источник',
      credit: 'Новый автор снимка',
      block: 'Вид части текста',
    },
    change: {
      statement: 'Высказывание',
      event: 'Событие',
      entity: 'Участник',
      mention: 'Новое упоминание',
      mentions: 'Упоминания',
      merge: 'Это тот же, что и другой',
      time: 'Время',
      link: 'Источник',
      credit: 'Автор снимка',
      block: 'Вид части текста',
    },
    kindOf: (id, kind) => `Вид части ${id}: ${kind}`,
    fields: {
      speaker: 'Кто сказал',
      act: 'Как сказал',
      addressee: 'Кому',
      content: 'Что сказал',
      cue: 'Слова, которые это вводят',
      kind: 'Вид',
      polarity: 'Утверждается или отрицается',
      about: 'О ком и о чём',
      time: 'Время (ISO 8601 или EDTF)',
      type: 'Вид',
      actors: 'Кто действовал',
      recipients: 'На кого направлено',
      place: 'Где',
      document: 'Документ',
      evidence: 'Основание',
      name: 'Имя',
      aliases: 'Другие имена, по одному в строке',
      span: 'Слова статьи',
      lemma: 'Словарная форма',
      value: 'Значение (ISO 8601 или EDTF)',
      role: 'Роль',
      entity: 'Участник',
      into: 'То же, что',
      chosen: 'Какие',
    },
    polarities: { positive: 'утверждается', negative: 'отрицается' },
    mentionKinds: { name: 'имя', title: 'должность', pronoun: 'местоимение', description: 'описание' },
    timeKinds: { date: 'дата', time: 'время суток', duration: 'длительность', set: 'повторяется' },
    block: 'Блок',
    words: 'Точные слова',
    nth: 'Которые по счёту, если их несколько',
    take: 'Взять выделенное',
    none: 'нет',
    note: 'Заметка к исправлению',
    remove: 'Удалить',
    removeChosen: 'Удалить отмеченные',
    split: 'Сделать отмеченные другим участником',
    merge: 'Объединить',
    undo: 'Отменить моё последнее исправление',
    nothingToUndo: 'Последнее исправление не ваше.',
    faults: {
      absent: (text) => `В блоке нет таких слов: «${text}»`,
      many: (text, count) => `В блоке «${text}» встречается ${count} раз: укажите номер от 1 до ${count}.`,
      needed: (field) => `Нужно заполнить: ${field}`,
      noTime: (value) => `«${value}» — не время: нужно так: 2026-03-02, 2026-03 или 2019-09/2020-03.`,
      gone: 'Этого больше нет.',
      refused: (why) => `Запись такого исправления не принимает (${why}).`,
    },
    conflict: 'Статью раньше исправил кто-то другой',
    cameFirst: (name, when, number) => `Редакция ${number}: ${name}, ${when}`,
    wanted: 'Что вы хотели',
    apply: 'Применить моё поверх',
    drop: 'Отказаться от моего',
    keysHint: 'Выделите слова в статье и нажмите клавишу: они попадут в открытую форму.',
    keyNames: [
      ['s', 'что сказал'],
      ['c', 'слова, которые это вводят'],
      ['e', 'основание события'],
      ['a', 'слова об источнике'],
      ['t', 'слова о времени'],
      ['m', 'упоминание'],
      ['p', 'автор снимка'],
    ],
  },
  alerts: {
    none: 'Сигналов нет.',
    states: { open: 'открытые', handled: 'разобранные', dismissed: 'отклонённые' },
    note: 'Заметка',
    handle: 'Разобрано',
    dismiss: 'Отклонить',
    reopen: 'Открыть снова',
    madeBy: (state, name, when) => `${state}: ${name}, ${when}`,
  },
  status: {
    since: 'запущен',
    outbox: 'Очередь постов',
    paused: (channel, until) => `Канал ${channel} остановлен до ${until}`,
    looks: 'Опрос источников',
    noLooks: 'Источники ещё не опрашивались: derek watch.',
    looked: 'последний раз',
    failures: (count) => `(подряд: ${count})`,
    succeeded: 'последний успешный:',
    events: 'Последние ошибки и предупреждения',
    noEvents: 'С запуска этого процесса ошибок не было.',
    event: 'Что случилось',
    store: 'Хранилище',
  },
  posts: {
    none: 'Постов нет.',
    channel: 'Канал',
    noChannels: 'Каналов нет: добавьте командой derek channel.',
    state: 'Состояние',
    states: {
      waiting: 'в очереди',
      sending: 'отправляется',
      shown: 'опубликован',
      removed: 'снят',
      failed: 'ошибка',
      uncertain: 'неизвестно',
    },
    text: 'Текст',
    markup: '**жирный**, _курсив_, [ссылка](https://…), > цитата',
    due: 'Время (Астана)',
    fault: 'Ошибка',
    retry: 'Повторить',
    found: 'Есть в канале',
    foundHint: 'номер сообщения',
    edit: 'Править',
    save: 'Сохранить',
    remove: 'Снять из канала',
    changed: 'Этот пост уже изменил кто-то другой. Ниже его вариант; ваш текст остался в поле.',
    preview: 'Так это выглядит в Telegram',
    previewButton: 'Посмотреть',
    put: 'Поставить в очередь',
    template: 'Шаблон',
    templates: { post: 'полный', short: 'короткий' },
    photo: 'с фото',
    pin: 'закрепить',
    silent: 'без звука',
    length: (length, limit) => `${length} / ${limit}`,
    tooLong: 'Текст слишком длинный.',
    make: 'Сделать пост для Telegram',
    trouble: (reason) => `Telegram: ${reason}`,
    inLine: 'Пост поставлен в очередь.',
    all: 'все',
    attention: 'нужен взгляд',
    attentionHint: 'Статью исправили, а этот пост написан человеком. Сравните оба текста и выберите один.',
    proposed: 'После исправления было бы так',
    take: 'Взять этот',
    leave: 'Оставить мой',
    badTime: 'Время записано неверно.',
    corrected: 'Статью тем временем исправили. Просмотрите свой текст ещё раз.',
    earlier: 'Посты этой статьи',
    withdraw: 'Снять все посты из каналов',
    withdrawHint: 'Если источник отозвал статью.',
  },
}

const en: DeskMessages = {
  desk: 'Desk',
  nav: {
    label: 'Pages of the desk',
    queue: 'Queue',
    alerts: 'Alerts',
    posts: 'Posts',
    accounts: 'Accounts',
    audit: 'Audit',
    status: 'Status',
    profile: 'My account',
  },
  logIn: 'Log in',
  logOut: 'Log out',
  name: 'Name',
  nameHint: '2 to 40 characters: letters, digits, full stop, hyphen.',
  password: 'Password',
  passwordHint: 'At least 12 characters. A long phrase is stronger than a short riddle.',
  passwordFaults: {
    short: 'The password is too short: at least 12 characters are needed.',
    long: 'The password is too long: 256 characters at most.',
    name: 'The password must not contain your name.',
    simple: 'The password is too easily guessed.',
  },
  code: 'Code',
  codeHint: 'Six digits from your application, if you have set a second factor.',
  wrong: 'Name, password or code is wrong.',
  join: 'Make an account',
  joinAs: (role) => `Your role: ${role}`,
  joined: 'The account is made. Log in now.',
  badInvitation: 'This invitation is spent, or its time is over.',
  nameTaken: 'There is an account of this name.',
  badName: 'A name has 2 to 40 characters: letters, digits, full stop, hyphen.',
  forbidden: 'You may not do this.',
  stale: 'The page is out of date, or was sent from elsewhere. Open it again.',
  signedInAs: (name, role) => `${name} (${role})`,
  roles: { reader: 'reader', editor: 'editor', publisher: 'publisher', administrator: 'administrator' },
  profile: {
    old: 'Present password',
    new: 'New password',
    change: 'Change the password',
    changed: 'The password is changed. Log in again.',
    oldWrong: 'The present password is wrong.',
    totp: 'Second factor',
    totpOn: 'The second factor is on: a code is asked at log-in.',
    totpOff: 'The second factor is off.',
    totpBegin: 'Turn on',
    totpSecret: 'Enter this secret into an application of codes, then write the code that it shows.',
    totpConfirm: 'Confirm',
    totpRemove: 'Turn off',
    codeWrong: 'The code is wrong.',
  },
  accounts: {
    role: 'Role',
    set: 'Save',
    shut: 'Shut',
    open: 'Open',
    state: 'State',
    states: { open: 'open', shut: 'shut', locked: 'locked for a while' },
    secondFactor: 'Second factor',
    yes: 'yes',
    no: 'no',
    invite: 'Invite',
    invited: 'The link is good once, for 72 hours. It is not shown again:',
    lastAdministrator: 'The last administrator cannot be shut or given another role.',
  },
  audit: {
    at: 'When',
    by: 'Who',
    action: 'Did what',
    subject: 'To what',
    article: 'Article',
    older: 'Earlier',
    show: 'Show',
    actions: {},
  },
  queue: {
    none: 'There are no such articles.',
    state: 'State',
    waiting: 'to be reviewed',
    all: 'all',
    states: { new: 'new', changed: 'changed since it was reviewed', reviewed: 'reviewed' },
    source: 'Source',
    topic: 'Topic',
    any: 'any',
    unsure: 'Confidence',
    anyUnsure: 'has unsure statements',
    below: (percent) => `below ${percent} %`,
    corrected: 'Corrected',
    yes: 'yes',
    no: 'no',
    since: 'Since',
    order: 'Order',
    orders: { newest: 'newest', least: 'least sure', covered: 'most covered' },
    badSince: 'This is no day: one looks like 2026-03-02.',
    outlets: (count) => `${count} ${count === 1 ? 'outlet' : 'outlets'}`,
    statements: (count) => `${count} ${count === 1 ? 'statement' : 'statements'}`,
    least: (percent) => `lowest confidence ${percent} %`,
    reviewedBy: (name, when) => `reviewed by ${name}, ${when}`,
    claimedBy: (name, until) => `${name} is on it, until ${until}`,
    mine: (until) => `you are on it, until ${until}`,
    taken: (count) => `Not changed, since another editor is on it: ${count}.`,
    select: (title) => `Select: ${title}`,
    review: 'Reviewed',
    reviewAll: 'Selected are reviewed',
    claim: 'I am on it',
    claimAll: 'I am on those selected',
    release: 'Put back',
    correct: 'Correct',
    post: 'Telegram post',
    keys: 'Keys',
    keyNames: [
      ['j / ↓', 'next article'],
      ['k / ↑', 'previous article'],
      ['Enter', 'open the article'],
      ['r', 'reviewed'],
      ['c', 'I am on it'],
      ['x', 'select'],
    ],
    next: 'Further',
  },
  correct: {
    title: 'Correct the article',
    make: {
      statement: 'New statement',
      event: 'New event',
      entity: 'New entity',
      mention: 'New mention',
      mentions: 'Mentions',
      merge: 'Same entity',
      time: 'New time',
      link: 'New source',
      credit: 'New photo credit',
      block: 'Kind of a block',
    },
    change: {
      statement: 'Statement',
      event: 'Event',
      entity: 'Entity',
      mention: 'New mention',
      mentions: 'Mentions',
      merge: 'It is the same as another',
      time: 'Time',
      link: 'Source',
      credit: 'Photo credit',
      block: 'Kind of a block',
    },
    kindOf: (id, kind) => `Kind of ${id}: ${kind}`,
    fields: {
      speaker: 'Who said it',
      act: 'How it was said',
      addressee: 'To whom',
      content: 'What was said',
      cue: 'Words that tell it',
      kind: 'Kind',
      polarity: 'Affirmed or denied',
      about: 'About whom and what',
      time: 'Time (ISO 8601 or EDTF)',
      type: 'Type',
      actors: 'Who did it',
      recipients: 'To whom',
      place: 'Where',
      document: 'Document',
      evidence: 'Evidence',
      name: 'Name',
      aliases: 'Other names, one a line',
      span: 'Words of the article',
      lemma: 'Dictionary form',
      value: 'Value (ISO 8601 or EDTF)',
      role: 'Role',
      entity: 'Entity',
      into: 'The same as',
      chosen: 'Which',
    },
    polarities: { positive: 'affirmed', negative: 'denied' },
    mentionKinds: { name: 'name', title: 'title', pronoun: 'pronoun', description: 'description' },
    timeKinds: { date: 'date', time: 'time of day', duration: 'duration', set: 'repeated' },
    block: 'Block',
    words: 'Exact words',
    nth: 'Which of them, where there are several',
    take: 'Take what is selected',
    none: 'none',
    note: 'Note on the correction',
    remove: 'Remove',
    removeChosen: 'Remove the chosen',
    split: 'Make the chosen another entity',
    merge: 'Merge',
    undo: 'Undo my last correction',
    nothingToUndo: 'The last correction is not yours.',
    faults: {
      absent: (text) => `The block has no such words: “${text}”`,
      many: (text, count) => `The block has “${text}” ${count} times: say which, by a number from 1 to ${count}.`,
      needed: (field) => `This must be filled in: ${field}`,
      noTime: (value) => `“${value}” is no time: one looks like 2026-03-02, 2026-03 or 2019-09/2020-03.`,
      gone: 'It is not there any more.',
      refused: (why) => `The record does not take this correction (${why}).`,
    },
    conflict: 'Somebody else corrected the article first',
    cameFirst: (name, when, number) => `Revision ${number}: ${name}, ${when}`,
    wanted: 'What you wanted',
    apply: 'Apply mine on theirs',
    drop: 'Drop mine',
    keysHint: 'Select words in the article and press a key: they go into the form that is open.',
    keyNames: [
      ['s', 'what was said'],
      ['c', 'words that tell it'],
      ['e', 'evidence of an event'],
      ['a', 'words of a source'],
      ['t', 'words of a time'],
      ['m', 'mention'],
      ['p', 'photo credit'],
    ],
  },
  alerts: {
    none: 'There are no alerts.',
    states: { open: 'open', handled: 'handled', dismissed: 'dismissed' },
    note: 'Note',
    handle: 'Handled',
    dismiss: 'Dismiss',
    reopen: 'Open again',
    madeBy: (state, name, when) => `${state}: ${name}, ${when}`,
  },
  status: {
    since: 'began',
    outbox: 'Outbox',
    paused: (channel, until) => `The channel ${channel} is paused until ${until}`,
    looks: 'Looks at sources',
    noLooks: 'No source was looked at yet: derek watch.',
    looked: 'last',
    failures: (count) => `(${count} in a row)`,
    succeeded: 'the last that went well:',
    events: 'Last errors and warnings',
    noEvents: 'Nothing went wrong since this process began.',
    event: 'What happened',
    store: 'Store',
  },
  posts: {
    none: 'There are no posts.',
    channel: 'Channel',
    noChannels: 'There are no channels: add one with derek channel.',
    state: 'State',
    states: {
      waiting: 'in line',
      sending: 'being sent',
      shown: 'published',
      removed: 'removed',
      failed: 'failed',
      uncertain: 'uncertain',
    },
    text: 'Text',
    markup: '**bold**, _italic_, [link](https://…), > quotation',
    due: 'Time (Astana)',
    fault: 'Fault',
    retry: 'Try again',
    found: 'It is in the channel',
    foundHint: 'number of the message',
    edit: 'Edit',
    save: 'Save',
    remove: 'Remove from the channel',
    changed: 'Somebody else has changed this post. Their version is below; your text is still in the field.',
    preview: 'Telegram shows it so',
    previewButton: 'Preview',
    put: 'Put in line',
    template: 'Template',
    templates: { post: 'full', short: 'short' },
    photo: 'with the photo',
    pin: 'pin',
    silent: 'silently',
    length: (length, limit) => `${length} / ${limit}`,
    tooLong: 'The text is too long.',
    make: 'Make a Telegram post',
    trouble: (reason) => `Telegram: ${reason}`,
    inLine: 'The post is in line.',
    all: 'all',
    attention: 'needs attention',
    attentionHint: 'The article was corrected, and a person wrote this post. Compare the two texts and choose one.',
    proposed: 'After the correction it would be so',
    take: 'Take this one',
    leave: 'Keep mine',
    badTime: 'This is no time.',
    corrected: 'The article was corrected meanwhile. Look at your text again.',
    earlier: 'Posts of this article',
    withdraw: 'Remove all its posts from the channels',
    withdrawHint: 'Where the source has taken the article back.',
  },
}

export const deskMessages: { readonly [L in Language]: DeskMessages } = { kk, ru, en }

/** What the audit can be asked for. */
export const auditActions = Object.keys(kk.audit.actions)
