/** Keeps addresses from data harmless. */

const schemes = new Set(['http', 'https', 'mailto', 'tel'])

/** The address itself when it is http, https, mailto, tel or without a scheme (within this site); anything else, such as `javascript:`, leads nowhere (`#`). */
export function safeHref(href: string): string {
  // Browsers drop tabs, line breaks and control characters before they look for a scheme.
  const bare = href.replace(/[^\x21-\x7e\u0080-\uffff]/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(bare)?.[1]?.toLowerCase()
  return scheme === undefined || schemes.has(scheme) ? href : '#'
}
