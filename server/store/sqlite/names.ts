/** How schemas and properties are named in SQL. Every identifier in a statement comes from here; nothing else is ever pasted into SQL. */

const valid = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/

/** `contact` -> `"r_contact"`. SQLite ignores the case of identifiers, so a capital is written as `^` and its small letter. Throws on a name that `tableSpec` would refuse. */
export const tableName = (schema: string): string => `"r_${encode(schema)}"`
export const columnName = (property: string): string => `"${plainColumn(property)}"`
/** The column as EXPLAIN QUERY PLAN writes it. */
export const plainColumn = (property: string): string => `p_${encode(property)}`
/** Beside a property's column: what it is sorted and compared by. */
export const keyName = (property: string): string => `"${plainKey(property)}"`
export const plainKey = (property: string): string => `k_${encode(property)}`
/** What of the key of words is written with the row; SQLite makes the rest of it. */
export const foreignName = (property: string): string => `"f_${encode(property)}"`
/** Unique indexes begin with `u.`, those that find duplicates until they are mended with `d.`, others with `i.`; the schema and the properties follow. */
export const indexName = (kind: 'd' | 'i' | 'u', schema: string, properties: readonly string[]): string => [kind, schema, ...properties].map(encode).join('.')
/** A JSON path as an SQL literal. */
export const jsonPath = (property: string): string => `'$."${checked(property)}"'`
/** A schema's name as an SQL literal. */
export const nameLiteral = (schema: string): string => `'${checked(schema)}'`

const encode = (name: string): string => checked(name).replace(/[A-Z]/g, capital => `^${capital.toLowerCase()}`)

function checked(name: string): string {
  if (!valid.test(name)) throw new Error(`store: expected the name of a schema or property, got ${JSON.stringify(name.slice(0, 80))}`)
  return name
}
