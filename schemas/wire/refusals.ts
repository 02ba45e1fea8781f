/** What an operation may be refused for, as its literal names it; the body is a problem document (RFC 9457). */

/** By name: the status, and what the reference says. */
export const refusals = {
  BadRequest: ['400', 'The request is not valid: an unknown field or parameter, a wrong type, malformed JSON.'],
  Unauthenticated: ['401', 'Nobody is signed in, or the session has ended.'],
  Forbidden: ['403', 'Your role does not allow it, or another site made the request.'],
  NotFound: ['404', 'It is not there, or you may not see it.'],
  Conflict: ['409', 'It contradicts what is stored: a broken link, a value that must be unique, a record in another state.'],
  Stale: ['412', 'The record is at another revision than If-Match says.'],
  TooLarge: ['413', 'The body is larger than the operation takes, after decompression.'],
  WrongType: ['415', 'The body has a type that is not read here.'],
  Unprocessable: ['422', 'It is well formed and cannot be done: a used idempotency key, problems that stop a publish.'],
  UpgradeRequired: ['426', 'The address speaks WebSocket alone.'],
  TooMany: ['429', 'Too many attempts; Retry-After says how long to wait.'],
  Failed: ['5XX', 'The server, or what it stores on, failed; nothing was written. `code` says whether it is the disk.'],
} as const satisfies {readonly [name: string]: readonly [status: string, description: string]}

export type RefusalName = keyof typeof refusals

/** For signed-in people and programs. */
export const refusedRead = ['BadRequest', 'Unauthenticated', 'Forbidden'] as const
/** What any call with a body may be answered. */
export const refusedBody = ['BadRequest', 'Unauthenticated', 'Forbidden', 'TooLarge', 'WrongType'] as const
