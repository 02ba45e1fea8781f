/** A snippet's styles as one text. */
import type {CSSResult} from 'lit'
import type {Snippet} from '../../snippets/index.ts'
import {escapeStyle} from './escape.ts'

/** Empty for a snippet without styles. Written once per snippet: the declaration is frozen. */
export function stylesOf(snippet: Snippet): string {
  const known = written.get(snippet)
  if (known !== undefined) return known
  const styles: readonly CSSResult[] = snippet.styles === undefined ? [] : Array.isArray(snippet.styles) ? snippet.styles : [snippet.styles as CSSResult]
  const text = escapeStyle(styles.map(style => style.cssText).join('\n').replace(/\n\s+/g, '\n').trim())
  written.set(snippet, text)
  return text
}

const written = new WeakMap<Snippet, string>()
