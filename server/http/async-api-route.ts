/** The description of the live feed, for programs. */
import {feedOperations} from '../../schemas/index.ts'
import type {Auth} from '../auth/index.ts'
import type {Config} from '../config.ts'
import {localUrl} from '../local-url.ts'
import {buildAsyncApi} from './asyncapi/index.ts'
import {routesOf, type Route} from './operation.ts'
import {sendJson} from './send-json.ts'

export interface AsyncApiRouteDeps {
  readonly auth: Pick<Auth, 'cookie'>
  readonly config: Config
}

export function asyncApiRoute({auth, config}: AsyncApiRouteDeps): readonly Route[] {
  return routesOf(feedOperations, {
    getAsyncApi({request, response}) {
      // The port is the one that is listened on: the system may have chosen it.
      const url = config.publicUrl?.origin ?? localUrl(config.host, request.socket.localPort ?? config.port)
      sendJson(response, 200, buildAsyncApi({url, cookie: auth.cookie.name}))
    },
  })
}
