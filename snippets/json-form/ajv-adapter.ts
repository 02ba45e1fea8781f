/** Stands in for Ajv where JSON Forms asks for it: checks by walking the schema, because our content policy forbids the code that Ajv would make. */
import {type OutputUnit, type Schema, Validator} from '@cfworker/json-schema'
import {alignFormats} from './check-formats.ts'
import {errorWords} from './error-words.ts'

alignFormats()

/** The part of Ajv's errors that JSON Forms reads. */
export interface CheckError {
  readonly keyword: string
  /** JSON Pointer into the data. */
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: {readonly missingProperty?: string}
  readonly message: string
}

export interface Check {
  (data: unknown): boolean
  errors: readonly CheckError[] | null
}

type SchemaNode = {readonly [keyword: string]: unknown}

/** Keywords that only pass on what failed inside them. */
const passing = new Set(['properties', 'patternProperties', 'items', 'prefixItems', 'allOf', '$ref', 'if', 'then', 'else', 'dependentSchemas', 'false'])

export default class Ajv {
  errors: readonly CheckError[] | null = null
  readonly #checks = new WeakMap<object, Check>()

  compile(schema: SchemaNode | boolean): Check {
    const known = typeof schema === 'object' ? this.#checks.get(schema) : undefined
    if (known) return known
    // A copy: the checker writes marks of its own into the schema it is given.
    const validator = new Validator(structuredClone(schema) as Schema | boolean, '2020-12', false)
    const check: Check = Object.assign((data: unknown): boolean => {
      check.errors = errorsOf(validator, schema, data)
      return check.errors === null
    }, {errors: null})
    if (typeof schema === 'object') this.#checks.set(schema, check)
    return check
  }

  validate(schema: SchemaNode | boolean, data: unknown): boolean {
    const check = this.compile(schema)
    const valid = check(data)
    this.errors = check.errors
    return valid
  }
}

function errorsOf(validator: Validator, schema: SchemaNode | boolean, data: unknown): readonly CheckError[] | null {
  const {valid, errors} = validator.validate(withoutUndefined(data))
  if (valid) return null
  // One message at a place is enough; the first is the plainest.
  const byPlace = new Map<string, CheckError>()
  for (const unit of errors.filter(({keyword}) => !passing.has(keyword))) {
    const error = toError(unit, schema)
    const place = error.params.missingProperty === undefined ? error.instancePath : `${error.instancePath}/${error.params.missingProperty}`
    if (!byPlace.has(place)) byPlace.set(place, error)
  }
  return [...byPlace.values()]
}

function toError({keyword, keywordLocation, instanceLocation, error}: OutputUnit, schema: SchemaNode | boolean): CheckError {
  const holder = typeof schema === 'object' ? holderOf(schema, keywordLocation) : {}
  const missing = keyword === 'required' ? /"(.*)"/s.exec(error)?.[1] : undefined
  return {
    keyword, instancePath: instanceLocation.slice(1), schemaPath: keywordLocation,
    params: missing === undefined ? {} : {missingProperty: missing},
    message: errorWords(keyword, holder),
  }
}

/** The schema that holds the keyword at `location` (`#/properties/name/minLength`), through references within the document. */
function holderOf(root: SchemaNode, location: string): SchemaNode {
  let node: unknown = root
  for (const step of steps(location).slice(0, -1)) {
    node = (node as SchemaNode)[step]
    if (step === '$ref' && typeof node === 'string') node = steps(node).reduce<unknown>((at, one) => (isNode(at) ? at[one] : undefined), root)
    if (!isNode(node)) return {}
  }
  return node as SchemaNode
}

const steps = (pointer: string): readonly string[] => pointer.replace(/^#\/?/, '').split('/').filter(step => step !== '').map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
const isNode = (value: unknown): value is SchemaNode => typeof value === 'object' && value !== null

// A form holds undefined where a field is empty; JSON has no such value.
function withoutUndefined(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutUndefined)
  if (!isNode(data)) return data
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined).map(([name, value]) => [name, withoutUndefined(value)]))
}
