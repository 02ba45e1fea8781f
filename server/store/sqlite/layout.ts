/** The tables that every tenant has. What older files have of them is brought here by `migrations/`. */

/** "ESPL", in the header of the file: tells a tenant from any other SQLite database. */
export const applicationId = 0x4553504c

/** Words come folded; a prefix of two letters is ten times faster by an index of its own. */
export const searchTable = `CREATE VIRTUAL TABLE search USING fts5 (schema UNINDEXED, id UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 0", prefix = '2');`

/** `chain`: see `commit-log.ts`. */
export const commitTable = `
CREATE TABLE commit_log (n INTEGER PRIMARY KEY, first INTEGER NOT NULL, via, cause TEXT, depth INTEGER NOT NULL, on_behalf_of TEXT, meta TEXT, salt BLOB, chain BLOB NOT NULL);
CREATE INDEX commit_cause ON commit_log (cause) WHERE cause IS NOT NULL;`

export const baseTables = `
CREATE TABLE _meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE _table_spec (schema TEXT PRIMARY KEY, spec TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE _duplicate (schema TEXT NOT NULL, property TEXT NOT NULL, value NOT NULL, PRIMARY KEY (schema, property, value)) WITHOUT ROWID;
CREATE TABLE event (
  seq INTEGER PRIMARY KEY, "commit" INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, schema TEXT NOT NULL, id TEXT NOT NULL,
  rev INTEGER NOT NULL, op TEXT NOT NULL, doc TEXT, note TEXT, seal BLOB
);${commitTable}
CREATE INDEX event_record ON event (schema, id, seq);
CREATE TABLE idempotency (by TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, at INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, refused TEXT, memo TEXT, PRIMARY KEY (by, key)) WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);
${searchTable}
ANALYZE;
`

/** The columns of a stored record, in the order in which every statement reads them. */
export const recordColumns = 'id, rev, state, created_at, created_by, updated_at, updated_by, doc'
