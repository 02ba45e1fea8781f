import {expect, test} from 'vitest'
import {applySteps} from '../../ast/index.ts'
import {say, type RecordSchema} from '../../schemas/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import {having, part, screen, stack} from '../../tests/build-tree.ts'
import {chooseSchema, type Chosen} from './choose-schema.ts'

const grid: Manifest = {
  name: 'data-grid', title: 'Data grid', group: 'Data', props: {columns: {type: 'array', items: {type: 'string'}, title: 'Columns', 'x-editor': 'properties'}},
  data: {rows: {kind: 'list', title: 'Rows'}}, events: {open: {title: 'A row is opened', per: 'rows'}, create: {title: 'New record'}},
}
const stat: Manifest = {name: 'stat', title: 'Stat', group: 'Data', props: {}, data: {value: {kind: 'number', title: 'Number'}}}
const heading: Manifest = {name: 'heading', title: 'Heading', group: 'Content', props: {text: {type: 'string', title: 'Text'}}, data: {record: {kind: 'record', title: 'Record'}}}
const product: RecordSchema = {title: 'Product', type: 'object', properties: {name: {type: 'string'}, price: {type: 'number'}, maker: {type: 'string', 'x-link': 'company'}}}
const paths = ['/companies', '/companies/:id', '/products', '/products/:id']
const company = {name: 'company', title: 'Company', plural: 'Companies', version: 1, system: false}
const to = {item: {name: 'product', title: 'Product', plural: 'Products', version: 1, system: false}, schema: product}

function choose(manifest: Manifest, node: Parameters<typeof having>[0], choice: Partial<Parameters<typeof chooseSchema>[0]> = {}): Chosen & {readonly after: unknown} {
  const {tree} = screen(stack(having({id: 'it', ...node}, part(manifest.name))))
  const chosen = chooseSchema({node: tree.nodes.get('it')!, manifest, source: Object.keys(manifest.data ?? {})[0]!, to, before: company, paths, parameter: undefined, types: {}, ...choice})
  const applied = applySteps(tree, chosen.steps)
  if (!applied.ok) throw new Error(say(applied.reason))
  const {data, props, on} = applied.tree.nodes.get('it')!
  return {...chosen, after: {...(data && {data}), props, ...(on && {on})}}
}

test('a grid keeps what the other schema knows too, leads its links over, and says what it lost', () => {
  const {after, said} = choose(grid, {
    data: {rows: {from: 'company', sort: ['-city', 'name'], where: 'record.city == "Bergen"', expand: ['maker', 'owner'], limit: 125}},
    props: {columns: ['name', 'city']},
    on: {open: [{do: 'navigate', to: {$: '"/companies/" + row.id'}}], create: [{do: 'navigate', to: '/companies/new'}]},
  })
  expect(after).toEqual({
    data: {rows: {from: 'product', sort: ['name'], expand: ['maker'], limit: 125}}, props: {columns: ['name']},
    on: {open: [{do: 'navigate', to: {$: '"/products/" + row.id'}}], create: [{do: 'navigate', to: '/products/new'}]},
  })
  expect(said).toEqual(['the order', 'what comes along', 'the filter', 'columns', 'where “a row is opened” leads', 'where “new record” leads'])
})

test('links go where no screen shows such records, and so do actions that write or read what the schema lacks', () => {
  const {after} = choose(grid, {
    data: {rows: {from: 'company'}},
    on: {
      open: [{do: 'navigate', to: {$: '"/companies/" + row.id'}}, {do: 'notify', text: {$: 'row.city'}}, {do: 'archive', schema: 'company', id: {$: 'row.id'}}, {do: 'refresh'}],
      create: [{do: 'create', schema: 'company', data: {city: 'Oslo'}}],
    },
  }, {paths: ['/companies/:id']})
  expect(after).toEqual({data: {rows: {from: 'product'}}, props: {}, on: {open: [{do: 'archive', schema: 'product', id: {$: 'row.id'}}, {do: 'refresh'}]}})
})

test('a filter that the other schema can answer stays', () => {
  expect(choose(grid, {data: {rows: {from: 'company', where: 'record.name == "A"'}}})).toMatchObject({after: {data: {rows: {from: 'product', where: 'record.name == "A"'}}}, said: []})
})

test('a number that the other schema does not have is counted instead; one that it has stays', () => {
  expect(choose(stat, {data: {value: {from: 'company', measure: 'sum', field: 'revenue'}}})).toMatchObject({after: {data: {value: {from: 'product', measure: 'count'}}}, said: ['the number']})
  expect(choose(stat, {data: {value: {from: 'company', measure: 'sum', field: 'price'}}}).after).toEqual({data: {value: {from: 'product', measure: 'sum', field: 'price'}}, props: {}})
})

test('a record of the address stays one; a record that was named, and words made of it, go', () => {
  expect(choose(heading, {data: {record: {from: 'company', id: {$: 'params.id'}}}, props: {text: {$: 'record.name'}}})).toMatchObject({after: {data: {record: {from: 'product', id: {$: 'params.id'}}}, props: {text: {$: 'record.name'}}}, said: []})
  expect(choose(heading, {data: {record: {from: 'company', id: 'c1'}}, props: {text: {$: 'record.city'}}})).toMatchObject({after: {data: {record: {from: 'product', id: ''}}, props: {}}, said: ['the record', 'text']})
})

test('bound to nothing, only what is no matter of a schema stays', () => {
  expect(choose(grid, {data: {rows: {from: 'company'}}, props: {columns: ['name']}, on: {open: [{do: 'navigate', to: {$: '"/companies/" + row.id'}}], create: [{do: 'refresh'}]}}, {to: undefined}).after)
    .toEqual({props: {}, on: {create: [{do: 'refresh'}]}})
})
