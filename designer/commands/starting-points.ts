/** What a new screen can start from: the parts that are put on it, as one edit. */
import {type InsertStep, orderBetween, type Tree, type UiNode} from '../../ast/index.ts'
import type {RecordSchema} from '../../schemas/index.ts'
import {nodeAt} from './insert-node.ts'
import {type Manifests, nextSpot, placeAt} from './places.ts'

export type StartingPoint = 'blank' | 'grid' | 'form'

export interface Start {readonly point: StartingPoint; readonly schema?: {readonly name: string; readonly def: RecordSchema} | undefined; readonly title: string; readonly path: string}

/** The steps for a screen that is new. `blank` gets a heading. Parts whose snippet is not installed are left out. */
export function startingSteps(tree: Tree, manifests: Manifests, screenId: string, start: Start, newId: () => string): readonly InsertStep[] {
  const spot = nextSpot(tree, manifests, null)
  if (!spot) return []
  const steps: InsertStep[] = []
  let order = placeAt(tree, spot).order
  for (const part of partsOf(start)) {
    const manifest = manifests.get(part.snippet)
    if (!manifest) continue
    steps.push({type: 'insert', nodes: [nodeAt(screenId, {parent_id: spot.parent, slot: spot.slot, order}, {id: newId(), manifest, ...part})]})
    order = orderBetween(order, null)
  }
  return steps
}

type Part = Pick<UiNode, 'snippet' | 'props'> & {readonly data?: UiNode['data']; readonly on?: UiNode['on']}

function partsOf({point, schema, title, path}: Start): readonly Part[] {
  const heading: Part = {snippet: 'heading', props: {text: title, level: 1}}
  if (point === 'blank' || !schema) return [heading]
  if (point === 'grid') return [heading, {snippet: 'data-grid', props: {}, data: {rows: {from: schema.name, limit: 50}}}]
  const parameter = /:([a-z][a-z0-9_]*)$/.exec(path)?.[1]
  return [heading, {snippet: 'dynamic-form', props: {}, data: {record: {from: schema.name, id: parameter ? {$: `params.${parameter}`} : ''}}}]
}

/** A path for a title: `Open orders` -> `/open-orders`. Letters lose their accents; what has none of a to z or digits gives `/screen`. */
export function pathFor(title: string, taken: readonly string[]): string {
  const words = title.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join('-').slice(0, 60).replace(/-$/, '')
  const base = `/${words || 'screen'}`
  let path = base
  for (let count = 2; taken.includes(path); count++) path = `${base}-${count}`
  return path
}

/** A path like this one that nobody has: `/orders` -> `/orders-2`, `/orders/:id` -> `/orders-2/:id`. */
export function freePath(path: string, taken: readonly string[]): string {
  const parts = path.split('/')
  const last = parts.findLastIndex(part => part !== '' && !part.startsWith(':'))
  for (let count = 2; ; count++) {
    const next = last < 0 ? `/screen-${count}` : parts.with(last, `${parts[last]}-${count}`).join('/')
    if (!taken.includes(next)) return next
  }
}
