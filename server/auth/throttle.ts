/** Slows down guessing: each failure beyond a few free ones doubles the wait, per account and per address. */
import {createHash, randomBytes} from 'node:crypto'
import {problem} from '../errors.ts'
import {networkOf} from '../network-of.ts'

export interface Throttle {
  /** Counts an attempt as failed until it is told otherwise, so that attempts at the same moment count too. Throws 429 with `retry_after` seconds; what is refused is not counted. */
  begin(attempt: {readonly account: string; readonly ip: string}): {succeed(): void}
}

interface Policy {readonly free: number; readonly maxWait: number}

/** Low for an account, so that a stranger's guessing cannot lock its owner out for long. */
const accountPolicy: Policy = {free: 5, maxWait: 60_000}
const addressPolicy: Policy = {free: 20, maxWait: 15 * 60_000}
const forgottenAfter = 60 * 60_000
/** Counters stand in a table of fixed size under a salted hash: no flood of made-up names can grow it or push others out. */
const slots = 1 << 15

/** `now` in milliseconds. */
export function createThrottle(now: () => number): Throttle {
  const salt = randomBytes(16)
  const accounts = createCounters(accountPolicy)
  const addresses = createCounters(addressPolicy)
  const slotOf = (key: string) => createHash('sha256').update(salt).update(key).digest().readUInt32LE(0) % slots
  return {
    begin({account, ip}) {
      const at = now()
      const accountSlot = slotOf(account)
      const addressSlot = slotOf(networkOf(ip))
      const wait = Math.max(accounts.wait(accountSlot, at), addresses.wait(addressSlot, at))
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000)
        throw problem('too-many-attempts', {seconds}, {more: {retry_after: seconds}})
      }
      accounts.fail(accountSlot, at)
      addresses.fail(addressSlot, at)
      return {
        succeed() {
          accounts.clear(accountSlot)
          addresses.forgive(addressSlot)
        },
      }
    },
  }
}

function createCounters({free, maxWait}: Policy) {
  const failures = new Uint32Array(slots)
  const last = new Float64Array(slots)
  const until = new Float64Array(slots)
  return {
    wait: (slot: number, at: number) => until[slot]! - at,
    fail(slot: number, at: number) {
      if (at - last[slot]! > forgottenAfter) failures[slot] = 0
      const count = failures[slot]! + 1
      failures[slot] = count
      last[slot] = at
      until[slot] = count > free ? at + Math.min(1000 * 2 ** (count - free - 1), maxWait) : 0
    },
    clear(slot: number) {
      failures[slot] = 0
      until[slot] = 0
    },
    /** Takes back one failure, and only that: knowing one password buys no fresh guesses at others. */
    forgive(slot: number) {
      failures[slot] = Math.max(0, failures[slot]! - 1)
      if (failures[slot] <= free) until[slot] = 0
    },
  }
}
