/** Publishing, the releases, and the way back. */
import type {Api, Problem} from '../api/api.ts'
import {ApiProblem, messageOf} from '../api/problem.ts'
import type {EditorState, Notice} from './editor-state.ts'
import {settled} from './settled.ts'
import type {Store} from './store.ts'

export interface PublishingDeps {
  readonly api: Api
  readonly store: Store<EditorState>
  readonly say: (tone: Notice['tone'], text: string) => void
  /** What is live has changed. */
  readonly onReleased: () => void
}

export interface Publishing {
  /** The open screen, or every screen that has changes. False: nothing was published, and the person was told why. */
  publish(note: string, all: boolean): Promise<boolean>
  /** Takes an archived screen off the air. False: it is still live, and the person was told why. */
  takeOff(screenId: string, note: string): Promise<boolean>
  loadReleases(): Promise<void>
  rollback(releaseId: string, note: string): Promise<boolean>
}

export function createPublishing({api, store, say, onReleased}: PublishingDeps): Publishing {
  const publishing: Publishing = {
    async publish(note, all) {
      const {screenId} = store.get()
      if (screenId === null) return false
      store.set({publishing: true})
      try {
        if (!await settled(store)) {
          say('warn', 'Not everything is saved yet, so nothing was published. Try again when the changes are saved.')
          return false
        }
        const release = await api.publish(all ? undefined : [screenId], note)
        say('good', `Published: release ${release.number} is live.`)
        store.set({panel: null})
        onReleased()
        return true
      } catch (error) {
        say('bad', `Not published. ${messageOf(error)}`)
        const problems = problemsOf(error)
        const {draft} = store.get()
        if (problems) store.set({problems: problems.filter(problem => draft?.tree.nodes.has(problem.node)), panel: 'problems'})
        return false
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
        say('bad', `Archived, but visitors still see it until the next publish of all screens. ${messageOf(error)}`)
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
        say('good', `Rolled back: release ${release.number} is live.`)
        await publishing.loadReleases()
        onReleased()
        return true
      } catch (error) {
        say('bad', `Not rolled back. ${messageOf(error)}`)
        return false
      }
    },
  }
  return publishing
}

const problemsOf = (error: unknown): readonly Problem[] | undefined =>
  error instanceof ApiProblem && Array.isArray(error.document.problems) ? error.document.problems as readonly Problem[] : undefined
