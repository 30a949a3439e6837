import { openStore } from '../src/store/store.js'

/**
 * A corrector in a process of its own, which can be killed: gives an article another title, time after time.
 * Arguments: the database's address or folder, the article, how many corrections.
 */
const [place = '', article = '', all = ''] = process.argv.slice(2)
const store = await openStore(place.startsWith('postgres') ? { url: place } : { folder: place })
for (let i = 0; i < Number(all); i++) {
  const current = await store.revision(article)
  if (current === undefined) throw new Error(`there is no article ${article}`)
  const { record, number } = current
  await store.correct(article, { ...record, title: `Тақырып ${number + 1}` }, { by: 'Айгүл', onRevision: number })
  process.stdout.write('.')
}
await store.close()
