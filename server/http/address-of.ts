/** `addressOf`: where a request came from, as far as those say it whom we trust. */
import type {Request} from 'express'
import {isIP} from 'node:net'

/**
 * The sender's IP address: that of the connection, or, where it is a proxy's that we trust, what the proxy wrote last into
 * `X-Forwarded-For`, and so on. A port and brackets are left out: with them each request would come from an address of its own.
 * What is no address (`unknown`) leaves us with the proxy's.
 */
export function addressOf({app, socket, headers}: Pick<Request, 'app' | 'socket' | 'headers'>): string {
  const isTrusted = app.get('trust proxy fn') as (address: string, hop: number) => boolean
  const said = String(headers['x-forwarded-for'] ?? '').split(',').map(part => part.trim()).filter(Boolean)
  let address = socket.remoteAddress ?? ''
  for (let hop = 0; said.length > 0 && isTrusted(address, hop); hop++) {
    const next = bareAddress(said.pop()!)
    if (next === undefined) break
    address = next
  }
  return address
}

/** `192.0.2.1:4711`, `[2001:db8::1]:4711` and `[2001:db8::1]` without what is not of the address. */
function bareAddress(text: string): string | undefined {
  const [, inBrackets, beforePort] = /^(?:\[(.*)\]|([\d.]*))(?::\d*)?$/.exec(text) ?? []
  const address = inBrackets ?? beforePort ?? text
  return isIP(address) > 0 ? address : undefined
}
