/** `espalier tree`: the nodes of a screen, indented. */
import {say} from '../../../schemas/index.ts'
import {childrenOf, treeFrom, type Tree, type UiNode} from '../../../ast/index.ts'
import {CliError, textOption, type Command} from '../command.ts'
import {loadTree} from '../find-node.ts'
import {findScreen} from '../find-screen.ts'
import type {Paint} from '../paint.ts'
import {table} from '../table.ts'

const maxValue = 40

export const tree: Command = {
  usage: '<path> [--at draft|live|<release>]',
  summary: 'Show the tree of a screen: snippets, properties, ids. Default: live.',
  options: {at: {type: 'string'}},
  arity: [1, 1],
  async run(context) {
    const {io, paint, json, args} = context
    const client = await context.client()
    const screen = await findScreen(client, args[0]!)
    const answer = await loadTree(client, screen.id, textOption(context, 'at') ?? 'live')
    if (json) return io.out(JSON.stringify(answer))
    const built = treeFrom(answer.nodes)
    if (!built.ok) throw new CliError(`the server's answer is no tree: ${say(built.reason)}`)
    io.out(`${paint.bold(answer.screen.path)}  ${answer.screen.title}  ${paint.dim(answer.hash.slice(0, 12))}`)
    for (const line of table(rows(built.tree, built.tree.nodes.get(built.tree.rootId)!, '', '', paint))) io.out(line)
  },
}

function rows(of: Tree, node: UiNode, lead: string, below: string, paint: Paint): readonly (readonly string[])[] {
  const slot = node.slot === 'default' ? '' : `${node.slot}: `
  const children = childrenOf(of, node.id)
  return [
    [`${lead}${paint.dim(slot)}${paint.cyan(node.snippet)}${summary(node)}`, paint.dim(node.id)],
    ...children.flatMap((child, index) => {
      const last = index === children.length - 1
      return rows(of, child, `${below}${last ? '└ ' : '├ '}`, `${below}${last ? '  ' : '│ '}`, paint)
    }),
  ]
}

/** What tells one node from another: its properties in short, what it is bound to, when it shows. */
function summary({props, data, when, each}: UiNode): string {
  const parts = [
    ...Object.entries(props).slice(0, 4).map(([name, value]) => `${name}=${short(JSON.stringify(value))}`),
    ...Object.entries(data ?? {}).map(([source, {from, measure}]) => `${source}←${from}${measure ? ` ${measure}` : ''}`),
    ...(when === undefined ? [] : [`when ${short(when)}`]),
    ...(each === undefined ? [] : [`each ${short(each)}`]),
  ]
  return parts.length > 0 ? ` ${parts.join(' ')}` : ''
}

const short = (text: string): string => (text.length > maxValue ? `${text.slice(0, maxValue - 1)}…` : text)
