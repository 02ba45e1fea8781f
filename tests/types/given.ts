/** What the type tests of this folder are given. They are checked by `npx tsc` and never run. */
import type {Access, AccessOf} from '../../server/access/index.ts'
import type {Actor} from '../../server/actor.ts'
import type {CatalogEntry} from '../../server/catalog/index.ts'
import type {Store, StoredRecord} from '../../server/store/index.ts'

export declare const access: Access
export declare const accessOf: AccessOf
export declare const actor: Actor
/** What says nothing of who asks. */
export declare const entry: CatalogEntry
export declare const record: StoredRecord
export declare const store: Store
