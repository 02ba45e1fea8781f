/** What the checker found, and the way in which its parts report it. */
import {reason, say, type Params, type Reason, type RefusalCode} from '../../schemas/index.ts'
import {jsonPointer} from '../json-pointer.ts'

export interface NodeProblem {
  /** Only errors stop a publish. */
  readonly severity: 'error' | 'warning'
  /** Kebab-case and stable. */
  readonly code: RefusalCode
  /** The node's id. */
  readonly node: string
  /** JSON Pointer into the node: `/props/tone`. */
  readonly pointer: string
  /** What its code has to say; the screen and the place stand around it in `message`. */
  readonly params: Params
  /** `screen /customers, node n12, prop tone: expected "info" or "warn", got "blue"` */
  readonly message: string
  /** What to do, where it can be said. */
  readonly hint?: string
}

/** Where in a node: `['props', 'tone']`. */
export type Way = readonly (string | number)[]

export type Report = (why: Reason, at: Way, more?: {readonly hint?: Reason; readonly severity?: 'warning'}) => void

/** Reports for one node, into `problems`. */
export const reportInto = (problems: NodeProblem[], screenPath: string, node: string): Report => (why, at, {hint, severity} = {}) => {
  const pointer = jsonPointer(...at)
  problems.push({
    severity: severity ?? 'error', ...why, node, pointer, message: say(inScreen(screenPath, {...why, node, pointer})),
    ...(hint === undefined ? {} : {hint: say(hint)}),
  })
}

/** What is wrong with a node, with the screen and the place before it. */
export const inScreen = (screen: string, {code, params, node, pointer}: Reason & Pick<NodeProblem, 'node' | 'pointer'>): Reason =>
  reason('screen-problem', {screen, node, at: pointer, why: {code, params}})
