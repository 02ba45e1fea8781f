/** Clients who edit one tree at once through a server that puts their steps in order: what the law of convergence is about. */
import * as fc from 'fast-check'
import {expect} from 'vitest'
import {say} from '../../schemas/index.ts'
import {applyStep, hashTree, rebaseStep, type Step, type Tree} from '../../ast/index.ts'
import {anyEdit, anyTree, contents, type Edit, stepOf} from './arbitrary-tree.ts'

/** What one client does next: `most` bounds how much it hears at once. */
export interface Turn {
  readonly client: number
  readonly does: 'edit' | 'send' | 'receive'
  readonly edit: Edit
  readonly most: number
}

export interface Meeting {
  readonly tree: Tree
  readonly clients: number
  readonly turns: readonly Turn[]
}

export const anyMeeting = (clients: number, maxTurns = 30): fc.Arbitrary<Meeting> => fc.record({
  tree: anyTree, clients: fc.constant(clients),
  turns: fc.array(fc.record({client: fc.nat(clients - 1), does: fc.constantFrom('edit', 'edit', 'send', 'receive'), edit: anyEdit(), most: fc.integer({min: 1, max: 3})}), {maxLength: maxTurns}),
})

/** In whatever order they are heard, all end at the server's tree. */
export function checkMeeting({tree, clients: count, turns}: Meeting): void {
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
}

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
    if (!result.ok) throw new Error(`an accepted step was refused: ${say(result.reason)}`)
    this.base = result.tree
    this.seen++
  }
}
