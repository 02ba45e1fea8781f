/** `openLongLog`: a tenant's file with a log of many events: commits of one and of many, drafts with their steps, and purges in between. */
import Sqlite from 'better-sqlite3'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {v7} from 'uuid'
import {createSqliteStore, tableSpec, type StoreWrite} from '../../../server/store/index.ts'
import {verifyLog, type LogProof} from '../../../server/store/sqlite/verify-log.ts'

export interface LongLog {
  readonly db: Sqlite.Database
  readonly events: number
  prove(): LogProof
  drop(): void
}

const spec = tableSpec('note', {title: 'Note', type: 'object', properties: {text: {type: 'string', 'x-search': false}}})

export async function openLongLog(least: number): Promise<LongLog> {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-long-log-'))
  const file = join(folder, 'main.db')
  const store = await createSqliteStore({file})
  const at = (): string => new Date(1_767_225_600_000 + store.seq()).toISOString()
  await store.commit({at: at(), by: 'ann', writes: [], tables: [spec]})
  const purgeable: string[] = []
  while (store.seq() < least) {
    const many = store.seq() % 7 === 0 ? 500 : store.seq() % 3 === 0 ? 1 : 20
    const ids = Array.from({length: many}, () => v7())
    const writes = ids.map((id, n): StoreWrite => ({op: 'create', schema: 'note', id, doc: JSON.stringify({text: `note ${n} of ${many}, ä and \u{1F333}`})}))
    const meta = many === 20 ? {meta: {drafts: {[ids[0]!]: {steps: [{type: 'remove', id: ids[1]!}]}}}} : {}
    await store.commit({at: at(), by: 'ann', writes, note: `${many} at once`, origin: {via: `token:${v7()}`, cause: `event:${store.seq()}`, depth: 1, on_behalf_of: 'bob', ...meta}})
    purgeable.push(ids.at(-1)!)
    if (purgeable.length % 20 === 0) await store.commit({at: at(), by: 'bob', writes: [{op: 'purge', schema: 'note', id: purgeable.splice(0, purgeable.length)[7]!}], origin: {via: 'ui'}})
  }
  const events = store.seq()
  await store.close()
  const db = new Sqlite(file)
  return {
    db, events,
    prove: () => verifyLog(db),
    drop() {
      db.close()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}
