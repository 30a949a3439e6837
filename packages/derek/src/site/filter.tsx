import type { Child } from 'hono/jsx'
import { isKey, type Named } from '../store/claims.js'
import type { Interface } from './language.js'
import { pathOf } from './thing.js'

/** What the address of a list says after "?": the fields that are filled in. */
export type Asked = Readonly<Record<string, string>>

/** The address of a list with some fields changed, from its first page; undefined takes a field away. */
export function addressWith(path: string, asked: Asked, change: Readonly<Record<string, string | undefined>>): string {
  const wanted: Readonly<Record<string, string | undefined>> = { ...asked, cursor: undefined, ...change }
  const fields = Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return fields.length === 0 ? path : `${path}?${new URLSearchParams(fields)}`
}

export interface FilterProps {
  readonly site: Interface
  /** The address of the list, without the language. */
  readonly path: string
  /** What is wrong with what was asked. */
  readonly faults: readonly string[]
  readonly children?: Child
}

/** The form that a list is asked by. It is sent by GET: what is asked is in the address, and can be kept and shared. */
export const Filter = ({ site, path, faults, children }: FilterProps) => {
  const { filter } = site.messages
  return (
    <form class="filter" method="get" action={site.to(path)}>
      {faults.length > 0 && (
        <div class="problem" role="alert">
          <strong>{filter.wrong}</strong>
          {faults.map((fault) => (
            <p lang="en">{fault}</p>
          ))}
        </div>
      )}
      <div class="fields">
        {children}
        <button type="submit">{filter.show}</button>
      </div>
    </form>
  )
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly asked: Asked
}

export interface WhoFieldProps extends FieldProps {
  readonly site: Interface
  readonly path: string
  /** The things of the list, which know how one asked for by its key is called. */
  readonly known: readonly (Named | undefined)[]
}

/** Asks for a person or body: by a part of the name, or, where a link led here, exactly that one, until it is removed. */
export const WhoField = ({ site, path, name, label, asked, known }: WhoFieldProps) => {
  const value = asked[name]
  if (value === undefined || !isKey(value)) {
    return (
      <div>
        <label for={name}>{label}</label>
        <input id={name} name={name} type="text" lang="kk" autocomplete="off" value={value ?? ''} />
      </div>
    )
  }
  const called = known.find((thing) => thing?.key === value)?.name ?? value.slice(value.indexOf(':') + 1)
  return (
    <div>
      <p class="label">{label}</p>
      <input type="hidden" name={name} value={value} />
      <p class="chosen">
        <a href={site.to(pathOf(value))} lang="kk">
          {called}
        </a>{' '}
        <a
          href={site.to(addressWith(path, asked, { [name]: undefined }))}
          aria-label={`${called}: ${site.messages.filter.remove}`}
        >
          ×
        </a>
      </p>
    </div>
  )
}

export interface ChoiceFieldProps extends FieldProps {
  /** What leaves the choice open, where it can be. */
  readonly any?: string
  readonly choices: readonly (readonly [value: string, label: string])[]
}

export const ChoiceField = ({ name, label, asked, any, choices }: ChoiceFieldProps) => (
  <div>
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      {any !== undefined && <option value="">{any}</option>}
      {choices.map(([value, text]) => (
        <option value={value} selected={asked[name] === value}>
          {text}
        </option>
      ))}
    </select>
  </div>
)

export const DayFields = ({ site, asked }: { readonly site: Interface; readonly asked: Asked }) =>
  (['from', 'to'] as const).map((name) => (
    <div>
      <label for={name}>{site.messages.filter[name]}</label>
      <input id={name} name={name} type="date" value={asked[name] ?? ''} />
    </div>
  ))
