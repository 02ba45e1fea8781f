/** What commits must do, said once more in the simplest way. */
export interface ModelRecord {readonly schema: string; readonly rev: number; readonly state: 'live' | 'archived'; readonly data: Readonly<Record<string, unknown>>}

/** `counted`: what stands in the record that all share, of which others write the rest. */
export interface Model {readonly records: ReadonlyMap<string, ModelRecord>; readonly counted: number}

export interface ModelChange {
  readonly op: 'create' | 'update' | 'archive' | 'restore'
  readonly schema: string
  readonly id: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly rev?: number
  /** Against its schema. */
  readonly misfits?: true
}

export type Did = 'created' | 'updated' | 'archived' | 'restored' | 'refused'
export interface Expected {readonly model: Model; readonly did: readonly Did[]}

export const newModel = (): Model => ({records: new Map(), counted: 0})
export const copyOf = ({rev, state, data}: Omit<ModelRecord, 'schema'>): Omit<ModelRecord, 'schema'> => ({rev, state, data})

/** Undefined: refused as a whole. */
export function applyAll(model: Model, changes: readonly ModelChange[]): Expected | undefined {
  let now: Model | undefined = model
  for (const change of changes) {
    now = now && applied(now, change)
    if (!now) return undefined
  }
  return changes.some(change => !linksLead(now!, change)) ? undefined : {model: now!, did: changes.map(({op}) => deeds[op])}
}

export function applyEach(model: Model, changes: readonly ModelChange[]): Expected {
  let now = model
  const did = changes.map((change): Did => {
    const next = applied(now, change)
    if (!next || !linksLead(next, change)) return 'refused'
    now = next
    return deeds[change.op]
  })
  return {model: now, did}
}

const deeds = {create: 'created', update: 'updated', archive: 'archived', restore: 'restored'} as const

function applied({records, counted}: Model, {op, schema, id, data = {}, rev, misfits}: ModelChange): Model | undefined {
  if (misfits) return undefined
  if (schema === 'pool') return {records, counted: Object.values(data)[0] as number}
  const before = records.get(id)
  const put = (record: ModelRecord): Model => ({records: new Map([...records, [id, record]]), counted})
  if (op === 'create') {
    const taken = data['sku'] !== undefined && [...records.values()].some(one => one.data['sku'] === data['sku'])
    return before || taken ? undefined : put({schema, rev: 1, state: 'live', data})
  }
  if (!before || (rev !== undefined && rev !== before.rev)) return undefined
  if ((before.state === 'archived') !== (op === 'restore')) return undefined
  const state = op === 'archive' ? 'archived' : 'live'
  return put({...before, rev: before.rev + 1, state, data: {...before.data, ...data}})
}

/** What is new or comes back leads to what is live. */
function linksLead({records}: Model, {op, id}: ModelChange): boolean {
  if (op !== 'create' && op !== 'restore') return true
  const record = records.get(id)
  const target = record?.data['company_id']
  return record?.state === 'archived' || target === undefined || records.get(String(target))?.state === 'live'
}
