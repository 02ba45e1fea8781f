/** What names a config item: its kind and its key; `<kind>/<key>` in a release's map. */
import {isHostileKey} from '../../schemas/index.ts'

export interface ItemName {readonly kind: string; readonly key: string}

/** A key stands in addresses and in the names of objects. */
export const isItemKey = (key: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(key) && !isHostileKey(key)

export const nameOfItem = ({kind, key}: ItemName): string => `${kind}/${key}`

/** Undefined where it is no name of an item. */
export function parseItemName(name: string): ItemName | undefined {
  const [kind = '', key = '', ...rest] = name.split('/')
  return rest.length === 0 && kind !== '' && isItemKey(key) ? {kind, key} : undefined
}
