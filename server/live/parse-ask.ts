/** Whether what came over a socket is a message of a client, as its literal in `schemas/wire/` says. */
import {liveAsks, type LiveAsk} from '../../schemas/index.ts'
import {createDataChecker} from '../catalog/index.ts'

const checker = createDataChecker()
const known = new Map<unknown, (typeof liveAsks)[number]>(liveAsks.map(literal => [literal.properties.type.const, literal]))
/** Characters of what is answered: whoever sends long names reads their beginning. */
const longest = 400

/** The message, or why it is none. */
export function parseAsk(text: string): LiveAsk | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'expected JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'expected an object, as in {"type":"subscribe","topics":["records:contact"]}'
  }
  const type = Object.hasOwn(value, 'type') ? (value as {readonly type?: unknown}).type : undefined
  const literal = known.get(type)
  if (!literal) return `type: expected ${listed([...known.keys()])}, got ${JSON.stringify(type)?.slice(0, 40) ?? 'none'}`
  const [error] = checker.check(literal, value)
  if (!error) return value as LiveAsk
  // Of a member that is unknown, those that are known are told.
  const members = error.message.startsWith('unknown') ? `; expected ${listed(Object.keys(literal.properties))}` : ''
  return `${error.pointer.slice(1, longest)}: ${error.message.slice(0, longest)}${members}`
}

function listed(names: readonly unknown[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${String(names.at(-1))}` : names.join('')
}
