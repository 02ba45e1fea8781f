/**
 * Makes what stands on the canvas a picture of a page: links, buttons and fields take no focus and do nothing. Only shadow roots are touched, and only attributes that templates
 * leave alone; what is drawn later is quietened as it comes.
 */

const active = 'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]'

export interface Quietener {
  /** Quietens the shadow roots of all nodes under `root`; call it after the page changed. */
  quieten(): void
  close(): void
}

export function createQuietener(root: HTMLElement): Quietener {
  const seen = new WeakSet<ShadowRoot>()
  const observer = new MutationObserver(records => {
    for (const {addedNodes} of records) for (const node of addedNodes) if (node instanceof Element) quietenUnder(node)
  })

  const watch = (shadow: ShadowRoot): void => {
    if (seen.has(shadow)) return
    seen.add(shadow)
    quietenUnder(shadow)
    observer.observe(shadow, {subtree: true, childList: true})
  }

  const quietenUnder = (part: ParentNode): void => {
    const matching = (selector: string): Element[] => [...(part instanceof Element && part.matches(selector) ? [part] : []), ...part.querySelectorAll(selector)]
    for (const element of matching(active)) {
      // What holds other nodes stays reachable by the pointer.
      if (element.querySelector('slot') === null) element.setAttribute('inert', '')
      else element.setAttribute('tabindex', '-1')
    }
    // Elements within snippets that have roots of their own.
    for (const element of matching('*')) if (element.shadowRoot) watch(element.shadowRoot)
  }

  return {
    quieten() {
      for (const element of root.querySelectorAll('[data-node]')) if (element.shadowRoot) watch(element.shadowRoot)
    },
    close: () => observer.disconnect(),
  }
}
