/** Why a message or a topic is refused, as it goes over the socket. */
import {say, type Reason} from '../../schemas/index.ts'

/** `reason`: what code and params say. */
export type SaidReason = Reason & {readonly reason: string}
export type RefusedTopic = SaidReason & {readonly topic: string}

export const saidReason = (why: Reason): SaidReason => ({...why, reason: say(why)})
