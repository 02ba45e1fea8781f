/** How a form looks, before and after its behaviour is loaded: the same classes, the same heights. */
import {css} from 'lit'
import {baseStyles} from '../styles/base.ts'
import {buttonStyles} from '../styles/button.ts'
import {inputStyles} from '../styles/input.ts'

export const formStyles = [baseStyles, buttonStyles, inputStyles, css`
  .vertical-layout { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); align-items: start; gap: var(--space-4) var(--space-5); }
  .vertical-layout-item { min-inline-size: 0; }
  .vertical-layout-item:has(> .wide) { grid-column: 1 / -1; }

  .field > label, .field > legend, .label-only { display: block; margin-block-end: var(--space-1); padding: 0; font-size: var(--text-s); font-weight: 550; line-height: 1.4; }
  .required { color: var(--color-bad); }
  .help, .error { margin-block-start: var(--space-1); font-size: var(--text-s); line-height: 1.4; text-wrap: pretty; }
  .help { color: var(--color-muted); }
  .error { display: flex; gap: 0.35em; color: var(--color-bad); }
  .field.tick > label { display: flex; align-items: center; gap: var(--space-2); min-block-size: var(--control); margin: calc(1.4 * var(--text-s) + var(--space-1)) 0 0; font-size: inherit; font-weight: inherit; cursor: pointer; }

  .with-unit { position: relative; }
  .with-unit .input { padding-inline-end: 3.25rem; text-align: end; font-variant-numeric: tabular-nums; }
  .unit { position: absolute; inset-block: 0; inset-inline-end: var(--space-3); display: grid; place-items: center; color: var(--color-muted); font-size: var(--text-s); pointer-events: none; }
  .number { text-align: end; font-variant-numeric: tabular-nums; }

  .combo { position: relative; }
  .combo .input { padding-inline-end: 2.25rem; text-overflow: ellipsis; }
  .combo .mark, .combo .clear { position: absolute; inset-block-start: 0; inset-inline-end: 0; display: grid; place-items: center; inline-size: 2.25rem; block-size: var(--control); padding: 0; border: 0; background: none; color: var(--color-muted); }
  .combo .mark { pointer-events: none; }
  .combo .clear { cursor: pointer; }
  .combo .clear:hover { color: var(--color-text); }
  .options { position: absolute; inset-inline: 0; z-index: 15; margin: var(--space-1) 0 0; padding: var(--space-1); max-block-size: 17rem; overflow-y: auto; border: 1px solid var(--color-line); border-radius: var(--radius-m); background: var(--color-raised); box-shadow: var(--shadow-2); list-style: none; }
  .options li { padding: 0.4rem var(--space-2); border-radius: var(--radius-s); cursor: pointer; }
  .options [aria-selected='true'] { background: var(--color-accent-soft); color: var(--color-on-accent-soft); }
  .options .word { color: var(--color-muted); cursor: default; }

  .nested { padding: var(--space-3) var(--space-4) var(--space-4); border: 1px solid var(--color-line); border-radius: var(--radius-m); }
  .nested > legend { margin: 0; padding: 0 var(--space-1); }
  .choices { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); }
  .choices label { display: flex; align-items: center; gap: var(--space-2); cursor: pointer; }
  .entries { display: flex; flex-direction: column; align-items: flex-start; gap: var(--space-3); }
  .entry { inline-size: 100%; padding-block-end: var(--space-3); border-block-end: 1px solid var(--color-line); }
  .entry-buttons { display: flex; flex-wrap: wrap; gap: var(--space-1); margin-block-start: var(--space-2); }

  @media print {
    .field { break-inside: avoid; }
    .field[data-paper] > :is(.input, .combo) { display: none; }
    .field[data-paper]::after { content: attr(data-paper); display: block; overflow-wrap: anywhere; }
    .entries button { display: none; }
  }
`]
