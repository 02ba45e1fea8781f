/** Drafts of config items: a record for each, that stays whatever becomes of its item, so that its revision never starts again. */
import {hashJson} from '../../ast/index.ts'
import {reason, type ConfigDraftData, type JsonObject} from '../../schemas/index.ts'
import {onBehalfOf} from '../actor.ts'
import type {Change, Commit, RevCondition} from '../commit/change.ts'
import {Conflict, problem} from '../errors.ts'
import type {Store, StoredRecord} from '../store/store.ts'
import type {ConfigItems, ItemDraft, WriteCondition} from './config-items.ts'
import {nameOfItem, type ItemName} from './item-name.ts'

type ItemDrafts = Pick<ConfigItems, 'drafts' | 'findDraft' | 'writeDraft'>

/** The hash that a release names a document by. */
export const hashItem = (kind: string, document: JsonObject): string => hashJson({kind, document})

export function createItemDrafts(store: Store, commit: Commit): ItemDrafts {
  const recordOf = (name: ItemName): Promise<StoredRecord | undefined> => store.findBy('config_draft', 'item', nameOfItem(name))

  const writeDraft: ItemDrafts['writeDraft'] = async (actor, name, document, condition) => {
    const before = await recordOf(name)
    const item = nameOfItem(name)
    if (!before && (document === undefined || condition.ifRev !== undefined)) {
      throw problem('not-found', {why: reason('no-config-item', {item})})
    }
    const data: JsonObject = {item, kind: name.kind, key: name.key, ...(document === null ? {removed: true} : document && {document})}
    const of = {schema: 'config_draft', data}
    const change: Change = before ? {op: 'replace', id: before.id, ...of, ...onlyAs(before, condition)} : {op: 'create', ...of}
    try {
      const {records: [record]} = await commit(onBehalfOf(actor), {changes: [change]})
      return {draft: draftOf(record!), created: !before}
    } catch (error) {
      // Somebody else made it first: its revision decides now.
      if (before || !(error instanceof Conflict) || error.code !== 'not-unique') throw error
      return writeDraft(actor, name, document, condition)
    }
  }

  return {
    writeDraft,
    async drafts() {
      const found: StoredRecord[] = []
      let cursor: string | null = null
      do {
        const page = await store.page({
          schema: 'config_draft', sort: [{field: 'item', descending: false}], limit: 1_000, ...(cursor !== null && {cursor}),
        })
        found.push(...page.items)
        cursor = page.next
      } while (cursor !== null)
      return found.map(draftOf)
    },
    async findDraft(name) {
      const record = await recordOf(name)
      return record && draftOf(record)
    },
  }
}

/** A draft of nothing is as good as none, until somebody writes to it. */
const onlyAs = ({rev}: StoredRecord, {freeAt, ...condition}: WriteCondition): RevCondition =>
  (condition.ifNotRev === 'any' && rev === freeAt ? {ifRev: rev} : condition)

function draftOf({rev, doc}: StoredRecord): ItemDraft {
  const {item, kind, key, document: own, removed} = JSON.parse(doc) as ConfigDraftData
  const document = removed === true ? null : own
  return {item, kind, key, rev, document, hash: document && hashItem(kind, document)}
}
