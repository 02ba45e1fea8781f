/** Taking back: what it said is what it did, whatever was written before, between and meanwhile; and taking that back brings every byte back. */
import * as fc from 'fast-check'
import {v7} from 'uuid'
import {expect} from 'vitest'
import type {Json, JsonObject, TakeBackAnswer} from '../../schemas/index.ts'
import type {Actor} from '../../server/actor.ts'
import type {Change} from '../../server/commit/index.ts'
import {Problem} from '../../server/errors.ts'
import {as, openDoors, type Doors} from '../open-doors.ts'
import {defineProof} from './run/define-proof.ts'
import {checkTakeBack, type Said} from './take-back/check-answer-of.ts'
import {replay, type LogEvent, type Person} from './take-back/model.ts'

interface AnyChange {readonly does: 'create' | 'merge' | 'replace' | 'json-patch' | 'archive' | 'restore'; readonly which: number; readonly name: 'name' | 'a' | 'b' | 'c' | 'code' | 'peer_id'; readonly value: number}
interface AnyAct {
  readonly does: 'commit' | 'commit in a run' | 'take back' | 'take back a run' | 'take back the last taking back' | 'swap' | 'purge'
  readonly who: 0 | 1
  readonly which: number
  readonly mode: 'all' | 'rest' | 'raced'
  readonly changes: readonly AnyChange[]
}

interface Seen {commits: number; takeBacks: number; refused: number; left: number; objections: number; runs: number; ofTakeBacks: number; raced: number; purged: number; nothing: number}
interface World {readonly doors: Doors; readonly seen: Seen}

const people: readonly {readonly actor: Actor; readonly person: Person}[] = [
  {actor: as('admin'), person: {mayArchive: true, fixed: [], hidden: []}},
  {actor: as('agent'), person: {mayArchive: false, fixed: ['b'], hidden: ['c']}},
]

const anyChange: fc.Arbitrary<AnyChange> = fc.record({
  does: fc.constantFrom('create', 'merge', 'merge', 'merge', 'replace', 'json-patch', 'archive', 'restore'), which: fc.nat(99),
  name: fc.constantFrom('name', 'a', 'a', 'b', 'c', 'code', 'peer_id'), value: fc.nat(99),
}, {noNullPrototype: true})

const anyAct: fc.Arbitrary<AnyAct> = fc.record({
  does: fc.constantFrom('commit', 'commit', 'commit', 'commit', 'commit', 'commit in a run', 'commit in a run', 'commit in a run', 'take back', 'take back', 'take back', 'take back a run', 'take back the last taking back', 'swap', 'purge'),
  who: fc.constantFrom(0, 0, 0, 1), which: fc.nat(99), mode: fc.constantFrom('all', 'rest', 'rest', 'raced'), changes: fc.array(anyChange, {minLength: 1, maxLength: 4}),
}, {noNullPrototype: true})

defineProof({
  title: 'a take-back does what it says, keeps what others did since, and can be taken back to the byte',
  share: 15,
  // Some 25 commits each, and eight take-backs.
  cases: 500,
  any: fc.array(anyAct, {minLength: 20, maxLength: 60, size: 'max'}),
  async open(): Promise<World> {
    const rules = {hidden: ['c'], fixed: ['b']}
    const text = {type: 'string'}
    const doors = await openDoors({
      schemas: {item: {title: 'Item', type: 'object', required: ['name'], properties: {name: text, a: {}, b: {type: ['string', 'null']}, c: text, code: {...text, 'x-unique': true}, peer_id: {type: ['string', 'null'], 'x-link': 'item'}}}},
      rulesOf: ({role}, {name}) => (role === 'agent' && name === 'item' ? rules : undefined),
    })
    return {doors, seen: {commits: 0, takeBacks: 0, refused: 0, left: 0, objections: 0, runs: 0, ofTakeBacks: 0, raced: 0, purged: 0, nothing: 0}}
  },
  async close({doors, seen}) {
    await doors.close()
    console.log(Object.entries(seen).map(([what, count]) => `${what} ${count}`).join(', '))
  },
  mustHaveSeen({seen}) {
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([])
  },
  check: async (acts, world) => createPlay(world).play(acts),
})

const mostRecords = 7

function createPlay({doors: {store, commit, takeBack}, seen}: World): {play(acts: readonly AnyAct[]): Promise<void>} {
  const begun = store.seq()
  const log: LogEvent[] = []
  const ids: string[] = []
  const mark = v7()

  async function follow(): Promise<void> {
    for (;;) {
      const some = await store.events(begun + log.length, 500)
      log.push(...some)
      if (some.length < 500) return
    }
  }

  const causeOf = (which: number): string => `run:${mark}/${which % 3}`
  const codeOf = (value: number): string => `${mark}-${value % 9}`

  /** Most of them can be done: a commit does all or nothing. */
  function changesOf(changes: readonly AnyChange[], who: 0 | 1): readonly Change[] {
    const now = replay(log)
    const turned = new Set<string>()
    return changes.flatMap(({does, which, name, value}): readonly Change[] => {
      const own = who === 1 && (name === 'b' || name === 'c') ? 'a' : name
      const id = ids[which % Math.max(1, ids.length)]
      if ((does === 'create' && ids.length < mostRecords) || id === undefined) {
        const made = v7()
        ids.push(made)
        return [{op: 'create', schema: 'item', id: made, data: {name: `n${value}`, ...(own !== 'name' && {[own]: valueOf(own, value)})}}]
      }
      const one = {schema: 'item', id}
      const state = now.get(id)?.state
      if (state === undefined || turned.has(id)) return []
      if (state === 'archived' || does === 'archive') {
        turned.add(id)
        if (who === 1) return []
        return state === 'live' ? [{op: 'archive', ...one}] : [{op: 'restore', ...one, ...(value % 2 === 0 && {patch: {[own]: valueOf(own, value)}})}]
      }
      const given = valueOf(own, value)
      if (does === 'merge') return [{op: 'merge', ...one, patch: {[own]: value % 5 === 0 && own !== 'name' ? null : given}}]
      if (does === 'replace') return [{op: 'replace', ...one, data: {...(own !== 'name' && {[own]: given}), name: `r${value}`}}]
      return [{op: 'json-patch', ...one, ops: [{op: 'add', path: `/${own}`, value: given}]}]
    })
  }

  function valueOf(name: AnyChange['name'], value: number): Json {
    if (name === 'a') return values[value % values.length]!
    if (name === 'code') return codeOf(value)
    if (name === 'peer_id') {
      const live = [...replay(log)].flatMap(([id, {state}]) => (state === 'live' ? [id] : []))
      return live[value % Math.max(1, live.length)] ?? null
    }
    return `${name}${value % 5}`
  }

  async function tried<T>(work: Promise<T>): Promise<T | Problem> {
    try {
      return await work
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  }

  async function write(changes: readonly Change[], who: 0 | 1, cause?: string): Promise<void> {
    if (changes.length === 0) return
    if (!(await tried(commit(people[who]!.actor, {changes, ...(cause !== undefined && {why: {cause}})})) instanceof Problem)) seen.commits++
    await follow()
  }

  /** Two records swap what must be unique, by a third value. */
  async function swap({which, who}: AnyAct): Promise<void> {
    const [one, other] = [ids[which % Math.max(1, ids.length)], ids[(which + 1) % Math.max(1, ids.length)]]
    if (one === undefined || other === undefined || one === other) return
    const codes = [one, other].map(id => (JSON.parse(replay(log).get(id)?.text ?? '{}') as {readonly code?: string}).code)
    if (codes.some(code => code === undefined)) return
    const put = (id: string, code: string): Change => ({op: 'merge', schema: 'item', id, patch: {code}})
    await write([put(one, `${mark}-between`), put(other, codes[0]!), put(one, codes[1]!)], who, causeOf(which))
  }

  async function undo(what: number | string, {who, mode, changes}: AnyAct): Promise<void> {
    const {actor, person} = people[who]!
    const asked = new Set(log.filter(({commit: number, cause}) => number === what || cause === what).map(({commit: number}) => number))
    const ask = {what, dryRun: false, rest: mode !== 'all'}
    if (mode === 'raced') return raced(ask, asked, who, changes)
    const [seq, before] = [store.seq(), [...log]]
    const dry = (await takeBack(actor, {...ask, dryRun: true})).answer
    expect(store.seq()).toBe(seq)
    count(checkTakeBack(before, asked, person, dry, undefined))
    const done = await tried(takeBack(actor, ask))
    await follow()
    seen.takeBacks++
    if (done instanceof Problem) {
      expect([done.code, mode, done.more['left']]).toEqual(['not-all-taken-back', 'all', dry.left])
      expect(dry.left.length).toBeGreaterThan(0)
      expect(log).toEqual(before)
      seen.refused++
      return
    }
    const {answer} = done
    expect(mode === 'all' ? dry.left : []).toEqual([])
    expect(said(answer)).toEqual(said(dry))
    await checkDone(before, asked, who, answer)
    if (answer.commit !== null && changes.length > 2) await backAgain(before, answer.commit, who)
  }

  async function checkDone(before: readonly LogEvent[], asked: ReadonlySet<number>, who: 0 | 1, answer: TakeBackAnswer): Promise<void> {
    if (answer.commit === null) {
      seen.nothing++
      expect(answer.taken).toEqual([])
      expect(log).toEqual(before)
    } else expect([...new Set(log.slice(before.length).map(({commit: number}) => number))]).toEqual([answer.commit])
    checkTakeBack(before, asked, people[who]!.person, answer, replay(log))
  }

  /** At once: nobody wrote in between. Only a link that led to what was archived already cannot be set again, as by hand. */
  async function backAgain(before: readonly LogEvent[], number: number, who: 0 | 1): Promise<void> {
    const [now, asked] = [[...log], new Set([number])]
    const {answer} = await takeBack(people[who]!.actor, {what: number, dryRun: false, rest: true})
    await follow()
    checkTakeBack(now, asked, people[who]!.person, answer, replay(log))
    expect(answer.left.filter(({code}) => code !== 'broken-link')).toEqual([])
    if (answer.left.length > 0) return
    seen.ofTakeBacks++
    expect(replay(log)).toEqual(replay(before))
  }

  /** Others write at the same moment: what was done is judged by the place in the log where it was done. */
  async function raced(ask: {readonly what: number | string; readonly dryRun: boolean; readonly rest: boolean}, asked: ReadonlySet<number>, who: 0 | 1, changes: readonly AnyChange[]): Promise<void> {
    const others = changesOf(changes, 0).map(change => tried(commit(people[0]!.actor, {changes: [change]})))
    const [done] = await Promise.all([tried(takeBack(people[who]!.actor, ask)), ...others])
    await follow()
    seen.raced++
    if (done instanceof Problem) return expect(done.code).toBe('contended')
    const {answer} = done
    if (answer.commit === null) return
    const from = log.findIndex(({commit: number}) => number === answer.commit)
    const to = log.findLastIndex(({commit: number}) => number === answer.commit) + 1
    checkTakeBack(log.slice(0, from), asked, people[who]!.person, answer, replay(log.slice(0, to)))
  }

  function count({left, objections}: {readonly left: number; readonly objections: number}): void {
    seen.left += left
    seen.objections += objections
  }

  const lastTakeBack = (): number | undefined => log.findLast(({cause}) => cause?.startsWith('take-back:'))?.commit
  const handlers: {readonly [D in AnyAct['does']]: (act: AnyAct) => Promise<void>} = {
    commit: act => write(changesOf(act.changes, act.who), act.who),
    'commit in a run': act => write(changesOf(act.changes, act.who), act.who, causeOf(act.which)),
    async 'take back'(act) {
      const numbers = [...new Set(log.map(({commit: number}) => number))]
      if (numbers.length > 0) await undo(numbers[numbers.length - 1 - (act.which % Math.min(12, numbers.length))]!, act)
    },
    async 'take back a run'(act) {
      if (!log.some(({cause}) => cause === causeOf(act.which))) return
      seen.runs++
      await undo(causeOf(act.which), act)
    },
    async 'take back the last taking back'(act) {
      const last = lastTakeBack()
      if (last !== undefined) await undo(last, act)
    },
    swap,
    async purge({which}) {
      const id = ids[which % Math.max(1, ids.length)]
      if (which % 3 > 0 || id === undefined || await tried(commit(people[0]!.actor, {changes: [{op: 'purge', schema: 'item', id}]})) instanceof Problem) return
      seen.purged++
      await follow()
      for (const [at, event] of log.entries()) if (event.id === id) log[at] = {...event, doc: null}
    },
  }

  return {
    async play(acts) {
      for (const act of acts) await handlers[act.does](act)
    },
  }
}

const values: readonly Json[] = [0, 1, 0.1, '', 'text', null, true, [1, {z: 1, y: null}], {z: 1, y: null}, {y: null, z: 1}, {} as JsonObject]

const said = ({taken, left}: Said): Said => ({taken, left})
