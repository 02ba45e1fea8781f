/** All screens' own records, in memory, following the event log. */
import type {Screen} from '../../ast/index.ts'
import type {Store, StoreEvent} from '../store/store.ts'
import {allPages} from './all-pages.ts'
import {screenOf} from './node-record.ts'

export interface ListedScreen {readonly screen: Screen; readonly rev: number; readonly archived: boolean}

export interface ScreenList {
  find(id: string): ListedScreen | undefined
  /** Those that are not archived, by path. */
  live(): readonly ListedScreen[]
  archived(): readonly ListedScreen[]
  follow(event: StoreEvent): void
}

export async function loadScreenList(store: Store): Promise<ScreenList> {
  const byId = new Map<string, ListedScreen>()
  for (const record of await allPages(store, {schema: 'ui_screen', state: 'all'})) {
    byId.set(record.id, {screen: screenOf(record), rev: record.rev, archived: record.state === 'archived'})
  }
  return {
    find: id => byId.get(id),
    live: () => byPath(byId, false),
    archived: () => byPath(byId, true),
    follow({id, op, doc, rev}) {
      if (op === 'remove' || op === 'purge' || doc === null) byId.delete(id)
      else byId.set(id, {screen: screenOf({id, doc}), rev, archived: op === 'archive' || (op === 'update' && (byId.get(id)?.archived ?? false))})
    },
  }
}

const byPath = (byId: ReadonlyMap<string, ListedScreen>, archived: boolean): readonly ListedScreen[] =>
  [...byId.values()].filter(one => one.archived === archived).toSorted((a, b) => (a.screen.path < b.screen.path ? -1 : 1))
