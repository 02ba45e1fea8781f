/** `watchFailures`: a store's reads and writes, of which each failure of the disk or of the file is noted, and answered in words. */
import {StorageFailed} from '../../errors.ts'
import type {Store} from '../store.ts'
import {isStorageCode, readFailed} from './storage-failed.ts'

type Work = Pick<Store, 'commit' | 'get' | 'getMany' | 'findBy' | 'page' | 'pageText' | 'measure' | 'search' | 'duplicates' | 'history' | 'events' | 'changesOf' | 'commitOf' | 'commitsCausedBy'>

/** `note` is given SQLite's code. */
export function watchFailures(store: Work, note: (code: string) => void): Work {
  const failed = (error: unknown): never => {
    const code = codeOf(error)
    if (!isStorageCode(code)) throw error
    note(code)
    throw error instanceof StorageFailed ? error : readFailed(code, error)
  }
  return {
    commit: commit => store.commit(commit).catch(failed),
    get: (schema, id) => store.get(schema, id).catch(failed),
    getMany: (schema, ids) => store.getMany(schema, ids).catch(failed),
    findBy: (schema, property, value) => store.findBy(schema, property, value).catch(failed),
    page: query => store.page(query).catch(failed),
    pageText: query => store.pageText(query).catch(failed),
    measure: (query, measure) => store.measure(query, measure).catch(failed),
    search: (words, schemas, limit) => store.search(words, schemas, limit).catch(failed),
    duplicates: schema => store.duplicates(schema).catch(failed),
    history: (schema, id, limit, beforeSeq) => store.history(schema, id, limit, beforeSeq).catch(failed),
    events: (after, limit) => store.events(after, limit).catch(failed),
    changesOf: events => store.changesOf(events).catch(failed),
    commitOf: (commit, after) => store.commitOf(commit, after).catch(failed),
    commitsCausedBy: (cause, limit, after) => store.commitsCausedBy(cause, limit, after).catch(failed),
  }
}

/** SQLite's code, which a `StorageFailed` carries in its cause. */
export function codeOf(error: unknown): string {
  const source = error instanceof StorageFailed ? error.cause : error
  return source instanceof Error && 'code' in source ? String(source.code) : ''
}
