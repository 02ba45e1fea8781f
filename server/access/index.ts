/** The public face of `access`. */
export {hasRole} from './may-use.ts'
export type {Access, AccessOf, Rules, RulesOf} from './access.ts'
export {createAccess, type AccessDeps} from './create-access.ts'
