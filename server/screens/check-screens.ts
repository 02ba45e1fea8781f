/** Checks trees against the snippets, schemas and screens of now. */
import {checkScreen, inScreen, type FormerPath, type Screen, type Tree} from '../../ast/index.ts'
import {flatSchema, refusal, refusalOf, type Refusal, type RefusalCode} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'
import {leadsOn} from './lead-on.ts'
import type {ScreensParts} from './parts.ts'
import {pathShape} from './screen-path.ts'
import type {ReleasedScreen, ScreenProblem} from './screens.ts'

export function problemsOf(parts: ScreensParts, screen: Screen, tree: Tree): readonly ScreenProblem[] {
  const {catalog, list, snippets} = parts
  const schemas = new Map(catalog.list().map(entry => [entry.name, flatSchema(entry.doc)]))
  return checkScreen({screen, tree, snippets, schemas, screens: list.live().map(one => one.screen), former: leadingOn(parts)})
}

/** Once what is drafted is live: a path that a draft gives up leads on from then. */
function leadingOn({list, released}: ScreensParts): readonly FormerPath[] {
  const given = [...Object.entries(released.former()), ...[...released.screens().values()].map(({screen}) => [screen.path, screen.id] as const)]
  return given.flatMap(([path, id]) => {
    const listed = list.find(id)
    return listed && !listed.archived && leadsOn(path, listed.screen.path) ? [{path, now: listed.screen.path}] : []
  })
}

interface Found extends ScreenProblem {readonly screen: string; readonly path: string}

export const errorsOf = (parts: ScreensParts, {screen, tree}: Pick<ReleasedScreen, 'screen' | 'tree'>): readonly Found[] =>
  problemsOf(parts, screen, tree).filter(one => one.severity === 'error').map(one => ({...one, screen: screen.id, path: screen.path}))

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

/** The 422 that lists what stops a release, node by node. */
export function refusedFor(problems: readonly Found[]): Problem {
  return problem('screen-problems', {}, {errors: problems.map(asRefusal), more: {problems}})
}

function asRefusal({code, params, pointer, message, node, path}: Found): Refusal {
  const why = {code: code as RefusalCode, params}
  return code === 'path-taken' ? {...why, pointer, message} : refusalOf(pointer, inScreen(path, {...why, node, pointer}))
}
