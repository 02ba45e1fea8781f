/** `npm run soak [-- proof…] [--seed N] [--seconds N] [--cases N] [--case PATH] [--kept FOLDER]`: see `tests/soak/README.md`. */
import {spawn} from 'node:child_process'
import {readdirSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'

const root = join(import.meta.dirname, '../../..')
const {values, positionals: names} = readArgs()
const proofs = readdirSync(join(root, 'tests/soak')).filter(file => file.endsWith('.ts')).map(file => file.replace(/\.ts$/, ''))
const unknown = names.filter(name => !proofs.includes(name))
if (unknown.length > 0) refuse(`no proof ${unknown.join(', ')}; there are ${proofs.join(', ')}`)
if (values.case !== undefined && (names.length !== 1 || values.seed === undefined)) refuse('--case needs the name of one proof and its --seed')

const ask = {folder: resolve(values.kept), case: values.case, seed: numberOf('seed'), seconds: numberOf('seconds'), cases: numberOf('cases')}
const files = (names.length > 0 ? names : proofs).map(name => `tests/soak/${name}.ts`)
const started = Date.now()
const child = spawn(join(root, 'node_modules/.bin/vitest'), ['run', '--config', 'tests/soak/run/vitest.config.ts', ...files], {
  cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: {...process.env, ESPALIER_SOAK: JSON.stringify(ask)},
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', code => {
  console.log(`soak: ${files.length} ${files.length === 1 ? 'proof' : 'proofs'} ran for ${((Date.now() - started) / 1000).toFixed(1)} s: ${code === 0 ? 'all hold' : 'FAILED'}`)
  process.exitCode = code ?? 1
})

function readArgs() {
  const text = {type: 'string'}
  try {
    return parseArgs({allowPositionals: true, options: {seed: text, seconds: text, cases: text, case: text, kept: {...text, default: join(root, 'tests/.soak')}}})
  } catch (error) {
    refuse(error.message)
  }
}

function numberOf(option) {
  const value = values[option]
  if (value !== undefined && !/^\d+$/.test(value)) refuse(`--${option}: expected a whole number, got ${value}`)
  return value === undefined ? undefined : Number(value)
}

function refuse(why) {
  console.error(`npm run soak: ${why}`)
  process.exit(2)
}
