/** What a browser's translator does to a page: each text goes into two `font` elements, which take its place. */
import type {Page} from 'playwright-core'

/** Once, through all open shadow roots, but not what says `translate="no"`. `aloud`: into capitals; else each text stays as it reads. */
export const translate = (page: Page, {aloud = false} = {}): Promise<void> => page.evaluate(capitals => {
  const inFonts = (text: Text): void => {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    for (const font of [outer, inner]) font.style.verticalAlign = 'inherit'
    inner.append(capitals ? text.data.toUpperCase() : text.data)
    outer.append(inner)
    text.replaceWith(outer)
  }
  const texts: Text[] = []
  const collect = (root: Node): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, node => {
      const isLeft = node instanceof Text
        ? node.data.trim() === '' || node.parentElement?.localName === 'font'
        : (node as Element).matches('script, style, textarea, [translate=no]')
      return isLeft ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
    })
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) texts.push(node)
      else if ((node as Element).shadowRoot) collect((node as Element).shadowRoot!)
    }
  }
  collect(document.body)
  texts.forEach(inFonts)
}, aloud)
