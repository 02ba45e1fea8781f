/** How the frame stands: beside the page where there is room, folded above it where there is not. */
import {css} from 'lit'
import {baseStyles} from '../styles/base.ts'

export const frameStyles = [baseStyles, css`
  :host { container-type: inline-size; min-block-size: 100dvh; background: var(--color-ground); }
  .frame { display: grid; grid-template: auto 1fr / 14.5rem minmax(0, 1fr); min-block-size: inherit; }
  /* A fragment does not lead into a shadow root, so skipping takes a script. */
  .skip { position: absolute; inset-block-start: 0.5rem; inset-inline-start: var(--space-4); z-index: 30; min-block-size: var(--control); padding: 0 var(--space-4); border: 0; border-radius: var(--radius-m); background: var(--color-accent); color: var(--color-on-accent); font: inherit; }
  .skip:not(:focus) { clip-path: inset(50%); }
  @media (scripting: none) { .skip { display: none; } }

  header { grid-column: 1 / -1; position: sticky; inset-block-start: 0; z-index: 20; display: flex; align-items: center; gap: var(--space-3); min-block-size: 3.25rem; padding: 0 var(--space-4); border-block-end: 1px solid var(--color-line); background: var(--color-surface); }
  .product { display: flex; align-items: center; gap: var(--space-2); color: var(--color-text); font-size: var(--text-l); font-weight: 650; letter-spacing: -0.015em; text-decoration: none; }
  .mark { inline-size: 1.6rem; block-size: 1.6rem; fill: none; stroke: var(--color-accent); stroke-width: 2.2; stroke-linecap: round; }

  .side { position: sticky; inset-block-start: 3.25rem; align-self: start; max-block-size: calc(100dvh - 3.25rem); padding: var(--space-4) var(--space-3); overflow-y: auto; }
  .narrow-nav { display: none; }
  ul { display: flex; flex-direction: column; gap: 2px; list-style: none; }
  ul + .group { margin-block-start: var(--space-4); }
  .group { padding: var(--space-1) var(--space-3); color: var(--color-muted); font-size: var(--text-xs); font-weight: 600; letter-spacing: 0.03em; }
  li a { display: flex; align-items: center; gap: var(--space-3); min-block-size: var(--control); padding: 0 var(--space-3); border-radius: var(--radius-m); color: var(--color-text); text-decoration: none; }
  li a .icon { color: var(--color-muted); }
  li a:hover { background: var(--color-hover); }
  li a[aria-current] { background: var(--color-accent-soft); color: var(--color-on-accent-soft); font-weight: 600; }
  li a[aria-current] .icon { color: inherit; }

  main { min-inline-size: 0; padding: var(--space-5) var(--space-6) var(--space-7) var(--space-4); outline: none; }
  main.reading { max-inline-size: 52rem; }

  .pressable { display: flex; align-items: center; gap: var(--space-2); min-block-size: var(--control); padding: 0 var(--space-2); border-radius: var(--radius-m); list-style: none; cursor: pointer; }
  .pressable::-webkit-details-marker { display: none; }
  .pressable:hover { background: var(--color-hover); }
  .viewer { position: relative; margin-inline-start: auto; }
  .viewer .icon { color: var(--color-muted); }
  .initials { display: grid; place-items: center; inline-size: 1.75rem; block-size: 1.75rem; border-radius: var(--radius-full); background: var(--color-accent-soft); color: var(--color-on-accent-soft); font-size: var(--text-xs); font-weight: 650; }
  .menu { position: absolute; inset-inline-end: 0; z-index: 25; min-inline-size: 17rem; margin-block-start: var(--space-2); padding: var(--space-2); border: 1px solid var(--color-line); border-radius: var(--radius-l); background: var(--color-raised); box-shadow: var(--shadow-2); }
  .menu p { padding: var(--space-2) var(--space-3) var(--space-3); margin-block-end: var(--space-2); border-block-end: 1px solid var(--color-line); color: var(--color-muted); font-size: var(--text-s); overflow-wrap: anywhere; }
  .menu strong { color: var(--color-text); font-size: var(--text-m); }
  .role::first-letter { text-transform: uppercase; }
  .role { display: inline-block; }
  .menu-item { display: flex; align-items: center; gap: var(--space-3); inline-size: 100%; min-block-size: var(--control); padding: 0 var(--space-3); border: 0; border-radius: var(--radius-m); background: none; color: var(--color-text); font: inherit; text-align: start; text-decoration: none; cursor: pointer; }
  .menu-item:hover { background: var(--color-hover); }

  @container (inline-size < 56rem) {
    .frame { grid-template-columns: minmax(0, 1fr); }
    .side { display: none; }
    .narrow-nav { display: block; position: relative; }
    .narrow-nav nav { position: absolute; inset-inline-start: 0; z-index: 25; inline-size: 15rem; max-block-size: calc(100dvh - 5rem); margin-block-start: var(--space-2); padding: var(--space-2); overflow-y: auto; border: 1px solid var(--color-line); border-radius: var(--radius-l); background: var(--color-raised); box-shadow: var(--shadow-2); }
    main { padding: var(--space-4) var(--space-4) var(--space-6); }
  }
  @container (inline-size < 34rem) {
    header { padding: 0 var(--space-3); gap: var(--space-2); }
    .product span, .viewer-name { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    main { padding: var(--space-4) var(--space-3) var(--space-6); }
  }
  @media print {
    header, .side, .skip { display: none; }
    .frame { display: block; }
    main { padding: 0; }
  }
`]
