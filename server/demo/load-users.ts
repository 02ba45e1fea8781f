/** The demo's four people, one for each role. */
import type {Role} from '../../schemas/index.ts'
import type {Commit} from '../commit/change.ts'
import {systemActor} from '../actor.ts'

export const demoUsers: readonly {readonly email: string; readonly name: string; readonly role: Role}[] = [
  {email: 'admin@demo.test', name: 'Ada Moreno', role: 'admin'},
  {email: 'manager@demo.test', name: 'Milo Virtanen', role: 'manager'},
  {email: 'agent@demo.test', name: 'Inès Laurent', role: 'agent'},
  {email: 'readonly@demo.test', name: 'Robin Hughes', role: 'readonly'},
]

export async function loadUsers(commit: Commit, password: string): Promise<void> {
  await commit(systemActor, {changes: demoUsers.map(user => ({op: 'create', schema: 'user', data: {...user, password}}))})
}
