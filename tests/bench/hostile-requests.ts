/** Requests made to cost the server as much as they can: by strangers, and by people who have signed in. */
import {brotliCompressSync, gzipSync} from 'node:zlib'

export interface HostileRequest {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | string
  /** Sent in chunks of so many bytes. */
  readonly chunk?: number
}

export interface HostileTarget {
  /** A record of the schema `stuff`, and a screen. */
  readonly record: string
  readonly screen: string
  readonly root: string
  /** A record of the schema `misfits`, whose `list` of 19,000 texts should be numbers by now. */
  readonly misfit: string
  /** A record of `stuff` whose `free` has grown as wide as it can. */
  readonly wide: string
}

const megabyte = 1024 * 1024
const json = {'Content-Type': 'application/json'}
const form = {'Content-Type': 'application/x-www-form-urlencoded'}
const gzip = {'Content-Encoding': 'gzip'}
const many = (count: number, one: (n: number) => string, between = ','): string => Array.from({length: count}, (_, n) => one(n)).join(between)
const upTo = (bytes: number, one: (n: number) => string, between = ','): string => many(Math.floor(bytes / (one(99_999).length + between.length)), one, between)
const list = (one: string, bytes = megabyte - 200): string => `[${upTo(bytes, () => one)}]`
const keys = (count: number): string => many(count, n => `"k${n}":1`)
const brackets = `${'['.repeat(500_000)}${']'.repeat(500_000)}`
const broken = `[${'1,'.repeat(500_000)}x`
const fields = upTo(megabyte - 200, n => `k${n}=1`, '&')
const kilobyteOfGzip = gzipSync(Buffer.alloc(megabyte - 100, 32), {level: 9})
const bomb = gzipSync(Buffer.alloc(50 * megabyte, 32), {level: 9})
const brotliBomb = brotliCompressSync(Buffer.alloc(50 * megabyte, 32))
const headerBytes = 15_000

/** Everything that a stranger may send, whether or not it is listened to. */
export function strangersRequests(): readonly HostileRequest[] {
  const bodies: readonly (readonly [name: string, headers: Readonly<Record<string, string>>, body: Buffer | string])[] = [
    ['90,000 keys', json, `{${keys(90_000)}}`],
    ['a megabyte of brackets', json, brackets],
    ['broken JSON', json, broken],
    ['a kilobyte of gzip', {...json, ...gzip}, kilobyteOfGzip],
    ['a gzip bomb', {...json, ...gzip}, bomb],
    ['a Brotli bomb', {...json, 'Content-Encoding': 'br'}, brotliBomb],
    ['150,000 fields', form, fields],
    ['escapes', form, `email=${'%61'.repeat(300_000)}`],
  ]
  const addresses = ['/api/v1/auth/login', '/login', '/setup', '/logout', '/app/act', '/nowhere', '/api/v1/records/contact', '/docs', '/designer', '/healthz', '/assets/x.js']
  const headers: readonly (readonly [name: string, header: string, value: string])[] = [
    ['cookies', 'Cookie', upTo(headerBytes, () => 'a=b', '; ')],
    ['one cookie', 'Cookie', `espalier_session=${'a'.repeat(headerBytes)}`],
    ['a token', 'Authorization', `Bearer ${'a'.repeat(headerBytes)}`],
    ['a scheme and spaces', 'Authorization', `Bearer ${' '.repeat(headerBytes)}x y`],
    ['types', 'Accept', upTo(headerBytes, n => `a/b${n};q=0.${n % 10}`)],
    ['encodings', 'Accept-Encoding', upTo(headerBytes, n => `br ${' '.repeat(9)};q=${n}`)],
    ['languages', 'Accept-Language', upTo(headerBytes, n => `l${n};q=0.5`)],
    ['forwarders', 'X-Forwarded-For', upTo(headerBytes, () => '1.2.3.4')],
    ['an origin', 'Origin', `http://${'a.'.repeat(headerBytes / 2)}`],
    ['tags', 'If-None-Match', upTo(headerBytes, n => `W/"${n}"`)],
    ['a type with parameters', 'Content-Type', `application/json;${upTo(headerBytes, n => `p${n}=1`, ';')}`],
  ]
  return [
    ...addresses.flatMap(path => bodies.map(([name, head, body]) => ({name: `${name} to ${path}`, method: 'POST', path, headers: head, body}))),
    {name: 'chunks of a byte to a sign-in', method: 'POST', path: '/api/v1/auth/login', headers: json, body: `{"email":"${' '.repeat(100_000)}"}`, chunk: 1},
    {name: 'chunks of a byte to /nowhere', method: 'POST', path: '/nowhere', headers: json, body: ' '.repeat(100_000), chunk: 1},
    {name: 'chunks of a byte to a form', method: 'POST', path: '/login', headers: form, body: 'a'.repeat(100_000), chunk: 1},
    {name: 'a body with GET', method: 'GET', path: '/login', headers: json, body: `{${keys(90_000)}}`},
    ...headers.flatMap(([name, header, value]) => ['/login', '/api/v1/auth/login', '/app', '/assets/x.js'].map(path => ({
      name: `${name} to ${path}`, method: path.endsWith('auth/login') ? 'POST' : 'GET', path,
      headers: {[header]: value, ...(header !== 'Accept' && {Accept: 'text/html'})}, ...(path.endsWith('auth/login') && {body: '{}'}),
    }))),
    ...['/login', '/app/x', '/docs', '/api/v1/records/contact'].flatMap(path => [
      {name: `parameters to ${path}`, method: 'GET', path: `${path}?${upTo(headerBytes, n => `k${n}=1`, '&')}`},
      {name: `one parameter to ${path}`, method: 'GET', path: `${path}?next=/${'%61'.repeat(headerBytes / 3)}`},
      {name: `escapes under ${path}`, method: 'GET', path: `${path}/${'%c3%a4'.repeat(headerBytes / 6)}`},
      {name: `parts under ${path}`, method: 'GET', path: `${path}${'/a'.repeat(headerBytes / 2)}`},
      {name: `slashes under ${path}`, method: 'GET', path: `${path}${'/'.repeat(headerBytes)}`, headers: {Accept: 'text/html'}},
    ]),
    {name: 'an upgrade', method: 'GET', path: '/live', headers: {Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Key': 'x'.repeat(headerBytes), Origin: 'http://x'}},
    {name: 'an upgrade elsewhere', method: 'GET', path: `/${'a'.repeat(headerBytes)}`, headers: {Upgrade: 'websocket', Connection: 'Upgrade'}},
    {name: '90 headers', method: 'GET', path: '/login', headers: Object.fromEntries(Array.from({length: 90}, (_, n) => [`x-${n}-${'a'.repeat(60)}`, 'b'.repeat(80)]))},
  ]
}

/** The dearest bodies and addresses of each operation that a signed-in person may call. `steps` on the screen `screen`, records of `stuff`. */
export function membersRequests({record, screen, root, misfit, wide}: HostileTarget): readonly HostileRequest[] {
  const stuff = '/api/v1/records/stuff'
  const one = `${stuff}/${record}`
  const jsonPatch = {'Content-Type': 'application/json-patch+json'}
  const mergePatch = {'Content-Type': 'application/merge-patch+json'}
  const values = 19_900
  const names = 2_400
  const objects = (make: (n: number) => string) => `{"unique":[${many(1_000, make)}]}`
  const shapes: readonly (readonly [string, string])[] = [
    ['90,000 unknown names', `{${keys(90_000)}}`],
    ['as many unknown names as are read', `{${keys(values)}}`],
    ['as many names inside as are read', `{"free":{${keys(values)}}}`],
    ['as many long names inside as are read', `{"free":{${many(values, n => `"${'n'.repeat(40)}${n}":1`)}}}`],
    ['as many different names as are read', `{"free":{${keys(names)}}}`],
    ['as many different long names as are read', `{"free":{${many(names, n => `"${'n'.repeat(40)}${n}":1`)}}}`],
    ['the same names in many objects', `{"free":{"a":[${many(8, () => `{${keys(names)}}`)}]}}`],
    ['the same unknown names in many objects', `{"a":[${many(8, () => `{${keys(names)}}`)}]}`],
    ['different names in many objects', `{"free":{"a":[${many(names / 10, n => `{${many(10, k => `"k${n}x${k}":1`)}}`)}]}}`],
    ['numbers for names', `{"free":{${many(names, n => `"${n * 999}":1`)}}}`],
    ['one name often', `{${many(values, () => '"name":"x"')}}`],
    ['halves of letters', `{"name":"${'\\ud800'.repeat(30_000)}"}`],
    ['a list that lacks what it must contain', `{"holds":[${many(values, n => String(n))}]}`],
    ['a list that many rules refuse', `{"ruled":[${many(values, n => `"v${n}"`)}]}`],
    ['objects of one name', `{"free":{"a":[${many(values / 2 - 10, n => `{"k${n}":1}`)}]}}`],
    ['a list of numbers', `{"numbers":[${many(values, n => String(n))}]}`],
    ['small numbers', `{"numbers":[${many(values, () => '1E-300')}]}`],
    ['numbers of 17 digits', `{"numbers":[${many(values, n => String((n + 1) / 19_901 / 3))}]}`],
    ['numbers of 50 digits', `{"numbers":[${many(values, () => '1'.repeat(50))}]}`],
    ['items of the wrong type', `{"numbers":[${many(values, () => '{}')}]}`],
    ['items of no allowed form', `{"mixed":[${many(values, () => '[]')}]}`],
    ['forms inside forms', `{"either":[${many(values, () => '{}')}]}`],
    ['1,000 equal objects', objects(() => '{"a":["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",1,2]}')],
    ['1,000 objects that differ at their end', objects(n => `{"a":"${'x'.repeat(900)}${n}"}`)],
    ['1,000 objects that differ deep inside', objects(n => `{"a":[[[[[1,2,3,4,5,6,7,8,9,${n}]]]]]}`)],
    ['1,000 objects with many names', objects(n => `{${many(9, k => `"k${k}":${k}`)},"z":${n}}`)],
    ['texts that a pattern backtracks over', `{"slow":[${many(100, () => `"${'a'.repeat(9_900)}"`)}]}`],
    ['addresses that are none', `{"mails":[${many(240, () => `"${'a.'.repeat(1_000)}@"`)}],"uris":[${many(200, () => `"http://${'a%20'.repeat(500)}^"`)}]}`],
    ['one text', `{"name":"${'a'.repeat(900_000)}"}`],
    ['one escaped text', `{"name":"${'\\u0041'.repeat(170_000)}"}`],
    ['one name', `{"${'a'.repeat(900_000)}":1}`],
    ['brackets', brackets],
    ['broken at its end', broken],
    ['a hostile key at its end', `{"free":[${many(values, () => '{}')},{"__proto__":1}]}`],
    ['empty objects', list('{}')],
    ['white space', `{"name":"x"${' '.repeat(1_000_000)}}`],
    ['line breaks and a mistake', `${'\n'.repeat(1_000_000)}x`],
  ]
  const bodies: HostileRequest[] = shapes.flatMap(([name, body]) => [
    {name: `POST a record: ${name}`, method: 'POST', path: stuff, headers: json, body},
    {name: `PUT a record: ${name}`, method: 'PUT', path: one, headers: json, body},
    {name: `PATCH a record: ${name}`, method: 'PATCH', path: one, headers: mergePatch, body},
    {name: `PUT a schema: ${name}`, method: 'PUT', path: '/api/v1/schemas/hostile', headers: json, body},
    {name: `act: ${name}`, method: 'POST', path: '/app/act', headers: json, body},
    {name: `act with a payload: ${name}`, method: 'POST', path: '/app/act', headers: json, body: `{"screen":"","hash":"","node":"n","event":"e","path":"/app/companies","payload":${body}}`},
    {name: `steps: ${name}`, method: 'POST', path: `/api/v1/screens/${screen}/steps`, headers: json, body},
    {name: `logout: ${name}`, method: 'POST', path: '/api/v1/auth/logout', headers: json, body},
  ])
  const patches: readonly (readonly [string, string])[] = [
    ['copies that double', `[${many(1_000, () => '{"op":"copy","from":"/free","path":"/free/x"}')}]`],
    ['inserts before many', `[{"op":"replace","path":"/numbers","value":[${many(15_000, () => '1')}]},${many(1_000, () => '{"op":"add","path":"/numbers/0","value":1}')}]`],
    ['a long pointer', `[{"op":"add","path":"${'/a'.repeat(400_000)}","value":1}]`],
    ['many tests', `[${many(6_000, () => '{"op":"test","path":"","value":1}')}]`],
    ['moves to and fro', `[${many(1_000, n => (n % 2 ? '{"op":"move","from":"/free/b","path":"/numbers"}' : '{"op":"move","from":"/numbers","path":"/free/b"}'))}]`],
    ['unknown operations', `[${many(6_000, () => '{"op":"x"}')}]`],
    ['new names', `[${many(1_000, n => `{"op":"add","path":"/free/${'x'.repeat(800)}${n}","value":1}`)}]`],
    ['deep pointers', `[{"op":"add","path":"/free/d","value":${'{"a":'.repeat(12)}1${'}'.repeat(12)}},${many(990, n => `{"op":"${n % 2 ? 'copy' : 'test'}","from":"/free/d${'/a'.repeat(11)}","path":"/free/d${'/a'.repeat(12)}","value":1}`)}]`],
    ['tests of much', `[{"op":"replace","path":"/numbers","value":[${many(15_000, () => '1')}]},${many(900, () => '{"op":"test","path":"/numbers","value":[1]}')}]`],
  ]
  const nodeId = (n: number) => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`
  const node = (n: number, parent = root) => `{"id":"${nodeId(n)}","screen_id":"${screen}","parent_id":"${parent}","slot":"default","order":"a${n % 9 + 1}","snippet":"text","props":{"text":"x"}}`
  /** What came in goes again, so that each round finds the same draft. */
  const beside = (step: (n: number) => string, nodes = 1_900) =>
    `{"steps":[{"type":"insert","nodes":[${many(nodes, n => node(n, n === 0 ? root : nodeId(0)))}]},${many(498, step)},{"type":"remove","id":"${nodeId(0)}"}]}`
  const steps: readonly (readonly [string, string])[] = [
    ['500 removals', `{"steps":[${many(500, () => `{"type":"remove","id":"${root}"}`)}]}`],
    ['501 steps', `{"steps":[${many(501, () => '{"type":"remove","id":"x"}')}]}`],
    ['500 unknown steps', `{"steps":[${many(500, () => '{"type":"nothing"}')}]}`],
    ['2,100 nodes', `{"steps":[{"type":"insert","nodes":[${many(2_100, n => node(n))}]}]}`],
    ['a deep value', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":${'['.repeat(60)}${']'.repeat(60)}}]}`],
    ['500 sets', `{"steps":[${many(500, n => `{"type":"set","id":"${root}","path":["props","k${n}"],"value":1}`)}]}`],
    ['499 sets inside a wide value', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":{${keys(values)}}},${many(499, n => `{"type":"set","id":"${root}","path":["props","x","k${n}"],"value":2}`)}]}`],
    ['499 removals inside a wide value', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":{${keys(values)}}},${many(499, n => `{"type":"set","id":"${root}","path":["props","x","k${n}"]}`)}]}`],
    ['498 sets beside 1,900 nodes', beside(n => `{"type":"set","id":"${root}","path":["props","k"],"value":${n}}`)],
    ['498 moves among 1,900 nodes', beside(n => `{"type":"move","id":"${nodeId(1_899 - n)}","to":{"parent_id":"${nodeId(0)}","slot":"default","order":"a1"}}`)],
    ['498 moves into each other', beside(n => `{"type":"move","id":"${nodeId(n + 1)}","to":{"parent_id":"${nodeId(n)}","slot":"default","order":"a1"}}`)],
    ['498 removals of one of 1,900 nodes', beside(n => `{"type":"remove","id":"${nodeId(n + 1)}"}`)],
    ['498 inserts beside 1,400 nodes', beside(n => `{"type":"insert","nodes":[${node(1_400 + n, nodeId(0))}]}`, 1_400)],
    ['16 values of as many names as are read', `{"steps":[${many(16, n => `{"type":"set","id":"${root}","path":["props","x${n}"],"value":{${keys(2_300)}}}`)}]}`],
    ['499 sets inside a value of many names', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":{${keys(names)}}},${many(499, n => `{"type":"set","id":"${root}","path":["props","x","k${n}"],"value":2}`)}]}`],
    ['499 removals inside a value of many names', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":{${keys(names)}}},${many(499, n => `{"type":"set","id":"${root}","path":["props","x","k${n}"]}`)}]}`],
    ['a wide value', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":{${keys(values)}}}]}`],
    ['38,000 small numbers', `{"steps":[${many(38_000, () => '10E-299')}]}`],
    ['38,000 of the smallest numbers', `{"steps":[${many(38_000, () => '10E-311')}]}`],
    ['a costly expression', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":{"$":"${'1+'.repeat(9_000)}1"}}]}`],
    ['many expressions', `{"steps":[{"type":"set","id":"${root}","path":["props","x"],"value":[${many(9_000, () => '{"$":"1+1"}')}]}]}`],
  ]
  const schemas: readonly (readonly [string, string])[] = [
    ['2,000 properties', `{"title":"H","type":"object","properties":{${many(2_000, n => `"p${n}":{"type":"string"}`)}}}`],
    ['200 properties', `{"title":"H","type":"object","properties":{${many(200, n => `"p${n}":{"type":"string","title":"${n}"}`)},"a_id":{"type":"string","x-link":"nothing"}}}`],
    ['patterns', `{"title":"H","type":"object","properties":{${many(200, n => `"p${n}":{"type":"string","pattern":"(?i)${'\\\\p{L}'.repeat(90)}${n}"}`)}}}`],
    ['one pattern that multiplies', '{"title":"H","type":"object","properties":{"p":{"type":"string","pattern":"(((a{1,30}){1,30}){1,30}){1,30}"}}}'],
    ['references that multiply', `{"title":"H","type":"object","properties":{"a":{"$ref":"#/$defs/d0"}},"$defs":{${many(30, n => `"d${n}":${n === 29 ? '{"type":"string"}' : `{"allOf":[{"$ref":"#/$defs/d${n + 1}"},{"$ref":"#/$defs/d${n + 1}"}]}`}`)}}}`],
    ['unknown keywords', `{"title":"H","type":"object","properties":{"a":{${keys(5_000)}}}}`],
    ['a long enumeration', `{"title":"H","type":"object","properties":{"a":{"enum":[${many(15_000, n => `"v${n}"`)}]}}}`],
  ]
  const change = (op: string, more: string) => `{"op":"${op}","schema":"stuff",${more}}`
  const commits: readonly (readonly [string, string])[] = [
    ['1,000 new records', many(1_000, n => change('create', `"data":{"name":"n${n}"}`))],
    ['1,000 records that do not fit', many(1_000, () => change('create', '"data":{"name":1,"numbers":["x","y"],"mails":["x"]}'))],
    ['1,000 records of unknown names', many(1_000, () => change('create', '"data":{"nmae":1,"nmbers":2,"nothing":3}'))],
    ['1,000 records that are not there', many(1_000, n => change('update', `"id":"n${n}","data":{"name":"x"}`))],
    ['1,000 schemas that are not there', many(1_000, n => `{"op":"create","schema":"s${n}","data":{}}`)],
    ['1,000 links to nowhere', many(1_000, n => `{"op":"create","schema":"contact","data":{"last_name":"x","company_id":"c${n}"}}`)],
    ['1,000 changes of one record', many(1_000, n => change('update', `"id":"${record}","data":{"name":"n${n}"}`))],
    ['1,000 changes of a wide record', many(1_000, n => change('update', `"id":"${wide}","data":{"name":"n${n}"}`))],
    ['wide records', many(8, () => change('create', `"data":{"free":{${keys(names)}}}`))],
    ['19,000 changes', many(19_000, () => '{}')],
  ]
  const sixty = `[${many(60, String)}]`
  const queries: readonly (readonly [string, string])[] = [
    ['a filter of many terms', `filter=${encodeURIComponent(Array(60).fill('record.last_name=="x"').join('||'))}`],
    ['a filter of 15,000 letters', `filter=${'a'.repeat(headerBytes)}`],
    ['a filter of parentheses', `filter=${'('.repeat(990)}1${')'.repeat(990)}`],
    ['a filter of nots', `filter=${'!'.repeat(1_900)}true`],
    ['a filter of lists', `filter=${encodeURIComponent(`${sixty}.exists(a, ${sixty}.exists(b, ${sixty}.exists(c, a + b + c < 0)))`)}`],
    ['a filter of operators', `filter=${encodeURIComponent(Array(400).fill('1').join('+'))}==1`],
    ['many sorts', `sort=${upTo(headerBytes, n => `k${n}`)}`],
    ['many fields', `fields=${upTo(headerBytes, n => `k${n}`)}`],
    ['one field often', `fields=${upTo(headerBytes, () => 'last_name')}`],
    ['many expansions', `expand=${upTo(headerBytes, n => `k${n}`)}`],
    ['many words', `q=${encodeURIComponent(upTo(10_000, n => `w${n}`, ' '))}`],
    ['many beginnings', `q=${encodeURIComponent(Array(66).fill('a*').join(' '))}`],
    ['a cursor', `cursor=${'a'.repeat(headerBytes)}`],
    ['commas', `fields=${','.repeat(headerBytes)}`],
    ['many parameters', upTo(headerBytes, n => `k${n}=1`, '&')],
  ]
  return [
    ...bodies,
    ...['all', 'each'].flatMap(mode => commits.map(([name, changes]) => ({name: `commit of ${mode}: ${name}`, method: 'POST', path: '/api/v1/commit', headers: json, body: `{"mode":"${mode}","changes":[${changes}]}`}))),
    ...patches.map(([name, body]) => ({name: `JSON Patch: ${name}`, method: 'PATCH', path: one, headers: jsonPatch, body})),
    ...steps.map(([name, body]) => ({name: `steps: ${name}`, method: 'POST', path: `/api/v1/screens/${screen}/steps`, headers: json, body})),
    ...steps.map(([name, body]) => ({name: `hot patch: ${name}`, method: 'POST', path: `/api/v1/nodes/${root}/patch`, headers: json, body})),
    ...schemas.map(([name, body]) => ({name: `PUT a schema: ${name}`, method: 'PUT', path: '/api/v1/schemas/hostile', headers: json, body})),
    ...queries.map(([name, query]) => ({name: `records: ${name}`, method: 'GET', path: `/api/v1/records/contact?limit=1&${query}`})),
    ...queries.slice(10, 12).map(([name, query]) => ({name: `search: ${name}`, method: 'GET', path: `/api/v1/search?${query}`})),
    {name: 'JSON Patch: one of many items that no longer fit', method: 'PATCH', path: `/api/v1/records/misfits/${misfit}`, headers: jsonPatch, body: '[{"op":"replace","path":"/list/5","value":1},{"op":"remove","path":"/list/0"},{"op":"add","path":"/list/-","value":"x"}]'},
    {name: 'PATCH a record: a name beside many items that no longer fit', method: 'PATCH', path: `/api/v1/records/misfits/${misfit}`, headers: mergePatch, body: '{"name":5}'},
    {name: 'PATCH a record: a name inside as many as it holds', method: 'PATCH', path: `${stuff}/${wide}`, headers: mergePatch, body: '{"free":{"one":null}}'},
    {name: 'JSON Patch: a name inside as many as it holds', method: 'PATCH', path: `${stuff}/${wide}`, headers: jsonPatch, body: '[{"op":"add","path":"/free/k0","value":2},{"op":"add","path":"/name","value":1}]'},
    {name: 'PATCH a record: many revisions', method: 'PATCH', path: one, headers: {...mergePatch, 'If-Match': upTo(headerBytes, n => `"${n}"`)}, body: '{"name":"x"}'},
    {name: 'a page with 300 filters', method: 'GET', path: `/app/contacts?${many(300, n => `f.name${n}=a`, '&')}`, headers: {Accept: 'text/html'}},
    {name: 'the designer\'s page with many parameters', method: 'GET', path: `/api/v1/screens/${screen}/page?at=draft&query=${encodeURIComponent(many(900, n => `k${n}=1`, '&'))}`},
    {name: 'publish: many screens', method: 'POST', path: '/api/v1/releases', headers: json, body: `{"screens":[${many(values, () => '"x"')}]}`},
    {name: 'a gzip bomb to a record', method: 'POST', path: stuff, headers: {...json, ...gzip}, body: bomb},
    {name: 'a kilobyte of gzip to a record', method: 'POST', path: stuff, headers: {...json, ...gzip}, body: kilobyteOfGzip},
    {name: 'a Brotli bomb to a record', method: 'POST', path: stuff, headers: {...json, 'Content-Encoding': 'br'}, body: brotliBomb},
    {name: 'chunks of a byte to a record', method: 'POST', path: stuff, headers: json, body: `{"name":"${'x'.repeat(150_000)}"}`, chunk: 1},
    {name: 'a form with many fields', method: 'POST', path: '/app/act', headers: form, body: fields},
    {name: 'a form with as many fields as are read', method: 'POST', path: '/app/act', headers: form, body: `node=n&event=e&path=/app/companies&${many(190, n => `k${n}=${'x'.repeat(4_000)}`, '&')}`},
    {name: 'a form with escapes', method: 'POST', path: '/app/act', headers: form, body: `node=n&event=e&path=/app/companies&payload=${'%61'.repeat(300_000)}`},
  ]
}

/** As it goes on the wire; the connection ends with the answer. */
export function bytesOf({method, path, headers = {}, body, chunk}: HostileRequest, more: Readonly<Record<string, string>>): Buffer {
  const bytes = Buffer.from(body ?? '')
  const all: Record<string, string> = {Host: '127.0.0.1', Connection: 'close', ...more, ...headers, ...(chunk ? {'Transfer-Encoding': 'chunked'} : body !== undefined && {'Content-Length': String(bytes.length)})}
  const head = `${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), chunk ? inChunks(bytes, chunk) : bytes])
}

function inChunks(bytes: Buffer, size: number): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size)
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}
