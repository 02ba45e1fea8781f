import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {PageNode, PageState} from '../../runtime/page.ts'
import {treeFrom} from '../../ast/index.ts'
import type {ListResult, RecordResult} from '../../snippets/index.ts'
import type {Role} from '../../schemas/index.ts'
import {having, part, type Part, stack} from '../../tests/build-tree.ts'
import {actorOf, type OpenPages, openPages} from '../../tests/open-pages.ts'

let site: OpenPages
let acme: string
let bolt: string
let ada: string

beforeAll(async () => {
  site = await openPages()
  ;[acme = '', bolt = ''] = await site.add('company', {name: 'Acme', city: 'Turku', size: 10, status: 'customer', code: 's3cret'}, {name: 'Bolt', city: 'Oulu', size: 20, status: 'lead'}, {name: 'Corp', city: 'Turku', size: 30, status: 'customer'})
  ;[ada = ''] = await site.add('contact', {first: 'Ada', last: 'Byron', company_id: acme}, {first: 'Bo', last: 'Ek', company_id: bolt})
})
afterAll(async () => await site?.close())
beforeEach(() => {
  site.contained.length = 0
})

interface At {readonly role?: Role; readonly query?: Readonly<Record<string, string>>; readonly params?: Readonly<Record<string, string>>; readonly designing?: boolean; readonly about?: Parameters<OpenPages['release']>[1]}

const page = async (root: Part, {role = 'agent', query = {}, params = {}, designing = false, about = {}}: At = {}): Promise<PageState> =>
  await site.pages.resolve({actor: actorOf(role), released: site.release(root, about), params, path: '/test', query, designing})

const nodeOf = (state: PageState, id: string): PageNode | undefined => state.nodes.find(node => node.id === id)
const rowsOf = (state: PageState, id: string): ListResult => nodeOf(state, id)?.data?.['rows'] as ListResult
const words = (id: string, text: Part['props'], more: Partial<Part> = {}): Part => having({id, ...more}, part('words', text))
const list = (id: string, from = 'company', source: object = {}, more: Partial<Part> = {}): Part => having({id, data: {rows: {from, ...source}}, ...more}, part('list'))
const form = (data: NonNullable<Part['data']>, more: Partial<Part> = {}): Part => having({id: 'f', data, ...more}, part('form'))
const texts = (state: PageState): unknown[] => state.nodes.filter(node => node.snippet === 'words').map(node => node.props['text'])

describe('props', () => {
  test('expressions become values, under the viewer, the address and the day where the viewer is', async () => {
    const state = await page(stack(
      words('a', {text: {$: '"Hello " + user.name'}}),
      words('b', {text: {$: 'params.id + " " + params.tab'}}),
      words('c', {text: {$: 'today'}}),
      words('d', {text: {$: '1 + 1'}}),
    ), {params: {id: '7'}, query: {tab: 'two', other: 'no'}, about: {params: {type: 'object', properties: {tab: {type: 'string'}}}}})
    expect(texts(state)).toEqual(['Hello The agent', '7 two', '2025-03-15', '2'])
    expect(JSON.stringify(state.nodes)).not.toContain('"$"')
  })

  test('days are the viewer\'s own, in conditions as in calculations, and the viewer\'s zone and language are known', async () => {
    // 14 March, half past ten in the evening in UTC: the 15th in Helsinki.
    const late = '"2025-03-14T22:30:00Z"'
    const parts = stack(
      words('a', {text: {$: `date(${late})`}}), words('b', {text: 'today'}, {when: `${late} >= today && ${late} == today && ${late} in [today]`}), words('c', {text: 'before'}, {when: `${late} < today`}),
      words('d', {text: {$: 'user.time_zone + " " + user.language'}}), words('e', {text: {$: `string(daysBetween(${late}, today))`}}),
    )
    expect(texts(await page(parts))).toEqual(['2025-03-15', 'today', 'Europe/Helsinki en-GB', '0'])
    const there = await site.pages.resolve({actor: {...actorOf('agent'), timeZone: 'America/New_York', language: 'de'}, released: site.release(parts), params: {}, path: '/test', query: {}})
    expect(texts(there)).toEqual(['2025-03-14', 'today', 'America/New_York de', '0'])
  })

  test('what is left out gets its default, and so does what cannot be computed, which is contained and logged', async () => {
    const state = await page(stack(words('a', {}), words('b', {text: {$: 'nobody.name'}}), words('c', {text: 'ok'})))
    expect(texts(state)).toEqual(['nothing', 'nothing', 'ok'])
    expect(site.contained).toHaveLength(1)
    expect(site.contained[0]).toMatch(/^b: prop text: .*nobody/)
  })

  test('a link to a screen comes under /app, and one that no browser should follow leads nowhere', async () => {
    const state = await page(stack(words('a', {to: '/orders/1'}), words('b', {to: 'javascript:alert(1)'})))
    expect([nodeOf(state, 'a')?.props['to'], nodeOf(state, 'b')?.props['to']]).toEqual(['/app/orders/1', '#'])
  })
})

describe('what is hidden is not there', () => {
  const secret = stack(words('a', {text: 'for all'}), having({id: 'box', when: 'user.role == "admin"'}, stack(words('b', {text: 'for admins'}))), words('c', {text: 'broken'}, {when: 'nobody.x'}))

  test('with all below it, for those who may not see it', async () => {
    expect(texts(await page(secret))).toEqual(['for all'])
    expect(texts(await page(secret, {role: 'admin'}))).toEqual(['for all', 'for admins'])
  })

  test('a condition that fails is a no', async () => {
    await page(secret)
    expect(site.contained[0]).toMatch(/^c: when: /)
  })

  test('on the canvas everything shows', async () => {
    expect(texts(await page(secret, {role: 'admin', designing: true}))).toEqual(['for all', 'for admins', 'broken'])
  })
})

describe('repetition', () => {
  test('a node stands once per item, in order, with its subtree, and the nodes are a tree', async () => {
    const many = Array.from({length: 12}, (_, index) => `"i${index}"`).join(', ')
    const state = await page(stack(words('a', {text: 'before'}), having({id: 'box', each: `[${many}]`}, stack(words('b', {text: {$: 'item + " " + string(index)'}}))), words('z', {text: 'after'})))
    const tree = treeFrom(state.nodes)
    expect(tree.ok && tree.tree.children.get(state.nodes[0]!.id)).toEqual(['a', ...Array.from({length: 12}, (_, index) => `box~${index}.`), 'z'])
    expect(texts(state).slice(0, 4)).toEqual(['before', 'i0 0', 'i1 1', 'i2 2'])
    expect(nodeOf(state, 'b~3.')?.parent_id).toBe('box~3.')
  })

  test('items with ids keep them, so that a page follows them when their order changes', async () => {
    const state = await page(stack(words('a', {text: {$: 'item.n'}}, {each: '[{"id": "x", "n": "1"}, {"id": "x", "n": "2"}, {"id": "y z", "n": "3"}]'})))
    expect(state.nodes.slice(1).map(({id}) => id)).toEqual(['a~x', 'a~1.', 'a~2.'])
  })

  test('it is bounded to 200 items and the page to 2,000 nodes', async () => {
    const hundred = `[${Array.from({length: 100}, (_, index) => index).join(',')}]`
    const state = await page(having({id: 'root'}, stack(having({id: 'a', each: hundred}, stack(words('b', {}, {each: hundred}))))))
    expect(state.nodes).toHaveLength(2000)
    expect(treeFrom(state.nodes).ok).toBe(true)
    expect(site.contained.filter(line => line.includes('more than 2000 nodes'))).toHaveLength(1)
  })

  test('what is no list stands nowhere', async () => {
    expect(texts(await page(stack(words('a', {}, {each: '7'}))))).toEqual([])
    expect(site.contained[0]).toContain('each: expected a list, got 7')
  })
})

describe('a list', () => {
  test('comes with its schema as the viewer may read it, titles of links, rights, and how many there are', async () => {
    const state = await page(stack(list('l', 'contact', {sort: ['last']})))
    const rows = rowsOf(state, 'l')
    expect(rows.items.map(item => item.data['first'])).toEqual(['Ada', 'Bo'])
    expect(rows.titles).toEqual({[acme]: 'Acme', [bolt]: 'Bolt'})
    expect([rows.total, rows.more, rows.may, rows.asked]).toEqual([2, false, {create: true, update: true, archive: false}, {sort: 'last', q: '', limit: 50, cursor: '', filters: {}}])
    expect(rows.choices['company_id']?.map(({label}) => label)).toEqual(['Acme', 'Bolt', 'Corp'])
    expect([state.schemas, state.linked, state.scripts]).toEqual([['contact'], ['company'], {list: '/assets/list.js', stack: '/assets/stack.js'}])
  })

  test('nothing secret is on the page', async () => {
    expect(JSON.stringify(await page(stack(list('l'))))).not.toMatch(/s3cret|"code"/)
  })

  test('follows its own filter and the address', async () => {
    const state = await page(stack(list('l', 'company', {where: 'record.city == params.city', sort: ['name']})), {params: {city: 'Turku'}, query: {sort: '-size', 'f.size': '..25'}})
    expect(rowsOf(state, 'l').items.map(item => item.data['name'])).toEqual(['Acme'])
    expect(rowsOf(state, 'l').asked).toMatchObject({sort: '-size', filters: {size: '..25'}})
  })

  test('of nothing says whether there are records that its source leaves out', async () => {
    const listed = async (from: string, where?: string): Promise<readonly unknown[]> => {
      const {total, leavesOut} = rowsOf(await page(stack(list('l', from, where === undefined ? {} : {where}))), 'l')
      return [total, leavesOut]
    }
    expect(await Promise.all([listed('company', 'record.city == "Nowhere"'), listed('company', 'record.city == "Oulu"'), listed('company')])).toEqual([[0, true], [1, undefined], [3, undefined]])
  })

  test('pages forwards and back by what it answers', async () => {
    const first = rowsOf(await page(stack(list('l', 'company', {sort: ['name'], limit: 2}))), 'l')
    const second = rowsOf(await page(stack(list('l', 'company', {sort: ['name'], limit: 2})), {query: {cursor: first.next ?? ''}}), 'l')
    expect([first.items.length, first.total, second.items.map(item => item.data['name']), second.next]).toEqual([2, 3, ['Corp'], null])
    const back = rowsOf(await page(stack(list('l', 'company', {sort: ['name'], limit: 2})), {query: {cursor: second.prev ?? ''}}), 'l')
    expect(back.items.map(item => item.data['name'])).toEqual(['Acme', 'Bolt'])
  })

  test('what the address asks for and cannot be is said, and the rest shown', async () => {
    const rows = rowsOf(await page(stack(list('l')), {query: {sort: 'nope', 'f.code': 's', cursor: 'garbage', limit: '0'}}), 'l')
    expect(rows.items).toHaveLength(3)
    for (const word of ['order by “nope”', 'filter on “code”', 'page size', 'not there any more']) expect(rows.notice).toContain(word)
  })

  test('the second one on a page has query names of its own', async () => {
    const lists = stack(list('first-list'), list('node-abc123'))
    const state = await page(lists, {query: {sort: 'name', 'abc123.sort': '-name'}})
    expect([nodeOf(state, 'first-list')?.prefix, nodeOf(state, 'node-abc123')?.prefix]).toEqual([undefined, 'abc123.'])
    expect([rowsOf(state, 'first-list').asked.sort, rowsOf(state, 'node-abc123').asked.sort]).toEqual(['name', '-name'])
  })

  test('each item has the address of its event, and the rest of the events say only that the server acts', async () => {
    const state = await page(stack(list('l', 'company', {sort: ['name']}, {on: {
      open: [{do: 'navigate', to: {$: '"/companies/" + row.id'}}],
      create: [{do: 'navigate', to: '/companies/new'}],
      mark: [{do: 'update', schema: 'company', id: {$: 'row.id'}, data: {status: 'lead'}}],
    }})))
    expect(rowsOf(state, 'l').hrefs['open']?.slice(0, 2)).toEqual([`/app/companies/${acme}`, `/app/companies/${bolt}`])
    expect(nodeOf(state, 'l')?.on).toEqual({create: {href: '/app/companies/new'}, mark: {act: true}})
    expect(JSON.stringify(state)).not.toContain('row.id')
  })
})

describe('a record', () => {
  test('comes with its title, titles of its links and rights', async () => {
    const state = await page(stack(form({record: {from: 'contact', id: {$: 'params.id'}}})), {params: {id: ada}})
    const record = nodeOf(state, 'f')?.data?.['record'] as RecordResult
    expect([record.title, record.record?.data['last'], record.titles, record.may.update]).toEqual(['Ada Byron', 'Byron', {[acme]: 'Acme'}, true])
  })

  test.each([['new'], ['']])('the id "%s" is the start of a new one', async id => {
    const state = await page(stack(form({record: {from: 'company', id: {$: 'params.id'}}})), {params: {id}})
    expect(nodeOf(state, 'f')?.data?.['record']).toMatchObject({kind: 'record', record: null, title: 'New company'})
  })

  test('the props and events of its node and of all below may speak of it', async () => {
    const below = stack(words('w', {text: {$: 'record.first + " of " + record.company_id'}}, {when: 'record.last == "Byron"', on: {press: [{do: 'navigate', to: {$: '"/companies/" + record.company_id'}}]}}))
    const state = await page(stack(form({record: {from: 'contact', id: ada}}, {children: [below], props: {title: {$: '"Of " + record.first'}}})))
    expect(nodeOf(state, 'f')?.props['title']).toBe('Of Ada')
    expect([nodeOf(state, 'w')?.props['text'], nodeOf(state, 'w')?.on]).toEqual([`Ada of ${acme}`, {press: {href: `/app/companies/${acme}`}}])
  })
})

describe('a source that fails is contained at its node', () => {
  test.each([
    ['a record that is not there', 'agent', {id: 'f', data: {record: {from: 'company', id: '0190aaaa-0000-7000-8000-000000000000'}}}, 'form', 'record', 'not-found'],
    ['a schema that the viewer may not read', 'readonly', {id: 'f', data: {rows: {from: 'contact'}}}, 'list', 'rows', 'forbidden'],
    ['a filter that means nothing', 'agent', {id: 'f', data: {rows: {from: 'company', where: 'record.nope == 1'}}}, 'list', 'rows', 'broken'],
    ['a schema that is not there', 'agent', {id: 'f', data: {rows: {from: 'nothing'}}}, 'list', 'rows', 'not-found'],
    ['nothing that is bound', 'agent', {id: 'f'}, 'list', 'rows', 'unbound'],
  ] as const)('%s', async (_, role, node, snippet, source, code) => {
    const state = await page(stack(having(node, part(snippet)), words('w', {text: 'lives'})), {role})
    expect(nodeOf(state, 'f')?.data?.[source]).toMatchObject({kind: 'failed', code})
    expect(texts(state)).toEqual(['lives'])
  })

  test('why is said only to those who build the screen', async () => {
    const broken = stack(list('f', 'company', {where: 'record.nope == 1'}))
    expect(JSON.stringify(await page(broken))).not.toContain('nope')
    expect(JSON.stringify(await page(broken, {role: 'admin', designing: true}))).toContain('nope')
  })

  test('a snippet that is not installed stands as a node without anything', async () => {
    const state = await page(stack(having({id: 'g'}, part('gone', {a: 1})), words('w', {text: 'lives'})))
    expect(nodeOf(state, 'g')).toMatchObject({snippet: 'gone'})
    expect(texts(state)).toEqual(['lives'])
  })
})

test('a number is measured under the viewer\'s rules, with its currency', async () => {
  const state = await page(stack(
    having({id: 'n', data: {value: {from: 'company', where: 'record.city == "Turku"', measure: 'sum', field: 'size'}}}, part('total')),
    having({id: 'm', data: {value: {from: 'company', measure: 'count'}}}, part('total')),
  ))
  expect([nodeOf(state, 'n')?.data?.['value'], nodeOf(state, 'm')?.data?.['value']]).toEqual([{kind: 'number', value: 40, currency: 'EUR'}, {kind: 'number', value: 3}])
  expect(state.schemas).toEqual(['company'])
})

const navigationOf = async (role: Role): Promise<unknown> => {
  const state = await page(having({id: 'm'}, part('menu')), {role, about: {nav: {label: 'Test', order: 3}}})
  const nav = nodeOf(state, 'm')?.data?.['nav']
  return nav?.kind === 'navigation' && nav.items.map(({href, current}) => current ? `[${href}]` : href)
}

test('the navigation holds the screens that the viewer may open, in order, with this one marked', async () => {
  site.release(stack(), {path: '/b', title: 'B', nav: {label: 'Bees', order: 2}})
  site.release(stack(), {path: '/a', title: 'A', nav: {label: 'Ants', order: 1}, roles: ['manager']})
  site.release(stack(), {path: '/c/:id', title: 'C', nav: {label: 'Cats'}})
  expect(await navigationOf('agent')).toEqual(['/app/b', '[/app/test]'])
  expect(await navigationOf('manager')).toEqual(['/app/a', '/app/b', '[/app/test]'])
})

test('labels of one place in the navigation stand in the order that names have everywhere', async () => {
  for (const [at, label] of ['zoo', 'bees', 'Bees', 'Ähnlich'].entries()) site.release(stack(), {path: `/label-${at}`, title: label, nav: {label, order: 0}, roles: ['readonly']})
  expect(await navigationOf('readonly')).toEqual(['/app/label-3', '/app/label-2', '/app/label-1', '/app/label-0', '/app/b', '[/app/test]'])
})
