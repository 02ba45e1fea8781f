/** Any record schema that our meta-schema takes, in every keyword, and any record that may have been stored under it or under one before it. */
import * as fc from 'fast-check'
import {type Json, type JsonObject, parseRecordSchema, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'

/** Texts that a control, a parser or a formatter shows differently than they are, among plain ones. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', ' ', 'plain', ' padded ', 'two\nlines', 'a\r\nb', 'a\rb', 'no\u00a0break', 'nul\0nul', '\ud800', 'line\u2028sep', '\ttab', 'ÄÖ ß', '東京', 'ع‏ربي', '👩‍👩‍👧', '0,125', '1e5', '<b>&amp;"\'', '2024-02-30', '2024-01-05', '2024-05-01T22:30:42.5Z', '2024-05-01T22:30:42+05:30', '10:20:30Z', 'a@b.test', ' a@b.test ', 'https://x.test ', '-0'),
  fc.string({maxLength: 8}), fc.string({unit: 'binary', maxLength: 4}))

const anyNumber: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(0, 1, -1, 0.07, 1.11, 19.99, 12.345, 1e21, 1e-9, -0.25, 2 ** 53, 5e-324), fc.integer({min: -1000, max: 100_000}), fc.integer({min: -1e6, max: 1e6}).map(cents => cents / 100))

export const anyJson: fc.Arbitrary<Json> = fc.letrec<{json: Json}>(tie => ({
  json: fc.oneof({maxDepth: 3, withCrossShrink: true}, fc.constant(null), fc.boolean(), anyNumber, anyText, fc.array(tie('json'), {maxLength: 3}), fc.dictionary(fc.constantFrom('a', 'b', 'a b', 'x.y', '0', 'c/d'), tie('json'), {maxKeys: 3, noNullPrototype: true})),
})).json

const counts = {min: fc.integer({min: 0, max: 2}), max: fc.integer({min: 2, max: 20})}
const some = (values: {readonly [keyword: string]: fc.Arbitrary<unknown>}): fc.Arbitrary<object> => fc.record(values, {requiredKeys: []})
const words = {title: fc.constantFrom('Title', 'Ein Titel'), description: fc.constantFrom('Some help.'), $comment: fc.constant('why'), examples: fc.constant(['a']), deprecated: fc.boolean(), readOnly: fc.constantFrom(false, false, true), writeOnly: fc.constant(false)}
const formats = ['date', 'date-time', 'time', 'duration', 'email', 'uri', 'uri-reference', 'uuid', 'hostname', 'ipv4', 'ipv6']
const either = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<PropertySchema> => fc.tuple(...parts).map(all => Object.assign({}, ...all) as PropertySchema)
const conditions = (part: fc.Arbitrary<unknown>): {readonly [keyword: string]: fc.Arbitrary<unknown>} => Object.fromEntries(['if', 'then', 'else'].map(keyword => [keyword, part]))
const plainNames = ['street', 'city', 'a-b', '_x']

const {property} = fc.letrec<{property: PropertySchema; part: PropertySchema | boolean; named: {[name: string]: PropertySchema | boolean}}>(tie => ({
  property: fc.oneof({maxDepth: 3, depthSize: 'small', withCrossShrink: true},
    either(fc.constant({type: 'string'}), some({...words, default: anyText, minLength: counts.min, maxLength: counts.max, pattern: fc.constantFrom('^[a-z]*$', '.')})),
    either(fc.constant({type: 'string'}), fc.record({format: fc.constantFrom(...formats)}), some({default: anyText})),
    either(fc.constant({type: 'string'}), fc.record({'x-widget': fc.constantFrom('textarea', 'markdown', 'color')}), some(words)),
    either(fc.constantFrom({type: 'number'}, {type: 'integer'}), some({...words, default: anyNumber, minimum: counts.min, maximum: counts.max, exclusiveMinimum: counts.min, exclusiveMaximum: counts.max, multipleOf: fc.constantFrom(0.01, 0.1, 1, 5), 'x-currency': fc.constant('EUR')})),
    either(fc.constantFrom({type: 'boolean'}, {type: 'null'}, {type: ['boolean', 'null']}), some({...words, default: fc.boolean()})),
    either(fc.constantFrom({type: ['string', 'null']}, {type: ['integer', 'string']}, {type: ['number', 'boolean', 'array']}, {type: ['object', 'null']}, {}), some({...words, default: anyJson})),
    either(fc.record({enum: fc.uniqueArray(fc.oneof(anyJson, fc.constantFrom('open', 'done', 1, '1', null, '')), {minLength: 1, maxLength: 4, selector: value => JSON.stringify(value)})}), some({default: anyJson})),
    either(fc.record({const: anyJson}), some(words)),
    either(fc.record({oneOf: fc.array(fc.record({const: fc.constantFrom<Json>('a', 'b', 3, null), title: fc.constantFrom('First', 'Second')}), {minLength: 1, maxLength: 3})})),
    either(fc.constant({type: 'array'}), some({items: tie('part'), minItems: counts.min, maxItems: counts.max, minContains: counts.min, maxContains: counts.max, contains: tie('part'), prefixItems: fc.array(tie('part'), {minLength: 1, maxLength: 2}), default: fc.array(anyJson, {maxLength: 2})})),
    either(fc.constant({type: 'array', uniqueItems: true, maxItems: 9}), fc.record({items: fc.constantFrom<PropertySchema>({type: 'string'}, {enum: ['a', 'b', 'c']}, {type: 'integer'}, {type: 'boolean'})})),
    either(fc.constant({type: 'object'}), some({properties: tie('named'), additionalProperties: tie('part'), propertyNames: fc.constant({maxLength: 20}), required: fc.uniqueArray(fc.constantFrom(...plainNames), {maxLength: 2}), minProperties: counts.min, maxProperties: counts.max, dependentSchemas: tie('named')})),
    either(some({type: fc.constantFrom('string', 'number', 'object'), allOf: fc.array(tie('part'), {minLength: 1, maxLength: 2}), anyOf: fc.array(tie('part'), {minLength: 1, maxLength: 2}), not: tie('part'), ...conditions(tie('part'))})),
    fc.constantFrom<PropertySchema>({$ref: '#/$defs/money'}, {$ref: '#/$defs/address'}, {$ref: '#/$defs/choice'})),
  part: fc.oneof({maxDepth: 3, depthSize: 'small'}, fc.boolean(), tie('property')),
  named: fc.dictionary(fc.constantFrom(...plainNames, 'x.y', 'a b', '0', 'c/d', '~'), tie('part'), {minKeys: 1, maxKeys: 3, noNullPrototype: true}),
}))

const hints: fc.Arbitrary<object> = fc.oneof({weight: 6, arbitrary: fc.constant({})}, {weight: 1, arbitrary: some({'x-index': fc.boolean(), 'x-unique': fc.boolean(), 'x-search': fc.boolean(), 'x-server': fc.boolean()})})
const link: fc.Arbitrary<PropertySchema> = fc.constantFrom({type: 'string', 'x-link': 'thing'}, {type: 'string', 'x-link': ''}, {type: ['string', 'null'], 'x-link': 'thing'})
const defs = {money: {type: 'number', minimum: 0, multipleOf: 0.01}, address: {type: 'object', properties: {street: {type: 'string'}, city: {type: 'string'}}}, choice: {enum: ['a', 'b']}}
const propertyNames = ['name', 'city', 'price', 'status', 'owner_id', 'notes', 'tags', 'parts', 'due', 'flag']

/** Passes `parseRecordSchema`. */
export const anyRecordSchema: fc.Arbitrary<RecordSchema> = fc.record({
  properties: fc.dictionary(fc.constantFrom(...propertyNames), fc.oneof({weight: 12, arbitrary: fc.tuple(property, hints).map(([one, more]) => ({...one, ...more}))}, {weight: 1, arbitrary: link}), {minKeys: 1, maxKeys: 6, noNullPrototype: true}),
  required: fc.uniqueArray(fc.constantFrom(...propertyNames), {maxLength: 3}),
  rules: some({minProperties: counts.min, maxProperties: fc.constant(30), ...conditions(property), dependentSchemas: fc.constant({name: {required: []}}), 'x-plural': fc.constant('Things'), not: fc.constant({required: ['nothing']})}),
}).map(({properties, required, rules}) => ({
  ...rules, $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Thing', type: 'object', additionalProperties: false, $defs: defs, properties, required: required.filter(name => Object.hasOwn(properties, name)),
}) as unknown as RecordSchema).filter(schema => parseRecordSchema(schema).ok)

/** A value as the schema's author had it in mind, most of the time; or whatever an earlier schema may have let in. */
export function anyValueOf(schema: PropertySchema): fc.Arbitrary<Json> {
  const offered = [...schema.enum ?? [], ...(schema.const === undefined ? [] : [schema.const])]
  const type = [schema.type].flat()[0]
  const meant: fc.Arbitrary<Json> = offered.length > 0 ? fc.constantFrom(...offered)
    : type === 'string' ? anyText
    : type === 'number' || type === 'integer' ? anyNumber
    : type === 'boolean' ? fc.boolean()
    : type === 'array' ? fc.array(schema.items && typeof schema.items === 'object' ? anyValueOf(schema.items) : anyJson, {maxLength: 3})
    : type === 'object' ? anyObjectOf(schema.properties ?? {})
    : anyJson
  return fc.oneof({weight: 5, arbitrary: meant}, {weight: 1, arbitrary: anyJson})
}

const anyObjectOf = (properties: {readonly [name: string]: PropertySchema}): fc.Arbitrary<JsonObject> =>
  fc.record(Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, typeof part === 'object' ? anyValueOf(part) : anyJson])), {requiredKeys: [], noNullPrototype: true}) as fc.Arbitrary<JsonObject>

/** Null is no value at a record's own level: the store never has it. */
export const anyRecordOf = ({properties}: RecordSchema): fc.Arbitrary<JsonObject> =>
  anyObjectOf(properties).map(data => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)))

export const anySchemaAndRecord: fc.Arbitrary<{readonly def: RecordSchema; readonly data: JsonObject}> = anyRecordSchema.chain(def => anyRecordOf(def).map(data => ({def, data})))
