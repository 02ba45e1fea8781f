/** `instanceOf`: the name of a running Espalier, by which its browsers tell it from others on the same machine. */
import {createHash} from 'node:crypto'
import {realpath} from 'node:fs/promises'
import type {Catalog} from './catalog/index.ts'

/**
 * Eight hexadecimal digits: the same at each start, whatever the port and the address. The record of the schema `schema` was made with
 * the data, under a random id. Where the folder stands counts too, so that a copy of it, tried beside the original, is another instance.
 */
export async function instanceOf(catalog: Catalog, dataFolder: string): Promise<string> {
  const {source} = catalog.get('schema')
  return createHash('sha256').update(`${source.id} ${await realpath(dataFolder)}`).digest('hex').slice(0, 8)
}
