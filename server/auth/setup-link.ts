/** The first start: a one-time link under which the first admin is made. */
import {systemActor} from '../actor.ts'
import type {SessionCommit} from './hold-sessions.ts'
import {Conflict, problem, type Problem} from '../errors.ts'
import type {Store} from '../store/store.ts'
import type {SignedIn} from './auth.ts'
import {checkNewPassword} from './password.ts'
import {hashToken, isToken, newToken, sameHash} from './token.ts'

export interface Setup {
  ensureLink(): Promise<string | undefined>
  isOpen(token: string): boolean
  use(token: string, who: {readonly name: string; readonly email: string; readonly password: string}): Promise<SignedIn>
}

/** Always the same, so that the store itself decides which of several first admins is the one. */
const firstAdminId = '00000000-0000-7000-8000-000000000001'

/** The link lives in memory: a restart prints another, and makes the old one void. */
export function createSetup({store, commit, open}: {readonly store: Pick<Store, 'page'>; readonly commit: SessionCommit; readonly open: (userId: string) => Promise<SignedIn>}): Setup {
  let expected: string | undefined

  const isOpen = (token: string) => expected !== undefined && isToken(token) && sameHash(hashToken(token), expected)

  return {
    async ensureLink() {
      const {items} = await store.page({schema: 'user', limit: 1, state: 'all'})
      if (items.length > 0) {
        expected = undefined
        return undefined
      }
      const token = newToken()
      expected = hashToken(token)
      return `/setup?token=${token}`
    },
    isOpen,
    async use(token, {name, email, password}) {
      if (!isOpen(token)) throw closed()
      checkNewPassword(password, email)
      try {
        await commit(systemActor, {changes: [{op: 'create', schema: 'user', id: firstAdminId, data: {name, email, password, role: 'admin'}}]})
      } catch (error) {
        if (error instanceof Conflict) throw closed(error)
        throw error
      }
      expected = undefined
      return open(firstAdminId)
    },
  }
}

const closed = (cause?: unknown): Problem => problem('setup-closed', {}, {cause})
