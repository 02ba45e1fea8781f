/** Checks where links and actions lead. */
import {reason, type Json} from '../../schemas/index.ts'
import {parseExpression} from '../expressions/parse-expression.ts'
import type {Expr} from '../expressions/expr.ts'
import {nearestName} from '../nearest-name.ts'
import {quote, type NodeContext} from './check-context.ts'
import type {Way} from './node-problem.ts'

type TargetContext = Pick<NodeContext, 'screens' | 'former' | 'report'>

/** Reports addresses that no browser should follow, paths that no screen has, and those that a screen had earlier. */
export function checkTarget(target: Json, at: Way, {screens, former, report}: TargetContext): void {
  if (typeof target !== 'string' || target === '' || /^[?#]/.test(target)) return
  if (/^(https?:\/\/|mailto:|tel:)/i.test(target)) return
  if (!target.startsWith('/') || target.startsWith('//')) {
    report(reason('unsafe-link', {got: quote(target)}), at)
    return
  }
  if (ownPages.test(target) || screens.some(({path}) => fits(target, path))) return
  const moved = former.find(({path}) => fits(target, path))
  if (moved) {
    report(reason('moved-link', {got: quote(target), now: moved.now}), at, {severity: 'warning', hint: reason('hint-write-path', {path: moved.now})})
    return
  }
  const near = nearestName(target, screens.map((screen) => screen.path))
  report(reason('missing-link', {got: quote(target)}), at, {severity: 'warning', hint: near === undefined ? reason('hint-make-screen') : reason('hint-near-value', {near})})
}

/** Reports a computed target whose fixed parts fit no screen: `"/companies/" + row.id`. */
export function checkComputedTarget(text: string, at: Way, context: TargetContext): void {
  const parsed = parseExpression(text)
  const target = parsed.ok ? withHoles(parsed.expr) : hole
  if (target.startsWith('/') && !target.startsWith(`/${hole}`)) checkTarget(target, at, context)
}

/** The server's own pages. */
const ownPages = /^\/(api|designer|docs|assets|login|logout)([/?#]|$)/

/** Stands for what is only known when the page is made. */
const hole = '\u{E000}'

function withHoles(expr: Expr): string {
  if (expr.kind === 'value' && typeof expr.value === 'string') return expr.value
  return expr.kind === 'arithmetic' && expr.op === '+' ? withHoles(expr.left) + withHoles(expr.right) : hole
}

function fits(target: string, path: string): boolean {
  const parts = segments(target.replace(/[?#].*$/s, '').replace(/^\/app(?=\/|$)/, ''))
  const wanted = segments(path)
  return wanted.length === parts.length && wanted.every((segment, index) => segment.startsWith(':') || segment === parts[index] || parts[index]!.includes(hole))
}

const segments = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '')
