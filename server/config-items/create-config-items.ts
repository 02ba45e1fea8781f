/** Joins kinds, drafts, checks and published documents. */
import {nearestName} from '../../ast/index.ts'
import {reason, type Reason} from '../../schemas/index.ts'
import {hasRole} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog} from '../catalog/index.ts'
import type {Commit} from '../commit/index.ts'
import {problem} from '../errors.ts'
import type {Store} from '../store/index.ts'
import {createItemCheck} from './check-item.ts'
import type {ConfigItems} from './config-items.ts'
import {screenKind, type ConfigKind} from './config-kind.ts'
import {createItemDrafts} from './item-drafts.ts'
import {isItemKey} from './item-name.ts'
import {createStoredItems} from './stored-items.ts'

export interface ConfigItemsDeps {
  readonly store: Store
  readonly catalog: Catalog
  readonly commit: Commit
  readonly kinds: readonly ConfigKind[]
}

/** Throws where two kinds have one name. */
export function createConfigItems({store, catalog, commit, kinds: given}: ConfigItemsDeps): ConfigItems {
  const kinds = new Map(given.map(kind => [kind.name, kind]))
  if (kinds.size < given.length) throw new Error(`config kinds: expected a name for each, got ${given.map(({name}) => name).join(', ')}`)
  const mayEdit: ConfigItems['mayEdit'] = (actor, name) => {
    const kind = kinds.get(name)
    return kind !== undefined && hasRole(actor, kind.edits)
  }
  const unknown = (actor: Actor, name: string): Reason => {
    const near = nearestName(name, [...kinds.keys()].filter(one => mayEdit(actor, one)))
    return reason('unknown-config-kind', {name: name.slice(0, 80), near})
  }
  return {
    kinds, mayEdit,
    kindFor(actor, {kind: name, key}) {
      const kind = kinds.get(name)
      if (!kind) throw problem('not-found', {why: name === screenKind ? reason('screens-by-steps') : unknown(actor, name)})
      if (!mayEdit(actor, name)) {
        throw problem('forbidden', {why: reason('config-edited-by-others', {kind: name, who: kind.edits, role: actor.role})})
      }
      if (!isItemKey(key)) throw problem('not-found', {why: reason('not-a-config-key', {got: JSON.stringify(key.slice(0, 80))})})
      return kind
    },
    ...createItemDrafts(store, commit),
    ...createStoredItems(store),
    check: createItemCheck(kinds, catalog),
  }
}
