/** `createReserve`: room on the disk that is held for what must be written when the disk is full. Runs in the writer thread. */
import {randomFillSync} from 'node:crypto'
import {closeSync, fsyncSync, openSync, rmSync, statSync, writeSync} from 'node:fs'

export interface Reserve {
  /** Whether the room is there, made anew where it was given away and the disk has it again. A full disk is asked at most every half second. */
  hold(): boolean
  /** Gives the room to whoever writes next. False where it is given already. */
  give(): boolean
  /** Whether the disk has room beside the reserve. Writes, so that it knows, and takes it away again. */
  hasRoom(): boolean
}

const size = 4 * 1024 * 1024
const scratchSize = 64 * 1024
const patience = 500

/** A file beside the database, of bytes that no file system can make smaller. */
export function createReserve(file: string, now: () => number = Date.now): Reserve {
  const path = `${file}-reserve`
  const scratch = `${file}-room`
  let held = statSync(path, {throwIfNoEntry: false})?.size === size
  let refusedAt = Number.NEGATIVE_INFINITY
  rmSync(scratch, {force: true})

  return {
    hold() {
      if (held) return true
      if (now() - refusedAt < patience) return false
      held = fill(path, size)
      if (!held) refusedAt = now()
      return held
    },
    give() {
      if (!held) return false
      rmSync(path, {force: true})
      held = false
      refusedAt = now()
      return true
    },
    hasRoom() {
      const has = fill(scratch, scratchSize)
      rmSync(scratch, {force: true})
      return has
    },
  }
}

/** Leaves nothing behind where there is no room. */
function fill(path: string, bytes: number): boolean {
  const block = randomFillSync(Buffer.allocUnsafe(scratchSize))
  let handle: number | undefined
  try {
    handle = openSync(path, 'w', 0o600)
    for (let written = 0; written < bytes;) written += writeSync(handle, block, 0, Math.min(block.length, bytes - written))
    fsyncSync(handle)
    return true
  } catch {
    rmSync(path, {force: true})
    return false
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
