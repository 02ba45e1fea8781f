/** One client with turns to take: writes to records of its own, and counts in one that all share. Remembers what it was answered. */
import {randomUUID} from 'node:crypto'
import {expect} from 'vitest'
import {CutOff, type Answer, type Ask, type KillableServer} from './killable-server.ts'

export interface Turn {
  readonly does: 'create' | 'change' | 'archive' | 'purge' | 'count'
  /** Which of its records. */
  readonly which: number
  readonly text: string
}

export interface Client {
  /** Takes turns until none is left, or the server dies: then `true`. What was cut off is sent again at the next call, with the same Idempotency-Key. */
  play(): Promise<boolean>
  /** What it was told is what is there. */
  verify(): Promise<void>
  /** How often it counted. */
  counted(): number
  /** Answered writes. */
  writes(): number
}

interface Mine {
  readonly id: string
  readonly rev: number
  readonly name: string
  readonly state: 'live' | 'archived' | 'purged'
}

interface Write {
  readonly ask: Ask
  /** `false`: the turn is to be taken again. */
  answered(answer: Answer): boolean
}

/** `counter`: the id of a company. */
export function createClient(server: KillableServer, counter: string, turns: readonly Turn[]): Client {
  const records: Mine[] = []
  let turn = 0
  let counted = 0
  let writes = 0
  /** Sent, and not answered yet. */
  let pending: Write | undefined

  const ask = (method: string, path: string, body?: unknown, headers: Ask['headers'] = {}): Ask => ({method, path, body, headers: {...headers, 'idempotency-key': randomUUID()}})
  const pathOf = ({id}: Mine): string => `/api/v1/records/contact/${id}`

  async function takeTurns(): Promise<void> {
    for (; turn < turns.length; turn++) {
      pending ??= await writeOf(turns[turn]!)
      const done = pending.answered(await server.call(pending.ask))
      pending = undefined
      if (done) writes++
      else turn--
    }
  }

  function writeOf({does, which, text}: Turn): Write | Promise<Write> {
    if (does === 'count') return count()
    const left = records.flatMap((record, index) => (record.state === 'purged' ? [] : [index]))
    const index = left[which % left.length]
    const name = `${text} ${turn}`
    if (does === 'create' || index === undefined) return create(name)
    const record = records[index]!
    if (does === 'purge') return alter(index, {method: 'POST', path: `${pathOf(record)}/purge`, body: {confirm: record.id}}, {state: 'purged'})
    if (record.state === 'archived') return alter(index, {method: 'POST', path: `${pathOf(record)}/restore`}, {state: 'live'})
    if (does === 'archive') return alter(index, {method: 'DELETE', path: pathOf(record)}, {state: 'archived'})
    return alter(index, {method: 'PATCH', path: pathOf(record), body: {last_name: name}}, {name})
  }

  function create(name: string): Write {
    return {
      ask: ask('POST', '/api/v1/records/contact', {last_name: name}),
      answered({status, body}) {
        expect(status, JSON.stringify(body)).toBe(201)
        records.push({id: body['id'] as string, rev: 1, name, state: 'live'})
        return true
      },
    }
  }

  function alter(index: number, {method, path, body}: Ask, into: Partial<Mine>): Write {
    const before = records[index]!
    return {
      ask: ask(method, path, body),
      answered(answer) {
        expect(answer.status, JSON.stringify(answer.body)).toBe(into.state === 'purged' ? 204 : 200)
        records[index] = {...before, ...into, rev: before.rev + 1}
        return true
      },
    }
  }

  async function count(): Promise<Write> {
    const {body} = await server.call({method: 'GET', path: `/api/v1/records/company/${counter}`})
    const {annual_revenue: value} = body['data'] as {annual_revenue: number}
    return {
      ask: ask('PATCH', `/api/v1/records/company/${counter}`, {annual_revenue: value + 1}, {'if-match': `"${body['rev'] as number}"`}),
      answered({status, body: problem}) {
        if (status === 412) return false
        expect(status, JSON.stringify(problem)).toBe(200)
        counted++
        return true
      },
    }
  }

  async function verifyOne(mine: Mine): Promise<void> {
    const {status, body} = await server.call({method: 'GET', path: pathOf(mine)})
    if (mine.state === 'purged') return expect(status).toBe(404)
    expect({rev: body['rev'], state: body['state'], name: (body['data'] as {last_name: string}).last_name}).toEqual({rev: mine.rev, state: mine.state, name: mine.name})
    const {items} = (await server.call({method: 'GET', path: `${pathOf(mine)}/history?limit=200`})).body as {items: {rev: number}[]}
    expect(items.map(item => item.rev)).toEqual(Array.from({length: mine.rev}, (_, index) => mine.rev - index))
  }

  return {
    async play() {
      try {
        await takeTurns()
        return false
      } catch (error) {
        if (!(error instanceof CutOff)) throw error
        return true
      }
    },
    async verify() {
      // Whether a write that was cut off is there, nobody was told yet.
      const cutOff = pending?.ask.path
      for (const record of records) if (cutOff === undefined || !cutOff.startsWith(pathOf(record))) await verifyOne(record)
    },
    counted: () => counted,
    writes: () => writes,
  }
}
