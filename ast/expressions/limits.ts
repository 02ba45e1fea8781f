/** What bounds the cost of an expression, whoever wrote it. */

/** Characters of an expression's text. */
export const mostCharacters = 2_000

/** Limits of the parser. */
export const parserLimits = {maxAstNodes: 1_000, maxDepth: 64, maxListElements: 500, maxMapEntries: 200, maxCallArguments: 8} as const

/** Units of work in one evaluation: about one per operation, four per call, one per 64 characters read. Some 20 ms at most. */
export const mostWork = 50_000

/** Characters of a text that an expression makes. */
export const mostText = 100_000

/** Parsed expressions that are remembered. */
export const mostRemembered = 1_000

/** Terms, depth and list values of a filter. */
export const filterLimits = {terms: 64, depth: 16, values: 200} as const

/** Levels of JSON in which expressions are looked for. */
export const mostJsonDepth = 32
