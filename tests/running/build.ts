/** What runs is what was saved. What is built stays while it is built again: other tests may be using it. */
import {execFileSync} from 'node:child_process'
import {resolve} from 'node:path'

export default function build(): void {
  execFileSync(process.execPath, ['esbuild.config.mjs', '--stale', '--keep'], {cwd: resolve(import.meta.dirname, '../..'), stdio: 'inherit'})
}
