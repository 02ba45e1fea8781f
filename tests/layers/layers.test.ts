import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {importsOf, root, sourceFiles, type SourceImport} from './read-imports.ts'

const below: {readonly [folder: string]: readonly string[]} = {
  schemas: [],
  ast: ['schemas'],
  snippets: ['schemas', 'ast'],
  runtime: ['schemas', 'ast', 'snippets'],
  server: ['schemas', 'ast', 'snippets', 'runtime'],
  designer: ['schemas', 'ast', 'snippets', 'runtime'],
}
const folders = Object.keys(below)
const isTest = (file: string): boolean => file.endsWith('.test.ts')
const top = (file: string): string => file.split('/')[0]!
const sources = folders.flatMap(folder => sourceFiles(folder))
const imports = sources.flatMap(file => importsOf(file))
const say = ({from, line, to}: SourceImport): string => `${from}:${line} imports ${to}`

/** The ways into a folder from outside. */
const faces = [/^[a-z]+\/index\.ts$/, /^runtime\/(server|client|page)\.ts$/, /^snippets\/json-form\/index\.ts$/]

test('imports between folders only go down', () => {
  const wrong = imports.filter(one => top(one.from) !== top(one.to) && !(isTest(one.from) && top(one.to) === 'tests')).filter(one => !below[top(one.from)]!.includes(top(one.to)))
  expect(wrong.map(say)).toEqual([])
})

test('other folders import a folder\'s face, not its inside', () => {
  const wrong = imports.filter(one => !isTest(one.from) && top(one.from) !== top(one.to) && !faces.some(face => face.test(one.to)))
  expect(wrong.map(say)).toEqual([])
})

test('what the browser loads never reaches Node', () => {
  const nodeOnly = [...sourceFiles('designer'), ...sourceFiles('snippets'), ...sourceFiles('ast'), ...sourceFiles('schemas'), 'runtime/client.ts', 'runtime/boot.ts']
    .filter(file => !isTest(file) && existsSync(join(root, file)))
    .filter(file => /from 'node:|from 'better-sqlite3|from 'express/.test(readFileSync(join(root, file), 'utf8')))
  expect(nodeOnly).toEqual([])
})

test('only the store speaks SQL', () => {
  const wrong = sources.filter(file => !isTest(file) && !file.startsWith('server/store/'))
    .filter(file => /better-sqlite3|\b(SELECT|INSERT INTO|DELETE FROM)\b.*\b(FROM|VALUES|WHERE)\b/.test(readFileSync(join(root, file), 'utf8')))
  expect(wrong).toEqual([])
})

test('no file imports itself in a circle', () => {
  const edges = new Map<string, string[]>()
  for (const one of imports) if (!one.typeOnly && !one.lazy && !isTest(one.from)) edges.set(one.from, [...(edges.get(one.from) ?? []), one.to])
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      return
    }
    if (done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of edges.keys()) visit(file, [])
  expect(circles).toEqual([])
})

test('every import names a file that is there', () => {
  expect(imports.filter(one => /\.(ts|css|json)$/.test(one.to) && !existsSync(join(root, one.to))).map(say)).toEqual([])
})

test('the names that each folder gives the others are these', async () => {
  const listed = [...folders.map(folder => `${folder}/index.ts`), 'runtime/server.ts', 'runtime/client.ts']
    .filter(file => existsSync(join(root, file)))
    .map(file => `${file}\n${exportedNames(file).map(name => `  ${name}`).join('\n')}`)
  await expect(`${listed.join('\n\n')}\n`).toMatchFileSnapshot('./exported-names.txt')
})

function exportedNames(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const names = [
    ...[...text.matchAll(/^export\s+(type\s+)?\{([^}]*)\}/gm)].flatMap(match => match[2]!.split(',').map(name => `${match[1] ? 'type ' : ''}${name.trim().replace(/^.* as /, '')}`)),
    ...[...text.matchAll(/^export\s+(?:async\s+)?(?:const|function|class|interface|type)\s+(\w+)/gm)].map(match => match[1]!),
  ]
  return names.filter(name => name.replace('type ', '') !== '').toSorted()
}
