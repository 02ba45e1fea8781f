/** `readableSchema`: a schema without its secret properties, and without whatever else of it speaks of them. */
import type {RecordSchema} from '../../schemas/index.ts'

/** Rules of the whole record, and values of a whole record: they may name a secret property, and say what it holds. */
const ofRecord = ['allOf', 'anyOf', 'oneOf', 'not', 'dependentSchemas', 'propertyNames', '$ref', 'default', 'examples', 'enum', 'const', '$comment'] as const
const conditional = ['if', 'then', 'else'] as const

/** The same document where nothing is hidden. What is left refers only to what is left. */
export function readableSchema(doc: RecordSchema, secrets: ReadonlySet<string>): RecordSchema {
  const hidden = Object.keys(doc.properties).filter(name => secrets.has(name))
  if (hidden.length === 0) return doc
  const shown = (names: readonly string[]): readonly string[] => names.filter(name => !hidden.includes(name))
  const {$defs, ...open} = withoutRules(doc, part => mentions(part, hidden, doc))
  const readable = {
    ...open,
    properties: Object.fromEntries(Object.entries(doc.properties).filter(([name]) => !hidden.includes(name))),
    ...(doc.required && {required: shown(doc.required)}),
    ...(doc['x-title'] && {'x-title': shown(doc['x-title'])}),
    ...(doc['x-indexes'] && {'x-indexes': doc['x-indexes'].filter(index => shown(index).length === index.length)}),
  } as RecordSchema
  const used = namesUsed(readable, doc)
  return used.size === 0 ? readable : {...readable, $defs: Object.fromEntries(Object.entries($defs as object).filter(([name]) => used.has(name)))}
}

function withoutRules(doc: RecordSchema, speaksOfHidden: (part: unknown) => boolean): RecordSchema {
  const kept: Record<string, unknown> = {...doc}
  for (const keyword of ofRecord) if (speaksOfHidden(doc[keyword])) delete kept[keyword]
  if (conditional.some(keyword => speaksOfHidden(doc[keyword]))) for (const keyword of conditional) delete kept[keyword]
  // Each rule of `allOf` stands by itself.
  const rules = (doc['allOf'] as readonly unknown[] | undefined)?.filter(rule => !speaksOfHidden(rule)) ?? []
  return {...kept, ...(rules.length > 0 && {allOf: rules})} as RecordSchema
}

/** By the names as they stand in the text, also in what is referred to: too much is hidden rather than too little. */
function mentions(part: unknown, names: readonly string[], doc: RecordSchema): boolean {
  if (part === undefined) return false
  const texts = [part, ...[...namesUsed(part, doc)].map(name => defOf(name, doc))].map(one => JSON.stringify(one) ?? '')
  return names.some(name => texts.some(text => new RegExp(`\\b${name}\\b`).test(text)))
}

/** The `$defs` that a part refers to, directly or not. */
function namesUsed(part: unknown, doc: RecordSchema, used = new Set<string>()): Set<string> {
  for (const [, name = ''] of (JSON.stringify(part) ?? '').matchAll(/"\$ref":"#\/\$defs\/([^"]*)"/g)) {
    if (used.has(name)) continue
    used.add(name)
    namesUsed(defOf(name, doc), doc, used)
  }
  return used
}

const defOf = (name: string, doc: RecordSchema): unknown => (doc['$defs'] as {readonly [name: string]: unknown} | undefined)?.[name]
