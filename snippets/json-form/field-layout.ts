/** A UI schema that places fields one after the other. */
import type {RecordSchema} from '../../schemas/index.ts'
import {formFields} from '../form/form-field.ts'

/** `names` left out: every field of the schema, in its order. */
export const fieldLayout = (schema: Pick<RecordSchema, 'properties'>, names?: readonly string[]): object => ({
  type: 'VerticalLayout',
  elements: formFields(schema as RecordSchema, names).map(({name}) => ({type: 'Control', scope: `#/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`})),
})
