/** The law of convergence with more clients and longer meetings than the suite has time for. */
import * as fc from 'fast-check'
import {anyMeeting, checkMeeting} from '../laws/editing-clients.ts'
import {defineProof} from './run/define-proof.ts'

defineProof({
  title: 'two to five clients who edit one tree at once, in whatever order they are heard, end at the server\'s tree',
  share: 100,
  cases: 20_000,
  any: fc.integer({min: 2, max: 5}).chain(clients => anyMeeting(clients, 80)),
  check: checkMeeting,
})
