/** `describeStore`: the laws of `Store`, run over each implementation. */
import * as fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {v7} from 'uuid'
import type {Filter, Scalar, SortKey} from '../../ast/index.ts'
import {compareText, matchesFilter} from '../../ast/index.ts'
import type {PropertySchema, RecordSchema} from '../../schemas/index.ts'
import type {CommitFailure, CommitNotice, CommitOutcome, Origin, PageQuery, Store, StoreCommit, StoredPage, StoredRecord, StoreWrite, TableSpec} from './store.ts'
import {tableSpec} from './table-spec.ts'

const company: RecordSchema = {
  title: 'Company', type: 'object', required: ['name'],
  properties: {
    name: {type: 'string', 'x-index': true}, code: {type: 'string', 'x-unique': true}, status: {enum: ['open', 'won', 'lost'], 'x-index': true}, kind: {enum: ['Ähnlich', 'zoo', 'Abend'], 'x-index': true}, alias: {type: 'string'}, size: {type: 'integer', 'x-index': true},
    rating: {type: 'number'}, vip: {type: 'boolean'}, founded: {type: 'string', format: 'date', 'x-index': true}, met: {type: 'string', format: 'date-time', 'x-index': true}, left: {type: 'string', format: 'date-time'}, tags: {type: 'array', items: {type: 'string'}},
    parent_id: {type: ['string', 'null'], 'x-link': 'company'}, mixed: {type: ['string', 'number', 'boolean', 'null']}, secret: {type: 'string', 'x-secret': true},
  },
  'x-indexes': [['status', 'name']],
}
const person: RecordSchema = {title: 'Person', type: 'object', properties: {first_name: {type: 'string'}, last_name: {type: 'string'}, company_id: {type: 'string'}}, 'x-title': ['first_name', 'last_name']}
const specs = [tableSpec('company', company), tableSpec('person', person)]
const at = '2024-05-01T10:00:00.000Z'
/** One instant several times, a second 60, digits that a clock does not have, and what is no time. */
const times = [
  '2021-06-30T00:00:00Z', '2021-06-30T02:00:00+02:00', '2021-06-30 00:00:00+0000', '2021-06-29t19:00:00.000-05', '2021-06-30T00:00:00.000001Z', '2021-06-30T23:59:60Z', '2021-07-01T00:00:00Z',
  '2021-06-30T12:00:00+14:00', '0000-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', 'tomorrow', '2021-06-30T00:00:00',
]

/** One word in several spellings, other scripts, what only begins alike, and what SQLite's own functions do not fold or stop at. */
const words = [
  'ann', 'Ann', 'ANNE', 'bob', 'Bob', 'Zoë', 'zoe', '', 'ann b', '\u{1F333} tree', '\uFFFD', '2021-06-30T02:00:00+02:00', '2021-06-30', 'Änn', 'A\u0308nn', 'Хлеб', 'хлеб', 'абрикос', 'ΟΔΟΣ', 'οδός', '東京', '서울', 'ｶﾅ',
  `${'long '.repeat(60)}b`, `${'Long '.repeat(60)}A`, `${'long '.repeat(60)}a`, `${'Ä'.repeat(130)}b`, `${'ä'.repeat(130)}a`, 'nul\0B', 'nul\0a',
]

/** `open` gives a new, empty store, and `reopen` the same one after a clean end. */
export function describeStore(title: string, open: () => Promise<{readonly store: Store; readonly reopen: () => Promise<Store>; readonly dispose: () => Promise<void>}>): void {
  describe(title, () => {
    let store: Store
    let reopen: () => Promise<Store>
    let dispose: () => Promise<void>
    beforeAll(async () => {
      ({store, reopen, dispose} = await open())
      await accepted(store, {tables: specs})
    })
    afterAll(() => dispose())

    const commit = (writes: readonly StoreWrite[], more: Partial<StoreCommit> = {}): Promise<Accepted> => accepted(store, {writes, ...more})
    const failure = async (writes: readonly StoreWrite[], more: Partial<StoreCommit> = {}): Promise<CommitFailure> => {
      const before = store.seq()
      const outcome = await store.commit({at, by: 'ann', writes, ...more})
      expect(store.seq()).toBe(before)
      if (outcome.ok) throw new Error('expected a failure, got an accepted commit')
      return outcome.failure
    }
    const add = async (data: object, schema = 'company'): Promise<StoredRecord> => (await commit([create(schema, data)])).records[0]!

    describe('the log', () => {
      const origin: Origin = {via: 'import', cause: 'run:ann/spring', depth: 2, on_behalf_of: 'bob'}

      test('keeps why a commit happened: beside each event, in history and in the notice', async () => {
        const before = store.seq()
        const heard: CommitNotice[] = []
        const stop = store.onCommit(notice => heard.push(notice))
        const [first, second] = [create('company', {name: 'Why'}), create('company', {name: 'Why not'})]
        const meta = {steps: [{type: 'set', value: 'ä \u{1F333} \ud800'}]}
        await commit([first, second], {origin: {...origin, meta}})
        await commit([create('company', {name: 'Of itself'})])
        stop()
        const told = (await store.events(before, 10)).map(({via, cause, depth, on_behalf_of}) => ({via, cause, depth, on_behalf_of}))
        expect(told).toEqual([origin, origin, {via: null, cause: null, depth: 0, on_behalf_of: null}])
        expect((await store.history('company', first.id, 1))[0]).toMatchObject(origin)
        expect(heard.map(notice => [notice.meta, notice.seq, notice.changes.length])).toEqual([[meta, before + 2, 2], [null, before + 3, 1]])
        expect(heard[0]!.changes[0]).toMatchObject(origin)
        expect(await store.commitOf(heard[0]!.commit)).toEqual(heard[0])
        expect(await store.commitOf(heard[1]!.commit + 1)).toBeUndefined()
        expect(await store.commitOf(heard[0]!.commit, before + 1)).toEqual({...heard[0]!, changes: heard[0]!.changes.slice(1)})
        expect(await store.commitOf(heard[0]!.commit, before + 2)).toBeUndefined()
      })

      test('names the commits that one cause had, oldest first and some at a time', async () => {
        const heard: number[] = []
        const stop = store.onCommit(notice => heard.push(notice.commit))
        for (const cause of ['event:7', 'event:70', 'event:7', 'event:7']) await commit([create('company', {name: 'Caused'})], {origin: {via: 'automation', cause, depth: 1}})
        stop()
        expect(await store.commitsCausedBy('event:7', 10)).toEqual([heard[0], heard[2], heard[3]])
        expect(await store.commitsCausedBy('event:7', 1, heard[0])).toEqual([heard[2]])
        expect(await store.commitsCausedBy('event', 10)).toEqual([])
      })

      test('says of each change what stood before it and after it, also when it is read again later', async () => {
        const heard: CommitNotice[] = []
        const stop = store.onCommit(notice => heard.push(notice))
        const {id} = (await commit([create('company', {name: 'One'})], {by: 'bob', at: '2024-01-01T00:00:00.000Z'})).records[0]!
        await commit([{op: 'update', schema: 'company', id, fromRev: 1, doc: '{"name":"Two"}'}, {op: 'archive', schema: 'company', id, fromRev: 2}])
        await commit([{op: 'restore', schema: 'company', id, fromRev: 3, doc: '{"name":"Three"}'}])
        await commit([{op: 'remove', schema: 'company', id, fromRev: 4}])
        await commit([{op: 'create', schema: 'company', id, doc: '{"name":"Again"}'}])
        stop()
        const state = (record: StoredRecord | null): unknown => record && [record.rev, record.state, record.doc, record.created_by, record.updated_by]
        const [one, two, off, three, again] = [
          [1, 'live', '{"name":"One"}', 'bob', 'bob'], [2, 'live', '{"name":"Two"}', 'bob', 'ann'], [3, 'archived', '{"name":"Two"}', 'bob', 'ann'], [4, 'live', '{"name":"Three"}', 'bob', 'ann'],
          [6, 'live', '{"name":"Again"}', 'ann', 'ann'],
        ]
        expect(heard.flatMap(({changes}) => changes.map(change => [change.op, state(change.before), state(change.after)]))).toEqual([
          ['create', null, one], ['update', one, two], ['archive', two, off], ['restore', off, three], ['remove', three, null], ['create', null, again],
        ])
        for (const notice of heard) expect(await store.commitOf(notice.commit)).toEqual(notice)
      })

      test('of a purged record nothing is read again: only whoever listened knew what it was', async () => {
        const {id} = await add({name: 'Secret life', code: 'gone'})
        const heard: CommitNotice[] = []
        const stop = store.onCommit(notice => heard.push(notice))
        await commit([{op: 'update', schema: 'company', id, fromRev: 1, doc: '{"name":"Later life"}'}], {origin: {via: 'ui', meta: {said: 'Later life'}}})
        await commit([{op: 'purge', schema: 'company', id}])
        stop()
        expect(heard.map(({changes: [change]}) => [change!.before?.doc, change!.after?.doc])).toEqual([['{"name":"Secret life","code":"gone"}', '{"name":"Later life"}'], ['{"name":"Later life"}', undefined]])
        const read = await Promise.all(heard.map(notice => store.commitOf(notice.commit)))
        expect(read.map(notice => [notice!.meta, notice!.changes[0]!.op, notice!.changes[0]!.doc, notice!.changes[0]!.before, notice!.changes[0]!.after])).toEqual([
          [null, 'update', null, null, null], [null, 'purge', null, null, null],
        ])
      })
    })

    describe('a dry commit', () => {
      test('is decided as the commit itself would be, and leaves nothing', async () => {
        const heard: unknown[] = []
        const stop = store.onCommit(notice => heard.push(notice))
        const holder = await add({name: 'Dry', code: 'D-1'})
        heard.length = 0
        const seq = store.seq()
        const twin = create('company', {name: 'Drier', code: 'D-2'})
        const key = {key: 'dry', fingerprint: 'f'}
        const outcome = await accepted(store, {writes: [twin, {op: 'archive', schema: 'company', id: holder.id, fromRev: 1}], dry: true, idempotency: key})
        expect([outcome.records.map(({id, rev, state}) => [id, rev, state]), outcome.seq, outcome.replayed]).toEqual([[[twin.id, 1, 'live'], [holder.id, 2, 'archived']], seq, false])
        expect(await failure([create('company', {name: 'Dry too', code: 'D-1'})], {dry: true})).toMatchObject({kind: 'not-unique', other: holder.id})
        const some = await accepted(store, {writes: [twin, create('company', {code: 'D-1'})], parts: [0, 1], dry: true})
        expect([some.records.map(({id}) => id), some.refused.map(({part}) => part)]).toEqual([[twin.id], [1]])
        expect(await accepted(store, {writes: [{op: 'purge', schema: 'company', id: holder.id}], dry: true})).toMatchObject({seq})
        stop()
        expect([store.seq(), heard, await store.get('company', twin.id), await store.get('company', holder.id), await store.search('Drier', ['company'], 5)]).toEqual([seq, [], undefined, holder, []])
        expect(await commit([twin], {idempotency: key})).toMatchObject({replayed: false, seq: seq + 1})
      })
    })

    describe('an archive that leaves no link', () => {
      test('is refused while a live record links to it that the same commit does not take along', async () => {
        const target = await add({name: 'Linked to'})
        const child = await add({first_name: 'Child', company_id: target.id}, 'person')
        const archive: StoreWrite = {op: 'archive', schema: 'company', id: target.id, fromRev: 1, unlinked: true}
        expect(await failure([archive])).toEqual({kind: 'still-linked', schema: 'company', id: target.id, by: [{schema: 'person', property: 'company_id', count: 1}]})
        await commit([archive, {op: 'archive', schema: 'person', id: child.id, fromRev: 1}])
        expect(await store.get('company', target.id)).toMatchObject({state: 'archived'})
      })
    })

    describe('one commit', () => {
      test('stores a record that a read sees as soon as the commit is answered', async () => {
        const write = create('company', {name: 'Acme'})
        const {records, seq} = await commit([write])
        expect(records).toEqual([{id: write.id, schema: 'company', rev: 1, state: 'live', created_at: at, created_by: 'ann', updated_at: at, updated_by: 'ann', doc: '{"name":"Acme"}'}])
        expect(await store.get('company', write.id)).toEqual(records[0])
        expect(store.seq()).toBe(seq)
        expect((await store.health()).seq).toBe(seq)
      })

      test('updates, archives and restores, raising the revision each time', async () => {
        const {id} = await add({name: 'Acme'})
        await commit([{op: 'update', schema: 'company', id, fromRev: 1, doc: '{"name":"Acme Ltd"}'}], {by: 'bob', at: '2024-05-02T10:00:00.000Z'})
        expect(await store.get('company', id)).toMatchObject({rev: 2, created_by: 'ann', updated_by: 'bob', updated_at: '2024-05-02T10:00:00.000Z', doc: '{"name":"Acme Ltd"}'})
        await commit([{op: 'archive', schema: 'company', id, fromRev: 2}])
        expect(await store.get('company', id)).toMatchObject({rev: 3, state: 'archived'})
        const {records} = await commit([{op: 'restore', schema: 'company', id, fromRev: 3}])
        expect(records[0]).toMatchObject({rev: 4, state: 'live', doc: '{"name":"Acme Ltd"}'})
      })

      test('writes one event per change, consecutive and marked as one commit', async () => {
        const before = store.seq()
        const [first, second] = [create('company', {name: 'A'}), create('company', {name: 'B'})]
        await commit([first, second, {op: 'update', schema: 'company', id: first.id, fromRev: 1, doc: '{"name":"C"}'}], {note: 'three at once'})
        const events = await store.events(before, 10)
        expect(events.map(event => [event.seq, event.op, event.id, event.rev, event.doc, event.note])).toEqual([
          [before + 1, 'create', first.id, 1, '{"name":"A"}', 'three at once'],
          [before + 2, 'create', second.id, 1, '{"name":"B"}', 'three at once'],
          [before + 3, 'update', first.id, 2, '{"name":"C"}', 'three at once'],
        ])
        expect(new Set(events.map(event => event.commit)).size).toBe(1)
        expect((await store.history('company', first.id, 10)).map(event => event.rev)).toEqual([2, 1])
        expect((await store.history('company', first.id, 10, before + 3)).map(event => event.rev)).toEqual([1])
      })

      test('is all or nothing', async () => {
        const write = create('company', {name: 'Never'})
        expect(await failure([write, {op: 'update', schema: 'company', id: 'nobody', fromRev: 1, doc: '{}'}])).toEqual({kind: 'missing', schema: 'company', id: 'nobody'})
        expect(await store.get('company', write.id)).toBeUndefined()
        expect(await store.search('Never', ['company'], 10)).toEqual([])
      })

      test('with nothing to write is answered with the current seq', async () => {
        const before = store.seq()
        expect(await commit([])).toMatchObject({seq: before, records: []})
      })

      test('keeps a document exactly as it came', async () => {
        const doc = '{"name": "Ünïcode \\u0000 \\ud83c\\udf33 \'\\"--;", "size":1e3 }'
        const id = v7()
        await commit([{op: 'create', schema: 'company', id, doc}])
        expect((await store.get('company', id))?.doc).toBe(doc)
      })
    })

    describe('a commit in parts', () => {
      test('leaves out those that other records refuse, and writes the others as one commit without gaps', async () => {
        const holder = await add({name: 'Holder', code: 'P-1'})
        const before = store.seq()
        const [first, twin, last] = [create('company', {name: 'First'}), create('company', {name: 'Twin of searching', code: 'P-1'}), create('company', {name: 'Last', parent_id: holder.id})]
        const lost = create('person', {last_name: 'Lost', company_id: 'nowhere'})
        const outcome = await commit([first, twin, lost, {op: 'update', schema: 'company', id: holder.id, fromRev: 1, doc: '{"name":"Held","code":"P-1"}'}, last], {parts: [0, 1, 2, 3, 4]})
        expect(outcome.refused).toEqual([
          {part: 1, failure: {kind: 'not-unique', schema: 'company', id: twin.id, pointer: '/code', other: holder.id}},
          {part: 2, failure: {kind: 'link-broken', schema: 'person', id: lost.id, pointer: '/company_id', target: 'company', targetId: 'nowhere'}},
        ])
        expect(outcome.records.map(({id, rev}) => [id, rev])).toEqual([[first.id, 1], [holder.id, 2], [last.id, 1]])
        const events = await store.events(before, 10)
        expect(events.map(({seq, op, id}) => [seq, op, id])).toEqual([[before + 1, 'create', first.id], [before + 2, 'update', holder.id], [before + 3, 'create', last.id]])
        expect(new Set(events.map(event => event.commit)).size).toBe(1)
        expect([await store.get('company', twin.id), await store.get('person', lost.id)]).toEqual([undefined, undefined])
        expect(await store.search('searching', ['company'], 10)).toEqual([])
        expect((await store.search('Held', ['company'], 10)).map(({id}) => id)).toEqual([holder.id])
      })

      test('tells listeners what was written, each with what was done to it', async () => {
        const holder = await add({name: 'Holder', code: 'P-2'})
        const heard: (readonly [string, string])[] = []
        const stop = store.onCommit(({changes}) => heard.push(...changes.map(({op, id}) => [op, id] as const)))
        const twin = create('company', {name: 'Twin', code: 'P-2'})
        await commit([twin, {op: 'archive', schema: 'company', id: holder.id, fromRev: 1}], {parts: [0, 1]})
        stop()
        expect(heard).toEqual([['archive', holder.id]])
      })

      test('a part of several writes goes as a whole, and a later part may link to what an earlier one made', async () => {
        const holder = await add({name: 'Holder', code: 'P-3'})
        const [parent, child, half, twin] = [create('company', {name: 'Parent'}), create('person', {}), create('company', {name: 'Half'}), create('company', {code: 'P-3'})]
        const linked = {...child, doc: JSON.stringify({last_name: 'Child', company_id: parent.id})}
        const outcome = await commit([parent, linked, half, twin], {parts: [0, 1, 2, 2]})
        expect(outcome.refused).toEqual([{part: 2, failure: {kind: 'not-unique', schema: 'company', id: twin.id, pointer: '/code', other: holder.id}}])
        expect([await store.get('company', half.id), (await store.get('person', child.id))?.doc]).toEqual([undefined, linked.doc])
      })

      test('a part that links to what was refused is refused too', async () => {
        await add({name: 'Holder', code: 'P-4'})
        const twin = create('company', {code: 'P-4'})
        const child = create('person', {company_id: twin.id})
        expect((await commit([twin, child], {parts: [0, 1]})).refused.map(({part, failure: {kind}}) => [part, kind])).toEqual([[0, 'not-unique'], [1, 'link-broken']])
      })

      test('is refused as a whole where a record or an expectation is not as it was', async () => {
        const {id} = await add({name: 'Acme'})
        const one = create('company', {name: 'One'})
        expect(await failure([one, {op: 'update', schema: 'company', id, fromRev: 7, doc: '{}'}], {parts: [0, 1]})).toMatchObject({kind: 'stale', actual: 1})
        expect(await failure([one], {parts: [0], expect: [{kind: 'absent', schema: 'company', id}]})).toMatchObject({kind: 'exists'})
        expect(await store.get('company', one.id)).toBeUndefined()
        expect(await store.search('One', ['company'], 10)).toEqual([])
      })

      test('of which all are refused makes no event, and a repeated key gives the same refusals and what was kept with it', async () => {
        const holder = await add({name: 'Holder', code: 'P-5'})
        const writes = [create('company', {code: 'P-5'})]
        const idempotency = {key: 'parts', fingerprint: 'f', memo: '["kept"]'}
        const before = store.seq()
        const outcome = await commit(writes, {parts: [0], idempotency})
        expect([outcome.seq, outcome.records, store.seq()]).toEqual([before, [], before])
        await commit([{op: 'archive', schema: 'company', id: holder.id, fromRev: 1}])
        await commit([{op: 'update', schema: 'company', id: (await add({name: 'Other'})).id, fromRev: 1, doc: '{"name":"Freed"}'}])
        expect(await commit(writes, {parts: [0], idempotency: {...idempotency, memo: 'another'}})).toMatchObject({replayed: true, refused: outcome.refused, records: [], memo: '["kept"]'})
      })
    })

    describe('preconditions', () => {
      test('a stale revision is refused, naming both', async () => {
        const {id} = await add({name: 'Acme'})
        await commit([{op: 'update', schema: 'company', id, fromRev: 1, doc: '{"name":"B"}'}])
        expect(await failure([{op: 'update', schema: 'company', id, fromRev: 1, doc: '{"name":"C"}'}])).toEqual({kind: 'stale', schema: 'company', id, expected: 1, actual: 2})
        expect(await failure([], {expect: [{kind: 'rev', schema: 'company', id, rev: 1}]})).toMatchObject({kind: 'stale'})
      })

      test('of two updates of one revision exactly one wins', async () => {
        const {id} = await add({name: 'Acme'})
        const outcomes = await Promise.all(['x', 'y', 'z'].map(name => store.commit({at, by: 'ann', writes: [{op: 'update', schema: 'company', id, fromRev: 1, doc: JSON.stringify({name})}]})))
        expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
      })

      test('an id that exists, in whatever state, cannot be created again', async () => {
        const {id} = await add({name: 'Acme'})
        expect(await failure([{op: 'create', schema: 'company', id, doc: '{}'}])).toEqual({kind: 'exists', schema: 'company', id})
        await commit([{op: 'archive', schema: 'company', id, fromRev: 1}])
        expect(await failure([{op: 'create', schema: 'company', id, doc: '{}'}])).toEqual({kind: 'exists', schema: 'company', id})
      })

      test('a verb must fit the state', async () => {
        const {id} = await add({name: 'Acme'})
        expect(await failure([{op: 'restore', schema: 'company', id, fromRev: 1}])).toEqual({kind: 'wrong-state', schema: 'company', id, state: 'live'})
        await commit([{op: 'archive', schema: 'company', id, fromRev: 1}])
        expect(await failure([{op: 'archive', schema: 'company', id, fromRev: 2}])).toEqual({kind: 'wrong-state', schema: 'company', id, state: 'archived'})
        expect(await failure([{op: 'update', schema: 'company', id, fromRev: 2, doc: '{}'}])).toEqual({kind: 'wrong-state', schema: 'company', id, state: 'archived'})
      })

      test('exists and absent are judged before the writes', async () => {
        const write = create('company', {name: 'Acme'})
        expect(await failure([write], {expect: [{kind: 'exists', schema: 'company', id: write.id}]})).toEqual({kind: 'missing', schema: 'company', id: write.id})
        await commit([write], {expect: [{kind: 'absent', schema: 'company', id: write.id}]})
        expect(await failure([], {expect: [{kind: 'absent', schema: 'company', id: write.id}]})).toEqual({kind: 'exists', schema: 'company', id: write.id})
        await commit([], {expect: [{kind: 'exists', schema: 'company', id: write.id}]})
      })
    })

    describe('links', () => {
      test('a missing target is refused, naming the pointer', async () => {
        const write = create('person', {first_name: 'Ann', company_id: 'nowhere'})
        expect(await failure([write])).toEqual({kind: 'link-broken', schema: 'person', id: write.id, pointer: '/company_id', target: 'company', targetId: 'nowhere'})
      })

      test('an archived target is refused for a new link and kept for an old one', async () => {
        const target = await add({name: 'Acme'})
        const {id} = await add({first_name: 'Ann', company_id: target.id}, 'person')
        await commit([{op: 'archive', schema: 'company', id: target.id, fromRev: 1}])
        await commit([{op: 'update', schema: 'person', id, fromRev: 1, doc: JSON.stringify({first_name: 'Anna', company_id: target.id})}])
        expect(await failure([create('person', {company_id: target.id})])).toMatchObject({kind: 'link-broken'})
        await commit([{op: 'archive', schema: 'person', id, fromRev: 2}])
        expect(await failure([{op: 'restore', schema: 'person', id, fromRev: 3}])).toMatchObject({kind: 'link-broken', pointer: '/company_id'})
      })

      test('a value that became a link by a schema and leads nowhere comes back from the archive with its record, and is no link for anybody else', async () => {
        const note = (target?: string): TableSpec => tableSpec('note', {title: 'Note', type: 'object', properties: {of: {type: 'string', ...(target && {'x-link': target})}}})
        const write = create('note', {of: 'said so'})
        await commit([write], {tables: [note()]})
        await commit([], {tables: [note('company')]})
        await commit([{op: 'archive', schema: 'note', id: write.id, fromRev: 1}])
        const {records: [back]} = await commit([{op: 'restore', schema: 'note', id: write.id, fromRev: 2}])
        expect(back).toMatchObject({state: 'live', doc: write.doc})
        await commit([{op: 'archive', schema: 'note', id: write.id, fromRev: 3}])
        expect(await failure([{op: 'restore', schema: 'note', id: write.id, fromRev: 4, doc: '{"of":"elsewhere"}'}])).toMatchObject({kind: 'link-broken', targetId: 'elsewhere'})
        expect(await failure([create('note', {of: 'said so'})])).toMatchObject({kind: 'link-broken'})
      })

      test('writes of one commit may refer to each other in any order', async () => {
        const [parent, child] = [v7(), v7()]
        await commit([
          {op: 'create', schema: 'company', id: child, doc: JSON.stringify({name: 'Child', parent_id: parent})},
          {op: 'create', schema: 'company', id: parent, doc: JSON.stringify({name: 'Parent', parent_id: null})},
        ])
        expect(await store.get('company', child)).toBeDefined()
      })

      test('a link is judged by what the whole commit does to it', async () => {
        const [old, fresh] = [await add({name: 'Old'}), await add({name: 'New'})]
        const {id} = await add({company_id: old.id}, 'person')
        await commit([{op: 'archive', schema: 'company', id: old.id, fromRev: 1}])
        await commit([{op: 'update', schema: 'person', id, fromRev: 1, doc: linkTo(fresh.id)}, {op: 'update', schema: 'person', id, fromRev: 2, doc: linkTo(old.id)}])
        const write = create('person', {company_id: 'nowhere'})
        expect(await failure([write, {op: 'update', schema: 'person', id: write.id, fromRev: 1, doc: linkTo('nowhere')}])).toMatchObject({kind: 'link-broken', targetId: 'nowhere'})
      })

      test('what others link to can be neither purged nor removed, unless they go too', async () => {
        const target = await add({name: 'Acme'})
        const people = [await add({company_id: target.id}, 'person'), await add({company_id: target.id}, 'person')]
        await commit([{op: 'archive', schema: 'person', id: people[0]!.id, fromRev: 1}])
        const still = {kind: 'still-linked', schema: 'company', id: target.id, by: [{schema: 'person', property: 'company_id', count: 2}]}
        expect(await failure([{op: 'purge', schema: 'company', id: target.id}])).toEqual(still)
        expect(await failure([{op: 'remove', schema: 'company', id: target.id, fromRev: 1}])).toEqual(still)
        await commit([{op: 'remove', schema: 'company', id: target.id, fromRev: 1}, ...people.map(({id}) => ({op: 'purge', schema: 'person', id}) as const)])
        expect(await store.get('company', target.id)).toBeUndefined()
      })

      test('a target that is taken away in the same moment wins over the link, or loses to it', async () => {
        const target = await add({name: 'Acme'})
        const outcomes = await Promise.all([
          store.commit({at, by: 'ann', writes: [{op: 'remove', schema: 'company', id: target.id, fromRev: 1}]}),
          store.commit({at, by: 'bob', writes: [create('person', {company_id: target.id})]}),
        ])
        expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
      })
    })

    describe('unique properties', () => {
      test('a value that is taken is refused, by its exact text, whatever the state of its holder', async () => {
        const holder = await add({name: 'A', code: 'Q-1'})
        const write = create('company', {name: 'B', code: 'Q-1'})
        const refused = {kind: 'not-unique', schema: 'company', id: write.id, pointer: '/code', other: holder.id}
        expect(await failure([write])).toEqual(refused)
        await commit([{op: 'archive', schema: 'company', id: holder.id, fromRev: 1}])
        expect(await failure([write])).toEqual(refused)
        const other = await add({name: 'C', code: 'q-1'})
        expect(await failure([{op: 'update', schema: 'company', id: other.id, fromRev: 1, doc: '{"code":"Q-1"}'}])).toEqual({...refused, id: other.id})
        await add({name: 'no code'})
        await add({name: 'no code either'})
      })

      test('unique among the live: an archived holder frees its value, and comes back only while nobody live has it', async () => {
        const page = tableSpec('page', {title: 'Page', type: 'object', properties: {path: {type: 'string', 'x-unique': 'live'}}})
        const first = create('page', {path: '/a'})
        await commit([first], {tables: [page]})
        const second = create('page', {path: '/a'})
        const refused = {kind: 'not-unique', schema: 'page', pointer: '/path'}
        expect(await failure([second])).toEqual({...refused, id: second.id, other: first.id})
        await commit([{op: 'archive', schema: 'page', id: first.id, fromRev: 1}])
        await commit([second])
        expect(await failure([{op: 'restore', schema: 'page', id: first.id, fromRev: 2}])).toEqual({...refused, id: first.id, other: second.id})
        await commit([{op: 'archive', schema: 'page', id: second.id, fromRev: 1}])
        await commit([{op: 'restore', schema: 'page', id: first.id, fromRev: 2}])
        expect(await failure([{op: 'restore', schema: 'page', id: second.id, fromRev: 2}])).toEqual({...refused, id: second.id, other: first.id})
      })

      test('of a time that is unique, each instant is, however it is spelled; what is stored stays letter by letter', async () => {
        const slots = tableSpec('slot', {title: 'Slot', type: 'object', properties: {at: {type: 'string', format: 'date-time', 'x-unique': true}, name: {type: 'string'}}})
        const holder = create('slot', {at: '2024-05-01T12:00:00+02:00'})
        await commit([holder], {tables: [slots]})
        const twin = create('slot', {at: '2024-05-01t10:00:00.000z'})
        expect(await failure([twin])).toEqual({kind: 'not-unique', schema: 'slot', id: twin.id, pointer: '/at', other: holder.id})
        const other = (await commit([create('slot', {at: '2024-05-01T10:00:00.001Z'})])).records[0]!
        expect(await failure([{op: 'update', schema: 'slot', id: other.id, fromRev: 1, doc: '{"at":"2024-05-01T05:00:00-05:00"}'}])).toMatchObject({kind: 'not-unique', other: holder.id})
        expect((await store.findBy('slot', 'at', '2024-05-01T10:00:00Z'))?.doc).toBe('{"at":"2024-05-01T12:00:00+02:00"}')
        expect(await store.duplicates('slot')).toEqual([])
      })

      test('duplicates that a change of the rule brings to light stay, are named, are refused with each next write, and are forgotten once they are mended', async () => {
        const booking = (format?: string): TableSpec => tableSpec('booking', {title: 'Booking', type: 'object', properties: {at: {type: 'string', 'x-unique': true, ...(format && {format})}, name: {type: 'string'}}})
        const texts = ['2024-05-01T12:00:00+02:00', '2024-05-01T10:00:00Z', '2024-05-01T09:00:00-01:00', '2024-06-01T00:00:00Z', '2024-06-01T01:00:00+01:00', '2024-07-01T00:00:00Z']
        const writes = texts.map(text => create('booking', {at: text}))
        const [a, b, c, d, e, alone] = writes.map(({id}) => id) as [string, string, string, string, string, string]
        await commit(writes, {tables: [booking()]})
        await commit([], {tables: [booking('date-time')]})
        expect(await store.duplicates('booking')).toEqual([{property: 'at', ids: [a, b, c]}, {property: 'at', ids: [d, e]}])
        for (const [n, {id}] of writes.entries()) expect((await store.get('booking', id))?.doc).toBe(JSON.stringify({at: texts[n]}))

        const update = (id: string, data: object, fromRev = 1): StoreWrite => ({op: 'update', schema: 'booking', id, fromRev, doc: JSON.stringify(data)})
        expect(await failure([update(a, {at: texts[0], name: 'x'})])).toMatchObject({kind: 'not-unique', id: a, pointer: '/at', other: expect.toSatisfy((id: string) => id === b || id === c)})
        const fourth = create('booking', {at: '2024-05-01T10:00:00.0Z'})
        expect(await failure([fourth])).toMatchObject({kind: 'not-unique', id: fourth.id})
        expect(await failure([create('booking', {at: texts[5]})])).toMatchObject({kind: 'not-unique', other: alone})
        await commit([update(alone, {at: texts[5], name: 'still its own'})])
        // What fails leaves them as they were.
        expect(await failure([update(b, {at: '2030-01-01T00:00:00Z'}), update(c, {at: texts[0]})])).toMatchObject({kind: 'not-unique', id: c})
        expect(await store.duplicates('booking')).toHaveLength(2)

        await commit([update(b, {at: '2030-01-01T00:00:00Z'})])
        expect(await store.duplicates('booking')).toEqual([{property: 'at', ids: [a, c]}, {property: 'at', ids: [d, e]}])
        await commit([{op: 'archive', schema: 'booking', id: d, fromRev: 1}])
        expect(await store.duplicates('booking')).toHaveLength(2)
        await commit([{op: 'purge', schema: 'booking', id: d}, {op: 'remove', schema: 'booking', id: c, fromRev: 1}])
        expect(await store.duplicates('booking')).toEqual([])
        expect(await failure([create('booking', {at: '2024-05-01T11:00:00+01:00'})])).toMatchObject({kind: 'not-unique', other: a})
        expect(await failure([create('booking', {at: '2030-01-01T01:00:00+01:00'})])).toMatchObject({kind: 'not-unique', other: b})
        await commit([update(a, {at: texts[0], name: 'mended'})])
      })

      test('findBy gives the live holder of exactly that text', async () => {
        const {id} = await add({name: 'A', code: 'find-me'})
        expect((await store.findBy('company', 'code', 'find-me'))?.id).toBe(id)
        expect(await store.findBy('company', 'code', 'FIND-ME')).toBeUndefined()
        await commit([{op: 'archive', schema: 'company', id, fromRev: 1}])
        expect(await store.findBy('company', 'code', 'find-me')).toBeUndefined()
      })

      test('findBy gives the oldest of several', async () => {
        const ids = [v7(), v7()]
        await commit([...ids].toReversed().map(id => ({op: 'create', schema: 'company', id, doc: '{"name":"Twins"}'})))
        expect((await store.findBy('company', 'name', 'Twins'))?.id).toBe(ids[0])
      })
    })

    describe('taking away', () => {
      test('remove keeps the history; the same id counts on when it comes back', async () => {
        const {id} = await add({name: 'Part'})
        const {records} = await commit([{op: 'remove', schema: 'company', id, fromRev: 1}])
        expect(records[0]).toMatchObject({rev: 1, doc: '{"name":"Part"}'})
        expect((await store.history('company', id, 10)).map(({op, rev, doc}) => ({op, rev, doc}))).toEqual([
          {op: 'remove', rev: 2, doc: '{"name":"Part"}'}, {op: 'create', rev: 1, doc: '{"name":"Part"}'},
        ])
        expect((await commit([{op: 'create', schema: 'company', id, doc: '{"name":"Part"}'}])).records[0]?.rev).toBe(3)
      })

      test('purge leaves no trace of the data, in rows, events, search or the answer to a repeated key', async () => {
        const idempotency = {key: 'purged', fingerprint: 'f'}
        const {records: [record]} = await commit([create('company', {name: 'Forgettable'})], {idempotency})
        await commit([{op: 'purge', schema: 'company', id: record!.id}])
        expect(await store.get('company', record!.id)).toBeUndefined()
        expect((await store.history('company', record!.id, 10)).map(event => event.doc)).toEqual([null, null])
        expect(await store.search('Forgettable', ['company'], 10)).toEqual([])
        const repeated = await commit([create('company', {name: 'Forgettable'})], {idempotency})
        expect(repeated).toMatchObject({replayed: true, records: [{id: record!.id, doc: '{}'}]})
      })
    })

    describe('idempotency', () => {
      test('a repeated key gives the first outcome again and writes nothing', async () => {
        const idempotency = {key: 'once', fingerprint: 'f'}
        const first = await commit([create('company', {name: 'Once'})], {idempotency})
        const record = first.records[0]!
        await commit([{op: 'update', schema: 'company', id: record.id, fromRev: 1, doc: '{"name":"Twice"}'}])
        const seq = store.seq()
        expect(await commit([create('company', {name: 'Once'})], {idempotency})).toEqual({...first, replayed: true})
        expect(store.seq()).toBe(seq)
        expect(await failure([create('company', {name: 'Else'})], {idempotency: {...idempotency, fingerprint: 'g'}})).toEqual({kind: 'key-reused'})
      })

      test('each actor has keys of their own, also at the same moment', async () => {
        const idempotency = {key: 'mine', fingerprint: 'f'}
        const outcomes = await Promise.all(['ann', 'ann', 'bob'].map(by => accepted(store, {by, writes: [create('company', {name: by})], idempotency})))
        expect(outcomes.map(outcome => outcome.replayed)).toEqual([false, true, false])
      })

      test('a failed commit leaves its key free; a day later every key is', async () => {
        const idempotency = {key: 'later', fingerprint: 'f'}
        await failure([create('person', {company_id: 'nowhere'})], {idempotency})
        expect((await commit([create('company', {})], {idempotency})).replayed).toBe(false)
        expect((await commit([create('company', {})], {idempotency, at: '2024-05-02T09:59:00.000Z'})).replayed).toBe(true)
        expect((await commit([create('company', {})], {idempotency, at: '2024-05-02T10:00:01.000Z'})).replayed).toBe(false)
      })
    })

    describe('many at once', () => {
      test('200 concurrent commits, some of which fail, leave a seq without gaps and events in order before each answer', async () => {
        const start = store.seq()
        const heard: number[] = []
        const stop = store.onCommit(({changes}) => heard.push(...changes.map(change => change.seq)))
        const outcomes = await Promise.all(Array.from({length: 200}, async (_, n) => {
          const bad = n % 7 === 3
          const outcome = await store.commit({at, by: 'ann', writes: [create('company', {name: `Crowd ${n}`}), bad ? create('person', {company_id: 'nowhere'}) : create('person', {first_name: `P ${n}`})]})
          if (outcome.ok) expect(heard).toContain(outcome.seq)
          return outcome.ok
        }))
        stop()
        const good = outcomes.filter(Boolean).length
        expect(good).toBe(171)
        expect(heard).toEqual(Array.from({length: good * 2}, (_, n) => start + 1 + n))
        const events = await store.events(start, 1000)
        expect(events.map(event => event.seq)).toEqual(heard)
        expect(await store.measure({schema: 'company', filter: {op: 'starts', field: 'name', value: 'Crowd '}}, {fn: 'count'})).toBe(good)
        await add({name: 'after'})
        expect(heard).toHaveLength(good * 2)
      })
    })

    describe('tables follow their schema', () => {
      test('properties come, change their type and go, and so do their indexes', async () => {
        const id = v7()
        await commit([{op: 'create', schema: 'thing', id, doc: '{"a":"10","b":"x"}'}], {tables: [thing({a: {type: 'string', 'x-index': true}, b: {type: 'string', 'x-unique': true}})]})
        expect(await store.findBy('thing', 'a', '10')).toBeDefined()
        await commit([{op: 'update', schema: 'thing', id, fromRev: 1, doc: '{"a":9,"c":true}'}], {tables: [thing({a: {type: 'integer', 'x-index': true}, c: {type: 'boolean'}}, {'x-indexes': [['c', 'a']]})]})
        expect((await store.page({schema: 'thing', filter: {op: 'lt', field: 'a', value: 10}, limit: 5})).items).toHaveLength(1)
        expect((await store.page({schema: 'thing', filter: {op: 'eq', field: 'c', value: true}, sort: [{field: 'a', descending: true}], limit: 5})).items).toHaveLength(1)
        await expect(store.page({schema: 'thing', filter: {op: 'eq', field: 'b', value: 'x'}, limit: 5})).rejects.toMatchObject({code: 'unknown-field'})
      })

      test('texts are in one order, whatever their case, their marks and their script, with an index and without, and when one comes and goes', async () => {
        const ordered = ['ähnlich', 'Ähre', 'Äpfel', 'Öl', 'Zebra', 'zoo', 'абрикос', 'Хлеб', 'хлеб']
        await commit(['Zebra', 'zoo', 'Ähre', 'Äpfel', 'Öl', 'ähnlich', 'Хлеб', 'абрикос', 'хлеб'].map(name => create('word', {name})), {tables: [word({type: 'string'})]})
        const names = async (descending: boolean) => (await store.page({schema: 'word', sort: [{field: 'name', descending}], limit: 20})).items.map(({doc}) => (JSON.parse(doc) as {name: string}).name)
        for (const property of [{type: 'string'}, {type: 'string', 'x-index': true}, {type: 'string'}, {type: 'string', 'x-unique': true}, {type: 'string', 'x-unique': true, 'x-index': true}, {enum: ordered, 'x-index': true}] as const) {
          await commit([], {tables: [word(property)]})
          expect(await names(false), JSON.stringify(property)).toEqual(ordered)
          expect(await names(true), JSON.stringify(property)).toEqual(ordered.toReversed())
          for (const value of ['ÄPFEL', 'Äpfel', 'zoo', 'хлеб']) expect((await store.page({schema: 'word', filter: {op: 'eq', field: 'name', value}, limit: 5})).items).toHaveLength(value === 'ÄPFEL' ? 0 : 1)
        }
        expect((await store.page({schema: 'word', filter: {op: 'lt', field: 'name', value: 'b'}, limit: 9})).items).toHaveLength(3)
      })

      test('records that are older than their schema are paged through all the same', async () => {
        const values = ['b', 7, true, {a: 1}, 'a', null, 2.5, ['x'], 1e300, '1e400', '-1e400']
        await commit(values.map(a => create('relic', {a})), {tables: [relic('string')]})
        for (const type of ['string', 'number', 'boolean']) {
          await commit([], {tables: [relic(type)]})
          for (const descending of [true, false]) {
            const seen = new Set<string>()
            let cursor: string | null = null
            for (let n = 0; n < 20; n += 1) {
              const page = await store.page({schema: 'relic', sort: [{field: 'a', descending}], limit: 1, ...(cursor === null ? {} : {cursor})})
              page.items.forEach(item => seen.add(item.id))
              cursor = page.next
              if (cursor === null) break
            }
            expect([type, descending, seen.size, cursor]).toEqual([type, descending, values.length, null])
          }
        }
      })

      test('no page is without a way back: where the rows of a page have gone, it leads to the last or the first that are there', async () => {
        const leaf = tableSpec('leaf', {title: 'L', type: 'object', properties: {n: {type: 'integer'}}})
        const made = [1, 2, 3, 4, 5, 6].map(n => create('leaf', {n}))
        await commit(made, {tables: [leaf]})
        const go = (writes: readonly {readonly id: string}[]) => commit(writes.map(({id}) => ({op: 'archive' as const, schema: 'leaf', id, fromRev: 1})))
        const page = async (cursor?: string | null, more: Partial<PageQuery> = {}) => {
          const asked: PageQuery = {schema: 'leaf', sort: [{field: 'n', descending: false}], limit: 5, ...(typeof cursor === 'string' && {cursor}), ...more}
          const [{items, next, prev}, text] = await Promise.all([store.page(asked), store.pageText(asked)])
          expect([text.next, text.prev]).toEqual([next, prev])
          return {rows: items.map(item => (JSON.parse(item.doc) as {n: number}).n), next, prev}
        }
        const first = await page()
        const second = await page(first.next)
        expect(second.rows).toEqual([6])
        await go([made[5]!])
        const gone = await page(first.next)
        expect(gone).toMatchObject({rows: [], next: null, prev: expect.any(String)})
        expect(await page(gone.prev)).toEqual({rows: [1, 2, 3, 4, 5], next: null, prev: null})
        expect(await page(gone.prev, {limit: 2})).toMatchObject({rows: [4, 5], next: null, prev: expect.any(String)})

        await go(made.slice(0, 2))
        const before = await page((await page(undefined, {limit: 1})).next, {limit: 1})
        await go([made[2]!])
        const none = await page(before.prev)
        expect(none).toMatchObject({rows: [], next: expect.any(String), prev: null})
        expect(await page(none.next)).toEqual({rows: [4, 5], next: null, prev: null})

        await go(made.slice(3, 5))
        for (const cursor of [first.next, gone.prev, before.prev, none.next]) expect(await page(cursor)).toEqual({rows: [], next: null, prev: null})
      })

      test('names that differ in case only are different properties', async () => {
        await commit([create('Thing', {Name: 'big', name: 'small'}), create('thing', {})], {tables: [tableSpec('Thing', {title: 'T', type: 'object', properties: {Name: {type: 'string', 'x-index': true}, name: {type: 'string'}}})]})
        expect((await store.page({schema: 'Thing', filter: {op: 'eq', field: 'Name', value: 'big'}, limit: 5})).items).toHaveLength(1)
        expect((await store.page({schema: 'Thing', filter: {op: 'eq', field: 'name', value: 'big'}, limit: 5})).items).toHaveLength(0)
      })

      test('what is not unique cannot be made so: the commit fails and the table stays', async () => {
        const once = tableSpec('coin', {title: 'Coin', type: 'object', properties: {face: {type: 'string'}}})
        await commit([create('coin', {face: 'head'}), create('coin', {face: 'head'})], {tables: [once]})
        expect(await failure([], {tables: [tableSpec('coin', {title: 'Coin', type: 'object', properties: {face: {type: 'string', 'x-unique': true}, side: {type: 'string'}}})]})).toMatchObject({kind: 'not-unique', schema: 'coin', pointer: '/face'})
        await commit([create('coin', {face: 'head'})])
      })

      test('text that becomes searchable is found at once', async () => {
        await commit([create('note', {text: 'zanzibar'})], {tables: [tableSpec('note', {title: 'Note', type: 'object', properties: {text: {type: 'string', 'x-search': false}}})]})
        expect(await store.search('zanzibar', ['note'], 10)).toEqual([])
        await commit([], {tables: [tableSpec('note', {title: 'Note', type: 'object', properties: {text: {type: 'string'}}})]})
        expect(await store.search('zanzibar', ['note'], 10)).toHaveLength(1)
      })

      test('a record that is written in the same moment is found once its schema is searchable', async () => {
        const dull = tableSpec('memo', {title: 'Memo', type: 'object', properties: {text: {type: 'string'}, more: {type: 'string', 'x-search': false}}})
        await commit([], {tables: [dull]})
        await Promise.all([
          commit([create('memo', {text: 'quokka', more: 'wombat'})]),
          commit([], {tables: [tableSpec('memo', {title: 'Memo', type: 'object', properties: {text: {type: 'string'}, more: {type: 'string'}}})]}),
          commit([create('memo', {text: 'quokka', more: 'numbat'})]),
        ])
        expect(await store.search('quokka', ['memo'], 10)).toHaveLength(2)
        expect(await store.search('wombat', ['memo'], 10)).toHaveLength(1)
      })

      test('a commit that fails takes its table with it', async () => {
        const ghost = tableSpec('ghost', {title: 'Ghost', type: 'object', properties: {}})
        await failure([{op: 'remove', schema: 'ghost', id: 'x', fromRev: 1}], {tables: [ghost]})
        await expect(store.commit({at, by: 'ann', writes: [create('ghost', {})]})).rejects.toThrow(/ghost/)
        await commit([create('ghost', {})], {tables: [ghost]})
      })
    })

    describe('search', () => {
      test('finds every word, each as a prefix, ignoring case and accents, best title first', async () => {
        const target = await add({name: 'Société Générale'})
        const other = await add({first_name: 'Zoë', last_name: 'Nordström'}, 'person')
        const hits = await store.search('NORDSTROM zo', ['company', 'person'], 10)
        expect(hits).toEqual([{schema: 'person', id: other.id, title: 'Zoë Nordström', snippet: '\uE000Zoë\uE001 \uE000Nordström\uE001'}])
        expect((await store.search('societe gen', ['company'], 10)).map(hit => hit.id)).toEqual([target.id])
        expect(await store.search('societe gen', ['person'], 10)).toEqual([])
        expect(await store.search('societe missing', ['company'], 10)).toEqual([])
      })

      test.each([
        ['東京都千代田区の会社', ['東京', '千代田', '会社', '社', '東京都千代田区の会社', '東京 会社'], ['京東', '千代区']],
        ['กรุงเทพมหานคร', ['กรุงเทพ', 'มหานคร'], ['เทพกรุง']],
        ['서울특별시', ['서울', '서우', '서'], ['특별시']],
        ['Łódź fabryka', ['lodz', 'ŁÓDŹ', 'łódź', 'fab lo'], ['odz']],
        ['Søren Kjærgaard', ['soren', 'kjaer', 'SØREN kjær'], []],
        ['Straße', ['strasse', 'STRASSE', 'straße', 'stras'], []],
        ['John Smithson', ['jo smi', 'smi jo', 'John S'], ['ohn', 'jo smithers']],
        ['Хлебозавод Ёлка', ['хлебо', 'ХЛЕБОЗАВОД ел'], []],
        ['ΟΔΟΣ', ['οδος', 'οδοσ'], []],
      ])('finds %s by the beginning of each word, in every script', async (name, found, missed) => {
        const {id} = await add({name})
        for (const q of found) {
          expect((await store.search(q, ['company'], 10)).map(hit => hit.id), q).toContain(id)
          expect((await store.page({schema: 'company', q, limit: 100})).items.map(item => item.id), q).toContain(id)
        }
        for (const q of missed) expect((await store.search(q, ['company'], 10)).map(hit => hit.id), q).not.toContain(id)
      })

      test('a long property leaves room for those after it', async () => {
        const paper = tableSpec('paper', {title: 'Paper', type: 'object', properties: {text: {type: 'string'}, author: {type: 'string'}, tags: {type: 'array', items: {type: 'string'}}}, 'x-title': ['author']})
        await commit([create('paper', {text: 'lorem '.repeat(15_000), author: 'Quirinus', tags: ['zeitgeist']})], {tables: [paper]})
        for (const q of ['quirinus', 'zeitgeist', 'lorem']) expect(await store.search(q, ['paper'], 10), q).toHaveLength(1)
      })

      test('follows updates, archiving and restoring; secrets are not found', async () => {
        const {id} = await add({name: 'Xylophone', secret: 'hushhush'})
        expect(await store.search('hushhush', ['company'], 10)).toEqual([])
        await commit([{op: 'update', schema: 'company', id, fromRev: 1, doc: '{"name":"Marimba"}'}])
        expect(await store.search('xylophone', ['company'], 10)).toEqual([])
        expect(await store.search('marimba', ['company'], 10)).toHaveLength(1)
        await commit([{op: 'archive', schema: 'company', id, fromRev: 2}])
        expect(await store.search('marimba', ['company'], 10)).toEqual([])
        expect((await store.page({schema: 'company', q: 'marimba', state: 'archived', limit: 5})).items).toHaveLength(1)
        await commit([{op: 'restore', schema: 'company', id, fromRev: 3}])
        expect(await store.search('marimba', ['company'], 10)).toHaveLength(1)
      })

      test('nothing that is typed is syntax', async () => {
        await add({name: 'Quote AND "near" title: body'})
        for (const typed of ['"', 'a"b', 'title:quote', '{title}: x', 'NOT', 'AND', '*', '^quote', 'quote*', 'NEAR(a b)', '-', '()', '\u0000', "'; drop table event", 'x'.repeat(5000)]) {
          await expect(store.search(typed, ['company'], 5)).resolves.toBeInstanceOf(Array)
          await expect(store.page({schema: 'company', q: typed, limit: 5})).resolves.toHaveProperty('items')
        }
        expect((await store.page({schema: 'company', q: 'quote "near', limit: 5})).items).toHaveLength(1)
        expect((await store.page({schema: 'company', q: '---', limit: 5})).items).toEqual([])
        expect((await store.page({schema: 'company', q: ' ', limit: 5})).items.length).toBeGreaterThan(0)
      })
    })

    describe('pages and filters', () => {
      const schema = 'sample'
      let rows: readonly (StoredRecord & {readonly data: Readonly<Record<string, unknown>>})[]

      beforeAll(async () => {
        const random = seeded(7)
        const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
        const drafts = Array.from({length: 260}, () => {
          const data: Record<string, unknown> = {
            name: pick([...words, undefined, null]), alias: pick([...words, undefined, null]), kind: pick(['Ähnlich', 'zoo', 'Abend', undefined]), status: pick(['open', 'won', 'lost', undefined]), size: pick([0, 1, 2, 3, -5, undefined, null]),
            rating: pick([0.5, 1, 2.25, -1, 1e300, undefined]), vip: pick([true, false, null, undefined]), founded: pick(['2020-01-01', '2021-06-30', '2021-07-01', null, undefined]), met: pick([...times, null, undefined]), left: pick([...times, undefined]),
            tags: pick([['a', '2021-06-30t00:00:00z'], ['a'], ['a', 'B', null], [], [1, true], undefined, null]), mixed: pick(['2021-06-30 00:00:00+0000', '1', 1, true, null, 'true', 0, undefined]),
          }
          return data
        })
        const writes = drafts.map(data => create(schema, data))
        await commit(writes, {tables: [{...tableSpec(schema, {...company, properties: withoutLinks(company.properties)}), schema}]})
        const archived = writes.filter((_, n) => n % 9 === 4)
        await commit(archived.map(({id}) => ({op: 'archive', schema, id, fromRev: 1})))
        rows = await Promise.all(writes.map(async ({id}) => {
          const record = (await store.get(schema, id))!
          return {...record, data: JSON.parse(record.doc) as Record<string, unknown>}
        }))
      })

      const sortKeys = fc.uniqueArray(fc.record({field: fc.constantFrom('name', 'alias', 'kind', 'status', 'size', 'rating', 'vip', 'founded', 'met', 'left', 'rev', 'updated_at'), descending: fc.boolean()}), {maxLength: 3, selector: key => key.field})
      const states = fc.constantFrom('live' as const, 'archived' as const, 'all' as const)
      const narrow: fc.Arbitrary<Filter | undefined> = fc.constantFrom<(Filter | undefined)[]>(
        undefined, {op: 'eq', field: 'status', value: 'open'}, {op: 'gt', field: 'size', value: 0}, {op: 'le', field: 'founded', value: '2021-06-30'}, {op: 'starts', field: 'name', value: 'Ann'}, {op: 'ge', field: 'name', value: 'ANN'}, {op: 'lt', field: 'alias', value: 'zoe'}, {op: 'eq', field: 'kind', value: 'Ähnlich'},
        {op: 'and', args: [{op: 'ge', field: 'size', value: 0}, {op: 'lt', field: 'size', value: 3}]}, {op: 'eq', field: 'size', value: null}, {op: 'and', args: [{op: 'gt', field: 'size', value: -9}, {op: 'gt', field: 'size', value: 1}]},
        {op: 'ge', field: 'met', value: '2021-06-30T02:00:00+02:00'}, {op: 'eq', field: 'met', value: '2021-06-30T00:00:00Z'}, {op: 'le', field: 'left', value: '2021-07-01'},
      )

      test('walking the pages forwards and backwards visits each record once, in order, for any sort, filter and state; as text they are the same', async () => {
        await fc.assert(fc.asyncProperty(sortKeys, states, narrow, fc.integer({min: 3, max: 90}), async (sort, state, filter, limit) => {
          const expected = rows.filter(row => (state === 'all' || row.state === state) && (!filter || matchesFilter(filter, row.data))).toSorted(orderOf(sort)).map(row => row.id)
          const query: PageQuery = {schema, sort, state, limit, ...(filter ? {filter} : {})}
          const forwards: string[] = []
          const pages: (readonly string[])[] = []
          const pageOf = async (asked: PageQuery): Promise<StoredPage> => {
            const [page, text] = await Promise.all([store.page(asked), store.pageText(asked)])
            expect([text.next, text.prev]).toEqual([page.next, page.prev])
            expect(Buffer.from(text.items, 'latin1').toString()).toBe(page.items.map(lineOf).join(',\n'))
            return page
          }
          let page = await pageOf(query)
          expect(page.prev).toBeNull()
          for (;;) {
            const ids = page.items.map(item => item.id)
            forwards.push(...ids)
            pages.push(ids)
            if (page.next === null) break
            page = await pageOf({...query, cursor: page.next})
          }
          expect(forwards).toEqual(expected)
          for (let n = pages.length - 2; n >= 0; n -= 1) {
            page = await pageOf({...query, cursor: page.prev!})
            expect(page.items.map(item => item.id)).toEqual(pages[n])
          }
          expect(page.prev).toBeNull()
        }), {numRuns: 60, seed: 11})
      }, 60_000)

      const scalar: fc.Arbitrary<Scalar> = fc.constantFrom<Scalar[]>(...words, 'anN', 'b', '', 'Zoë', 'ZOË', 'ë', '\u{1F333}', '\uFFFD', 'open', '1', 'true', 1, 0, 2.25, -1, 1e300, true, false, null, '2021-06-30', ...times, at, '2024-05-01T12:00:00+02:00', '2024-05-01T10:00:00.0001Z', '2024-05-01', '2024-05-01T10:00:00')
      const field = fc.constantFrom('name', 'name', 'alias', 'kind', 'status', 'size', 'rating', 'vip', 'founded', 'met', 'left', 'mixed', 'tags', 'rev', 'state', 'id', 'updated_at')
      const plain = fc.constantFrom('name', 'alias', 'kind', 'status', 'size', 'rating', 'vip', 'founded', 'met', 'left', 'rev', 'created_at')
      const order = fc.constantFrom('eq' as const, 'ne' as const, 'lt' as const, 'le' as const, 'gt' as const, 'ge' as const)
      const filters = fc.letrec<{filter: Filter}>(tie => ({
        filter: fc.oneof(
          {depthSize: 'small', withCrossShrink: true},
          fc.record({op: order, field, value: scalar}),
          fc.record({op: fc.constant('in' as const), field, values: fc.array(scalar, {maxLength: 4})}),
          fc.record({op: fc.constant('compare' as const), by: order, left: plain, right: plain}),
          fc.record({op: fc.constantFrom('contains' as const, 'starts' as const, 'ends' as const), field, value: fc.constantFrom('a', 'A', 'an', 'Ann', 'ë', 'Ë', '', 'b', '\u{1F333}', 'n', 'z', '@', 'true', '2021-06-30', '+02:00', 'T', 'ZOE', 'zoë', '2', '2021', 'Х', 'ä', 'Änn', 'long', words[23]!, 'nul', 'nul\0'), fold: fc.constantFrom('case' as const, 'letters' as const)}, {requiredKeys: ['op', 'field', 'value']}),
          fc.record({op: fc.constant('has' as const), field, value: scalar}),
          fc.record({op: fc.constant('const' as const), value: fc.boolean()}),
          fc.record({op: fc.constant('not' as const), arg: tie('filter')}),
          fc.record({op: fc.constantFrom('and' as const, 'or' as const), args: fc.array(tie('filter'), {maxLength: 3})}),
        ),
      })).filter

      test('a filter selects exactly what it selects in JavaScript', async () => {
        await fc.assert(fc.asyncProperty(filters, async filter => {
          const expected = rows.filter(row => matchesFilter(filter, {...row.data, id: row.id, rev: row.rev, state: row.state, created_at: row.created_at, updated_at: row.updated_at})).map(row => row.id)
          const {items} = await store.page({schema, filter, state: 'all', limit: 1000})
          expect(items.map(item => item.id)).toEqual(expected)
          expect(await store.measure({schema, filter, state: 'all'}, {fn: 'count'})).toBe(expected.length)
        }), {numRuns: 600, seed: 3})
      }, 60_000)

      test('measures count, cap, add up and find the ends', async () => {
        const live = rows.filter(row => row.state === 'live')
        const ratings = live.map(row => row.data['rating']).filter((value): value is number => typeof value === 'number')
        expect(await store.measure({schema}, {fn: 'count'})).toBe(live.length)
        expect(await store.measure({schema}, {fn: 'count', cap: 10})).toBe(11)
        expect(await store.measure({schema}, {fn: 'count', cap: 1000})).toBe(live.length)
        expect(await store.measure({schema}, {fn: 'min', field: 'rating'})).toBe(Math.min(...ratings))
        expect(await store.measure({schema}, {fn: 'max', field: 'rating'})).toBe(Math.max(...ratings))
        const sizes = live.map(row => row.data['size']).filter((value): value is number => typeof value === 'number')
        const sum = sizes.reduce((a, b) => a + b, 0)
        expect(await store.measure({schema}, {fn: 'sum', field: 'size'})).toBe(sum)
        expect(await store.measure({schema}, {fn: 'avg', field: 'size'})).toBeCloseTo(sum / sizes.length)
        const none: Filter = {op: 'const', value: false}
        expect(await store.measure({schema, filter: none}, {fn: 'sum', field: 'size'})).toBe(0)
        expect(await store.measure({schema, filter: none}, {fn: 'avg', field: 'size'})).toBeNull()
        await expect(store.measure({schema}, {fn: 'sum', field: 'name'})).rejects.toMatchObject({status: 400})
      })

      test('getMany gives those that exist', async () => {
        const ids = rows.slice(0, 5).map(row => row.id)
        const found = await store.getMany(schema, [...ids, 'nobody', ids[0]!])
        expect(found.map(record => record.id).toSorted()).toEqual(ids.toSorted())
      })

      test('a cursor that this query never gave is refused', async () => {
        const sort: SortKey[] = [{field: 'size', descending: false}]
        const {next} = await store.page({schema, sort, limit: 2})
        const mine = JSON.parse(Buffer.from(next!, 'base64url').toString()) as unknown[]
        const hostile = [
          '', 'x', '%%%', forge(null), forge({}), forge([]), forge([...mine, 1]), forge(mine.slice(0, -1)), forge(['company:size,id', ...mine.slice(1)]),
          forge([mine[0], 2, ...mine.slice(2)]), forge([mine[0], 1, true, mine.at(-1)]), forge([mine[0], 1, {a: 1}, 'x']), forge([mine[0], 1, 1, null]), forge([mine[0], 1, 1, ['x']]), 'A'.repeat(20_000),
        ]
        for (const cursor of hostile) {
          await expect(store.page({schema, sort, limit: 2, cursor}), cursor.slice(0, 60)).rejects.toMatchObject({status: 400, code: 'invalid-cursor', errors: [{pointer: '?cursor'}]})
        }
        await expect(store.page({schema, sort: [{field: 'size', descending: true}], limit: 2, cursor: next!})).rejects.toMatchObject({code: 'invalid-cursor'})
        await expect(store.page({schema, limit: 2, cursor: next!})).rejects.toMatchObject({code: 'invalid-cursor'})
      })

      test('unknown fields, lists as sort keys, limits out of range and huge filters are refused', async () => {
        await expect(store.page({schema, filter: {op: 'eq', field: 'nope"; --', value: 1}, limit: 2})).rejects.toMatchObject({status: 400})
        await expect(store.page({schema, sort: [{field: 'nope', descending: false}], limit: 2})).rejects.toMatchObject({status: 400})
        await expect(store.page({schema, sort: [{field: 'tags', descending: false}], limit: 2})).rejects.toMatchObject({status: 400})
        for (const limit of [0, -1, 1.5, 1001, NaN]) await expect(store.page({schema, limit})).rejects.toMatchObject({status: 400})
        const huge: Filter = {op: 'or', args: Array.from({length: 2000}, () => ({op: 'eq', field: 'size', value: 1}))}
        await expect(store.page({schema, filter: huge, limit: 2})).rejects.toMatchObject({status: 400})
        await expect(store.page({schema: 'nobody', limit: 2})).rejects.toThrow(/nobody/)
      })
    })

    describe('opening again', () => {
      test('everything is still there, and seq goes on', async () => {
        const {id} = await add({name: 'Before', code: 'survivor'})
        const [seq, history] = [store.seq(), await store.history('company', id, 5)]
        await store.close()
        await expect(store.commit({at, by: 'ann', writes: []})).rejects.toThrow(/closed/)
        store = await reopen()
        expect(store.seq()).toBe(seq)
        expect(await store.history('company', id, 5)).toEqual(history)
        expect((await store.findBy('company', 'code', 'survivor'))?.id).toBe(id)
        expect((await commit([create('company', {name: 'After'})])).seq).toBe(seq + 1)
        expect(await store.search('before', ['company'], 5)).toHaveLength(1)
      })
    })
  })
}

type Accepted = Extract<CommitOutcome, {readonly ok: true}>

async function accepted(store: Store, commit: Partial<StoreCommit>): Promise<Accepted> {
  const outcome = await store.commit({at, by: 'ann', writes: [], ...commit})
  if (!outcome.ok) throw new Error(`expected the commit to be accepted, got ${JSON.stringify(outcome.failure)}`)
  return outcome
}

const create = (schema: string, data: object): Extract<StoreWrite, {readonly op: 'create'}> => ({op: 'create', schema, id: v7(), doc: JSON.stringify(data)})

const thing = (properties: RecordSchema['properties'], more: Partial<RecordSchema> = {}): TableSpec => tableSpec('thing', {title: 'Thing', type: 'object', properties, ...more})

/** A record as a page's text says it. */
const lineOf = ({doc, ...fields}: StoredRecord): string => `${JSON.stringify(fields).slice(0, -1)},"data":${doc}}`

const forge = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const relic = (type: string): TableSpec => tableSpec('relic', {title: 'Relic', type: 'object', properties: {a: {type, 'x-index': true}}})

const word = (name: PropertySchema): TableSpec => tableSpec('word', {title: 'Word', type: 'object', properties: {name}})

const linkTo = (company_id: string): string => JSON.stringify({company_id})

const withoutLinks = (properties: RecordSchema['properties']): RecordSchema['properties'] => Object.fromEntries(Object.entries(properties).filter(([name]) => !name.endsWith('_id') && name !== 'code'))

type SampleRow = StoredRecord & {readonly data: Readonly<Record<string, unknown>>}

/** The order that `PageQuery.sort` promises, in JavaScript. */
function orderOf(sort: readonly SortKey[]): (a: SampleRow, b: SampleRow) => number {
  const keys = [...sort, {field: 'id', descending: sort.at(-1)?.descending ?? false}]
  return (a, b) => {
    for (const {field, descending} of keys) {
      const order = compareValues(valueOf(a, field), valueOf(b, field))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }
}

function valueOf(row: SampleRow, field: string): unknown {
  return (field in row ? row[field as keyof SampleRow] : row.data[field]) ?? null
}

function compareValues(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  return Number(a) - Number(b)
}

/** A small generator of numbers from 0 to 1, the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
