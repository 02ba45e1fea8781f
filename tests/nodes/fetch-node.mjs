/** `npm run test:on -- <major> [stage…]`: fetches a Node of this major from the npm registry, the newest that is there, and runs the tests on it. */
import {execFileSync, spawn} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'

const [major, ...stages] = process.argv.slice(2)
if (!/^\d+$/.test(major ?? '')) {
  console.error('npm run test:on -- <major> [stage…]: expected a number of a Node version, as in `npm run test:on -- 26 unit`')
  process.exit(2)
}
const name = `node-${process.platform}-${process.arch}`
const folder = join(import.meta.dirname, `../../node_modules/.cache/nodes/${major}`)
mkdirSync(folder, {recursive: true})
execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${major}`], {stdio: 'inherit'})
const env = {...process.env, ESPALIER_TEST_NODE: join(folder, 'node_modules', name, 'bin/node')}
spawn(process.execPath, [join(import.meta.dirname, '../run.mjs'), ...stages], {env, stdio: 'inherit'}).on('close', code => {
  process.exitCode = code ?? 1
})
