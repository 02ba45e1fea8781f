/** What the server wrote into the page for the designer. */

/** Scripts of all snippets, from `<script type="application/json" id="designer-config">`. Throws when the page is not the designer's. */
export function readConfig(document: Document): {readonly scripts: Readonly<Record<string, string>>} {
  const text = document.querySelector('#designer-config')?.textContent
  if (!text) throw new Error('the page has no #designer-config: it was not written by GET /designer')
  const {scripts} = JSON.parse(text) as {readonly scripts?: {readonly [snippet: string]: unknown}}
  return {scripts: Object.fromEntries(Object.entries(scripts ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))}
}
