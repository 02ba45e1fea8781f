/**
 * The peer: `node:http` and better-sqlite3 on a copy of the same file, answering the same JSON, and nothing else.
 * Runs as a process of its own: `node bench-bare.js <file>`; prints its port.
 */
import {randomUUID} from 'node:crypto'
import {createServer} from 'node:http'
import Database from 'better-sqlite3'

interface Row {readonly id: string; readonly rev: number; readonly state: string; readonly created_at: string; readonly created_by: string; readonly updated_at: string; readonly updated_by: string; readonly doc: string}

const db = new Database(process.argv[2]!)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
const columns = 'id, rev, state, created_at, created_by, updated_at, updated_by, doc'
const one = db.prepare<[string], Row>(`SELECT ${columns} FROM r_contact WHERE id = ?`)
const page = db.prepare<[string], Row>(`SELECT ${columns} FROM r_contact WHERE state = 'live' AND k_status = lower(?1) || char(1) || ?1 ORDER BY k_last_name, id LIMIT 50`)
const create = db.prepare(`INSERT INTO r_contact (${columns}) VALUES (?, 1, 'live', ?, 'bare', ?, 'bare', ?)`)

const wire = (row: Row): string => `{"id":"${row.id}","schema":"contact","rev":${row.rev},"state":"${row.state}","created_at":"${row.created_at}","created_by":"${row.created_by}","updated_at":"${row.updated_at}","updated_by":"${row.updated_by}","data":${row.doc}}`

const server = createServer((request, response) => {
  const answer = (status: number, body: string): void => {
    response.writeHead(status, {'content-type': 'application/json', 'content-length': Buffer.byteLength(body)}).end(body)
  }
  if (request.method === 'POST') {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const data: unknown = JSON.parse(Buffer.concat(chunks).toString())
      const now = new Date().toISOString()
      const row = {id: randomUUID(), rev: 1, state: 'live', created_at: now, created_by: 'bare', updated_at: now, updated_by: 'bare', doc: JSON.stringify(data)}
      create.run(row.id, now, now, row.doc)
      answer(201, wire(row))
    })
    return
  }
  const url = new URL(request.url!, 'http://localhost')
  const id = url.pathname.split('/')[5]
  if (id) {
    const row = one.get(id)
    answer(row ? 200 : 404, row ? wire(row) : '{}')
    return
  }
  const status = url.searchParams.get('status') ?? ''
  answer(200, `{"items":[${page.all(status).map(wire).join(',')}],"next":null}`)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : '')
})
