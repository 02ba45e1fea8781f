/** Where schemas stand inside a schema. Apart from what each keyword's value must look like, which needs more than a page is to load. */

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
export const schemaKeywords: ReadonlyMap<string, 'one' | 'list' | 'named'> = new Map([
  ...(['items', 'contains', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else'] as const).map(keyword => [keyword, 'one'] as const),
  ...(['prefixItems', 'allOf', 'anyOf', 'oneOf'] as const).map(keyword => [keyword, 'list'] as const),
  ...(['properties', '$defs', 'dependentSchemas'] as const).map(keyword => [keyword, 'named'] as const),
])
