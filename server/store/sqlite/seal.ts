/**
 * Seals: what binds each event into the chain of commits. Its leaf is a hash over a salt of its own and all that it says; beside the event stand the salt and the leaf's beginning, so that an
 * altered event is named. Where an event is erased, its whole leaf takes the place of the salt: the chain can still be proven, and nobody can try what was said.
 */
import {hash, randomFillSync} from 'node:crypto'
import type {StoreEvent} from '../store.ts'

/** As it stands in the log. */
export type Sayings = Pick<StoreEvent, 'seq' | 'commit' | 'at' | 'by' | 'schema' | 'id' | 'rev' | 'op' | 'doc' | 'note'>

const saltBytes = 16
const checkBytes = 8
export const leafBytes = 32
export const sealBytes = saltBytes + checkBytes

/** Random bytes are dear one by one. */
const pool = Buffer.alloc(saltBytes * 256)
let used = pool.length

export function newSalt(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += saltBytes
  return Buffer.from(pool.subarray(used - saltBytes, used))
}

/** SHA-256, 32 bytes. */
export const leafOf = (salt: Buffer, text: string): Buffer => hash('sha256', salt.toString('hex') + text, 'buffer')

/** All that an event says, in one way only. */
export const textOf = ({seq, commit, at, by, schema, id, rev, op, doc, note}: Sayings): string => `${JSON.stringify([seq, commit, at, by, schema, id, rev, op, note])}\n${doc ?? ''}`

export const sealOf = (salt: Buffer, leaf: Buffer): Buffer => Buffer.concat([salt, leaf.subarray(0, checkBytes)])

/** The salt in a seal; undefined where the event is erased, or what stands there is no seal. */
export const saltIn = (seal: Buffer | null): Buffer | undefined => (seal?.length === sealBytes ? seal.subarray(0, saltBytes) : undefined)

/** The leaf of an event with this seal; undefined where it is not what was sealed. */
export function provenLeaf(event: Sayings, seal: unknown): Buffer | undefined {
  // What somebody wrote there may be of another type.
  if (!Buffer.isBuffer(seal) || (event.doc !== null && typeof event.doc !== 'string')) return undefined
  if (seal.length === leafBytes) return event.doc === null ? seal : undefined
  const salt = saltIn(seal)
  const leaf = salt && leafOf(salt, textOf(event))
  return leaf && seal.subarray(saltBytes).equals(leaf.subarray(0, checkBytes)) ? leaf : undefined
}
