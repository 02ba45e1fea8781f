/** One thing that is wrong with what was sent, as it goes over the wire: `Refusal` of `schemas/words`. */
import type {TypeOf} from '../type-of.ts'

const text = {type: 'string'} as const

export const wireErrorSchema = {
  type: 'object',
  required: ['code', 'pointer', 'params', 'message'],
  properties: {
    code: {type: 'string', description: 'Stable, in kebab-case.'},
    pointer: {type: 'string', description: 'JSON Pointer into what was sent, or `?parameter`.'},
    params: {type: 'object', description: 'What the message speaks of: with the code, all that it is made of.'},
    message: text,
  },
} as const
export type WireError = TypeOf<typeof wireErrorSchema>
