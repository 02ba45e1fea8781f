/** What is filled in first on a new part, as a pointer into its node: which records it shows, else its own text. Null where neither is asked for. */
import type {Manifest} from '../../snippets/index.ts'
import {ownText} from './own-text.ts'

export function firstField(manifest: Manifest): string | null {
  const source = Object.entries(manifest.data ?? {}).find(([, need]) => need.required && need.kind !== 'navigation')?.[0]
  if (source !== undefined) return `/data/${source}/from`
  const text = ownText(manifest)
  return text === undefined ? null : `/props/${text}`
}
