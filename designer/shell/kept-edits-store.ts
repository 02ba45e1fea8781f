/** Keeps edits that wait in the browser's own storage, so that a reload or a crash of the tab does not take them. */
import {parseSteps} from '../../ast/index.ts'
import type {Edit} from '../state/draft.ts'
import type {KeptEdits} from '../state/kept-edits.ts'

const prefix = 'espalier edits'
const longest = 1_000_000
const lifetime = 30 * 24 * 3_600_000

interface Kept {readonly at: number; readonly edits: readonly Edit[]}

/** `viewer`: edits are never offered to anybody else. Where the storage is full or forbidden, nothing is kept. */
export function createKeptEdits(viewer: string, storage: Storage, locks: LockManager | undefined, tabId: string): KeptEdits {
  const keyOf = (screenId: string): string => [prefix, viewer, screenId, tabId].join(' ')
  dropOld(storage)
  return {
    keep(screenId, edits) {
      try {
        if (edits.length === 0) storage.removeItem(keyOf(screenId))
        else storage.setItem(keyOf(screenId), fitting(edits))
      } catch {
        console.warn('the edits that wait could not be kept in the browser: its storage is full or forbidden')
      }
    },
    async take(screenId) {
      const living = new Set((await locks?.query())?.held?.map(({name}) => name))
      const keys = Object.keys(storage).filter(key => key.startsWith([prefix, viewer, screenId, ''].join(' ')))
      // A tab that lives goes on with its own; without locks, nobody else's are taken.
      const left = keys.filter(key => key === keyOf(screenId) || locks !== undefined && !living.has(lockName(key.split(' ').at(-1)!)))
      const found = left.map(key => readKept(storage.getItem(key))).toSorted((a, b) => a.at - b.at)
      for (const key of left) storage.removeItem(key)
      return found.flatMap(({edits}) => edits)
    },
  }
}

/** The id of this tab, the same after a reload; held as a lock for as long as the page lives. A copy of a tab gets an id of its own. */
export async function claimTab(session: Storage, locks: LockManager | undefined, newId: () => string): Promise<string> {
  const id = session.getItem(prefix) ?? newId()
  const mine = locks === undefined || await hold(locks, id)
  const tab = mine ? id : newId()
  if (!mine) await hold(locks, tab)
  session.setItem(prefix, tab)
  return tab
}

const hold = (locks: LockManager, id: string): Promise<boolean> => new Promise(resolve => {
  void locks.request(lockName(id), {ifAvailable: true}, lock => {
    resolve(lock !== null)
    return lock === null ? undefined : new Promise<never>(() => undefined)
  })
})

const lockName = (tab: string): string => `${prefix} ${tab}`

/** The first ones, where all of them are too much: later ones may stand on them. */
function fitting(edits: readonly Edit[]): string {
  for (let count = edits.length; ; count = Math.floor(count / 2)) {
    const text = JSON.stringify({at: Date.now(), edits: edits.slice(0, count)} satisfies Kept)
    if (text.length <= longest || count === 0) return text
  }
}

/** Nothing in the storage is trusted. */
function readKept(text: string | null): Kept {
  try {
    const {at, edits} = JSON.parse(text ?? '') as {readonly at: unknown; readonly edits: readonly {readonly label: unknown; readonly steps: unknown}[]}
    return {at: Number(at), edits: edits.flatMap(({label, steps}, key): readonly Edit[] => {
      const parsed = parseSteps(steps)
      return parsed.ok ? [{key, label: String(label), steps: parsed.steps}] : []
    })}
  } catch {
    return {at: 0, edits: []}
  }
}

function dropOld(storage: Storage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(prefix) && Date.now() - readKept(storage.getItem(key)).at > lifetime) storage.removeItem(key)
}
