/** The public face of `config-items`. */
export {defineConfigKind, type CheckContext, type ConfigKind, type ConfigKindInit} from './config-kind.ts'
export {nameOfItem, parseItemName, type ItemName} from './item-name.ts'
export type {ConfigItems, ItemDraft, ItemHashes} from './config-items.ts'
export {createConfigItems, type ConfigItemsDeps} from './create-config-items.ts'
export {configRoutes} from './config-routes.ts'
