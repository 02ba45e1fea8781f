/** `npm run generate -- (--rows N | --contacts N) --data <folder> [--seed N]`: the demo's company at any size, in a new data folder; then `ESPALIER_DATA=<folder> npm start`. */
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {loadConfig} from '../config.ts'
import {openTenant} from '../open-tenant.ts'
import {loadSnippets} from '../snippets/index.ts'
import {seedTenant, sizeFor} from './index.ts'

const usage = 'usage: npm run generate -- (--rows 100000 | --contacts 100000) --data <new folder> [--seed 20]'
const {values} = parseArgs({options: {rows: {type: 'string'}, contacts: {type: 'string'}, data: {type: 'string'}, seed: {type: 'string'}}})
const wanted = Number(values.contacts ?? values.rows)
if (!values.data || !Number.isInteger(wanted) || wanted < 1) {
  console.error(usage)
  process.exit(2)
}
if (existsSync(join(values.data, 'main.db'))) {
  console.error(`${values.data}: there is a tenant already; name a new folder`)
  process.exit(1)
}
const started = performance.now()
const {map: snippets} = await loadSnippets(join(dirname(fileURLToPath(import.meta.url)), 'snippets'))
const tenant = await openTenant({dataFolder: values.data, snippets, onError: console.error})
await seedTenant(tenant, {
  demo: true,
  password: loadConfig(process.env).demoPassword,
  today: new Date().toISOString().slice(0, 10),
  // 1,000 of about 7,700 rows are contacts.
  size: values.contacts ? {...sizeFor(7_700), companies: Math.max(1, Math.round(wanted / 5)), contacts: wanted} : sizeFor(wanted),
  seed: values.seed ? Number(values.seed) : 20,
  onProgress: console.log,
})
await tenant.close()
console.log(`done in ${((performance.now() - started) / 1000).toFixed(1)} s: ESPALIER_DATA=${values.data} npm start`)
