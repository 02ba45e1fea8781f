/** What a socket of `/live` may ask, how its line is known to be alive, and how it ends. */

/** Of one socket. `beatSeconds`: between two beats. `silentSeconds`: after them a line that has beaten is dead. */
export const liveBounds = {topics: 64, pages: 8, messagesPerSecond: 20, messageBytes: 65_536, beatSeconds: 20, silentSeconds: 50} as const

/** Close codes of our own, beside those of RFC 6455. */
export const liveCloseCodes = {
  sessionEnded: {code: 4401, means: 'The session has ended: sign in again.'},
  anotherPerson: {code: 4403, means: 'Somebody else is signed in than `user` says.'},
  slow: {code: 4408, means: 'The reader is too slow: connect again, with `since`.'},
  tooManyMessages: {code: 4429, means: 'More messages in a second than a socket may send.'},
} as const

export type LiveBounds = typeof liveBounds
export type LiveCloseCode<N extends keyof typeof liveCloseCodes> = (typeof liveCloseCodes)[N]['code']
