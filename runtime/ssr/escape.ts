/** Escapes for the three places that the runtime writes into by hand. */

/** For text and for attributes in double quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? '')

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}

/** JSON for a `<script type="application/json">`: nothing in it can end the element or open a comment, and it is JavaScript too. */
export const escapeJson = (value: unknown): string =>
  JSON.stringify(value).replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')

/** CSS for a `<style>`: an end tag in a string or comment of it cannot close the element. */
export const escapeStyle = (css: string): string => css.replace(/<\/(style)/gi, '<\\/$1')
