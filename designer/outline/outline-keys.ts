/** What a key means in the outline: the tree pattern of the ARIA authoring practices, and the designer's own commands. Pure. */
import type {Row} from './outline-rows.ts'

export type OutlineDo =
  | {readonly do: 'select'; readonly id: string}
  | {readonly do: 'open' | 'close'; readonly id: string}
  | {readonly do: 'nudge'; readonly direction: 'up' | 'down' | 'out' | 'in'}

export interface Key {readonly key: string; readonly altKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean}

/** Undefined: the key means nothing here. Letters jump to the next row that begins with them. */
export function outlineKey(rows: readonly Row[], selected: string | null, {key, altKey, ctrlKey, metaKey}: Key): OutlineDo | undefined {
  if (altKey) return key in nudges ? {do: 'nudge', direction: nudges[key as keyof typeof nudges]} : undefined
  if (ctrlKey || metaKey) return undefined
  const at = Math.max(0, rows.findIndex(row => row.id === selected))
  const row = rows[at]
  if (!row) return undefined
  switch (key) {
    case 'ArrowDown': return select(rows[at + 1])
    case 'ArrowUp': return select(rows[at - 1])
    case 'Home': return select(rows[0])
    case 'End': return select(rows.at(-1))
    case 'ArrowRight': return row.open === false ? {do: 'open', id: row.id} : row.open ? select(rows[at + 1]) : undefined
    case 'ArrowLeft': return row.open ? {do: 'close', id: row.id} : select(rows.find(parent => parent.id === row.node.parent_id))
    default: return /^[\p{L}\p{N}]$/u.test(key) ? select(startingWith(rows, at, key)) : undefined
  }
}

const select = (to: Row | undefined): OutlineDo | undefined => to && {do: 'select', id: to.id}

const nudges = {ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in'} as const

function startingWith(rows: readonly Row[], at: number, key: string): Row | undefined {
  return [...rows.slice(at + 1), ...rows.slice(0, at)].find(({title}) => title.toLowerCase().startsWith(key.toLowerCase()))
}
