/** Signing in, out and setting up for people: plain forms that need no script. */
import type {Response} from 'express'
import {doorOperations} from '../../schemas/index.ts'
import type {Assets} from '../assets/index.ts'
import type {Auth, SignedIn} from '../auth/index.ts'
import type {Config} from '../config.ts'
import {Problem} from '../errors.ts'
import type {Store} from '../store/store.ts'
import {addressOf} from './address-of.ts'
import {routesOf, type Call, type Route} from './operation.ts'
import {formOf, goTo} from './plain-form.ts'
import {relativeNext} from './relative-next.ts'
import {findSession} from './request-session.ts'
import {sendSetupPage, sendSignInPage} from './sign-in-page.ts'

type Doors = typeof doorOperations

export interface DemoAccount {readonly email: string; readonly name: string; readonly role: string}

export interface SignInDeps {
  readonly auth: Auth
  readonly store: Pick<Store, 'trouble'>
  readonly assets: Assets
  readonly config: Config
  /** Offered at sign-in, in demo mode alone. */
  readonly demoAccounts: readonly DemoAccount[]
}

export function signInRoutes({auth, assets, config, demoAccounts, store}: SignInDeps): readonly Route[] {
  const accounts = config.demo ? demoAccounts : []
  return routesOf(doorOperations, {showSignIn, signIn, signOut, showSetup, setUp})

  function showSignIn({actor, query, response}: Call<Doors['showSignIn']>): void {
    const next = relativeNext(query.next)
    if (actor) return goTo(response, next)
    sendSignInPage(response, assets, 200, {next, email: '', accounts, ...noticeOf([query.out !== undefined && 'You are signed out.', store.trouble() && inTrouble])})
  }

  async function signIn({body, request, response}: Call<Doors['signIn']>): Promise<void> {
    const form = formOf(body)
    const next = relativeNext(form.next)
    const demo = accounts.find(account => account.email === form.demo)
    const email = demo ? demo.email : form.email ?? ''
    const password = demo ? config.demoPassword : form.password ?? ''
    if (!email.trim() || !password || email.length > 254 || password.normalize().length > 256) {
      return sendSignInPage(response, assets, 400, {next, email: email.slice(0, 254), accounts, error: 'Enter your email and your password.'})
    }
    try {
      enter(response, await auth.login(email, password, {ip: addressOf(request), kind: 'cookie'}), next)
    } catch (error) {
      const problem = signInProblem(response, error)
      sendSignInPage(response, assets, problem.status, {next, email: demo ? '' : email, accounts, error: problem.message})
    }
  }

  async function signOut({request, response}: Call<Doors['signOut']>): Promise<void> {
    const session = findSession(request)
    if (session) await auth.logout(session.id)
    response.setHeader('Set-Cookie', auth.cookie.cleared())
    goTo(response, '/login?out=')
  }

  function showSetup({query: {token}, response}: Call<Doors['showSetup']>): void {
    if (!auth.setupOpen(token)) return sendSetupPage(response, assets, 410, {state: 'closed'})
    sendSetupPage(response, assets, 200, {state: 'open', token, name: '', email: '', errors: []})
  }

  async function setUp({body, response}: Call<Doors['setUp']>): Promise<void> {
    const {token = '', name = '', email = '', password = ''} = formOf(body)
    if (!auth.setupOpen(token)) return sendSetupPage(response, assets, 410, {state: 'closed'})
    const who = {name: name.trim().slice(0, 200), email: email.slice(0, 300)}
    try {
      enter(response, await auth.setUp(token, {...who, password}), '/app')
    } catch (error) {
      const problem = signInProblem(response, error)
      if (problem.code === 'setup-closed') return sendSetupPage(response, assets, 410, {state: 'closed'})
      const errors = problem.errors.length > 0 ? problem.errors : [{pointer: '', message: problem.message}]
      sendSetupPage(response, assets, problem.status, {state: 'open', token, ...who, errors})
    }
  }

  function enter(response: Response, {token}: SignedIn, next: string): void {
    response.setHeader('Set-Cookie', auth.cookie.holding(token))
    goTo(response, next)
  }
}

const inTrouble = 'The disk of the server is full or fails: reading works, nothing can be saved until that is mended.'

function noticeOf(sentences: readonly (string | false | undefined)[]): {readonly notice?: string} {
  const said = sentences.filter(Boolean)
  return said.length > 0 ? {notice: said.join(' ')} : {}
}

/** What the form itself can say; our own mistakes go on to the problem handler. */
function signInProblem(response: Response, error: unknown): Problem {
  if (!(error instanceof Problem) || error.status >= 500 && error.status !== 503 && error.status !== 507) throw error
  if (typeof error.more.retry_after === 'number') response.setHeader('Retry-After', String(error.more.retry_after))
  return error
}
