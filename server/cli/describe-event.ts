/** Live messages in one line each, for a person. */
import type {LiveMessage} from '../../runtime/page.ts'
import type {Paint} from './paint.ts'

type Describe = {readonly [T in LiveMessage['type']]: ((message: LiveMessage & {readonly type: T}, paint: Paint) => string) | undefined}

const describe: Describe = {
  subscribed: ({topics, refused}, paint) => paint.dim(`watching ${topics.join(' ')}${refused.length > 0 ? `; refused: ${refused.map(({topic, reason}) => `${topic} (${reason})`).join(', ')}` : ''}`),
  'screen-swapped': ({screen, steps, to}, paint) => `${paint.cyan('swapped')}   ${screen}  ${steps.length === 0 ? 'nothing that you see' : steps.map(nameOf).join(', ')}  ${paint.dim(to.slice(0, 12))}`,
  'records-changed': ({schema, changes, more}, paint) => `${paint.cyan('records')}   ${schema}  ${changes.map(({id, op, rev}) => `${op} ${id} rev ${rev}`).join(', ')}${more ? ` and ${more} more` : ''}`,
  'draft-changed': ({screen, steps}, paint) => `${paint.cyan('draft')}     ${screen}  ${steps.map(nameOf).join(', ')}`,
  'release-published': ({release}, paint) => `${paint.cyan('release')}   ${paint.bold(String(release.number))} ${release.kind}  ${release.note}`,
  resync: ({topic}, paint) => `${paint.yellow('resync')}    ${topic ?? 'everything'}`,
  refused: ({reason}, paint) => `${paint.red('refused')}   ${reason}`,
  'snippet-changed': ({name}, paint) => `${paint.cyan('snippet')}   ${name}`,
  'snippet-broken': ({name, message}, paint) => `${paint.red('snippet')}   ${name} is broken: ${message}`,
  beat: undefined,
  pong: undefined,
}

const nameOf = (step: {readonly type: string; readonly id?: string; readonly path?: readonly string[]}): string => [step.type, step.path?.join('.'), step.id?.slice(-6)].filter(Boolean).join(' ')

/** Undefined: nothing worth a line, or a message of a newer server. */
export function describeEvent(message: LiveMessage, paint: Paint): string | undefined {
  const known = Object.hasOwn(describe, message.type) ? describe[message.type] : undefined
  const line = (known as ((one: LiveMessage, paint: Paint) => string) | undefined)?.(message, paint)
  return line === undefined ? undefined : `${paint.dim(String(message.seq).padStart(6))}  ${line}`
}
