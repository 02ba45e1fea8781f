import express from 'express'
import {expect, test} from 'vitest'
import {createHttpServer} from './create-http-server.ts'

test('a taken port is an error with a code', async () => {
  const [one, two] = [createHttpServer(express()), createHttpServer(express())]
  const port = await one.listen(0, '127.0.0.1')
  await expect(two.listen(port, '127.0.0.1')).rejects.toMatchObject({code: 'EADDRINUSE', port})
  await one.close()
})

test('requests and responses are what Express makes of them, and keep the prototype that they are born with', async () => {
  const app = express()
  let born: readonly unknown[] = []
  app.get('/:name', (request, response) => {
    born = [Object.getPrototypeOf(request) === app.request, Object.getPrototypeOf(response) === app.response, request.app === app]
    response.status(201).json({name: request.params.name, query: request.query, ip: request.ip, type: request.get('accept')})
  })
  const server = createHttpServer(app)
  const port = await server.listen(0, '127.0.0.1')
  const answer = await fetch(`http://127.0.0.1:${port}/x?y=1`, {headers: {accept: 'text/plain'}})
  expect(answer.status).toBe(201)
  expect(await answer.json()).toEqual({name: 'x', query: {y: '1'}, ip: '127.0.0.1', type: 'text/plain'})
  expect(born).toEqual([true, true, true])
  await server.close()
})

test('closing lets a running request end', async () => {
  const app = express()
  const running = new Promise<() => void>(begun => app.get('/slow', (_request, response) => begun(() => response.end('done'))))
  const server = createHttpServer(app)
  const port = await server.listen(0, '127.0.0.1')
  const asked = fetch(`http://127.0.0.1:${port}/slow`).then(answer => answer.text())
  const end = await running
  const closed = server.close()
  end()
  expect(await asked).toBe('done')
  await closed
})
