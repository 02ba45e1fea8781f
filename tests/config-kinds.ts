/** Two kinds of config items that only tests know: nothing else in the code has to. */
import {nearestName} from '../ast/index.ts'
import {flatSchema, refusal} from '../schemas/index.ts'
import {defineConfigKind} from '../server/config-items/index.ts'

/** Everybody sees it, managers edit it. */
export const themeKind = defineConfigKind({
  name: 'theme', title: 'Theme', edits: 'manager', sees: 'readonly',
  schema: {title: 'Theme', type: 'object', required: ['accent'], properties: {accent: {enum: ['teal', 'plum']}, radius: {type: 'integer', minimum: 0}}},
})

/** Columns of a list: of a schema that must have them. Seen by the role that it names; admins edit it. */
export const listViewKind = defineConfigKind({
  name: 'list_view', title: 'List view', sees: (actor, {document}) => actor.role === document['role'],
  schema: {title: 'List view', type: 'object', required: ['from', 'columns', 'role'], properties: {from: {type: 'string'}, columns: {type: 'array', items: {type: 'string'}}, role: {type: 'string'}}},
  validate({from, columns}, {schema}) {
    const name = String(from)
    const found = schema(name)
    if (!found) return [refusal('unknown-schema', '/from', {name})]
    const known = Object.keys(flatSchema(found).properties)
    return (columns as readonly string[]).flatMap((column, index) => (known.includes(column) ? [] : [refusal('unknown-property', `/columns/${index}`, {schema: name, name: column, near: nearestName(column, known)})]))
  },
})

/** Nothing says who sees it: nobody does. */
export const hiddenKind = defineConfigKind({name: 'hidden', title: 'Hidden', schema: {title: 'Hidden', type: 'object', properties: {word: {type: 'string'}}}})

/** Whether the check of the broken kind fails. */
export const brokenCheck = {fails: false}

/** It fails when it is asked who sees it: nobody does. */
export const brokenKind = defineConfigKind({
  name: 'broken', title: 'Broken', schema: {title: 'Broken', type: 'object', properties: {word: {type: 'string'}}},
  sees: () => {
    throw new Error('it cannot say')
  },
  validate: () => {
    if (brokenCheck.fails) throw new Error('it cannot check')
    return []
  },
})

export const testKinds = [themeKind, listViewKind, hiddenKind, brokenKind]
