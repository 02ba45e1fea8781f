/** `npm start`: reads the settings, starts the server, says what to open, and closes cleanly. */
import {fileURLToPath} from 'node:url'
import {findDist} from './assets/index.ts'
import {loadConfig} from './config.ts'
import {createLog} from './create-log.ts'
import {createServer} from './create-server.ts'
import {demoUsers} from './demo/index.ts'
import {CannotStart, StorageFailed} from './errors.ts'

const say = (line: string): void => console.log(line)
// Where they lead to may be full or gone; that stops nothing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const config = loadConfig(process.env)
  const server = await createServer({config, dist: findDist(fileURLToPath(import.meta.url)), log: createLog(), onProgress: say})
  say(`\nEspalier is at ${server.url}`)
  say(`  pages     ${server.url}/app`)
  say(`  designer  ${server.url}/designer`)
  say(`  API       ${server.url}/docs`)
  if (config.demo) say(`  sign in   ${demoUsers.map(user => user.email).join(', ')}; password ${process.env['ESPALIER_DEMO_PASSWORD'] ? 'as set in ESPALIER_DEMO_PASSWORD' : config.demoPassword}`)
  if (server.setupLink) say(`  set up    ${server.setupLink}  (once; make the first admin there)`)
  say('Ctrl-C stops it.\n')
  let closing = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1)
      closing = true
      server.close().then(() => process.exit(0), error => {
        console.error(error)
        process.exit(1)
      })
    })
  }
} catch (error) {
  console.error(error instanceof CannotStart || error instanceof StorageFailed ? error.message : error)
  process.exit(1)
}
