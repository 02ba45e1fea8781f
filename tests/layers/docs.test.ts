import {expect, test} from 'vitest'
import {docs, isThere, namedFiles, type NamedFile} from './read-docs.ts'

const named = docs.flatMap(doc => namedFiles(doc))
const say = ({doc, line, name}: NamedFile): string => `${doc}:${line} names ${name}`

/** What the reader is told to make. */
const toBeMade = ['snippets/badge/index.ts']

test('every file and folder that our texts name is there', () => {
  expect(named.filter(one => !isThere(one) && !toBeMade.includes(one.name)).map(say)).toEqual([])
  // The reading really finds names.
  expect(named.length).toBeGreaterThan(300)
})

test('a name that is nowhere is found out', () => {
  expect(isThere({doc: 'tests/bench/README.md', line: 1, name: 'serve-espalier.ts'})).toBe(false)
  expect(isThere({doc: 'server/auth/README.md', line: 1, name: 'create-live.ts'})).toBe(false)
  expect(isThere({doc: 'server/auth/README.md', line: 1, name: 'create-auth.ts'})).toBe(true)
})
