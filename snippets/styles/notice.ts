/** A sentence that says what is the matter, in place. */
import {css} from 'lit'

export const noticeStyles = css`
  .notice {
    display: flex; align-items: flex-start; gap: var(--space-2) var(--space-3);
    padding: var(--space-3) var(--space-4); border-radius: var(--radius-m);
    background: var(--color-info-soft); color: var(--color-info);
  }
  .notice > .icon { margin-block-start: 0.15em; }
  .notice > :not(.icon, .button) { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
  .notice.good { background: var(--color-good-soft); color: var(--color-good); }
  .notice.warn { background: var(--color-warn-soft); color: var(--color-warn); }
  .notice.bad { background: var(--color-bad-soft); color: var(--color-bad); }
  .notice a { color: inherit; }
`
