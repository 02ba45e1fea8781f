/** `verifyLog`: proves that nothing in a tenant's log was changed since it was written, and that its records are as the log says; names what is not. */
import type {Database} from 'better-sqlite3'
import {emptyChain, linkOf, type CommitRow} from './commit-log.ts'
import {alteredRecords} from './altered-records.ts'
import {leafBytes, leafOf, provenLeaf, type Sayings} from './seal.ts'

/**
 * What is not as it was written. `emptied`: its text is gone without a purge. `gap`: events that are missing. `record`: the row is not what the last event of the record says.
 */
export type LogBreak =
  | {readonly kind: 'event' | 'emptied'; readonly seq: number; readonly schema: string; readonly id: string}
  | {readonly kind: 'gap'; readonly from: number; readonly to: number}
  | {readonly kind: 'commit'; readonly commit: number; readonly from: number; readonly to: number}
  | {readonly kind: 'record'; readonly schema: string; readonly id: string}

/**
 * `head`: the last commit and its hash in hex, which proves all before it: to be kept elsewhere, as a log that is cut off at its end, or written anew from some point on, is whole in itself.
 * `knowsHead`: whether the chain, as it was computed, came by the head that was asked for. `broken`: the first 100. `erased`: events whose text was purged.
 */
export interface LogProof {
  readonly events: number
  readonly commits: number
  readonly erased: number
  readonly head: {readonly commit: number; readonly seq: number; readonly hash: string} | undefined
  readonly knowsHead: boolean
  readonly broken: readonly LogBreak[]
}

type EventRow = Sayings & {readonly seal: unknown}

const mostBreaks = 100

/** Reads all of it, oldest first, as it stood at one moment. `db` is only read. `known`: a head of earlier, in hex. */
export function verifyLog(db: Database, known?: string): LogProof {
  return db.transaction(() => {
    const proof = walk(db, known)
    return {...proof, broken: [...proof.broken, ...alteredRecords(db, mostBreaks)].slice(0, mostBreaks)}
  }).deferred()
}

function walk(db: Database, known: string | undefined): LogProof {
  const broken: LogBreak[] = []
  const commitRows = db.prepare('SELECT * FROM commit_log WHERE n > ? AND n <= ? ORDER BY n')
  const purgeAfter = db.prepare(`SELECT 1 FROM event WHERE schema = ? AND id = ? AND seq > ? AND op = 'purge' LIMIT 1`).pluck()
  /** The chain before a commit: as it is written, and as it must be. */
  let before: readonly [written: Buffer, made: Buffer] = [emptyChain, emptyChain]
  let head: LogProof['head']
  let knowsHead = false
  let [events, commits, erased, last, lastCommit] = [0, 0, 0, 0, 0]
  let open: {readonly n: number; readonly first: number; readonly leaves: Buffer[]; isNamed: boolean} | undefined
  /** Altered events: of which commit they were is not to be believed, and what is wrong with that one is said already. */
  const altered = new Set<number>()
  let followsAltered = false

  /** A row of a commit that has no events. */
  const nameEmpty = ({n, first}: CommitRow): void => {
    if (!altered.has(first)) broken.push({kind: 'commit', commit: n, from: first, to: first})
  }

  const close = (): void => {
    if (!open) return
    const {n, first, leaves, isNamed} = open
    const rows = commitRows.all(lastCommit, n) as CommitRow[]
    rows.filter(row => row.n !== n).forEach(nameEmpty)
    const row = rows.find(one => one.n === n)
    const metaLeaf = row === undefined ? undefined : metaLeafOf(row)
    const links = row && metaLeaf !== undefined && row.first === first ? before.map(chain => linkOf(chain, row, metaLeaf, leaves)) : []
    const written = Buffer.isBuffer(row?.chain) ? row.chain : emptyChain
    const isWhole = links.some(link => link.equals(written))
    if (!isWhole && !isNamed) broken.push({kind: 'commit', commit: n, from: first, to: last})
    commits += 1
    lastCommit = Math.max(lastCommit, n)
    head = {commit: n, seq: last, hash: written.toString('hex')}
    knowsHead ||= isWhole && head.hash === known
    before = [written, links[0] ?? emptyChain]
  }

  for (const event of db.prepare('SELECT * FROM event ORDER BY seq').iterate() as IterableIterator<EventRow>) {
    const {seq, commit, schema, id, seal} = event
    const leaf = provenLeaf(event, seal)
    const isErased = Buffer.isBuffer(seal) && seal.length === leafBytes
    const isGap = seq !== last + 1
    if (isGap) broken.push({kind: 'gap', from: last + 1, to: seq - 1})
    if (leaf === undefined) {
      broken.push({kind: 'event', seq, schema, id})
      altered.add(seq)
      if (open) open.isNamed = true
      followsAltered = true
    } else {
      if (open?.n !== commit) {
        close()
        open = {n: commit, first: seq, leaves: [], isNamed: followsAltered}
      }
      followsAltered = false
      if (isErased && purgeAfter.all(schema, id, seq).length === 0) {
        broken.push({kind: 'emptied', seq, schema, id})
        open.isNamed = true
      }
      open.isNamed ||= isGap
      open.leaves.push(leaf)
    }
    events += 1
    if (isErased) erased += 1
    last = seq
  }
  close()
  ;(commitRows.all(lastCommit, Number.MAX_SAFE_INTEGER) as CommitRow[]).forEach(nameEmpty)
  return {events, commits, erased, head, knowsHead, broken}
}

/** Null where the commit never had any; undefined where what stands there cannot be. */
function metaLeafOf({meta, salt}: CommitRow): Buffer | null | undefined {
  if (!Buffer.isBuffer(salt) || (meta !== null && typeof meta !== 'string')) return salt === null && meta === null ? null : undefined
  if (meta !== null) return leafOf(salt, meta)
  return salt.length === leafBytes ? salt : undefined
}
