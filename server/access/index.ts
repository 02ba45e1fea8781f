/** The public face of `access`. */
export {mayUse} from './may-use.ts'
export {needRight} from './need-right.ts'
