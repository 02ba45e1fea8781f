/** By which way a change came. */
import type {TypeOf} from '../type-of.ts'

/** `ui`: pages and designer. `token:<id>`: a program that signed in, by the id of its session; `cli:<id>` and `agent:<id>` where it says what it is. `system`: Espalier itself. */
export const viaSchema = {
  anyOf: [
    {enum: ['ui', 'api', 'hook', 'import', 'macro', 'automation', 'system']},
    {type: 'string', pattern: '^(?:token|cli|agent):[0-9A-Za-z._-]{1,64}$'},
  ],
} as const

type Word = TypeOf<(typeof viaSchema.anyOf)[0]>
export type Via = Word | `${'token' | 'cli' | 'agent'}:${string}`
