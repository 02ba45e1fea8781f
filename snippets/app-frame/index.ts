/** App frame: the product's name, the navigation and the viewer's menu around a page. */
import {html, nothing, type TemplateResult} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {espalierMarkPath} from '../espalier-mark.ts'
import {icon} from '../icons.ts'
import type {NavigationResult, PageContext} from '../view.ts'
import {AppFrameElement} from './element.ts'
import {frameStyles} from './frame-styles.ts'

type NavItem = NavigationResult['items'][number]

export default defineSnippet({
  name: 'app-frame', title: 'App frame', group: 'Page', description: 'The product’s name, the navigation and the viewer’s menu around a page.',
  icon: 'M4 5h16v14H4zM4 9h16M9 9v10',
  props: {
    product: {type: 'string', default: 'Espalier', title: 'Product name'},
    width: {enum: ['full', 'reading'], default: 'full', title: 'Width of the content'},
  },
  slots: {default: {title: 'Page'}},
  data: {nav: {kind: 'navigation', title: 'Navigation'}},
  element: AppFrameElement,
  styles: frameStyles,
  render: ({props, data, page, host}) => {
    const items = data.nav?.kind === 'navigation' ? data.nav.items : []
    const current = items.find(item => item.current)
    return html`
      <div class="frame">
        <header>
          <button class="skip" type="button" @click=${() => host?.renderRoot.querySelector<HTMLElement>('#main')?.focus()}>Skip to content</button>
          <a class="product" href="/app">${mark}<span>${props.product}</span></a>
          <details class="narrow-nav">
            <summary class="pressable">${icon('menu')}<span>${current?.label ?? 'Menu'}</span></summary>
            <nav aria-label="Main, folded">${groups(items)}</nav>
          </details>
          ${viewerMenu(page)}
        </header>
        <nav class="side" aria-label="Main">${groups(items)}</nav>
        <main id="main" class=${props.width} tabindex="-1"><slot></slot></main>
      </div>`
  },
})

const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d=${espalierMarkPath}></path></svg>`

function groups(items: readonly NavItem[]): readonly TemplateResult[] {
  const byGroup = new Map<string, NavItem[]>()
  for (const item of items) byGroup.set(item.group, [...byGroup.get(item.group) ?? [], item])
  return [...byGroup].map(([group, members]) => html`
    ${group ? html`<p class="group">${group}</p>` : nothing}
    <ul aria-label=${group || nothing}>${members.map(item => html`<li><a href=${item.href} aria-current=${item.current ? 'page' : nothing}>${icon(item.icon)}<span>${item.label}</span></a></li>`)}</ul>`)
}

function viewerMenu({viewer}: PageContext): TemplateResult {
  return html`
    <details class="viewer">
      <summary class="pressable"><span class="initials" aria-hidden="true">${initials(viewer.name || viewer.email)}</span><span class="viewer-name">${viewer.name || viewer.email}</span>${icon('chevron-down')}</summary>
      <div class="menu">
        <p><strong>${viewer.name}</strong><br>${viewer.email}<br><span class="role">${viewer.role}</span></p>
        ${viewer.role === 'admin' ? html`<a class="menu-item" href="/designer">${icon('edit')}Designer</a>` : nothing}
        <a class="menu-item" href="/preferences">${icon('clock')}Language and time zone</a>
        <form method="post" action="/logout"><button class="menu-item" type="submit">${icon('sign-out')}Sign out</button></form>
      </div>
    </details>`
}

const initials = (name: string): string => name.split(/[\s@.]+/).filter(Boolean).slice(0, 2).map(part => [...part][0]!.toUpperCase()).join('')
