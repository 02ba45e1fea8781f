/** The public face of `http`. */
export {actorOf, findActor, findSession} from './request-session.ts'
export {pageNonce} from './page-nonce.ts'
