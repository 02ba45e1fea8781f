import {expect, test} from 'vitest'
import {recordPath} from './record-path.ts'

const product = {name: 'product', title: 'Product', plural: 'Products', version: 1, system: false}

test('a record is shown by the screen that is called like its schema, in the plural first', () => {
  expect(recordPath(['/products', '/product/:id', '/products/:id', '/products/:id/orders'], product)).toBe('/products')
  expect(recordPath(['/shop/product/:sku'], product)).toBe('/shop/product')
  expect(recordPath(['/sales-orders/:id'], {name: 'so', title: 'Sales order', plural: 'Sales orders', version: 1, system: false})).toBe('/sales-orders')
})

test('where no screen is called like it there is none', () => {
  expect(recordPath(['/products', '/orders/:id', '/:id'], product)).toBeUndefined()
})
