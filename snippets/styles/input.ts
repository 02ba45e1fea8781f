/** What is typed and chosen in: inputs, selects, text areas, check boxes. */
import {css} from 'lit'

export const inputStyles = css`
  .input {
    inline-size: 100%; min-block-size: var(--control); padding: 0.4rem var(--space-3);
    border: 1px solid var(--color-line-strong); border-radius: var(--radius-m);
    background: var(--color-raised); color: var(--color-text); font: inherit; line-height: 1.3;
    transition: border-color var(--quick);
  }
  input.input, select.input { block-size: var(--control); padding-block: 0; }
  .input:hover { border-color: var(--color-muted); }
  .input:focus-visible { outline-offset: 0; border-color: var(--focus); border-radius: var(--radius-m); }
  .input::placeholder { color: var(--color-muted); opacity: 1; }
  .input[readonly], .input[aria-readonly], .input:disabled { background: var(--color-sunken); color: var(--color-text); opacity: 1; }
  .input[aria-invalid='true'] { border-color: var(--color-bad); }
  select.input { padding-inline-end: var(--space-5); }
  .area { white-space: pre-wrap; overflow-wrap: break-word; cursor: text; }
  textarea.input, .area { display: block; overflow-y: auto; resize: vertical; min-block-size: 5.5rem; field-sizing: content; max-block-size: 24rem; line-height: var(--leading); }
  @media print { textarea.input, .area { block-size: auto !important; max-block-size: none; overflow: visible; } }
  .check { inline-size: 1.125rem; block-size: 1.125rem; margin: 0; accent-color: var(--color-accent); }
`
