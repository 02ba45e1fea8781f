/** Whose days and language a page is written in: what the person chose, else what their browser says. */
import type {IncomingHttpHeaders} from 'node:http'
import {acceptedLanguage} from './accepted-language.ts'
import type {Actor} from './actor.ts'
import {knownZone} from './known-zone.ts'

/** Set by the scripts of pages to the browser's own zone. */
const zoneCookie = /(?:^|;\s*)espalier-zone=([\w+%/-]{1,120})(?:;|$)/

/** The actor, with the browser's zone and language where the person has chosen none. A zone or a language that nobody knows counts as none. */
export function viewerOf(actor: Actor, headers: Pick<IncomingHttpHeaders, 'cookie' | 'accept-language'>): Actor {
  const timeZone = actor.timeZone ?? browserZone(headers)
  const language = actor.language ?? acceptedLanguage(headers['accept-language'] ?? '')
  return {...actor, ...(timeZone !== undefined && {timeZone}), ...(language !== undefined && {language})}
}

/** Undefined until one of our scripts has run there. */
export const browserZone = ({cookie = ''}: Pick<IncomingHttpHeaders, 'cookie'>): string | undefined => knownZone(decoded(zoneCookie.exec(cookie)?.[1] ?? ''))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
