/** A copy of the project's sources, to be changed and built by a test: nobody else's build is touched. */
import {execFile} from 'node:child_process'
import {cp, mkdir, mkdtemp, readFile, realpath, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {promisify} from 'node:util'

const root = resolve(import.meta.dirname, '..')
const parts = ['schemas', 'ast', 'snippets', 'runtime', 'server', 'designer', 'esbuild.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json']

/** Answers its folder, which the caller removes; `below` is a path under it where the project stands. Its packages are a link to ours. */
export async function copyProject(below = ''): Promise<string> {
  const project = join(await realpath(await mkdtemp(join(tmpdir(), 'espalier-project-'))), below)
  await mkdir(project, {recursive: true})
  await Promise.all(parts.map(part => cp(join(root, part), join(project, part), {recursive: true})))
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'), 'dir')
  return project
}

/** Builds it from nothing, as `npm run build` does. */
export async function buildProject(project: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['esbuild.config.mjs'], {cwd: project})
}

/** Replaces one text in a file of it; answers the way back. Throws when the text is not there. */
export async function changeFile(project: string, file: string, was: string, becomes: string): Promise<() => Promise<void>> {
  const path = join(project, file)
  const before = await readFile(path, 'utf8')
  if (!before.includes(was)) throw new Error(`${file} holds no ${was}`)
  await writeFile(path, before.replace(was, () => becomes))
  return () => writeFile(path, before)
}
