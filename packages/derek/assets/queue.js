// @ts-check
// Without this script the queue is links, boxes and buttons. With it the keys that the page lists go through it, and what
// is marked is marked without leaving the place.

const rows = () => [...document.querySelectorAll('ol.queue > li')]
const rowOf = (/** @type {Element | null} */ element) => element?.closest('ol.queue > li') ?? null

/** @param {number} at */
const goTo = (at) => {
  const all = rows()
  const link = all[Math.max(0, Math.min(at, all.length - 1))]?.querySelector('a.open')
  if (link instanceof HTMLElement) link.focus()
}

/** @param {Element} row @param {string} action */
const press = (row, action) => {
  const button = row.querySelector(`button[value^="${action} "]`)
  if (button instanceof HTMLButtonElement && !button.disabled) button.click()
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const target = event.target instanceof Element ? event.target : null
  if (target?.matches('input:not([type="checkbox"]), select, textarea')) return
  const row = rowOf(target)
  const at = row === null ? -1 : rows().indexOf(row)
  const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp'
  // Arrows scroll the page until one is in the queue.
  if (isArrow && row === null) return
  if (event.key === 'j' || event.key === 'ArrowDown') goTo(at + 1)
  else if (event.key === 'k' || event.key === 'ArrowUp') goTo(at - 1)
  else if (row === null) return
  else if (event.key === 'r') press(row, 'review')
  else if (event.key === 'c') press(row, row.querySelector('button[value^="release "]') === null ? 'claim' : 'release')
  else if (event.key === 'x') {
    const box = row.querySelector('input[type="checkbox"]')
    if (box instanceof HTMLInputElement && !box.disabled) box.checked = !box.checked
  } else return
  event.preventDefault()
})

document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event
  if (!(form instanceof HTMLFormElement) || form.id !== 'queue' || !(submitter instanceof HTMLButtonElement)) return
  event.preventDefault()
  const row = rowOf(submitter)
  const at = row === null ? 0 : rows().indexOf(row)
  const left = row?.querySelector('a.open')?.getAttribute('href')
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, String(value)])
  const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(fields) })
  const next = new DOMParser().parseFromString(await response.text(), 'text/html')
  const main = next.querySelector('main')
  if (main === null || next.getElementById('queue') === null) return location.reload()
  document.querySelector('main')?.replaceWith(main)
  // The same article, or the one that has come into its place.
  const same = rows().findIndex((one) => one.querySelector('a.open')?.getAttribute('href') === left)
  goTo(same === -1 ? at : same)
})
