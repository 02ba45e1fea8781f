/** How many connections there may be, and how long each may take. Times in milliseconds. */

export interface ConnectionLimits {
  /** In all. */
  readonly sockets: number
  /** Of those who have not signed in, from one address. */
  readonly perAddress: number
  /** Of one person, wherever they are. */
  readonly perPerson: number
  /** For the headers of a request, and for all of it. */
  readonly headersMs: number
  readonly requestMs: number
  /** Between two requests. A proxy expects more than it keeps itself, which is a minute with most. */
  readonly idleMs: {readonly stranger: number; readonly person: number; readonly proxy: number}
  /** For an answer that is whole to be taken, and a second more for so many bytes. Nothing of it may stand still for as long. */
  readonly takenMs: number
  readonly takenPerSecond: number
  /** Between two looks at what has gone on too long. */
  readonly sweepMs: number
}

export const connectionLimits: ConnectionLimits = {
  sockets: 10_000,
  perAddress: 256,
  perPerson: 256,
  headersMs: 15_000,
  requestMs: 40_000,
  idleMs: {stranger: 10_000, person: 30_000, proxy: 65_000},
  takenMs: 20_000,
  takenPerSecond: 64 * 1024,
  sweepMs: 5_000,
}
