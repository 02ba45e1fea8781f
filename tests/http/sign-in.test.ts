import {cp, mkdtemp, rm} from 'node:fs/promises'
import {request} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const form = {'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin'}
const stranger = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => app.as(null)(method, path, body, headers)
const cookieOf = (headers: Headers) => headers.get('set-cookie')!.split(';')[0]!
const signIn = async (role = 'admin') => cookieOf((await stranger('POST', '/login', `email=${role}@demo.test&password=espalier`, form)).headers)

const bearer = (token: string) => ({authorization: `Bearer ${token}`})

describe('for programs', () => {
  test('signing in answers a token and sets a cookie that scripts cannot read', async () => {
    const answer = await stranger('POST', '/api/v1/auth/login', {email: 'manager@demo.test', password: 'espalier'})
    expect(answer).toMatchObject({status: 200, body: {user: {email: 'manager@demo.test', role: 'manager', name: 'Milo Virtanen'}}})
    expect(answer.headers.get('set-cookie')).toMatch(/^espalier_session_[0-9a-f]{8}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const me = await stranger('GET', '/api/v1/auth/me', undefined, {authorization: `Bearer ${String(answer.body['token'])}`})
    expect(me.body).toEqual(answer.body['user'])
    expect((await stranger('GET', '/api/v1/auth/me', undefined, {cookie: cookieOf(answer.headers)})).status).toBe(200)
  })

  test('signing out ends the token at once', async () => {
    const {body} = await stranger('POST', '/api/v1/auth/login', {email: 'agent@demo.test', password: 'espalier'})
    const headers = {authorization: `Bearer ${String(body['token'])}`}
    expect((await stranger('POST', '/api/v1/auth/logout', undefined, headers)).status).toBe(204)
    expect(await stranger('GET', '/api/v1/auth/me', undefined, headers)).toMatchObject({status: 401, body: {code: 'sign-in-needed'}})
  })

  test('a wrong password and an unknown email get the same answer', async () => {
    const [wrong, unknown] = [await stranger('POST', '/api/v1/auth/login', {email: 'admin@demo.test', password: 'wrong'}), await stranger('POST', '/api/v1/auth/login', {email: 'nobody@demo.test', password: 'wrong'})]
    expect(wrong).toMatchObject({status: 401, body: {code: 'wrong-credentials'}})
    expect({...wrong.body, request_id: ''}).toEqual({...unknown.body, request_id: ''})
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="Espalier"')
    expect(wrong.headers.get('set-cookie')).toBeNull()
  })

  test.each([
    [{email: 'a@x.test'}, '/password'], [{password: 'x'}, '/email'], [{email: 5, password: 'x'}, '/email'], [{email: ['a'], password: 'x'}, '/email'], [{email: {$ne: 1}, password: 'x'}, '/email'],
    [{email: 'a@x.test', password: 'x', role: 'admin'}, '/role'], [{email: 'a@x.test', pasword: 'x'}, '/pasword'], [{email: 'a@x.test', password: 'x'.repeat(1_025)}, '/password'],
  ])('%j is refused at %s', async (body, pointer) => {
    const {status, body: {errors}} = await stranger('POST', '/api/v1/auth/login', body)
    expect({status, first: (errors as {pointer: string}[])[0]!.pointer}).toEqual({status: 400, first: pointer})
  })

  test.each([['a number', 12_345_678], ['a list', ['hunter2']], ['an object', {hunter2: 1}], ['too long', 'hunter2'.repeat(200)]])('a password that is refused as %s is not repeated', async (_, sent) => {
    for (const answer of [
      await stranger('POST', '/api/v1/auth/login', {email: 'a@x.test', password: sent}),
      await app.as('agent')('POST', '/api/v1/auth/password', {current: sent, password: sent}),
    ]) {
      expect({status: answer.status, said: /12345678|hunter2/.test(answer.text)}).toEqual({status: 400, said: false})
    }
  })

  test('an email is the same with spaces around it and in wide letters, a password in every form of its letters', async () => {
    const [composed, decomposed] = ['Grün-Straße-９'.normalize('NFC'), 'Grün-Straße-９'.normalize('NFD')]
    expect(composed).not.toBe(decomposed)
    for (const [email, password] of [['composed@demo.test', composed], [' Decomposed@demo.test ', decomposed]]) {
      expect((await app.as('admin')('POST', '/api/v1/records/user', {email, name: 'New', role: 'agent', password})).status).toBe(201)
    }
    for (const email of [' composed@demo.test ', '\tDECOMPOSED@demo.test', 'ｃｏｍｐｏｓｅｄ@demo.test']) {
      for (const password of [composed, decomposed, 'Grün-Straße-9']) {
        expect((await stranger('POST', '/api/v1/auth/login', {email, password})).status).toBe(200)
        expect((await stranger('POST', '/login', new URLSearchParams({email, password}).toString(), form)).status).toBe(303)
      }
    }
    const token = String((await stranger('POST', '/api/v1/auth/login', {email: 'composed@demo.test', password: composed})).body['token'])
    const change = (current: string, password: string) => stranger('POST', '/api/v1/auth/password', {current, password}, bearer(token))
    expect((await change(decomposed, 'Ünder-Över'.normalize('NFD'))).status).toBe(200)
    expect((await stranger('POST', '/api/v1/auth/login', {email: 'composed@demo.test', password: 'Ünder-Över'.normalize('NFC')})).status).toBe(200)
  })

  test('changing the password ends the other sessions and gives a new token', async () => {
    await app.as('admin')('POST', '/api/v1/records/user', {email: 'new@demo.test', name: 'New', role: 'agent', password: 'first password'})
    const login = async (password: string) => (await stranger('POST', '/api/v1/auth/login', {email: 'new@demo.test', password})).body['token'] as string
    const [mine, other] = [await login('first password'), await login('first password')]
    expect((await stranger('POST', '/api/v1/auth/password', {current: 'nope nope', password: 'second password'}, bearer(mine))).status).toBe(401)
    const changed = await stranger('POST', '/api/v1/auth/password', {current: 'first password', password: 'second password'}, bearer(mine))
    expect(changed.status).toBe(200)
    expect((await stranger('GET', '/api/v1/auth/me', undefined, bearer(other))).status).toBe(401)
    expect((await stranger('GET', '/api/v1/auth/me', undefined, bearer(String(changed.body['token'])))).status).toBe(200)
    expect((await stranger('POST', '/api/v1/auth/login', {email: 'new@demo.test', password: 'first password'})).status).toBe(401)
  })
})

describe('for people', () => {
  test('the form signs in, leads on, and needs no script', async () => {
    const page = await stranger('GET', '/login?next=/app/companies')
    expect(page.status).toBe(200)
    expect(page.text).toContain('<form method="post" action="/login">')
    expect(page.text).toContain('name="next" value="/app/companies"')
    // One that tells the browser's time zone, for the page after it; nothing inline.
    expect(page.text.match(/<script[^]*?<\/script>/g)).toEqual(['<script type="module" src="/assets/zone.js"></script>'])
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*style-src 'self' 'nonce-.*frame-ancestors 'none'/)
    const entered = await stranger('POST', '/login', 'email=admin%40demo.test&password=espalier&next=%2Fapp%2Fcompanies', form)
    expect(entered.status).toBe(303)
    expect(entered.headers.get('location')).toBe('/app/companies')
    expect((await stranger('GET', '/login?next=/docs', undefined, {cookie: cookieOf(entered.headers)})).headers.get('location')).toBe('/docs')
  })

  test('a mistake is said on the page, and the email is kept but not the password', async () => {
    const answer = await stranger('POST', '/login', `email=${encodeURIComponent('"><b>@x.test')}&password=secret-word`, form)
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('role="alert"')
    expect(answer.text).toContain('value="&#34;&#62;&#60;b&#62;@x.test"')
    expect(answer.text).not.toContain('secret-word')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect((await stranger('POST', '/login', '', form)).status).toBe(400)
  })

  test('in the demo one press signs in; elsewhere nobody is offered and the press does nothing', async () => {
    const entered = await stranger('POST', '/login', 'demo=agent%40demo.test', form)
    expect(entered.headers.get('location')).toBe('/app')
    expect((await stranger('GET', '/api/v1/auth/me', undefined, {cookie: cookieOf(entered.headers)})).body['role']).toBe('agent')
    const own = await startApp({config: {demo: false}})
    try {
      expect((await own.as(null)('GET', '/login')).text).not.toContain('demo')
      expect((await own.as(null)('POST', '/login', 'demo=agent%40demo.test', form)).status).toBe(400)
    } finally {
      await own.close()
    }
  })

  test.each(['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)'])('is not led to %s', async next => {
    const answer = await stranger('POST', '/login', `demo=agent%40demo.test&next=${encodeURIComponent(next)}`, form)
    expect(answer.headers.get('location')).toBe('/app')
  })

  test('signing out is a form too, and clears the cookie', async () => {
    const cookie = await signIn()
    const out = await stranger('POST', '/logout', '', {...form, cookie})
    expect(out).toMatchObject({status: 303})
    expect(out.headers.get('location')).toBe('/login?out=')
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await stranger('GET', '/api/v1/auth/me', undefined, {cookie})).status).toBe(401)
    expect((await stranger('GET', '/login?out=')).text).toContain('You are signed out.')
    expect((await stranger('GET', '/logout')).status).toBe(405)
  })

  test('a cookie over HTTPS is for HTTPS alone', async () => {
    const own = await startApp({config: {publicUrl: new URL('https://crm.example.com')}})
    try {
      const entered = await own.as(null)('POST', '/login', 'demo=agent%40demo.test', {...form, origin: 'https://crm.example.com'})
      expect(entered.headers.get('set-cookie')).toMatch(/^__Host-espalier_session_[0-9a-f]{8}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
      expect((await own.as(null)('GET', '/api/v1/auth/me', undefined, {cookie: cookieOf(entered.headers)})).body['role']).toBe('agent')
      expect(entered.headers.get('strict-transport-security')).toContain('max-age')
    } finally {
      await own.close()
    }
  })
})

describe('two instances on one machine', () => {
  /** As a browser does: by name and machine, whatever the port. */
  const jarOf = () => {
    const jar = new Map<string, string>()
    return {
      take: (headers: Headers) => headers.getSetCookie().forEach(text => {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(text)!
        if (text.includes('Max-Age=0')) jar.delete(name!)
        else jar.set(name!, value!)
      }),
      cookie: () => [...jar].map(pair => pair.join('=')).join('; '),
    }
  }
  const enter = (at: TestApp, headers = {}) => at.as(null)('POST', '/login', 'demo=agent%40demo.test', {...form, ...headers})
  const whoAt = async (at: TestApp, cookie: string) => (await at.as(null)('GET', '/api/v1/auth/me', undefined, {cookie})).body['email']

  test('keep each their own cookie, through a restart on each other\'s port', async () => {
    const folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'espalier-two-'))))
    const jar = jarOf()
    let both = await Promise.all(folders.map(dataFolder => startApp({config: {dataFolder}})))
    try {
      for (const one of both) jar.take((await enter(one)).headers)
      for (const one of both) expect(await whoAt(one, jar.cookie())).toBe('agent@demo.test')
      for (const one of both) await one.close()
      both = await Promise.all(folders.map(dataFolder => startApp({config: {dataFolder}, people: false})))
      for (const one of both) expect(await whoAt(one, jar.cookie())).toBe('agent@demo.test')
      const [first, second] = both
      jar.take((await first!.as(null)('POST', '/logout', '', {...form, cookie: jar.cookie()})).headers)
      expect(await whoAt(first!, jar.cookie())).toBeUndefined()
      expect(await whoAt(second!, jar.cookie())).toBe('agent@demo.test')
    } finally {
      for (const one of both) await one.close()
      for (const folder of folders) await rm(folder, {recursive: true, force: true})
    }
  })

  test('the copy of a data folder is another instance', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'espalier-copied-'))
    const [dataFolder, copy] = [join(folder, 'data'), join(folder, 'copy')]
    await (await startApp({config: {dataFolder}})).close()
    await cp(dataFolder, copy, {recursive: true})
    const both = [await startApp({config: {dataFolder}, people: false}), await startApp({config: {dataFolder: copy}, people: false})]
    try {
      const jar = jarOf()
      for (const one of both) jar.take((await enter(one)).headers)
      for (const one of both) expect(await whoAt(one, jar.cookie())).toBe('agent@demo.test')
    } finally {
      for (const one of both) await one.close()
      await rm(folder, {recursive: true, force: true})
    }
  })

  test('a cookie from the time when all had one name goes on, and does not stand before the own one', async () => {
    const value = async (role: string) => (await signIn(role)).split('=')[1]!
    const own = await signIn('admin')
    expect(await whoAt(app, `espalier_session=${await value('agent')}`)).toBe('agent@demo.test')
    expect(await whoAt(app, `espalier_session=${await value('agent')}; ${own}`)).toBe('admin@demo.test')
    expect(await whoAt(app, `${own}; espalier_session=${await value('agent')}`)).toBe('admin@demo.test')
  })
})

describe('revocation counts from the next request', () => {
  test.each<[string, (id: string) => [string, string, unknown]]>([
    ['disabling', id => ['PATCH', `/api/v1/records/user/${id}`, {disabled: true}]],
    ['archiving', id => ['DELETE', `/api/v1/records/user/${id}`, undefined]],
    ['another password', id => ['PATCH', `/api/v1/records/user/${id}`, {password: 'something else'}]],
  ])('%s', async (what, change) => {
    const email = `${what.replaceAll(' ', '-')}@demo.test`
    const admin = app.as('admin')
    const id = String((await admin('POST', '/api/v1/records/user', {email, name: what, role: 'manager', password: 'a long one'})).body['id'])
    const token = String((await stranger('POST', '/api/v1/auth/login', {email, password: 'a long one'})).body['token'])
    const asked = () => stranger('GET', '/api/v1/records/company', undefined, {authorization: `Bearer ${token}`})
    expect((await asked()).status).toBe(200)
    const [method, path, body] = change(id)
    expect((await admin(method, path, body)).status).toBe(200)
    expect((await asked()).status).toBe(401)
  })

  test('another role', async () => {
    const admin = app.as('admin')
    const id = String((await admin('POST', '/api/v1/records/user', {email: 'role@demo.test', name: 'R', role: 'agent', password: 'a long one'})).body['id'])
    const token = String((await stranger('POST', '/api/v1/auth/login', {email: 'role@demo.test', password: 'a long one'})).body['token'])
    const write = () => stranger('POST', '/api/v1/records/company', {name: 'X'}, {authorization: `Bearer ${token}`})
    expect((await write()).status).toBe(201)
    await admin('PATCH', `/api/v1/records/user/${id}`, {role: 'readonly'})
    expect((await write()).status).toBe(403)
  })
})

const write = async (headers: Record<string, string>) => {
  const cookie = await signIn()
  return stranger('POST', '/api/v1/records/company', {name: 'Forged'}, {cookie, ...headers})
}

/** The status of the sign-in page, asked for under a name. */
const statusAt = (port: string, host: string) => new Promise<number>(resolve => request({port, host: '127.0.0.1', path: '/login', headers: {host}}, response => {
  response.resume()
  resolve(response.statusCode!)
}).end())

describe('other sites', () => {
  test.each<[string, Record<string, string>]>([
    ['cross-site', {'sec-fetch-site': 'cross-site'}], ['a sibling site', {'sec-fetch-site': 'same-site'}], ['another origin', {origin: 'https://evil.test'}], ['no origin', {origin: 'null'}],
    ['another port', {origin: 'http://127.0.0.1:1'}], ['an origin that begins like ours', {origin: 'http://127.0.0.1.evil.test'}],
  ])('%s cannot write with a visitor\'s cookie', async (_what, headers) => {
    const before = app.store.seq()
    expect(await write(headers)).toMatchObject({status: 403, body: {code: 'cross-origin'}})
    expect((await app.store.events(before, 10)).filter(event => event.schema === 'company')).toEqual([])
  })

  test('our own pages can, and so can programs', async () => {
    expect((await write({'sec-fetch-site': 'same-origin'})).status).toBe(201)
    expect((await write({origin: app.url})).status).toBe(201)
    expect((await write({})).status).toBe(201)
    expect((await app.as('agent')('POST', '/api/v1/records/company', {name: 'Program'}, {origin: 'https://elsewhere.test'})).status).toBe(201)
  })

  test('a bad bearer token is not made up for by a good cookie', async () => {
    expect((await write({authorization: 'Bearer x', origin: 'https://evil.test'})).status).toBe(401)
  })

  test('what a browser adds by itself for the proxy neither takes the cookie\'s place nor proves a program', async () => {
    const basic = {authorization: `Basic ${Buffer.from('office:secret').toString('base64')}`}
    expect((await stranger('GET', '/api/v1/auth/me', undefined, {cookie: await signIn(), ...basic})).body['role']).toBe('admin')
    expect((await stranger('GET', '/login', undefined, {cookie: await signIn(), ...basic})).status).toBe(303)
    expect((await write({...basic, origin: app.url})).status).toBe(201)
    for (const from of [{origin: 'https://evil.test'}, {'sec-fetch-site': 'cross-site'}]) expect(await write({...basic, ...from})).toMatchObject({status: 403, body: {code: 'cross-origin'}})
    expect((await stranger('GET', '/api/v1/auth/me', undefined, basic)).body['detail']).toContain('needs a session')
    for (const authorization of ['Bearer', 'bearer x y', 'BEARER x']) expect((await write({authorization})).status).toBe(401)
  })

  test('nobody can be signed in or out by another site', async () => {
    expect((await stranger('POST', '/login', 'demo=agent%40demo.test', {...form, 'sec-fetch-site': 'cross-site'})).status).toBe(403)
    expect((await stranger('POST', '/logout', '', {...form, 'sec-fetch-site': 'cross-site', cookie: await signIn()})).status).toBe(403)
    expect((await stranger('POST', '/api/v1/auth/login', {email: 'agent@demo.test', password: 'espalier'}, {origin: 'https://evil.test'})).status).toBe(403)
  })

  test('with a public address, only that one is ours', async () => {
    const own = await startApp({config: {publicUrl: new URL('https://crm.example.com')}})
    try {
      const post = (origin: string) => own.as(null)('POST', '/login', 'demo=agent%40demo.test', {'content-type': 'application/x-www-form-urlencoded', origin})
      expect((await post('https://crm.example.com')).status).toBe(303)
      expect((await post(own.url)).status).toBe(403)
    } finally {
      await own.close()
    }
  })

  test('the demo does not answer under a name that was made to point here', async () => {
    const {port} = new URL(app.url)
    expect(await statusAt(port, `localhost:${port}`)).toBe(200)
    expect(await statusAt(port, 'evil.test')).toBe(421)
    expect(await statusAt(port, `localhost.evil.test:${port}`)).toBe(421)
  })

  test('the demo answers under its public name, with the default port said or not', async () => {
    const own = await startApp({config: {publicUrl: new URL('https://crm.example.com')}})
    try {
      const {port} = new URL(own.url)
      expect(await Promise.all(['crm.example.com', 'CRM.example.com:443', 'crm.example.com:80'].map(host => statusAt(port, host)))).toEqual([200, 200, 421])
    } finally {
      await own.close()
    }
  })
})

test('a guesser is told how long to wait, on both doors', async () => {
  let at = Date.now()
  const own = await startApp({now: () => at})
  try {
    const guess = (password: string) => own.as(null)('POST', '/api/v1/auth/login', {email: 'readonly@demo.test', password})
    for (let n = 0; n < 6; n++) expect((await guess('wrong word')).status).toBe(401)
    const refused = await guess('espalier')
    expect(refused).toMatchObject({status: 429, body: {code: 'too-many-attempts', retry_after: 1}})
    expect(refused.headers.get('retry-after')).toBe('1')
    const page = await own.as(null)('POST', '/login', 'email=readonly%40demo.test&password=espalier', form)
    expect(page.status).toBe(429)
    expect(page.headers.get('retry-after')).toBe('1')
    expect(page.text).toContain('Try again in 1 second')
    at += 1000
    expect((await guess('espalier')).status).toBe(200)
  } finally {
    await own.close()
  }
})

/** Whether guesses are slowed down, and what the log says of proxies. */
const guesses = async (trustProxy: string[], from: (n: number) => Record<string, string>) => {
  const own = await startApp({config: {trustProxy}})
  try {
    const statuses: number[] = []
    for (let n = 0; n < 23; n++) statuses.push((await own.as(null)('POST', '/api/v1/auth/login', {email: `nobody${n}@x.test`, password: 'wrong word'}, from(n))).status)
    return {slowed: statuses.includes(429), said: own.logged.filter(line => line.includes('X-Forwarded-For')).map(line => (JSON.parse(line) as {msg: string}).msg)}
  } finally {
    await own.close()
  }
}
const forwarded = (address: string) => ({'x-forwarded-for': address})

describe('the address that is slowed down', () => {
  test('is the client\'s own word only behind a proxy that we trust; else the log names the setting, once', async () => {
    const {slowed, said} = await guesses([], n => forwarded(`203.0.113.${n}`))
    expect(slowed).toBe(true)
    expect(said).toEqual([expect.stringContaining('ESPALIER_TRUST_PROXY=127.0.0.1')])
    expect(await guesses(['loopback'], n => forwarded(`203.0.113.${n}`))).toEqual({slowed: false, said: []})
  })

  test('is the same whatever port it comes from, in brackets or not, and where it is no address', async () => {
    expect((await guesses(['loopback'], n => forwarded(`203.0.113.7:${40_000 + n}`))).slowed).toBe(true)
    expect((await guesses(['loopback'], n => forwarded(`[2001:db8::${n}]:${40_000 + n}`))).slowed).toBe(true)
    expect((await guesses(['loopback'], n => forwarded(`unknown${n}`))).slowed).toBe(true)
  })

  test('is one for everybody where a proxy that we trust says it in other words, and the log says so', async () => {
    const {slowed, said} = await guesses(['loopback'], n => ({'x-real-ip': `203.0.113.${n}`}))
    expect(slowed).toBe(true)
    expect(said).toEqual([expect.stringContaining('X-Real-IP')])
  })
})

test('the set-up page makes the first admin once', async () => {
  const own = await startApp({config: {demo: false}, people: false})
  try {
    const link = (await own.auth.ensureSetupLink())!
    const page = await own.as(null)('GET', link)
    expect(page.text).toContain('Set up Espalier')
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    const token = new URL(link, own.url).searchParams.get('token')!
    const post = (fields: Record<string, string>) => own.as(null)('POST', '/setup', new URLSearchParams({token, name: 'Ada', email: ' Ada@X.test ', password: 'correct horse', ...fields}).toString(), form)
    const mistaken = await post({email: 'ada', password: 'short'})
    expect(mistaken.status).toBe(400)
    expect(mistaken.text).toContain('aria-invalid="true"')
    for (const words of ['The account was not made. Please look at what is marked.', 'Use at least 8 characters, and not your email address.']) expect(mistaken.text).toContain(words)
    expect((await post({email: 'ada'})).text).toContain('Use an email address, as in name@example.org.')
    expect(mistaken.text).not.toContain('expected')
    const focused = /<input id="(\w+)"[^>]* autofocus/
    expect([page.text, (await post({email: 'ada'})).text, (await post({password: 'short'})).text].map(text => focused.exec(text)![1])).toEqual(['name', 'email', 'password'])
    const outcomes = await Promise.all([post({}), post({email: 'eve@x.test'})])
    expect(outcomes.map(one => one.status).toSorted()).toEqual([303, 410])
    expect((await own.as(null)('GET', link)).status).toBe(410)
    const cookie = cookieOf(outcomes.find(one => one.status === 303)!.headers)
    const {body} = await own.as(null)('GET', '/api/v1/auth/me', undefined, {cookie})
    expect(body['role']).toBe('admin')
    expect(['ada@x.test', 'eve@x.test']).toContain(body['email'])
  } finally {
    await own.close()
  }
})
