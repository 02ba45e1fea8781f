import {expect, test} from 'vitest'
import {Problem} from '../errors.ts'
import {createThrottle} from './throttle.ts'

function waitOf(work: () => unknown): number {
  try {
    work()
    return 0
  } catch (error) {
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).status).toBe(429)
    return (error as Problem).more.retry_after as number
  }
}

test('lets a few failures pass, then doubles the wait up to a minute for an account', () => {
  let at = 1_000_000
  const throttle = createThrottle(() => at)
  const attempt = () => waitOf(() => throttle.begin({account: 'ada@x.test', ip: `10.0.0.${at % 250}`}))
  for (let free = 0; free < 5; free++) expect(attempt()).toBe(0)
  const waits: number[] = []
  for (let n = 0; n < 9; n++) {
    expect(attempt()).toBe(0)
    const wait = attempt()
    waits.push(wait)
    at += wait * 1000
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test('counts an attempt that is still running', () => {
  const throttle = createThrottle(() => 5_000_000)
  const refused = Array.from({length: 20}, () => waitOf(() => throttle.begin({account: 'ada@x.test', ip: '10.0.0.1'}))).filter(wait => wait > 0)
  expect(refused).toHaveLength(14)
})

test('a success clears the account, but buys no fresh guesses for the address', () => {
  const throttle = createThrottle(() => 5_000_000)
  const guess = (account: string) => waitOf(() => throttle.begin({account, ip: '10.9.9.9'}))
  for (let n = 0; n < 19; n++) expect(guess(`someone${n}@x.test`)).toBe(0)
  throttle.begin({account: 'mine@x.test', ip: '10.9.9.9'}).succeed()
  expect(guess('other1@x.test')).toBe(0)
  expect(guess('other2@x.test')).toBe(0)
  expect(guess('other3@x.test')).toBeGreaterThan(0)
})

test('an IPv6 subscriber is one address, however they spell or change its end', () => {
  const throttle = createThrottle(() => 5_000_000)
  const from = (ip: string, n: number) => waitOf(() => throttle.begin({account: `u${n}@x.test`, ip}))
  for (let n = 0; n < 21; n++) from(`2001:db8:0:1::${n.toString(16)}`, n)
  expect(from('2001:0db8:0000:0001:ffff::1', 30)).toBeGreaterThan(0)
  expect(from('2001:db8:0:2::1', 31)).toBe(0)
})

test('failures are forgotten after an hour', () => {
  let at = 1_000_000
  const throttle = createThrottle(() => at)
  for (let n = 0; n < 6; n++) throttle.begin({account: 'ada@x.test', ip: `10.0.1.${n}`})
  at += 61 * 60_000
  for (let n = 0; n < 5; n++) expect(waitOf(() => throttle.begin({account: 'ada@x.test', ip: `10.0.2.${n}`}))).toBe(0)
})
