/** Fetches the scripts of snippets and defines their elements, each as soon as it is there. */
import type {Snippet} from '../../snippets/index.ts'
import {defineElement} from './define-element.ts'

/** Never rejects: nodes without a script, or whose script fails, stay as the server drew them. `ui-missing` says that one did not arrive. */
export async function loadSnippets(names: Iterable<string>, scripts: ReadonlyMap<string, string>): Promise<void> {
  await Promise.all([...names].map(async name => {
    const url = scripts.get(name)
    if (url) await loadSnippet(url).catch((error: unknown) => sayMissing(error, url))
  }))
}

function sayMissing(error: unknown, url: string): void {
  console.error(error)
  document.dispatchEvent(new CustomEvent('ui-missing', {detail: url}))
}

/** Imports one script, whose default export is the snippet, and defines its element. */
export async function loadSnippet(url: string): Promise<Snippet> {
  const module = await import(/* @vite-ignore */ url) as {readonly default: Snippet}
  defineElement(module.default)
  return module.default
}
