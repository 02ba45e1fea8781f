/** Whose days and language a page is written in: what the person chose, else what their browser says. */
import type {IncomingHttpHeaders} from 'node:http'
import type {Actor} from './actor.ts'
import {knownZone} from './known-zone.ts'

/** Set by the scripts of pages to the browser's own zone. */
const zoneCookie = /(?:^|;\s*)espalier-zone=([\w+%/-]{1,120})(?:;|$)/

/** The actor, with the browser's zone where the person has chosen none. A zone that nobody knows counts as none. */
export function viewerOf(actor: Actor, {cookie}: Pick<IncomingHttpHeaders, 'cookie'>): Actor {
  if (actor.timeZone !== undefined || cookie === undefined) return actor
  const timeZone = knownZone(decoded(zoneCookie.exec(cookie)?.[1] ?? ''))
  return timeZone === undefined ? actor : {...actor, timeZone}
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
