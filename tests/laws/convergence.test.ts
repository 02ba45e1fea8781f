import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {applyStep, applySteps, hashTree, invertStep, rebaseStep, type Step, type Tree} from '../../ast/index.ts'
import {having, screen, stack} from '../build-tree.ts'
import {anyEdit, anyTree, contents, type Edit, stepOf} from './arbitrary-tree.ts'

const runs = {numRuns: 400}

/** Orders the steps that clients send: rebases each over what it had not seen, and writes it down or drops it. */
class Server {
  readonly log: Step[] = []
  tree: Tree
  constructor(tree: Tree) {
    this.tree = tree
  }

  take(step: Step, seen: number): Step | null {
    let meant: Step | null = step
    for (const over of this.log.slice(seen)) meant = meant && rebaseStep(meant, over)
    const result = meant && applyStep(this.tree, meant, {rebase: true})
    if (!result?.ok) return null
    this.tree = result.tree
    this.log.push(result.step)
    return result.step
  }
}

/** Shows its own steps at once, sends them one at a time, and follows the server's order. */
class Client {
  base: Tree
  seen = 0
  pending: Step[] = []
  constructor(tree: Tree) {
    this.base = tree
  }

  get view(): Tree {
    let tree = this.base
    for (const step of this.pending) {
      const result = applyStep(tree, step, {rebase: true})
      if (result.ok) tree = result.tree
    }
    return tree
  }

  edit(edit: Edit, fresh: string): void {
    const step = stepOf(edit, this.view, fresh)
    const result = step && applyStep(this.view, step)
    if (result?.ok) this.pending.push(result.step)
  }

  receive(server: Server, most = Infinity): void {
    for (const over of server.log.slice(this.seen, this.seen + most)) {
      this.follow(over)
      this.pending = this.pending.map((step) => rebaseStep(step, over)).filter((step) => step !== null)
    }
  }

  /** What the server has not taken is dropped, here as there. */
  send(server: Server): void {
    const step = this.pending.shift()
    if (!step) return
    const accepted = server.take(step, this.seen)
    const others = server.log.slice(this.seen, accepted ? -1 : undefined)
    for (const over of others) {
      this.follow(over)
      this.pending = this.pending.map((mine) => rebaseStep(mine, over)).filter((mine) => mine !== null)
    }
    if (accepted) this.follow(accepted)
  }

  private follow(step: Step): void {
    const result = applyStep(this.base, step)
    if (!result.ok) throw new Error(`an accepted step was refused: ${result.reason.message}`)
    this.base = result.tree
    this.seen++
  }
}

describe.each([2, 3])('%i clients', (count) => {
  test('who edit at once, in whatever order they are heard, end at the server\'s tree', () => {
    const anyTurn = fc.record({client: fc.nat(count - 1), does: fc.constantFrom('edit', 'edit', 'send', 'receive'), edit: anyEdit(), most: fc.integer({min: 1, max: 3})})
    fc.assert(fc.property(anyTree, fc.array(anyTurn, {maxLength: 30}), (tree, turns) => {
      const server = new Server(tree)
      const clients = Array.from({length: count}, () => new Client(tree))
      turns.forEach(({client: index, does, edit, most}, turn) => {
        const client = clients[index]!
        if (does === 'edit') client.edit(edit, `c${index}t${turn}`)
        else if (does === 'send') client.send(server)
        else client.receive(server, most)
      })
      for (const client of clients) while (client.pending.length > 0) client.send(server)
      for (const client of clients) client.receive(server)
      for (const client of clients) {
        expect(hashTree(client.view).root).toBe(hashTree(server.tree).root)
        expect(contents(client.view)).toEqual(contents(server.tree))
      }
    }), runs)
  })
})

test('a rebased step says truly what it replaces, and does what the step itself would, taken as meant', () => {
  const seen = {applied: 0, dropped: 0}
  fc.assert(fc.property(anyTree, anyEdit(), anyEdit(), (tree, first, second) => {
    const [over, step] = [stepOf(first, tree, 'first'), stepOf(second, tree, 'second')].map((each) => each && applyStep(tree, each))
    if (!over?.ok || !step?.ok) return
    const rebased = rebaseStep(step.step, over.step)
    const meant = applyStep(over.tree, step.step, {rebase: true})
    if (!rebased) {
      seen.dropped++
      return
    }
    const strict = applyStep(over.tree, rebased)
    // Only a circle of two moves, and a way through something that is no object any more, cannot be told without the tree.
    if (!strict.ok) {
      expect(['cycle', 'invalid']).toContain(strict.reason.code)
      expect(meant.ok).toBe(false)
      return
    }
    seen.applied++
    expect(meant.ok && contents(meant.tree)).toEqual(contents(strict.tree))
  }), {numRuns: 3_000})
  // Both ways out were taken often: the law says something about each.
  expect(Math.min(seen.applied, seen.dropped)).toBeGreaterThan(50)
})

test('of two moves that would make a circle, the later is refused and the tree stays whole', () => {
  const {tree} = screen(stack(having({id: 'a'}, stack()), having({id: 'b'}, stack())))
  const first = applyStep(tree, {type: 'move', id: 'a', to: {parent_id: 'b', slot: 'default', order: 'a0'}})
  if (!first.ok) throw new Error(first.reason.message)
  const second = rebaseStep({type: 'move', id: 'b', to: {parent_id: 'a', slot: 'default', order: 'a0'}}, first.step)
  expect(second && applyStep(first.tree, second, {rebase: true})).toMatchObject({ok: false, reason: {code: 'cycle'}})
})

test('the later set of the same property wins, and others stay as they were set', () => {
  fc.assert(fc.property(anyTree, fc.string(), fc.string(), (tree, one, two) => {
    const first = applySteps(tree, [{type: 'set', id: 'n0', path: ['props', 'one'], value: one}, {type: 'set', id: 'n0', path: ['props', 'both'], value: one}])
    if (!first.ok) throw new Error(first.reason.message)
    const second: Step = {type: 'set', id: 'n0', path: ['props', 'both'], value: two, wasAbsent: true}
    const rebased = first.steps.reduce<Step | null>((step, over) => step && rebaseStep(step, over), second)
    const result = rebased && applyStep(first.tree, rebased)
    expect(result?.ok && result.tree.nodes.get('n0')?.props).toMatchObject({one, both: two})
  }), runs)
})

test('undo after others\' edits takes back one\'s own step and nothing of theirs', () => {
  let undone = 0
  fc.assert(fc.property(anyTree, anyEdit('set', 'move', 'insert'), fc.array(anyEdit('set', 'move', 'insert'), {maxLength: 4}), (tree, mine, theirs) => {
    const step = stepOf(mine, tree, 'mine')
    const done = step && applyStep(tree, step)
    if (!done?.ok) return
    const own = done.step.type === 'insert' ? new Set(done.step.nodes.map((node) => node.id)) : new Set([done.step.id])
    // What they do elsewhere, chosen on the tree without my step, so that it holds with and without it.
    let [without, withMine]: readonly [Tree, Tree] = [tree, done.tree]
    let undo: Step | null = invertStep(done.step)
    theirs.forEach((edit, index) => {
      const other = stepOf(edit, without, `their${index}`)
      if (!other || (other.type !== 'insert' && own.has(other.id))) return
      const [a, b] = [applyStep(without, other, {rebase: true}), applyStep(withMine, other, {rebase: true})]
      if (!a.ok || !b.ok) return
      without = a.tree
      withMine = b.tree
      undo = undo && rebaseStep(undo, b.step)
    })
    const result = undo && applyStep(withMine, undo, {rebase: true})
    if (!result?.ok) return
    undone++
    expect(contents(result.tree)).toEqual(contents(without))
  }), {numRuns: 1_000})
  expect(undone).toBeGreaterThan(500)
})
