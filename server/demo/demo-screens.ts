/** The screens that the CRM starts with, as parts; an admin changes them like any other. */
import type {JsonObject} from '../../schemas/index.ts'
import type {Action, DataSource} from '../../ast/index.ts'
import type {Part} from './build-nodes.ts'

export interface DemoScreen {
  /** The `ui_screen` record. */
  readonly screen: JsonObject
  readonly parts: readonly Part[]
}

const today = (add = 0): string => (add === 0 ? 'today' : `addDays(today, ${add})`)

export const demoScreens: readonly DemoScreen[] = [
  {
    screen: {title: 'Home', path: '/', nav: {label: 'Home', icon: 'home', order: 1}},
    parts: [
      {snippet: 'heading', props: {text: {$: '"Good day, " + user.name.split(" ")[0]'}, subtitle: 'Where the business stands today.', level: 1}},
      {snippet: 'columns', props: {min: 200}, children: [
        stat('Orders in progress', {from: 'order', where: 'record.status in ["draft", "confirmed"]', measure: 'count'}, 'Draft or confirmed'),
        stat('Value in progress', {from: 'order', where: 'record.status in ["draft", "confirmed"]', measure: 'sum', field: 'total'}, 'Not yet shipped', 'currency'),
        stat('Customers', {from: 'company', where: 'record.status == "customer"', measure: 'count'}, 'Companies that buy from us'),
        stat('Overdue activities', {from: 'activity', where: `record.done == false && record.due_at < ${today()}`, measure: 'count'}, 'Waiting for someone'),
      ]},
      {snippet: 'columns', props: {min: 420}, children: [
        {snippet: 'card', props: {title: 'Latest orders'}, children: [
          {...grid('order', ['number', 'company_id', 'status', 'total'], ['-ordered_on', '-number'], 8, '/orders'), props: {columns: ['number', 'company_id', 'status', 'total'], toolbar: false}},
        ]},
        {snippet: 'card', props: {title: 'Next activities'}, children: [
          {snippet: 'data-grid', props: {columns: ['subject', 'kind', 'due_at'], toolbar: false}, data: {rows: {from: 'activity', where: `record.done == false && record.due_at >= ${today()}`, sort: ['due_at'], limit: 8}}, on: {open: [open('/activities')]}},
        ]},
      ]},
    ],
  },
  ...pair('Companies', 'Company', 'company', '/companies', {order: 2, icon: 'building'}, ['name', 'industry', 'status', 'city', 'country', 'owner_id', 'annual_revenue'], ['name'], [
    related('Contacts', 'contact', 'company_id', ['last_name', 'first_name', 'title', 'email', 'status'], ['last_name'], '/contacts'),
    related('Orders', 'order', 'company_id', ['number', 'status', 'ordered_on', 'total'], ['-ordered_on'], '/orders'),
  ]),
  ...pair('Contacts', 'Contact', 'contact', '/contacts', {order: 3, icon: 'users'}, ['last_name', 'first_name', 'company_id', 'title', 'email', 'phone', 'status'], ['last_name', 'first_name'], [
    related('Activities', 'activity', 'contact_id', ['subject', 'kind', 'due_at', 'done'], ['-due_at'], '/activities'),
  ]),
  ...pair('Orders', 'Order', 'order', '/orders', {order: 4, icon: 'cart'}, ['number', 'company_id', 'employee_id', 'status', 'ordered_on', 'due_on', 'total'], ['-ordered_on', '-number'], [
    related('Lines', 'order_line', 'order_id', ['product_id', 'quantity', 'unit_price', 'discount', 'amount'], ['id']),
  ]),
  ...pair('Products', 'Product', 'product', '/products', {order: 5, icon: 'box'}, ['name', 'sku', 'category', 'price', 'stock', 'active'], ['name'], []),
  ...pair('Activities', 'Activity', 'activity', '/activities', {order: 6, icon: 'calendar'}, ['subject', 'kind', 'company_id', 'contact_id', 'employee_id', 'due_at', 'done'], ['-due_at'], []),
]

function stat(label: string, value: DataSource, hint: string, format: 'number' | 'currency' = 'number'): Part {
  return {snippet: 'card', children: [{snippet: 'stat', props: {label, hint, format}, data: {value}}]}
}

function grid(schema: string, columns: readonly string[], sort: readonly string[], limit: number, path?: string): Part {
  return {snippet: 'data-grid', props: {columns}, data: {rows: {from: schema, sort, limit}}, ...(path && {on: {open: [open(path)]}})}
}

function related(title: string, schema: string, by: string, columns: readonly string[], sort: readonly string[], path?: string): Part {
  return {snippet: 'card', props: {title}, when: 'params.id != "new"', children: [{
    snippet: 'data-grid', props: {columns, toolbar: false}, data: {rows: {from: schema, where: `record.${by} == params.id`, sort, limit: 20}}, ...(path && {on: {open: [open(path)]}}),
  }]}
}

/** A list of a schema's records, and the form that opens from it. */
function pair(plural: string, singular: string, schema: string, path: string, nav: JsonObject, columns: readonly string[], sort: readonly string[], more: readonly Part[]): readonly DemoScreen[] {
  const list = grid(schema, columns, sort, 50, path)
  const record: DataSource = {from: schema, id: {$: 'params.id'}}
  return [
    {
      screen: {title: plural, path, nav: {label: plural, ...nav}},
      parts: [{snippet: 'heading', props: {text: plural, level: 1}}, {...list, on: {...list.on, create: [{do: 'navigate', to: `${path}/new`}]}}],
    },
    {
      screen: {title: singular, path: `${path}/:id`},
      parts: [
        {snippet: 'link', props: {label: `All ${plural.toLowerCase()}`, href: path}},
        {snippet: 'heading', props: {text: singular, level: 1}, data: {record}},
        {snippet: 'card', children: [{snippet: 'dynamic-form', data: {record}, on: {created: [{do: 'navigate', to: {$: `"${path}/" + event.id`}}]}}]},
        ...more,
      ],
    },
  ]
}

function open(path: string): Action {
  return {do: 'navigate', to: {$: `"${path}/" + row.id`}}
}
