/**
 * Draws into nodes that are still one's own. Renderers write into the nodes that they made. A browser's translator takes each text out and
 * puts `font` elements there, so what is drawn into it would be seen by nobody. What others did to the texts is undone first; the
 * translator then sees the new text, and translates it.
 */

/** What others did in each root that was drawn, in order. */
const others = new WeakMap<Node, MutationRecord[]>()
const beside = new WeakSet<Node>()
let depth = 0
// Where nothing is watched, on the server, nothing is drawn.
const observer = globalThis.MutationObserver && new MutationObserver(note)

/**
 * Runs `draw`, which changes what is in `roots` - shadow roots, or custom elements that draw into themselves - and notes from then on what
 * others do there. What they put beside ours stays, and what is in other custom elements is theirs.
 */
export function drawOwn(roots: Iterable<Node>, draw: () => void): void {
  const own = [...roots]
  // Within another drawing what is noted is that one's own.
  if (depth === 0) note(observer.takeRecords())
  depth++
  try {
    for (const root of own) putBack(root)
    draw()
  } finally {
    depth--
    for (const root of own) observer.observe(root, {childList: true, subtree: true})
    if (depth === 0) observer.takeRecords()
  }
}

function note(records: readonly MutationRecord[]): void {
  for (const record of records) {
    const root = ownerOf(record.target)
    if (root && isUndone(record, root)) others.get(root)?.push(record)
    else for (const node of record.addedNodes) beside.add(node)
  }
}

function isUndone({target, addedNodes, removedNodes}: MutationRecord, root: Node): boolean {
  // What a person writes is theirs.
  if (target instanceof HTMLElement && target.isContentEditable) return false
  if (root instanceof ShadowRoot && [...removedNodes].some(node => !beside.has(node))) return true
  // In a page's own DOM, elements are moved by who drags them.
  return [...addedNodes, ...removedNodes].every(node => node instanceof Text || node.nodeName === 'FONT')
}

/** The custom element or the shadow root whose inside it is. */
function ownerOf(node: Node | null): Node | undefined {
  while (node && !(node instanceof ShadowRoot || node instanceof Element && node.localName.includes('-'))) node = node.parentNode
  return node ?? undefined
}

function putBack(root: Node): void {
  const done = others.get(root) ?? []
  others.set(root, [])
  for (const {target, addedNodes, removedNodes, previousSibling, nextSibling} of done.toReversed()) {
    for (const node of addedNodes) if (node.parentNode === target) target.removeChild(node)
    const isHere = (node: Node | null): node is Node => node?.parentNode === target
    const before = isHere(nextSibling) ? nextSibling : isHere(previousSibling) ? previousSibling.nextSibling : null
    for (const node of removedNodes) target.insertBefore(node, before)
  }
}
