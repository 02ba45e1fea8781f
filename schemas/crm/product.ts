/** Something that is sold. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const productSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Product',
  description: 'Something we sell.',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'sku', 'price'],
  'x-plural': 'Products',
  'x-title': ['name'],
  'x-indexes': [['category', 'name'], ['active', 'name']],
  properties: {
    name: {type: 'string', title: 'Name', minLength: 1, maxLength: 200, 'x-index': true},
    sku: {type: 'string', title: 'SKU', description: 'Stock-keeping unit: its number in the warehouse.', minLength: 1, maxLength: 60, 'x-unique': true},
    category: {type: 'string', title: 'Category', maxLength: 120, 'x-index': true},
    price: {type: 'number', title: 'Price', minimum: 0, 'x-currency': 'EUR', 'x-index': true},
    stock: {type: 'integer', title: 'In stock', default: 0, 'x-index': true},
    active: {type: 'boolean', title: 'Active', description: 'Offered to customers.', default: true},
    description: {type: 'string', title: 'Description', maxLength: 20000, 'x-widget': 'textarea'},
  },
} as const satisfies RecordSchema

export type ProductData = TypeOf<typeof productSchema>
