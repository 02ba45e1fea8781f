/** What happened, taken back. */
import {eventOperations, reason, refusal} from '../../schemas/index.ts'
import type {TakeBack} from '../commit/index.ts'
import {problem} from '../errors.ts'
import {idempotencyOf} from './idempotency.ts'
import {routesOf, type Route} from './operation.ts'
import {sendJson} from './send-json.ts'

export interface EventRouteDeps {readonly takeBack: TakeBack}

export function eventRoutes({takeBack}: EventRouteDeps): readonly Route[] {
  return routesOf(eventOperations, {
    async takeBack({actor, body: {commit, cause, dry_run: dryRun = false, rest = false}, request, response}) {
      const what = commit ?? cause
      if (what === undefined || (commit !== undefined && cause !== undefined)) throw problem('invalid-input', {why: reason('commit-or-cause')}, {errors: [refusal('commit-or-cause', '')]})
      const {replayed, answer} = await takeBack(actor, {what, dryRun, rest, ...idempotencyOf(request)})
      if (replayed) response.setHeader('Idempotency-Replayed', 'true')
      sendJson(response, 200, JSON.stringify(answer))
    },
  })
}
