/** One product on an order. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const orderLineSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Order line',
  description: 'One product on an order.',
  type: 'object',
  additionalProperties: false,
  required: ['order_id', 'product_id', 'quantity', 'unit_price'],
  'x-plural': 'Order lines',
  properties: {
    order_id: {type: 'string', title: 'Order', 'x-link': 'order'},
    product_id: {type: 'string', title: 'Product', 'x-link': 'product'},
    quantity: {type: 'number', title: 'Quantity', minimum: 0},
    unit_price: {type: 'number', title: 'Unit price', minimum: 0, 'x-currency': 'EUR'},
    discount: {type: 'number', title: 'Discount', description: 'In percent.', minimum: 0, maximum: 100, default: 0},
    amount: {type: 'number', title: 'Amount', minimum: 0, 'x-currency': 'EUR', 'x-index': true},
  },
} as const satisfies RecordSchema

export type OrderLineData = TypeOf<typeof orderLineSchema>
