// @ts-check
// Without this script a search field is a field. With it, words and names are offered as one types: a combobox with a
// list, by the pattern of the ARIA Authoring Practices. Enter without a choice searches for what was typed.

const delay = 120

/** @typedef {{ query: string, kind: string }} Suggestion */

/** @param {HTMLInputElement} input @param {number} number */
const enhance = (input, number) => {
  const list = document.createElement('ul')
  list.id = `suggestions-${number}`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.dataset.suggestions ?? input.getAttribute('aria-label') ?? '')
  list.hidden = true
  const box = document.createElement('div')
  box.className = 'suggesting'
  const had = document.activeElement === input
  input.replaceWith(box)
  box.append(input, list)
  if (had) input.focus()
  for (const [name, value] of [
    ['role', 'combobox'],
    ['autocomplete', 'off'],
    ['aria-autocomplete', 'list'],
    ['aria-expanded', 'false'],
    ['aria-controls', list.id],
  ]) {
    input.setAttribute(name, value)
  }

  let asked = 0
  let chosen = -1
  let typed = input.value

  /** @param {number} index */
  const choose = (index) => {
    const options = [...list.children]
    chosen = index
    for (const [i, option] of options.entries()) option.setAttribute('aria-selected', String(i === index))
    const option = options[index]
    if (option === undefined) input.removeAttribute('aria-activedescendant')
    else {
      input.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    }
    input.value = option?.textContent ?? typed
  }

  const close = () => {
    asked++
    chosen = -1
    list.hidden = true
    list.replaceChildren()
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  /** @param {readonly Suggestion[]} suggestions */
  const show = (suggestions) => {
    if (suggestions.length === 0) return close()
    chosen = -1
    input.removeAttribute('aria-activedescendant')
    list.replaceChildren(
      ...suggestions.map(({ query }, i) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${i}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', 'false')
        option.lang = 'kk'
        option.dir = 'auto'
        option.textContent = query
        return option
      }),
    )
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
  }

  input.addEventListener('input', async () => {
    typed = input.value
    const mine = ++asked
    await new Promise((resolve) => setTimeout(resolve, delay))
    if (mine !== asked) return
    if (typed.trim() === '') return close()
    const address = new URL('/api/suggest', location.href)
    address.searchParams.set('q', typed)
    const response = await fetch(address).catch(() => undefined)
    if (mine !== asked) return
    if (response === undefined || !response.ok) return close()
    show((await response.json()).suggestions)
  })

  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return
    const count = list.children.length
    if (event.key === 'ArrowDown') choose(chosen + 1 >= count ? -1 : chosen + 1)
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? count - 1 : chosen - 1)
    else if (event.key === 'Escape') {
      input.value = typed
      close()
    } else return
    event.preventDefault()
  })

  input.addEventListener('blur', close)
  // The field keeps the focus, so that the list is still there when the button comes up.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('li') : null
    if (option === null) return
    input.value = option.textContent ?? ''
    close()
    input.form?.requestSubmit()
  })
}

for (const [number, input] of document.querySelectorAll('input[type="search"][name="q"]').entries()) {
  if (input instanceof HTMLInputElement) enhance(input, number)
}
