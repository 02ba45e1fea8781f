/** Builds the CRM's screens through the same steps as the designer, and publishes them in one release. */
import type {Commit} from '../commit/change.ts'
import type {Screens} from '../screens/screens.ts'
import {childrenOf} from '../../ast/index.ts'
import {systemActor} from '../actor.ts'
import {insertParts} from './build-nodes.ts'
import {demoScreens} from './demo-screens.ts'

export async function loadScreens(commit: Commit, screens: Screens): Promise<void> {
  for (const {screen, parts} of demoScreens) {
    const {records} = await commit(systemActor, {changes: [{op: 'create', schema: 'ui_screen', data: screen}]})
    const id = records[0]!.id
    const {tree, hash} = await screens.load(id, 'draft')
    const parent = childrenOf(tree, tree.rootId)[0] ?? tree.rootId
    await screens.edit(systemActor, id, hash, insertParts(id, parent, parts))
  }
  await screens.publish(systemActor, {note: 'The screens that come with Espalier'})
}
