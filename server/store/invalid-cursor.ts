/** `InvalidCursor`: a page was asked for with a cursor that this query never gave. */
import {Problem} from '../errors.ts'

export class InvalidCursor extends Problem {
  constructor(reason: string) {
    const message = `expected a cursor that an earlier page of this query gave in \`next\` or \`prev\`, got one that ${reason}; leave it out to start from the first page`
    super(400, 'invalid-cursor', 'The request is not valid', {detail: message, errors: [{pointer: '?cursor', message}]})
  }
}
