/** Texts from the server as a terminal may show them. */

/** Colours, tabs and line breaks stay; what would move the cursor, name the window or write over other lines becomes visible. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, (control, at: number) => (control === '\t' || control === '\n' || isColour(control, text, at) ? control : '\ufffd'))

const isColour = (control: string, text: string, at: number): boolean => control === '\u001b' && /^\[\d{1,2}m/.test(text.slice(at + 1, at + 5))
