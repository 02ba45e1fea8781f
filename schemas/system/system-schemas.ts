/** Espalier's own schemas, by name. */
import type {RecordSchema} from '../record-schema.ts'
import {configDraftSchema} from './config-draft.ts'
import {configItemSchema} from './config-item.ts'
import {releaseSchema} from './release.ts'
import {schemaSchema} from './schema.ts'
import {sessionSchema} from './session.ts'
import {uiNodeSchema} from './ui-node.ts'
import {uiScreenSchema} from './ui-screen.ts'
import {uiSnippetSchema} from './ui-snippet.ts'
import {uiTreeSchema} from './ui-tree.ts'
import {userSchema} from './user.ts'

export const systemSchemas: Readonly<Record<string, RecordSchema>> = Object.freeze({
  schema: schemaSchema,
  user: userSchema,
  session: sessionSchema,
  ui_screen: uiScreenSchema,
  ui_node: uiNodeSchema,
  ui_snippet: uiSnippetSchema,
  release: releaseSchema,
  ui_tree: uiTreeSchema,
  config_draft: configDraftSchema,
  config_item: configItemSchema,
})
