// @ts-check
// Without this script words of the article are typed or pasted. With it, what is selected in a block goes into the form
// that is open: by the button of a span, or by its key.

/** @param {Node} node */
const blockOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest('[data-block]') ?? null

/** What is selected in one block: which of the same words of the block it is counts from 1. */
const selected = () => {
  const selection = getSelection()
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return undefined
  const range = selection.getRangeAt(0)
  const element = blockOf(range.startContainer)
  if (!(element instanceof HTMLElement) || blockOf(range.endContainer) !== element) return undefined
  const before = document.createRange()
  before.setStart(element, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const text = range.toString()
  if (text === '') return undefined
  const whole = element.textContent ?? ''
  const start = before.toString().length
  let nth = 0
  let count = 0
  for (let at = whole.indexOf(text); at !== -1; at = whole.indexOf(text, at + 1)) {
    count++
    if (at === start) nth = count
  }
  return { block: element.dataset.block ?? '', text, nth: count > 1 ? String(nth) : '' }
}

/** @param {Element} span @param {string} part */
const partOf = (span, part) => {
  const field = span.querySelector(`[data-part="${part}"]`)
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
    ? field
    : undefined
}

/** @param {Element | undefined} span */
const take = (span) => {
  const words = selected()
  if (span === undefined || words === undefined) return false
  for (const [part, value] of Object.entries(words)) {
    const field = partOf(span, part)
    if (field !== undefined) field.value = value
  }
  return true
}

for (const button of document.querySelectorAll('button[data-take]')) {
  if (!(button instanceof HTMLButtonElement)) continue
  button.hidden = false
  // A press would end the selection.
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', () => take(button.closest('[data-key]') ?? undefined))
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof Element && event.target.matches('input, select, textarea')) return
  const spans = [...document.querySelectorAll('[data-key]')].filter(
    (span) => span instanceof HTMLElement && span.dataset.key === event.key,
  )
  // Of several spans the first that is empty, or the last.
  const span = spans.find((one) => partOf(one, 'text')?.value.trim() === '') ?? spans.at(-1)
  if (take(span)) event.preventDefault()
})
