/** `defineConfigKind`: what items of one kind look like, who edits them, who sees them at run time. A kind is data. */
import {isHostileKey, isName, parseRecordSchema, type JsonObject, type RecordSchema, type Refusal, type Role} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'

/** What a check may look at beside the document. */
export interface CheckContext {
  readonly key: string
  /** In force. What is asked for here is what the release says that it was checked against. */
  readonly schema: (name: string) => RecordSchema | undefined
}

export interface ConfigKindInit {
  /** Lower-case letters, digits and underscores. */
  readonly name: string
  readonly title: string
  /** JSON Schema of its documents, in the keywords of record schemas. */
  readonly schema: object
  /** The least role that edits items, and reads them as such; admins alone where it is left out. Publishing is for admins. */
  readonly edits?: 'manager' | 'admin'
  /** Who sees an item at run time: the least role, or a function, whose error is a no. Nobody where it is left out. */
  readonly sees?: Role | ((actor: Actor, item: {readonly key: string; readonly document: JsonObject}) => boolean)
  /** What the schema cannot say; asked of documents that fit it. Pointers lead into the document. */
  readonly validate?: (document: JsonObject, context: CheckContext) => readonly Refusal[]
}

export interface ConfigKind extends Omit<ConfigKindInit, 'schema' | 'edits'> {
  readonly schema: RecordSchema
  readonly edits: 'manager' | 'admin'
}

/** The kind that releases keep by themselves, under `screens`. */
export const screenKind = 'screen'

/** Throws where the name or the schema cannot be used: a mistake of the program. */
export function defineConfigKind({schema, edits = 'admin', ...kind}: ConfigKindInit): ConfigKind {
  if (!isName(kind.name) || isHostileKey(kind.name) || kind.name === screenKind) {
    throw new Error(`config kind ${JSON.stringify(kind.name)}: expected a name of its own, of lower-case letters, digits and "_"`)
  }
  const parsed = parseRecordSchema(schema)
  if (!parsed.ok) {
    const why = parsed.errors.map(({pointer, message}) => `${pointer} ${message}`).join('; ')
    throw new Error(`config kind ${kind.name}: its schema cannot be used: ${why}`)
  }
  return Object.freeze({...kind, schema: parsed.schema, edits})
}
