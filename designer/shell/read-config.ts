/** What the server wrote into the page for the designer. */

export interface DesignerConfig {
  /** Snippet -> URL of its script. */
  readonly scripts: Readonly<Record<string, string>>
  readonly role: string
  /** The id of the one whose page it is. */
  readonly user: string
}

/** From `<script type="application/json" id="designer-config">`. Throws when the page is not the designer's. */
export function readConfig(document: Document): DesignerConfig {
  const text = document.querySelector('#designer-config')?.textContent
  if (!text) throw new Error('the page has no #designer-config: it was not written by GET /designer')
  const {scripts, viewer} = JSON.parse(text) as {readonly scripts?: {readonly [snippet: string]: unknown}; readonly viewer?: {readonly id?: string; readonly role?: string}}
  return {scripts: Object.fromEntries(Object.entries(scripts ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string')), role: viewer?.role ?? '', user: viewer?.id ?? ''}
}
