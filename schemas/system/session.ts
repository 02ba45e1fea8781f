/** Someone signed in: internal, written and read by Espalier alone. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const sessionSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Session',
  description: 'Someone signed in, by cookie or bearer token.',
  type: 'object',
  additionalProperties: false,
  required: ['token_hash', 'user_id', 'kind', 'password_mark', 'started_at', 'expires_at'],
  'x-plural': 'Sessions',
  'x-title': ['kind'],
  'x-system': true,
  'x-rights': {read: null, create: null, update: null, archive: null, purge: null},
  properties: {
    token_hash: {type: 'string', title: 'Token hash', description: 'SHA-256 of the token.', maxLength: 128, 'x-unique': true, 'x-secret': true, 'x-search': false},
    user_id: {type: 'string', title: 'User', 'x-link': 'user'},
    kind: {enum: ['cookie', 'bearer'], title: 'Kind'},
    password_mark: {type: 'string', title: 'Password mark', description: 'Ties the session to the password it was opened with.', maxLength: 128, 'x-secret': true, 'x-search': false},
    started_at: {type: 'string', title: 'Started', format: 'date-time'},
    used_at: {type: 'string', title: 'Used', description: 'When it was last used, to a quarter of an hour.', format: 'date-time'},
    expires_at: {type: 'string', title: 'Expires', format: 'date-time', 'x-index': true},
  },
} as const satisfies RecordSchema

export type SessionData = TypeOf<typeof sessionSchema>
