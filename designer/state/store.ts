/** A small observable value: what the parts of the designer read and watch. */

export interface Store<T extends object> {
  get(): T
  /** Replaces the members given; listeners are told once per task, and only when something differs. */
  set(change: Partial<T>): void
  /** Returns the way to stop. */
  watch(listener: (state: T) => void): () => void
}

export function createStore<T extends object>(first: T): Store<T> {
  let state = first
  let told = true
  const listeners = new Set<(state: T) => void>()

  const tell = (): void => {
    told = true
    for (const listener of listeners) listener(state)
  }

  return {
    get: () => state,
    set(change) {
      const names = Object.keys(change) as (keyof T)[]
      if (names.every(name => Object.is(state[name], change[name]))) return
      state = {...state, ...change}
      if (!told) return
      told = false
      queueMicrotask(tell)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
