/** Turns links to this screen's other addresses, and `ui-go` events, into changes in place. */
import {isHere, type Loader} from './create-loader.ts'

/** Leaves alone: modified clicks, other targets, downloads, links elsewhere, to a fragment, and what a snippet handled. Returns the way to stop. */
export function followLinks(loader: Loader): () => void {
  const onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((target): target is HTMLAnchorElement => target instanceof HTMLAnchorElement && target.hasAttribute('href'))
    if (!link || (link.target && link.target !== '_self') || link.hasAttribute('download') || link.rel.split(' ').includes('external')) return
    const url = new URL(link.href)
    if (!isHere(url) || url.hash !== '') return
    event.preventDefault()
    void loader.go(link.href)
  }
  const onGo = (event: Event): void => {
    const {href, replace} = (event as CustomEvent<{readonly href: string; readonly replace: boolean}>).detail
    void loader.go(href, {replace})
  }
  document.addEventListener('click', onClick)
  document.addEventListener('ui-go', onGo)
  return () => {
    document.removeEventListener('click', onClick)
    document.removeEventListener('ui-go', onGo)
  }
}
