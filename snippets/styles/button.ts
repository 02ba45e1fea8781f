/** Buttons and links that look like them. */
import {css} from 'lit'

export const buttonStyles = css`
  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: var(--space-2);
    min-block-size: var(--control); padding: 0 var(--space-4);
    border: 1px solid var(--color-line-strong); border-radius: var(--radius-m);
    background: var(--color-raised); color: var(--color-text);
    font: inherit; font-weight: 550; line-height: 1.2; text-decoration: none; white-space: nowrap; cursor: pointer;
    transition: background-color var(--quick), border-color var(--quick);
  }
  .button:hover { background: var(--color-hover); }
  .button:active { translate: 0 1px; }
  .button.primary { border-color: var(--color-accent); background: var(--color-accent); color: var(--color-on-accent); }
  .button.primary:hover { border-color: var(--color-accent-strong); background: var(--color-accent-strong); }
  .button.quiet { border-color: transparent; background: none; color: var(--color-link); }
  .button.quiet:hover { background: var(--color-hover); }
  .button.danger { border-color: var(--color-bad); background: none; color: var(--color-bad); }
  .button.danger:hover { background: var(--color-bad-soft); }
  .button.small { min-block-size: var(--control-s); padding: 0 var(--space-3); font-size: var(--text-s); }
  .button[disabled], .button[aria-disabled='true'] { opacity: 0.55; cursor: default; }
  .button .icon { margin-inline-start: -0.15em; }
`
