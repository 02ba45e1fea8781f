import {expect, expectTypeOf, test} from 'vitest'
import {checkScreen, type SnippetManifest} from '../../ast/index.ts'
import type {Manifest, Snippet} from '../../snippets/index.ts'
import {part, screen} from '../build-tree.ts'

test('every snippet is a manifest that the checker takes', () => {
  expectTypeOf<Manifest>().toExtend<SnippetManifest>()
  expectTypeOf<ReadonlyMap<string, Snippet>>().toExtend<ReadonlyMap<string, SnippetManifest>>()
  const badge: Manifest = {name: 'badge', title: 'Badge', group: 'Content', props: {tone: {enum: ['info', 'warn'], default: 'info'}}}
  const {screen: one, tree} = screen(part('badge', {tone: 'blue'}))
  const problems = checkScreen({screen: one, tree, snippets: new Map([['badge', badge]]), schemas: new Map(), screens: [one]})
  expect(problems.map((problem) => problem.message)).toEqual(['screen /test, node n1, prop tone: expected "info" or "warn", got "blue"'])
})
