/** `espalier restore`: brings an archived screen back. */
import {screenOperations} from '../../../schemas/index.ts'
import {CliError, textOption, type Command} from '../command.ts'
import {listScreens, matching, type ScreenItem} from '../find-screen.ts'

export const restore: Command = {
  usage: '<path|id> [--path path]',
  summary: 'Bring an archived screen back; at another path where its own is taken by now. Visitors see it after the next publish.',
  options: {path: {type: 'string'}},
  arity: [1, 1],
  async run(context) {
    const {io, paint, json, args} = context
    const client = await context.client()
    const {id} = findArchived(await listScreens(client, 'archived'), args[0]!)
    const path = textOption(context, 'path')
    const screen = await client.ask(screenOperations.restoreScreen, {params: {id}, body: path === undefined ? {} : {path}})
    if (json) io.out(JSON.stringify(screen))
    else io.out(`${paint.green('✓')} ${paint.bold(screen.path)} is back as a draft. "espalier publish --screen ${screen.path}" makes it live`)
  },
}

/** Several may have had one path: then only the id says which. */
function findArchived(screens: readonly ScreenItem[], name: string): ScreenItem {
  const byPath = screens.filter(screen => screen.path === name)
  const found = byPath.length > 0 ? byPath : matching(screens, name)
  if (found.length === 1) return found[0]!
  throw new CliError(found.length === 0 ? `no archived screen "${name}". "espalier screens --archived" lists them` : `"${name}" means several archived screens: ${found.map(({path, id}) => `${path} (${id})`).join(', ')}`)
}
