/** Many changes in one transaction: what a few examples show of each mode holds for any mix of changes, of clients and of kills. */
import * as fc from 'fast-check'
import {expect} from 'vitest'
import {anyCommit, createCommitter, type Committer} from './commits/committer.ts'
import {openKillableServer, type KillableServer} from './killed-clients/killable-server.ts'
import {defineProof} from './run/define-proof.ts'

interface World {
  readonly server: KillableServer
  readonly seen: {kills: number; commits: number; refusedWhole: number; refusedParts: number; cutOff: number; repeated: number}
}

defineProof({
  title: 'a commit does all or nothing, or each of its changes that can be, and says so; also when others write, the server is killed, and its key is sent again',
  share: 3,
  cases: 250,
  any: fc.record({
    clients: fc.array(fc.array(anyCommit, {minLength: 5, maxLength: 30, size: 'max'}), {minLength: 1, maxLength: 4}),
    /** Milliseconds of work before each kill. */
    kills: fc.array(fc.integer({min: 0, max: 250}), {minLength: 1, maxLength: 2}),
  }, {noNullPrototype: true}),
  open: async (): Promise<World> => {
    const server = await openKillableServer()
    const letter = {type: 'integer'}
    expect((await server.call({method: 'PUT', path: '/api/v1/schemas/pool', body: {title: 'Pool', type: 'object', properties: {a: letter, b: letter, c: letter, d: letter}}})).status).toBe(201)
    return {server, seen: {kills: 0, commits: 0, refusedWhole: 0, refusedParts: 0, cutOff: 0, repeated: 0}}
  },
  async close({server, seen}) {
    await server.close()
    console.log(Object.entries(seen).map(([what, count]) => `${what} ${count}`).join(', '))
  },
  mustHaveSeen({seen}) {
    expect(Object.entries(seen).filter(([what, count]) => what !== 'cutOff' && count === 0)).toEqual([])
  },
  async check({clients, kills}, {server, seen}) {
    const pool = (await server.call({method: 'POST', path: '/api/v1/records/pool', body: {}})).body['id'] as string
    const committers = clients.map((commits, at) => createCommitter(server, {pool, letter: 'abcd'[at]!}, commits, seen))
    for (const delay of kills) {
      seen.kills++
      await playUntilKilled(server, committers, delay)
    }
    await Promise.all(committers.map(one => one.play()))
    for (const one of committers) await one.verify()
    const {body} = await server.call({method: 'GET', path: `/api/v1/records/pool/${pool}`})
    expect(body['data']).toEqual(Object.assign({}, ...committers.map(one => one.letters())))
  },
})

async function playUntilKilled(server: KillableServer, committers: readonly Committer[], delay: number): Promise<void> {
  const playing = Promise.all(committers.map(one => one.play()))
  await new Promise(resolve => setTimeout(resolve, delay))
  await server.kill()
  await playing
  await server.start()
}
