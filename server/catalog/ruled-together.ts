/** `ruledTogether`: the properties of a record that one rule of its schema speaks of. */
import type {RecordSchema} from '../../schemas/index.ts'

type Part = Readonly<Record<string, unknown>>

/** Keywords by which a schema says several things of one value. */
const conditional: readonly string[] = ['if', 'then', 'else']
const combining: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'not', ...conditional]

/**
 * `schemaPath` as Ajv gives it. Undefined: the rule is of a single property. An empty set: it names none, as `minProperties`. `ofRecord`: the rule failed for the record as
 * a whole, not at a property of it.
 */
export function ruledTogether(schemaPath: string, ofRecord: boolean, doc: RecordSchema): ReadonlySet<string> | undefined {
  const [keyword = '', which = ''] = schemaPath.split('/').slice(1)
  const names = new Set<string>()
  if (conditional.includes(keyword)) conditional.forEach(one => collect(doc[one], doc, names))
  else if (keyword === 'allOf') collect((doc['allOf'] as readonly unknown[] | undefined)?.[Number(which)], doc, names)
  else if (keyword === 'dependentSchemas') collect({dependentSchemas: {[which]: partOf(doc['dependentSchemas'])?.[which]}}, doc, names)
  else if (combining.includes(keyword)) collect({[keyword]: doc[keyword]}, doc, names)
  else if (!ofRecord) return undefined
  else if (keyword === '$defs') collect(partOf(doc['$defs'])?.[which], doc, names)
  return names
}

function collect(rule: unknown, doc: RecordSchema, names: Set<string>): void {
  const part = partOf(rule)
  if (part === undefined) return
  for (const name of Object.keys(partOf(part['properties']) ?? {})) names.add(name)
  for (const name of (part['required'] ?? []) as readonly string[]) names.add(name)
  for (const [name, one] of Object.entries(partOf(part['dependentSchemas']) ?? {})) {
    names.add(name)
    collect(one, doc, names)
  }
  for (const keyword of combining) for (const one of [part[keyword]].flat()) collect(one, doc, names)
  if (typeof part['$ref'] === 'string') collect(partOf(doc['$defs'])?.[part['$ref'].slice('#/$defs/'.length)], doc, names)
}

const partOf = (value: unknown): Part | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Part : undefined)
