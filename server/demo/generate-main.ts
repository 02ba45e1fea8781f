/** `npm run generate -- (--rows N | --contacts N) --data <folder> [--seed N]`: the demo's company at any size, in a new data folder; then `ESPALIER_DATA=<folder> npm start`. */
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {loadConfig, plainText} from '../config.ts'
import {CannotStart, Problem, StorageFailed} from '../errors.ts'
import {openTenant} from '../open-tenant.ts'
import {loadSnippets} from '../snippets/index.ts'
import {seedTenant, sizeFor, type DemoSize} from './index.ts'

const usage = 'usage: npm run generate -- (--rows 100000 | --contacts 100000) --data <new folder> [--seed 20]'

try {
  await generate()
} catch (error) {
  console.error(error instanceof CannotStart || error instanceof StorageFailed ? error.message : error)
  process.exit(1)
}

async function generate(): Promise<void> {
  const {data, size, seed} = readArguments()
  if (existsSync(join(data, 'main.db'))) throw new CannotStart(`${data}: there is a tenant already; name a new folder`)
  const {demoPassword: password} = loadConfig(process.env)
  const started = performance.now()
  const {map: snippets} = await loadSnippets(join(dirname(fileURLToPath(import.meta.url)), 'snippets'))
  const tenant = await openTenant({dataFolder: data, snippets, onError: console.error})
  try {
    await seedTenant(tenant, {demo: true, password, today: new Date().toISOString().slice(0, 10), size, seed, onProgress: console.log})
  } catch (error) {
    throw error instanceof Problem ? new CannotStart(`${data}: ${error.message}; what was made so far is not whole: delete the folder and start again`, {cause: error}) : error
  } finally {
    await tenant.close()
  }
  console.log(`done in ${((performance.now() - started) / 1000).toFixed(1)} s: ESPALIER_DATA=${data} npm start`)
}

interface Asked {readonly data: string; readonly size: DemoSize; readonly seed: number}

function readArguments(): Asked {
  const {values: {data, rows, contacts, seed}} = parsed()
  const wanted = Number(contacts ?? rows)
  if (!data || !Number.isInteger(wanted) || wanted < 1) misused(usage)
  // 1,000 of about 7,700 rows are contacts.
  const size = contacts ? {...sizeFor(7_700), companies: Math.max(1, Math.round(wanted / 5)), contacts: wanted} : sizeFor(wanted)
  return {data: plainText('--data', data), size, seed: seed ? Number(seed) : 20}
}

function parsed() {
  try {
    return parseArgs({options: {rows: {type: 'string'}, contacts: {type: 'string'}, data: {type: 'string'}, seed: {type: 'string'}}})
  } catch (error) {
    return misused(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function misused(words: string): never {
  console.error(words)
  process.exit(2)
}
