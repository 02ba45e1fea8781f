/** Brings a page's HTML into a form that people can read and compare: one tag or text a line, without what the runtime adds for itself. */

const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta'])

/** Lit's marks and the shadow roots' styles go; `names` stand in place of ids. */
export function readHtml(html: string, names: ReadonlyMap<string, string>): string {
  let text = html.replace(/<!--[\s\S]*?-->|<\?>/g, '').replace(/<style[\s\S]*?<\/style>/g, '')
  for (const [id, name] of names) text = text.replaceAll(id, name)
  const lines: string[] = []
  let depth = 0
  for (const [token] of text.matchAll(/<[^>]+>|[^<]+/g)) {
    const trimmed = token.replace(/\s+/g, ' ').replace(/ >$/, '>').trim()
    if (trimmed === '') continue
    if (trimmed.startsWith('</')) depth--
    const isEmpty = trimmed.startsWith('</') && lines.at(-1)?.startsWith(`${'  '.repeat(depth)}<${trimmed.slice(2, -1)}`)
    if (isEmpty) lines[lines.length - 1] += trimmed
    else lines.push('  '.repeat(depth) + trimmed)
    if (/^<[^/!]/.test(trimmed) && !empty.has(/^<([\w-]+)/.exec(trimmed)?.[1] ?? '')) depth++
  }
  return `${lines.join('\n')}\n`
}
