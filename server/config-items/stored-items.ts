/** Published documents by their hash: content that never changes. */
import type {ConfigItemData, JsonObject} from '../../schemas/index.ts'
import type {Change} from '../commit/change.ts'
import type {Store} from '../store/store.ts'
import type {ConfigItems} from './config-items.ts'

export function createStoredItems(store: Store): Pick<ConfigItems, 'find' | 'storing'> {
  const recordOf = (hash: string): ReturnType<Store['findBy']> => store.findBy('config_item', 'hash', hash)
  return {
    async find(hash) {
      const record = await recordOf(hash)
      return record && (JSON.parse(record.doc) as ConfigItemData).document
    },
    async storing(drafts) {
      const documents = new Map<string, JsonObject>()
      for (const {kind, document, hash} of drafts) if (document && hash) documents.set(hash, {hash, kind, document})
      const changes = await Promise.all([...documents].map(async ([hash, data]): Promise<readonly Change[]> =>
        (await recordOf(hash) ? [] : [{op: 'create', schema: 'config_item', data}])))
      return changes.flat()
    },
  }
}
