/** A small seeded source of chance: the same seed gives the same company, on every machine. */

export interface Random {
  /** [0, 1) */
  next(): number
  /** Both ends included. */
  int(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  /** An item with a chance in proportion to its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  chance(probability: number): boolean
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, fine for demo data, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    pick: items => items[int(0, items.length - 1)]!,
    weighted: items => {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0)
      let at = next() * total
      for (const [item, weight] of items) if ((at -= weight) < 0) return item
      return items[items.length - 1]![0]
    },
    chance: probability => next() < probability,
  }
}
