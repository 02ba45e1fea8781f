/** A person who signs in. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const userSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'User',
  description: 'A person who signs in.',
  type: 'object',
  additionalProperties: false,
  required: ['email', 'name', 'role'],
  'x-plural': 'Users',
  'x-title': ['name'],
  'x-system': true,
  'x-rights': {read: 'admin', create: 'admin', update: 'admin', archive: 'admin', purge: 'admin'},
  properties: {
    email: {type: 'string', title: 'Email', format: 'email', maxLength: 254, 'x-unique': true},
    name: {type: 'string', title: 'Name', minLength: 1, maxLength: 120, 'x-index': true},
    role: {enum: ['admin', 'manager', 'agent', 'readonly'], title: 'Role', 'x-index': true},
    time_zone: {type: 'string', title: 'Time zone', description: 'Where their days begin and end, such as Europe/Helsinki. Empty: as their browser says.', maxLength: 64},
    language: {type: 'string', title: 'Language', description: 'How dates and numbers are written, such as en-GB or de.', maxLength: 35},
    disabled: {type: 'boolean', title: 'Disabled', description: 'May not sign in.'},
    password: {type: 'string', title: 'Password', description: 'Accepted on write, kept only as a hash.', writeOnly: true, minLength: 8, maxLength: 256, 'x-secret': true, 'x-search': false},
    password_hash: {type: 'string', title: 'Password hash', maxLength: 512, 'x-secret': true, 'x-server': true, 'x-search': false},
  },
} as const satisfies RecordSchema

export type UserData = TypeOf<typeof userSchema>
