/** The calls of the server's HTTP interface that the designer makes. Each throws an `ApiProblem`. */
import type {Screen, Step} from '../../ast/index.ts'
import type {PageState} from '../../runtime/client.ts'
import {
  authOperations, flatSchema, pageOperations, recordOperations, releaseOperations, schemaOperations, screenOperations,
  type AboutRolledBack, type JsonObject, type RecordSchema, type WireItemChange, type WireRecord, type WireRelease, type WireReleaseChange, type WireRolledBack, type WireSchemaItem, type WireScreenItem, type WireScreenProblem, type WireStep,
} from '../../schemas/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import type {DraftAnswer} from '../state/draft.ts'
import type {StepsAnswer} from '../state/sync.ts'
import {ApiProblem} from './problem.ts'
import type {Ask} from './request.ts'

/** A screen in the list: where its draft stands, and what is live. `paths`: where it is live, and those it had earlier that lead on to there. */
export type ScreenItem = Screen & Pick<WireScreenItem, 'rev' | 'draft' | 'live' | 'paths'> & Partial<Pick<WireScreenItem, 'archived'>>

export type {AboutRolledBack}
export type RolledBack = WireRolledBack<Step>
export type SchemaItem = WireSchemaItem

/** What stands in the way of publishing (errors), or may be a mistake (warnings). `pointer` leads into the node. */
export type Problem = WireScreenProblem

export type Release = WireRelease

export type ReleaseChange = WireReleaseChange<Step>

/** What a release changed, on screens and of config items. */
export interface ReleaseDetails {
  readonly release: Release
  readonly changes: readonly ReleaseChange[]
  readonly items: readonly WireItemChange[]
}

export interface Api {
  screens(state?: 'live' | 'archived'): Promise<readonly ScreenItem[]>
  draft(screenId: string): Promise<DraftAnswer>
  /** As at the last release; undefined where the screen was never published. */
  live(screenId: string): Promise<DraftAnswer | undefined>
  sendSteps(screenId: string, base: string, steps: readonly Step[]): Promise<StepsAnswer>
  check(screenId: string): Promise<readonly Problem[]>
  /** `path`: the address that it stands at; without one its parameters are empty. */
  page(screenId: string, path?: string): Promise<PageState>
  /** The id of some record of a schema; undefined where there is none, or none that may be seen. */
  sampleId(schema: string): Promise<string | undefined>
  snippets(): Promise<readonly Manifest[]>
  schemas(): Promise<readonly SchemaItem[]>
  schema(name: string): Promise<RecordSchema>
  createScreen(data: JsonObject): Promise<WireRecord>
  changeScreen(screenId: string, patch: JsonObject, rev: number): Promise<WireRecord>
  archiveScreen(screenId: string): Promise<unknown>
  /** At another path, where one is given. */
  restoreScreen(screenId: string, path?: string): Promise<ScreenItem>
  rolledBack(screenId: string): Promise<readonly RolledBack[]>
  releases(): Promise<readonly Release[]>
  release(id: string): Promise<ReleaseDetails>
  publish(screens: readonly string[] | undefined, note: string, rolledBack?: AboutRolledBack): Promise<Release>
  rollback(releaseId: string, note: string): Promise<Release & {readonly drafts: readonly RolledBack[]}>
  /** Whether the server answers, whatever it says. */
  reach(): Promise<boolean>
  /** Names of people, by id, as far as they may be seen. */
  people(): Promise<ReadonlyMap<string, string>>
}

/** No answer, or a proxy's in the server's place. */
const awayStatuses: readonly number[] = [0, 502, 503, 504]

const ofScreens = {schema: 'ui_screen'} as const

export function createApi(ask: Ask): Api {
  const tree = async (id: string, at: string): Promise<DraftAnswer> => await ask(screenOperations.getScreen, {params: {id}, query: {at}}) as unknown as DraftAnswer
  const records = async (schema: string, limit: number): Promise<readonly WireRecord[]> => (await ask(recordOperations.listRecords, {params: {schema}, query: {limit}}).catch(() => ({items: []}))).items as readonly WireRecord[]

  // Steps, nodes and screens are said loosely on the wire: their types stand above it.
  return {
    screens: async (state = 'live') => (await ask(screenOperations.listScreens, {query: {state}})).items as unknown as readonly ScreenItem[],
    draft: id => tree(id, 'draft'),
    live: id => tree(id, 'live').catch((error: unknown) => {
      if (error instanceof Error && 'status' in error && error.status === 404) return undefined
      throw error
    }),
    sendSteps: async (id, base, steps) => await ask(screenOperations.editScreen, {params: {id}, body: {base, steps: steps as unknown as readonly WireStep[]}}) as unknown as StepsAnswer,
    check: async id => (await ask(screenOperations.checkScreen, {params: {id}, body: {}})).problems,
    page: async (id, path) => await ask(pageOperations.resolvePage, {params: {id}, query: {at: 'draft', path}}) as unknown as PageState,
    sampleId: async schema => (await records(schema, 1))[0]?.id,
    snippets: async () => (await ask(screenOperations.listSnippets, {})).items as unknown as readonly Manifest[],
    schemas: async () => (await ask(schemaOperations.listSchemas, {})).items,
    schema: async name => flatSchema(await ask(schemaOperations.getSchema, {params: {name}}) as unknown as RecordSchema),
    createScreen: async data => await ask(recordOperations.createRecord, {params: ofScreens, body: data}) as WireRecord,
    changeScreen: async (id, patch, rev) => await ask(recordOperations.changeRecord, {params: {...ofScreens, id}, body: patch}, {'if-match': `"${rev}"`}) as WireRecord,
    archiveScreen: id => ask(recordOperations.archiveRecord, {params: {...ofScreens, id}}),
    restoreScreen: async (id, path) => await ask(screenOperations.restoreScreen, {params: {id}, body: path === undefined ? {} : {path}}) as unknown as ScreenItem,
    rolledBack: async id => (await ask(screenOperations.listRolledBack, {params: {id}})).items as unknown as readonly RolledBack[],
    releases: async () => (await ask(releaseOperations.listReleases, {})).items,
    release: async id => await ask(releaseOperations.getRelease, {params: {id}}) as unknown as ReleaseDetails,
    publish: (screens, note, rolledBack) =>
      ask(releaseOperations.publish, {body: {...(screens && {screens}), note, ...(rolledBack && {rolledBack})}}),
    rollback: async (id, note) => await ask(releaseOperations.rollback, {params: {id}, body: {note}}) as unknown as Release & {readonly drafts: readonly RolledBack[]},
    async reach() {
      try {
        await ask(authOperations.me, {})
        return true
      } catch (error) {
        return error instanceof ApiProblem && !awayStatuses.includes(error.status)
      }
    },
    people: async () => new Map((await records('user', 200)).map(({id, data}) => [id, String(data['name'] ?? data['email'] ?? '')])),
  }
}
