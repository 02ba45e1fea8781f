/** Migrates the file that is named first, and says how far it is: a process to be killed. */
import {migrate} from '../../server/store/sqlite/migrate.ts'
import {openForWriting} from '../../server/store/sqlite/open-tenant.ts'

const db = openForWriting(process.argv[2]!)
await migrate(db, line => console.log(line))
db.close()
console.log('done')
