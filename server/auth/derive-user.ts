/** What belongs to a write of a user: the password becomes a hash, and the email is kept in one spelling. */
import type {JsonObject} from '../../schemas/index.ts'
import type {Derive} from '../commit/change.ts'
import {checkNewPassword, hashPassword} from './password.ts'

/** For the door for writes, at `user`. A write without `password` keeps the old one. Throws InvalidInput at /password. */
export const deriveUser: Derive = async ({data}, {current}) => {
  const {password, email, password_hash: _given, ...rest} = data
  const user: JsonObject = email === undefined ? rest : {email: typeof email === 'string' ? email.toLowerCase() : email, ...rest}
  if (password !== undefined) {
    checkNewPassword(password, email)
    return {data: {...user, password_hash: await hashPassword(password)}}
  }
  const before = current && (JSON.parse(current.doc) as {readonly password_hash?: string}).password_hash
  return {data: before === undefined ? user : {...user, password_hash: before}}
}
