/** A release's record as the rest of the server sees it. */
import type {StoredRecord} from '../store/store.ts'
import type {WireRecord} from '../../schemas/index.ts'
import type {ReleaseInfo} from './screens.ts'

type ReleaseData = Pick<ReleaseInfo, 'number' | 'kind' | 'screens' | 'of'> & {readonly note?: string; readonly before?: string | null}

export function releaseOf(record: StoredRecord | WireRecord, liveId: string | undefined): ReleaseInfo {
  const {number, kind, note = '', screens, before = null, of} = ('doc' in record ? JSON.parse(record.doc) : record.data) as ReleaseData
  return {id: record.id, number, kind, note, at: record.created_at, by: record.created_by, screens, before, ...(of !== undefined && {of}), live: record.id === liveId}
}
