/** What the checker found, and the way in which its parts report it. */
import {jsonPointer} from '../json-pointer.ts'

export interface NodeProblem {
  /** Only errors stop a publish. */
  readonly severity: 'error' | 'warning'
  /** Kebab-case and stable. */
  readonly code: string
  /** The node's id. */
  readonly node: string
  /** JSON Pointer into the node: `/props/tone`. */
  readonly pointer: string
  /** `screen /customers, node n12, prop tone: expected "info" or "warn", got "blue"` */
  readonly message: string
  /** What to do, where it can be said. */
  readonly hint?: string
}

/** Where in a node: `['props', 'tone']`. */
export type Way = readonly (string | number)[]

export type Report = (code: string, at: Way, what: string, more?: {readonly hint?: string; readonly severity?: 'warning'}) => void

/** Reports for one node, into `problems`. */
export const reportInto = (problems: NodeProblem[], screenPath: string, node: string): Report => (code, at, what, {hint, severity} = {}) => {
  const place = inWords(at)
  problems.push({
    severity: severity ?? 'error', code, node, pointer: jsonPointer(...at),
    message: `screen ${screenPath}, node ${node}${place === '' ? '' : `, ${place}`}: ${what}`,
    ...(hint === undefined ? {} : {hint}),
  })
}

const nouns: Readonly<Record<string, string>> = {props: 'prop', data: 'source', on: 'event'}

/** `['data', 'rows', 'sort', 0]` is `source rows, sort 0`. */
function inWords([first, second, ...rest]: Way): string {
  if (first === undefined) return ''
  const noun = nouns[first]
  if (noun === undefined || second === undefined) return [first, second, ...rest].filter((part) => part !== undefined).join(' ')
  return first === 'props' ? `${noun} ${[second, ...rest].join('.')}` : [`${noun} ${second}`, ...(rest.length > 0 ? [rest.join(' ')] : [])].join(', ')
}
