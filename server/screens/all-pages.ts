/** Walks all pages of a query. For lists that are bounded by what they hold: screens, nodes of one screen. */
import type {PageQuery, Store, StoredRecord} from '../store/store.ts'

export async function allPages(store: Store, query: Omit<PageQuery, 'limit' | 'cursor'>): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = []
  let cursor: string | null = null
  do {
    const page = await store.page({...query, limit: 1_000, ...(cursor !== null && {cursor})})
    records.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return records
}
