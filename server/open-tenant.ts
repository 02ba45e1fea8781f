/** One tenant, opened: its store, the schemas in force, the two doors, and its screens. What a server serves, and what tools work on without one. */
import {v7} from 'uuid'
import {join} from 'node:path'
import {hashJson} from '../ast/index.ts'
import {systemSchemas} from '../schemas/index.ts'
import type {Manifest} from '../snippets/index.ts'
import {createAccess, type AccessOf, type RulesOf} from './access/index.ts'
import {deriveUser} from './auth/index.ts'
import {createCatalog, createPutSchema, type Catalog, type PutSchema} from './catalog/index.ts'
import {createConfigItems, type ConfigItems, type ConfigKind} from './config-items/index.ts'
import {createCommit, createCommitEach, createTakeBack, type Commit, type CommitEach, type TakeBack} from './commit/index.ts'
import type {StorageTrouble} from './errors.ts'
import {createReader, type Reader} from './read/index.ts'
import {createScreens, deriveScreen, type Screens} from './screens/index.ts'
import {createSqliteStore, type Store} from './store/index.ts'

export interface Tenant {
  readonly store: Store
  readonly catalog: Catalog
  readonly access: AccessOf
  readonly commit: Commit
  readonly commitEach: CommitEach
  readonly takeBack: TakeBack
  readonly reader: Reader
  readonly putSchema: PutSchema
  readonly config: ConfigItems
  readonly screens: Screens
  close(): Promise<void>
}

export interface TenantInit {
  readonly dataFolder: string
  /** Beyond the schemas' rights; none by default. */
  readonly rulesOf?: RulesOf | undefined
  readonly snippets: ReadonlyMap<string, Manifest>
  /** The content hash of a snippet's code; of its manifest by default. */
  readonly snippetHash?: ((name: string) => string | undefined) | undefined
  /** What releases hold beside screens; nothing by default. */
  readonly configKinds?: readonly ConfigKind[] | undefined
  /** Our own mistakes. */
  readonly onError: (error: unknown) => void
  /** Told of a migration that is under way. */
  readonly onProgress?: ((line: string) => void) | undefined
  /** What somebody should look into though everything works. */
  readonly onNotice?: ((line: string) => void) | undefined
  /** The disk or the file fails, or does so no longer. `code` is SQLite's. */
  readonly onTrouble?: ((trouble: StorageTrouble | undefined, code: string) => void) | undefined
}

/** Who may sign in, and who is signed in: also a full disk lets people sign out, and an admin shut someone out. */
const urgent = ['session', 'user']

/** Creates the data folder and the tenant's file where they are not there yet. Throws when the file is no tenant's or another process serves it. */
export async function openTenant(init: TenantInit): Promise<Tenant> {
  const {dataFolder, rulesOf, snippets, snippetHash = manifestHash(snippets), configKinds = [], onError, onProgress, onNotice, onTrouble} = init
  const store = await createSqliteStore({file: join(dataFolder, 'main.db'), urgent, onProgress, ...(onTrouble && {onTrouble})})
  const now = (): Date => new Date()
  const catalog = await createCatalog({store, system: systemSchemas, now, newId: v7})
  if (onNotice) for (const line of await duplicateNotices(store, catalog)) onNotice(line)
  const access = createAccess({catalog, rulesOf})
  const door = {store, catalog, access, now, newId: v7, derive: {user: deriveUser, ui_screen: deriveScreen}}
  const commit = createCommit(door)
  const reader = createReader({store, catalog, access, now})
  const putSchema = createPutSchema({store, catalog, commit})
  const config = createConfigItems({store, catalog, commit, kinds: configKinds})
  const screens = await createScreens({store, catalog, commit, reader, snippets, snippetHash, config, newId: v7, onError})
  return {
    store, catalog, access, commit, commitEach: createCommitEach(door), takeBack: createTakeBack(door), reader, putSchema, config, screens,
    close: async () => {
      catalog.close()
      await store.close()
    },
  }
}

const manifestHash = (snippets: ReadonlyMap<string, Manifest>) => (name: string): string | undefined => {
  const manifest = snippets.get(name)
  return manifest && hashJson(JSON.parse(JSON.stringify(manifest)))
}

async function duplicateNotices(store: Store, catalog: Catalog): Promise<readonly string[]> {
  const found = await Promise.all(catalog.list().map(async ({name}) => (await store.duplicates(name)).map(({property, ids}) =>
    `schema ${name}, property ${property}: expected a value of its own in each record, got the same in ${ids.join(', ')}; they stay as they are until their next change, which must mend it`)))
  return found.flat()
}
