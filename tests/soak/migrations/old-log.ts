/** The log of an old tenant, made long; and whether all that stood in its folder stands there after it was migrated. */
import Sqlite from 'better-sqlite3'
import {expect} from 'vitest'
import {verifyTenant} from '../../../server/store/index.ts'
import {layoutOf} from '../../../server/store/sqlite/migrate.ts'
import {layoutVersion} from '../../../server/store/sqlite/migrations/index.ts'
import {oldFacts, type OldTenant} from '../../migrations/old-tenant.ts'
import {openTestTenant, tinySnippets} from '../../open-test-tenant.ts'

/** What must be the same in the end: each event and each record, as text. */
export interface Stood {readonly events: readonly string[]; readonly records: readonly string[]}

/** Writes as many updates of a company as that version would have: 500 alone, then 500 in one commit. */
export function growLog(file: string, events: number): Stood {
  const db = new Sqlite(file)
  const [seq, commit] = db.prepare('SELECT max(seq), max("commit") FROM event').raw().all()[0] as [number, number]
  const [id, rev] = db.prepare(`SELECT id, rev FROM r_company WHERE state = 'live' ORDER BY n LIMIT 1`).raw().all()[0] as [string, number]
  db.prepare(`
    WITH RECURSIVE k (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM k WHERE x < @events)
    INSERT INTO event (seq, "commit", at, by, schema, id, rev, op, doc, note)
    SELECT @seq + x, @commit + 1 + (x - 1) / 1000 * 501 + min((x - 1) % 1000, 500), '2026-01-01T00:00:00.000Z', 'ann', 'company', @id, @rev + x, 'update', json_object('name', 'Edition ' || x), iif(x % 3, NULL, 'a note') FROM k
  `).run({seq, commit, events, id, rev})
  db.prepare(`UPDATE r_company SET (rev, doc, updated_at, updated_by) = (SELECT rev, doc, at, by FROM event ORDER BY seq DESC LIMIT 1) WHERE id = ?`).run(id)
  const stood = readAll(db)
  db.close()
  return stood
}

export async function checkWhole(old: OldTenant, before: Stood): Promise<void> {
  const proof = verifyTenant(old.file)
  expect(proof).toMatchObject({events: before.events.length, erased: 0, broken: []})
  const db = new Sqlite(old.file, {readonly: true})
  expect([layoutOf(db), db.pragma('integrity_check', {simple: true}), db.prepare(`SELECT count(*) FROM _meta WHERE key = 'migration'`).pluck().all()[0]]).toEqual([layoutVersion, 'ok', 0])
  const after = readAll(db)
  db.close()
  expect(after.events).toEqual(before.events)
  expect(after.records).toEqual(before.records)

  const tenant = await openTestTenant(old.folder, tinySnippets)
  try {
    expect((await tenant.screens.load(oldFacts.screen, 'draft')).hash).toBe(oldFacts.draftHash)
    expect((await tenant.screens.load(oldFacts.screen, 'live')).hash).toBe(oldFacts.liveHash)
    expect((await tenant.store.page({schema: 'release', limit: 10})).items).toHaveLength(oldFacts.releases.length)
    const {id} = JSON.parse(before.events.at(-1)!) as {readonly id: string}
    const [last] = await tenant.store.history('company', id, 1)
    expect(await tenant.store.changesOf([last!])).toMatchObject([{via: null, before: {rev: last!.rev - 1}, after: {rev: last!.rev, doc: last!.doc}}])
  } finally {
    await tenant.close()
  }
  expect(verifyTenant(old.file).broken).toEqual([])
}

function readAll(db: Sqlite.Database): Stood {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'r\\_%' ESCAPE '\\' ORDER BY name`).pluck().all() as string[]
  return {
    events: db.prepare('SELECT json_object(\'seq\', seq, \'commit\', "commit", \'at\', at, \'by\', by, \'schema\', schema, \'id\', id, \'rev\', rev, \'op\', op, \'doc\', doc, \'note\', note) FROM event ORDER BY seq').pluck().all() as string[],
    records: tables.flatMap(name => db.prepare(`SELECT ? || json_array(id, rev, state, created_at, created_by, updated_at, updated_by, doc) FROM "${name}" ORDER BY n`).pluck().all(name) as string[]),
  }
}
