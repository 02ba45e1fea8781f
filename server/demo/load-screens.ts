/** Builds the CRM's screens through the same steps as the designer, and publishes them in one release. */
import {childrenOf} from '../../ast/index.ts'
import {systemActor} from '../actor.ts'
import type {Commit} from '../commit/index.ts'
import type {Screens} from '../screens/index.ts'
import {insertParts} from './build-nodes.ts'
import {demoScreens} from './demo-screens.ts'

/** Screens whose path is taken already, by a start that was cut off, are filled only when they are still empty. */
export async function loadScreens(commit: Commit, screens: Screens): Promise<void> {
  const there = new Map((await screens.list(systemActor)).map(({screen}) => [screen.path, screen.id]))
  for (const {screen, parts} of demoScreens) {
    const id = there.get(String(screen['path'])) ?? (await commit(systemActor, {changes: [{op: 'create', schema: 'ui_screen', data: screen}]})).records[0]!.id
    const {tree, hash} = await screens.load(id, 'draft')
    const parent = childrenOf(tree, tree.rootId)[0]?.id ?? tree.rootId
    if (childrenOf(tree, parent).length === 0) await screens.edit(systemActor, id, hash, insertParts(id, parent, parts))
  }
  await screens.publish(systemActor, {note: 'The screens that come with Espalier'})
}
