import * as fc from 'fast-check'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {anyListedWords, openWordsWorld, type WordsWorld} from './listed-words.ts'

let world: WordsWorld
beforeAll(async () => {
  world = await openWordsWorld()
})
afterAll(() => world.close())

const example = ['Zebra', 'zoo', 'Ähre', 'Äpfel', 'Öl', 'ähnlich', 'Хлеб', 'абрикос', 'хлеб']

test('texts are listed letter beside letter, whatever their case, their marks and their script: in the API, the grid and the pickers, both ways', async () => {
  for (const sort of ['name', '-name', 'alias', '-alias']) await world.check({rows: example.map(name => ({name, alias: name})), sort, limit: 4})
  await world.app.store.commit({at: '2026-01-01T00:00:00.000Z', by: 'ann', writes: example.map((name, at) => ({op: 'create', schema: 'word', id: `example-${at}`, doc: JSON.stringify({name})}))})
  const {body} = await world.app.as('admin')('GET', '/api/v1/records/word?sort=name')
  expect((body['items'] as unknown as readonly {data: {name: string}}[]).map(({data}) => data.name)).toEqual(['ähnlich', 'Ähre', 'Äpfel', 'Öl', 'Zebra', 'zoo', 'абрикос', 'Хлеб', 'хлеб'])
  await world.app.store.commit({at: '2026-01-01T00:00:00.000Z', by: 'ann', writes: example.map((_, at) => ({op: 'archive', schema: 'word', id: `example-${at}`, fromRev: 1}))})
})

test('the API, the grid and the pickers have one order, with each row once, and a way back from every page', async () => {
  await fc.assert(fc.asyncProperty(anyListedWords, world.check), {numRuns: 15, endOnFailure: true})
})
