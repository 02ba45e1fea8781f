/** Each folder beside this file is a case: the tree of a screen, who looks at what over which records, and the HTML that comes of it. Write `expected.html` anew with `npx vitest run tests/render -u`. */
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {renderNodes} from '../../runtime/server.ts'
import type {Role} from '../../schemas/index.ts'
import type {Part} from '../build-tree.ts'
import {actorOf, openPages, pageSnippets} from '../open-pages.ts'
import {readHtml} from './read-html.ts'

interface Case {
  readonly role: Role
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** `@key` anywhere in the case stands for the id of the record of that key. */
  readonly records: readonly {readonly key: string; readonly schema: string; readonly data: {readonly [property: string]: string | number}}[]
}

const cases = readdirSync(import.meta.dirname, {withFileTypes: true}).filter(entry => entry.isDirectory()).map(entry => entry.name)

test.each(cases)('the screen "%s" is written as expected', async name => {
  const file = (part: string): string => join(import.meta.dirname, name, part)
  const site = await openPages()
  try {
    const ids = new Map<string, string>()
    const read = <T>(part: string): T => JSON.parse(readFileSync(file(part), 'utf8').replace(/@(\w+)/g, (whole, key: string) => ids.get(key) ?? whole)) as T
    for (const {key, schema} of read<Case>('data.json').records) {
      const record = read<Case>('data.json').records.find(each => each.key === key)!
      ids.set(key, (await site.add(schema, record.data))[0]!)
    }
    const {role, params = {}, query = {}} = read<Case>('data.json')
    const released = site.release(read<Part>('screen.json'), {nav: {label: 'Test'}})
    const state = await site.pages.resolve({actor: actorOf(role), released, params, path: '/test', query})
    const html = renderNodes(state, {snippets: pageSnippets, nonce: ''})
    await expect(readHtml(html, new Map([...ids].map(([key, id]) => [id, `@${key}`])))).toMatchFileSnapshot(file('expected.html'))
  } finally {
    await site.close()
  }
})
