/** `checkPlainId`: ids stand in JSON text, addresses and logs as they are, so they hold nothing that would have to be escaped anywhere. */

/** Throws: ids come from Espalier's own code, never from a request. */
export function checkPlainId(id: string, what: string): void {
  if (!/^[\w-]{1,64}$/.test(id)) throw new Error(`${what}: expected an id of at most 64 letters, digits, "-" and "_", got ${JSON.stringify(id.slice(0, 100))}`)
}
