import {describe, expect, test} from 'vitest'
import {having, part, screen, stack} from '../../tests/build-tree.ts'
import {samplePath} from './sample-path.ts'

const records: Readonly<Record<string, string>> = {order: 'o 1', company: 'c1'}
const at = (path: string, ...sources: (readonly [string, string])[]): Promise<string | undefined> => {
  const {screen: settings, tree} = screen(part('app-frame', {}, [stack(...sources.map(([from, id]) => having({data: {record: {from, id: {$: id}}}}, part('dynamic-form'))))]))
  return samplePath({...settings, path}, tree, async schema => records[schema])
}

describe('the address of a sample', () => {
  test('has a record of what the first node reads by the parameter', async () => {
    expect(await at('/orders/:id', ['order', 'params.id'], ['company', 'params.id'])).toBe('/orders/o%201')
    expect(await at('/:company/orders/:order', ['order', ' params.order '], ['company', 'params.company'])).toBe('/c1/orders/o%201')
  })

  test('is none where the path takes nothing, nothing reads the parameter alone, or there is no record', async () => {
    expect(await at('/orders', ['order', 'params.id'])).toBeUndefined()
    expect(await at('/orders/:id', ['order', 'params.id + "x"'])).toBeUndefined()
    expect(await at('/teas/:id', ['tea', 'params.id'])).toBeUndefined()
  })
})
