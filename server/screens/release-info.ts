/** A release's record as the rest of the server sees it. */
import type {ReleaseData, WireRecord, WireRelease} from '../../schemas/index.ts'
import type {StoredRecord} from '../store/store.ts'
import {hashRelease} from './hash-release.ts'
import type {ReleaseInfo} from './screens.ts'

type Data = Omit<ReleaseData, 'misfits'> & Pick<ReleaseInfo, 'misfits'>

/** Those that older versions made hold screens alone. */
export function releaseOf(record: StoredRecord | WireRecord, liveId: string | undefined): ReleaseInfo {
  const data = ('doc' in record ? JSON.parse(record.doc) : record.data) as Data
  const {number, kind, note = '', screens, items = {}, snippets, schemas, misfits, hash, before = null, of} = data
  return {
    id: record.id, number, kind, note, at: record.created_at, by: record.created_by, screens, items, before, live: record.id === liveId,
    hash: hash ?? hashRelease({screens, items}), ...(of !== undefined && {of}),
    ...(snippets && {snippets}), ...(schemas && {schemas}), ...(misfits && {misfits}),
  }
}

/** For lists and messages: without what is long, and what not everybody who may read releases may read. */
export const briefly = ({items: _items, snippets: _snippets, schemas: _schemas, misfits: _misfits, ...release}: ReleaseInfo): WireRelease => release
