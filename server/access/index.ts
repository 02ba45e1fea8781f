/** The public face of `access`. */
export {hasRole, mayUse} from './may-use.ts'
export {entryFor} from './entry-for.ts'
