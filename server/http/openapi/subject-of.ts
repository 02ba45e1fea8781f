/** `subjectOf`: what the document says of a schema's records, from what its reader may see and do. */
import type {Verb} from '../../../schemas/index.ts'
import type {Access} from '../../access/index.ts'
import type {RecordSubject} from './record-paths.ts'

const verbs: readonly Verb[] = ['read', 'create', 'update', 'archive', 'purge']

export const subjectOf = ({name, schema, body, links, rows, may}: Access): RecordSubject =>
  ({name, readable: schema, doc: body, links, someRows: rows !== undefined, may: new Set(verbs.filter(may))})
