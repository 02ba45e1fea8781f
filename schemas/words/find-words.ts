/** `findWords`: an own member of a table of words; a code comes from anywhere. */

export const findWords = <T>(table: object, name: string): T | undefined =>
  (Object.hasOwn(table, name) ? (table as Readonly<Record<string, T>>)[name] : undefined)
