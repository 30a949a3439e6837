import type { Language } from '../site/messages/messages.js'
import type { PostState, Role } from '../store/schema.js'
import type { PasswordFault } from './password.js'

/** Every word of the desk. */
export interface DeskMessages {
  readonly desk: string
  readonly nav: {
    readonly label: string
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
    readonly older: string
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
  }
}

const kk: DeskMessages = {
  desk: 'Редакция',
  nav: {
    label: 'Редакция беттері',
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
  audit: { at: 'Қашан', by: 'Кім', action: 'Не істеді', subject: 'Нені', older: 'Бұрынғылар' },
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
    due: 'Уақыты',
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
  },
}

const ru: DeskMessages = {
  desk: 'Редакция',
  nav: {
    label: 'Страницы редакции',
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
  audit: { at: 'Когда', by: 'Кто', action: 'Что сделал', subject: 'С чем', older: 'Раньше' },
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
    due: 'Время',
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
  },
}

const en: DeskMessages = {
  desk: 'Desk',
  nav: {
    label: 'Pages of the desk',
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
  audit: { at: 'When', by: 'Who', action: 'Did what', subject: 'To what', older: 'Earlier' },
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
    due: 'Time',
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
  },
}

export const deskMessages: { readonly [L in Language]: DeskMessages } = { kk, ru, en }
