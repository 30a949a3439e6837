import { openStore } from '../src/store/store.js'
import { botOf } from '../src/telegram/bot.js'
import { publishDue } from '../src/telegram/publish.js'

/**
 * A publisher in a process of its own, which can be killed: posts what is due and ends when all that it was told of is
 * shown. Arguments: the database's address or folder, the Bot API's, the token, the control chat, how many posts.
 */
const [place = '', root = '', token = '', control = '', all = ''] = process.argv.slice(2)
const store = await openStore(place.startsWith('postgres') ? { url: place } : { folder: place })
const bot = botOf(token, { root, timeout: 5 })
for (;;) {
  await publishDue({
    posts: store.posts,
    bot,
    publisher: String(process.pid),
    control,
    say: () => {},
    pace: { lease: 0.2, pause: 0, settle: 0, retry: 0.01, closed: 0.05, idle: 0.01 },
  })
  const shown = await store.posts.list({ states: ['shown'], limit: 1000 })
  if (shown.filter(({ version, shownVersion }) => version === shownVersion).length >= Number(all)) break
}
await store.close()
