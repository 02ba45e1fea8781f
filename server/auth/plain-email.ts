/** `plainEmail`: the one spelling of an email address, in which it is kept, looked up and counted. */

/** Without spaces around it, in small letters, and in the form that wide and composed letters share (NFKC). */
export const plainEmail = (text: string): string => text.normalize('NFKC').trim().toLowerCase()
