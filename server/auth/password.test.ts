import {hash} from '@node-rs/argon2'
import {describe, expect, test} from 'vitest'
import {checkNewPassword, hashPassword, passwordMark, verifyPassword} from './password.ts'

test('hashes with argon2id at the recommended cost, each time with another salt', async () => {
  const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(passwordMark(one)).not.toBe(passwordMark(two))
  expect(await verifyPassword(one, 'correct horse')).toBe('right')
  expect(await verifyPassword(one, 'correct horsf')).toBe('wrong')
})

const [composed, decomposed] = ['Grün-Straße-9'.normalize('NFC'), 'Grün-Straße-9'.normalize('NFD')]

test('a password is the same in every form of its letters', async () => {
  const phc = await hashPassword(decomposed)
  for (const typed of [composed, decomposed, 'Grün-Straße-９']) expect(await verifyPassword(phc, typed)).toBe('right')
  expect(await verifyPassword(phc, 'Gru\u0308n-Strasse-9')).toBe('wrong')
})

test('one that was hashed as it was typed is told from one that is the same everywhere', async () => {
  const old = await hash(decomposed)
  expect([await verifyPassword(old, decomposed), await verifyPassword(old, composed)]).toEqual(['outdated', 'wrong'])
  expect(await verifyPassword(await hash(composed), decomposed)).toBe('right')
})

/** Of all threads, in microseconds: hashing has threads of its own. */
const work = async (phc: string | undefined) => {
  const before = process.cpuUsage()
  for (let n = 0; n < 5; n++) await verifyPassword(phc, 'wrong')
  const {user, system} = process.cpuUsage(before)
  return user + system
}

test('where there is no user, nothing is right and the same work is done', async () => {
  expect(await verifyPassword(undefined, 'nobody has this password')).toBe('wrong')
  const stored = await hashPassword('correct horse')
  await work(undefined)
  const [unknown, wrong] = [await work(undefined), await work(stored)]
  expect(unknown).toBeGreaterThan(wrong / 3)
  expect(wrong).toBeGreaterThan(unknown / 3)
})

test('a stored hash that is none is a no, not an error', async () => {
  expect(await verifyPassword('plain', 'plain')).toBe('wrong')
})

describe('a new password', () => {
  test.each([['short12', 'a@x.test'], ['ü'.repeat(7).normalize('NFD'), 'a@x.test'], ['ａｄａ@x.test ', 'ada@x.test'], ['x'.repeat(257), 'a@x.test'], ['Ada@X.test', 'ada@x.test'], [12345678, 'a@x.test'], [null, 'a@x.test']])('%j is refused at /password', (password, email) => {
    expect(() => checkNewPassword(password, email)).toThrow(expect.objectContaining({status: 400, code: 'invalid-password', errors: [expect.objectContaining({pointer: '/password'})]}))
  })
  test.each(['espalier', 'x'.repeat(256), 'ü'.repeat(256).normalize('NFD'), 'ünï¢ödé '])('%j is taken', password => {
    expect(() => checkNewPassword(password, 'a@x.test')).not.toThrow()
  })
})
