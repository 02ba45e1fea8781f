/** JSON Pointers (RFC 6901), as errors name places by. */

/** `jsonPointer('data', 'a/b', 0)` is `/data/a~1b/0`. */
export const jsonPointer = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
