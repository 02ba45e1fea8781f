import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from 'vitest'
import {v7} from 'uuid'
import type {Filter} from '../../../ast/index.ts'
import type {Store, StoreCommit, StoreWrite} from '../store.ts'
import {tableSpec} from '../table-spec.ts'
import type {SqliteStoreInit} from './index.ts'
import {createSqliteStore} from './index.ts'

const spec = tableSpec('thing', {title: 'Thing', type: 'object', properties: {name: {type: 'string', 'x-search': false}, kind: {type: 'string', 'x-index': true}}})
const at = '2024-01-01T00:00:00Z'
const create = (doc: object): StoreWrite => ({op: 'create', schema: 'thing', id: v7(), doc: JSON.stringify(doc)})
const one = (doc: object): StoreCommit => ({at, by: 'ann', writes: [create(doc)]})

let folder: string
let store: Store
async function open(init: Omit<SqliteStoreInit, 'file'>): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'espalier-limits-'))
  store = await createSqliteStore({...init, file: join(folder, 'tenant.db')})
  await store.commit({at, by: 'ann', writes: [], tables: [spec]})
}
afterEach(async () => {
  await store.close()
  await rm(folder, {recursive: true})
})

describe('the limits of a store', () => {
  test('a full disk refuses what does not fit, and only that; the store lives on and takes what fits', async () => {
    await open({maxPages: 60})
    const before = store.seq()
    const big = {name: 'x'.repeat(400_000)}
    const outcomes = await Promise.allSettled([store.commit(one({name: 'a'})), store.commit(one(big)), store.commit(one({name: 'b'}))])
    expect(outcomes.map(outcome => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({reason: {status: 507, code: 'storage-full'}})
    await expect(store.commit(one(big))).rejects.toMatchObject({status: 507})
    expect(await store.commit(one({name: 'c'}))).toMatchObject({ok: true, seq: before + 3})
    expect((await store.events(before, 10)).map(event => event.seq)).toEqual([before + 1, before + 2, before + 3])
  })

  test('commits beyond the queue are refused at once; those in it are written', async () => {
    await open({maxQueued: 5})
    const outcomes = await Promise.allSettled(Array.from({length: 12}, (_, n) => store.commit(one({name: `n${n}`}))))
    expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(5)
    expect(outcomes.at(-1)).toMatchObject({reason: {status: 503, code: 'busy'}})
    expect(await store.commit(one({name: 'later'}))).toMatchObject({ok: true})
  })

  test('so are bytes beyond it, but never a commit that comes alone', async () => {
    await open({maxQueuedBytes: 10_000})
    const large = one({name: 'x'.repeat(20_000)})
    expect(await store.commit(large)).toMatchObject({ok: true})
    const [first, second] = await Promise.allSettled([store.commit(one({name: 'small'})), store.commit(one({name: 'x'.repeat(20_000)}))])
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'rejected'])
  })

  test('a query that takes too long is given up with advice, while others are answered', async () => {
    await open({queryLimitMs: 250})
    for (let n = 0; n < 10; n += 1) await store.commit({at, by: 'ann', writes: Array.from({length: 3000}, (_, k) => create({name: `${n} ${'lorem ipsum '.repeat(20)}${k}`, kind: `k${k % 100}`}))})
    const needle: Filter = {op: 'contains', field: 'name', value: 'NOT THERE', fold: 'case'}
    const refusal = expect(store.page({schema: 'thing', filter: {op: 'or', args: Array.from({length: 60}, () => needle)}, limit: 5})).rejects.toMatchObject({status: 422, code: 'query-too-slow', message: expect.stringContaining('x-index')})
    const quick = await store.page({schema: 'thing', filter: {op: 'eq', field: 'kind', value: 'k7'}, sort: [{field: 'updated_at', descending: true}], limit: 5})
    expect(quick.items).toHaveLength(5)
    await refusal
    expect((await store.page({schema: 'thing', limit: 1000})).items).toHaveLength(1000)
  })

  test('an error in a listener is reported and disturbs neither the commit nor other listeners', async () => {
    const errors: unknown[] = []
    await open({onListenerError: error => errors.push(error)})
    const heard: number[] = []
    store.onCommit(() => {
      throw new Error('listener')
    })
    store.onCommit(({changes}) => heard.push(changes.length))
    expect(await store.commit(one({name: 'a'}))).toMatchObject({ok: true})
    expect([heard, errors]).toEqual([[1], [new Error('listener')]])
  })

  test('a commit that is wrong in itself is rejected; others of the same moment are written', async () => {
    await open({})
    const outcomes = await Promise.allSettled([store.commit(one({name: 'a'})), store.commit({at, by: 'ann', writes: [{op: 'create', schema: 'thing', id: v7(), doc: '{broken'}]}), store.commit(one({name: 'b'}))])
    expect(outcomes.map(outcome => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})
