/** Where an address that a screen had earlier leads: the screen's path of now, with all that the address said. */
import {pathParameters} from './screen-path.ts'

/** `path`: with its parameters filled in, as it stands in an address. `query`: parameters that the path has no place for any more. */
export interface LedOn {readonly path: string; readonly params: Readonly<Record<string, string>>; readonly query: Readonly<Record<string, string>>}

/** `to`: the screen's path. Parameters keep their names; those whose name is gone fill the places that are new, in order. Undefined where a place stays empty. */
export function leadOn(to: string, given: Readonly<Record<string, string>>): LedOn | undefined {
  const names = pathParameters(to)
  const rest = Object.entries(given).filter(([name]) => !names.includes(name))
  const params: Record<string, string> = {}
  for (const name of names) {
    const value = given[name] ?? rest.shift()?.[1]
    if (value === undefined) return undefined
    params[name] = value
  }
  const path = to.split('/').map(part => (part.startsWith(':') ? encodeURIComponent(params[part.slice(1)]!) : part)).join('/')
  return {path, params, query: Object.fromEntries(rest)}
}

/** Whether every address of the one path leads on to the other. */
export const leadsOn = (from: string, to: string): boolean => leadOn(to, Object.fromEntries(pathParameters(from).map(name => [name, name]))) !== undefined
