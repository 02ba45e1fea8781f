/** A record, and the answer to a write, go out by an access. */
import {answerJson, toWire, toWireJson, visibleData, visibleText} from '../../server/commit/index.ts'
import type {Committed, Outcome} from '../../server/commit/index.ts'
import {access, entry, record} from './given.ts'

toWire(record, access)
// @ts-expect-error not by a schema entry
toWire(record, entry)
// @ts-expect-error nor by a list of what is hidden
toWire(record, {hidden: new Set<string>()})
// @ts-expect-error the same as text
toWireJson(record, entry)
// @ts-expect-error its data
visibleData(record.doc, entry)
// @ts-expect-error its data as text
visibleText(record.doc, entry)
// @ts-expect-error the answer to a write
answerJson(record, entry)

export type NoEntries = [
  // @ts-expect-error a commit is answered with accesses
  Committed['entries'],
  // @ts-expect-error each change too
  Extract<Outcome, {readonly record: unknown}>['entry'],
]
