/** Why something of the past cannot be taken back, in English. */
import type {Reason} from '../reason.ts'
import type {Tell} from '../words.ts'
import {counted} from './nouns.ts'

/** An event that came later, where it may be told of. */
interface Later {readonly by?: string | undefined; readonly at?: string | undefined}

const byWhom = ({by, at}: Later): string => (by === undefined ? 'since' : `by ${by} at ${at}`)

/** What to do about records that nobody changes one by one. */
const instead: {readonly [schema: string]: string} = {
  schema: 'put the earlier version with PUT /api/v1/schemas/{name}',
  ui_node: 'undo the steps in the designer',
  ui_tree: 'roll back the release',
  release: 'roll back with POST /api/v1/releases/{id}/rollback',
  session: 'sign out or in',
  ui_snippet: 'change the snippet\'s own file',
}

export const eventSentences = {
  'no-such-commit': ({commit}: {readonly commit: number}) => `commit ${commit}: there is no such commit, or you may see nothing of it`,
  'no-such-cause': ({cause}: {readonly cause: string}) => `cause ${cause}: there is no commit with it, or you may see nothing of any`,
  'commit-or-cause': () => 'expected either "commit" or "cause"',
  'most-taken-back': ({most}: {readonly most: number}) => `expected at most ${most} records to take back at once, got more; take its commits back one by one`,
  'most-events-taken-back': ({most}: {readonly most: number}) =>
    `expected at most ${most} events of these records since then, got more; take its commits back one by one`,
  'edited-later': (later: Later) => `was changed ${byWhom(later)}; what it became then stays`,
  'edited-whole': (later: Later) => `was changed ${byWhom(later)} after it was made; it stays whole`,
  'archived-since': (later: Later) => `was archived ${byWhom(later)}; restore it first`,
  'purged-since': () => 'was purged, and stays so',
  'linked-since': ({by}: {readonly by: readonly {readonly count: number; readonly schema: string; readonly property: string}[]}) =>
    `records link to it that came since: ${by.map(({count, schema, property}) => `${count} ${schema} by ${property}`).join(', ')}`,
  'not-by-hand': ({schema}: {readonly schema: string}) =>
    `nobody changes records of ${schema} one by one${Object.hasOwn(instead, schema) ? `; ${instead[schema]} instead` : ''}`,
  'hangs-together': () => 'hangs together with others that cannot be taken back; take back less at once',
} as const

/** What a take-back as a whole is refused with. */
export const eventDetails = {
  'not-all-taken-back': ({left, taken, schema, id, pointer, why}: NotAll, _errors: unknown, tell: Tell) =>
    `Nothing was taken back, as ${left === 1 ? 'this cannot be' : `${left} things cannot be, such as this`}: ${schema} ${id}${pointer && `, ${pointer}`}: ${tell(why)}. `
    + (taken === 0 ? 'There is nothing else to take back.' : `Send "rest": true to take back the rest: ${counted(taken, 'record')}.`),
} as const

/** The first of what cannot be taken back, how much there is of it, and how many records are left that can. */
interface NotAll {
  readonly left: number
  readonly taken: number
  readonly schema: string
  readonly id: string
  readonly pointer: string
  readonly why: Reason
}
