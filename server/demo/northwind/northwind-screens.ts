/** Two lists and two forms for Northwind, as the steps that a designer would send. */
import type {DataSource, InsertStep} from '../../../ast/index.ts'
import type {JsonObject} from '../../../schemas/index.ts'
import {insertParts, type Part} from '../build-nodes.ts'

export interface NorthwindScreen {
  /** The `ui_screen` record. */
  readonly screen: JsonObject
  readonly nodes: (screenId: string, parentId: string) => readonly InsertStep[]
}

export const northwindScreens: readonly NorthwindScreen[] = [
  list('Customers', '/northwind/customers', 'northwind_customer', ['code', 'name', 'contact_name', 'city', 'country', 'phone'], ['code'], 1),
  form('Customer', '/northwind/customers/:id', 'northwind_customer', []),
  list('Orders', '/northwind/orders', 'northwind_order', ['number', 'customer_id', 'employee_id', 'ordered_on', 'freight', 'ship_country'], ['number'], 2),
  form('Order', '/northwind/orders/:id', 'northwind_order', [
    {snippet: 'card', props: {title: 'Lines'}, children: [{
      snippet: 'data-grid', props: {columns: ['product_id', 'quantity', 'unit_price', 'discount']},
      data: {rows: {from: 'northwind_order_line', where: 'record.order_id == params.id', expand: ['product_id'], limit: 50}},
    }]},
  ]),
]

function list(title: string, path: string, schema: string, columns: readonly string[], sort: readonly string[], order: number): NorthwindScreen {
  return {
    screen: {title: `Northwind ${title.toLowerCase()}`, path, nav: {label: title, group: 'Northwind', order}},
    nodes: (screenId, parentId) => insertParts(screenId, parentId, [
      {snippet: 'heading', props: {text: title, level: 1}},
      {snippet: 'data-grid', props: {columns}, data: {rows: {from: schema, sort, limit: 50}}, on: {open: [{do: 'navigate', to: {$: `"${path}/" + row.id`}}]}},
    ]),
  }
}

function form(title: string, path: string, schema: string, more: readonly Part[]): NorthwindScreen {
  const record: DataSource = {from: schema, id: {$: 'params.id'}}
  return {
    screen: {title: `Northwind ${title.toLowerCase()}`, path},
    nodes: (screenId, parentId) => insertParts(screenId, parentId, [
      {snippet: 'heading', props: {text: title, level: 1}, data: {record}},
      {snippet: 'dynamic-form', data: {record}},
      ...more,
    ]),
  }
}
