/** Which config items the next release holds. */
import {reason, reasonIn, refusal, refusalOf, type Refusal} from '../../schemas/index.ts'
import {parseItemName, type ItemDraft, type ItemHashes} from '../config-items/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {ScreensParts} from './parts.ts'

export interface GatheredItems {
  readonly next: ItemHashes
  /** Those that come, and differ from what is live. */
  readonly changed: readonly ItemDraft[]
  /** Those that go. */
  readonly left: readonly string[]
}

/** `asked`: names of items, `<kind>/<key>`; undefined: all that differ. Throws NotFound for one that is neither drafted nor live. */
export async function gatherItems({config, released}: ScreensParts, asked: readonly string[] | undefined): Promise<GatheredItems> {
  const live = released.release()?.items ?? {}
  const next = new Map(Object.entries(live))
  const changed: ItemDraft[] = []
  const left: string[] = []
  for (const draft of asked ? await named(config, live, asked) : await known(config)) {
    const {item, hash} = draft
    if (hash === null && next.delete(item)) left.push(item)
    if (typeof hash !== 'string' || next.get(item) === hash) continue
    next.set(item, hash)
    changed.push(draft)
  }
  return {next: Object.fromEntries([...next].toSorted(([a], [b]) => (a < b ? -1 : 1))), changed, left}
}

/** Drafts of a kind that is gone from the code wait until it is back, and stop nothing. */
async function known(config: ScreensParts['config']): Promise<readonly ItemDraft[]> {
  return (await config.drafts()).filter(({kind}) => config.kinds.has(kind))
}

async function named(config: ScreensParts['config'], live: ItemHashes, asked: readonly string[]): Promise<readonly ItemDraft[]> {
  const found = await Promise.all([...new Set(asked)].map(async item => {
    const name = parseItemName(item)
    const draft = name && await config.findDraft(name)
    if (!draft && !Object.hasOwn(live, item)) throw noItem(item)
    return draft ?? []
  }))
  return found.flat()
}

function noItem(item: string): Problem {
  const why = reason('no-config-item', {item: item.slice(0, 200)})
  return problem('not-found', {why}, {errors: [refusalOf('/items', why)]})
}

/** What stops these: pointers lead to the item that was named, and the words into its document. */
export function itemErrors({config}: Pick<ScreensParts, 'config'>, drafts: readonly ItemDraft[]): readonly Refusal[] {
  return drafts.flatMap(draft => config.check(draft, draft.document!).errors.map(error => {
    const {item} = draft
    return refusal('item-problem', `/items/${item.replace('/', '~1')}${error.pointer}`, {item, at: error.pointer, why: reasonIn(error)})
  }))
}
