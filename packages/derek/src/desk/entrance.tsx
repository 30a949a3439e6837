import type { Role } from '../store/schema.js'
import { type Desk, Frame } from './frame.js'

export interface LogInPageProps {
  readonly desk: Desk
  readonly name?: string
  readonly fault?: string | undefined
  readonly note?: string | undefined
}

export const LogInPage = ({ desk, name = '', fault, note }: LogInPageProps) => {
  const { site, words } = desk
  return (
    <Frame desk={desk} title={words.logIn} path="/desk/log-in" fault={fault} note={note}>
      <form class="desk-form" method="post" action={site.to('/desk/log-in')}>
        <label for="name">{words.name}</label>
        <input id="name" name="name" autocomplete="username" required maxlength={40} value={name} />
        <label for="password">{words.password}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required maxlength={256} />
        <label for="code">{words.code}</label>
        <input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={8}
          aria-describedby="code-hint"
        />
        <p class="hint" id="code-hint">
          {words.codeHint}
        </p>
        <button type="submit">{words.logIn}</button>
      </form>
    </Frame>
  )
}

export interface JoinPageProps {
  readonly desk: Desk
  readonly token: string
  readonly role: Role
  readonly name?: string
  readonly fault?: string | undefined
}

export const JoinPage = ({ desk, token, role, name = '', fault }: JoinPageProps) => {
  const { site, words } = desk
  const path = `/desk/join/${token}`
  return (
    <Frame desk={desk} title={words.join} path={path} fault={fault}>
      <p>{words.joinAs(words.roles[role])}</p>
      <form class="desk-form" method="post" action={site.to(path)}>
        <label for="name">{words.name}</label>
        <input
          id="name"
          name="name"
          autocomplete="username"
          required
          maxlength={40}
          value={name}
          aria-describedby="name-hint"
        />
        <p class="hint" id="name-hint">
          {words.nameHint}
        </p>
        <label for="password">{words.password}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="new-password"
          required
          aria-describedby="password-hint"
        />
        <p class="hint" id="password-hint">
          {words.passwordHint}
        </p>
        <button type="submit">{words.join}</button>
      </form>
    </Frame>
  )
}

/** What is said to those who may not see a page, or whose form is out of date. */
export const RefusedPage = ({ desk, message }: { readonly desk: Desk; readonly message: string }) => (
  <Frame desk={desk} title={desk.words.desk} path="/desk" fault={message} />
)
