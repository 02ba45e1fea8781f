/** Session tokens: 256 random bits, known to the store only as a SHA-256. */
import {hash, randomBytes, timingSafeEqual} from 'node:crypto'

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Base64url, 43 characters. A fast hash is enough: what is hashed cannot be guessed. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** Whether it has the shape of a token, so that nothing else is looked up. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
