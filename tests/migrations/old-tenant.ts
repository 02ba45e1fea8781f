/** Copies of the tenants that older versions wrote. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'

export interface OldTenant {
  readonly folder: string
  readonly file: string
  remove(): void
}

/** What stood in the one of layout 1. */
export interface OldFacts {
  readonly meetings: readonly string[]
  readonly archived: string
  readonly heading: {readonly node: string; readonly was: string}
  readonly screen: string
  readonly draftHash: string
  readonly liveHash: string
  readonly releases: readonly (readonly [number, string, string])[]
  readonly token: string
  readonly seq: number
  readonly counts: Readonly<Record<string, number>>
}

const fixtures = join(import.meta.dirname, 'fixtures')

export const oldFacts = JSON.parse(readFileSync(join(fixtures, 'layout-1.json'), 'utf8')) as OldFacts

export function copyOldTenant(layout: 1 | 4 = 1): OldTenant {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-old-'))
  const file = join(folder, 'main.db')
  writeFileSync(file, gunzipSync(readFileSync(join(fixtures, `layout-${layout}.db.gz`))), {mode: 0o600})
  return {folder, file, remove: () => rmSync(folder, {recursive: true, force: true})}
}
