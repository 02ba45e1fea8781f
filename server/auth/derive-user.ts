/** What belongs to a write of a user: the password becomes a hash, and the email is kept in one spelling. */
import {refusal, type JsonObject} from '../../schemas/index.ts'
import type {Derive} from '../commit/change.ts'
import {problem, type Problem} from '../errors.ts'
import {knownLanguage} from '../known-language.ts'
import {knownZone} from '../known-zone.ts'
import {checkNewPassword, hashPassword} from './password.ts'
import {plainEmail} from './plain-email.ts'

/** For the door for writes, at `user`. A write without `password` keeps the old one. Throws `invalid-password` and `invalid-user` at /password, /time_zone and /language. */
export const deriveUser: Derive = async ({data}, {actor, current}) => {
  const {password, email, password_hash: given, ...rest} = data
  const user: JsonObject = email === undefined ? rest : {email: typeof email === 'string' ? plainEmail(email) : email, ...rest}
  if (typeof rest.time_zone === 'string' && knownZone(rest.time_zone) === undefined) throw unknown('time_zone', rest.time_zone)
  if (typeof rest.language === 'string' && knownLanguage(rest.language) === undefined) throw unknown('language', rest.language)
  if (password !== undefined) {
    checkNewPassword(password, email)
    return {data: {...user, password_hash: await hashPassword(password)}}
  }
  // Only Espalier itself hashes what it knows anew.
  const kept = actor.system ? given : current && (JSON.parse(current.doc) as {readonly password_hash?: string}).password_hash
  return {data: kept === undefined ? user : {...user, password_hash: kept}}
}

const unknown = (of: 'time_zone' | 'language', given: string): Problem =>
  problem('invalid-user', {schema: 'user'}, {errors: [refusal('not-known-to-user', `/${of}`, {of, got: JSON.stringify(given)})]})
