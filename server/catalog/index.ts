/** The public face of `catalog`. */
export type {Before, Catalog, CatalogEntry} from './catalog.ts'
export {createCatalog, type CatalogDeps} from './create-catalog.ts'
export {createDataChecker, type DataChecker} from './data-checker.ts'
export {readableSchema} from './readable-schema.ts'
export {breaksOf, type Break} from './breaks-of.ts'
export type {CountedBreak} from './count-breaks.ts'
export {createPutSchema, type PutSchema, type PutSchemaAnswer, type PutSchemaAsk} from './put-schema.ts'
