import {describe, expect, test} from 'vitest'
import {having, part, screen, stack, type Part} from '../../tests/build-tree.ts'
import type {RecordSchema} from '../../schemas/index.ts'
import type {SnippetManifest} from '../manifest.ts'
import type {Screen} from '../ui-node.ts'
import {checkScreen, type NodeProblem} from './check-screen.ts'

const contact: RecordSchema = {
  title: 'Contact', type: 'object', required: ['last_name'],
  properties: {
    last_name: {type: 'string', maxLength: 20}, status: {enum: ['open', 'late']}, total: {type: 'number'}, company_id: {type: 'string'}, tags: {type: 'array', items: {type: 'string'}},
    password: {type: 'string', 'x-secret': true}, made_by: {type: 'string', 'x-server': true},
  },
}
const manifests: readonly SnippetManifest[] = [
  {name: 'stack', props: {gap: {type: 'integer', minimum: 0, maximum: 8} as SnippetManifest['props'][string]}, slots: {default: {}}},
  {name: 'card', props: {title: {type: 'string'}, tone: {enum: ['info', 'warn']}}, slots: {default: {}, actions: {}}},
  {name: 'text', props: {text: {type: 'string'}, size: {type: 'number'}, bold: {type: 'boolean'}}},
  {name: 'link', props: {label: {type: 'string'}, href: {type: 'string', 'x-editor': 'path'}}},
  {
    name: 'grid', props: {columns: {type: 'array', items: {type: 'string'}, 'x-editor': 'properties'}, parts: {type: 'array', items: {type: 'object', properties: {label: {type: 'string'}}, required: ['label'], additionalProperties: false}}},
    data: {rows: {kind: 'list', required: true}}, events: {open: {per: 'rows'}, create: {}},
  },
  {name: 'form', props: {}, data: {record: {kind: 'record'}}, events: {saved: {}}, slots: {default: {}}},
  {name: 'stat', props: {}, data: {value: {kind: 'number'}}},
  {name: 'frame', props: {}, data: {nav: {kind: 'navigation', required: true}}, slots: {default: {}}},
]
const screens: readonly Screen[] = [
  {id: 's1', path: '/customers/:id', title: 'Customers', root_id: 'n1', params: {type: 'object', properties: {tab: {enum: ['a', 'b']}, page: {type: 'integer'}}}},
  {id: 's2', path: '/orders', title: 'Orders', root_id: 'x'}, {id: 's3', path: '/orders/:id', title: 'Order', root_id: 'y'},
]

function problemsOf(...children: readonly Part[]): readonly NodeProblem[] {
  const {tree} = screen(stack(...children))
  return checkScreen({screen: screens[0]!, tree, snippets: new Map(manifests.map((one) => [one.name, one])), schemas: new Map([['contact', contact]]), screens, former: [{path: '/clients/:id', now: '/customers/:id'}]})
}
const said = (...children: readonly Part[]): readonly string[] => problemsOf(...children).map(({severity, code, pointer, message, hint}) => `${severity} ${code} ${pointer}: ${message}${hint === undefined ? '' : ` (${hint})`}`)
const grid = (rows: Record<string, unknown> = {}, on: Part['on'] = {}, props: Part['props'] = {}): Part => having({data: {rows: {from: 'contact', ...rows}}, on}, part('grid', props))
const start = 'screen /customers/:id, node n2'

test('a screen that is right has no problems', () => {
  expect(problemsOf(
    having({when: 'user.role == "admin" && params.tab == "a"', slot: 'default'}, part('card', {title: {$: '"Hello " + user.name'}, tone: {$: 'params.page > 1 ? "info" : "warn"'}}, [having({slot: 'actions'}, part('link', {label: 'Orders', href: '/orders?x=1'}))])),
    grid({where: 'record.status == "open" && record.total > params.page && record.company_id == params.id && record.created_at < addDays(today, 1)', sort: ['-last_name', 'id'], limit: 50, expand: ['company_id'], fields: ['last_name', 'rev']},
      {open: [{do: 'navigate', to: {$: '"/orders/" + row.id'}}], create: [{do: 'navigate', to: '/app/orders/new?tab=a#top'}, {do: 'create', schema: 'contact', data: {last_name: 'New', total: {$: '1 + 1'}, password: 'x'}}, {do: 'notify', text: {$: 'event.id'}}, {do: 'set', param: 'tab', value: 'a'}, {do: 'refresh'}]}, {columns: ['last_name', 'created_at'], parts: [{label: 'x'}]}),
    having({data: {record: {from: 'contact', id: {$: 'params.id'}}}, on: {saved: [{do: 'archive', schema: 'contact', id: {$: 'record.id'}}]}}, part('form', {}, [part('text', {text: {$: 'record.last_name'}, size: {$: 'record.total'}})])),
    having({data: {value: {from: 'contact', measure: 'sum', field: 'total'}}}, part('stat')),
    having({each: '["a", "b"]', when: 'index < 1'}, part('text', {text: {$: 'item'}})), part('frame'),
  )).toEqual([])
})

describe('problems, in words', () => {
  test.each<[string, Part, readonly string[]]>([
    ['an unknown snippet', part('crad'), [`error unknown-snippet /snippet: ${start}, snippet: there is no snippet "crad"; did you mean "card"? (choose another, or remove the node)`]],
    ['a value that is none of the choices', part('card', {tone: 'blue'}), [`error wrong-value /props/tone: ${start}, prop tone: expected "info" or "warn", got "blue"`]],
    ['an unknown prop', part('card', {titel: 'x'}), [`error unknown-prop /props/titel: ${start}, prop titel: card has no prop "titel"; it has title, tone (did you mean "title"?)`]],
    ['a wrong type', part('text', {text: 5}), [`error wrong-type /props/text: ${start}, prop text: expected a text, got 5`]],
    ['a bound', part('stack', {gap: 9}), [`error value-not-valid /props/gap: ${start}, prop gap: 9 is greater than 8. Got 9.`]],
    ['a member that is missing, and one too many', grid({}, {}, {parts: [{lable: 'x'}]}), [`error missing-value /props/parts/0/label: ${start}, prop parts.0.label: expected a value, got nothing`, `error unknown-member /props/parts/0/lable: ${start}, prop parts.0.lable: there is no "lable" here; did you mean "label"?; known are label`]],
    ['an expression of another type', part('text', {bold: {$: '1 + 1'}}), [`error wrong-expression-type /props/bold: ${start}, prop bold: expected true or false, got an expression that gives a number ("1 + 1")`]],
    ['an expression that can give what is no choice', part('card', {tone: {$: 'params.page > 1 ? "info" : "wran"'}}), [expect.stringContaining('expected "info" or "warn", got an expression that can give "wran"') as string]],
    ['a misspelt name', part('text', {text: {$: 'params.pgae'}}), [`error bad-expression /props/text: ${start}, prop text: there is no property "pgae"; did you mean "page"?; known are id, tab, page (at character 7 of "params.pgae")`]],
    ['a record where there is none', part('text', {text: {$: 'record.last_name'}}), [expect.stringContaining('"record" is not known here') as string]],
    ['broken visibility', having({when: 'user.role == '}, part('text')), [expect.stringMatching(/^error bad-expression \/when: .*node n2, when: Unexpected token: the end/) as string]],
    ['visibility that is no condition', having({when: 'params.page'}, part('text')), [expect.stringContaining('expected true or false, got an expression that gives a number') as string]],
    ['repetition over no list', having({each: 'params.page'}, part('text')), [expect.stringContaining('expected a list') as string]],
    ['a child of a leaf', part('text', {}, [part('text')]), ['error leaf-parent /slot: screen /customers/:id, node n3, slot: it hangs on a text, which takes no children (move it out)']],
    ['an unknown slot', part('card', {}, [having({slot: 'action'}, part('text'))]), ['error unknown-slot /slot: screen /customers/:id, node n3, slot: card has no slot "action"; it has default, actions (did you mean "actions"?)']],
    ['a source that is missing', part('grid'), [`error missing-source /data/rows: ${start}, source rows: grid needs a list to show, and is bound to nothing (choose a schema for it)`]],
    ['an unknown source', having({data: {rows: {from: 'contact'}, row: {from: 'contact'}}}, part('grid')), [`error unknown-source /data/row: ${start}, source row: grid reads no source "row"; it reads rows (did you mean "rows"?)`]],
    ['navigation that is bound', having({data: {nav: {from: 'contact'}}}, part('frame')), [expect.stringContaining('the page itself gives the navigation') as string]],
    ['an unknown schema', grid({from: 'contcat'}), [`error unknown-schema /data/rows/from: ${start}, source rows, from: there is no schema "contcat"; did you mean "contact"?`]],
    ['unknown and secret properties', grid({sort: ['-lastname', 'tags'], fields: ['password'], expand: ['status']}, {}, {columns: ['last_nam']}), [
      `error unknown-property /props/columns/0: ${start}, prop columns.0: contact has no property "last_nam"; did you mean "last_name"?`,
      `error unknown-property /data/rows/sort/0: ${start}, source rows, sort 0: contact has no property "lastname"; did you mean "last_name"?`,
      `error not-sortable /data/rows/sort/1: ${start}, source rows, sort 1: tags is a list or an object, which has no order`,
      `error unknown-property /data/rows/fields/0: ${start}, source rows, fields 0: contact has no property "password"`,
      `error not-a-link /data/rows/expand/0: ${start}, source rows, expand 0: status links to nothing; the links of contact are company_id`,
    ]],
    ['a limit out of range', grid({limit: 500}), [`error limit-out-of-range /data/rows/limit: ${start}, source rows, limit: expected 1 to 200, got 500`]],
    ['a filter of a misspelt property', grid({where: 'record.totl > 1'}), [expect.stringContaining('did you mean "total"') as string]],
    ['a filter that no store can do', grid({where: 'size(record.last_name) > 3'}), [expect.stringMatching(/^error bad-filter \/data\/rows\/where: .*size\(\) of a property cannot be filtered by/) as string]],
    ['a source of no known shape', grid({limti: 5}), [`error invalid-source /data/rows/limti: ${start}, source rows, limti: unknown member "limti"; did you mean "limit"?; expected from, where, sort, limit, expand, fields, id, measure, field`]],
    ['a sum of texts', having({data: {value: {from: 'contact', measure: 'sum', field: 'last_name'}}}, part('stat')), [expect.stringContaining('expected a property that is a number for sum, got last_name') as string]],
    ['a sum of nothing', having({data: {value: {from: 'contact', measure: 'sum'}}}, part('stat')), [expect.stringContaining('expected the property to take the sum of') as string]],
    ['an unknown event', grid({}, {opne: [{do: 'refresh'}]}), [`error unknown-event /on/opne: ${start}, event opne: grid has no event "opne"; it has open, create (did you mean "open"?)`]],
    ['a link that leads nowhere', grid({}, {open: [{do: 'navigate', to: '/ordres'}]}), [`warning missing-link /on/open/0/to: ${start}, event open, 0 to: no screen has the path "/ordres" (did you mean /orders?)`]],
    ['a link that leads on from a path that a screen had', part('link', {label: 'Old', href: '/app/clients/17?tab=a'}), [`warning moved-link /props/href: ${start}, prop href: "/app/clients/17?tab=a" leads on to /customers/:id, where the screen is now (write /customers/:id: another screen may take the old path)`]],
    ['a computed link that leads on', grid({}, {open: [{do: 'open', to: {$: '"/clients/" + row.id'}}]}), [expect.stringMatching(/^warning moved-link \/on\/open\/0\/to/) as string]],
    ['a computed link that leads nowhere', grid({}, {open: [{do: 'open', to: {$: '"/order/" + row.id + "/x"'}}]}), [expect.stringMatching(/^warning missing-link \/on\/open\/0\/to/) as string]],
    ['an address that no browser should follow', part('link', {href: 'javascript:alert(1)'}), [expect.stringMatching(/^error unsafe-link \/props\/href/) as string]],
    ['another host in disguise', part('link', {href: '//evil.example'}), [expect.stringMatching(/^error unsafe-link/) as string]],
    ['actions without what they need', grid({}, {create: [{do: 'navigate'}, {do: 'create'}, {do: 'update', schema: 'contact'}, {do: 'set'}, {do: 'notify'}]}), [
      expect.stringContaining('/on/create/0/to') as string, expect.stringContaining('/on/create/1/schema') as string, expect.stringContaining('/on/create/2/id') as string, expect.stringContaining('/on/create/3/param') as string, expect.stringContaining('/on/create/4/text') as string,
    ]],
    ['data that the schema does not take', grid({}, {create: [{do: 'create', schema: 'contact', data: {lastname: 'x', total: 'y', status: {$: '"opne"'}, made_by: 'me', last_name: 'x'.repeat(30)}}]}), [
      expect.stringContaining('no property "lastname" that can be written; did you mean "last_name"?') as string, expect.stringContaining('total: expected a number, got "y"') as string, expect.stringContaining('an expression that can give "opne"') as string,
      expect.stringContaining('no property "made_by" that can be written') as string, expect.stringMatching(/last_name: .*too long|last_name: .*length/i) as string,
    ]],
    ['an unknown macro', grid({}, {create: [{do: 'macro', name: 'pay'}]}), [expect.stringMatching(/^warning unknown-macro/) as string]],
    ['an action of no known shape', grid({}, {create: [{do: 'explode'} as never]}), [expect.stringMatching(/^error invalid-action \/on\/create\/0\/do: .*expected "navigate" or/) as string]],
    ['row outside of a list event', grid({}, {create: [{do: 'navigate', to: {$: '"/orders/" + row.id'}}]}), [expect.stringContaining('"row" is not known here') as string]],
  ])('%s', (_, child, expected) => expect(said(child)).toEqual(expected))
})

test('a record is in scope for what hangs on the form, and gone beside it', () => {
  const [inside, beside] = [part('text', {text: {$: 'record.lastname'}}), part('text', {text: {$: 'record.last_name'}})]
  const problems = problemsOf(having({data: {record: {from: 'contact'}}}, part('form', {}, [inside])), beside)
  expect(problems.map((one) => one.message.replace(/^.*?: /, ''))).toEqual([expect.stringContaining('did you mean "last_name"'), expect.stringContaining('"record" is not known')])
})

test('a record is not yet there for the node\'s own visibility, nor for its sources', () => {
  const form = having({when: 'record.total > 1', data: {record: {from: 'contact', id: {$: 'record.id'}}}}, part('form'))
  expect(problemsOf(form).map((one) => one.pointer)).toEqual(['/when', '/data/record/id'])
})

test('whatever JSON a node holds, the checker answers', () => {
  const junk = [null, 5, 'x', [], [1], {}, {rows: 5}, {rows: {from: 5}}, {rows: null}, {open: 'x'}, {open: [null]}, {open: [{do: 'toString'}]}]
  for (const data of junk) {
    for (const on of junk) {
      const odd = {...part('grid', {columns: {$: 5}, parts: [null, [], {label: null}]}), data, on, when: 'x', each: ''} as unknown as Part
      expect(problemsOf(odd, part('form', {}, [])).length).toBeGreaterThan(0)
    }
  }
})
