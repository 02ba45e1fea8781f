/** Texts from the server as a terminal may show them. */

/** Colours, tabs and line breaks stay; what would move the cursor, name the window or write over other lines becomes visible. */
export const printable = (text: string): string => text.replace(/\u001b(?!\[\d{1,2}m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g, '\ufffd')
