/** What belongs to a write of a user: the password becomes a hash, and the email is kept in one spelling. */
import type {JsonObject} from '../../schemas/index.ts'
import type {Derive} from '../commit/change.ts'
import {InvalidInput} from '../errors.ts'
import {knownLanguage} from '../known-language.ts'
import {knownZone} from '../known-zone.ts'
import {checkNewPassword, hashPassword} from './password.ts'
import {plainEmail} from './plain-email.ts'

/** For the door for writes, at `user`. A write without `password` keeps the old one. Throws InvalidInput at /password, /time_zone and /language. */
export const deriveUser: Derive = async ({data}, {actor, current}) => {
  const {password, email, password_hash: given, ...rest} = data
  const user: JsonObject = email === undefined ? rest : {email: typeof email === 'string' ? plainEmail(email) : email, ...rest}
  if (typeof rest.time_zone === 'string' && knownZone(rest.time_zone) === undefined) throw unknown('time_zone', 'a time zone by its name, such as Europe/Helsinki', rest.time_zone)
  if (typeof rest.language === 'string' && knownLanguage(rest.language) === undefined) throw unknown('language', 'a language by its tag, such as en-GB or de', rest.language)
  if (password !== undefined) {
    checkNewPassword(password, email)
    return {data: {...user, password_hash: await hashPassword(password)}}
  }
  // Only Espalier itself hashes what it knows anew.
  const kept = actor.system ? given : current && (JSON.parse(current.doc) as {readonly password_hash?: string}).password_hash
  return {data: kept === undefined ? user : {...user, password_hash: kept}}
}

function unknown(property: string, expected: string, given: string): InvalidInput {
  const message = `expected ${expected}, got ${JSON.stringify(given)}`
  return new InvalidInput({detail: `schema user, /${property}: ${message}`, errors: [{pointer: `/${property}`, message}]})
}
