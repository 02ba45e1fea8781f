/** `start`: reads the settings, starts the server, and says what to open. */
import {fileURLToPath} from 'node:url'
import {findDist} from './assets/index.ts'
import {loadConfig} from './config.ts'
import {createLog} from './create-log.ts'
import {createServer} from './create-server.ts'
import {demoUsers} from './demo/index.ts'
import {CannotStart, StorageFailed} from './errors.ts'

const say = (line: string): void => console.log(line)

/** Resolves with the way to stop it. What keeps it from starting is said in a line, and ends the process with 1. */
export async function start(): Promise<() => Promise<void>> {
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
    return () => server.close()
  } catch (error) {
    console.error(error instanceof CannotStart || error instanceof StorageFailed ? error.message : error)
    process.exit(1)
  }
}
