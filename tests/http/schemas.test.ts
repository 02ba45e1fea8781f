import {Validator} from '@seriousme/openapi-schema-validator'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {OpenApiDocument, Operation, Parameter} from '../../server/http/openapi/index.ts'
import {startApp, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
})
afterAll(() => app.close())

const project = {title: 'Project', type: 'object', 'x-plural': 'Projects', properties: {name: {type: 'string', title: 'Name'}, budget: {type: 'number'}, company_id: {type: 'string'}}, required: ['name']}

const paths = (text: string) => (JSON.parse(text) as OpenApiDocument).paths

describe('a schema', () => {
  test('is put, listed, read back with its version, and in force at once everywhere', async () => {
    const put = await admin('PUT', '/api/v1/schemas/project', project)
    expect(put).toMatchObject({status: 201, body: {name: 'project', version: 1, breaks: [], schema: project}})
    expect(put.headers.get('etag')).toBe('"1"')
    const read = await admin('GET', '/api/v1/schemas/project')
    expect(read.body).toEqual({...project, additionalProperties: false})
    expect(read.headers.get('etag')).toBe('"1"')
    expect(await admin('GET', '/api/v1/schemas/project', undefined, {'if-none-match': '"1"'})).toMatchObject({status: 304, text: ''})
    expect((await app.as('readonly')('GET', '/api/v1/schemas')).body['items']).toContainEqual({name: 'project', title: 'Project', plural: 'Projects', version: 1, system: false})
    expect((await app.as('agent')('POST', '/api/v1/records/project', {name: 'First', budget: 12.5})).status).toBe(201)
    expect((await admin('GET', '/api/v1/records/project?filter=record.budget>12&sort=-budget')).body['items']).toHaveLength(1)
    expect((await admin('GET', '/openapi.json')).text).toContain('/api/v1/records/project')
    expect((await admin('GET', '/docs/project')).text).toContain('create_project')
  })

  test('that breaks what is stored is refused, each break counted, until that is accepted', async () => {
    const {budget: _budget, ...kept} = project.properties
    const smaller = {...project, properties: kept}
    const before = app.store.seq()
    const refused = await admin('PUT', '/api/v1/schemas/project', smaller)
    expect(refused).toMatchObject({status: 409, body: {code: 'schema-breaks', breaks: [{pointer: expect.stringContaining('budget'), records: 1}]}})
    expect(app.store.seq()).toBe(before)
    expect((await admin('PUT', '/api/v1/schemas/project?accept=everything', smaller)).status).toBe(400)
    expect(await admin('PUT', '/api/v1/schemas/project?accept=breaks', smaller)).toMatchObject({status: 200, body: {version: 2, breaks: [{records: 1}]}})
    expect((await admin('POST', '/api/v1/records/project', {name: 'X', budget: 1})).status).toBe(400)
    expect((await admin('GET', '/openapi.json')).text).not.toContain('"budget"')
  })

  test('that changes while a record is written: who was answered with 200 is answered all that was stored', async () => {
    const properties = {name: {type: 'string'}, note: {type: 'string'}}
    const [whole, without] = [{title: 'Race', type: 'object', properties}, {title: 'Race', type: 'object', properties: {name: properties.name}}]
    await admin('PUT', '/api/v1/schemas/race', whole)
    let [both, refused] = [0, 0]
    for (let round = 0; round < 12; round++) {
      const note = `n${round}`
      const [change, ...created] = await Promise.all([
        admin('PUT', '/api/v1/schemas/race?accept=breaks', without),
        ...Array.from({length: 6}, () => admin('POST', '/api/v1/records/race', {name: 'x', note})),
      ])
      expect(change.status).toBe(200)
      for (const {status, body} of created) {
        if (status === 201) both++
        else refused++
        if (status === 201) expect(body['data']).toEqual({name: 'x', note})
      }
      await admin('PUT', '/api/v1/schemas/race?accept=breaks', whole)
    }
    expect([both > 0, both + refused]).toEqual([true, 72])
  })

  test('is not changed over a version that one has not seen', async () => {
    const next = {...project, title: 'Project too'}
    await admin('PUT', '/api/v1/schemas/plan', project)
    expect(await admin('PUT', '/api/v1/schemas/plan', next, {'if-match': '"7"'})).toMatchObject({status: 412})
    expect(await admin('PUT', '/api/v1/schemas/plan', next, {'if-match': '"1"'})).toMatchObject({status: 200, body: {version: 2}})
    for (const headers of [{'if-none-match': '*'}, {'if-none-match': '"1", "2"'}, {'if-match': '"8", "9"'}]) expect(await admin('PUT', '/api/v1/schemas/plan', {...project, title: 'Over'}, headers)).toMatchObject({status: 412})
    expect(await admin('PUT', '/api/v1/schemas/not_there', project, {'if-match': '*'})).toMatchObject({status: 412})
    const both = await Promise.all(['A', 'B'].map(title => admin('PUT', '/api/v1/schemas/plan', {...project, title}, {'if-match': '"2"'})))
    expect(both.map(answer => answer.status).toSorted()).toEqual([200, 412])
  })

  test('is shown without its secrets to who may not change it, and whole to who may', async () => {
    await admin('PUT', '/api/v1/schemas/vault', {title: 'Vault', type: 'object', properties: {label: {type: 'string'}, pin: {type: 'string', 'x-secret': true}}})
    expect((await app.as('manager')('GET', '/api/v1/schemas/vault')).text).not.toContain('pin')
    const whole = await admin('GET', '/api/v1/schemas/vault')
    expect(whole.text).toContain('pin')
    expect(await admin('PUT', '/api/v1/schemas/vault', whole.body)).toMatchObject({status: 200, body: {version: 1}})
  })
})

describe('the OpenAPI document', () => {
  test.each(['admin', 'readonly'] as const)('is valid for %s', async role => {
    const {body} = await app.as(role)('GET', '/openapi.json')
    expect(body['openapi']).toBe('3.1.0')
    const validator = new Validator()
    const result = await validator.validate(structuredClone(body) as Record<string, unknown>)
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
  })

  test('names the address that is listened on, also where the system chose the port', async () => {
    const {body} = await admin('GET', '/openapi.json')
    expect((body['servers'] as {url: string}[]).map(({url}) => new URL(url).port)).toEqual([new URL(app.url).port])
    expect((await admin('GET', '/docs')).text).toContain(`:${new URL(app.url).port}/api/v1/auth/login`)
  })

  test('refers to nothing that is missing, names each operation once, and declares each path parameter', async () => {
    const {text} = await admin('GET', '/openapi.json')
    const document = JSON.parse(text) as OpenApiDocument
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
      const [kind, key] = name!.split('/') as ['schemas' | 'responses', string]
      expect([name, key in document.components[kind]]).toEqual([name, true])
    }
    const operations = Object.entries(document.paths).flatMap(([path, item]) => Object.values(item as Record<string, Operation>).map(operation => ({path, operation})))
    expect(new Set(operations.map(({operation}) => operation.operationId)).size).toBe(operations.length)
    for (const {path, operation} of operations) {
      const declared = (operation.parameters ?? []).filter((parameter: Parameter) => parameter.in === 'path').map(parameter => parameter.name)
      expect([path, declared]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])])
    }
    const tags = document.tags.map(tag => tag.name)
    expect(new Set(tags).size).toBe(tags.length)
    expect(operations.filter(({operation}) => !tags.includes(operation.tags[0]))).toEqual([])
  })

  test('says only what is there: every address refuses a body of another type as it is written', async () => {
    const document = JSON.parse((await admin('GET', '/openapi.json')).text) as OpenApiDocument
    const token = await app.tokenOf('admin')
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
        if (operation.operationId === 'logout' || operation.operationId === 'publish') continue
        const response = await fetch(app.url + path.replaceAll(/\{\w+\}/g, 'nothing'), {method: method.toUpperCase(), headers: {authorization: `Bearer ${token}`, 'content-type': 'text/csv'}, ...(operation.requestBody && {body: 'x'})})
        expect([method, path, response.status, Object.keys(operation.responses)]).toEqual([method, path, response.status, expect.arrayContaining([String(response.status)])])
        expect(response.status).not.toBe(405)
        await response.body?.cancel()
      }
    }
  })

  test('shows a role only what it may do', async () => {
    const readonly = paths((await app.as('readonly')('GET', '/openapi.json')).text)
    expect(Object.keys(readonly['/api/v1/records/contact']!)).toEqual(['get'])
    expect(readonly).not.toHaveProperty('/api/v1/records/user')
    expect(Object.keys(paths((await admin('GET', '/openapi.json')).text)['/api/v1/records/contact']!)).toEqual(['get', 'post'])
  })

  test('is for who is signed in', async () => {
    expect((await app.as(null)('GET', '/openapi.json')).status).toBe(401)
    const docs = await app.as(null)('GET', '/docs/contact')
    expect([docs.status, docs.headers.get('location')]).toEqual([303, '/login?next=%2Fdocs%2Fcontact'])
  })
})

test('the examples of the reference work as they are written', async () => {
  const document = JSON.parse((await admin('GET', '/openapi.json')).text) as OpenApiDocument
  const company = String((await admin('POST', '/api/v1/records/company', {name: 'Example'})).body['id'])
  for (const [path, item] of Object.entries(document.paths)) {
    const example = item.post?.requestBody?.content['application/json']?.example
    if (!/^\/api\/v1\/records\/(company|contact|employee|product|activity|project)$/.test(path) || example === undefined) continue
    const linked = Object.fromEntries(Object.entries(example as Record<string, unknown>).filter(([name]) => name === 'company_id' || !name.endsWith('_id')).map(([name, value]) => [name, name === 'company_id' ? company : value]))
    const answer = await admin('POST', path, linked)
    expect([path, answer.text.slice(0, 300), answer.status]).toEqual([path, expect.any(String), 201])
    const filter = item.get?.parameters?.find(parameter => parameter.name === 'filter')?.example
    expect([path, (await admin('GET', `${path}?filter=${encodeURIComponent(String(filter))}`)).status]).toEqual([path, 200])
  }
})
