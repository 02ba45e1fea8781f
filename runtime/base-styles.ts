/** Styles that the runtime itself stands on; everything that is a matter of looks lives in `styles/`. */

/** For the document: the wrappers take no part in layout. */
export const documentStyles = 'ui-slot,#page{display:contents}[data-node]{box-sizing:border-box}'

/** For a shadow root whose snippet threw. */
export const failureStyles = '.ui-error{box-sizing:border-box;padding:var(--space-3) var(--space-4);border-radius:var(--radius-m);color:var(--color-bad);background:var(--color-bad-soft);font:inherit}'
