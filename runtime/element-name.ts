/** The custom element's name of a snippet; the same on both sides. */

/** `data-grid` -> `ui-data-grid`. Undefined for what is no snippet name, so that a broken record never becomes markup; `slot` is taken by the wrapper of named slots. */
export function elementName(snippet: string): string | undefined {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(snippet) && snippet !== 'slot' ? `ui-${snippet}` : undefined
}
