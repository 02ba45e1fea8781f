/** Reads which files our Markdown names: in backticks and as links. */
import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join, normalize, relative} from 'node:path'
import {root} from './read-imports.ts'

export interface NamedFile {
  readonly doc: string
  readonly line: number
  readonly name: string
}

/** What git ignores is made, not ours: it may be named before it is there. */
const made = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(line => line.endsWith('/'))
const isMade = (name: string): boolean => made.some(folder => `${name}/`.startsWith(folder) || name.includes(`/${folder}`))

/** Every file that is ours, from the root. */
export const ownFiles: readonly string[] = readdirSync(root, {withFileTypes: true})
  .filter(entry => entry.name !== '.git' && !isMade(entry.name))
  .flatMap(entry => (entry.isDirectory() ? filesIn(entry.name) : [entry.name]))

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(file => !isMade(file))
}

export const docs = ownFiles.filter(file => file.endsWith('.md'))

/** Source files (`read-docs.ts`, `*-routes.ts`), what stands under a folder of the root (`server/live`), and folders (`run/`). Code between fences is an example, not a name. */
export function namedFiles(doc: string): readonly NamedFile[] {
  const text = readFileSync(join(root, doc), 'utf8').replace(/^```[\s\S]*?^```/gm, fenced => fenced.replace(/[^\n]/g, ''))
  const named: NamedFile[] = []
  const add = ({index}: RegExpMatchArray, name: string): void => void named.push({doc, line: text.slice(0, index).split('\n').length, name})
  for (const match of text.matchAll(/`([^`\n]+)`/g)) if (isFileName(match[1]!)) add(match, match[1]!)
  for (const match of text.matchAll(/\]\(([^)#\s]+)/g)) if (!/^[a-z]+:/.test(match[1]!)) add(match, match[1]!)
  return named
}

const topFolders = new Set(ownFiles.filter(file => file.includes('/')).map(file => file.split('/')[0]!))

function isFileName(text: string): boolean {
  if (!/^[\w./*-]+$/.test(text) || text.startsWith('/')) return false
  return /[\w*]\.(ts|mjs|cjs|css|md|txt)$/.test(text) || (text.includes('/') && (text.endsWith('/') || topFolders.has(text.split('/')[0]!)))
}

/** As a reader looks for it: beside the text, from the root, and a bare name, of a file or a folder, anywhere under the text's folder, or under the root for what is in `docs`. */
export function isThere({doc, name}: NamedFile): boolean {
  const folder = dirname(doc)
  const here = folder === '.' ? '' : `${folder}/`
  if (isMade(name)) return true
  if (name.startsWith('.')) return ownFiles.some(file => `${file}/`.startsWith(normalize(`${here}${name}/`)))
  const pattern = new RegExp(`^${name.replace(/\/$/, '').replace(/[.]/g, '\\.').replace(/\*/g, '[^/]*')}(/|$)`)
  const under = doc.startsWith('docs/') || folder === '.' ? '' : here
  return ownFiles.some(file => {
    if (pattern.test(file) || (file.startsWith(here) && pattern.test(file.slice(here.length)))) return true
    return /^[^/]+\/?$/.test(name) && file.startsWith(under) && file.slice(under.length).split('/').some(part => pattern.test(part))
  })
}
