/** The HTTP status of each problem. */
import type {ProblemCode} from '../schemas/index.ts'

export const problemStatus: Readonly<Record<ProblemCode, number>> = {
  'invalid-input': 400, 'invalid-schema': 400, 'unfit-table': 400, 'too-many-misfits': 400, 'too-much-to-match': 400, 'too-deep': 400,
  'invalid-patch': 400, 'invalid-query': 400, 'invalid-filter': 400, 'invalid-cursor': 400, 'unknown-field': 400,
  'unanswerable-query': 400, 'invalid-user': 400, 'invalid-password': 400, 'unknown-parameter': 400, 'malformed-text': 400,
  'malformed-json': 400, 'malformed-url': 400, 'invalid-header': 400, 'hostile-key': 400, 'inexact-number': 400,
  'not-confirmed': 400, 'malformed-encoding': 400, aborted: 400, 'method-not-allowed': 405, 'unsupported-media-type': 415,
  'wrong-credentials': 401, 'sign-in-needed': 401,
  forbidden: 403, 'cross-origin': 403, 'system-schema': 403, 'setup-closed': 403, 'another-person': 403,
  'not-found': 404, 'unknown-schema': 404, 'unknown-screen': 404, 'only-in-draft': 404,
  'too-many-schemas': 409, 'schema-breaks': 409, exists: 409, archived: 409, 'not-archived': 409, 'relational-link-broken': 409,
  'still-linked': 409, 'not-unique': 409, contended: 409, 'last-admin': 409, 'patch-test-failed': 409, 'patch-target-missing': 409,
  'already-live': 409, 'not-all-taken-back': 409, 'tree-missing': 409, 'item-missing': 409, 'rolled-back-patches': 409, resync: 409, 'step-conflict': 409, 'screen-changed': 409,
  'stale-revision': 412,
  'record-too-large': 413, 'too-large': 413, 'commit-too-large': 413,
  'wrong-host': 421,
  'idempotency-key-reused': 422, 'query-too-slow': 422, 'nothing-to-publish': 422, 'screen-problems': 422, 'step-refused': 422,
  'invalid-screen': 422, 'config-problems': 422,
  'upgrade-required': 426,
  'too-many-attempts': 429, 'too-many-sockets': 429, 'too-many-connections': 429,
  'internal-error': 500,
  'not-available': 501,
  busy: 503, 'not-forgotten': 503, 'commit-unknown': 503, 'storage-failed': 503, 'storage-damaged': 503,
  'storage-full': 507,
}
