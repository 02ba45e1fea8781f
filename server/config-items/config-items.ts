/** Config items as releases need them: kinds, drafts, checks, and the documents that were published. Knows nothing of releases. */
import type {JsonObject, Refusal} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {CatalogEntry} from '../catalog/catalog.ts'
import type {Change, RevCondition} from '../commit/change.ts'
import type {ConfigKind} from './config-kind.ts'
import type {ItemName} from './item-name.ts'

/** `<kind>/<key>` -> hash of the document. */
export type ItemHashes = Readonly<Record<string, string>>

/**
 * What the next publish makes of an item. `document`: it is this; null: it goes; undefined: the draft says nothing of its own, and the item
 * stays as it is live. `hash` is of the document.
 */
export interface ItemDraft extends ItemName {
  /** `<kind>/<key>` */
  readonly item: string
  readonly rev: number
  readonly document: JsonObject | null | undefined
  readonly hash: string | null | undefined
}

/** `reads`: the schemas that the check asked for, as they were then. */
export interface ItemCheck {readonly errors: readonly Refusal[]; readonly reads: readonly CatalogEntry[]}

/** `freeAt`: the revision at which it is a draft of nothing, and is written as if it were not there. */
export interface WriteCondition extends RevCondition {readonly freeAt?: number}

export interface WrittenDraft {readonly draft: ItemDraft; readonly created: boolean}

export interface ConfigItems {
  readonly kinds: ReadonlyMap<string, ConfigKind>
  /** The kind of an item that the actor edits. Throws NotFound for an unknown kind or no key, `forbidden` for one that others edit. */
  kindFor(actor: Actor, name: ItemName): ConfigKind
  mayEdit(actor: Actor, kind: string): boolean
  /** All there are, by name. */
  drafts(): Promise<readonly ItemDraft[]>
  findDraft(name: ItemName): Promise<ItemDraft | undefined>
  /**
   * Undefined: it says nothing of its own any more. Throws Stale; NotFound where there is no draft to discard, or none that has the revision.
   */
  writeDraft(actor: Actor, name: ItemName, document: ItemDraft['document'], condition: WriteCondition): Promise<WrittenDraft>
  /** What would stop a publish of it. An unknown kind is an error. */
  check(name: ItemName, document: JsonObject): ItemCheck
  /** Undefined when no release ever held it. */
  find(hash: string): Promise<JsonObject | undefined>
  /** What must be written so that a release may name these. */
  storing(drafts: readonly ItemDraft[]): Promise<readonly Change[]>
}
