import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root, sourceFiles} from './read-imports.ts'

/** `x as Access`, `x as unknown as Access`, `as readonly Access[]`, `as Map<string, Access>`; `<Access>x`; and the same under another name. */
const casts = [/\bas\s+(?!const\b)[^;,(){}='"`<]*?(?:<[^;(){}='"`>]*?)?\bAccess\b/g, /(?:^|[=(,:?&|]|=>|return)\s*<[^<>()]*\bAccess\b[^<>()]*>\s*[\w([{]/gm, /\bAccess\s+as\s+\w+/g]

const castsIn = (text: string): readonly string[] => casts.flatMap(cast => text.match(cast) ?? [])

test('what would pass for an access without being one is found', () => {
  const wrong = ['x as Access', 'x as unknown as Access', 'all as readonly Access[]', 'm as ReadonlyMap<string, Access>', 'return <Access>x', 'f(<Access>x)', 'import type {Access as Any} from \'x\'', 'x as\n  Access']
  expect(wrong.filter(text => castsIn(text).length === 0)).toEqual([])
  const right = ['const a: Access = of(x)', 'new Map<string, Access>()', 'import type {Access, AccessOf} from \'x\'', 'f(a as string, b)\nconst c: Access = d', 'x as AccessDeps']
  expect(right.flatMap(castsIn)).toEqual([])
})

test('nothing is cast to an access but where accesses are made', () => {
  const files = ['server', 'tests', 'runtime', 'snippets', 'designer', 'ast', 'schemas'].flatMap(sourceFiles).filter(file => !file.startsWith('server/access/') && file !== 'tests/layers/access.test.ts')
  const found = files.flatMap(file => castsIn(withoutComments(readFileSync(join(root, file), 'utf8'))).map(cast => `${file}: ${cast}`))
  expect(found).toEqual([])
})

/** Words about an access are no cast. */
const withoutComments = (text: string): string => text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
