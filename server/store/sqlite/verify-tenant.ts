/** `verifyTenant`: proves the log in a tenant's file, also beside the server that serves it. */
import {CannotStart} from '../../errors.ts'
import {layoutOf} from './migrate.ts'
import {layoutVersion} from './migrations/index.ts'
import {inspectFile, openForReading} from './open-tenant.ts'
import {openingProblem} from './opening-problem.ts'
import {verifyLog, type LogProof} from './verify-log.ts'

/** Throws `CannotStart` when the file is not a tenant of this version's layout, or cannot be read. */
export function verifyTenant(file: string, head?: string): LogProof {
  inspectFile(file)
  try {
    const db = openForReading(file)
    try {
      const layout = layoutOf(db)
      if (layout !== layoutVersion) throw new CannotStart(`${file}: expected layout version ${layoutVersion}, got ${layout}, whose log is not sealed yet; start Espalier with it once`)
      return verifyLog(db, head)
    } finally {
      db.close()
    }
  } catch (error) {
    throw openingProblem(file, error)
  }
}
