/** `Work`: a commit as it grows: authorises, checks and computes one change after the other; later changes see what earlier ones will have written. */
import {sameJson} from '../../ast/index.ts'
import type {Json, JsonObject, Verb} from '../../schemas/index.ts'
import type {Access, AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog, CatalogEntry} from '../catalog/index.ts'
import {problem} from '../errors.ts'
import type {Expectation, Store, StoredRecord, StoreWrite} from '../store/index.ts'
import type {Change, CommitRequest, Derive} from './change.ts'
import {boundedText} from './check-body.ts'
import {linkBroken, notFound, wrongState} from './failure-problem.ts'
import type {UserChange} from './keep-an-admin.ts'
import {newData, refuse, type Edit} from './new-data.ts'
import {checkPlainId} from './plain-id.ts'
import {createScale, type Scale} from './scale.ts'
import type {Writer} from './writer.ts'

export interface WorkDeps {
  readonly store: Store
  readonly catalog: Catalog
  readonly access: AccessOf
  readonly newId: () => string
}

/** `record`: the index of its write, or the record that it leaves as it is. `checkedBy`: to the schema that its data were checked against, which the store finds in force or refuses the commit. */
export interface Taken {readonly record: number | StoredRecord; readonly checkedBy: Access | undefined; readonly extra: readonly Change[]}

const verbs: Readonly<Record<Change['op'], Verb>> = {
  create: 'create', replace: 'update', merge: 'update', 'json-patch': 'update', 'put-back': 'update', archive: 'archive', restore: 'archive', purge: 'purge', remove: 'purge',
}

const keyOf = ({schema, id}: {readonly schema: string; readonly id: string}): string => `${schema}/${id}`

/** Begins with the records that `changes` are about. */
export async function startWork(deps: WorkDeps, {changes, bounds}: Pick<CommitRequest, 'changes' | 'bounds'>): Promise<Work> {
  const scale = createScale(bounds)
  return new Work(deps, changes, await load(deps, changes, scale), scale)
}

/** Few at a time where they may be large. */
const together = 50

async function load({store, catalog}: WorkDeps, changes: readonly Change[], scale: Scale): Promise<Map<string, StoredRecord>> {
  const ids = new Map<string, Set<string>>()
  for (const change of changes) if (change.op !== 'create' && catalog.find(change.schema)) ids.set(change.schema, (ids.get(change.schema) ?? new Set()).add(change.id))
  const found = new Map<string, StoredRecord>()
  for (const [schema, wanted] of ids) {
    const all = [...wanted]
    for (let at = 0; at < all.length; at += together) {
      const some = all.slice(at, at + together)
      for (const record of some.length === 1 ? [await store.get(schema, some[0]!)] : await store.getMany(schema, some)) {
        if (record === undefined) continue
        scale.add(record.doc)
        found.set(keyOf(record), record)
      }
    }
  }
  return found
}

const none: ReadonlySet<string> = new Set()

function promisedBy(changes: readonly Change[]): ReadonlySet<string> {
  if (changes.length === 1) return none
  return new Set(changes.flatMap(change => (change.op === 'create' && change.id !== undefined ? [keyOf({schema: change.schema, id: change.id})] : [])))
}

export class Work {
  readonly writes: StoreWrite[] = []
  readonly expect = new Map<string, Expectation>()
  readonly #deps: WorkDeps
  readonly #scale: Scale
  /** Records that changes of this commit make, with ids of their sender's. */
  readonly #promised: ReadonlySet<string>
  readonly #first: Map<string, StoredRecord>
  readonly #now: Map<string, StoredRecord | undefined>
  /** Beside each write, the record before it. */
  readonly #before: (StoredRecord | undefined)[] = []

  constructor(deps: WorkDeps, changes: readonly Change[], loaded: Map<string, StoredRecord>, scale: Scale) {
    this.#deps = deps
    this.#scale = scale
    this.#promised = promisedBy(changes)
    this.#first = new Map(loaded)
    this.#now = loaded
  }

  /** Runs what belongs together; where it throws, nothing of it is left. */
  async together(work: () => Promise<void>): Promise<void> {
    const {length} = this.writes
    try {
      await work()
    } catch (error) {
      for (const write of this.writes.splice(length).toReversed()) this.#now.set(keyOf(write), this.#before.pop())
      throw error
    }
  }

  /** Throws of the error family. */
  async take(change: Change, actor: Actor, derive: Derive | undefined, keepUnchanged: boolean): Promise<Taken> {
    const {catalog, access: {accessOf}} = this.#deps
    const access = accessOf(actor, change.schema, verbs[change.op])
    const writer: Writer = {actor, entry: catalog.get(change.schema), access}
    // Its tests and pointers tell what stands in a record.
    if (change.op === 'json-patch') accessOf(actor, change.schema, 'read')
    if (change.op === 'create') {
      if (change.id !== undefined) checkPlainId(change.id, `a new ${change.schema}`)
      return this.#edit(change, change.id, writer, derive, undefined, true)
    }
    const current = await this.#find(change, access)
    checkRev(change, current)
    if (change.op === 'replace' || change.op === 'merge' || change.op === 'json-patch' || change.op === 'put-back') {
      if (current.state === 'archived') throw wrongState(change.schema, change.id, 'archived')
      return this.#edit(change, change.id, writer, derive, current, keepUnchanged)
    }
    const edit = change.op === 'restore' ? editOf(change) : undefined
    if (edit !== undefined) {
      if (current.state === 'live') throw wrongState(change.schema, change.id, 'live')
      accessOf(actor, change.schema, 'update')
      return this.#edit(edit, change.id, writer, derive, current, true, 'restore')
    }
    return this.#turn(change, current, actor)
  }

  /** What happens to users, for whoever guards the last admin. */
  userChanges(): readonly UserChange[] {
    return [...this.#first].filter(([key, before]) => key.startsWith('user/') && this.#now.get(key) !== before).map(([key, before]) => ({before, after: this.#now.get(key)}))
  }

  /** The same of one change; undefined where it is about no user that was there. */
  userChange(change: Change): UserChange | undefined {
    if (change.schema !== 'user' || change.id === undefined) return undefined
    const key = keyOf({schema: change.schema, id: change.id})
    const before = this.#first.get(key)
    return before && {before, after: this.#now.get(key)}
  }

  /** Also not found: what is not there for whoever asks. */
  async #find({schema, id}: {readonly schema: string; readonly id: string}, access: Access): Promise<StoredRecord> {
    const key = keyOf({schema, id})
    const record = this.#now.has(key) ? this.#now.get(key) : await this.#deps.store.get(schema, id)
    if (record === undefined || !access.covers(record)) throw notFound(schema, id)
    if (!this.#now.has(key)) {
      this.#first.set(key, record)
      this.#now.set(key, record)
    }
    return record
  }

  async #edit(change: Edit, given: string | undefined, writer: Writer, derive: Derive | undefined, current: StoredRecord | undefined, keepUnchanged: boolean, op: 'update' | 'restore' = 'update'): Promise<Taken> {
    const {actor, entry, access} = writer
    const own = actor.system === true
    const sent = newData(change, writer, current)
    let id = given ?? (derive && this.#deps.newId())
    const derived = derive
      ? await derive({op: current ? 'update' : 'create', schema: entry.name, id: id!, data: sent.data}, {actor, newId: this.#deps.newId, current})
      : {data: sent.data}
    const {data, extra = []} = derived
    const errors = entry.validate(data, sent.before)
    if (errors.length > 0) throw refuse(entry, sent.told(errors))
    refuseUnderived(entry, data)
    // Whoever changes the schema meanwhile makes this check void.
    this.expect.set(`schema/${entry.source.id}`, {kind: 'rev', schema: 'schema', id: entry.source.id, rev: entry.source.rev})
    const doc = boundedText(data, own, sent.before?.data)
    this.#scale.add(doc)
    // Random bytes are dear: what is refused needs no id.
    id ??= this.#deps.newId()
    if (!own) {
      for (const [property, target] of entry.links) {
        const to = this.#deps.access.findAccess(actor, target)
        if (to?.rows !== undefined && data[property] !== sent.before?.data[property]) await this.#checkLink(data[property], to, {schema: entry.name, id, property})
      }
    }
    if (current === undefined) return {record: this.#write({op: 'create', schema: entry.name, id, doc}, actor), checkedBy: access, extra}
    const unchanged = !keepUnchanged && !sent.blind && extra.length === 0 && (doc === current.doc || sameJson(data, JSON.parse(current.doc)))
    if (!unchanged) return {record: this.#write({op, schema: entry.name, id, fromRev: current.rev, doc}, actor), checkedBy: access, extra}
    if (change.op !== 'create' && change.ifRev !== undefined) this.expect.set(keyOf(current), {kind: 'rev', schema: entry.name, id, rev: current.rev})
    return {record: current, checkedBy: access, extra}
  }

  #turn(change: Extract<Change, {readonly op: 'archive' | 'restore' | 'purge' | 'remove'}>, current: StoredRecord, actor: Actor): Taken {
    const {op, schema, id, ifRev} = change
    if (op === 'archive' && current.state === 'archived') throw wrongState(schema, id, 'archived')
    if (op === 'restore' && current.state === 'live') throw wrongState(schema, id, 'live')
    const unlinked = change.op === 'archive' && change.unlinked === true && {unlinked: true as const}
    if (op !== 'purge') return {record: this.#write({op, schema, id, fromRev: current.rev, ...unlinked}, actor), checkedBy: undefined, extra: []}
    if (ifRev !== undefined) this.expect.set(keyOf(current), {kind: 'rev', schema, id, rev: current.rev})
    return {record: this.#write({op, schema, id}, actor), checkedBy: undefined, extra: []}
  }

  /** A link to a record that is not there for whoever sets it is broken, and refused as others are: before the store looks at anything else of the record. */
  async #checkLink(targetId: Json | undefined, to: Access, from: {readonly schema: string; readonly id: string; readonly property: string}): Promise<void> {
    if (typeof targetId !== 'string') return
    const key = keyOf({schema: to.name, id: targetId})
    if (this.#promised.has(key)) return
    const linked = this.#now.has(key) ? this.#now.get(key) : await this.#deps.store.get(to.name, targetId)
    if (linked === undefined || linked.state !== 'live' || !to.covers(linked)) throw linkBroken(from.schema, from.id, `/${from.property}`, to.name, targetId)
  }

  #write(write: StoreWrite, {id: by}: Actor): number {
    const key = keyOf(write)
    const before = this.#now.get(key)
    this.#before.push(before)
    this.#now.set(key, afterWrite(write, before, by))
    return this.writes.push(write) - 1
  }
}

/** What becomes another as a record comes back. */
function editOf({schema, id, patch, values}: Extract<Change, {readonly op: 'restore'}>): Edit | undefined {
  if (values !== undefined) return {op: 'put-back', schema, id, values}
  return patch && {op: 'merge', schema, id, patch}
}

function checkRev({schema, id, ifRev, ifNotRev}: Exclude<Change, {readonly op: 'create'}>, {rev}: StoredRecord): void {
  const wanted = ifRev === undefined ? undefined : [ifRev].flat()
  const expected = wanted && !wanted.includes(rev) ? wanted
    : ifNotRev === 'any' ? 'none' as const
    : ifNotRev?.includes(rev) ? 'another' as const
    : undefined
  if (expected !== undefined) throw problem('stale-revision', {schema, id, expected, rev}, {more: {rev}})
}

/** How a record will look to later changes of the same commit. */
function afterWrite(write: StoreWrite, before: StoredRecord | undefined, by: string): StoredRecord | undefined {
  if (write.op === 'remove' || write.op === 'purge') return undefined
  if (write.op === 'create') return {id: write.id, schema: write.schema, rev: 1, state: 'live', created_at: '', created_by: by, updated_at: '', updated_by: by, doc: write.doc}
  if (write.op === 'update') return {...before!, rev: before!.rev + 1, doc: write.doc}
  if (write.op === 'restore') return {...before!, rev: before!.rev + 1, state: 'live', doc: write.doc ?? before!.doc}
  return {...before!, rev: before!.rev + 1, state: 'archived'}
}

/** A password in the clear is a bug of ours, not of the sender: what is only written must have been turned into something else by now. */
function refuseUnderived({name, system, doc}: CatalogEntry, data: JsonObject): void {
  if (!system) return
  const left = Object.keys(data).find(property => doc.properties[property]?.['writeOnly'] === true)
  if (left !== undefined) throw new Error(`schema ${name}: property ${left} must never be stored; give createCommit a derive hook for ${name}`)
}
