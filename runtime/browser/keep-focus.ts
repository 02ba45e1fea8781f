/** Keeps a person's place when what they were in goes away. */
import type {Page} from './create-page.ts'

/** Runs a change; when it took the focused element away while its node stayed, focus goes to the node, so that the keyboard goes on from there. */
export async function keepFocus<T>(page: Page, change: () => Promise<T>): Promise<T> {
  const host = document.activeElement?.closest<HTMLElement>('[data-node]')
  const had = host?.shadowRoot?.activeElement
  const result = await change()
  if (!had || !host) return result
  const element = page.element(host.getAttribute('data-node') ?? '')
  await element?.updateComplete
  if (element && document.activeElement === document.body && !had.isConnected) {
    element.tabIndex = -1
    element.focus({preventScroll: true})
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), {once: true})
  }
  return result
}
