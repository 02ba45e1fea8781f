/** What a release is held against as it is made: snippets that draw it, schemas that it speaks of; and what of it does not fit. */
import {setImmediate as pause} from 'node:timers/promises'
import {refusal, type WireMisfit} from '../../schemas/index.ts'
import {parseItemName, type ItemDraft, type ItemHashes} from '../config-items/index.ts'
import type {CatalogEntry} from '../catalog/catalog.ts'
import type {Expectation} from '../store/store.ts'
import {errorsOf, type CheckScreen, type Found} from './check-screens.ts'
import type {ScreensParts} from './parts.ts'
import type {ReleasedScreen, ReleaseInfo} from './screens.ts'

export interface Proof extends Required<Pick<ReleaseInfo, 'snippets' | 'schemas' | 'misfits'>> {
  /** The schemas stand as they were checked against. */
  readonly expect: readonly Expectation[]
}

/** `documents`: of items that are not stored yet. */
interface Held {readonly screens: readonly ReleasedScreen[]; readonly items: ItemHashes; readonly documents: readonly ItemDraft[]}

/**
 * `only`: the one screen that differs from what is live; for all else stands what the live release was held against, where it says so.
 * Lets other work go on between two trees: whoever writes the release has to expect `expect`.
 */
export async function proveRelease(parts: ScreensParts, check: CheckScreen, held: Held, only?: string): Promise<Proof> {
  const live = only === undefined ? undefined : parts.released.release()
  const {schemas, misfits} = live ?? {}
  const standing = schemas && misfits ? {schemas, misfits: misfits.filter(({screen}) => screen !== only)} : undefined
  const screens = standing ? held.screens.filter(({screen}) => screen.id === only) : held.screens
  const found = [...await checkedScreens(check, screens), ...standing ? [] : await checkedItems(parts, held)]
  // One that moved between two checks stands here twice: what is expected then does not hold, and all is done again.
  const entries = [...new Set(found.flatMap(one => one.reads))]
  return {
    snippets: snippetsIn(parts, held.screens),
    schemas: {...standing?.schemas, ...Object.fromEntries(entries.map(({name, version}) => [name, version]))},
    misfits: [...standing?.misfits ?? [], ...found.flatMap(one => one.misfits)].slice(0, most),
    expect: entries.map(({source: {id, rev}}) => ({kind: 'rev', schema: 'schema', id, rev})),
  }
}

interface Checked {readonly misfits: readonly WireMisfit[]; readonly reads: readonly CatalogEntry[]}

async function checkedScreens(check: CheckScreen, screens: readonly ReleasedScreen[]): Promise<readonly Checked[]> {
  const checked: Checked[] = []
  for (const one of screens) {
    if (checked.length > 0) await pause()
    checked.push({reads: check(one).reads, misfits: errorsOf(check, one).map(misfitOf)})
  }
  return checked
}

/** A check that fails says so, and stops no way back. */
async function checkedItems({config, onError}: ScreensParts, {items, documents}: Held): Promise<readonly Checked[]> {
  const checked = await Promise.all(Object.entries(items).map(async ([item, hash]): Promise<readonly Checked[]> => {
    const name = parseItemName(item)
    const document = documents.find(one => one.item === item)?.document ?? await config.find(hash)
    if (!name || !document) return []
    try {
      const {errors, reads} = config.check(name, document)
      return [{reads, misfits: errors.map(error => ({item, ...error}))}]
    } catch (error) {
      onError(error)
      return [{reads: [], misfits: [{item, ...refusal('item-not-checked', '')}]}]
    }
  }))
  return checked.flat()
}

/** That a release names. */
const most = 500

const misfitOf = ({code, params, pointer, message, screen, path, node, hint}: Found): WireMisfit =>
  ({code, params, pointer, message, screen, path, node, severity: 'error', ...(hint !== undefined && {hint})})

function snippetsIn({snippetHash}: ScreensParts, screens: readonly ReleasedScreen[]): Proof['snippets'] {
  const names = new Set(screens.flatMap(({tree}) => [...tree.nodes.values()].map(node => node.snippet)))
  return Object.fromEntries([...names].toSorted().flatMap(name => {
    const hash = snippetHash(name)
    return hash === undefined ? [] : [[name, hash]]
  }))
}
