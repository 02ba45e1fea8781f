/** What a schema's records are called, for people. */
import type {RecordSchema} from '../../../schemas/index.ts'

export function properName(name: string, {title, 'x-plural': plural}: RecordSchema): {readonly one: string; readonly many: string} {
  return {one: title || name, many: plural ?? `${title || name} records`}
}
