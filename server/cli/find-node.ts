/** Finds a node of a live screen by its id, or by a part of it. */
import type {Screen, UiNode} from '../../ast/index.ts'
import {screenOperations, type WireScreenTree} from '../../schemas/index.ts'
import type {Client} from './client.ts'
import {CliError} from './command.ts'
import {listScreens, matching} from './find-screen.ts'

export type TreeAnswer = WireScreenTree<Screen, UiNode>

/** `at`: draft, live, or the id of a release. */
export const loadTree = async (client: Client, id: string, at: string): Promise<TreeAnswer> => await client.ask(screenOperations.getScreen, {params: {id}, query: {at}}) as unknown as TreeAnswer

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A whole id is taken as it is; of a part, the live trees of all screens are searched. Throws `CliError` when none or several match. */
export async function findNodeId(client: Client, name: string): Promise<string> {
  // As it stands in a page's markup: the id of one of the copies of a repeated node.
  const part = name.split('~')[0]!
  if (uuid.test(part)) return part
  const live = (await listScreens(client)).filter(screen => screen.live !== null)
  const trees = await Promise.all(live.map(screen => loadTree(client, screen.id, 'live')))
  const found = trees.flatMap(({screen, nodes}) => matching(nodes, part).map(node => ({screen, node})))
  if (found.length === 1) return found[0]!.node.id
  if (found.length === 0) throw new CliError(`no node of a live screen has an id that begins or ends with "${name}" (at least 4 characters). "espalier tree <path>" lists them`)
  throw new CliError(`"${name}" is the beginning or end of ${found.length} nodes' ids; write more of it:\n${found.slice(0, 10).map(({screen, node}) => `  ${node.id}  ${node.snippet} on ${screen.path}`).join('\n')}`)
}
