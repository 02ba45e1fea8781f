/** Checks trees against the snippets, schemas and screens of now. */
import {checkScreen, inScreen, type FormerPath, type Screen, type Tree} from '../../ast/index.ts'
import {flatSchema, refusal, refusalOf, type Refusal, type RefusalCode} from '../../schemas/index.ts'
import type {CatalogEntry} from '../catalog/catalog.ts'
import {problem, type Problem} from '../errors.ts'
import {leadsOn} from './lead-on.ts'
import type {ScreensParts} from './parts.ts'
import {pathShape} from './screen-path.ts'
import type {ReleasedScreen, ScreenProblem} from './screens.ts'

export function problemsOf(parts: ScreensParts, screen: Screen, tree: Tree): readonly ScreenProblem[] {
  return screenCheck(parts)({screen, tree}).problems
}

/** `reads`: the schemas that the check looked up, as they were then. */
export interface ScreenCheck {readonly problems: readonly ScreenProblem[]; readonly reads: readonly CatalogEntry[]}

export type CheckScreen = (one: Pick<ReleasedScreen, 'screen' | 'tree'>) => ScreenCheck

/** For several trees, checked against the same; each of them once. */
export function screenCheck(parts: ScreensParts): CheckScreen {
  const {catalog, list, snippets} = parts
  const entries = new Map(catalog.list().map(entry => [entry.name, entry]))
  const docs = [...entries].map(([name, {doc}]) => [name, flatSchema(doc)] as const)
  const screens = list.live().map(one => one.screen)
  const former = leadingOn(parts)
  const checked = new Map<Tree, ScreenCheck>()
  return ({screen, tree}) => {
    const known = checked.get(tree)
    if (known) return known
    const schemas = new NotingMap(docs)
    const problems = checkScreen({screen, tree, snippets, schemas, screens, former})
    const found = {problems, reads: [...schemas.asked].map(name => entries.get(name)!)}
    checked.set(tree, found)
    return found
  }
}

/** Notes which of its keys were asked for. */
class NotingMap<V> extends Map<string, V> {
  readonly asked = new Set<string>()
  override get(key: string): V | undefined {
    if (super.has(key)) this.asked.add(key)
    return super.get(key)
  }
  override has(key: string): boolean {
    if (!super.has(key)) return false
    this.asked.add(key)
    return true
  }
}

/** Once what is drafted is live: a path that a draft gives up leads on from then. */
function leadingOn({list, released}: ScreensParts): readonly FormerPath[] {
  const given = [...Object.entries(released.former()), ...[...released.screens().values()].map(({screen}) => [screen.path, screen.id] as const)]
  return given.flatMap(([path, id]) => {
    const listed = list.find(id)
    return listed && !listed.archived && leadsOn(path, listed.screen.path) ? [{path, now: listed.screen.path}] : []
  })
}

export interface Found extends ScreenProblem {readonly screen: string; readonly path: string}

export const errorsOf = (check: CheckScreen, one: Pick<ReleasedScreen, 'screen' | 'tree'>): readonly Found[] =>
  check(one).problems.filter(({severity}) => severity === 'error').map(found => ({...found, screen: one.screen.id, path: one.screen.path}))

/** Another screen that is live answers the addresses of this one. */
export function pathTaken({released, list}: ScreensParts, screen: Screen, tree: Tree): readonly Found[] {
  const others = [...released.screens().values()].filter(other => other.screen.id !== screen.id && list.find(other.screen.id)?.archived === false)
  return pathClashes([...others, {screen, tree, hash: ''}]).filter(found => found.screen === screen.id)
}

/** Two screens that would answer the same addresses. */
export function pathClashes(screens: readonly ReleasedScreen[]): readonly Found[] {
  const seen = new Map<string, Screen>()
  return screens.flatMap(({screen, tree}) => {
    const shape = pathShape(screen.path)
    const other = seen.get(shape)
    seen.set(shape, screen)
    if (!other) return []
    const taken = refusal('path-taken', '/path', {screen: screen.path, other: other.path, title: other.title})
    return [{severity: 'error' as const, ...taken, node: tree.rootId, screen: screen.id, path: screen.path}]
  })
}

/** The 422 that lists what stops a release: node by node, then item by item. */
export function refusedFor(problems: readonly Found[], inItems: readonly Refusal[] = []): Problem {
  const code = problems.length > 0 ? 'screen-problems' : 'config-problems'
  return problem(code, {}, {errors: [...problems.map(asRefusal), ...inItems], more: {problems}})
}

function asRefusal({code, params, pointer, message, node, path}: Found): Refusal {
  const why = {code: code as RefusalCode, params}
  return code === 'path-taken' ? {...why, pointer, message} : refusalOf(pointer, inScreen(path, {...why, node, pointer}))
}
