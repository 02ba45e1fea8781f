/** `Writer`: who writes a record, of which schema, and under which rules. */
import type {Access} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {CatalogEntry} from '../catalog/index.ts'

/** `entry`: what the whole record is checked against, also what its sender may not see. */
export interface Writer {readonly actor: Actor; readonly entry: CatalogEntry; readonly access: Access}
