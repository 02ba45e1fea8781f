import {expect, test} from 'vitest'
import {createConfigItems, defineConfigKind} from './index.ts'
import {isItemKey, parseItemName} from './item-name.ts'

const schema = {title: 'One', type: 'object', properties: {word: {type: 'string'}}}

test('a kind is closed to members that its schema does not name, and edited by admins and seen by nobody until it says otherwise', () => {
  const kind = defineConfigKind({name: 'one', title: 'One', schema})
  expect([kind.schema['additionalProperties'], kind.edits, kind.sees]).toEqual([false, 'admin', undefined])
})

test.each(['screen', 'constructor', 'One', 'a/b', ''])('a kind cannot be called "%s"', name => {
  expect(() => defineConfigKind({name, title: 'One', schema})).toThrow('expected a name of its own')
})

test('a schema that could not be kept is a mistake of the program, and so are two kinds of one name', () => {
  expect(() => defineConfigKind({name: 'one', title: 'One', schema: {...schema, properties: {word: {type: 'string', propertyNames: {}, strange: 1}}}})).toThrow('its schema cannot be used')
  const kind = defineConfigKind({name: 'one', title: 'One', schema})
  expect(() => createConfigItems({kinds: [kind, kind]} as unknown as Parameters<typeof createConfigItems>[0])).toThrow('expected a name for each')
})

test('an item is named by its kind and its key, and by nothing that reaches elsewhere', () => {
  expect(parseItemName('theme/main')).toEqual({kind: 'theme', key: 'main'})
  expect(['theme', 'theme/', '/main', 'theme/a/b', 'theme/..', 'theme/__proto__', 'theme/constructor', `theme/${'x'.repeat(121)}`].map(parseItemName)).toEqual(Array.from({length: 8}, () => undefined))
  expect(['de-CH', 'a.b_c', '0190aaaa-0000-7000-8000-000000000001'].map(isItemKey)).toEqual([true, true, true])
})
