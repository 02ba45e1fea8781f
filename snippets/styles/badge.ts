/** Calm status words. */
import {css} from 'lit'

export const badgeStyles = css`
  .badge {
    display: inline-block; max-inline-size: 100%; padding: 0.06rem 0.5rem; overflow: hidden;
    border-radius: var(--radius-full); background: var(--color-sunken); color: var(--color-text);
    font-size: var(--text-s); line-height: 1.4; text-overflow: ellipsis; white-space: nowrap; vertical-align: middle;
  }
  .badge.info { background: var(--color-info-soft); color: var(--color-info); }
  .badge.good { background: var(--color-good-soft); color: var(--color-good); }
  .badge.warn { background: var(--color-warn-soft); color: var(--color-warn); }
  .badge.bad { background: var(--color-bad-soft); color: var(--color-bad); }
`
