/** The pages at the door: sign-in, and the set-up of the first admin. */
import type {ServerResponse} from 'node:http'
import {minPasswordLength} from '../auth/index.ts'
import {sendDoorPage, type DoorAssets} from './door-page.ts'
import {html, type Markup} from './escape-html.ts'
import type {DemoAccount} from './sign-in-routes.ts'

export interface SignInView {
  readonly next: string
  readonly email: string
  readonly accounts: readonly DemoAccount[]
  readonly notice?: string
  readonly error?: string
}

export type SetupView =
  | {readonly state: 'closed'}
  | {readonly state: 'open'; readonly token: string; readonly name: string; readonly email: string; readonly errors: readonly {readonly pointer: string; readonly message: string}[]}

export function sendSignInPage(response: ServerResponse, assets: DoorAssets, status: number, {next, email, accounts, notice, error}: SignInView): void {
  const broken = error !== undefined
  sendDoorPage(response, assets, status, broken ? 'Error: Sign in' : 'Sign in', html`
  <h1>Sign in</h1>
  <p class="lead">To your screens and records.</p>
  ${notice !== undefined && html`<p class="note" role="status">${notice}</p>`}
  ${broken && html`<p class="note bad" role="alert" id="problem">${error}</p>`}
  <form method="post" action="/login">
    <input type="hidden" name="next" value="${next}">
    <label for="email">Email</label>
    <input id="email" name="email" type="email" value="${email}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="254" required${email === '' ? html` autofocus` : ''}${broken ? html` aria-describedby="problem"` : ''}>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" autocapitalize="none" maxlength="256" required${email === '' ? '' : html` autofocus`}${broken ? html` aria-describedby="problem"` : ''}>
    <button class="button wide" type="submit">Sign in</button>
  </form>
  ${accounts.length > 0 && html`<section class="demo" aria-labelledby="demo">
    <h2 id="demo">Look around the demo</h2>
    <p>One press signs you in as</p>
    <form method="post" action="/login" class="accounts">
      <input type="hidden" name="next" value="${next}">
      ${accounts.map(account => html`<button type="submit" name="demo" value="${account.email}"><span class="who">${account.name}</span> <span class="role">${account.role}</span></button>`)}
    </form>
  </section>`}`)
}

export function sendSetupPage(response: ServerResponse, assets: DoorAssets, status: number, view: SetupView): void {
  if (view.state === 'closed') {
    return sendDoorPage(response, assets, status, 'This link is used up', html`
  <h1>This link is used up</h1>
  <p class="lead">A set-up link works once, and only the newest one does. If you have an account, sign in. While nobody is set up, starting the server again prints another link.</p>
  <p><a class="button wide" href="/login">Sign in</a></p>`)
  }
  const {token, name, email, errors} = view
  const errorAt = (pointer: keyof typeof setupWords) => (errors.some(error => error.pointer === pointer) ? setupWords[pointer] : undefined)
  const pointers = ['/name', '/email', '/password'] as const
  const others = errors.filter(error => !Object.hasOwn(setupWords, error.pointer))
  const first = pointers.find(pointer => errorAt(pointer) !== undefined) ?? '/name'
  sendDoorPage(response, assets, status, 'Set up Espalier', html`
  <h1>Set up Espalier</h1>
  <p class="lead">You are the first one here. Make the account of the admin.</p>
  ${errors.length > 0 && html`<p class="note bad" role="alert">${others.length > 0 ? others.map(error => error.message).join(' ') : 'The account was not made. Please look at what is marked.'}</p>`}
  <form method="post" action="/setup">
    <input type="hidden" name="token" value="${token}">
    ${field({id: 'name', label: 'Name', type: 'text', value: name, autocomplete: 'name', max: 120, error: errorAt('/name'), first: first === '/name'})}
    ${field({id: 'email', label: 'Email', type: 'email', value: email, autocomplete: 'username', max: 254, error: errorAt('/email'), first: first === '/email'})}
    ${field({id: 'password', label: 'Password', type: 'password', value: '', autocomplete: 'new-password', max: 256, error: errorAt('/password'), first: first === '/password', hint: `At least ${minPasswordLength} characters. A short sentence is good.`})}
    <button class="button wide" type="submit">Make the account</button>
  </form>`)
}

/** What is wrong with a field, as one says it to a person. */
const setupWords = {
  '/name': 'Write your name.',
  '/email': 'Use an email address, as in name@example.org.',
  '/password': `Use at least ${minPasswordLength} characters, and not your email address.`,
} as const

interface Field {
  readonly id: string
  readonly label: string
  readonly type: string
  readonly value: string
  readonly autocomplete: string
  readonly max: number
  readonly error: string | undefined
  readonly hint?: string
  readonly first: boolean
}

function field({id, label, type, value, autocomplete, max, error, hint, first}: Field): Markup {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return html`<label for="${id}">${label}</label>
    <input id="${id}" name="${id}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="${max}" required${type === 'email' ? html` autocapitalize="none" spellcheck="false"` : ''}${first ? html` autofocus` : ''}${error ? html` aria-invalid="true"` : ''}${described ? html` aria-describedby="${described}"` : ''}>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${error && html`<p class="hint bad" id="${id}-error">${error}</p>`}`
}
