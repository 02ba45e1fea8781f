/** The calls of the server's HTTP interface that the designer makes. Each throws an `ApiProblem`. */
import type {Screen, Step} from '../../ast/index.ts'
import type {PageState} from '../../runtime/client.ts'
import {
  flatSchema, type JsonObject, type RecordSchema, type WireRecord, type WireRelease, type WireReleaseChange, type WireRolledBack, type WireSchemaItem, type WireScreenProblem,
} from '../../schemas/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import type {DraftAnswer} from '../state/draft.ts'
import type {StepsAnswer} from '../state/sync.ts'
import type {Request} from './request.ts'

/** A screen in the list: where its draft stands, and what is live. `paths`: where it is live, and those it had earlier that lead on to there. */
export interface ScreenItem extends Screen {
  readonly rev: number
  readonly draft: string
  readonly live: string | null
  readonly archived?: boolean
  readonly paths: {readonly live: string | null; readonly former: readonly string[]}
}

export type RolledBack = WireRolledBack<Step>
export type SchemaItem = WireSchemaItem

/** What stands in the way of publishing (errors), or may be a mistake (warnings). `pointer` leads into the node. */
export type Problem = WireScreenProblem

export type Release = WireRelease

export type ReleaseChange = WireReleaseChange<Step>

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
  release(id: string): Promise<{readonly release: Release; readonly changes: readonly ReleaseChange[]}>
  publish(screens: readonly string[] | undefined, note: string): Promise<Release>
  rollback(releaseId: string, note: string): Promise<Release & {readonly drafts: readonly RolledBack[]}>
  /** Names of people, by id, as far as they may be seen. */
  people(): Promise<ReadonlyMap<string, string>>
}

const screen = (id: string): string => `/api/v1/screens/${encodeURIComponent(id)}`
const record = (id: string): string => `/api/v1/records/ui_screen/${encodeURIComponent(id)}`
const release = (id: string): string => `/api/v1/releases/${encodeURIComponent(id)}`

export function createApi(request: Request): Api {
  const items = async <T>(path: string): Promise<readonly T[]> => (await request<{readonly items: readonly T[]}>('GET', path)).items

  return {
    screens: (state = 'live') => items(`/api/v1/screens?state=${state}`),
    draft: id => request('GET', `${screen(id)}?at=draft`),
    live: id => request<DraftAnswer>('GET', `${screen(id)}?at=live`).catch(error => {
      if (error instanceof Error && 'status' in error && error.status === 404) return undefined
      throw error
    }),
    sendSteps: (id, base, steps) => request('POST', `${screen(id)}/steps`, {body: {base, steps}}),
    check: async id => (await request<{readonly problems: readonly Problem[]}>('POST', `${screen(id)}/check`, {body: {}})).problems,
    page: (id, path) => request('GET', `${screen(id)}/page?${new URLSearchParams({at: 'draft', ...(path === undefined ? {} : {path})}).toString()}`),
    sampleId: async schema => (await items<WireRecord>(`/api/v1/records/${encodeURIComponent(schema)}?limit=1`).catch(() => []))[0]?.id,
    snippets: () => items('/api/v1/snippets'),
    schemas: () => items('/api/v1/schemas'),
    schema: async name => flatSchema(await request<RecordSchema>('GET', `/api/v1/schemas/${encodeURIComponent(name)}`)),
    createScreen: data => request('POST', '/api/v1/records/ui_screen', {body: data}),
    changeScreen: (id, patch, rev) => request('PATCH', record(id), {body: patch, type: 'application/merge-patch+json', headers: {'if-match': `"${rev}"`}}),
    archiveScreen: id => request('DELETE', record(id)),
    restoreScreen: (id, path) => request('POST', `${screen(id)}/restore`, {body: path === undefined ? {} : {path}}),
    rolledBack: id => items(`${screen(id)}/rolled-back`),
    releases: () => items('/api/v1/releases'),
    release: id => request('GET', release(id)),
    publish: (screens, note) => request('POST', '/api/v1/releases', {body: {...(screens ? {screens} : {}), note}}),
    rollback: (id, note) => request('POST', `${release(id)}/rollback`, {body: {note}}),
    people: async () => {
      const found = await items<WireRecord>('/api/v1/records/user?limit=200').catch(() => [])
      return new Map(found.map(({id, data}) => [id, String(data.name ?? data.email ?? '')]))
    },
  }
}
