/** What the parts of the checker share while they look at one node. */
import {reason, type RecordSchema} from '../../schemas/index.ts'
import {checkExpression} from '../expressions/check-expression.ts'
import {kindOf, type ExpressionType, type ExpressionTypes, type Kind} from '../expressions/types.ts'
import type {SnippetManifest} from '../manifest.ts'
import type {Screen, UiNode} from '../ui-node.ts'
import type {Report, Way} from './node-problem.ts'

/** A path that a screen gave up, and the one that it has now. */
export interface FormerPath {readonly path: string; readonly now: string}

export interface NodeContext {
  readonly node: UiNode
  /** Undefined where the snippet is not known: what hangs on it cannot be checked. */
  readonly manifest: SnippetManifest | undefined
  readonly schemas: ReadonlyMap<string, RecordSchema>
  readonly screens: readonly Screen[]
  readonly former: readonly FormerPath[]
  readonly report: Report
}

/** Reports what is wrong with the expression; gives its type, or undefined. `expect`: the kinds that fit. */
export function checkedExpression(text: string, types: ExpressionTypes, at: Way, report: Report, expect?: readonly Kind[]): ExpressionType | undefined {
  const checked = checkExpression(text, types)
  if (!checked.ok) {
    const {code, params, at: from} = checked
    report(reason('bad-expression', {why: {code, params}, at: from === undefined ? undefined : from + 1, text: quote(text)}), at)
    return undefined
  }
  const kind = kindOf(checked.type)
  if (!expect || kind === 'any' || kind === 'null' || expect.includes(kind)) return checked.type
  report(reason('wrong-expression-type', {expected: expect, gives: kind, text: quote(text)}), at)
  return undefined
}

export const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
