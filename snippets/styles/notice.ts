/** A sentence that says what is the matter, in place. */
import {css} from 'lit'

export const noticeStyles = css`
  .notice {
    display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--space-2) var(--space-3);
    padding: var(--space-3) var(--space-4); border-radius: var(--radius-m);
    background: var(--color-info-soft); color: var(--color-info);
  }
  .notice .icon { align-self: center; }
  .notice.good { background: var(--color-good-soft); color: var(--color-good); }
  .notice.warn { background: var(--color-warn-soft); color: var(--color-warn); }
  .notice.bad { background: var(--color-bad-soft); color: var(--color-bad); }
  .notice a { color: inherit; }
`
