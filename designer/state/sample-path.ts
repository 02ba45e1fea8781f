/** An address at which a screen of one record has something to show while it is designed. */
import {expressionText, type Screen, type Tree, walkTree} from '../../ast/index.ts'

/**
 * The screen's path with its parameters filled in: each by a record of the schema that the first node reads by it (`id: {"$": "params.id"}`). What has no record stays as it is;
 * undefined where nothing was filled in. `sampleOf`: the id of some record of a schema.
 */
export async function samplePath({path}: Screen, tree: Tree, sampleOf: (schema: string) => Promise<string | undefined>): Promise<string | undefined> {
  const schemas = path.includes('/:') ? schemasByParameter(tree) : new Map<string, string>()
  const parts = await Promise.all(path.split('/').map(async part => {
    const schema = part.startsWith(':') ? schemas.get(part.slice(1)) : undefined
    const id = schema === undefined ? undefined : await sampleOf(schema)
    return id === undefined ? part : encodeURIComponent(id)
  }))
  const filled = parts.join('/')
  return filled === path ? undefined : filled
}

function schemasByParameter(tree: Tree): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const {data} of walkTree(tree)) {
    for (const {from, id} of Object.values(data ?? {})) {
      const parameter = /^\s*params\.(\w+)\s*$/.exec(expressionText(id) ?? '')?.[1]
      if (parameter !== undefined && !found.has(parameter)) found.set(parameter, from)
    }
  }
  return found
}
