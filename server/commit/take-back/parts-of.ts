/** `partsOf`: which writes hang together, so that each part can be tried by itself. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {Catalog} from '../../catalog/index.ts'
import type {OwnedWrite} from './prepare-take-back.ts'

/** Those that link to each other, or pass a value on that must be unique, are one part; the order stays. `docOf`: of a record as it is now. */
export function partsOf(writes: readonly OwnedWrite[], catalog: Pick<Catalog, 'get'>, docOf: (key: string) => string): readonly (readonly OwnedWrite[])[] {
  const roots = new Map<string, string>()
  const rootOf = (node: string): string => {
    let root = node
    for (let up = roots.get(root); up !== undefined && up !== root; up = roots.get(root)) root = up
    roots.set(node, root)
    return root
  }
  const tie = (a: string, b: string): void => void roots.set(rootOf(a), rootOf(b))
  const own = new Set(writes.map(({key}) => key))
  for (const {write, key} of writes) {
    const {links, spec} = catalog.get(write.schema)
    const uniques = spec.columns.filter(({unique}) => unique)
    for (const doc of [docOf(key), 'doc' in write ? write.doc : undefined]) {
      if (doc === undefined) continue
      const data = JSON.parse(doc) as JsonObject
      for (const [property, target] of links) {
        const linked = `${target}/${String(data[property])}`
        if (own.has(linked)) tie(key, linked)
      }
      for (const {name} of uniques) if (data[name] !== undefined && data[name] !== null) tie(key, `${write.schema}.${name}=${JSON.stringify(data[name])}`)
    }
  }
  const parts = new Map<string, OwnedWrite[]>()
  for (const one of writes) {
    const root = rootOf(one.key)
    const part = parts.get(root)
    if (part) part.push(one)
    else parts.set(root, [one])
  }
  return [...parts.values()]
}
