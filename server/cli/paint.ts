/** Colours, where a person reads and has not switched them off (https://no-color.org). */
import type {Io} from './io.ts'

export type Paint = {readonly [C in keyof typeof codes]: (text: string) => string}

const codes = {bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39]} as const

export function createPaint({env, isTerminal}: Pick<Io, 'env' | 'isTerminal'>): Paint {
  const isOn = isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return Object.fromEntries(Object.entries(codes).map(([name, [on, off]]) => [name, (text: string) => (isOn ? `\u001b[${on}m${text}\u001b[${off}m` : text)])) as Paint
}
