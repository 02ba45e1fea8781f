/**
 * Brings edits to the server one after the other, and what others did from there. Everything that changes what is confirmed runs in one queue, so that an answer and the live
 * feed never mix; an edit stays in the draft until the server has answered it, through lost connections, conflicts and restarts of the server.
 */
import type {Step} from '../../ast/index.ts'
import type {LiveMessage} from '../../runtime/client.ts'
import type {WireStepsAnswer} from '../../schemas/index.ts'
import {ApiProblem, messageOf} from '../api/problem.ts'
import {type Draft, type DraftAnswer, type Edit, type LostStep, type Replayed, withAccepted, withFetched, withOthers, withoutEdit} from './draft.ts'

/** `waiting`: the server does not answer, and is asked again. `signed-out`: nothing is saved until the one whose page it is is back. */
export type Saving = 'saved' | 'saving' | 'waiting' | 'signed-out'

export type StepsAnswer = WireStepsAnswer<Step>

/** The draft went from one hash to another. */
export type DraftChanged = Pick<Extract<LiveMessage, {readonly type: 'draft-changed'}>, 'from' | 'to' | 'steps' | 'seq'>

export interface SyncDeps {
  readonly get: () => Draft
  readonly set: (draft: Draft) => void
  readonly send: (base: string, steps: readonly Step[]) => Promise<StepsAnswer>
  readonly fetch: () => Promise<DraftAnswer>
  readonly pause: (milliseconds: number) => Promise<void>
  readonly onSaving: (saving: Saving) => void
  /** What is confirmed is another tree now. `byOthers`: not by an edit of one's own. */
  readonly onConfirmed: (byOthers: boolean) => void
  readonly onLost: (lost: readonly LostStep[]) => void
  /** The server refused an edit for good; it was taken back. */
  readonly onRefused: (edit: Edit, why: string) => void
}

export interface Sync {
  /** There may be edits to send. */
  push(): void
  receive(change: DraftChanged): void
  /** Something about the draft changed that no step says, or facts may have been missed. */
  refetch(): void
  /** The key of the edit that is under way: it can no longer be merged with another. */
  sending(): number | undefined
  /** After a sign-in, or when the browser says it is online again: tries at once. */
  retry(): void
  close(): void
}

const gather = 120
const patience = 4

export function createSync(deps: SyncDeps): Sync {
  let running = false
  let closed = false
  let sending: number | undefined
  let fetchNeeded = false
  let failures = 0
  let wake: (() => void) | undefined
  let held: DraftChanged[] = []
  let seen = 0
  /** Accepted by the server, and shown from `waiting` until the draft is fetched. */
  let accepted: number[] = []
  const refusals = new Map<number, number>()

  const take = ({draft, lost}: Replayed): void => {
    deps.set(draft)
    if (lost.length > 0) deps.onLost(lost)
  }

  const hasWork = (): boolean => !closed && (deps.get().waiting.length > 0 || fetchNeeded || held.length > 0)

  async function run(): Promise<void> {
    if (running) return
    running = true
    while (hasWork()) {
      try {
        if (held.length > 0) takeHeld()
        else if (fetchNeeded) await fetchDraft()
        else await sendNext()
        failures = 0
      } catch (error) {
        await recover(error)
      }
    }
    running = false
    if (!closed) deps.onSaving('saved')
  }

  async function sendNext(): Promise<void> {
    deps.onSaving('saving')
    await deps.pause(gather)
    const {waiting: [edit], hash} = deps.get()
    if (!edit || closed || fetchNeeded || held.length > 0) return
    sending = edit.key
    try {
      accept(edit, await deps.send(hash, edit.steps))
      refusals.delete(edit.key)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.passing || error.away) throw error
      const times = (refusals.get(edit.key) ?? 0) + 1
      refusals.set(edit.key, times)
      // A conflict is decided by looking at the server's state; only what still does not fit there is given up.
      fetchNeeded = true
      if (error.status === 409 && times < patience) return
      take(withoutEdit(deps.get(), edit.key))
      deps.onRefused(edit, error.message)
    } finally {
      sending = undefined
    }
  }

  /** The feed may have told of others' edits that the server put before this one, and of this one itself, before the answer came. */
  function accept(edit: Edit, answer: StepsAnswer): void {
    const earlier = held.filter(change => change.seq < answer.seq)
    held = held.filter(change => change.seq > answer.seq)
    for (const change of earlier) takeChange(change)
    const next = withAccepted(deps.get(), edit.key, answer.steps, answer.hash)
    seen = Math.max(seen, answer.seq)
    if (next) deps.set(next)
    else {
      accepted = [...accepted, edit.key]
      fetchNeeded = true
    }
    deps.onConfirmed(false)
  }

  function takeHeld(): void {
    const changes = held
    held = []
    for (const change of changes) takeChange(change)
    deps.onConfirmed(true)
  }

  function takeChange(change: DraftChanged): void {
    if (change.seq <= seen) return
    seen = change.seq
    if (change.to === deps.get().hash) return
    const next = withOthers(deps.get(), change)
    if (next) take(next)
    else fetchNeeded = true
  }

  async function fetchDraft(): Promise<void> {
    fetchNeeded = false
    try {
      const answer = await deps.fetch()
      if (closed) return
      const draft = deps.get()
      take(withFetched({...draft, waiting: draft.waiting.filter(edit => !accepted.includes(edit.key))}, answer))
      accepted = []
    } catch (error) {
      fetchNeeded = true
      throw error
    }
    deps.onConfirmed(true)
  }

  async function recover(cause: unknown): Promise<void> {
    failures += 1
    const signedOut = cause instanceof ApiProblem && cause.away
    if (!(cause instanceof ApiProblem)) console.error(`the draft could not be brought to the server: ${messageOf(cause)}`, cause)
    deps.onSaving(signedOut ? 'signed-out' : 'waiting')
    await Promise.race([deps.pause(signedOut ? 15_000 : Math.min(15_000, 500 * 2 ** failures)), new Promise<void>(resolve => (wake = resolve))])
  }

  return {
    push: () => void run(),
    receive(change) {
      held.push(change)
      if (sending === undefined) void run()
    },
    refetch() {
      fetchNeeded = true
      void run()
    },
    sending: () => sending,
    retry() {
      failures = 0
      wake?.()
    },
    close() {
      closed = true
      wake?.()
    },
  }
}
