/** Publishing, the releases, and the way back. */
import type {AboutRolledBack, Api, Problem, Release, RolledBack} from '../api/api.ts'
import {ApiProblem, messageOf} from '../api/problem.ts'
import type {EditorState, Notice} from './editor-state.ts'
import {settled} from './settled.ts'
import type {Store} from './store.ts'

export interface PublishingDeps {
  readonly api: Api
  readonly store: Store<EditorState>
  readonly say: (tone: Notice['tone'], text: string, about?: string) => void
  /** What is live has changed. */
  readonly onReleased: () => void
}

/** `rolledBack`: a draft holds a rolled back hot patch, and nothing was said of what becomes of it. */
export interface Refused {readonly message: string; readonly problems: readonly ScreenProblem[]; readonly rolledBack?: true}

/** `screen`: the id of the screen that it stands on. */
export interface ScreenProblem extends Problem {readonly screen: string}

const askRolledBack: Refused = {
  message: 'Not published. A draft still holds a hot patch that was rolled back: say what becomes of it.', problems: [], rolledBack: true,
}

const couldNotGo: Refused = {
  message: 'Not published. Something was built on a hot patch that was rolled back, so it stays in the draft: take it out by hand, or publish it again.',
  problems: [], rolledBack: true,
}

export interface Publishing {
  /** Undefined: they are live. Otherwise nothing was published; why, and the problems, each with its screen. */
  publish(note: string, screens: readonly string[], rolledBack?: AboutRolledBack): Promise<Refused | undefined>
  /** Takes an archived screen off the air. False: it is still live, and the person was told why. */
  takeOff(screenId: string, note: string): Promise<boolean>
  loadReleases(): Promise<void>
  /** What of rolled back hot patches stays in drafts; undefined: not rolled back, and the person was told why. */
  rollback(releaseId: string, note: string): Promise<readonly RolledBack[] | undefined>
}

export function createPublishing({api, store, say, onReleased}: PublishingDeps): Publishing {
  const publishing: Publishing = {
    async publish(note, screens, rolledBack) {
      store.set({publishing: true})
      try {
        if (!await settled(store)) return {message: 'Not everything is saved yet, so nothing was published. Try again when the changes are saved.', problems: []}
        const [before] = await api.releases()
        const release = await api.publish(screens, note, rolledBack)
        say('good', saidOf(release, release.id === before?.id, rolledBack), 'release')
        store.set({panel: null})
        onReleased()
        return undefined
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'rolled-back-patches') return rolledBack === 'takeBack' ? couldNotGo : askRolledBack
        const {screenId} = store.get()
        const problems = problemsOf(error)
        if (screenId !== null && screens.includes(screenId)) store.set({problems: problems.filter(problem => problem.screen === screenId)})
        return {message: `Not published. ${messageOf(error)}`, problems}
      } finally {
        store.set({publishing: false})
      }
    },
    async takeOff(screenId, note) {
      try {
        await api.publish([screenId], note)
        onReleased()
        return true
      } catch (error) {
        say('bad', `Archived, but visitors still see it until the next publish of all screens. ${messageOf(error)}`, screenId)
        return false
      }
    },
    async loadReleases() {
      try {
        store.set({releases: await api.releases()})
      } catch (error) {
        say('warn', `The releases could not be loaded. ${messageOf(error)}`)
      }
    },
    async rollback(releaseId, note) {
      try {
        const release = await api.rollback(releaseId, note)
        say('good', `Rolled back: release ${release.number} is live.`, 'release')
        await publishing.loadReleases()
        onReleased()
        return release.drafts
      } catch (error) {
        say('bad', `Not rolled back. ${messageOf(error)}`, 'release')
        return undefined
      }
    },
  }
  return publishing
}

function saidOf({number}: Release, wasLive: boolean, rolledBack: AboutRolledBack | undefined): string {
  if (!wasLive) return `Published: release ${number} is live.`
  if (rolledBack === 'takeBack') return `The hot patches are out of the drafts. Nothing else differed, so nothing was published: release ${number} stays live.`
  return `Nothing differed, so nothing was published: release ${number} stays live.`
}

const problemsOf = (error: unknown): readonly ScreenProblem[] =>
  error instanceof ApiProblem && Array.isArray(error.document.problems) ? error.document.problems as readonly ScreenProblem[] : []
