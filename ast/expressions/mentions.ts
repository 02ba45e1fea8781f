/** Tells whether an expression uses a name. */
import type {Expr} from './expr.ts'

/** True where `name` is used free: a macro's own variable of that name does not count. */
export function mentions(expr: Expr, name: string): boolean {
  if (expr.kind === 'name') return expr.name === name
  if (expr.kind === 'macro') {
    return mentions(expr.list, name) || (expr.name !== name && (mentions(expr.body, name) || (expr.where !== undefined && mentions(expr.where, name))))
  }
  return partsOf(expr).some((part) => mentions(part, name))
}

function partsOf(expr: Exclude<Expr, {readonly kind: 'macro'}>): readonly Expr[] {
  switch (expr.kind) {
    case 'value': case 'name': return []
    case 'member': case 'has': return [expr.of]
    case 'index': return [expr.of, expr.at]
    case 'list': return expr.items
    case 'map': return expr.entries.flat()
    case 'not': case 'minus': return [expr.arg]
    case 'choose': return [expr.test, expr.yes, expr.no]
    case 'call': return expr.args
    default: return [expr.left, expr.right]
  }
}
