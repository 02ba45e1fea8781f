/** Two servers that are asked the same: what they answer may differ in nothing, where they differ in nothing that may be seen. */
import {systemActor} from '../../server/actor.ts'
import type {Rules} from '../../server/access/index.ts'
import {insertParts} from '../../server/demo/build-nodes.ts'
import {childrenOf} from '../../ast/index.ts'
import type {Role} from '../../schemas/index.ts'
import {themeKind} from '../config-kinds.ts'
import {startApp, type TestApp} from '../start-app.ts'
import {lawSchemas, type LawSchema, type Twin} from './scene.ts'

export interface LawWorld {
  readonly apps: Readonly<Record<Twin, TestApp>>
  /** In force for one role until the next call. */
  rule(role: Role, rules: Readonly<Record<LawSchema, Rules>>): void
  /** How often each thing happened, for whoever asks that it did. */
  readonly seen: Map<string, number>
  note(what: string): void
  close(): Promise<void>
}

export async function openLawWorld(): Promise<LawWorld> {
  const now: {role?: Role; rules?: Readonly<Record<string, Rules>>} = {}
  const open = async (): Promise<TestApp> => {
    const app = await startApp({snippets: true, configKinds: [themeKind], rulesOf: (actor, {name}) => (actor.role === now.role ? now.rules?.[name] : undefined)})
    for (const [name, doc] of Object.entries(lawSchemas)) await app.putSchema(systemActor, name, doc)
    await makeScreens(app)
    return app
  }
  const apps = {a: await open(), b: await open()}
  const seen = new Map<string, number>()
  return {
    apps, seen,
    rule(role, rules) {
      now.role = role
      now.rules = rules
    },
    note: what => void seen.set(what, (seen.get(what) ?? 0) + 1),
    async close() {
      await apps.a.close()
      await apps.b.close()
    },
  }
}

async function makeScreens({commit, screens, config}: TestApp): Promise<void> {
  const record = {from: 'law_person', id: {$: 'params.id'}, expand: ['law_team_id']}
  const parts = {
    '/law': [
      {snippet: 'data-grid', props: {columns: ['name', 'kind', 'law_team_id', 'boss_id', 'age', 'wage', 'diary']}, data: {rows: {from: 'law_person', limit: 50}}, on: {open: [{do: 'navigate' as const, to: {$: '"/law/" + row.id'}}]}},
      {snippet: 'stat', props: {label: 'Count'}, data: {value: {from: 'law_person', measure: 'count' as const}}},
      {snippet: 'stat', props: {label: 'Wages'}, data: {value: {from: 'law_person', measure: 'sum' as const, field: 'wage'}, previous: {from: 'law_person', measure: 'max' as const, field: 'age'}}},
      {snippet: 'stat', props: {label: 'Diaries'}, data: {value: {from: 'law_person', where: 'record.diary != ""', measure: 'count' as const}}},
    ],
    '/law/:id': [
      {snippet: 'heading', props: {text: {$: 'record.name + " " + record.diary'}}, data: {record}},
      {snippet: 'dynamic-form', data: {record}},
      {snippet: 'data-grid', props: {columns: ['name', 'budget', 'memo']}, data: {rows: {from: 'law_team', where: 'record.id == params.id || record.budget > 4'}}},
    ],
  }
  for (const [path, shown] of Object.entries(parts)) {
    const {records} = await commit(systemActor, {changes: [{op: 'create', schema: 'ui_screen', data: {title: `Law ${path}`, path}}]})
    const {id} = records[0]!
    const {tree, hash} = await screens.load(id, 'draft')
    await screens.edit(systemActor, id, hash, insertParts(id, childrenOf(tree, tree.rootId)[0]?.id ?? tree.rootId, shown))
  }
  await config.writeDraft(systemActor, {kind: 'theme', key: 'main'}, {accent: 'teal'}, {})
  await screens.publish(systemActor, {note: 'law'})
}
