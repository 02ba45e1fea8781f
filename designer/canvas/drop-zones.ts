/**
 * Shows empty slots while designing: a quiet zone stands in each, and goes when the first node comes. A slot beside others, such as a card's actions, would make the page look other
 * than it is: its zone shows only while something is dragged, or the node is selected.
 */
import {childrenOf, type Tree, walkTree} from '../../ast/index.ts'
import {type Manifests, slotsOf} from '../commands/places.ts'
import {type FindElement, homeOf} from './measure-boxes.ts'

const name = 'designer-drop-zone'

export function showDropZones(page: HTMLElement, tree: Tree, manifests: Manifests, find: FindElement, selected: string | null): void {
  const wanted = new Set<Element>()
  for (const {id, snippet} of walkTree(tree)) {
    const element = find(id)
    if (!element) continue
    for (const slot of slotsOf(tree, manifests, id)) {
      if (childrenOf(tree, id, slot).length > 0) continue
      const home = homeOf(element, slot)
      const words = manifests.get(snippet)?.slots?.[slot]?.title ?? 'Drop here'
      const zone = [...home.children].find(child => child.localName === name) ?? home.appendChild(createZone(words))
      zone.toggleAttribute('data-shown', slot === 'default' || id === selected)
      wanted.add(zone)
    }
  }
  for (const zone of page.querySelectorAll(name)) if (!wanted.has(zone)) zone.remove()
}

const createZone = (words: string): Element => Object.assign(document.createElement(name), {textContent: words})
