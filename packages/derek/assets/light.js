// @ts-check
// Without this script every claim and sentence number is a plain link, and the server lights up what it names.
// With it the same pages are fetched without leaving the place, and a claim under the pointer shows its sentences.

/** @param {Element} claim @param {boolean} near */
const showNear = (claim, near) => {
  for (const id of (claim.getAttribute('data-rests') ?? '').split(' ')) {
    if (id !== '') document.getElementById(id)?.classList.toggle('near', near)
  }
}

/** @param {Event} event @param {boolean} near */
const onNear = (event, near) => {
  const claim = event.target instanceof Element ? event.target.closest('[data-rests]') : null
  if (claim !== null) showNear(claim, near)
}

for (const [name, near] of /** @type {const} */ ([
  ['pointerover', true],
  ['pointerout', false],
  ['focusin', true],
  ['focusout', false],
])) {
  document.addEventListener(name, (event) => onNear(event, near))
}

/** @param {URL} address */
const light = async (address) => {
  const response = await fetch(address)
  if (!response.ok) return false
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('reading')
  const now = document.getElementById('reading')
  if (next === null || now === null) return false
  const scrolled = now.querySelector('.claims')?.scrollTop ?? 0
  now.replaceWith(next)
  next.querySelector('.claims')?.scrollTo({ top: scrolled })
  return true
}

/** @param {string} hash */
const goTo = (hash) => {
  const gentle = !matchMedia('(prefers-reduced-motion: reduce)').matches
  document
    .getElementById(decodeURIComponent(hash.slice(1)))
    ?.scrollIntoView({ block: 'nearest', behavior: gentle ? 'smooth' : 'auto' })
}

document.addEventListener('click', async (event) => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a.claim, a.number') : null
  if (!(link instanceof HTMLAnchorElement)) return
  event.preventDefault()
  const address = new URL(link.href)
  const parent = link.closest('[id]')?.id ?? ''
  if (!(await light(address))) return location.assign(address)
  history.pushState(null, '', address)
  const same = document.getElementById(parent)
  const focus = same?.matches('a') ? same : same?.querySelector('a.number')
  if (focus instanceof HTMLElement) focus.focus({ preventScroll: true })
  // A sentence's number shows the first of its claims; a claim shows its first sentence.
  const lit = link.classList.contains('number') ? document.querySelector('.claim.lit') : null
  goTo(lit === null ? address.hash : `#${lit.id}`)
})

addEventListener('popstate', () => {
  light(new URL(location.href)).then((done) => {
    if (!done) location.reload()
  })
})

// A form whose answer is a part of the page shows it while one types.
const form = document.querySelector('form[data-live]')
if (form instanceof HTMLFormElement) {
  const part = form.dataset.live ?? ''
  let asked = 0
  form.addEventListener('input', async () => {
    const ask = ++asked
    await new Promise((resolve) => setTimeout(resolve, 250))
    if (ask !== asked) return
    const address = new URL(form.action)
    for (const [name, value] of new FormData(form)) address.searchParams.set(name, String(value))
    const response = await fetch(address)
    if (!response.ok || ask !== asked) return
    const next = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(part)
    if (next !== null) document.getElementById(part)?.replaceChildren(...next.childNodes)
    history.replaceState(null, '', address)
  })
}
