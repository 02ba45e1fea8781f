/** `expectAsSeen`: what somebody expects of a record that they may not see is judged as if it were not there. */
import type {AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {CommitFailure, Expectation, Store} from '../store/index.ts'

/** No record has it: the store refuses what expects it, where and when it would refuse what expects a record that is not there. */
const unseenRev = 0

export async function expectAsSeen(store: Store, access: AccessOf, actor: Actor, expect: readonly Expectation[] = []): Promise<readonly Expectation[]> {
  if (actor.system === true || expect.length === 0) return expect
  const asSeen: Expectation[] = []
  for (const one of expect) {
    const {kind, schema, id} = one
    const of = access.findAccess(actor, schema, 'read')
    const record = of?.rows === undefined ? undefined : await store.get(schema, id)
    if (record === undefined || of!.sees(record)) asSeen.push(one)
    else if (kind !== 'absent') asSeen.push({kind: 'rev', schema, id, rev: unseenRev})
  }
  return asSeen
}

/** The refusal of such a one, as that of a record that is not there. */
export function failureAsSeen(failure: CommitFailure): CommitFailure {
  return failure.kind === 'stale' && failure.expected === unseenRev ? {kind: 'missing', schema: failure.schema, id: failure.id} : failure
}
