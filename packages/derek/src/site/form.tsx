import type { SourceError } from '../source/error.js'
import type { Interface } from './language.js'

/** What was sent with the form, to be shown again where it could not be read. */
export interface Sent {
  readonly text?: string
  readonly url?: string
  readonly date?: string
  readonly source?: string
}

export interface ReadFormProps {
  readonly site: Interface
  readonly sent?: Sent
  readonly error?: SourceError
}

/** The form that takes a text or an address. */
export const ReadForm = ({ site, sent = {}, error }: ReadFormProps) => {
  const { form, errors } = site.messages
  return (
    <form class="read" method="post" action={site.to('/read')}>
      <h2>{form.heading}</h2>
      {error !== undefined && (
        <div class="problem" role="alert">
          <strong>{errors.heading}</strong>
          <p>{errors[error.kind]}</p>
          <p class="detail" lang="en">
            {error.message}
          </p>
        </div>
      )}
      <label for="text">{form.text}</label>
      <textarea id="text" name="text" rows={8} lang="kk" aria-describedby="text-hint">
        {sent.text ?? ''}
      </textarea>
      <p class="hint" id="text-hint">
        {form.textHint}
      </p>
      <p class="or">{form.or}</p>
      <label for="url">{form.url}</label>
      <input id="url" name="url" type="text" inputmode="url" autocomplete="off" value={sent.url ?? ''} />
      <div class="pair">
        <div>
          <label for="date">{form.date}</label>
          <input id="date" name="date" type="date" value={sent.date ?? ''} />
        </div>
        <div>
          <label for="source">{form.source}</label>
          <input id="source" name="source" type="text" placeholder="egemen.kz" value={sent.source ?? ''} />
        </div>
      </div>
      <button type="submit">{form.read}</button>
    </form>
  )
}
