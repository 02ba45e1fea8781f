/** Setting one property of a node. */
import type {SetStep} from '../../ast/index.ts'
import type {Json} from '../../schemas/index.ts'

/** No `value` unsets. */
export const setValue = (id: string, path: readonly string[], value: Json | undefined): SetStep => ({type: 'set', id, path, ...(value === undefined ? {} : {value})})
