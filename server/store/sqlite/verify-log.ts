/** `verifyLog`: proves that nothing in a tenant's log was changed since it was written, and names what was. */
import type {Database} from 'better-sqlite3'
import {emptyChain, linkOf, type CommitRow} from './commit-log.ts'
import {leafBytes, leafOf, provenLeaf, type Sayings} from './seal.ts'

/** What is not as it was written. `emptied`: its text is gone without a purge. `gap`: events that are missing. */
export type LogBreak =
  | {readonly kind: 'event' | 'emptied'; readonly seq: number; readonly schema: string; readonly id: string}
  | {readonly kind: 'gap'; readonly from: number; readonly to: number}
  | {readonly kind: 'commit'; readonly commit: number; readonly from: number; readonly to: number}

/**
 * `head`: the last commit and its hash in hex, which proves all before it: to be kept elsewhere, as a log that is cut off at its end, or written anew from some point on, is whole in itself.
 * `knowsHead`: whether a commit has the hash that was asked for. `broken`: the first 100. `erased`: events whose text was purged.
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

/** Reads all of it, oldest first. `db` is only read. `known`: a head of earlier, in hex. */
export function verifyLog(db: Database, known?: string): LogProof {
  const broken: LogBreak[] = []
  const commitRow = db.prepare('SELECT * FROM commit_log WHERE n = ?')
  const purgeAfter = db.prepare(`SELECT 1 FROM event WHERE schema = ? AND id = ? AND seq > ? AND op = 'purge' LIMIT 1`).pluck()
  /** The chain before a commit: as it is written, and as it must be. */
  let before: readonly [written: Buffer, made: Buffer] = [emptyChain, emptyChain]
  let head: LogProof['head']
  let [events, commits, erased, last] = [0, 0, 0, 0]
  let open: {readonly n: number; readonly first: number; readonly leaves: Buffer[]; isNamed: boolean} | undefined

  const close = (): void => {
    if (!open) return
    const {n, first, leaves, isNamed} = open
    const row = commitRow.all(n)[0] as CommitRow | undefined
    const metaLeaf = row === undefined ? undefined : metaLeafOf(row)
    const links = row && metaLeaf !== undefined && row.first === first ? before.map(chain => linkOf(chain, row, metaLeaf, leaves)) : []
    const isWhole = Buffer.isBuffer(row?.chain) && links.some(link => link.equals(row.chain))
    if (!isWhole && !isNamed) broken.push({kind: 'commit', commit: n, from: first, to: last})
    commits += 1
    const written = Buffer.isBuffer(row?.chain) ? row.chain : emptyChain
    head = {commit: n, seq: last, hash: written.toString('hex')}
    before = [written, links[0] ?? emptyChain]
  }

  for (const event of db.prepare('SELECT * FROM event ORDER BY seq').iterate() as IterableIterator<EventRow>) {
    const {seq, commit, schema, id, seal} = event
    if (open?.n !== commit) {
      close()
      open = {n: commit, first: seq, leaves: [], isNamed: false}
    }
    if (seq !== last + 1) {
      broken.push({kind: 'gap', from: last + 1, to: seq - 1})
      open.isNamed = true
    }
    const leaf = provenLeaf(event, seal)
    const isErased = Buffer.isBuffer(seal) && seal.length === leafBytes
    const isEmptied = leaf !== undefined && isErased && purgeAfter.all(schema, id, seq).length === 0
    if (leaf === undefined || isEmptied) {
      broken.push({kind: isEmptied ? 'emptied' : 'event', seq, schema, id})
      open.isNamed = true
    }
    open.leaves.push(leaf ?? emptyChain)
    events += 1
    if (isErased) erased += 1
    last = seq
  }
  close()
  const ahead = db.prepare('SELECT n, first FROM commit_log WHERE first > ? ORDER BY n').all(last) as Pick<CommitRow, 'n' | 'first'>[]
  for (const {n, first} of ahead) broken.push({kind: 'commit', commit: n, from: first, to: first})
  const knowsHead = known !== undefined && db.prepare('SELECT 1 FROM commit_log WHERE chain = ?').all(Buffer.from(known, 'hex')).length > 0
  return {events, commits, erased, head, knowsHead, broken: broken.slice(0, mostBreaks)}
}

/** Null where the commit never had any; undefined where what stands there cannot be. */
function metaLeafOf({meta, salt}: CommitRow): Buffer | null | undefined {
  if (!Buffer.isBuffer(salt) || (meta !== null && typeof meta !== 'string')) return salt === null && meta === null ? null : undefined
  if (meta !== null) return leafOf(salt, meta)
  return salt.length === leafBytes ? salt : undefined
}
