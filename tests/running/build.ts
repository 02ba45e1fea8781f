/** What runs is what was saved. */
import {execFileSync} from 'node:child_process'
import {resolve} from 'node:path'

export default function build(): void {
  execFileSync(process.execPath, ['esbuild.config.mjs', '--stale'], {cwd: resolve(import.meta.dirname, '../..'), stdio: 'inherit'})
}
