/** The public face of `http/openapi`. */
export {buildOpenApi} from './build-openapi.ts'
export type {Content, OpenApiDocument, Operation, Parameter, PathItem, Reference, ResponseObject, SchemaObject} from './document.ts'
export type {RecordSubject} from './record-paths.ts'
export {subjectOf} from './subject-of.ts'
