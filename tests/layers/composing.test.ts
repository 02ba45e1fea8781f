import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root, sourceFiles} from './read-imports.ts'

const listener = /\(event: KeyboardEvent\)(?:: void)? (?:=> )?\{|'keydown', event => \{/g

test('whoever listens to keys asks first whether they belong to an input method', () => {
  const found = ['designer', 'snippets', 'runtime'].flatMap(sourceFiles).flatMap(file => {
    const text = readFileSync(join(root, file), 'utf8')
    return [...text.matchAll(listener)].map(match => ({file, asks: text.slice(match.index, match.index + 160).includes('isComposing(event)')}))
  })
  expect(found.length).toBeGreaterThan(9)
  expect(found.filter(({asks}) => !asks).map(({file}) => file)).toEqual([])
})
