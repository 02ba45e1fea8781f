/** Holds what a take-back said, and what it did, against the model. */
import {expect} from 'vitest'
import type {TakeBackAnswer} from '../../../schemas/index.ts'
import {expectedOf, replay, valueOf, type LogEvent, type Model, type Person} from './model.ts'

/** What only other records can have against it: looked at on its own. */
const objections: ReadonlySet<string> = new Set(['broken-link', 'value-taken', 'value-taken-by', 'linked-since', 'hangs-together'])

export type Said = Pick<TakeBackAnswer, 'taken' | 'left'>

/** `log`: up to it. `after`: with what it wrote; undefined: it was to write nothing. Answers how many things were left, and how many of them because of other records. */
export function checkTakeBack(log: readonly LogEvent[], asked: ReadonlySet<number>, person: Person, {taken, left}: Said, after: Model | undefined): {readonly left: number; readonly objections: number} {
  const before = replay(log)
  const expected = expectedOf(log, asked, person)
  const objected = left.filter(({code}) => objections.has(code))
  const told = new Map([...expected.keys()].map(id => [id, new Map(objected.filter(one => one.id === id).map(({stays, pointer, code}) => [stays === 'record' ? '' : pointer, code]))] as const))

  const own = [...expected].flatMap(([id, one]) => [...one.left].filter(([pointer]) => !told.get(id)!.has('') || pointer === '').map(([pointer, code]) => `${id}${pointer} ${code}`))
  expect(left.filter(({code}) => !objections.has(code)).map(({id, pointer, code}) => `${id}${pointer} ${code}`).toSorted()).toEqual(own.toSorted())

  const wanted = new Map(before)
  const deeds: string[] = []
  for (const [id, {values, state, text}] of expected) {
    const now = before.get(id)
    if (now === undefined || told.get(id)!.has('')) continue
    const kept = [...values].filter(([name]) => !told.get(id)!.has(`/${name}`))
    const isWhole = text !== undefined && kept.length === values.size
    wanted.set(id, {state, text: isWhole ? text : withValues(now.text, kept)})
    if (state !== now.state || kept.length > 0) deeds.push(`${id} ${state === now.state ? 'updated' : state === 'live' ? 'restored' : 'archived'}`)
    if (after !== undefined && isWhole) expect(after.get(id)).toEqual({state, text})
  }
  expect(taken.map(({id, deed}) => `${id} ${deed}`).toSorted()).toEqual(deeds.toSorted())
  if (after !== undefined) {
    expect(new Map([...after].map(([id, record]) => [id, {...record, text: sorted(record.text)}]))).toEqual(new Map([...wanted].map(([id, record]) => [id, {...record, text: sorted(record.text)}])))
    // Where nobody else changed it, names stand as they stood before, also where some of it had to stay.
    for (const [id, {text}] of after) if (expected.get(id)?.text === undefined && person.hidden.length === 0) expect(inOrderOf(text, before.get(id)!.text), id).toEqual(inOrderOf(before.get(id)!.text, text))
  }
  for (const {id, stays, pointer, code} of objected) expect(isObjected(wanted, before, id, stays === 'record' ? '' : pointer.slice(1), code, expected.get(id)!.values), `${id}${pointer} ${code} in ${JSON.stringify([...wanted])}`).toBe(true)
  return {left: left.length, objections: objected.length}
}

/** Whether what was left for it could not be done after all the rest was. */
function isObjected(wanted: Model, before: Model, id: string, name: string, code: string, values: ReadonlyMap<string, string | undefined>): boolean {
  const linked = (value: string | undefined): boolean => value !== undefined && value !== 'null' && wanted.get(JSON.parse(value) as string)?.state !== 'live'
  const taken = (value: string | undefined): boolean => value !== undefined && value !== 'null' && [...wanted].some(([other, record]) => other !== id && valueOf(record, 'code') === value)
  const whole = withValues(before.get(id)!.text, [...values])
  const would = (of: string): string | undefined => (name === '' ? valueOf({state: 'live', text: whole}, of) : values.get(of))
  if (code === 'broken-link') return linked(would('peer_id'))
  if (code === 'linked-since') return [...wanted.values()].some(record => record.state === 'live' && valueOf(record, 'peer_id') === JSON.stringify(id))
  return taken(would('code'))
}

function withValues(text: string, values: readonly (readonly [string, string | undefined])[]): string {
  const data = JSON.parse(text) as Record<string, unknown>
  for (const [name, value] of values) {
    if (value === undefined) delete data[name]
    else data[name] = JSON.parse(value) as unknown
  }
  return JSON.stringify(data)
}

const namesOf = (text: string): readonly string[] => Object.keys(JSON.parse(text) as object)

/** The names that both have. */
const inOrderOf = (text: string, other: string): readonly string[] => namesOf(text).filter(name => namesOf(other).includes(name))

/** Names of the record itself in one order; what stands in a value keeps its own. */
const sorted = (text: string): string => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).toSorted(([a], [b]) => (a < b ? -1 : 1))))
