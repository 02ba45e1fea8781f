/**
 * Draws into nodes that are still one's own. Renderers write into the nodes that they made. A browser's translator takes each text out and
 * puts `font` elements there, so what is drawn into it would be seen by nobody. What others did to the texts is undone first; the
 * translator then sees the new text, and translates it.
 */

let others: readonly MutationRecord[] = []
let depth = 0
// Where nothing is watched, on the server, nothing is drawn.
const observer = globalThis.MutationObserver && new MutationObserver(note)

/** Runs `draw`, which changes what is in `roots`, and notes from then on what others do there. What an extension adds stays. */
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
  const theirs = records.filter(isUndone)
  if (theirs.length > 0) others = [...others, ...theirs]
}

function isUndone({target, addedNodes, removedNodes}: MutationRecord): boolean {
  // What a person writes there is theirs.
  if (target instanceof HTMLElement && target.isContentEditable) return false
  // What was only put beside ours is in nobody's way. In a page's own DOM others may move elements.
  if (removedNodes.length > 0 && target.getRootNode() instanceof ShadowRoot) return true
  return [...addedNodes, ...removedNodes].every(node => node instanceof Text || node.nodeName === 'FONT')
}

function putBack(root: Node): void {
  if (others.length === 0) return
  const here = others.filter(({target}) => root.contains(target))
  others = others.filter(({target}) => target.isConnected && !root.contains(target))
  for (const {target, addedNodes, removedNodes, previousSibling, nextSibling} of here.toReversed()) {
    for (const node of addedNodes) if (node.parentNode === target) target.removeChild(node)
    const isHere = (node: Node | null): node is Node => node?.parentNode === target
    const before = isHere(nextSibling) ? nextSibling : isHere(previousSibling) ? previousSibling.nextSibling : null
    for (const node of removedNodes) target.insertBefore(node, before)
  }
}
