/** `seats`: people for the tests of a file, who leave when the test that sat them down ends. */
import type {Browser, BrowserContextOptions} from 'playwright-core'
import {afterEach} from 'vitest'
import type {Role} from '../../schemas/index.ts'
import type {BuiltServer} from '../built-server.ts'
import {seat, type Person} from './person.ts'

/** `at` is asked when someone sits down: both are started before the first test. */
export function seats(at: () => {readonly browser: Browser; readonly server: BuiltServer}): (role: Role | null, options?: BrowserContextOptions) => Promise<Person> {
  const seated: Person[] = []
  afterEach(async () => {
    for (const {context} of seated.splice(0)) await context.close()
  })
  return async (role, options) => {
    const {browser, server} = at()
    const person = await seat(browser, server, role, options)
    seated.push(person)
    return person
  }
}
