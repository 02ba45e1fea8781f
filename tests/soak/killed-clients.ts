/** Random clients of the API over a server that is killed while they write: what no table of scenarios thinks of. */
import * as fc from 'fast-check'
import {expect} from 'vitest'
import {createClient, type Client, type Turn} from './killed-clients/client.ts'
import {openKillableServer, type KillableServer} from './killed-clients/killable-server.ts'
import {defineProof} from './run/define-proof.ts'

interface World {
  readonly server: KillableServer
  readonly seen: {kills: number; writes: number; cutOff: number}
}

const anyTurn: fc.Arbitrary<Turn> = fc.record({
  does: fc.constantFrom('create', 'change', 'change', 'archive', 'purge', 'count', 'count'),
  which: fc.nat(),
  text: fc.constantFrom('Ada', 'O\'Neil', 'Müller', '名前', 'a"b', '%_'),
})

defineProof({
  title: 'whatever clients write while the server is killed: what was answered is there, and what was cut off and is sent again with its key is done once',
  share: 4,
  cases: 500,
  any: fc.record({
    clients: fc.array(fc.array(anyTurn, {minLength: 5, maxLength: 60, size: 'max'}), {minLength: 1, maxLength: 4}),
    /** Milliseconds of work before each kill. */
    kills: fc.array(fc.integer({min: 0, max: 300}), {minLength: 1, maxLength: 3}),
  }, {noNullPrototype: true}),
  open: async (): Promise<World> => ({server: await openKillableServer(), seen: {kills: 0, writes: 0, cutOff: 0}}),
  async close({server, seen: {kills, writes, cutOff}}) {
    await server.close()
    console.log(`${kills} kills, ${writes} writes answered, ${cutOff} calls cut off`)
  },
  async check({clients: turns, kills}, {server, seen}) {
    const counter = (await server.call({method: 'POST', path: '/api/v1/records/company', body: {name: 'Counter', annual_revenue: 0}})).body['id'] as string
    const clients = turns.map(their => createClient(server, counter, their))
    for (const delay of kills) {
      seen.kills++
      seen.cutOff += await playUntilKilled(server, clients, delay)
      for (const client of clients) await client.verify()
    }
    expect(await playAll(clients)).toBe(0)
    for (const client of clients) {
      await client.verify()
      seen.writes += client.writes()
    }
    const {body} = await server.call({method: 'GET', path: `/api/v1/records/company/${counter}`})
    expect(body['data']).toMatchObject({annual_revenue: clients.reduce((sum, client) => sum + client.counted(), 0)})
  },
})

/** How many clients were cut off. */
async function playAll(clients: readonly Client[]): Promise<number> {
  return (await Promise.all(clients.map(client => client.play()))).filter(cutOff => cutOff).length
}

async function playUntilKilled(server: KillableServer, clients: readonly Client[], delay: number): Promise<number> {
  const playing = playAll(clients)
  await new Promise(resolve => setTimeout(resolve, delay))
  await server.kill()
  const cutOff = await playing
  await server.start()
  return cutOff
}
