/** Reads who imports whom among our own TypeScript files, as text. */
import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join, relative, resolve} from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export interface SourceImport {readonly from: string; readonly to: string; readonly line: number; readonly typeOnly: boolean; readonly lazy: boolean}

export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
}

/** Static, re-exporting and dynamic imports of relative paths, with paths from the project's root. */
export function importsOf(file: string): readonly SourceImport[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found: SourceImport[] = []
  const add = (match: RegExpMatchArray, path: string, typeOnly: boolean, lazy: boolean): void => {
    if (!path.startsWith('.')) return
    found.push({from: file, to: relative(root, resolve(root, dirname(file), path)), line: text.slice(0, match.index).split('\n').length, typeOnly, lazy})
  }
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)) add(match, match[2]!, match[1] !== undefined, false)
  for (const match of text.matchAll(/\bimport\('([^']+)'\)(\.[A-Z])?/g)) add(match, match[1]!, match[2] !== undefined, true)
  return found
}
