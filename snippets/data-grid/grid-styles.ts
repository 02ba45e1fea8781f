/** How the grid looks: dense, calm, with a header that stays; cards where it is narrow. */
import {css} from 'lit'
import {badgeStyles} from '../styles/badge.ts'
import {baseStyles} from '../styles/base.ts'
import {buttonStyles} from '../styles/button.ts'
import {inputStyles} from '../styles/input.ts'
import {noticeStyles} from '../styles/notice.ts'

export const gridStyles = [baseStyles, buttonStyles, inputStyles, badgeStyles, noticeStyles, css`
  :host { container-type: inline-size; }
  .grid { display: flex; flex-direction: column; gap: var(--space-3); }

  /* Search, the filters' button and the way to a new record share the first row; the open filters take the rows below, as wide as the grid. */
  .toolbar { display: grid; grid-template-columns: 1fr auto; align-items: start; gap: var(--space-2); }
  .toolbar > :not(.ask) { grid-area: 1 / 2; }
  .ask { --search: min(22rem, 100% - 16rem); grid-area: 1 / 1 / 2 / -1; display: grid; min-inline-size: 0; }
  .search { grid-area: 1 / 1; align-self: start; position: relative; inline-size: calc(var(--search)); }
  .search .icon { position: absolute; inset-block-start: 0.55rem; inset-inline-start: 0.65rem; color: var(--color-muted); pointer-events: none; }
  .search .input { padding-inline: 2.2rem 4.6rem; }
  .search .go { position: absolute; inset-block-start: 0.1875rem; inset-inline-end: 0.1875rem; }
  .search .input:not(:focus, :hover) + .go:not(:focus, :hover) { opacity: 0; }
  .search input::-webkit-search-cancel-button { cursor: pointer; }
  .filters { grid-area: 1 / 1; }
  .search, .filters summary { z-index: 1; }
  .filters { pointer-events: none; }
  .filters > * { pointer-events: auto; }
  .filters summary { inline-size: fit-content; margin-inline-start: calc(var(--search) + var(--space-2)); list-style: none; }
  .filters summary::-webkit-details-marker { display: none; }
  .many { display: inline-block; min-inline-size: 1.3em; padding: 0 0.3em; border-radius: var(--radius-full); background: var(--color-accent); color: var(--color-on-accent); font-size: var(--text-xs); line-height: 1.5; text-align: center; }
  .panel { display: flex; flex-direction: column; gap: var(--space-4); margin-block-start: var(--space-2); padding: var(--space-4); border: 1px solid var(--color-line); border-radius: var(--radius-l); background: var(--color-surface); }
  .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); gap: var(--space-3) var(--space-4); }
  .field { min-inline-size: 0; }
  .field label, .field legend { display: block; margin-block-end: var(--space-1); padding: 0; font-size: var(--text-s); font-weight: 550; }
  .range { display: grid; grid-template-columns: 1fr 1fr; gap: var(--space-1); }
  .range .input { min-inline-size: 0; }
  .field:has([type='date']) { grid-column: span 2; }
  .range .input { padding-inline: var(--space-2); }
  .buttons { display: flex; gap: var(--space-2); }

  .chips { display: flex; flex-wrap: wrap; gap: var(--space-2); list-style: none; }
  .chip { display: inline-flex; align-items: center; gap: var(--space-1); min-block-size: 1.6rem; padding: 0 var(--space-3); border-radius: var(--radius-full); background: var(--color-accent-soft); color: var(--color-on-accent-soft); font-size: var(--text-s); text-decoration: none; }
  .chip:hover { text-decoration: line-through; }
  .chip .icon { inline-size: 0.95em; block-size: 0.95em; }

  .region { position: relative; overflow: auto; overscroll-behavior-x: contain; scroll-padding-block: 2.75rem var(--space-2); scroll-padding-inline-start: min(22rem, 40cqi); border: 1px solid var(--color-line); border-radius: var(--radius-l); background: var(--color-surface); }
  .tooled .region { max-block-size: max(22rem, calc(100dvh - 15rem)); }
  table { inline-size: 100%; border-collapse: separate; border-spacing: 0; font-size: 0.875rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
  th, td { padding: 0.45rem var(--space-3); text-align: start; vertical-align: middle; }
  :is(th, td):first-child { padding-inline-start: var(--space-4); }
  :is(th, td):last-child { padding-inline-end: var(--space-4); }
  .end { text-align: end; }
  thead th { position: sticky; inset-block-start: 0; z-index: 1; padding-block: 0; border-block-end: 1px solid var(--color-line); background: var(--color-surface); color: var(--color-muted); font-size: var(--text-s); font-weight: 550; white-space: nowrap; block-size: 2.25rem; }
  .sort { display: inline-flex; align-items: center; gap: 0.2em; min-block-size: 2.25rem; color: inherit; text-decoration: none; }
  .sort:hover, [aria-sort] .sort { color: var(--color-text); }
  .sort:hover { text-decoration: underline; }
  .sort .icon { inline-size: 1em; block-size: 1em; }
  tbody :is(th, td) { position: relative; max-inline-size: 22rem; overflow: hidden; border-block-end: 1px solid var(--color-line); text-overflow: ellipsis; white-space: nowrap; }
  tbody tr:last-child :is(th, td) { border-block-end: 0; }
  /* No wider than what is kept clear for it: what has the focus comes out from under it. */
  tbody th { max-inline-size: min(22rem, 40cqi); font-weight: 550; }
  /* Where the columns are wider than the grid, they pass under the one that names the row. */
  :is(thead, tbody) th:first-child { position: sticky; inset-inline-start: 0; }
  thead th:first-child { z-index: 3; }
  tbody th { z-index: 2; background: var(--color-surface); }
  :is(thead, tbody) th:first-child { box-shadow: 1px 0 var(--under, transparent); }
  @supports (animation-timeline: scroll()) {
    table { animation: under linear both; animation-timeline: scroll(nearest inline); animation-range: 0 8px; }
  }
  @keyframes under { to { --under: var(--color-line); } }
  tbody td a { color: inherit; text-decoration-color: var(--color-line-strong); }
  .open { color: var(--color-text); text-decoration: none; }
  .opens { cursor: pointer; }
  .opens:hover :is(th, td), .opens:focus-within :is(th, td) { background: var(--color-hover); }
  .opens:hover .open, .open:focus-visible { color: var(--color-link); text-decoration: underline; }
  .none { color: var(--color-muted); }
  .yes { color: var(--color-good); }

  .empty { display: flex; flex-direction: column; align-items: center; gap: var(--space-3); padding: var(--space-7) var(--space-4); border: 1px dashed var(--color-line-strong); border-radius: var(--radius-l); color: var(--color-muted); text-align: center; }

  .foot { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-4); min-block-size: var(--control-s); color: var(--color-muted); font-size: var(--text-s); font-variant-numeric: tabular-nums; }
  .foot nav { display: flex; gap: var(--space-2); margin-inline-start: auto; }
  .foot .button { padding-inline: var(--space-2) var(--space-3); }
  .foot .button:last-child { padding-inline: var(--space-3) var(--space-2); }
  .sizes { display: flex; align-items: center; gap: 2px; }
  .sizes a { min-inline-size: 2em; padding: 0.15rem 0.35rem; border-radius: var(--radius-s); color: inherit; text-align: center; text-decoration: none; }
  .sizes a:first-child { margin-inline-start: var(--space-1); }
  .sizes a:hover { background: var(--color-hover); color: var(--color-text); }
  .sizes [aria-current] { background: var(--color-sunken); color: var(--color-text); }

  @container (inline-size < 36rem) {
    .ask { --search: 100% - 8.5rem; }
    .toolbar > :not(.ask) { grid-area: 2 / 1 / 3 / -1; justify-self: start; }
    .field:has([type='date']) { grid-column: auto; }
    .fields { grid-template-columns: 1fr; }
    th, td { padding-inline: var(--space-2); }
    tbody :is(th, td) { max-inline-size: 8.5rem; }
    tbody th { max-inline-size: 11rem; }
    .region { scroll-padding-inline-start: 11rem; }
    tbody :is(.end, .whole) { max-inline-size: none; }
  }
  @container (inline-size < 22rem) {
    .ask { --search: 100%; }
    .filters { grid-row: 2; margin-block-start: var(--space-2); }
    .filters summary { margin-inline-start: 0; }
  }
  @container (inline-size < 28rem) {
    .tooled .region { max-block-size: none; }
    .region { overflow: visible; border: 0; background: none; }
    table, tbody, tr, td, tbody th { display: block; }
    /* Cards say their columns themselves; of the header stays what one can press. */
    thead, thead th { display: block; }
    thead tr { position: relative; display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-4); margin-block-end: var(--space-2); color: var(--color-muted); font-size: var(--text-s); }
    thead tr::before { content: 'Sort by'; }
    thead th, thead th:is(:first-child, :last-child) { position: static; block-size: auto; padding: 0; border: 0; background: none; }
    thead th:not(:has(a)) { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    tbody { display: flex; flex-direction: column; gap: var(--space-2); }
    tbody tr { padding: var(--space-3) var(--space-4); border: 1px solid var(--color-line); border-radius: var(--radius-l); background: var(--color-surface); }
    tbody tr :is(th, td), tbody tr :is(th, td):is(:first-child, :last-child) { position: relative; z-index: auto; max-inline-size: none; padding: 0.15rem 0; border: 0; background: none; white-space: normal; overflow-wrap: anywhere; }
    tbody tr th { font-size: var(--text-m); }
    tbody tr td { display: grid; grid-template-columns: 7.5rem 1fr; gap: var(--space-3); justify-items: start; text-align: start; }
    tbody tr td::before { content: attr(data-label); color: var(--color-muted); font-size: var(--text-s); }
    .opens:hover, .opens:focus-within { background: var(--color-hover); }
  }
  @media print {
    .toolbar, .chips, .foot nav, .sizes { display: none; }
    .region, .tooled .region { max-block-size: none; overflow: visible; border: 0; }
    tr { break-inside: avoid; }
    th, td, tbody :is(th, td), .badge { max-inline-size: none; overflow: visible; white-space: normal; overflow-wrap: anywhere; }
  }
`]
