/** `refusedNames`: which properties of a change a problem is about, or that it is the record. */
import {refusalOf, type Reason, type Refusal} from '../../../schemas/index.ts'
import type {Problem} from '../../errors.ts'

/** By property, '' for the record: why it stays. */
export type Stays = ReadonlyMap<string, Refusal>

/** `names`: those that the change sets or takes out. Undefined: the problem is none of this record's. */
export function refusedNames({errors, params}: Pick<Problem, 'errors' | 'params'>, names: ReadonlySet<string>): Stays | undefined {
  const found = new Map<string, Refusal>()
  for (const error of errors) {
    const name = (error.pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
    if (names.has(name) && !found.has(name)) found.set(name, error)
  }
  if (found.size > 0) return found
  const why = params['why'] as Reason | undefined
  const first = errors[0] ?? (why && refusalOf('', why))
  return first && new Map([['', first]])
}
