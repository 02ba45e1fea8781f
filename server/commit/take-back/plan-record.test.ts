import {expect, test} from 'vitest'
import type {JsonObject} from '../../../schemas/index.ts'
import {planRecord, type Names, type RecordPlan} from './plan-record.ts'
import {takeBackOf, type Episode, type Story, type Version} from './story.ts'

/** What each event left: data and, where it is not live, the state. */
interface Told {readonly asked?: true; readonly to?: JsonObject; readonly state?: Version['state']; readonly takesBack?: number | string; readonly cause?: string}

const all: Names = {has: () => true, tells: () => true, isUnique: () => false, refused: new Set()}

/** Each event is a commit of its own: the first is number 1. `before` is undefined where the first makes the record. */
function storyOf(before: JsonObject | undefined, events: readonly Told[]): Story {
  let version: Version | undefined = before && {state: 'live', data: before}
  return events.map(({asked = false, to, state = 'live', takesBack, cause = null}, at): Episode => {
    const after: Version = {state, data: to ?? version!.data}
    const episode = {seq: at + 1, commit: at + 1, cause: takesBack === undefined ? cause : takeBackOf(takesBack), isAsked: asked, before: version, after}
    version = after
    return episode
  }) as unknown as Story
}

function plan(before: JsonObject | undefined, events: readonly Told[], names: Partial<Names> = {}): unknown {
  const story = storyOf(before, events)
  return read(planRecord(story, {...all, ...names}), story)
}

/** As it will stand there, and why what stays does. */
function read({changes, kept}: RecordPlan, story: Story): unknown {
  const data = {...story.at(-1)!.after!.data}
  for (const {values} of changes) {
    Object.assign(data, values?.set)
    for (const name of values?.unset ?? []) delete (data as Record<string, unknown>)[name]
  }
  const order = changes.at(-1)?.values?.order
  const text = JSON.stringify(order ? Object.fromEntries(order.filter(name => Object.hasOwn(data, name)).map(name => [name, data[name]])) : data)
  return {...(changes.some(({values}) => values) && {text}), ...(changes.at(-1)?.turn && {turn: changes.at(-1)!.turn}), ...(kept.length > 0 && {kept: kept.map(({property, why, later}) => `${property} ${why} ${later.seq}`)})}
}

test('where nobody changed the record since, it becomes the very text of before', () => {
  expect(plan({b: 1, a: {z: 1, y: null}, c: ''}, [{asked: true, to: {a: {y: null, z: 1}, d: 0, c: ''}}])).toEqual({text: '{"b":1,"a":{"z":1,"y":null},"c":""}'})
})

test('a property that others changed later stays, and is named; other properties go back', () => {
  expect(plan({a: 1, b: 1}, [{asked: true, to: {a: 2, b: 2}}, {to: {a: 2, b: 3}}])).toEqual({text: '{"a":1,"b":3}', kept: ['b edited 2']})
})

test('later changes of other properties stay', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {to: {a: 2, c: 5}}])).toEqual({text: '{"a":1,"c":5}'})
})

test('where others brought back what was there before, nothing is to be done, and nothing said', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {to: {a: 1}}])).toEqual({})
})

test('of several changes by one cause only those after the last change by others are undone', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {to: {a: 3}}, {asked: true, to: {a: 4}}, {asked: true, to: {a: 5}}])).toEqual({text: '{"a":3}'})
})

test('what comes back stands behind what it stood behind', () => {
  expect(plan({a: 1, b: 1, c: 1}, [{asked: true, to: {a: 1, c: 1}}, {to: {x: 1, a: 1, c: 1}}])).toEqual({text: '{"x":1,"a":1,"b":1,"c":1}'})
})

test('what was made is archived', () => {
  expect(plan(undefined, [{asked: true, to: {a: 1}}])).toEqual({turn: 'archive'})
})

test('what was made and changed by others stays whole; what they cannot see does not keep it', () => {
  expect(plan(undefined, [{asked: true, to: {a: 1}}, {to: {a: 1, b: 2}}])).toEqual({kept: [' edited-whole 2']})
  expect(plan(undefined, [{asked: true, to: {a: 1}}, {to: {a: 1, b: 2}}], {tells: name => name !== 'b'})).toEqual({turn: 'archive'})
})

test('what was made and is archived already needs nothing', () => {
  expect(plan(undefined, [{asked: true, to: {a: 1}}, {state: 'archived'}])).toEqual({})
})

test('what was archived comes back with the values of before', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {asked: true, state: 'archived'}])).toEqual({text: '{"a":1}', turn: 'restore'})
})

test('what was restored is archived with the values of before', () => {
  const story = storyOf({a: 1}, [{state: 'archived'}, {asked: true, to: {a: 2}}])
  const asked = story.slice(1) as unknown as Story
  expect(read(planRecord(asked, all), asked)).toEqual({text: '{"a":1}', turn: 'archive'})
})

test('what others archived since stays, as a record', () => {
  expect(plan({a: 1, b: 1}, [{asked: true, to: {a: 2, b: 2}}, {state: 'archived'}])).toEqual({kept: [' archived-since 2']})
})

test('what others restored since stays as it is, and its other values go back', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {asked: true, state: 'archived'}, {state: 'live'}])).toEqual({text: '{"a":1}'})
  expect(plan({a: 1}, [{asked: true, state: 'archived'}, {state: 'live'}, {state: 'archived'}])).toEqual({kept: [' edited 3']})
})

test('a taking back, and its taking back, are no edits', () => {
  const past: readonly Told[] = [{asked: true, to: {a: 2}}, {to: {a: 1}, takesBack: 1}, {to: {a: 2}, takesBack: 2}]
  expect(plan({a: 1}, past)).toEqual({text: '{"a":1}'})
  expect(plan({a: 1}, past.slice(0, 2))).toEqual({})
  expect(plan({a: 1}, [...past, {to: {a: 1}, takesBack: 3}])).toEqual({})
  expect(plan({a: 1}, [...past, {to: {a: 1}, takesBack: 3}, {to: {a: 2}, takesBack: 4}])).toEqual({text: '{"a":1}'})
})

test('what was taken back once and changed by others then is not theirs to lose', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {to: {a: 1}, takesBack: 1}, {to: {a: 7}}])).toEqual({})
})

test('somebody who changes there and back by hand has changed it', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {to: {a: 3}}, {to: {a: 2}}])).toEqual({kept: ['a edited 3']})
})

test('a taking back of another commit is an edit', () => {
  expect(plan({a: 1}, [{asked: true, to: {a: 2}}, {to: {a: 0}}, {to: {a: 2}, takesBack: 9}])).toEqual({kept: ['a edited 3']})
})

test('a taking back of what was made is taken back by bringing it back', () => {
  const story = storyOf(undefined, [{to: {a: 1}}, {asked: true, state: 'archived', takesBack: 1}])
  const asked = story.slice(1) as unknown as Story
  expect(read(planRecord(asked, all), asked)).toEqual({turn: 'restore'})
  expect(plan(undefined, [{asked: true, to: {a: 1}}, {state: 'archived', takesBack: 1}, {takesBack: 2}])).toEqual({turn: 'archive'})
  expect(plan(undefined, [{asked: true, to: {a: 1}}, {state: 'archived', takesBack: 1}, {}])).toEqual({})
})

test('what may not be told of is passed over', () => {
  expect(plan({a: 1, b: 1}, [{asked: true, to: {a: 2, b: 2}}, {to: {a: 2, b: 3}}], {has: name => name === 'a'})).toEqual({text: '{"a":1,"b":3}'})
})

test('a value that must be unique is given back event by event, the last first', () => {
  const story = storyOf({u: 1, a: 1}, [{asked: true, to: {u: 3, a: 2}}, {asked: true, to: {u: 3, a: 3}}, {asked: true, to: {u: 2, a: 3}}])
  expect(planRecord(story, {...all, isUnique: name => name === 'u'}).changes).toEqual([
    {seq: 3, values: {set: {u: 3}, unset: [], order: ['u', 'a']}},
    {seq: 1, values: {set: {u: 1, a: 1}, unset: [], order: ['u', 'a']}},
  ])
})

test('names in another order are put back too, where nothing else was changed; a change that is not told of is none of them', () => {
  expect(plan({a: 1, b: 1}, [{asked: true, to: {b: 1, a: 1}}])).toEqual({text: '{"a":1,"b":1}'})
  expect(plan({a: 1, b: 1}, [{asked: true, to: {b: 2, a: 1}}], {has: name => name === 'a'})).toEqual({})
})

test('what was brought back is taken back together with what the same cause changed since', () => {
  const run = 'run:x/y'
  expect(plan({a: 1}, [
    {asked: true, to: {a: 2}, cause: run}, {to: {a: 1}, takesBack: run}, {to: {a: 2}, takesBack: 2}, {asked: true, to: {a: 3}, cause: run}, {to: {a: 1}, takesBack: run}, {to: {a: 9}},
  ])).toEqual({})
})

test('of two takings back that are asked, the second is undone, and what it took back counts again', () => {
  const run = 'run:x/y'
  expect(plan({a: 2}, [{asked: true, to: {a: 1}, takesBack: run}, {to: {a: 3}, cause: run}, {asked: true, to: {a: 1}, takesBack: run}])).toEqual({text: '{"a":3}'})
})

test('a taking back that was taken back and brought back again can be taken back again', () => {
  const past: readonly Told[] = [{to: {a: 2}}, {asked: true, to: {a: 1}, takesBack: 1}, {to: {a: 2}, takesBack: 2}, {to: {a: 1}, takesBack: 3}, {to: {a: 2}, takesBack: 4}, {to: {a: 1}, takesBack: 3}]
  const asked = storyOf({a: 1}, past).slice(1) as unknown as Story
  expect(read(planRecord(asked, all), asked)).toEqual({text: '{"a":2}'})
})
