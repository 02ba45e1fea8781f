import {describe, expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import type {Step} from '../../ast/index.ts'
import {card, having, heading, screen, stack, text} from '../../tests/build-tree.ts'
import {ApiProblem} from '../api/problem.ts'
import {type Draft, openDraft, withEdit} from './draft.ts'
import {createSync, type DraftChanged, type Saving, type Sync} from './sync.ts'
import {createTestDesk, type TestDesk} from './test-desk.ts'

const built = (): ReturnType<typeof screen> => screen(stack(having({id: 'title'}, heading('Hello')), having({id: 'box'}, card('Box', having({id: 'words'}, text('some'))))))

interface Seat {
  readonly sync: Sync
  draft(): Draft
  edit(label: string, ...steps: Step[]): void
  readonly lost: string[]
  readonly refused: string[]
  readonly savings: Saving[]
  /** Facts of the feed that were not delivered yet. */
  readonly feed: DraftChanged[]
  deliver(): void
  settled(): Promise<void>
}

/** An editor at the desk. `send`: what happens to its calls on the way. */
function sit(desk: TestDesk, {send = async (_desk, steps) => desk.take(steps), live = true}: {readonly send?: (desk: TestDesk, steps: readonly Step[], base: string) => Promise<ReturnType<TestDesk['take']>>; readonly live?: boolean} = {}): Seat {
  let draft = openDraft(desk.answer())
  let key = 0
  const seat: Omit<Seat, 'sync'> & {sync?: Sync} = {
    draft: () => draft,
    edit(label, ...steps) {
      const result = withEdit(draft, {key: ++key, label, steps})
      if (!result.ok) throw new Error(say(result.reason))
      draft = result.draft
      sync.push()
    },
    lost: [], refused: [], savings: [], feed: [],
    deliver: () => seat.feed.splice(0).forEach(change => sync.receive(change)),
    async settled() {
      for (let round = 0; round < 400 && seat.savings.at(-1) !== 'saved'; round++) await new Promise(resolve => setTimeout(resolve, 1))
      expect(seat.savings.at(-1)).toBe('saved')
    },
  }
  const sync = createSync({
    get: () => draft,
    set: next => (draft = next),
    send: async (base, steps) => send(desk, steps, base),
    fetch: async () => desk.answer(),
    pause: () => new Promise(resolve => setTimeout(resolve, 0)),
    onSaving: saving => seat.savings.push(saving),
    onConfirmed: () => undefined,
    onLost: lost => seat.lost.push(...lost.map(each => each.edit.label)),
    onRefused: edit => seat.refused.push(edit.label),
  })
  desk.follow(change => {
    seat.feed.push(change)
    if (live) queueMicrotask(seat.deliver)
  })
  return {...seat, sync}
}

const retitle = (id: string, value: string): Step => ({type: 'set', id, path: ['props', 'text'], value})

describe('bringing edits to the server', () => {
  test('an edit shows at once and is confirmed when the server has answered', async () => {
    const desk = createTestDesk(built())
    const seat = sit(desk)
    seat.edit('Rename', retitle('title', 'Good day'))
    expect(seat.draft().tree.nodes.get('title')?.props.text).toBe('Good day')
    expect(desk.tree().nodes.get('title')?.props.text).toBe('Hello')
    await seat.settled()
    expect(desk.tree().nodes.get('title')?.props.text).toBe('Good day')
    expect(seat.draft()).toMatchObject({waiting: [], hash: desk.hash()})
  })

  test('edits arrive in the order they were made, also while one is under way', async () => {
    const desk = createTestDesk(built())
    const seat = sit(desk)
    seat.edit('Add', {type: 'insert', nodes: [{id: 'new', screen_id: 's1', parent_id: 'box', slot: 'default', order: 'a5', snippet: 'text', props: {}}]})
    await new Promise(resolve => setTimeout(resolve, 1))
    seat.edit('Write', retitle('new', 'one'))
    seat.edit('Move', {type: 'move', id: 'new', to: {parent_id: 'n1', slot: 'default', order: 'Zz'}})
    await seat.settled()
    expect(desk.tree().nodes.get('new')).toMatchObject({parent_id: 'n1', props: {text: 'one'}})
    expect(seat.draft().hash).toBe(desk.hash())
  })

  test('without an answer the edit is kept and tried again', async () => {
    const desk = createTestDesk(built())
    let failures = 3
    const seat = sit(desk, {send: async (_, steps) => {
      if (failures-- > 0) throw new ApiProblem(failures === 1 ? 503 : 0, {})
      return desk.take(steps)
    }})
    seat.edit('Rename', retitle('title', 'kept'))
    await seat.settled()
    expect(seat.savings).toContain('waiting')
    expect(desk.tree().nodes.get('title')?.props.text).toBe('kept')
  })

  test('an insert whose answer got lost is not made twice, and nobody is told of trouble', async () => {
    const desk = createTestDesk(built())
    let first = true
    const seat = sit(desk, {live: false, send: async (_, steps) => {
      const answer = desk.take(steps)
      if (!first) return answer
      first = false
      throw new ApiProblem(0, {})
    }})
    seat.edit('Add', {type: 'insert', nodes: [{id: 'new', screen_id: 's1', parent_id: 'box', slot: 'default', order: 'a5', snippet: 'text', props: {}}]})
    await seat.settled()
    expect([...desk.tree().nodes.keys()].filter(id => id === 'new')).toHaveLength(1)
    expect(seat.draft()).toMatchObject({hash: desk.hash(), waiting: []})
    expect([seat.lost, seat.refused]).toEqual([[], []])
  })

  test('what the server refuses for good is taken back and told, and later edits go on', async () => {
    const desk = createTestDesk(built())
    const seat = sit(desk, {send: async (_, steps) => {
      if (steps.some(step => step.type === 'set' && step.value === 'bad')) throw new ApiProblem(422, {detail: 'no'})
      return desk.take(steps)
    }})
    seat.edit('Bad', retitle('title', 'bad'))
    seat.edit('Good', retitle('words', 'good'))
    await seat.settled()
    expect(seat.refused).toEqual(['Bad'])
    expect(desk.tree().nodes.get('title')?.props.text).toBe('Hello')
    expect(desk.tree().nodes.get('words')?.props.text).toBe('good')
    expect(seat.draft().hash).toBe(desk.hash())
  })

  test.each([
    ['signed out', 401, {}],
    ['while another person is signed in', 403, {code: 'another-person'}],
  ] as const)('%s, the edit waits for the next sign-in', async (_when, status, problem) => {
    const desk = createTestDesk(built())
    let signedIn = false
    const seat = sit(desk, {send: async (_, steps) => {
      if (!signedIn) throw new ApiProblem(status, problem)
      return desk.take(steps)
    }})
    seat.edit('Rename', retitle('title', 'later'))
    await new Promise(resolve => setTimeout(resolve, 10))
    expect(seat.savings).toContain('signed-out')
    expect(seat.draft().waiting).toHaveLength(1)
    signedIn = true
    seat.sync.retry()
    await seat.settled()
    expect(desk.tree().nodes.get('title')?.props.text).toBe('later')
  })
})

describe('several editors at one screen', () => {
  test('both end at the same tree when they edit different things at the same moment', async () => {
    const desk = createTestDesk(built())
    const [a, b] = [sit(desk), sit(desk)]
    a.edit('A', retitle('title', 'from a'))
    b.edit('B', retitle('words', 'from b'))
    await Promise.all([a.settled(), b.settled()])
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(a.draft().hash).toBe(desk.hash())
    expect(b.draft().hash).toBe(desk.hash())
    expect(a.draft().tree.nodes.get('words')?.props.text).toBe('from b')
    expect(b.draft().tree.nodes.get('title')?.props.text).toBe('from a')
  })

  test('an edit under a node that someone removed is given up, and told', async () => {
    const desk = createTestDesk(built())
    const [a, b] = [sit(desk), sit(desk, {live: false})]
    a.edit('Remove the box', {type: 'remove', id: 'box'})
    await a.settled()
    b.edit('Write', retitle('words', 'into the void'))
    await b.settled()
    expect(b.lost).toEqual(['Write'])
    expect(b.draft()).toMatchObject({hash: desk.hash(), waiting: []})
  })

  test('facts that come before, after or without the answer lead to the same tree', async () => {
    for (const order of ['before', 'after', 'never'] as const) {
      const desk = createTestDesk(built())
      const other = sit(desk)
      const seat = sit(desk, {live: false, send: async (_, steps) => {
        // Someone else is first at the desk while our call is on its way.
        other.edit('Other', retitle('words', 'theirs'))
        await other.settled()
        const answer = desk.take(steps)
        if (order === 'before') seat.deliver()
        return answer
      }})
      seat.edit('Ours', retitle('title', 'ours'))
      await seat.settled()
      if (order === 'after') seat.deliver()
      await new Promise(resolve => setTimeout(resolve, 5))
      expect(seat.draft()).toMatchObject({hash: desk.hash(), waiting: []})
      expect(seat.draft().tree.nodes.get('words')?.props.text).toBe('theirs')
      expect(seat.draft().tree.nodes.get('title')?.props.text).toBe('ours')
    }
  })

  test('random edits of three editors over a slow and shuffled line converge', async () => {
    const random = seeded(7)
    for (let round = 0; round < 15; round++) {
      const desk = createTestDesk(built())
      const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, Math.floor(random() * 4)))
      const seats = [0, 1, 2].map(() => sit(desk, {live: round % 2 === 0, send: async (_, steps) => {
        await pause()
        if (random() < 0.15) throw new ApiProblem(0, {})
        const answer = desk.take(steps)
        await pause()
        if (random() < 0.15) throw new ApiProblem(0, {})
        return answer
      }}))
      for (let edit = 0; edit < 8; edit++) {
        for (const [index, seat] of seats.entries()) {
          const ids = [...seat.draft().tree.nodes.keys()].filter(id => id !== 'n1')
          const id = ids[Math.floor(random() * ids.length)]
          const kind = random()
          if (kind < 0.4) seat.edit('insert', {type: 'insert', nodes: [{id: `i${round}-${edit}-${index}`, screen_id: 's1', parent_id: 'n1', slot: 'default', order: `a${Math.floor(random() * 9)}`, snippet: 'text', props: {}}]})
          else if (id !== undefined && kind < 0.8) seat.edit('set', retitle(id, `${edit}-${index}`))
          else if (id !== undefined && kind < 0.9) seat.edit('remove', {type: 'remove', id})
          if (random() < 0.3) seat.deliver()
        }
        await pause()
      }
      await expect.poll(() => seats.flatMap(seat => seat.draft().waiting)).toEqual([])
      // What a reconnected feed makes every editor do.
      for (const seat of seats) seat.sync.refetch()
      await expect.poll(() => seats.map(seat => seat.draft().hash)).toEqual(seats.map(() => desk.hash()))
    }
  })
})

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
