/** Whether what came over a socket is a message of a client, as its literal in `schemas/wire/` says. */
import {liveAsks, reason, reasonIn, type LiveAsk, type Reason} from '../../schemas/index.ts'
import {createDataChecker} from '../catalog/index.ts'

const checker = createDataChecker()
const literals = new Map<unknown, (typeof liveAsks)[number]>(liveAsks.map(literal => [literal.properties.type.const, literal]))
const types = liveAsks.map(literal => literal.properties.type.const)
/** Characters of a name that is answered: whoever sends long ones reads their beginning. */
const longest = 400

/** The message, or why it is none. */
export function parseAsk(text: string): LiveAsk | Reason {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return reason('message-not-json')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return reason('message-not-an-object')
  const type = Object.hasOwn(value, 'type') ? (value as {readonly type?: unknown}).type : undefined
  const literal = literals.get(type)
  if (!literal) return reason('message-of-other-type', {got: JSON.stringify(type)?.slice(0, 40), known: types})
  const [error] = checker.check(literal, value)
  if (!error) return value as LiveAsk
  const name = error.pointer.slice(1, longest)
  // Of a member that is unknown, those that are known are told.
  if (error.code === 'unknown-field') return reason('message-member-unknown', {name, near: error.params['near'] as string | undefined, known: Object.keys(literal.properties)})
  return reason('message-member', {name, why: reasonIn(error)})
}
