/** The public face of `access`. */
export {mayUse} from './may-use.ts'
export {entryFor} from './entry-for.ts'
