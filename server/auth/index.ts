/** The public face of `auth`. */
export type {Auth, Revocation, Session, SessionKind, SignedIn} from './auth.ts'
