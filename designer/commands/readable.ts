/** The properties of a schema that pages may show: secret ones never leave the server. */
import type {RecordSchema} from '../../schemas/index.ts'

export const readable = (schema: RecordSchema | undefined): readonly string[] => Object.entries(schema?.properties ?? {}).filter(([, of]) => of['x-secret'] !== true).map(([name]) => name)
