/** Makes another Node able to run the tests: builds better-sqlite3 for it, once, in a folder of its own. */
import {execFile, spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {cp, mkdir, rename, rm} from 'node:fs/promises'
import {delimiter, dirname, join, resolve} from 'node:path'
import {promisify} from 'node:util'

const root = join(import.meta.dirname, '../..')
const minutesToBuild = 30

/** `node`: the path of a binary. Answers the environment that makes a process, and all that it starts, run on it. Throws when it is none, or when nothing can be built for it. */
export async function prepareNode(node) {
  const binary = resolve(node)
  const version = await versionOf(binary)
  const folder = join(root, 'node_modules/.cache/nodes', version)
  const sqlite = join(folder, 'better-sqlite3/build/Release/better_sqlite3.node')
  if (!await loads(binary, sqlite)) {
    console.log(`building better-sqlite3 for Node ${version} (once; it stays in ${folder})`)
    await buildSqlite(folder, binary)
    if (!await loads(binary, sqlite)) throw new Error(`better-sqlite3 was built for ${binary}, which cannot load it: remove ${folder} and try again`)
  }
  // `npm start` runs the Node that is found first.
  const PATH = `${dirname(binary)}${delimiter}${process.env.PATH}`
  return {binary, version, env: {...process.env, PATH, ESPALIER_TEST_SQLITE: sqlite, NODE_OPTIONS: `--require=${join(import.meta.dirname, 'load-own-native.cjs')} ${process.env.NODE_OPTIONS ?? ''}`}}
}

async function versionOf(binary) {
  const {stdout} = await promisify(execFile)(binary, ['-p', 'process.versions.node']).catch(error => {
    throw new Error(`ESPALIER_TEST_NODE: expected the path of a node binary, got ${binary} (${error.code ?? error.message})`)
  })
  return stdout.trim()
}

const loads = (binary, file) => promisify(execFile)(binary, ['-e', 'process.dlopen({exports: {}}, process.argv[1])', file]).then(() => true, () => false)

/** A package that brings a binary has its headers beside it: then nothing is downloaded to compile against. */
function headersOf(binary) {
  const folder = resolve(dirname(binary), '..')
  return existsSync(join(folder, 'include/node/node.h')) ? {npm_config_nodedir: folder} : {}
}

/** As its installation does: a binary that was built elsewhere, else the compiler. Built aside, so that a build which was broken off is none. */
async function buildSqlite(folder, binary) {
  const building = `${folder}.new`
  const copy = join(building, 'better-sqlite3')
  for (const old of [folder, building]) await rm(old, {recursive: true, force: true})
  await mkdir(building, {recursive: true})
  await cp(join(root, 'node_modules/better-sqlite3'), copy, {recursive: true, filter: path => path !== join(root, 'node_modules/better-sqlite3/build')})
  const env = {...process.env, PATH: `${dirname(binary)}${delimiter}${process.env.PATH}`, ...headersOf(binary)}
  await runNpm(binary, ['run', 'install'], copy, env)
  await rename(building, folder)
}

function runNpm(binary, args, cwd, env) {
  const npm = process.env.npm_execpath
  const options = {cwd, env, stdio: 'inherit', timeout: minutesToBuild * 60_000}
  const child = npm ? spawn(binary, [npm, ...args], options) : spawn('npm', args, options)
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', code => (code === 0 ? done() : failed(new Error(`npm ${args.join(' ')} in ${cwd} ended with ${code ?? 'its time over'}`))))
  })
}
