/** What is read of a body: its operation's limits, and the types that it takes. */
import type {BodyLimits} from '../../schemas/index.ts'

export interface BodyRule extends BodyLimits {readonly types: readonly string[]}
