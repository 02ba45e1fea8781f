/** The log of commits: why each happened, and its link in the chain of hashes. One row for each commit that has events. */
import {hash} from 'node:crypto'
import type {Via} from '../../../schemas/index.ts'
import type {CommitOrigin, Origin} from '../store.ts'
import {leafOf, newSalt} from './seal.ts'
import type {StatementCache} from './statement-cache.ts'

/** `first`: the seq of its first event. `salt`: of `meta`; its leaf where `meta` was erased. */
export interface CommitRow {
  readonly n: number
  readonly first: number
  readonly via: string | Buffer | null
  readonly cause: string | null
  readonly depth: number
  readonly on_behalf_of: string | null
  readonly meta: string | null
  readonly salt: Buffer | null
  readonly chain: Buffer
}

/** Its row and what it hashes over: `leaves` of its events, in order; `before`: the chain until then, empty at the beginning. */
export interface NewCommit {readonly n: number; readonly first: number; readonly origin: CommitOrigin | undefined; readonly leaves: readonly Buffer[]; readonly before: Buffer}

export const emptyChain = Buffer.alloc(0)

/** Writes the row, and answers the chain as it is from then on. */
export function logCommit(statements: StatementCache, {n, first, origin = {}, leaves, before}: NewCommit): Buffer {
  const {via = null, cause = null, depth = 0, on_behalf_of = null} = origin
  const meta = origin.meta === undefined ? null : JSON.stringify(origin.meta)
  const salt = meta === null ? null : newSalt()
  const row = {n, first, via: packVia(via), cause, depth, on_behalf_of}
  const chain = linkOf(before, row, salt && leafOf(salt, meta!), leaves)
  statements.prepare('INSERT INTO commit_log (n, first, via, cause, depth, on_behalf_of, meta, salt, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(n, first, row.via, cause, depth, on_behalf_of, meta, salt, chain)
  return chain
}

/** SHA-256 over the chain before, the commit's own row and its leaves. */
export function linkOf(before: Buffer, {n, first, via, cause, depth, on_behalf_of}: Omit<CommitRow, 'meta' | 'salt' | 'chain'>, metaLeaf: Buffer | null, leaves: readonly Buffer[]): Buffer {
  const own = JSON.stringify([n, first, unpackVia(via), cause, depth, on_behalf_of, metaLeaf?.toString('hex') ?? null])
  return hash('sha256', `${before.toString('hex')}${own}\n${leaves.map(leaf => leaf.toString('hex')).join('')}`, 'buffer')
}

/** The chain as it is after the last commit. */
export function loadChain(statements: StatementCache): Buffer {
  return statements.prepare('SELECT chain FROM commit_log ORDER BY n DESC LIMIT 1').pluck().all()[0] as Buffer | undefined ?? emptyChain
}

const programs = ['token', 'cli', 'agent'] as const
const program = /^(token|cli|agent):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** A program and the id of its session are kept as 17 bytes: they stand in each of its commits. */
function packVia(via: Via | null): string | Buffer | null {
  const [, kind, id] = (via === null ? undefined : program.exec(via)) ?? []
  if (kind === undefined || id === undefined) return via
  return Buffer.concat([Buffer.of(programs.indexOf(kind as (typeof programs)[number])), Buffer.from(id.replaceAll('-', ''), 'hex')])
}

export function unpackVia(via: string | Buffer | null): Via | null {
  if (!Buffer.isBuffer(via)) return via as Via | null
  return `${programs[via[0]!] ?? 'token'}:${via.toString('hex', 1).replace(/^(.{8})(.{4})(.{4})(.{4})(.*)$/, '$1-$2-$3-$4-$5')}`
}

/** With what it read of a commit's row beside other columns. */
export const withOrigin = <Row extends {readonly via: string | Buffer | null}>(row: Row): Omit<Row, 'via'> & Pick<Origin, 'via'> => ({...row, via: unpackVia(row.via)})
