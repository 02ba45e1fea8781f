/** A part of a query that is not valid, named as the query parameter that it came from. */
import {refusalOf, type Reason} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'

export const invalidQuery = (parameter: string, why: Reason, code: 'invalid-query' | 'invalid-filter' = 'invalid-query'): Problem =>
  problem(code, {parameter}, {errors: [refusalOf(`?${parameter}`, why)]})
