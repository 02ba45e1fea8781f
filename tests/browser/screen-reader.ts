/** What a screen reader tells of a page: what its live regions announce, and what has the focus in the browser's accessibility tree. */
import type {Page} from 'playwright-core'

export interface Focus {
  readonly role: string
  readonly name: string
  /** Names of the groups, landmarks and dialogs that it is, or stands in, from the inside out. */
  readonly within: readonly string[]
}

export interface ScreenReader {
  /** What was announced since the last time this was asked, in order. */
  heard(): Promise<readonly string[]>
  /** `body` or `nothing` where the focus is nowhere. */
  focus(): Promise<Focus>
}

/** Call it before the page is opened. */
export async function openScreenReader(page: Page): Promise<ScreenReader> {
  await page.addInitScript(listen)
  const session = await page.context().newCDPSession(page)
  return {
    async heard() {
      // What follows a key in the page's own time: its tasks, and a drawing.
      await page.evaluate(() => new Promise(drawn => void requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))))
      return await page.evaluate(() => (window as unknown as {announced: string[]}).announced.splice(0))
    },
    async focus() {
      const {nodes} = await session.send('Accessibility.getFullAXTree')
      const byId = new Map(nodes.map(node => [node.nodeId, node]))
      const focused = nodes.filter(({properties}) => properties?.some(({name, value}) => name === 'focused' && value.value === true))
      const found = focused.find(({role}) => role?.value !== 'RootWebArea')
      if (!found) return {role: focused.length > 0 ? 'body' : 'nothing', name: '', within: []}
      const within: string[] = []
      for (let node: typeof found | undefined = found; node; node = byId.get(node.parentId ?? '')) {
        if (groups.has(String(node.role?.value)) && node.name?.value) within.push(String(node.name.value))
      }
      return {role: String(found.role?.value), name: String(found.name?.value ?? ''), within}
    },
  }
}

const groups = new Set([
  'group', 'region', 'form', 'dialog', 'navigation', 'search', 'main', 'complementary', 'list', 'tree', 'tablist', 'tabpanel', 'toolbar',
  'log', 'row',
])

/** Runs in the page. A change within a live region is one announcement: of all of it where it is atomic, else of what was added. */
function listen(): void {
  const announced: string[] = []
  Object.assign(window, {announced})
  const live = '[role="status"], [role="alert"], [role="log"], [aria-live="polite"], [aria-live="assertive"]'
  const hostOf = (node: Node): Node | null => (node instanceof ShadowRoot ? node.host : null)
  const up = (node: Node): Node | null => (node instanceof Element && node.assignedSlot) || node.parentNode || hostOf(node)
  const regionsAround = (node: Node): Element[] => {
    const found: Element[] = []
    for (let at: Node | null = node; at; at = up(at)) if (at instanceof Element && at.matches(live)) found.push(at)
    return found
  }
  const isAtomic = (region: Element): boolean =>
    (region.getAttribute('aria-atomic') ?? String(region.matches('[role="status"], [role="alert"]'))) === 'true'
  const isHidden = (node: Node): boolean => {
    for (let at: Node | null = node; at; at = up(at)) if (at instanceof Element && at.matches('[aria-hidden="true"], [inert]')) return true
    return false
  }
  const shown = (node: Node): boolean => ((node instanceof Element ? node : node.parentElement)?.checkVisibility() ?? false) && !isHidden(node)
  const words = (node: Node): string => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim()

  const observer = new MutationObserver(records => {
    const said = new Map<Element, string[]>()
    const say = (region: Element, text: string): void => void said.set(region, [...said.get(region) ?? [], text])
    for (const {type, target, addedNodes} of records) {
      if (type === 'characterData') regionsAround(target).forEach(region => say(region, words(target)))
      for (const node of addedNodes) {
        watchWithin(node)
        if (!node.isConnected || node instanceof Comment || !shown(node)) continue
        regionsAround(target).forEach(region => say(region, words(node)))
        // A region that comes with its words says them.
        if (!(node instanceof Element)) continue
        for (const region of [node, ...node.querySelectorAll('*')]) if (region.matches(live)) say(region, words(region))
      }
    }
    for (const [region, parts] of said) {
      const text = isAtomic(region) ? words(region) : parts.filter(Boolean).join(' ')
      if (text && region.isConnected && shown(region)) announced.push(text)
    }
  })
  const watch = (root: Node): void => {
    observer.observe(root, {subtree: true, childList: true, characterData: true})
    watchWithin(root)
  }
  const watchWithin = (node: Node): void => {
    if (!(node instanceof Element || node instanceof Document || node instanceof ShadowRoot)) return
    if (node instanceof Element && node.shadowRoot) watch(node.shadowRoot)
    for (const element of node.querySelectorAll('*')) if (element.shadowRoot) watch(element.shadowRoot)
  }
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function attachShadow(init) {
    const root = attach.call(this, init)
    observer.observe(root, {subtree: true, childList: true, characterData: true})
    return root
  }
  document.addEventListener('DOMContentLoaded', () => {
    announced.length = 0
  })
  watch(document)
}
