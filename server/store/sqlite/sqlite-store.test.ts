import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describeStore} from '../store-contract.ts'
import {createSqliteStore} from './index.ts'

describeStore('the SQLite store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-store-'))
  const file = join(folder, 'tenant.db')
  let current = await createSqliteStore({file})
  return {
    store: current,
    reopen: async () => {
      current = await createSqliteStore({file})
      return current
    },
    dispose: async () => {
      await current.close()
      await rm(folder, {recursive: true})
    },
  }
})
