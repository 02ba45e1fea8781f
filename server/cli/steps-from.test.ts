import {expect, test} from 'vitest'
import {stepsFrom} from './steps-from.ts'

const set = (path: readonly string[], value?: unknown): object => ({type: 'set', id: 'n1', path, ...(value !== undefined && {value})})

test.each([
  ['{"props":{"title":"Hello","hint":null}}', [set(['props', 'title'], 'Hello'), set(['props', 'hint'])]],
  ['{"data":{"rows":{"from":"order"}},"on":{"press":[]}}', [set(['data', 'rows'], {from: 'order'}), set(['on', 'press'], [])]],
  ['{"when":"true","snippet":"text","each":null}', [set(['when'], 'true'), set(['snippet'], 'text'), set(['each'])]],
  ['{"type":"remove","id":"n2"}', [{type: 'remove', id: 'n2'}]],
  ['{"type":"set","path":["when"]}', [set(['when'])]],
  ['[{"type":"remove"},{"type":"insert","nodes":[]}]', [{type: 'remove', id: 'n1'}, {type: 'insert', nodes: []}]],
])('%s is a patch', (text, steps) => {
  expect(stepsFrom(text, 'n1')).toEqual(steps)
})

test.each([['{', /not JSON/], ['{"props":{"size":9007199254740993}}', /\/props\/size: expected a number that can be kept.*got 9007199254740993/], ['3', /expected a list of steps/], ['{}', /changes nothing/], ['{"props":3}', /"props": expected an object/], ['{"title":"x"}', /"title" is nothing that a patch sets/], ['[3]', /step 1: expected an object/]])('%s is none, and says why', (text, why) => {
  expect(() => stepsFrom(text, 'n1')).toThrow(why)
})
