/**
 * `npm test`: types, lint, build, then every suite; those that mostly wait for servers to start run beside the browser's, and print when they are done.
 * Goes on after a failing stage, so that one run tells all; ends with one line of totals. `npm test -- unit browser` runs only the stages named.
 * `ESPALIER_TEST_NODE=<path of a node binary> npm test` runs them on that Node.
 */
import {spawn} from 'node:child_process'
import {mkdir, readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {prepareNode} from './nodes/prepare-node.mjs'

const root = join(import.meta.dirname, '..')
const out = join(root, 'tests/.out')
const bin = name => join(root, 'node_modules/.bin', name)
const vitest = (name, ...args) => ({name, script: bin('vitest'), args: ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${join(out, `${name}.json`)}`], report: join(out, `${name}.json`)})

/** One person who takes long: by then the processor has room beside the other browser. */
const day = '**/keyboard-day.test.ts'

const stages = [
  {name: 'types', script: bin('tsc'), args: []},
  {name: 'lint', script: bin('oxlint'), args: ['--deny-warnings']},
  {name: 'build', script: join(root, 'esbuild.config.mjs'), args: ['--stale']},
  vitest('unit'),
  vitest('browser', '--config', 'tests/browser/vitest.config.ts', '--exclude', day),
  {...vitest('crash', '--config', 'tests/crash/vitest.config.ts'), beside: 'browser'},
  {...vitest('running', '--config', 'tests/running/vitest.config.ts'), beside: 'browser'},
  {...vitest('soak', '--config', 'tests/soak/run/vitest.config.ts'), beside: 'browser'},
  {...vitest('day', '--config', 'tests/browser/vitest.config.ts', 'keyboard-day'), beside: 'browser'},
]

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !stages.some(stage => stage.name === name))
if (unknown.length > 0) {
  console.error(`npm test: no stage ${unknown.join(', ')}; there are ${stages.map(stage => stage.name).join(', ')}`)
  process.exit(2)
}

const node = await chooseNode()
console.log(`on Node ${node.version}`)
await rm(out, {recursive: true, force: true})
await mkdir(out, {recursive: true})
const total = {passed: 0, failed: 0, skipped: 0}
const chosen = asked.length > 0 ? stages.filter(stage => asked.includes(stage.name)) : stages
const isBeside = ({beside}) => chosen.some(stage => stage.name === beside)
for (const stage of chosen.filter(one => !isBeside(one))) {
  await Promise.all([runStage(stage), runQuietly(chosen.filter(({beside}) => beside === stage.name))])
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

/** One after the other; what each prints comes in one piece, when it has ended. */
async function runQuietly(several) {
  for (const stage of several) await runStage(stage, true)
}

async function runStage(stage, quiet = false) {
  const started = Date.now()
  const code = await run(stage, quiet)
  const counts = stage.report ? await readCounts(stage.report) : {passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0}
  // A runner that fails outside its tests must not look like success.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  for (const key of Object.keys(total)) total[key] += counts[key]
  console.log(`\n== ${stage.name}: ${code === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s (${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped)\n`)
}

async function chooseNode() {
  const other = process.env.ESPALIER_TEST_NODE
  if (!other) return {binary: process.execPath, version: process.versions.node, env: process.env}
  return prepareNode(other).catch(error => {
    console.error(`npm test: ${error.message}`)
    process.exit(2)
  })
}

function run({script, args}, quiet) {
  return new Promise(done => {
    const child = spawn(node.binary, [script, ...args], {cwd: root, stdio: ['ignore', ...Array(2).fill(quiet ? 'pipe' : 'inherit')], env: {...node.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0'}})
    child.on('error', error => {
      console.error(error.message)
      done(1)
    })
    const printed = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => printed.push(chunk))
    child.on('close', code => {
      process.stdout.write(Buffer.concat(printed))
      done(code ?? 1)
    })
  })
}

async function readCounts(file) {
  try {
    const {numPassedTests, numFailedTests, numPendingTests} = JSON.parse(await readFile(file, 'utf8'))
    return {passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests}
  } catch {
    return {passed: 0, failed: 1, skipped: 0}
  }
}
