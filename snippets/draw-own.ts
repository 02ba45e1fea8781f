/**
 * Draws into nodes that are still one's own. Renderers write into the nodes that they made. A browser's translator takes each text out and
 * puts `font` elements there, so what is drawn into it would be seen by nobody. What others did to the texts is undone first; the
 * translator then sees the new text, and translates it.
 */

interface Watch {
  readonly observer: MutationObserver
  /** What others did, in order. */
  readonly others: MutationRecord[]
  /** Drawings that are under way. */
  depth: number
}

const watches = new WeakMap<Node, Watch>()
const beside = new WeakSet<Node>()

/**
 * Runs `draw`, which changes what is in `roots` - shadow roots, or custom elements that draw into themselves - and notes from then on what
 * others do there. What they put beside ours stays, and what is in other custom elements is theirs.
 */
export function drawOwn(roots: Iterable<Node>, draw: () => void): void {
  const own = [...roots].map(root => [root, watches.get(root) ?? watch(root)] as const)
  for (const [root, {observer, depth}] of own) {
    if (depth > 0) continue
    note(root, observer.takeRecords())
    // What is drawn costs no records.
    observer.disconnect()
    putBack(root)
  }
  for (const [, each] of own) each.depth++
  try {
    draw()
  } finally {
    for (const [root, each] of own) if (--each.depth === 0) each.observer.observe(root, {childList: true, subtree: true})
  }
}

function watch(root: Node): Watch {
  const made = {observer: new MutationObserver(records => note(root, records)), others: [], depth: 0}
  watches.set(root, made)
  return made
}

function note(root: Node, records: readonly MutationRecord[]): void {
  for (const record of records) {
    if (ownerOf(record.target) !== root) continue
    if (isUndone(record, root)) watches.get(root)?.others.push(record)
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
  const done = watches.get(root)!.others.splice(0)
  for (const {target, addedNodes, removedNodes, previousSibling, nextSibling} of done.toReversed()) {
    for (const node of addedNodes) if (node.parentNode === target) target.removeChild(node)
    const isHere = (node: Node | null): node is Node => node?.parentNode === target
    const before = isHere(nextSibling) ? nextSibling : isHere(previousSibling) ? previousSibling.nextSibling : null
    for (const node of removedNodes) target.insertBefore(node, before)
  }
}
