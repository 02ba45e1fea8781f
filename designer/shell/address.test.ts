import {expect, test} from 'vitest'
import {readAddress, writeAddress} from './address.ts'

test('an address says screen, node and panel, and back', () => {
  const asked = {screenId: 's1', node: 'n1', panel: 'releases'} as const
  const [pathname, search] = writeAddress(asked).split('?')
  expect(readAddress({pathname: pathname!, search: `?${search}`})).toEqual(asked)
})

test('what an address does not know is left out', () => {
  expect(readAddress({pathname: '/designer', search: '?panel=secrets'})).toEqual({screenId: null, node: null, panel: null})
  expect(writeAddress({screenId: null, node: null, panel: null})).toBe('/designer')
})
