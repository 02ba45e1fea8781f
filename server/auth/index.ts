/** The public face of `auth`. */
export type {Auth, Revocation, Session, SessionKind, SignedIn} from './auth.ts'
export {bearerToken} from './bearer-token.ts'
export {createAuth, type AuthDeps} from './create-auth.ts'
export {deriveUser} from './derive-user.ts'
export {createSessionCookie, type SessionCookie} from './session-cookie.ts'
export {minPasswordLength} from './password.ts'
export {hashToken, sameHash} from './token.ts'
