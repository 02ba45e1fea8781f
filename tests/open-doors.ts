/** A tenant in a temporary folder with its real store, catalog and doors: what tests of rules knock at. */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {crmSchemas, systemSchemas, type JsonObject, type RecordSchema, type Role} from '../schemas/index.ts'
import {createAccess, type AccessOf, type RulesOf} from '../server/access/index.ts'
import {systemActor, type Actor} from '../server/actor.ts'
import {createCatalog, createPutSchema, type Catalog, type PutSchema} from '../server/catalog/index.ts'
import {createCommit, createCommitEach, createTakeBack, type Commit, type CommitEach, type Derive, type TakeBack} from '../server/commit/index.ts'
import {Problem} from '../server/errors.ts'
import {createReader, type Reader} from '../server/read/index.ts'
import {createSqliteStore, type Store, type StoredRecord} from '../server/store/index.ts'

export interface Doors {
  readonly file: string
  readonly store: Store
  readonly catalog: Catalog & {close(): void}
  readonly access: AccessOf
  readonly commit: Commit
  readonly commitEach: CommitEach
  readonly takeBack: TakeBack
  readonly reader: Reader
  readonly putSchema: PutSchema
  /** Creates as Espalier itself. */
  create(schema: string, data: JsonObject): Promise<StoredRecord>
  dataOf(schema: string, id: string): Promise<JsonObject>
  close(): Promise<void>
}

/** `hashed`: stands in for the real hashing, which is slow on purpose. */
const hashPassword: Derive = async ({data}) => {
  const {password, ...rest} = data
  return {data: password === undefined ? data : {...rest, password_hash: `hashed:${String(password)}`}}
}

export async function openDoors({schemas = crmSchemas, derive = {user: hashPassword}, rulesOf, file, now}: {
  readonly schemas?: Readonly<Record<string, RecordSchema>>
  readonly derive?: Readonly<Record<string, Derive>>
  /** Beyond the schemas' rights. */
  readonly rulesOf?: RulesOf
  /** An existing tenant. */
  readonly file?: string
  readonly now?: () => Date
} = {}): Promise<Doors> {
  const folder = file === undefined ? mkdtempSync(join(tmpdir(), 'espalier-doors-')) : undefined
  const path = file ?? join(folder!, 'tenant.sqlite')
  const store = await createSqliteStore({file: path})
  const catalog = await createCatalog({store, system: systemSchemas})
  const access = createAccess({catalog, rulesOf})
  const door = {store, catalog, access, derive, ...(now && {now})}
  const commit = createCommit(door)
  const putSchema = createPutSchema({store, catalog, commit})
  for (const [name, doc] of Object.entries(schemas)) await putSchema(systemActor, name, doc)
  return {
    file: path, store, catalog, access, commit, commitEach: createCommitEach(door), takeBack: createTakeBack(door), putSchema,
    reader: createReader({store, catalog, access, ...(now && {now})}),
    create: async (schema, data) => (await commit(systemActor, {changes: [{op: 'create', schema, data}]})).records[0]!,
    dataOf: async (schema, id) => JSON.parse((await store.get(schema, id))!.doc) as JsonObject,
    async close() {
      catalog.close()
      await store.close()
      if (folder) rmSync(folder, {recursive: true, force: true})
    },
  }
}

export const as = (role: Role, id = `${role}-1`): Actor => ({id, name: role, email: `${role}@x.test`, role})

/** What a promise was refused with; fails the test when it was not. */
export async function refusal(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('expected a refusal, got a yes')
}
