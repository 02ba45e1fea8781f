/** What every shadow root starts from: box sizing, links, focus, icons, the contained error. */
import {css} from 'lit'

export const baseStyles = css`
  :host { display: block; min-width: 0; }
  :host([hidden]) { display: none; }
  *, ::before, ::after { box-sizing: border-box; }
  h1, h2, h3, h4, p, ul, dl, dd, form, fieldset { margin: 0; padding: 0; border: 0; }
  a { color: var(--color-link); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
  :focus-visible { outline: var(--focus-width) solid var(--focus); outline-offset: 2px; border-radius: var(--radius-s); }
  .icon { inline-size: 1.2em; block-size: 1.2em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.2em; }
  .hidden-text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .ui-error { padding: var(--space-3) var(--space-4); border: 1px solid var(--color-bad); border-radius: var(--radius-m); background: var(--color-bad-soft); color: var(--color-bad); }
`
