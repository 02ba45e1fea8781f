/** The tone of a status word: what the schema says (`"x-tones": {"lost": "bad"}`), else what common words mean. */
import type {PropertySchema} from '../schemas/index.ts'

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

const common: {readonly [word: string]: Tone} = {
  active: 'good', approved: 'good', completed: 'good', customer: 'good', delivered: 'good', done: 'good', paid: 'good', shipped: 'good', won: 'good',
  confirmed: 'info', in_progress: 'info', new: 'info', open: 'info', planned: 'info', prospect: 'info', qualified: 'info',
  due: 'warn', on_hold: 'warn', packed: 'warn', pending: 'warn', waiting: 'warn',
  blocked: 'bad', cancelled: 'bad', failed: 'bad', lost: 'bad', overdue: 'bad', rejected: 'bad',
}
const tones: ReadonlySet<unknown> = new Set<Tone>(['neutral', 'info', 'good', 'warn', 'bad'])

export function toneOf(value: unknown, schema: PropertySchema): Tone {
  const said: unknown = schema['x-tones']
  const word = String(value)
  if (typeof said === 'object' && said !== null && Object.hasOwn(said, word)) {
    const tone: unknown = (said as {readonly [word: string]: unknown})[word]
    return tones.has(tone) ? tone as Tone : 'neutral'
  }
  return Object.hasOwn(common, word) ? common[word]! : 'neutral'
}
