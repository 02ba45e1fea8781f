/** `buildMigrateProcess`: migrates in a process of its own, for as long as it may live. */
import Sqlite from 'better-sqlite3'
import {spawn} from 'node:child_process'
import {build} from 'esbuild'
import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {layoutOf} from '../../../server/store/sqlite/migrate.ts'

export interface MigrateProcess {
  /** Milliseconds after which it is killed; to its end where nothing is said. */
  run(file: string, life?: number): Promise<{readonly wasKilled: boolean; readonly isHalfway: boolean}>
  remove(): void
}

const root = join(import.meta.dirname, '../../..')

export async function buildMigrateProcess(): Promise<MigrateProcess> {
  // Within the project, so that packages are found.
  const script = join(root, `node_modules/.cache/espalier/soak-migrate-${process.pid}.mjs`)
  mkdirSync(join(script, '..'), {recursive: true})
  await build({entryPoints: [join(root, 'tests/migrations/migrate-process.ts')], bundle: true, outfile: script, format: 'esm', platform: 'node', target: 'node20', packages: 'external'})
  return {
    async run(file, life) {
      const child = spawn(process.execPath, [script, file], {stdio: ['ignore', 'ignore', 'inherit'], cwd: root})
      const gone = new Promise<void>(done => void child.once('exit', () => done()))
      const timer = life === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), life)
      await gone
      clearTimeout(timer)
      const wasKilled = child.signalCode === 'SIGKILL'
      if (!wasKilled && child.exitCode !== 0) throw new Error(`the migration ended with ${child.exitCode}`)
      return {wasKilled, isHalfway: isHalfway(file)}
    },
    remove: () => rmSync(script),
  }
}

function isHalfway(file: string): boolean {
  const db = new Sqlite(file, {readonly: true})
  try {
    return layoutOf(db) % 1 !== 0
  } finally {
    db.close()
  }
}
