import {afterEach, expect, test, vi} from 'vitest'
import {createLookup} from './lookup.ts'

afterEach(() => vi.unstubAllGlobals())

/** As the search answers: whatever has the words somewhere, in the order of the records. */
function answering(names: readonly string[], title: readonly string[] = ['name']): readonly string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    const answer = url.includes('/schemas/')
      ? {name: 'company', type: 'object', 'x-title': title, properties: {name: {type: 'string'}, tags: {type: 'array'}, city: {type: 'string'}}}
      : {items: names.slice(0, Number(new URL(url, 'http://x.test').searchParams.get('limit'))).map((name, at) => ({id: `${at}`, data: {name}}))}
    return Promise.resolve(new Response(JSON.stringify(answer)))
  })
  return asked
}

const find = async (words: string): Promise<readonly string[]> => (await createLookup().find('company', words, new AbortController().signal)).map(({title}) => title)

test('a record whose name begins with the words stands before those that were found by something else', async () => {
  answering([...Array.from({length: 20}, (_, at) => `Alder ${at}`), 'Old Bakery', 'Söhne & Blue', 'blue Door'])
  expect((await find('b')).slice(0, 3)).toEqual(['blue Door', 'Old Bakery', 'Söhne & Blue'])
  expect((await find('sohne bl'))[0]).toBe('Söhne & Blue')
  expect(await find('b')).toHaveLength(8)
})

test('without words the first come as they are sorted: by all that their names are made of', async () => {
  const asked = answering(['Zebra', 'Alder'], ['name', 'tags', 'city'])
  expect((await createLookup().find('company', '', new AbortController().signal)).map(({title}) => title)).toEqual(['Zebra', 'Alder'])
  expect(new URL(asked[1]!, 'http://x.test').searchParams.get('sort')).toBe('name,city')
})

test('among more than are asked for, those that the search knows as the best are found too: the name itself, then those that begin so', async () => {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(new Response(JSON.stringify(
    url.includes('/schemas/') ? {name: 'company', type: 'object', 'x-title': ['name'], properties: {name: {type: 'string'}}}
    : url.startsWith('/api/v1/search?q=oak&schemas=company') ? {items: [{id: 'b', title: 'Oak Barn'}, {id: 'x', title: 'Oak'}]}
    : {items: Array.from({length: 100}, (_, at) => ({id: `${at}`, data: {name: `Old Oak ${at}`}}))},
  ))))
  expect((await find('oak')).slice(0, 3)).toEqual(['Oak', 'Oak Barn', 'Old Oak 0'])
  expect(await createLookup().called('company', 'oak')).toEqual([{id: 'x', title: 'Oak'}])
})
