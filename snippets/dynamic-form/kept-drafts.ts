/** Drafts whose record gave way to another before they were saved: each waits in this document until its record is shown again. */
import type {JsonObject} from '../../schemas/index.ts'
import type {Draft} from './draft.ts'

export interface KeptDraft {
  /** The form's node: several forms of one record are several drafts. */
  readonly node: string
  readonly schema: string
  readonly draft: Draft
  /** What a new record began with. */
  readonly start: JsonObject
  /** The record's name for a person, and the address it was shown at. */
  readonly title: string
  readonly href: string
}

type Place = Pick<KeptDraft, 'node' | 'schema'> & {readonly draft: Pick<Draft, 'id'>}

const kept = new Map<string, KeptDraft>()
const keyOf = ({node, schema, draft}: Place): string => JSON.stringify([node, schema, draft.id])
const guard = (event: BeforeUnloadEvent): void => event.preventDefault()

export function keepDraft(draft: KeptDraft): void {
  kept.set(keyOf(draft), draft)
  addEventListener('beforeunload', guard)
}

/** The draft, which from now on is the caller's to keep. */
export function takeDraft(place: Place): KeptDraft | undefined {
  const found = kept.get(keyOf(place))
  kept.delete(keyOf(place))
  if (kept.size === 0) removeEventListener('beforeunload', guard)
  return found
}

export const draftsOf = (node: string): readonly KeptDraft[] => [...kept.values()].filter(draft => draft.node === node)
