/** The builds of snippets that releases name: all of them, for a rollback can go to any. */
import type {JsonObject} from '../../schemas/index.ts'
import type {Store} from '../store/store.ts'

const atOnce = 1_000

/** Hashes of builds. */
export async function namedSnippets(store: Store): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>()
  let cursor: string | null = null
  do {
    const {items, next}: Awaited<ReturnType<Store['page']>> = await store.page({schema: 'release', state: 'all', limit: atOnce, ...(cursor !== null && {cursor})})
    for (const {doc} of items) {
      const {snippets = {}} = JSON.parse(doc) as {readonly snippets?: JsonObject}
      for (const hash of Object.values(snippets)) hashes.add(String(hash))
    }
    cursor = next
  } while (cursor !== null)
  return hashes
}
