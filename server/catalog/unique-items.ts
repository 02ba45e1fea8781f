/** `uniqueItems` for Ajv: its own compares each item with each other, which takes a fifth of a second for a thousand objects. */
import type {FuncKeywordDefinition} from 'ajv'
import {itemKey} from './item-key.ts'

/** By the keys that equal values share: linear in what is compared. */
export const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', errors: false,
  validate: (isWanted: boolean, items: readonly unknown[]) => !isWanted || new Set(items.map(itemKey)).size === items.length,
}
