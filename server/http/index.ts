/** The public face of `http`. */
export {createApp, type AppDeps} from './app.ts'
export {createHttpServer, type HttpServer} from './create-http-server.ts'
export {addRoutes, type RouteTable} from './add-routes.ts'
export {actorOf, findActor} from './request-session.ts'
export {queryOf, wholeNumber} from './query.ts'
export {membersOf} from './object-body.ts'
export {sendJson} from './send-json.ts'
export {pageNonce} from './page-nonce.ts'
