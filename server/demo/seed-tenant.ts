/** The first start: the CRM's schemas and screens, and, in demo mode, people and a company to try them on. */
import {crmSchemas} from '../../schemas/index.ts'
import {systemActor} from '../actor.ts'
import type {PutSchema} from '../catalog/index.ts'
import type {Commit} from '../commit/index.ts'
import type {Screens} from '../screens/index.ts'
import type {Store} from '../store/index.ts'
import {demoSize, type DemoSize} from './generate-rows.ts'
import {loadRows} from './load-rows.ts'
import {loadScreens} from './load-screens.ts'
import {loadUsers} from './load-users.ts'

export interface SeedAsk {
  readonly demo: boolean
  readonly password: string
  /** YYYY-MM-DD */
  readonly today: string
  readonly size?: DemoSize
  readonly seed?: number
  readonly onProgress?: ((line: string) => void) | undefined
}

/**
 * Does nothing once it was done. Each part is written when it is missing and the last one, the screens' release, says that all is there: a start that was cut off goes on at the next.
 * A tenant that was set up without the demo never gets it later.
 */
export async function seedTenant({store, commit, putSchema, screens}: {readonly store: Store; readonly commit: Commit; readonly putSchema: PutSchema; readonly screens: Screens}, ask: SeedAsk): Promise<void> {
  if (screens.live()) return
  ask.onProgress?.('First start: laying out the CRM …')
  for (const [name, doc] of Object.entries(crmSchemas)) await putSchema(systemActor, name, doc)
  if (ask.demo) {
    if ((await store.page({schema: 'user', limit: 1})).items.length === 0) await loadUsers(commit, ask.password)
    const rows = await loadRows(commit, {seed: ask.seed ?? 20, today: ask.today, size: ask.size ?? demoSize}, written => {
      if (written % 50_000 < 500 && written >= 50_000) ask.onProgress?.(`  ${written.toLocaleString('en')} records`)
    }, store)
    ask.onProgress?.(`  ${rows.toLocaleString('en')} records of a small trading company`)
  }
  await loadScreens(commit, screens)
}
