/** `invalidCursor`: a page was asked for with a cursor that this query never gave. */
import {refusal} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'

export const invalidCursor = (why: 'too-long' | 'foreign' | 'other-sort'): Problem => problem('invalid-cursor', {}, {errors: [refusal('strange-cursor', '?cursor', {why})]})
